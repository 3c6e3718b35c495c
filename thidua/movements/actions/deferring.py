"""What a plan leaves to another plan is taken from it as soon as that plan is here."""

from datetime import datetime

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.base.text import norm
from thidua.movements import rules
from thidua.movements.actions import clauses
from thidua.movements.kinds import DeferredPart, MovementState, PlanState
from thidua.movements.models import Award, Criterion, Deferral, Movement, PaperRequirement, Plan, Quota
from thidua.org import journal
from thidua.org.actor import Actor


@transaction.atomic
def take_deferred(deferral: Deferral, plan: Plan, *, by: Actor, at: datetime) -> Deferral:
    """Take the criteria, quotas or papers from the plan they were left to; each row keeps that plan as its source."""
    movement = deferral.movement
    if reason := rules.why_not_office(by, movement.unit.path) or rules.why_not_run(movement.state):
        raise Refused(reason)
    if plan.state != PlanState.ISSUED:
        raise Refused("Kế hoạch được dẫn chiếu chưa ban hành (hoặc chưa xác nhận là đã ban hành).")
    if not Deferral.objects.filter(pk=deferral.pk, taken_from=None).update(taken_from=plan, taken_at=at):
        raise Refused("Phần này đã lấy từ kế hoạch được dẫn chiếu rồi. Hãy tải lại trang.")
    count = _take(movement, deferral.part, plan)
    deferral.refresh_from_db()
    journal.record(
        "movements.take_deferred", movement, by=by, at=at, facts={"part": deferral.part, "plan": plan.pk, "rows": count}
    )
    return deferral


def _take(movement: Movement, part: str, plan: Plan) -> int:
    if part == DeferredPart.CRITERIA:
        return len(Criterion.objects.bulk_create(clauses.criteria(movement, plan, None)))
    if part == DeferredPart.PAPERS:
        return len(PaperRequirement.objects.bulk_create(clauses.papers(movement, plan, None)))
    granted = list(movement.awards.order_by("position", "pk"))
    if not granted:
        granted = Award.objects.bulk_create(clauses.awards(movement, plan, None))
    return len(Quota.objects.bulk_create(clauses.quotas(movement, plan, None, granted)))


def offer(plan: Plan, *, by: Actor, at: datetime) -> list[Deferral]:
    """Let every running movement that waits for this plan take from it, where it is surely the same plan."""
    waiting = Deferral.objects.filter(taken_from=None, movement__state=MovementState.RUNNING)
    rows = waiting.select_related("movement__plan", "movement__unit").order_by("pk")
    return [_take_quietly(each, plan, by, at) for each in rows if is_surely(each, plan)]


def take_what_is_here(movement: Movement, *, by: Actor, at: datetime) -> list[Deferral]:
    """Take from plans that were here before this movement."""
    taken: list[Deferral] = []
    for each in movement.deferrals.filter(taken_from=None).order_by("pk"):
        numbered = Plan.objects.filter(state=PlanState.ISSUED, number=each.number).select_related("unit").order_by("pk")
        plan = next((plan for plan in numbered if is_surely(each, plan)), None)
        if plan is not None:
            taken.append(_take_quietly(each, plan, by, at))
    return taken


def _take_quietly(deferral: Deferral, plan: Plan, by: Actor, at: datetime) -> Deferral:
    Deferral.objects.filter(pk=deferral.pk, taken_from=None).update(taken_from=plan, taken_at=at)
    count = _take(deferral.movement, deferral.part, plan)
    deferral.refresh_from_db()
    facts = {"part": deferral.part, "plan": plan.pk, "rows": count}
    journal.record("movements.take_deferred", deferral.movement, by=by, at=at, facts=facts)
    return deferral


def is_surely(deferral: Deferral, plan: Plan) -> bool:
    """Say whether a plan is the one named: same number, the day the text gives, and from above or entered here.

    Numbers start anew each year in each office, so the number alone is not enough.
    """
    if norm(plan.number) != norm(deferral.number) or plan.pk == deferral.movement.plan_id:
        return False
    bases = deferral.movement.plan.draft["bases"]
    named = {base.get("date") for base in bases if norm(base.get("number") or "") == norm(deferral.number)}
    if named - {None} and str(plan.issued_on) not in named:
        return False
    return deferral.movement.unit.path.startswith(plan.unit.path)
