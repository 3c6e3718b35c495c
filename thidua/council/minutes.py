"""The minutes of a meeting and of a count, written from what happened."""

from datetime import datetime, time

from thidua.base.days import ZONE
from thidua.base.text import words
from thidua.council import queries
from thidua.council.kinds import BallotKind, BallotMode, Base, BoxState, Office
from thidua.council.models import Box, Council, Line, Meeting, Seat
from thidua.council.rules import Need, Tally
from thidua.documents.layout import Letterhead
from thidua.documents.minutes import Attendee, Conflict, Count, Minutes, VoteLine
from thidua.dossiers.consulting import told_in_minutes
from thidua.org.models import Position
from thidua.org.queries import in_force


def minutes_of(meeting: Meeting) -> Minutes:
    """Write down the meeting: who was there, what was read, who stood aside, what each vote gave."""
    seats = queries.seats_of(meeting)
    there, attending = queries.presences(meeting), queries.here(meeting)
    people = {seat.pk: _attendee(seat, meeting) for seat in seats}
    absent = [seat for seat in seats if seat.pk not in attending]
    return Minutes(
        letterhead=letterhead(meeting.council, meeting),
        title=_title(meeting),
        started_at=_begin(meeting),
        ended_at=meeting.closed_at if meeting.closed_at else None,
        venue=meeting.place or meeting.council.unit.name,
        chair=_officer(seats, people, Office.CHAIR, Office.DEPUTY),
        secretary=_officer(seats, people, Office.SECRETARY, Office.MEMBER),
        members=len(seats),
        present=tuple(people[seat.pk] for seat in seats if seat.pk in attending),
        absent=tuple(
            Attendee(people[seat.pk].name, people[seat.pk].position, there[seat.pk].reason if seat.pk in there else "")
            for seat in absent
        ),
        quorum=_quorum(meeting.council, len(attending), len(seats)),
        papers=tuple(_heard(line) for line in queries.lines_of(meeting)),
        proceedings=(*filter(None, map(str.strip, meeting.agenda.splitlines())), *told_in_minutes(meeting.round)),
        threshold=_threshold(meeting),
        ballot=words(sorted({_how(box) for box in meeting.boxes.filter(state=BoxState.CLOSED)})),
        votes=_votes(meeting),
        conflicts=_conflicts(list(queries.lines_of(meeting))),
        conclusions=_conclusions(meeting),
    )


def count_of(box: Box) -> Count:
    """Write down one count: ballots issued and returned, each line, receipts, the seal."""
    meeting = box.meeting
    lines = [line for line in queries.lines_of(meeting) if str(line.pk) in box.result]
    floor = queries.floor_of(meeting, lines)
    returned = box.turnouts.count()
    if box.mode == BallotMode.PAPER and (keyed := box.keyings.first()):
        returned = keyed.returned
    seats = queries.seats_of(meeting)
    tellers = [seat for seat in seats if seat.office == Office.SECRETARY] or seats[-1:]
    keyers = [keying.person.name for keying in box.keyings.select_related("person").order_by("pk")]
    return Count(
        letterhead=letterhead(meeting.council, meeting),
        title=f"{_title(meeting)} (lần {box.turn})",
        counted_at=meeting.closed_at or _begin(meeting),
        venue=meeting.place or meeting.council.unit.name,
        method=_how(box),
        members=len(seats),
        tellers=tuple(map(Attendee, keyers)) or tuple(_attendee(seat, meeting) for seat in tellers),
        issued=len(floor.here & set(floor.voices)),
        returned=returned,
        invalid=max((Tally.of(row).invalid for row in box.result.values()), default=0),
        votes=tuple(_vote(line, Tally.of(box.result[str(line.pk)]), passed=None) for line in lines),
        threshold=_threshold(meeting, box),
        conflicts=_conflicts(lines),
        receipts=tuple(receipt[:12].upper() for receipt in box.receipts),
        box=box.seal,
    )


def letterhead(council: Council, meeting: Meeting) -> Letterhead:
    """Head the paper with the council's own name."""
    return Letterhead(
        council.name, council.unit.name, symbol="BB-HĐTĐKT", place=council.unit.address, day=meeting.held_on
    )


