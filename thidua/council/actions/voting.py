"""The ballot: open a box, cast, close, cancel, key paper ballots. Nothing here ever says how somebody voted."""

import hashlib
import json
import secrets
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.council import queries, rules, sealing
from thidua.council.actions.seating import refuse_unless_runs
from thidua.council.kinds import BallotKind, BallotMode, BoxState, Choice, MeetingState
from thidua.council.models import Ballot, Box, Keying, Line, Meeting, Turnout
from thidua.org import journal
from thidua.org.actor import Actor

_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another
ORDER = (Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN, Choice.INVALID)
CLOSED = "Hòm phiếu đã đóng. Kết quả kiểm phiếu là cuối cùng; muốn bỏ phiếu lại phải mở hòm phiếu khác."


@transaction.atomic
def open_box(
    meeting: Meeting,
    lines: Sequence[Line],
    *,
    mode: BallotMode | None = None,
    kind: BallotKind = BallotKind.YES_NO,
    most: int | None = None,
    measures: Sequence[tuple[str, int]] = (),
    by: Actor,
    at: datetime,
) -> Box:
    """Open a ballot over lines of the agenda; a repeat is another box. Its rules are frozen in it."""
    council = meeting.council
    refuse_unless_runs(by, council)
    mode = mode or BallotMode(council.default_mode)
    floor = queries.floor_of(meeting, lines)
    _refuse_opening(meeting, lines, mode, floor)
    if kind in (BallotKind.CHOOSE, BallotKind.RANK, BallotKind.SCORE) and not most:
        raise Refused("Cách bỏ phiếu này cần số đề nghị được chọn. Hãy ghi số lượng theo kế hoạch.")
    if mode == BallotMode.PAPER and kind != BallotKind.YES_NO:
        raise Refused("Phiếu giấy chỉ nhập được kết quả đồng ý, không đồng ý. Hãy chọn cách bỏ phiếu đó.")
    needs = {line.pk: queries.need_for(line, council, meeting.held_on) for line in lines}
    last = meeting.boxes.order_by("-turn").values_list("turn", flat=True).first() or 0
    box = Box.objects.create(
        meeting=meeting,
        turn=last + 1,
        mode=mode,
        kind=kind,
        most=most,
        measures=[list(one) for one in measures] or [["Điểm", 1]],
        needs={str(pk): [str(need.share), need.strict, need.source] for pk, need in needs.items()},
        key_name=sealing.make_key() if mode == BallotMode.SECRET else "",
    )
    box.lines.set(lines)
    facts = {"mode": mode, "kind": kind, "turn": box.turn, "dossiers": [line.dossier_id for line in lines]}
    journal.record("council.open_box", box, by=by, at=at, facts=facts)
    return box


def _refuse_opening(meeting: Meeting, lines: Sequence[Line], mode: BallotMode, floor: queries.Floor) -> None:
    council = meeting.council
    reason = rules.why_not_state(meeting, MeetingState.OPEN)
    here = len(floor.here & set(floor.voices))
    reason = reason or rules.why_not_quorum(here, len(floor.voices), queries.quorum_of(council))
    if not lines:
        reason = reason or "Chưa chọn đề nghị nào để bỏ phiếu."
    if meeting.boxes.filter(state=BoxState.OPEN).exists():
        reason = reason or "Còn một hòm phiếu đang mở. Hãy kiểm phiếu rồi mở hòm phiếu khác."
    for line in lines if mode == BallotMode.SECRET else ():
        voters = len(floor.voters(line.pk))
        reason = reason or rules.why_not_secret(voters, council.least_voters, line.dossier.nominee.name)
    if reason:
        raise Refused(reason)


def _locked(box: Box) -> Box:
    """Take the box so that votes queue; PostgreSQL locks its row, SQLite has one writer anyway."""
    return Box.objects.select_for_update(of=("self",)).select_related("meeting__council__unit").get(pk=box.pk)


