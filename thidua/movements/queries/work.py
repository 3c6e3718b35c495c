"""What waits for a person, day by day; who has not moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from thidua.base.text import shorten
from thidua.movements.kinds import Act, MovementState, PaperOrigin, PlanState, RegistrationState, RoundState, TaskState
from thidua.movements.models import (
    Deferral,
    DueDay,
    Movement,
    PaperRequirement,
    Plan,
    PlanDuty,
    Registration,
    Round,
    Task,
    UnitReport,
)
from thidua.movements.queries.rulebook import in_force
from thidua.movements.rules.days import late_by, left_words
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.org.queries import subtrees

RUNNING = Q(movement__state=MovementState.RUNNING)
SOON = timedelta(days=45)  # a round's registration shows this long before it is due


@dataclass(frozen=True)
class Waiting:
    """One thing a person has to do: what, where, by when, and the button that leads to it."""

    key: str  # “kind:row:unit”: the same duty has the same key each day
    what: str
    where: str
    button: str
    address: str
    due_on: date | None = None
    words: str = ""
    is_late: bool = False
    unit_id: int | None = None
    movement_id: int | None = None


def waiting_for(actor: Actor, today: date) -> list[Waiting]:
    """Give everything that waits for a person in this room, the nearest day first, late things before all.

    Costs at most eleven queries whatever the number of movements.
    """
    spoken = {grant.unit_id for grant in actor.grants if grant.role in {Role.CLERK, Role.OFFICE}}
    office = actor.paths(Role.OFFICE)
    found = [*open_duties(spoken, today), *office_work(office, today)]
    return sorted(found, key=lambda each: (each.due_on is None, each.due_on or today, each.what, each.key))


def open_duties(units: set[int], today: date) -> Iterator[Waiting]:
    """Give what units owe: own plans, registrations, tasks, reports. Six queries."""
    if not units:
        return
    yield from _plans_owed(units, today)
    yield from _registrations_owed(units, today)
    yield from _tasks_owed(units, today)
    yield from _reports_owed(units, today)


def _made(
    key: str, what: str, movement: Movement, button: str, address: str, due_on: date | None, today: date, unit: Unit
) -> Waiting:
    late = bool(late_by(due_on, today))
    where = f"{shorten(movement.name, 90)} – {unit.short}"
    return Waiting(key, what, where, button, address, due_on, left_words(due_on, today), late, unit.pk, movement.pk)


def _plans_owed(units: set[int], today: date) -> Iterator[Waiting]:
    rows = PlanDuty.objects.filter(RUNNING, unit__in=units, child=None).select_related("movement", "unit")
    for duty in rows.order_by("due_on", "pk"):
        address = reverse("movements:tree", args=[duty.movement_id])
        what = "Ban hành kế hoạch của đơn vị"
        yield _made(f"plan:{duty.pk}", what, duty.movement, "Lập kế hoạch", address, duty.due_on, today, duty.unit)


def _registrations_owed(units: set[int], today: date) -> Iterator[Waiting]:
    """Registrations are owed where the plan sets a day; by the members, the direct units of the issuer."""
    rows = DueDay.objects.filter(
        deadline__act=Act.REGISTER,
        deadline__until_on=None,
        deadline__movement__state=MovementState.RUNNING,
        last_day__lte=today + SOON,
    ).exclude(round__state=RoundState.CLOSED)
    days = list(rows.select_related("round__movement").order_by("last_day", "pk"))
    latest: dict[int, tuple[Round, date | None]] = {}
    for due in days:
        if due.round is not None and _is_owed(due.round.ends_on, due.last_day, today):
            latest[due.round.pk] = due.round, due.last_day  # rows come by day: the last one counts
    members = list(Unit.objects.filter(pk__in=units).order_by("pk"))
    sent = set(
        Registration.objects.filter(round__in=latest, unit__in=units)
        .exclude(state=RegistrationState.DRAFT)
        .values_list("round_id", "unit_id")
    )
    for round_pk, (round, last) in latest.items():
        movement = round.movement
        for unit in members:
            if unit.parent_id == movement.unit_id and (round_pk, unit.pk) not in sent:
                address = f"{reverse('movements:register', args=[round_pk])}?don-vi={unit.pk}"
                what = f"Đăng ký thi đua, {round.name.lower()}"
                key = f"register:{round_pk}:{unit.pk}"
                yield _made(key, what, movement, "Đăng ký", address, last, today, unit)


def _is_owed(ends_on: date | None, last: date | None, today: date) -> bool:
    """Say whether a registration is still owed: until its round ends, or is closed where the last day lies behind."""
    return ends_on is None or ends_on >= today or (last is not None and last > ends_on)


def _tasks_owed(units: set[int], today: date) -> Iterator[Waiting]:
    rows = Task.objects.filter(RUNNING, unit__in=units).exclude(state=TaskState.DONE)
    for task in rows.select_related("movement", "unit").order_by("due_on", "pk"):
        address = reverse("movements:task", args=[task.pk])
        what = shorten(task.text, 140)
        assert task.unit is not None  # noqa: S101 - selected by unit
        yield _made(f"task:{task.pk}", what, task.movement, "Báo cáo", address, task.due_on, today, task.unit)


def _reports_owed(units: set[int], today: date) -> Iterator[Waiting]:
    rows = DueDay.objects.filter(
        deadline__act__in=[Act.REPORT, Act.REVIEW],
        deadline__until_on=None,
        deadline__movement__state=MovementState.RUNNING,
        last_day__isnull=False,
        last_day__lte=today + SOON,
    )
    days = list(rows.select_related("deadline__movement", "round").order_by("last_day", "pk"))
    members = list(Unit.objects.filter(pk__in=units).order_by("pk"))
    sent = set(UnitReport.objects.filter(due_day__in=days, unit__in=units).values_list("due_day_id", "unit_id"))
    for due in days:
        movement = due.deadline.movement
        for unit in members:
            if unit.parent_id == movement.unit_id and (due.pk, unit.pk) not in sent:
                address = f"{reverse('movements:report', args=[due.pk])}?don-vi={unit.pk}"
                what = due.deadline.get_act_display()
                key = f"report:{due.pk}:{unit.pk}"
                yield _made(key, what, movement, "Gửi báo cáo", address, due.last_day, today, unit)


def rounds_to_open(today: date) -> Q:
    """Rounds that are planned though their first day has come."""
    return Q(state=RoundState.PLANNED, starts_on__lte=today, movement__state=MovementState.RUNNING)


def office_work(paths: list[str], today: date) -> Iterator[Waiting]:
    """Give what the standing office has to do: plans, papers, days, parts that wait. Four queries."""
    if not paths:
        return
    for plan in Plan.objects.filter(subtrees(paths, field="unit__path"), state=PlanState.READ).order_by("pk"):
        yield Waiting(
            f"confirm:{plan.pk}", f"Xác nhận kế hoạch “{shorten(str(plan), 100)}”", "", "Mở", plan.get_absolute_url()
        )
    yield from _papers_to_choose(paths, today)
    due = DueDay.objects.filter(
        Q(deadline__meaning="relative", round__ends_on__lt=today)
        | Q(deadline__meaning="announced", round__ends_on__lt=today + SOON)
        | Q(deadline__meaning="announced", round=None),
        subtrees(paths, field="deadline__movement__unit__path"),
        deadline__movement__state=MovementState.RUNNING,
        deadline__until_on=None,
        last_day=None,
    )
    for row in due.select_related("deadline__movement", "round").order_by("pk"):
        verb = "Ghi sự kiện" if row.deadline.meaning == "relative" else "Thông báo ngày"
        what = f"{verb}: {row.deadline.get_act_display().lower()}, {row.round.name.lower() if row.round else ''}"
        address = reverse("movements:due", args=[row.pk])
        by = row.round.ends_on if row.round and row.deadline.meaning == "announced" else None
        yield Waiting(
            f"event:{row.pk}",
            what,
            shorten(row.deadline.movement.name, 90),
            verb,
            address,
            by,
            left_words(by, today) if by else "",
            bool(late_by(by, today)),
            movement_id=row.deadline.movement_id,
        )
    waiting = Deferral.objects.filter(RUNNING, subtrees(paths, field="movement__unit__path"), taken_from=None)
    for part in waiting.select_related("movement").order_by("pk"):
        what = f"Tải Kế hoạch số {part.number} lên ({part.get_part_display().lower()} còn chờ)"
        where = shorten(part.movement.name, 90)
        yield Waiting(f"deferral:{part.pk}", what, where, "Mở", part.movement.get_absolute_url())


def _papers_to_choose(paths: list[str], today: date) -> Iterator[Waiting]:
    """Rounds due to open whose dossiers need no paper yet: the office chooses the list first."""
    chosen = PaperRequirement.objects.filter(in_force(today)).exclude(origin=PaperOrigin.DECLINED)
    rows = Round.objects.filter(rounds_to_open(today), subtrees(paths, field="movement__unit__path"))
    for round in rows.exclude(movement__in=chosen.values("movement")).select_related("movement").order_by("pk"):
        what = f"Chọn danh mục giấy tờ của hồ sơ để mở {round.name[:1].lower()}{round.name[1:]}"
        address = reverse("movements:papers", args=[round.movement_id])
        where = shorten(round.movement.name, 90)
        yield Waiting(f"papers:{round.pk}", what, where, "Chọn", address, round.starts_on,
                      left_words(round.starts_on, today), bool(late_by(round.starts_on, today)),
                      movement_id=round.movement_id)  # fmt: skip
