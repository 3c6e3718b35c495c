"""One movement: units against the steps each of them has to take. Two queries for any size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import Case, DateField, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from thidua.base.days import written
from thidua.movements.kinds import Act, RegistrationState, TaskState
from thidua.movements.models import DueDay, Movement, PlanDuty, Registration, Task, UnitReport
from thidua.movements.queries.boards import NOTHING, BoardRow, Cell
from thidua.org.models import Unit


class Step(NamedTuple):
    """One thing a unit did or owes: which step, the row it stands in, a number and a day that belong to it."""

    step: str  # plan | task | sent | withdrawn | report | dossier
    row: int  # plan: the child's movement or 0; task and dossier: itself; else the round or the due day
    unit: int
    number: int  # task, dossier: 1 when done; sent, report: days late
    on: date | None


@dataclass(frozen=True)
class StepBoard:
    """The names of the steps and a row for each unit."""

    heads: tuple[str, ...]
    rows: tuple[BoardRow, ...]


def step_board(
    movement: Movement,
    units: Sequence[Unit],
    today: date,
    dossiers: QuerySet[Any] | None = None,
    dossiers_at: str = "",
) -> StepBoard:
    """Give units × steps: own plan, registrations, tasks, reports, and dossiers where the door passes them.

    ``dossiers`` are rows of a room above, made with ``as_steps``; they are read in the same query as the rest.
    ``dossiers_at`` is the address of their list, to which the unit's name is added.
    """
    days = list(
        DueDay.objects.filter(
            deadline__movement=movement,
            deadline__until_on=None,
            deadline__act__in=[Act.REGISTER, Act.REPORT, Act.REVIEW],
        )
        .select_related("deadline", "round")
        .order_by("last_day", "pk")
    )
    rounds = {due.round_id: due for due in days if due.deadline.act == Act.REGISTER and due.round_id}  # last day counts
    columns = [*rounds.values(), *(due for due in days if due.deadline.act != Act.REGISTER)]
    steps: dict[tuple[str, int], list[Step]] = {}
    for row in _steps(movement, units, dossiers):
        each = Step(*row)
        key = each.row if each.step in {"sent", "withdrawn", "report"} else 0
        steps.setdefault((f"{each.step}:{key}", each.unit), []).append(each)
    heads = ["Kế hoạch của đơn vị", *(_head(due) for due in columns), "Nhiệm vụ"]
    rows = []
    for unit in units:
        cells = _cells(movement, unit, columns, steps, today)
        if dossiers is not None:
            address = f"{dossiers_at}{quote(unit.name)}"
            cells.append(_dossiers(steps.get(("dossier:0", unit.pk), []), address))
        rows.append(BoardRow(unit, tuple(cells)))
    return StepBoard((*heads, "Hồ sơ") if dossiers is not None else tuple(heads), tuple(rows))


def as_steps(rows: QuerySet[Any], step: Any, row: Any, number: Any, on: Any = None) -> QuerySet[Any]:
    """Shape rows that have a unit into steps, so that several tables are read in one query."""
    none = Value(None, output_field=DateField())
    shaped = rows.order_by().annotate(
        step_word=step, step_row=row, step_unit=F("unit_id"), step_number=number, step_on=none if on is None else on
    )
    steps: QuerySet[Any] = shaped.values_list("step_word", "step_row", "step_unit", "step_number", "step_on")
    return steps


def one_when(**condition: Any) -> Case:
    """Give 1 for rows that fulfil a condition, else 0."""
    return Case(When(then=Value(1), **condition), default=Value(0), output_field=IntegerField())


def _steps(movement: Movement, units: Sequence[Unit], dossiers: QuerySet[Any] | None) -> QuerySet[Any]:
    duties = PlanDuty.objects.filter(movement=movement, unit__in=units)
    tasks = Task.objects.filter(movement=movement, unit__in=units)
    sent = Registration.objects.filter(round__movement=movement, unit__in=units).exclude(state=RegistrationState.DRAFT)
    reports = UnitReport.objects.filter(due_day__deadline__movement=movement, unit__in=units)
    rest = [
        as_steps(tasks, Value("task"), F("pk"), one_when(state=TaskState.DONE), F("due_on")),
        as_steps(sent, F("state"), F("round_id"), F("late_days")),
        as_steps(reports, Value("report"), F("due_day_id"), F("late_days")),
    ]
    rest += [] if dossiers is None else [dossiers]
    plans = as_steps(duties, Value("plan"), Coalesce(F("child_id"), Value(0)), Value(0), F("due_on"))
    every: QuerySet[Any] = plans.union(*rest, all=True)
    return every


def _head(due: DueDay) -> str:
    act = due.deadline.get_act_display()
    return f"{act} – {due.round.name.lower()}" if due.round else act


def _cells(
    movement: Movement, unit: Unit, columns: Sequence[DueDay], steps: dict[tuple[str, int], list[Step]], today: date
) -> list[Cell]:
    return [
        _plan(steps.get(("plan:0", unit.pk), []), movement, today),
        *(_due(due, movement, unit, steps, today) for due in columns),
        _tasks(steps.get(("task:0", unit.pk), []), movement, today),
    ]


def _plan(found: Sequence[Step], movement: Movement, today: date) -> Cell:
    if not found:
        return NOTHING
    duty = found[0]
    if duty.row:
        return Cell("Đã ban hành", "ok", reverse("movements:movement", args=[duty.row]))
    address = reverse("movements:tree", args=[movement.pk])
    return _owed("Chưa ban hành", duty.on, today, address)


def _owed(words: str, last: date | None, today: date, address: str) -> Cell:
    if last is None:
        return Cell(words, "warn", address)
    late = last < today
    return Cell(f"{'Quá hạn' if late else words}, hạn {written(last)}", "bad" if late else "warn", address)


def _due(due: DueDay, movement: Movement, unit: Unit, steps: dict[tuple[str, int], list[Step]], today: date) -> Cell:
    """Say whether a unit registered for a round, or sent a report that is due."""
    is_registration = due.deadline.act == Act.REGISTER and due.round_id is not None
    if is_registration:
        address = reverse("movements:summary", args=[due.round_id])
        key, words = due.round_id, ("Đã đăng ký", "Chưa đăng ký")
    else:
        address = reverse("movements:progress", args=[movement.pk])
        key, words = due.pk, ("Đã gửi", "Chưa gửi")
    if sent := steps.get((f"{'sent' if is_registration else 'report'}:{key}", unit.pk)):
        late = sent[0].number
        return Cell(f"{words[0]}, muộn {late:02d} ngày" if late else words[0], "warn" if late else "ok", address)
    if is_registration and (f"withdrawn:{key}", unit.pk) in steps:
        return Cell("Đã rút", "", address)
    return _owed(words[1], due.last_day, today, address) if unit.parent_id == movement.unit_id else NOTHING


def _tasks(found: Sequence[Step], movement: Movement, today: date) -> Cell:
    """Say how many tasks are done; one task opens itself, several open the list."""
    if not found:
        return NOTHING
    done = sum(each.number for each in found)
    late = any(not each.number and each.on is not None and each.on < today for each in found)
    address = reverse("movements:task", args=[found[0].row]) if len(found) == 1 else movement.get_absolute_url()
    tone = "ok" if done == len(found) else "bad" if late else "warn"
    return Cell(f"{done}/{len(found)} xong{', có việc quá hạn' if late else ''}", tone, address)


def _dossiers(found: Sequence[Step], address: str) -> Cell:
    if not found:
        return NOTHING
    sent = sum(each.number for each in found)
    return Cell(f"{sent}/{len(found)} đã nộp", "ok" if sent == len(found) else "warn", address)