@transaction.atomic
def cast(box: Box, votes: Mapping[int, rules.Vote], *, by: Actor, at: datetime) -> str:
    """Cast one ballot over the lines of the box and give the receipt code, shown once and kept nowhere.

    The journal says that this person voted, nothing else. In a secret box every row of the box, turnout and
    ballots, is written anew in random order, so that no column of any row tells which came last.
    """
    locked = _locked(box)
    lines = list(locked.lines.order_by("pk"))
    floor = queries.floor_of(locked.meeting, lines)
    seat = next((one for one in floor.voices.values() if one.person_id == by.person_id), None)
    voted = queries.turnout(locked)
    reason = rules.why_not_vote(
        locked,
        seat_id=seat.pk if seat else None,
        is_here=seat is not None and seat.pk in floor.here,
        has_voted=seat is not None and seat.pk in voted,
    )
    if locked.mode == BallotMode.PAPER:
        reason = "Phiên này bỏ phiếu giấy. Hãy bỏ phiếu vào hòm; người kiểm phiếu sẽ nhập kết quả."
    if reason or seat is None:
        raise Refused(reason or CLOSED)
    mine = floor.lines_for(seat.pk, [line.pk for line in lines])
    if not mine:
        raise Refused("Anh, chị có liên quan đến mọi đề nghị trong hòm phiếu này nên không tham gia bỏ phiếu.")
    if reason := rules.why_not_ballot(locked, votes, mine, len(locked.measures)):
        raise Refused(reason)
    code = "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))
    if locked.mode == BallotMode.SECRET:
        _drop_in(locked, voted | {seat.pk}, _papers(locked, votes, code), receipt_of(code, locked))
    else:
        Turnout.objects.create(box=locked, seat=seat)
        Ballot.objects.bulk_create(Ballot(box=locked, seat=seat, **paper) for paper in _papers(locked, votes, code))
    journal.record("council.cast", locked, by=by, at=at)
    return code


def _papers(box: Box, votes: Mapping[int, rules.Vote], code: str) -> list[dict[str, Any]]:
    return [
        {
            "line_id": line,
            "choice": vote.choice,
            "place": vote.place,
            "scores": list(vote.scores),
            "receipt": receipt_of(code, box, line),
        }
        for line, vote in votes.items()
    ]


def receipt_of(code: str, box: Box, line_id: int | None = None) -> str:
    """Hash a receipt code with the box and a line; who knows the code finds the own rows, nobody else can."""
    clean = "".join(sign for sign in code.upper() if sign in _SIGNS)
    return hashlib.sha256(f"{clean}|{box.pk}|{line_id or ''}".encode()).hexdigest()


def _drop_in(box: Box, seats: Iterable[int], papers: list[dict[str, Any]], paper_receipt: str) -> None:
    """Add sealed papers and write the whole box anew: fresh keys, fresh seals, random order."""
    urn = sealing.Urn(box.key_name)
    said = [urn.open(sealed) for sealed in box.ballots.values_list("sealed", flat=True)]
    papers = [{**paper, "paper": paper_receipt} for paper in papers]
    _write_anew(
        box,
        seats,
        [Ballot(box=box, line_id=one["line_id"], sealed=urn.seal(one)) for one in [*said, *papers]],
    )


def _write_anew(box: Box, seats: Iterable[int], ballots: list[Ballot]) -> None:
    """Delete and insert all rows of the box, sorted by fresh random keys, each table in one statement."""
    box.turnouts.all().delete()
    box.ballots.all().delete()
    turnouts = [Turnout(id=uuid.uuid4(), box=box, seat_id=seat) for seat in seats]
    for ballot in ballots:
        ballot.id = uuid.uuid4()
    Turnout.objects.bulk_create(sorted(turnouts, key=lambda row: row.id))
    Ballot.objects.bulk_create(sorted(ballots, key=lambda row: row.id))


