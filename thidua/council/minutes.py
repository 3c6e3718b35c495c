"""The minutes of a meeting and of a count, written from what happened."""

from datetime import datetime, time

from thidua.base.days import ZONE
from thidua.base.text import words
from thidua.council import queries
from thidua.council.kinds import BallotKind, BallotMode, Base, BoxState, Choice, MeetingState, Office, Over
from thidua.council.models import Ballot, Box, Council, Line, Meeting, Presence, Seat
from thidua.council.queries import Result
from thidua.council.rules import Need, Tally
from thidua.documents.layout import Letterhead
from thidua.documents.minutes import Attendee, Conflict, Count, Minutes, Taken, VoteLine
from thidua.dossiers.consulting import told_in_minutes
from thidua.org.models import Position
from thidua.org.queries import in_force

SAID = {Choice.AGREE: "đồng ý", Choice.DISAGREE: "không đồng ý", Choice.ABSTAIN: "không có ý kiến"}


def minutes_of(meeting: Meeting) -> Minutes:
    """Write down the meeting: who was there, what was read, who stood aside, what each vote gave."""
    seats, there = queries.seats_of(meeting), queries.presences(meeting)
    people = attendees(seats, meeting)
    present = [seat for seat in seats if seat.pk in there and there[seat.pk].is_present]
    writing = [seat for seat in seats if seat.pk in there and there[seat.pk].in_writing]
    absent = [seat for seat in seats if seat not in present and seat not in writing]
    boxes = list(meeting.boxes.exclude(state=BoxState.OPEN).order_by("turn"))
    return Minutes(
        letterhead=letterhead(meeting.council, meeting),
        title=title(meeting),
        started_at=begins(meeting),
        ended_at=meeting.closed_at if meeting.closed_at else None,
        venue=venue(meeting),
        chair=officer(present or seats, people, Office.CHAIR, Office.DEPUTY),
        secretary=officer(present or seats, people, Office.SECRETARY, Office.MEMBER),
        members=len(seats),
        present=tuple(people[seat.pk] for seat in present),
        writing=tuple(_noted(people[seat.pk], there[seat.pk].letter) for seat in writing),
        absent=tuple(_noted(people[seat.pk], _why(there.get(seat.pk))) for seat in absent),
        guests=tuple(Attendee(line) for line in listed(meeting.guests)),
        quorum=_quorum(meeting, seats),
        papers=tuple(
            [paper.title for paper in meeting.papers.order_by("pk")] + [_heard(line) for line in _lines(meeting)]
        ),
        proceedings=(*listed(meeting.agenda), *told_in_minutes(meeting.round)),
        threshold=_threshold(meeting, [box for box in boxes if box.state == BoxState.CLOSED]),
        ballot=words(sorted({_how(box) for box in boxes if box.state == BoxState.CLOSED})),
        ballots=tuple(_taken(meeting, box) for box in boxes) if len(boxes) > 1 else (),
        votes=tuple(_final(one) for one in queries.results(meeting).values() if one.tally is not None),
        conflicts=_conflicts(_lines(meeting)),
        conclusions=_conclusions(meeting, boxes),
    )


def count_of(box: Box) -> Count:
    """Write down one count: ballots issued and returned, each line, receipts or names, the seal."""
    meeting = box.meeting
    lines = [line for line in _lines(meeting) if str(line.pk) in box.result]
    floor = queries.floor_of(meeting, lines)
    keyed = list(box.keyings.select_related("person").order_by("pk"))
    returned = keyed[0].returned if box.mode == BallotMode.PAPER and keyed else box.turnouts.count()
    seats = queries.seats_of(meeting)
    people = attendees(seats, meeting)
    keyers = [people.get(_seat_of(seats, one.person_id), Attendee(one.person.name)) for one in keyed]
    tellers = [people[seat.pk] for seat in seats if seat.office == Office.SECRETARY] or [people[seats[-1].pk]]
    tallies = [Tally.of(row) for row in box.result.values()]
    return Count(
        letterhead=letterhead(meeting.council, meeting),
        title=f"{title(meeting)} (lần {box.turn})",
        counted_at=box.closed_at or begins(meeting),
        venue=venue(meeting),
        method=_how(box),
        members=len(seats),
        tellers=tuple(keyers or tellers),
        issued=len(floor.here & set(floor.voices)),
        returned=returned,
        invalid=max((one.invalid for one in tallies), default=0),
        votes=tuple(_vote(line, Tally.of(box.result[str(line.pk)])) for line in lines),
        threshold=_threshold(meeting, [box]),
        conflicts=_conflicts(lines),
        receipts=tuple(receipt[:12].upper() for receipt in box.receipts),
        opinions=_opinions(box) if box.mode == BallotMode.OPEN else (),
        box=box.seal,
    )


