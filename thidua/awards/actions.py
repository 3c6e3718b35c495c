"""Deciding: draft, submit, sign within the quota, and follow a signed decision by another."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from thidua.awards import queries, rules
from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.awards.models import Decision, DecisionLine, Register
from thidua.base.refusal import Refused
from thidua.council.models import Meeting
from thidua.dossiers.models import Dossier
from thidua.law import packs
from thidua.law.rows import Subject as LawSubject
from thidua.movements.kinds import Route
from thidua.movements.models import Round
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import StoredFile, Unit

FASTER = "Quyết định vừa được người khác thay đổi. Hãy tải lại trang."


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


@transaction.atomic
def draft(
    round: Round, dossiers: Sequence[Dossier], *, unit: Unit, meeting: Meeting | None = None, by: Actor, at: datetime
) -> Decision:
    """Prepare a decision about dossiers that the council has passed; more than the quota may be drafted, not signed."""
    _refuse_if(rules.why_not_prepare(by, unit.path))
    if not dossiers:
        raise Refused("Chưa chọn hồ sơ nào. Hãy chọn ít nhất một hồ sơ đã được Hội đồng thông qua.")
    routes = {dossier.award.route for dossier in dossiers}
    if len(routes) > 1:
        raise Refused("Tự khen và đề nghị cấp trên là hai văn bản. Hãy chọn hồ sơ của một tuyến.")
    kind = DecisionKind.PROPOSE if routes == {Route.PROPOSE} else DecisionKind.GRANT
    decision = Decision.objects.create(
        round=round, meeting=meeting, unit=unit, kind=kind, drafted_at=at, drafted_by_id=by.person_id
    )
    _write_lines(decision, dossiers)
    journal.record("decision.draft", decision, by=by, at=at, facts={"dossiers": [one.pk for one in dossiers]})
    return decision


def _write_lines(decision: Decision, dossiers: Iterable[Dossier], *, takes_back: bool = False) -> None:
    DecisionLine.objects.bulk_create(
        DecisionLine(
            decision=decision,
            dossier=dossier,
            award=dossier.award,
            subject=dossier.nominee,
            subject_name=dossier.nominee.name,
            unit_name=dossier.unit.name,
            position=place,
            takes_back=takes_back,
        )
        for place, dossier in enumerate(dossiers, 1)
    )


@transaction.atomic
def drop_line(line: DecisionLine, *, by: Actor, at: datetime) -> None:
    """Take a candidate out of a draft."""
    decision = Decision.objects.select_for_update().get(pk=line.decision_id)
    _refuse_if(rules.why_not_prepare(by, decision.unit.path))
    if decision.state not in {DecisionState.DRAFT, DecisionState.SUBMITTED}:
        raise Refused("Quyết định đã ban hành không sửa được. Hãy lập quyết định khác để thay thế hoặc thu hồi.")
    journal.record("decision.drop_line", decision, by=by, at=at, facts={"dossier": line.dossier_id})
    line.delete()


@transaction.atomic
def step(decision: Decision, wanted: DecisionState, *, by: Actor, at: datetime) -> Decision:
    """Submit a draft for signing, take it back, or drop it."""
    _refuse_if(rules.why_not_prepare(by, decision.unit.path))
    if wanted == DecisionState.SIGNED:
        raise ValueError("signing has its own action")
    _refuse_if(rules.why_not_step(decision.state, wanted))
    if not Decision.objects.filter(pk=decision.pk, state=decision.state).update(state=wanted):
        raise Refused(FASTER)
    decision.refresh_from_db()
    journal.record(f"decision.{wanted.value}", decision, by=by, at=at)
    return decision


@transaction.atomic
def sign(
    decision: Decision,
    *,
    signed_on: date,
    signer: str,
    signer_title: str,
    symbol: str,
    number: int | None = None,
    file: StoredFile | None = None,
    by: Actor,
    at: datetime,
) -> Decision:
    """Enter the signed decision: number, day, file; the quota is held for good, also under two requests at once."""
    _refuse_if(rules.why_not_sign(by, decision.unit.path))
    _refuse_if(rules.why_not_step(decision.state, DecisionState.SIGNED))
    Round.objects.select_for_update().get(pk=decision.round_id)  # whoever decides about this round queues here
    lines = queries.for_paper(decision)
    if not lines:
        raise Refused("Quyết định chưa có ai. Hãy thêm ít nhất một tập thể hoặc cá nhân.")
    received = [line.dossier.received_on for line in lines]
    _refuse_if(rules.why_not_signed_day(signed_on, today=localdate(at), received=received))
    _refuse_if(rules.told(_over_limits(decision, lines, signed_on)))
    book, given = _take_number(decision.unit, signed_on.year, symbol, number)
    changed = Decision.objects.filter(pk=decision.pk, state=decision.state).update(
        state=DecisionState.SIGNED, register=book, number=given, signed_on=signed_on, signer=signer,
        signer_title=signer_title, signed_file=file, signed_at=at, signed_by_id=by.person_id,
    )  # fmt: skip
    if not changed:
        raise Refused(FASTER)
    _reckon(lines, signed_on)
    decision.refresh_from_db()
    facts = {"number": given, "lines": [line.pk for line in lines], "file": file.sha256 if file else ""}
    journal.record("decision.sign", decision, by=by, at=at, happened_on=signed_on, facts=facts)
    return decision


def _over_limits(decision: Decision, lines: Sequence[DecisionLine], day: date) -> list[str | None]:
    """Hold every quota of the round against what is signed and what this decision adds."""
    if decision.kind not in {DecisionKind.GRANT, DecisionKind.REPLACE, DecisionKind.PROPOSE}:
        return []
    used = queries.used_places(decision.round)
    back = Counter((line.award_id, line.subject.kind) for line in lines if line.takes_back)
    adding = Counter((line.award_id, line.subject.kind) for line in lines if not line.takes_back)
    awards = {line.award_id for line in lines}
    found = []
    for quota, place in queries.places_of(decision.round, day):
        if quota.award_id is not None and quota.award_id not in awards:
            continue
        fits = [
            key for key in set(used) | set(adding) if quota.award_id in (None, key[0]) and quota.subject in ("", key[1])
        ]
        new = sum(adding[key] for key in fits)
        if new:
            found.append(rules.over_limit(place, used=sum(used[key] - back[key] for key in fits), adding=new))
    return found


def _take_number(unit: Unit, year: int, symbol: str, number: int | None) -> tuple[Register, int]:
    """Take the next number of an automatic book, or the typed one, once."""
    Register.objects.get_or_create(unit=unit, year=year, symbol=symbol)
    book = Register.objects.select_for_update().get(unit=unit, year=year, symbol=symbol)
    _refuse_if(rules.why_not_number(is_automatic=book.is_automatic, number=number))
    given = number if number is not None else book.last_number + 1
    if book.decisions.filter(number=given).exists():
        raise Refused(f"Số {given}/{symbol} năm {year} đã có quyết định khác dùng. Hãy hỏi văn thư số đúng.")
    book.last_number = max(book.last_number, given)
    book.save(update_fields=["last_number"])
    return book, given


def _reckon(lines: Sequence[DecisionLine], signed_on: date) -> None:
    """Write the bonus of each line with every step and its article."""
    for line in lines:
        if line.takes_back or line.award.route == Route.PROPOSE:
            continue
        line.bonus, line.bonus_steps = bonus_of(line, signed_on)
    DecisionLine.objects.bulk_update(lines, ["bonus", "bonus_steps"])


def bonus_of(line: DecisionLine, decided_on: date) -> tuple[Any, dict[str, Any]]:
    """Reckon one line's bonus under the law of its days; the reason stands instead where there is no data."""
    if not line.award.law_code:
        return None, {"reason": "Chưa xác định được mức thưởng theo luật cho hình thức này."}
    try:
        pack = packs.on(decided_on)
        bonus = pack.bonus(line.award.law_code, LawSubject(line.subject.kind), line.dossier.received_on, decided_on)
    except Refused as refused:
        return None, {"reason": str(refused)}
    steps = [{key: value for key, value in asdict(each).items() if key != "marks"} for each in bonus.steps]
    told = {
        "regime": bonus.regime.name,
        "cite": bonus.cite,
        "coefficient": str(bonus.coefficient),
        "factor": str(bonus.factor),
        "base_salary": str(bonus.base_salary),
        "verified": bonus.verified,
        "marks": list(bonus.marks),
        "steps": steps,
    }
    return bonus.amount, told


