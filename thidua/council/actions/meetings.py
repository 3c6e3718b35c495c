"""A meeting: convened with its agenda, presence, conflicts of interest, the line under discussion, its end."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.council import queries, rules
from thidua.council.actions.seating import refuse_unless_runs
from thidua.council.kinds import BallotKind, BoxState, Choice, CouncilKind, MeetingState, Office, Over
from thidua.council.models import Box, Council, Line, Meeting, MeetingPaper, Presence, Recusal, Seat
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier
from thidua.movements.models import Round
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import StoredFile

CANDIDATE = "là người được đề nghị khen thưởng"


@dataclass(frozen=True)
class Attendance:
    """How a seat attends."""

    is_present: bool
    in_writing: bool = False
    reason: str = ""


@transaction.atomic
def convene(
    council: Council,
    round: Round,
    dossiers: Sequence[Dossier],
    *,
    held_on: date,
    begins_at: str = "",
    place: str = "",
    agenda: str = "",
    guests: str = "",
    joint_with: Sequence[Council] = (),
    by: Actor,
    at: datetime,
) -> Meeting:
    """Call a meeting about dossiers of a round; members who are candidates are taken out of their own lines."""
    refuse_unless_runs(by, council)
    _refuse_dossiers(council, round, dossiers)
    meeting = Meeting.objects.create(
        council=council,
        round=round,
        held_on=held_on,
        begins_at=begins_at,
        place=squeeze(place),
        agenda=agenda.strip(),
        guests=guests.strip(),
        convened_at=at,
        convened_by_id=by.person_id,
    )
    meeting.joint_with.set(joint_with)
    seats = {seat.person_id: seat for seat in queries.seats_of(meeting)}
    if not seats:
        raise Refused(f"{council.name} chưa có thành viên vào ngày họp. Hãy ghi thành viên trước.")
    for position, dossier in enumerate(dossiers):
        line = Line.objects.create(meeting=meeting, dossier=dossier, position=position)
        person = dossier.nominee.person_id
        if person is not None and (seat := seats.get(person)):
            Recusal.objects.create(line=line, seat=seat, reason=CANDIDATE)
    facts = {"held_on": held_on.isoformat(), "dossiers": [dossier.pk for dossier in dossiers]}
    journal.record("council.convene", meeting, by=by, at=at, facts=facts)
    return meeting


def _refuse_dossiers(council: Council, round: Round, dossiers: Sequence[Dossier]) -> None:
    if not dossiers:
        raise Refused("Chưa chọn hồ sơ nào. Hãy chọn hồ sơ đã thẩm định để đưa ra Hội đồng.")
    ready = (State.DRAFT, State.GIVEN_BACK) if council.kind == CouncilKind.UNIT else (State.VERIFIED,)
    for dossier in dossiers:
        if dossier.round_id != round.pk:
            raise Refused(f"Hồ sơ của {dossier.nominee.name} không thuộc đợt xét này. Hãy bỏ khỏi danh sách.")
        if dossier.state not in ready:
            state = dossier.get_state_display()
            raise Refused(f"Hồ sơ của {dossier.nominee.name} đang ở bước “{state}” nên chưa đưa ra Hội đồng được.")


@transaction.atomic
def take_presence(meeting: Meeting, seats: Mapping[int, Attendance], *, by: Actor, at: datetime) -> Meeting:
    """Write who is there, who writes, who is absent and why; the first time opens the meeting."""
    refuse_unless_runs(by, meeting.council)
    _refuse_state(meeting, MeetingState.CONVENED, MeetingState.OPEN)
    voted = set(meeting.boxes.filter(state=BoxState.OPEN).values_list("turnouts__seat", flat=True))
    known = {seat.pk: seat for seat in queries.seats_of(meeting)}
    takes_written = queries.takes_written(meeting)
    for seat_id, given in seats.items():
        if seat_id not in known:
            raise ValueError(f"no seat {seat_id} at meeting {meeting.pk}")
        if seat_id in voted and not (given.is_present or given.in_writing):
            raise Refused(f"{known[seat_id].person.name} đã bỏ phiếu nên không ghi vắng mặt được.")
        if given.in_writing and not takes_written:
            raise Refused(f"{meeting.council.name} không lấy ý kiến bằng văn bản của người vắng (quy chế Hội đồng).")
        Presence.objects.update_or_create(
            meeting=meeting,
            seat_id=seat_id,
            defaults={
                "is_present": given.is_present,
                "in_writing": given.in_writing and not given.is_present,
                "reason": squeeze(given.reason),
            },
        )
    Meeting.objects.filter(pk=meeting.pk, state=MeetingState.CONVENED).update(state=MeetingState.OPEN)
    meeting.refresh_from_db(fields=["state"])
    there = sum(one.is_present for one in seats.values())
    journal.record("council.take_presence", meeting, by=by, at=at, facts={"present": there, "of": len(seats)})
    return meeting


@transaction.atomic
def recuse(line: Line, seat: Seat, *, reason: str, by: Actor, at: datetime) -> Recusal:
    """Take a member out of a line: declared by the member, or written by who runs the meeting."""
    meeting = line.meeting
    if by.person_id != seat.person_id:
        refuse_unless_runs(by, meeting.council)
    _refuse_state(meeting, MeetingState.CONVENED, MeetingState.OPEN)
    _refuse_while_voting(line)
    if len(reason.split()) < 2:
        raise Refused("Hãy ghi lý do không tham gia bỏ phiếu, ví dụ “là vợ của người được đề nghị”.")
    made, _ = Recusal.objects.get_or_create(line=line, seat=seat, defaults={"reason": squeeze(reason)[:300]})
    facts = {"seat": seat.person.name, "dossier": line.dossier_id, "reason": made.reason}
    journal.record("council.recuse", meeting, by=by, at=at, facts=facts)
    return made


@transaction.atomic
def unrecuse(recusal: Recusal, *, by: Actor, at: datetime) -> None:
    """Take a declared conflict back, before any vote; a candidate stays out of the own line."""
    line, seat = recusal.line, recusal.seat
    refuse_unless_runs(by, line.meeting.council)
    _refuse_while_voting(line)
    if line.dossier.nominee.person_id == seat.person_id:
        raise Refused(f"{seat.person.name} {CANDIDATE} nên không tham gia bỏ phiếu về hồ sơ này.")
    recusal.delete()
    journal.record("council.unrecuse", line.meeting, by=by, at=at, facts={"seat": seat.person.name})


def _refuse_while_voting(line: Line) -> None:
    if line.boxes.exclude(state=BoxState.CANCELLED).exists():
        raise Refused("Đã mở hòm phiếu về hồ sơ này nên không thay đổi người tham gia bỏ phiếu được.")


def _refuse_state(meeting: Meeting, *states: MeetingState) -> None:
    if reason := rules.why_not_state(meeting, *states):
        raise Refused(reason)


@transaction.atomic
def discuss(line: Line, *, by: Actor, at: datetime) -> Line:
    """Put a line on every member's screen."""
    refuse_unless_runs(by, line.meeting.council)
    _refuse_state(line.meeting, MeetingState.OPEN)
    line.meeting.lines.exclude(pk=line.pk).update(is_under_discussion=False)
    line.is_under_discussion = True
    line.save(update_fields=["is_under_discussion"])
    journal.record("council.discuss", line.meeting, by=by, at=at, facts={"dossier": line.dossier_id})
    return line