def letterhead(council: Council, meeting: Meeting, symbol: str = "BB-HĐTĐKT") -> Letterhead:
    """Head the paper with the council's own name."""
    return Letterhead(council.name, council.unit.name, symbol=symbol, place=council.unit.address, day=meeting.held_on)


def title(meeting: Meeting) -> str:
    """Say which councils met about what."""
    joint = [council.name for council in meeting.joint_with.order_by("pk")]
    together = f" (họp cùng {words(joint)})" if joint else ""
    return f"Họp {meeting.council.name}{together} xét khen thưởng {meeting.round.name} – {meeting.round.movement.name}"


def begins(meeting: Meeting) -> datetime:
    """Give the moment a meeting was called for."""
    hour, _, minute = (meeting.begins_at or "08:00").partition(":")
    return datetime.combine(meeting.held_on, time(int(hour), int(minute or 0)), tzinfo=ZONE)


def venue(meeting: Meeting) -> str:
    """Give the place, without the full stop somebody typed."""
    return (meeting.place or meeting.council.unit.name).rstrip(" .")


def listed(text: str) -> list[str]:
    """Cut a text of one item a line."""
    return [line for line in map(str.strip, text.splitlines()) if line]


def attendees(seats: list[Seat], meeting: Meeting) -> dict[int, Attendee]:
    """Name the seats with the positions of that day. One query."""
    held: dict[int, str] = {}
    people = [seat.person_id for seat in seats]
    for position in Position.objects.filter(in_force(meeting.held_on), person__in=people).order_by("-is_head", "pk"):
        held.setdefault(position.person_id, position.title)
    found = {}
    for seat in seats:
        office = f"{seat.get_office_display()} {seat.council.name}" if seat.office != Office.MEMBER else ""
        found[seat.pk] = Attendee(
            seat.person.name, words([part for part in (held.get(seat.person_id), office) if part], ",")
        )
    return found


def officer(seats: list[Seat], people: dict[int, Attendee], *offices: Office) -> Attendee:
    """Find who chairs or writes among those there: the first office that is filled."""
    for office in offices:
        for seat in seats:
            if seat.office == office:
                return people[seat.pk]
    return people[seats[0].pk]


def _lines(meeting: Meeting) -> list[Line]:
    return list(queries.lines_of(meeting))


def _seat_of(seats: list[Seat], person_id: int) -> int:
    return next((seat.pk for seat in seats if seat.person_id == person_id), 0)


def _noted(who: Attendee, note: str) -> Attendee:
    return Attendee(who.name, who.position, note)


def _why(presence: Presence | None) -> str:
    return presence.reason if presence else ""


def _quorum(meeting: Meeting, seats: list[Seat]) -> str:
    share = queries.quorum_of(meeting.council)
    voices = {seat.pk for seat in seats if seat.has_voice}
    here = len(queries.here(meeting) & voices)
    said = "đủ" if here >= Need(share).least(len(voices)) else "chưa đủ"
    return (
        f"Có {here:02d}/{len(voices):02d} thành viên có quyền biểu quyết dự họp hoặc gửi ý kiến, "
        f"{said} tỷ lệ {share.numerator}/{share.denominator} để họp."
    )


def _heard(line: Line) -> str:
    dossier = line.dossier
    unit = f" ({dossier.unit.name})" if dossier.nominee.unit_id != dossier.unit_id else ""
    return f"Hồ sơ đề nghị {dossier.award} cho {dossier.nominee.name}{unit}"


def _threshold(meeting: Meeting, boxes: list[Box]) -> str:
    said = set()
    for box in boxes:
        if box.kind in (BallotKind.YES_NO, BallotKind.CHOOSE):
            for need in queries.needs_of(box).values():
                all_ = need.by_law or box.laid["base"] == Base.MEMBERS
                of = "tổng số thành viên Hội đồng" if all_ else "số thành viên dự họp"
                said.add(f"{need.words} {of} đồng ý" + (f" ({need.source})" if need.source else ""))
    if not said:
        return ""
    within = any(box.kind == BallotKind.YES_NO and box.laid["over"] == Over.TOP for box in boxes)
    tail = " Khi nhiều đề nghị đạt tỷ lệ hơn số lượng: lấy theo số phiếu từ cao xuống." if within else ""
    return f"Tỷ lệ cần đạt: {words(sorted(said))}.{tail}"


