"""What waits for a person in the councils: a ballot to cast, a meeting to attend, hold or call."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from thidua.base.text import shorten
from thidua.council.kinds import BallotMode, BoxState, MeetingState, Office
from thidua.council.models import Box, Line, Meeting, Presence, Seat, Turnout
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier
from thidua.movements.kinds import RoundState
from thidua.movements.queries import Waiting
from thidua.movements.rules.days import late_by, left_words
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.queries import in_force, subtrees


def waiting_for(actor: Actor, today: date) -> list[Waiting]:
    """Give what a member, a secretary and the standing office are the next to do. At most six queries."""
    found: list[Waiting] = []
    found_run: set[int] = set()
    office = actor.paths(Role.OFFICE)
    if actor.person_id is not None:
        mine = list(Seat.objects.filter(in_force(today), person_id=actor.person_id).order_by("pk"))
        if mine:
            found += _ballots(mine)
        found_run = {seat.council_id for seat in mine if seat.office == Office.SECRETARY}
        found += _meetings({seat.council_id for seat in mine}, found_run, office, today)
    elif office:
        found += _meetings(set(), set(), office, today)
    if office:
        found += _to_convene(office)
    if office or found_run:
        found += _minutes(found_run, office)
    return found


def _where(meeting: Meeting) -> str:
    return f"{meeting.council.name} – {shorten(meeting.round.movement.name, 90)}"


def _ballots(seats: list[Seat]) -> Iterator[Waiting]:
    """Open boxes in which a voter who is there has not voted; that somebody voted is known, what is not."""
    voters = [seat.pk for seat in seats if seat.has_voice]
    there = Presence.objects.filter(Q(is_present=True) | Q(in_writing=True), seat__in=voters)
    boxes = (
        Box.objects.filter(
            ~Exists(Turnout.objects.filter(box=OuterRef("pk"), seat__in=voters)),
            Exists(there.filter(meeting=OuterRef("meeting"))),
            state=BoxState.OPEN,
        )
        .exclude(mode=BallotMode.PAPER)
        .select_related("meeting__council", "meeting__round__movement")
    )
    for box in boxes.order_by("pk"):
        what = f"Bỏ phiếu, {str(box).lower()}, phiên họp ngày {box.meeting.held_on:%d/%m/%Y}"
        yield Waiting(f"ballot:{box.pk}", what, _where(box.meeting), "Bỏ phiếu", box.get_absolute_url())


def _open(sat: set[int], run: set[int], office: list[str]) -> QuerySet[Meeting]:
    runs = Q(council__in=run) | (subtrees(office, field="council__unit__path") if office else Q(pk__in=[]))
    seen = Q(council__in=sat, state=MeetingState.CONVENED) | Q(runs)
    found = Meeting.objects.filter(seen).exclude(state=MeetingState.CLOSED)
    return found.select_related("council__unit", "round__movement").order_by("held_on", "pk")


def _meetings(sat: set[int], run: set[int], office: list[str], today: date) -> Iterator[Waiting]:
    """Meetings to hold, for who runs them; to attend, for who sits there until the day is over."""
    if not (sat or office):
        return
    for meeting in _open(sat, run, office):
        runs = meeting.council_id in run or any(meeting.council.unit.path.startswith(path) for path in office)
        if not runs and meeting.held_on < today:
            continue
        verb, button = ("Điều hành và kết thúc", "Mở phiên họp") if runs else ("Dự", "Xem tài liệu")
        begins = f" {meeting.begins_at}" if meeting.begins_at else ""
        yield Waiting(
            f"meeting:{meeting.pk}",
            f"{verb} phiên họp{begins} ngày {meeting.held_on:%d/%m/%Y}",
            _where(meeting),
            button,
            meeting.get_absolute_url(),
            meeting.held_on,
            left_words(meeting.held_on, today),
            bool(late_by(meeting.held_on, today)),
            movement_id=meeting.round.movement_id,
        )


def _minutes(run: set[int], office: list[str]) -> Iterator[Waiting]:
    """Minutes of ended meetings that are not kept yet, or kept and not signed."""
    runs = Q(council__in=run) | (subtrees(office, field="council__unit__path") if office else Q(pk__in=[]))
    ended = Meeting.objects.filter(runs, state=MeetingState.CLOSED, signed_minutes=None)
    for meeting in ended.select_related("council", "round__movement").order_by("held_on", "pk"):
        verb = "Nhập biên bản đã ký của" if meeting.minutes_id else "Lưu, in biên bản"
        yield Waiting(
            f"minutes:{meeting.pk}",
            f"{verb} phiên họp ngày {meeting.held_on:%d/%m/%Y}",
            _where(meeting),
            "Mở phiên họp",
            meeting.get_absolute_url(),
            movement_id=meeting.round.movement_id,
        )


def _to_convene(office: list[str]) -> Iterator[Waiting]:
    """Verified dossiers that stand on no agenda yet."""
    rows = (
        Dossier.objects.filter(
            subtrees(office, field="round__movement__unit__path"),
            ~Exists(Line.objects.filter(dossier=OuterRef("pk"))),
            state=State.VERIFIED,
            round__state=RoundState.OPEN,
        )
        .values("round_id", "round__name", "round__movement_id", "round__movement__name")
        .annotate(n=Count("pk"))
        .order_by("round_id")
    )
    for row in rows:
        yield Waiting(
            f"convene:{row['round_id']}",
            f"Triệu tập họp xét {row['n']} hồ sơ đã thẩm định",
            f"{shorten(row['round__movement__name'], 90)} – {row['round__name']}",
            "Đến Hội đồng",
            reverse("council:councils"),
            movement_id=row["round__movement_id"],
        )