@transaction.atomic
def settle_tie(line: Line, choice: Choice, *, reason: str, by: Actor, at: datetime) -> Line:
    """Let the chair decide a tie, where the council laid that down; it holds for this ballot, not for a repeat."""
    meeting = line.meeting
    _refuse_state(meeting, MeetingState.OPEN)
    found = queries.results(meeting)
    result = found[line.dossier_id]
    seat = queries.seat_of(meeting, by.person_id)
    if seat is None or seat.office != Office.CHAIR or seat.council_id != meeting.council_id:
        raise Refused(f"Chỉ Chủ tịch {meeting.council.name} được quyết định khi ngang phiếu.")
    if not meeting.council.has_casting_vote:
        raise Refused(f"{meeting.council.name} không quy định Chủ tịch quyết định khi ngang phiếu. Hãy bỏ phiếu lại.")
    if not result.is_tie or result.box is None:
        raise Refused("Đề nghị này không ngang phiếu hoặc đã được Chủ tịch quyết định.")
    if seat.pk in queries.recused([line])[line.pk]:
        raise Refused("Chủ tịch có liên quan đến đề nghị này nên không quyết định thay. Hãy bỏ phiếu lại.")
    if choice == Choice.AGREE:
        _refuse_full(line, result.box, {one.line.pk for one in found.values() if one.passed})
    line.casting_choice, line.casting_reason, line.casting_box = choice, squeeze(reason)[:300], result.box
    line.save(update_fields=["casting_choice", "casting_reason", "casting_box"])
    facts = {"dossier": line.dossier_id, "choice": choice, "reason": line.casting_reason}
    journal.record("council.settle_tie", meeting, by=by, at=at, facts=facts)
    return line


