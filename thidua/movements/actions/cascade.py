"""Down the tree: a subordinate unit starts its plan from its superior's; a duty gets a day; a unit is reminded."""

from datetime import date, datetime

from django.db import transaction

from thidua.base.days import written
from thidua.base.refusal import Refused
from thidua.movements import rules
from thidua.movements.actions import drafting, sharing
from thidua.movements.models import Movement, Plan, PlanDuty
from thidua.movements.rules import writing
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Unit
from thidua.plans.draft import PlanDraft
from thidua.plans.renewal import renewed
from thidua.plans.source import from_text


@transaction.atomic
def start_child(parent: Movement, unit: Unit, *, by: Actor, at: datetime) -> Plan:
    """Begin a unit's own plan with what its superior's plan says, worded, ready to be changed and issued."""
    if reason := rules.why_not_office(by, unit.path) or rules.why_not_run(parent.state):
        raise Refused(reason)
    if not unit.path.startswith(parent.unit.path) or unit.pk == parent.unit_id:
        raise Refused("Đơn vị này không trực thuộc cơ quan phát động phong trào.")
    begun = Plan.objects.filter(unit=unit, parent=parent.plan).exclude(state="dropped").first()
    if begun is not None:
        raise Refused(f"Đơn vị đã bắt đầu kế hoạch “{begun}”. Hãy sửa tiếp bản đó.")
    draft = writing.child_of(
        parent.plan.draft,
        issuer=unit.name,
        level=unit.level.code if unit.level.code in LEVELS else "don_vi",
        number=parent.plan.number,
        dated=str(parent.plan.issued_on),
        upper=parent.issuer_name,
    )
    draft["quotas"] = [sharing.drafted(each) for each in sharing.shares_of(unit, parent.plan)]
    text, placed = writing.worded(draft)
    read = PlanDraft.from_json(placed)
    return drafting.take_in(
        unit, f"Từ kế hoạch {parent.plan.number}", from_text(text), read, by=by, at=at, parent=parent.plan
    )


LEVELS = frozenset({"trung_uong", "bo", "tinh", "so", "huyen", "xa", "don_vi", "khac"})


@transaction.atomic
def start_again(plan: Plan, *, years: int = 1, by: Actor, at: datetime) -> Plan:
    """Begin a new plan from an old one of the same office: days and years move on, number and day are blank."""
    if reason := rules.why_not_office(by, plan.unit.path):
        raise Refused(reason)
    old = PlanDraft.from_json(plan.draft)
    begun = renewed(old, _year_of(plan, old), _year_of(plan, old) + years)
    text, placed = writing.worded(begun.to_json())
    read = PlanDraft.from_json(placed)
    return drafting.take_in(plan.unit, f"Từ {plan.name}"[:255], from_text(text), read, by=by, at=at)


def _year_of(plan: Plan, draft: PlanDraft) -> int:
    """The year an old plan is of: of its day, else of the day it was taken in."""
    day = plan.issued_on or draft.document.date or plan.uploaded_at.date()
    return day.year


@transaction.atomic
def set_duty_day(duty: PlanDuty, day: date, *, by: Actor, at: datetime) -> PlanDuty:
    """Give the duty to issue an own plan a day the plan left out, or another."""
    movement = duty.movement
    if reason := rules.why_not_office(by, movement.unit.path) or rules.why_not_run(movement.state):
        raise Refused(reason)
    PlanDuty.objects.filter(pk=duty.pk).update(due_on=day)
    duty.refresh_from_db()
    facts = {"unit": duty.unit_id, "due_on": written(day)}
    journal.record("movements.set_duty_day", movement, by=by, at=at, facts=facts)
    return duty


@transaction.atomic
def remind(duty: PlanDuty, *, by: Actor, at: datetime) -> PlanDuty:
    """Remind a unit of its own plan; who is told, and how, is the business of the notices."""
    movement = duty.movement
    if reason := rules.why_not_office(by, movement.unit.path) or rules.why_not_run(movement.state):
        raise Refused(reason)
    if duty.child_id:
        raise Refused(f"{duty.unit} đã ban hành kế hoạch nên không cần nhắc.")
    PlanDuty.objects.filter(pk=duty.pk).update(reminded_at=at)
    duty.refresh_from_db()
    journal.record("movements.remind", duty, by=by, at=at, facts={"movement": movement.pk, "unit": duty.unit_id})
    return duty
