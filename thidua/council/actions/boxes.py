"""A box is opened under rules that are frozen in it, closed for good, or cancelled uncounted."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.council import queries, rules, sealing
from thidua.council.actions.counting import count, seal_of, unseal
from thidua.council.actions.seating import refuse_unless_runs
from thidua.council.kinds import BallotKind, BallotMode, BoxState, MeetingState
from thidua.council.models import Box, Line, Meeting
from thidua.org import journal
from thidua.org.actor import Actor

CLOSED = "Hòm phiếu đã đóng. Kết quả kiểm phiếu là cuối cùng; muốn bỏ phiếu lại phải mở hòm phiếu khác."
ONE_MEASURE = (("Điểm", "1"),)


@transaction.atomic
def open_box(
    meeting: Meeting,
    lines: Sequence[Line],
    *,
    mode: BallotMode | None = None,
    kind: BallotKind = BallotKind.YES_NO,
    most: int | None = None,
    measures: Sequence[tuple[str, str]] = (),
    by: Actor,
    at: datetime,
) -> Box:
    """Open a ballot over lines of the agenda; a repeat is another box. Its rules are frozen in it."""
    council = meeting.council
    refuse_unless_runs(by, council)
    mode = mode or BallotMode(council.default_mode)
    floor = queries.floor_of(meeting, lines)
    needs = {line.pk: queries.need_for(line, council, meeting.held_on) for line in lines}
    _refuse_opening(meeting, lines, mode, floor)
    _refuse_kind(lines, mode, kind, most, needs, floor)
    measures = tuple(measures) or ONE_MEASURE
    if kind == BallotKind.SCORE and (reason := rules.why_not_measures(measures)):
        raise Refused(reason)
    last = meeting.boxes.order_by("-turn").values_list("turn", flat=True).first() or 0
    box = Box.objects.create(
        meeting=meeting,
        turn=last + 1,
        mode=mode,
        kind=kind,
        most=most if kind != BallotKind.YES_NO else None,
        measures=[[name.strip(), str(weight)] for name, weight in measures] if kind == BallotKind.SCORE else [],
        needs={str(pk): [str(one.share), one.strict, one.source, one.by_law] for pk, one in needs.items()},
        laid=queries.laid_of(council),
        places=_places(meeting, lines, kind, most),
        key_name=sealing.make_key() if mode == BallotMode.SECRET else "",
    )
    box.lines.set(lines)
    facts = {"mode": mode, "kind": kind, "turn": box.turn, "dossiers": [line.dossier_id for line in lines]}
    journal.record("council.open_box", box, by=by, at=at, facts=facts)
    return box


def _places(meeting: Meeting, lines: Sequence[Line], kind: BallotKind, most: int | None) -> list[list[object]]:
    if kind == BallotKind.YES_NO:
        shared = queries.places_for(meeting, lines)
    else:
        shared = [rules.Places(tuple(line.pk for line in lines), most, "số đề nghị được chọn của hòm phiếu")]
    return [[list(one.lines), one.most, one.source] for one in shared]


def _refuse_opening(meeting: Meeting, lines: Sequence[Line], mode: BallotMode, floor: queries.Floor) -> None:
    council = meeting.council
    reason = rules.why_not_state(meeting, MeetingState.OPEN)
    here = len(floor.here & set(floor.voices))
    reason = reason or rules.why_not_quorum(here, len(floor.voices), queries.quorum_of(council))
    if not lines:
        reason = reason or "Chưa chọn đề nghị nào để bỏ phiếu."
    if meeting.boxes.filter(state=BoxState.OPEN).exists():
        reason = reason or "Còn một hòm phiếu đang mở. Hãy kiểm phiếu rồi mở hòm phiếu khác."
    for line in lines:
        voters, name = len(floor.voters(line.pk)), line.dossier.nominee.name
        if mode == BallotMode.SECRET:
            reason = reason or rules.why_not_secret(voters, council.least_voters, name)
        if mode == BallotMode.OPEN:
            reason = reason or _why_not_named(line, name)
    if reason:
        raise Refused(reason)


def _why_not_named(line: Line, name: str) -> str | None:
    code = line.dossier.award.law_code
    said = queries.ballot_law(code, line.meeting.held_on) if code else None
    if said is None or not said.value.secret:
        return None
    return f"{line.dossier.award} cho {name} phải bỏ phiếu kín ({said.cite_marked}). Hãy chọn bỏ phiếu kín."


def _refuse_kind(
    lines: Sequence[Line],
    mode: BallotMode,
    kind: BallotKind,
    most: int | None,
    needs: dict[int, rules.Need],
    floor: queries.Floor,
) -> None:
    if mode == BallotMode.PAPER and kind not in (BallotKind.YES_NO, BallotKind.CHOOSE):
        raise Refused("Phiếu giấy chỉ nhập được kết quả đồng ý, không đồng ý. Hãy chọn cách bỏ phiếu đó.")
    voters = [floor.voters(line.pk) for line in lines]
    same = all(one == voters[0] for one in voters)
    if reason := rules.why_not_kind(kind, most, list(needs.values()), same_voters=same):
        raise Refused(reason)


def locked(box: Box) -> Box:
    """Take the box so that votes queue; PostgreSQL locks its row, SQLite has one writer anyway."""
    return Box.objects.select_for_update(of=("self",)).select_related("meeting__council__unit").get(pk=box.pk)


@transaction.atomic
def close_box(box: Box, *, by: Actor, at: datetime) -> Box:
    """Close the box for good and count it. A secret box with too few voters is not opened: it would tell."""
    mine = locked(box)
    refuse_unless_runs(by, mine.meeting.council)
    if mine.state != BoxState.OPEN:
        raise Refused(CLOSED)
    if mine.mode == BallotMode.SECRET:
        _refuse_few(mine)
        unseal(mine)
    elif mine.mode == BallotMode.OPEN and not mine.turnouts.exists():
        raise Refused("Chưa có ai biểu quyết. Hãy chờ, hoặc hủy hòm phiếu.")
    mine.result = {str(pk): tally.row() for pk, tally in count(mine).items()}
    mine.seal = seal_of(mine)
    still = Box.objects.filter(pk=mine.pk, state=BoxState.OPEN)
    kept = {"result": mine.result, "receipts": mine.receipts, "seal": mine.seal}
    still.update(state=BoxState.CLOSED, closed_at=at, key_name="", **kept)
    if mine.key_name:
        key = mine.key_name
        transaction.on_commit(lambda: sealing.destroy_key(key))
    facts = {"seal": mine.seal, "voted": mine.turnouts.count()}
    journal.record("council.close_box", mine, by=by, at=at, facts=facts)
    mine.refresh_from_db()
    return mine


def _refuse_few(box: Box) -> None:
    council, voted = box.meeting.council, len(queries.turnout(box))
    if voted < council.least_voters:
        raise Refused(
            f"Mới có {voted:02d} người bỏ phiếu, ít hơn mức {council.least_voters:02d} để phiếu còn kín. "
            "Hãy chờ thêm, hoặc hủy hòm phiếu mà không kiểm phiếu."
        )


@transaction.atomic
def cancel_box(box: Box, *, reason: str, by: Actor, at: datetime) -> Box:
    """Cancel an open box: its ballots are destroyed uncounted."""
    mine = locked(box)
    refuse_unless_runs(by, mine.meeting.council)
    if mine.state != BoxState.OPEN:
        raise Refused(CLOSED)
    if len(reason.split()) < 2:
        raise Refused("Hãy ghi lý do hủy hòm phiếu; lý do được ghi vào biên bản.")
    mine.ballots.all().delete()
    key = mine.key_name
    Box.objects.filter(pk=mine.pk).update(state=BoxState.CANCELLED, key_name="", cancelled_for=reason.strip()[:300])
    if key:
        transaction.on_commit(lambda: sealing.destroy_key(key))
    journal.record("council.cancel_box", mine, by=by, at=at, facts={"reason": reason})
    mine.refresh_from_db()
    return mine
