"""The days that concern a person, for the calendar page and the calendar feed."""

from datetime import date

from django.db.models import Q

from thidua.base.text import shorten
from thidua.movements.kinds import MovementState, TaskState
from thidua.movements.models import DueDay, PlanDuty, Task
from thidua.movements.queries.lists import visible_to
from thidua.movements.rules.feed import Event
from thidua.org.actor import Actor


def agenda(actor: Actor, first: date, last: date) -> list[Event]:
    """Give what falls due between two days in the movements a person sees, by day. Three queries."""
    running = visible_to(actor).filter(state=MovementState.RUNNING).values("pk")
    own = {grant.unit_id for grant in actor.grants} | ({actor.unit_id} if actor.unit_id else set())
    found: list[Event] = []
    days = DueDay.objects.filter(deadline__movement__in=running, deadline__until_on=None, last_day__range=(first, last))
    for due in days.select_related("deadline__movement", "round").order_by("pk"):
        movement = due.deadline.movement
        assert due.last_day is not None  # noqa: S101 - selected by range
        round_words = f" ({due.round.name})" if due.round else ""
        title = f"{due.deadline.get_act_display()}{round_words}"
        found.append(Event(f"due-{due.pk}", due.last_day, title, movement.name, movement.get_absolute_url()))
    duties = PlanDuty.objects.filter(movement__in=running, unit__in=own, child=None, due_on__range=(first, last))
    for duty in duties.select_related("movement", "unit").order_by("pk"):
        title = f"Ban hành kế hoạch: {duty.unit.short}"
        assert duty.due_on is not None  # noqa: S101 - selected by range
        address = duty.movement.get_absolute_url()
        found.append(Event(f"plan-{duty.pk}", duty.due_on, title, duty.movement.name, address))
    tasks = Task.objects.filter(Q(unit__in=own), movement__in=running, due_on__range=(first, last))
    for task in tasks.exclude(state=TaskState.DONE).select_related("movement").order_by("pk"):
        assert task.due_on is not None  # noqa: S101 - selected by range
        address = task.movement.get_absolute_url()
        found.append(Event(f"task-{task.pk}", task.due_on, shorten(task.text, 120), task.movement.name, address))
    return sorted(found, key=lambda event: (event.on, event.title, event.key))