def _refuse_full(line: Line, box: Box, passed: set[int]) -> None:
    """Refuse one more where the tie was about the last places and they are taken now."""
    if box.kind == BallotKind.YES_NO and box.laid["over"] != Over.TOP:
        return
    for shared in queries.places_of(box):
        if line.pk in shared.lines and rules.places_left(shared, passed) == 0:
            raise Refused(f"Đã đủ {shared.most:02d} đề nghị ({shared.source}). Hãy quyết định “không đồng ý”.")


@transaction.atomic
def arrange(meeting: Meeting, order: Sequence[int], shortlist: Collection[int], *, by: Actor, at: datetime) -> Meeting:
    """Order the agenda and mark the shortlist; a line that stands in a ballot may move, never vanish."""
    refuse_unless_runs(by, meeting.council)
    _refuse_state(meeting, MeetingState.CONVENED, MeetingState.OPEN)
    lines = {line.pk: line for line in meeting.lines.order_by("pk")}
    if sorted(order) != sorted(lines) or not set(shortlist) <= set(lines):
        raise Refused("Danh sách vừa thay đổi. Hãy tải lại trang rồi sắp xếp lại.")
    for position, pk in enumerate(order):
        lines[pk].position, lines[pk].is_shortlisted = position, pk in shortlist
    Line.objects.bulk_update(lines.values(), ["position", "is_shortlisted"])
    facts = {
        "order": [lines[pk].dossier_id for pk in order],
        "shortlist": sorted(lines[pk].dossier_id for pk in shortlist),
    }
    journal.record("council.arrange", meeting, by=by, at=at, facts=facts)
    return meeting


@transaction.atomic
def lay_paper(meeting: Meeting, file: StoredFile, *, title: str, by: Actor, at: datetime) -> MeetingPaper:
    """Lay a paper before the whole meeting: members read it, invitation and minutes name it."""
    refuse_unless_runs(by, meeting.council)
    _refuse_state(meeting, MeetingState.CONVENED, MeetingState.OPEN)
    if meeting.papers.filter(file=file).exists():
        raise Refused(f"Tệp {file.name} đã có trong tài liệu họp.")
    made = MeetingPaper.objects.create(meeting=meeting, file=file, title=squeeze(title)[:250] or file.name)
    journal.record("council.lay_paper", meeting, by=by, at=at, facts={"title": made.title, "sha256": file.sha256})
    return made


@transaction.atomic
def take_paper_away(paper: MeetingPaper, *, by: Actor, at: datetime) -> None:
    """Take a paper laid by mistake off the agenda before the meeting; what was laid before an open meeting stays."""
    refuse_unless_runs(by, paper.meeting.council)
    _refuse_state(paper.meeting, MeetingState.CONVENED)
    facts = {"title": paper.title, "sha256": paper.file.sha256}
    paper.delete()
    journal.record("council.take_paper_away", paper.meeting, by=by, at=at, facts=facts)


@transaction.atomic
def end_meeting(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting:
    """End the meeting; what happened stays as it is, its minutes can be written."""
    refuse_unless_runs(by, meeting.council)
    _refuse_state(meeting, MeetingState.OPEN)
    if meeting.boxes.filter(state=BoxState.OPEN).exists():
        raise Refused("Còn hòm phiếu đang mở. Hãy kiểm phiếu hoặc hủy hòm phiếu rồi kết thúc phiên họp.")
    still = Meeting.objects.filter(pk=meeting.pk, state=MeetingState.OPEN)
    if not still.update(state=MeetingState.CLOSED, closed_at=at):
        raise Refused(rules.CHANGED)
    meeting.refresh_from_db(fields=["state", "closed_at"])
    meeting.lines.update(is_under_discussion=False)
    journal.record("council.end_meeting", meeting, by=by, at=at)
    return meeting
