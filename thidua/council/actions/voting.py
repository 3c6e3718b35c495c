"""Voting: a member's own ballot, an absent member's letter, paper ballots. Nothing here says how somebody voted."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.council import queries, rules
from thidua.council.actions import urns
from thidua.council.actions.boxes import CLOSED, locked
from thidua.council.actions.seating import refuse_unless_runs
from thidua.council.actions.urns import receipt_of
from thidua.council.kinds import BallotMode, BoxState
from thidua.council.models import Ballot, Box, Keying, Line, Seat, Turnout
from thidua.org import journal
from thidua.org.actor import Actor

__all__ = ["cast", "cast_written", "key_paper", "receipt_of"]


@transaction.atomic
def cast(box: Box, votes: Mapping[int, rules.Vote], *, by: Actor, at: datetime) -> str:
    """Cast one ballot over the lines of the box and give the receipt code, shown once and kept nowhere.

    The journal says that this person voted, nothing else. In a secret box every row of the box, turnout and
    ballots, is written anew in random order, so that no column of any row tells which came last.
    """
    mine = locked(box)
    lines = list(mine.lines.order_by("pk"))
    floor = queries.floor_of(mine.meeting, lines)
    seat = next((one for one in floor.voices.values() if one.person_id == by.person_id), None)
    code = _drop(mine, lines, floor, seat, votes)
    journal.record("council.cast", mine, by=by, at=at)
    return code


def _drop(
    box: Box, lines: Sequence[Line], floor: queries.Floor, seat: Seat | None, votes: Mapping[int, rules.Vote]
) -> str:
    """Check one ballot and put it in; the same for who presses the button and for who wrote a letter."""
    voted = queries.turnout(box)
    reason = rules.why_not_vote(
        box,
        seat_id=seat.pk if seat else None,
        is_here=seat is not None and seat.pk in floor.here,
        has_voted=seat is not None and seat.pk in voted,
    )
    if box.mode == BallotMode.PAPER:
        reason = "Phiên này bỏ phiếu giấy. Hãy bỏ phiếu vào hòm; người kiểm phiếu sẽ nhập kết quả."
    if reason or seat is None:
        raise Refused(reason or CLOSED)
    asked = floor.lines_for(seat.pk, [line.pk for line in lines])
    if not asked:
        raise Refused("Anh, chị có liên quan đến mọi đề nghị trong hòm phiếu này nên không tham gia bỏ phiếu.")
    if reason := rules.why_not_ballot(box, votes, asked, len(box.measures)):
        raise Refused(reason)
    code = urns.new_code()
    given = urns.papers(box, votes, code)
    if box.mode == BallotMode.SECRET:
        urns.drop_in(box, voted | {seat.pk}, given, receipt_of(code, box))
    else:
        Turnout.objects.create(box=box, seat=seat)
        Ballot.objects.bulk_create(Ballot(box=box, seat=seat, **paper) for paper in given)
    return code


@transaction.atomic
def cast_written(
    box: Box, seat: Seat, votes: Mapping[int, rules.Vote], *, letter: str, by: Actor, at: datetime
) -> None:
    """Enter what an absent member wrote, into an open ballot; who keys a secret vote would know it."""
    mine = locked(box)
    refuse_unless_runs(by, mine.meeting.council)
    if mine.mode != BallotMode.OPEN:
        raise Refused(
            "Phiếu kín của người vắng phải do chính người đó bỏ bằng tài khoản của mình, "
            "hoặc gửi phiếu giấy niêm phong."
        )
    presence = queries.presences(mine.meeting).get(seat.pk)
    if presence is None or not presence.in_writing:
        raise Refused(f"Thư ký chưa ghi {seat.person.name} gửi ý kiến bằng văn bản. Hãy điểm danh trước.")
    if len(letter.split()) < 2:
        raise Refused("Hãy ghi số, ngày của văn bản gửi ý kiến, ví dụ “Công văn số 12 ngày 20/6/2023”.")
    lines = list(mine.lines.order_by("pk"))
    floor = queries.floor_of(mine.meeting, lines)
    _drop(mine, lines, floor, floor.voices.get(seat.pk), votes)
    presence.letter = letter.strip()[:200]
    presence.save(update_fields=["letter"])
    facts = {"member": seat.person.name, "letter": presence.letter}
    journal.record("council.cast_written", mine, by=by, at=at, facts=facts)


@transaction.atomic
def key_paper(box: Box, counts: Mapping[int, Sequence[int]], *, returned: int, by: Actor, at: datetime) -> Keying:
    """Key in what one teller counted; the own earlier figures are replaced, the other teller's are never shown."""
    mine = locked(box)
    if queries.seat_of(mine.meeting, by.person_id) is None:
        refuse_unless_runs(by, mine.meeting.council)
    if mine.state != BoxState.OPEN:
        raise Refused(CLOSED)
    lines = list(mine.lines.select_related("dossier__nominee").order_by("pk"))
    if mine.mode != BallotMode.PAPER or set(counts) != {line.pk for line in lines}:
        raise Refused("Hãy nhập đủ kết quả của mọi đề nghị trong hòm phiếu giấy.")
    _refuse_counts(mine, lines, counts, returned)
    if by.person_id is None:
        raise ValueError("a teller is a person")
    others = mine.keyings.exclude(person_id=by.person_id)
    if others.count() >= 2:
        names = " và ".join(others.order_by("pk").values_list("person__name", flat=True))
        raise Refused(f"Hai người đã nhập là {names}. Nếu cần nhập lại thì một trong hai người đó nhập lại.")
    made, _ = Keying.objects.update_or_create(
        box=mine,
        person_id=by.person_id,
        defaults={
            "returned": returned,
            "counts": {str(pk): list(given) for pk, given in counts.items()},
            "keyed_at": at,
        },
    )
    journal.record("council.key_paper", mine, by=by, at=at, facts={"returned": returned})
    return made


def _refuse_counts(box: Box, lines: Sequence[Line], counts: Mapping[int, Sequence[int]], returned: int) -> None:
    floor = queries.floor_of(box.meeting, lines)
    if returned > len(floor.here & set(floor.voices)):
        raise Refused(f"Số phiếu thu về ({returned:02d}) nhiều hơn số người bỏ phiếu. Hãy đếm lại.")
    names = {line.pk: line.dossier.nominee.name for line in lines}
    out = {line.pk: floor.house(line.pk).recused_present for line in lines}
    if reason := rules.why_not_counts(counts, returned, names, out):
        raise Refused(reason)