def _how(box: Box) -> str:
    kind = "" if box.kind == BallotKind.YES_NO else f", {box.get_kind_display().lower()}"
    most = f", chọn {box.most:02d}" if box.most else ""
    weighed = words([f"{name} (trọng số {weight})" for name, weight in box.measures]) if len(box.measures) > 1 else ""
    return f"{box.get_mode_display().lower()}{kind}{most}{f', theo {weighed}' if weighed else ''}"


def _vote(line: Line, tally: Tally) -> VoteLine:
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
        passed=tally.passed,
        group=dossier.nominee.get_kind_display(),
        mean=tally.mean,
        place=tally.place,
        outcome=outcome(tally),
    )


def outcome(tally: Tally) -> str:
    """Say what else a count gave than passed or not."""
    return "Ngang phiếu" if tally.is_tie else "Vượt số lượng" if tally.is_over else ""


def _final(result: Result) -> VoteLine:
    tally = result.tally or Tally(0, 0, 0, 0, 0, 0)
    line = _vote(result.line, tally)
    if not result.is_cast:
        return line
    said = f"{'Đạt' if result.passed else 'Không đạt'} (Chủ tịch quyết định)"
    return VoteLine(**{**vars(line), "passed": result.passed, "outcome": said})


def _taken(meeting: Meeting, box: Box) -> Taken:
    name = f"Lần {box.turn}: {_how(box)}"
    if box.state == BoxState.CANCELLED:
        reason = f": {box.cancelled_for}" if box.cancelled_for else ""
        return Taken(name, note=f"Đã hủy, không kiểm phiếu{reason}.")
    lines = [line for line in _lines(meeting) if str(line.pk) in box.result]
    votes = tuple(_vote(line, Tally.of(box.result[str(line.pk)])) for line in lines)
    return Taken(name, _threshold(meeting, [box]), votes)


def _opinions(box: Box) -> tuple[str, ...]:
    given = box.ballots.exclude(seat=None).select_related("seat__person", "line__dossier__nominee")
    letters = {one.seat_id: one.letter for one in box.meeting.presences.exclude(letter="")}
    said: dict[str, list[str]] = {}
    for ballot in given.order_by("seat__person__name_key", "seat_id", "line__position", "line_id"):
        if ballot.seat is not None:
            letter = f" (theo {letters[ballot.seat_id]})" if ballot.seat_id in letters else ""
            said.setdefault(f"{ballot.seat.person.name}{letter}", []).append(_opinion(ballot))
    return tuple(f"{name}: {'; '.join(opinions)}" for name, opinions in said.items())


def _opinion(ballot: Ballot) -> str:
    who = ballot.line.dossier.nominee.name
    if ballot.choice:
        return f"{SAID[Choice(ballot.choice)]} {who}"
    if ballot.place:
        return f"{who} thứ {ballot.place}"
    return f"{who} {', '.join(map(str, ballot.scores))} điểm"


def _conflicts(lines: list[Line]) -> tuple[Conflict, ...]:
    return tuple(
        Conflict(recusal.seat.person.name, line.dossier.nominee.name, recusal.reason)
        for line in lines
        for recusal in line.recusals.all()
    )


def _conclusions(meeting: Meeting, boxes: list[Box]) -> tuple[str, ...]:
    found = queries.results(meeting).values()
    said = [
        f"Ngang phiếu về {one.line.dossier.nominee.name}: Chủ tịch quyết định “{one.line.get_casting_choice_display()}”"
        f"{f' ({one.line.casting_reason})' if one.line.casting_reason else ''}"
        for one in found
        if one.is_cast
    ]
    ended = meeting.state == MeetingState.CLOSED
    said += [
        f"Ngang phiếu về {one.line.dossier.nominee.name}, chưa quyết định" for one in found if one.is_tie and ended
    ]
    paper = [box for box in boxes if box.mode == BallotMode.PAPER and box.state == BoxState.CLOSED]
    for box in paper:
        names = [one.person.name for one in box.keyings.select_related("person").order_by("pk")]
        said.append(f"Phiếu giấy lần {box.turn}: {words(names)} đếm và nhập độc lập, kết quả trùng nhau")
    if len(boxes) == 1:
        said += [
            f"{box} đã hủy, không kiểm phiếu{f': {box.cancelled_for}' if box.cancelled_for else ''}"
            for box in boxes
            if box.state == BoxState.CANCELLED
        ]
    return tuple(said)
