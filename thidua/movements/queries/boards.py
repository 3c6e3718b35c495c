"""Who has not moved: units against movements and steps, the tree of plans. A fixed number of queries each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import CharField, Min, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse

from thidua.movements.kinds import Act, RegistrationState, TaskState
from thidua.movements.models import Movement, Plan, PlanDuty, Registration, Task
from thidua.org.models import Unit


@dataclass(frozen=True)
class Cell:
    """One step of one unit in one movement: a colour and a word."""

    words: str
    tone: str = ""  # ok | warn | bad | empty for nothing asked
    address: str = ""


@dataclass(frozen=True)
class BoardRow:
    """A unit with its cells, one for each column."""

    unit: Unit
    cells: tuple[Cell, ...]


NOTHING = Cell("–")


def with_register_day(movements: QuerySet[Movement]) -> QuerySet[Movement]:
    """Give movements with ``register_on``, the first day a registration is due in any of their rounds."""
    in_force = Q(deadlines__act=Act.REGISTER, deadlines__until_on=None)
    return movements.annotate(register_on=Min("deadlines__due_days__last_day", filter=in_force))


def board(movements: Sequence[Movement], units: Sequence[Unit], today: date) -> list[BoardRow]:
    """Give units × movements: own plan, registration and tasks in one word. Two queries for any size.

    The movements come from ``with_register_day``.
    """
    duties = {
        (duty.movement_id, duty.unit_id): duty
        for duty in PlanDuty.objects.filter(movement__in=movements, unit__in=units)
    }
    sent, tasks = _done(movements, units)
    due: dict[int, date | None] = {each.pk: vars(each)["register_on"] for each in movements}
    return [
        BoardRow(
            unit,
            tuple(
                _cell(
                    each,
                    duties.get((each.pk, unit.pk)),
                    sent.get((each.pk, unit.pk), ""),
                    due[each.pk] if unit.parent_id == each.unit_id else None,
                    tasks.get((each.pk, unit.pk), 0),
                    today,
                )
                for each in movements
            ),
        )
        for unit in units
    ]


def _done(
    movements: Sequence[Movement], units: Sequence[Unit]
) -> tuple[dict[tuple[int, int], str], dict[tuple[int, int], int]]:
    """Give the state of registrations (sent goes before withdrawn) and the number of open tasks. One query."""
    sent = Registration.objects.filter(round__movement__in=movements, unit__in=units)
    open_ = Task.objects.filter(movement__in=movements, unit__in=units).exclude(state=TaskState.DONE)
    rows = sent.values_list("round__movement_id", "unit_id", "state").union(
        open_.values_list("movement_id", "unit_id", Cast("pk", CharField())), all=True
    )
    states: dict[tuple[int, int], str] = {}
    tasks: dict[tuple[int, int], int] = {}
    for movement, unit, word in rows:
        if word.isdigit():
            tasks[movement, unit] = tasks.get((movement, unit), 0) + 1
        elif states.get((movement, unit)) != RegistrationState.SENT:
            states[movement, unit] = word
    return states, tasks


def _cell(
    movement: Movement, duty: PlanDuty | None, registered: str, due: date | None, tasks: int, today: date
) -> Cell:
    """Say the most pressing thing first; the cell opens where it can be seen or done."""
    steps = reverse("movements:steps", args=[movement.pk])
    if duty is not None and duty.child_id is None:
        late = duty.due_on is not None and duty.due_on < today
        tree_page = reverse("movements:tree", args=[movement.pk])
        return Cell("Kế hoạch quá hạn" if late else "Chưa có kế hoạch", "bad" if late else "warn", tree_page)
    if due is not None and registered not in {RegistrationState.SENT, RegistrationState.WITHDRAWN}:
        late = due < today
        return Cell("Đăng ký quá hạn" if late else "Chưa đăng ký", "bad" if late else "warn", steps)
    if tasks:
        return Cell(f"{tasks} việc", "warn", steps)
    if registered == RegistrationState.WITHDRAWN:
        return Cell("Đã rút", "", steps)
    if registered:
        return Cell("Đã đăng ký", "ok", steps)
    if duty is not None and duty.child_id is not None:
        return Cell("Đã có kế hoạch", "ok", reverse("movements:movement", args=[duty.child_id]))
    return NOTHING


@dataclass
class Branch:
    """A unit's duty under a movement, with what grows below its own plan."""

    duty: PlanDuty
    state: str  # issued | late_issued | late | started | waiting
    words: str
    below: "list[Branch]" = field(default_factory=list)

    @property
    def tone(self) -> str:
        """The colour of the state."""
        return {"issued": "ok", "late_issued": "warn", "late": "bad", "started": "note"}.get(self.state, "warn")


def tree(movement: Movement, today: date, visible: QuerySet[Movement]) -> list[Branch]:
    """Give the plans under a movement, down to the last child. Three queries."""
    below = _descendants(movement, visible)
    duties = PlanDuty.objects.filter(movement__in=below).select_related("unit", "child__plan", "movement__plan")
    ordered = list(duties.order_by("unit__name_norm", "pk"))
    begun = _begun(ordered)
    grown: dict[int, list[Branch]] = {}
    branches = [_branch(duty, today, (duty.movement.plan_id, duty.unit_id) in begun) for duty in ordered]
    for branch in branches:
        grown.setdefault(branch.duty.movement_id, []).append(branch)
    for branch in branches:
        if branch.duty.child_id:
            branch.below = grown.get(branch.duty.child_id, [])
    return grown.get(movement.pk, [])


def _descendants(movement: Movement, visible: QuerySet[Movement]) -> list[int]:
    links = list(visible.order_by("pk").values_list("pk", "parent_id"))
    found, level = [movement.pk], {movement.pk}
    while level:
        level = {pk for pk, parent in links if parent in level} - set(found)
        found += sorted(level)
    return found


def _begun(duties: Sequence[PlanDuty]) -> set[tuple[int, int]]:
    rows = Plan.objects.filter(
        parent__in={duty.movement.plan_id for duty in duties},
        state="read",
        unit__in={duty.unit_id for duty in duties},
    )
    return {(parent, unit) for parent, unit in rows.values_list("parent_id", "unit_id") if parent is not None}


def _branch(duty: PlanDuty, today: date, is_begun: bool) -> Branch:
    if duty.child is not None:
        issued = duty.child.plan.issued_on
        late = bool(issued and duty.due_on and issued > duty.due_on)
        return Branch(duty, "late_issued" if late else "issued", "Ban hành muộn" if late else "Đã ban hành")
    if duty.due_on is not None and duty.due_on < today:
        return Branch(duty, "late", f"Quá hạn {(today - duty.due_on).days:02d} ngày")
    if is_begun:
        return Branch(duty, "started", "Đang soạn")
    return Branch(duty, "waiting", "Chưa bắt đầu")