def _title(meeting: Meeting) -> str:
    joint = [council.name for council in meeting.joint_with.order_by("pk")]
    together = f" (họp cùng {words(joint)})" if joint else ""
    return f"Họp {meeting.council.name}{together} xét khen thưởng {meeting.round.name} – {meeting.round.movement.name}"


def _begin(meeting: Meeting) -> datetime:
    hour, _, minute = (meeting.begins_at or "08:00").partition(":")
    return datetime.combine(meeting.held_on, time(int(hour), int(minute or 0)), tzinfo=ZONE)


def _attendee(seat: Seat, meeting: Meeting) -> Attendee:
    held = (
        Position.objects.filter(in_force(meeting.held_on), person_id=seat.person_id).order_by("-is_head", "pk").first()
    )
    office = f"{seat.get_office_display()} {seat.council.get_kind_display()}" if seat.office != Office.MEMBER else ""
    title = words([part for part in (held.title if held else "", office) if part], ",")
    return Attendee(seat.person.name, title)


def _officer(seats: list[Seat], people: dict[int, Attendee], *offices: Office) -> Attendee:
    for office in offices:
        for seat in seats:
            if seat.office == office:
                return people[seat.pk]
    return people[seats[0].pk]


def _quorum(council: Council, here: int, members: int) -> str:
    share = queries.quorum_of(council)
    needed = f"{share.numerator}/{share.denominator}"
    said = "đủ" if here >= Need(share).least(members) else "chưa đủ"
    return f"Có {here:02d}/{members:02d} thành viên dự họp hoặc gửi ý kiến, {said} tỷ lệ {needed} để họp."


def _heard(line: Line) -> str:
    dossier = line.dossier
    unit = f" ({dossier.unit.name})" if dossier.nominee.unit_id != dossier.unit_id else ""
    return f"Hồ sơ đề nghị {dossier.award} cho {dossier.nominee.name}{unit}"


def _threshold(meeting: Meeting, box: Box | None = None) -> str:
    boxes = [box] if box else list(meeting.boxes.filter(state=BoxState.CLOSED, kind__in=("yes_no", "choose")))
    needs = {(need.words, need.source) for one in boxes for need in queries.needs_of(one).values()}
    of = "tổng số thành viên Hội đồng" if meeting.council.base == Base.MEMBERS else "số thành viên dự họp"
    said = [f"{share} {of} đồng ý ({source})" if source else f"{share} {of} đồng ý" for share, source in sorted(needs)]
    return f"Tỷ lệ cần đạt: {words(said)}." if said else ""


def _how(box: Box) -> str:
    ways = {BallotKind.YES_NO: ""}
    kind = ways.get(BallotKind(box.kind), f", {box.get_kind_display().lower()}")
    return f"{box.get_mode_display().lower()}{kind}"


def _vote(line: Line, tally: Tally, passed: bool | None) -> VoteLine:
    dossier = line.dossier
    return VoteLine(
        candidate=dossier.nominee.name,
        unit=dossier.unit.name if dossier.nominee.unit_id != dossier.unit_id else "",
        award=str(dossier.award),
        agree=tally.agree,
        disagree=tally.disagree,
        abstain=tally.abstain,
        invalid=tally.invalid,
        out_of=tally.base,
        passed=tally.passed if passed is None else passed,
        group=dossier.nominee.get_kind_display(),
    )


def _votes(meeting: Meeting) -> tuple[VoteLine, ...]:
    results = queries.results(meeting).values()
    return tuple(_vote(one.line, one.tally, one.passed) for one in results if one.tally is not None)


def _conflicts(lines: list[Line]) -> tuple[Conflict, ...]:
    return tuple(
        Conflict(recusal.seat.person.name, line.dossier.nominee.name, recusal.reason)
        for line in lines
        for recusal in line.recusals.all()
    )


def _conclusions(meeting: Meeting) -> tuple[str, ...]:
    said = [
        f"Ngang phiếu về {line.dossier.nominee.name}: Chủ tịch quyết định “{line.get_casting_choice_display()}”"
        f"{f' ({line.casting_reason})' if line.casting_reason else ''}"
        for line in queries.lines_of(meeting)
        if line.casting_choice
    ]
    cancelled = [f"{box} đã hủy, không kiểm phiếu" for box in meeting.boxes.filter(state=BoxState.CANCELLED)]
    return (*said, *cancelled)