@transaction.atomic
def close_box(box: Box, *, by: Actor, at: datetime) -> Box:
    """Close the box for good and count it. A secret box with too few voters is not opened: it would tell."""
    locked = _locked(box)
    refuse_unless_runs(by, locked.meeting.council)
    if locked.state != BoxState.OPEN:
        raise Refused(CLOSED)
    if locked.mode == BallotMode.PAPER:
        tallies = _count_keyed(locked)
    else:
        _refuse_few(locked)
        if locked.mode == BallotMode.SECRET:
            _unseal(locked)
        tallies = _count(locked)
    locked.result = {str(pk): tally.row() for pk, tally in tallies.items()}
    locked.seal = seal_of(locked)
    still = Box.objects.filter(pk=locked.pk, state=BoxState.OPEN)
    still.update(state=BoxState.CLOSED, result=locked.result, receipts=locked.receipts, seal=locked.seal, key_name="")
    if locked.key_name:
        key = locked.key_name
        transaction.on_commit(lambda: sealing.destroy_key(key))
    journal.record(
        "council.close_box", locked, by=by, at=at, facts={"seal": locked.seal, "voted": locked.turnouts.count()}
    )
    locked.refresh_from_db()
    return locked


def _refuse_few(box: Box) -> None:
    council, voted = box.meeting.council, len(queries.turnout(box))
    if box.mode == BallotMode.SECRET and voted < council.least_voters:
        raise Refused(
            f"Mới có {voted:02d} người bỏ phiếu, ít hơn mức {council.least_voters:02d} để phiếu còn kín. "
            "Hãy chờ thêm, hoặc hủy hòm phiếu mà không kiểm phiếu."
        )


def _unseal(box: Box) -> None:
    urn = sealing.Urn(box.key_name)
    said = [urn.open(sealed) for sealed in box.ballots.values_list("sealed", flat=True)]
    box.receipts = sorted({one["paper"] for one in said})
    kept = ("line_id", "choice", "place", "scores", "receipt")
    _write_anew(box, queries.turnout(box), [Ballot(box=box, **{name: one[name] for name in kept}) for one in said])


def _count(box: Box) -> dict[int, rules.Tally]:
    lines = list(box.lines.order_by("pk"))
    floor, basis, needs = (
        queries.floor_of(box.meeting, lines),
        queries.basis_of(box.meeting.council),
        queries.needs_of(box),
    )
    rows: dict[int, list[Ballot]] = {line.pk: [] for line in lines}
    for ballot in box.ballots.order_by("pk"):
        rows[ballot.line_id].append(ballot)
    voters = len(queries.turnout(box))
    if box.kind == BallotKind.RANK:
        places = {pk: [one.place for one in given if one.place is not None] for pk, given in rows.items()}
        return rules.ranked(places, box.most, voters)
    if box.kind == BallotKind.SCORE:
        weights = [Fraction(str(weight)) for _, weight in box.measures]
        return rules.scored(
            {pk: [one.scores for one in given] for pk, given in rows.items()}, weights, box.most, voters
        )
    tallies = {
        pk: rules.tally((Choice(one.choice) for one in given), floor.house(pk), basis, needs[pk])
        for pk, given in rows.items()
    }
    return rules.placed(tallies)


def _count_keyed(box: Box) -> dict[int, rules.Tally]:
    keyed = list(box.keyings.order_by("pk"))
    if len(keyed) < 2:
        raise Refused(f"Mới có {len(keyed):02d} người nhập kết quả phiếu giấy, cần hai người nhập độc lập.")
    first, second = keyed[:2]
    if wrong := rules.differences(first.counts, second.counts):
        raise Refused(f"Hai lần nhập khác nhau ở {len(wrong):02d} đề nghị. Hãy cùng đếm lại rồi nhập lại.")
    floor = queries.floor_of(box.meeting, list(box.lines.all()))
    basis, needs = queries.basis_of(box.meeting.council), queries.needs_of(box)
    counted = {
        int(pk): rules.tally(
            [choice for choice, number in zip(ORDER, given, strict=True) for _ in range(number)],
            floor.house(int(pk)),
            basis,
            needs[int(pk)],
        )
        for pk, given in first.counts.items()
    }
    return rules.placed(counted)