@transaction.atomic
def follow(
    signed: Decision, *, kind: DecisionKind, dossiers: Sequence[Dossier], reason: str, by: Actor, at: datetime
) -> Decision:
    """Prepare the decision that revokes or replaces lines of a signed one; it works once it is signed itself."""
    _refuse_if(rules.why_not_prepare(by, signed.unit.path))
    if signed.state != DecisionState.SIGNED:
        raise Refused("Quyết định này chưa ban hành; hãy sửa dự thảo thay vì lập quyết định thu hồi.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do thu hồi hoặc thay thế, kèm căn cứ.")
    standing = set(
        queries.standing_lines()
        .filter(decision=signed, dossier__in=list(dossiers))
        .values_list("dossier_id", flat=True)
    )
    gone = [dossier.nominee.name for dossier in dossiers if dossier.pk not in standing]
    if gone or not dossiers:
        raise Refused(
            f"{rules.named(gone) or 'Danh sách trống'}: không còn khen thưởng nào để thu hồi ở quyết định này."
        )
    following = Decision.objects.create(
        round=signed.round, unit=signed.unit, kind=kind, follows=signed, reason=reason, drafted_at=at,
        drafted_by_id=by.person_id,
    )  # fmt: skip
    _write_lines(following, dossiers, takes_back=True)
    journal.record("decision.follow", following, by=by, at=at, facts={"follows": signed.pk, "kind": kind.value})
    return following
