"""Deciding: draft what the council passed, submit, sign within the quota."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.awards.actions.honours import remember
from thidua.awards.actions.numbers import take_number
from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.awards.models import Decision, DecisionLine, QuotaBase
from thidua.awards.queries import bonuses, deciding
from thidua.awards.queries.seals import seal_of
from thidua.awards.rules import deciding as rules
from thidua.awards.rules import wording
from thidua.base.days import after_working_days
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.council.kinds import MeetingState
from thidua.council.models import Meeting
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier
from thidua.movements.kinds import Route
from thidua.movements.models import Quota, Round
from thidua.movements.queries import why_not_route
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Position, StoredFile, Unit
from thidua.org.queries import in_force

FASTER = "Quyết định vừa được người khác thay đổi. Hãy tải lại trang."
FROZEN = "Quyết định đã ban hành không sửa được. Hãy lập quyết định khác để thay thế hoặc thu hồi."


def refuse_if(reason: str | None) -> None:
    """Turn a reason into a refusal."""
    if reason:
        raise Refused(reason)


@transaction.atomic
def draft(
    round: Round,
    dossiers: Sequence[Dossier],
    *,
    unit: Unit,
    meeting: Meeting | None = None,
    grounds: str = "",
    by: Actor,
    at: datetime,
) -> Decision:
    """Prepare a decision about dossiers the council has passed; more than the quota may be drafted, not signed.

    Without a meeting here ``grounds`` names the minutes on paper.
    """
    refuse_if(rules.why_not_prepare(by, unit.path))
    is_closed = meeting is not None and meeting.state == MeetingState.CLOSED
    refuse_if(rules.why_not_basis(has_meeting=meeting is not None, is_closed=is_closed, grounds=grounds))
    if not dossiers:
        raise Refused("Chưa chọn hồ sơ nào. Hãy chọn ít nhất một hồ sơ đã được Hội đồng thông qua.")
    refuse_if(_why_not_chosen(dossiers, meeting))
    routes = {dossier.award.route for dossier in dossiers}
    if len(routes) > 1:
        raise Refused("Tự khen và đề nghị cấp trên là hai văn bản. Hãy chọn hồ sơ của một tuyến.")
    refuse_if(_why_again(dossiers))
    decision = Decision.objects.create(
        round=round,
        meeting=meeting,
        unit=unit,
        kind=DecisionKind.PROPOSE if routes == {Route.PROPOSE} else DecisionKind.GRANT,
        merit=f"đã có thành tích trong {wording.spoken(round.movement.name)}"[:500],
        reason=squeeze(grounds),
        drafted_at=at,
        drafted_by_id=by.person_id,
    )
    write_lines(decision, dossiers, localdate(at))
    journal.record("awards.draft", decision, by=by, at=at, facts={"dossiers": [one.pk for one in dossiers]})
    return decision


def _why_not_chosen(dossiers: Iterable[Dossier], meeting: Meeting | None) -> str | None:
    found = {one.dossier.pk: one for one in deciding.outcomes(meeting)} if meeting else {}
    return rules.told(
        rules.why_not_chosen(
            dossier.nominee.name,
            is_verified=dossier.state == State.VERIFIED,
            has_meeting=meeting is not None,
            passed=found[dossier.pk].passed if dossier.pk in found else None,
            count=found[dossier.pk].count if dossier.pk in found else "không có trong phiên họp",
        )
        for dossier in dossiers
    )


def _why_again(dossiers: Sequence[Dossier]) -> str | None:
    """Say which dossiers stand in another decision already, a draft or a signed one."""
    drafted = DecisionLine.objects.filter(
        dossier__in=dossiers, takes_back=False, decision__state__in=[DecisionState.DRAFT, DecisionState.SUBMITTED]
    )
    standing = deciding.standing_lines().filter(dossier__in=dossiers)
    names = sorted({line.subject_name for line in [*drafted, *standing]})
    if not names:
        return None
    return f"{rules.named(names)} đã có trong quyết định hoặc dự thảo khác. Hãy bỏ khỏi danh sách này."


def write_lines(decision: Decision, dossiers: Iterable[Dossier], day: date, *, takes_back: bool = False) -> None:
    """Write the lines with the names and positions of that day."""
    rows = list(dossiers)
    people = [dossier.nominee.person_id for dossier in rows if dossier.nominee.person_id]
    held = Position.objects.filter(in_force(day), person__in=people).order_by("-is_head", "pk")
    titles: dict[int, str] = {}
    for position in held:
        titles.setdefault(position.person_id, position.title)
    ordered = sorted(rows, key=lambda one: one.nominee.kind)  # collective, household, individual
    DecisionLine.objects.bulk_create(
        DecisionLine(
            decision=decision,
            dossier=dossier,
            award=dossier.award,
            subject=dossier.nominee,
            subject_name=dossier.nominee.name,
            title=titles.get(dossier.nominee.person_id or 0, ""),
            unit_name="" if dossier.nominee.unit_id == dossier.unit_id else dossier.unit.name,
            position=place,
            takes_back=takes_back,
        )
        for place, dossier in enumerate(ordered, 1)
    )


@transaction.atomic
def drop_line(line: DecisionLine, *, by: Actor, at: datetime) -> None:
    """Take a candidate out of a draft."""
    decision = Decision.objects.select_for_update().select_related(None).get(pk=line.decision_id)
    refuse_if(rules.why_not_prepare(by, decision.unit.path))
    if not decision.is_open:
        raise Refused(FROZEN)
    facts = {"dossier": line.dossier_id, "name": line.subject_name}
    DecisionLine.objects.filter(pk=line.pk).delete()
    journal.record("awards.drop_line", decision, by=by, at=at, facts=facts)


@transaction.atomic
def word(decision: Decision, *, merit: str, by: Actor, at: datetime) -> Decision:
    """Say what the awards are for, as it stands in the decision and on the certificates."""
    refuse_if(rules.why_not_prepare(by, decision.unit.path))
    if not squeeze(merit):
        raise Refused("Hãy ghi thành tích được khen, ví dụ: đã có thành tích xuất sắc trong phong trào thi đua …")
    open_ = Decision.objects.filter(pk=decision.pk, state__in=[DecisionState.DRAFT, DecisionState.SUBMITTED])
    if not open_.update(merit=squeeze(merit)[:500]):
        raise Refused(FROZEN)
    decision.refresh_from_db()
    journal.record("awards.word", decision, by=by, at=at)
    return decision


@transaction.atomic
def step(decision: Decision, wanted: DecisionState, *, by: Actor, at: datetime) -> Decision:
    """Submit a draft for signing, take it back, or drop it."""
    refuse_if(rules.why_not_prepare(by, decision.unit.path))
    if wanted == DecisionState.SIGNED:
        raise ValueError("signing has its own action")
    refuse_if(rules.why_not_step(decision.state, wanted))
    if not Decision.objects.filter(pk=decision.pk, state=decision.state).update(state=wanted):
        raise Refused(FASTER)
    decision.refresh_from_db()
    journal.record(f"awards.{wanted.value}", decision, by=by, at=at)
    return decision


@transaction.atomic
def set_base(round: Round, quota: Quota, *, number: int, source: str, unit: Unit, by: Actor, at: datetime) -> QuotaBase:
    """Enter what a share or a “mỗi …” quota is reckoned from, with its source."""
    refuse_if(rules.why_not_prepare(by, unit.path))
    if number <= 0 or not squeeze(source):
        raise Refused("Hãy nhập một số lớn hơn 0 và ghi căn cứ của số đó, ví dụ: tổng hợp đăng ký thi đua.")
    base, _ = QuotaBase.objects.update_or_create(
        round=round,
        quota=quota,
        defaults={"number": number, "source": squeeze(source), "entered_at": at, "entered_by_id": by.person_id},
    )
    journal.record("awards.set_base", base, by=by, at=at, facts={"quota": quota.pk, "number": number})
    return base


@dataclass(frozen=True)
class Signing:
    """What the registry has: day, signer, symbol; the number where the registry gives it; the signed file."""

    signed_on: date
    signer: str
    signer_title: str
    symbol: str
    number: int | None = None
    file: StoredFile | None = None
    signing_line: str = ""


@transaction.atomic
def sign(decision: Decision, signing: Signing, *, by: Actor, at: datetime) -> Decision:
    """Enter the signed decision: number, day, file; the quota is held for good, also under two requests at once."""
    refuse_if(rules.why_not_sign(by, decision.unit.path))
    Round.objects.select_for_update().get(pk=decision.round_id)  # whoever decides about this round queues here
    decision.refresh_from_db(fields=["state"])
    refuse_if(rules.why_not_step(decision.state, DecisionState.SIGNED))
    lines = deciding.lines_of(decision)
    refuse_if(_why_not_sign(decision, lines, signing, localdate(at)))
    book, given = take_number(decision.unit, signing.signed_on.year, signing.symbol, signing.number)
    _reckon(decision.unit, lines, signing.signed_on)  # before the lines are frozen with the decision
    changed = Decision.objects.filter(pk=decision.pk, state=decision.state).update(
        state=DecisionState.SIGNED, register=book, number=given, signed_on=signing.signed_on,
        signer=squeeze(signing.signer), signer_title=squeeze(signing.signer_title), signing_line=signing.signing_line,
        signed_file=signing.file, signed_at=at, signed_by_id=by.person_id,
        return_by=_return_by(decision, lines, signing.signed_on),
    )  # fmt: skip
    if not changed:
        raise Refused(FASTER)
    decision.refresh_from_db()
    remember(decision, lines, by=by, at=at)
    sha256 = signing.file.sha256 if signing.file else ""
    facts = {"number": given, "symbol": book.symbol, "lines": [line.pk for line in lines], "file": sha256}
    facts["seal"] = seal_of(decision)
    journal.record("awards.sign", decision, by=by, at=at, happened_on=signing.signed_on, facts=facts)
    return decision


def _why_not_sign(decision: Decision, lines: list[DecisionLine], signing: Signing, today: date) -> str | None:
    if not lines:
        return "Quyết định chưa có ai. Hãy thêm ít nhất một tập thể hoặc cá nhân."
    if not squeeze(signing.signer) or not squeeze(signing.symbol):
        return "Hãy nhập ký hiệu văn bản và họ tên người ký."
    received = [line.dossier.received_on for line in lines]
    if reason := rules.why_not_signed_day(signing.signed_on, today=today, received=received):
        return reason
    held_on = decision.meeting.held_on if decision.meeting else None
    if reason := rules.why_not_before(signing.signed_on, held_on, "ngày họp Hội đồng"):
        return reason
    follows_on = decision.follows.signed_on if decision.follows else None
    if reason := rules.why_not_before(signing.signed_on, follows_on, "ngày ký quyết định trước"):
        return reason
    awards = {line.award_id: line.award for line in lines if not line.takes_back}
    routes = [why_not_route(award, signing.signed_on) for award in awards.values()]
    over = [room.over for room in deciding.rooms_of(decision, lines, signing.signed_on)]
    return rules.told([*routes, *over])


def _return_by(decision: Decision, lines: list[DecisionLine], signed_on: date) -> date | None:
    """Give the last day to hand things and money back; None where nothing is taken back or the law is silent."""
    if not any(line.takes_back for line in lines):
        return None
    days = bonuses.pack_of(decision.unit, signed_on).return_working_days().value
    return None if days is None else after_working_days(signed_on, days)


def _reckon(unit: Unit, lines: Sequence[DecisionLine], signed_on: date) -> None:
    """Write the bonus of each line with every step and its article."""
    given = [line for line in lines if not line.takes_back]
    told = bonuses.forecast(unit, given, signed_on)
    alike: dict[str, list[int]] = defaultdict(list)
    for line in given:
        line.bonus, line.bonus_steps = told[line.pk]
        alike[json.dumps([str(line.bonus), line.bonus_steps])].append(line.pk)
    for keys in alike.values():  # thousands of lines share a handful of bonuses
        bonus, steps = told[keys[0]]
        for at in range(0, len(keys), 500):
            DecisionLine.objects.filter(pk__in=keys[at : at + 500]).update(bonus=bonus, bonus_steps=steps)


def signer_of(unit: Unit, day: date) -> tuple[str, str]:
    """Give the head of a unit on a day and the title, for the form; empty where none is entered."""
    head = Position.objects.filter(in_force(day), unit=unit, is_head=True).select_related("person").first()
    return (head.person.name, head.title) if head else ("", "")