def recount(box: Box) -> bool:
    """Count the ballots of a closed box again and say whether the votes come out as they were written.

    The base is left out: members may have come and gone since.
    """
    if box.mode == BallotMode.PAPER or box.kind not in (BallotKind.YES_NO, BallotKind.CHOOSE):
        return True
    counted = Counter(box.ballots.values_list("line_id", "choice"))
    for pk, row in box.result.items():
        kept = rules.Tally.of(row)
        votes = (kept.agree, kept.disagree, kept.abstain, kept.invalid)
        if votes != tuple(counted[int(pk), choice] for choice in ORDER):
            return False
    return True


def seal_of(box: Box) -> str:
    """Hash all that lies in a closed box, in an order that tells nothing; a later change is found by it."""
    rows = sorted(box.ballots.values_list("line_id", "choice", "place", "scores", "receipt"), key=str)
    keyed = sorted(str(counts) for counts in box.keyings.values_list("counts", flat=True))
    return hashlib.sha256(
        json.dumps([box.pk, rows, keyed, box.result, box.receipts], sort_keys=True).encode()
    ).hexdigest()


@transaction.atomic
def cancel_box(box: Box, *, reason: str, by: Actor, at: datetime) -> Box:
    """Cancel an open box: its ballots are destroyed uncounted."""
    locked = _locked(box)
    refuse_unless_runs(by, locked.meeting.council)
    if locked.state != BoxState.OPEN:
        raise Refused(CLOSED)
    if len(reason.split()) < 2:
        raise Refused("Hãy ghi lý do hủy hòm phiếu; lý do được ghi vào biên bản.")
    locked.ballots.all().delete()
    key = locked.key_name
    Box.objects.filter(pk=locked.pk).update(state=BoxState.CANCELLED, key_name="")
    if key:
        transaction.on_commit(lambda: sealing.destroy_key(key))
    journal.record("council.cancel_box", locked, by=by, at=at, facts={"reason": reason})
    locked.refresh_from_db()
    return locked


@transaction.atomic
def key_paper(box: Box, counts: Mapping[int, Sequence[int]], *, returned: int, by: Actor, at: datetime) -> Keying:
    """Key in what one teller counted; the own earlier figures are replaced, the other teller's are never shown."""
    locked = _locked(box)
    seat = queries.seat_of(locked.meeting, by.person_id)
    if seat is None:
        refuse_unless_runs(by, locked.meeting.council)
    if locked.state != BoxState.OPEN:
        raise Refused(CLOSED)
    names = {line.pk: line.dossier.nominee.name for line in locked.lines.select_related("dossier__nominee")}
    if locked.mode != BallotMode.PAPER or set(counts) != set(names):
        raise Refused("Hãy nhập đủ kết quả của mọi đề nghị trong hòm phiếu giấy.")
    voters = queries.floor_of(locked.meeting, list(locked.lines.all()))
    if returned > len(voters.here & set(voters.voices)):
        raise Refused(f"Số phiếu thu về ({returned:02d}) nhiều hơn số người bỏ phiếu. Hãy đếm lại.")
    if reason := rules.why_not_counts(counts, returned, names):
        raise Refused(reason)
    if by.person_id is None:
        raise ValueError("a teller is a person")
    made, _ = Keying.objects.update_or_create(
        box=locked,
        person_id=by.person_id,
        defaults={
            "returned": returned,
            "counts": {str(pk): list(given) for pk, given in counts.items()},
            "keyed_at": at,
        },
    )
    journal.record("council.key_paper", locked, by=by, at=at, facts={"returned": returned})
    return made
