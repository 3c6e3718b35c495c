"""Issue a plan and found the movement it launches."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.movements import rules
from thidua.movements.actions import amending, clauses, deferring, drafting, pacing, sharing
from thidua.movements.kinds import PlanState
from thidua.movements.models import (
    Award,
    Criterion,
    Deadline,
    Deferral,
    Movement,
    PaperRequirement,
    Plan,
    PlanDuty,
    Quota,
    Round,
    Target,
    Task,
)
from thidua.movements.rules import founding, targets
from thidua.movements.rules.founding import UnitRow
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import StoredFile, Unit
from thidua.org.queries import existing, subtree


@transaction.atomic
def issue(
    plan: Plan,
    *,
    number: str,
    issued_on: date | None,
    signer: str,
    by: Actor,
    at: datetime,
    signed_file: StoredFile | None = None,
) -> Plan:
    """Freeze a plan as signed: number, day, signer and file. It launches nothing yet: call ``found`` or ``amend``.

    Findings depend on the day of issue, so they are reckoned with the number and day typed; an error nobody has
    settled stops the issuing (``drafting.foresee`` shows it on the page).
    """
    draft = drafting.as_signed(plan, number=number, issued_on=issued_on)
    reason = rules.why_not_issue(
        by,
        plan.unit.path,
        plan.state,
        open_errors=[each.message for each in drafting.open_errors(plan, draft)],
        number=number,
        issued_on=issued_on,
        today=at.astimezone(ZONE).date(),
    )
    if reason := reason or sharing.why_not_beyond(plan, draft):
        raise Refused(reason)
    still = Plan.objects.filter(pk=plan.pk, version=plan.version).exclude(state=PlanState.ISSUED)
    try:
        with transaction.atomic():
            written = still.update(
                state=PlanState.ISSUED,
                draft=draft,
                number=squeeze(number),
                issued_on=issued_on,
                signer=squeeze(signer),
                signed_file=signed_file,
                issued_at=at,
                issued_by_id=by.person_id,
            )
    except IntegrityError:
        raise Refused(f"Đã có kế hoạch số {squeeze(number)} cùng ngày này. Hãy kiểm tra lại số.") from None
    if not written:
        raise Refused(drafting.FASTER)
    plan.refresh_from_db()
    journal.record("movements.issue", plan, by=by, at=at, happened_on=issued_on, facts={"number": plan.number})
    deferring.offer(plan, by=by, at=at)
    return plan


@transaction.atomic
def found(plan: Plan, *, by: Actor, at: datetime) -> Movement:
    """Turn an issued plan into a movement with its rounds, rules, days, duties, tasks and targets."""
    if reason := rules.why_not_office(by, plan.unit.path):
        raise Refused(reason)
    if plan.state != PlanState.ISSUED or plan.issued_on is None:
        raise Refused("Chỉ kế hoạch đã ban hành mới phát động được phong trào.")
    if plan.is_outside or plan.amends_id:
        raise Refused("Văn bản này không phát động phong trào mới.")
    if Movement.objects.filter(plan=plan).exists():
        raise Refused("Kế hoạch này đã phát động phong trào rồi.")
    movement = _movement(plan, plan.issued_on, by, at)
    made = Round.objects.bulk_create(
        Round(movement=movement, **vars(each)) for each in founding.rounds(plan.draft, plan.issued_on)
    )
    kinds = frozenset(each.kind for each in made)
    granted = Award.objects.bulk_create(clauses.awards(movement, plan, None))
    _rules(movement, plan, granted)
    _work(movement, plan)
    days = Deadline.objects.bulk_create(clauses.deadlines(movement, plan, None, kinds))
    pacing.lay_days(movement, days, made)
    lay_duties(movement)
    if movement.parent_id:
        PlanDuty.objects.filter(movement=movement.parent, unit=plan.unit, child=None).update(child=movement)
    deferring.take_what_is_here(movement, by=by, at=at)
    journal.record("movements.found", movement, by=by, at=at, facts={"plan": plan.pk, "rounds": len(made)})
    return movement


@transaction.atomic
def issue_and_found(
    plan: Plan,
    *,
    number: str,
    issued_on: date | None,
    signer: str,
    by: Actor,
    at: datetime,
    signed_file: StoredFile | None = None,
) -> Movement | None:
    """Issue a plan and let it do what it is for: launch its movement, or None for a plan kept only to refer to."""
    issue(plan, number=number, issued_on=issued_on, signer=signer, by=by, at=at, signed_file=signed_file)
    if plan.is_outside:
        return None
    return amending.amend(plan, by=by, at=at) if plan.amends_id else found(plan, by=by, at=at)


def _movement(plan: Plan, issued_on: date, by: Actor, at: datetime) -> Movement:
    starts_on, ends_on = founding.span(plan.draft, issued_on)
    return Movement.objects.create(
        plan=plan,
        unit=plan.unit,
        issuer_name=plan.draft["document"].get("issuer") or plan.unit.name,
        parent=Movement.objects.filter(plan=plan.parent_id).first() if plan.parent_id else None,
        name=founding.movement_name(plan.draft),
        theme=(plan.draft["document"].get("theme") or "")[:500],
        starts_on=starts_on,
        ends_on=ends_on,
        founded_at=at,
        founded_by_id=by.person_id,
    )


def _rules(movement: Movement, plan: Plan, granted: list[Award]) -> None:
    Criterion.objects.bulk_create(clauses.criteria(movement, plan, None))
    PaperRequirement.objects.bulk_create(clauses.papers(movement, plan, None))
    Quota.objects.bulk_create(clauses.quotas(movement, plan, None, granted))
    Deferral.objects.bulk_create(
        Deferral(movement=movement, part=part, number=number, source=dict(source))
        for part, number, source in founding.deferrals(plan.draft)
    )


def _work(movement: Movement, plan: Plan) -> None:
    """Lay the tasks of “tổ chức thực hiện” and the figures to reach."""
    units = unit_rows(movement.unit, movement.starts_on)
    tasks = [
        Task(
            movement=movement,
            unit_id=named[0].pk if (named := founding.named_units(each["unit"], units)) else None,
            unit_text=each["unit"][:500],
            text=task["text"],
            source=task.get("source") or {},
            due_on=founding.day_of(task.get("due")),
        )
        for each in plan.draft["responsibilities"]
        for task in each["tasks"]
    ]
    Task.objects.bulk_create(tasks)
    Target.objects.bulk_create(
        Target(movement=movement, **vars(each)) for each in targets.targets_of(plan.draft["criteria"])
    )


def unit_rows(unit: Unit, day: date) -> list[UnitRow]:
    """Give the units under a unit that exist on a day, as the rules need them. Costs one query."""
    below = existing(day).filter(subtree(unit.path)).exclude(pk=unit.pk)
    return [
        UnitRow(pk, name, level, parent == unit.pk)
        for pk, name, level, parent in below.values_list("pk", "name", "level__code", "parent_id")
    ]


def lay_duties(movement: Movement) -> list[PlanDuty]:
    """Lay the duty to issue an own plan on each unit the plan speaks to; units that have it keep it."""
    asked = movement.deadlines.filter(act="issue_own_plan", until_on=None).order_by("position", "pk")
    units = unit_rows(movement.unit, movement.starts_on)
    wanted: dict[int, Deadline] = {}
    for deadline in asked:
        for unit in founding.addressed(deadline.who, units):
            wanted.setdefault(unit.pk, deadline)
    there = set(movement.plan_duties.values_list("unit_id", flat=True))
    days = pacing.days_of(movement)
    return PlanDuty.objects.bulk_create(
        PlanDuty(movement=movement, unit_id=pk, deadline=deadline, due_on=days.get(deadline.pk))
        for pk, deadline in wanted.items()
        if pk not in there
    )
