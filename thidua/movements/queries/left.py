"""What an ended unit leaves open in this room: the parts that pass to whoever succeeds it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from thidua.movements.kinds import MovementState, RoundState, TaskState
from thidua.movements.models import Award, Movement, PlanDuty, Registration, Task
from thidua.org.models import Unit

MOVEMENTS, DUTIES, REGISTRATIONS, TASKS, AWARDS = "movements", "duties", "registrations", "tasks", "awards"


def open_at(unit: Unit) -> Mapping[str, QuerySet[Any]]:
    """Give what is open at a unit, by part, each in a fixed order; nothing is asked of the database yet."""
    registered = Registration.objects.filter(unit=unit).exclude(round__state=RoundState.CLOSED)
    return {
        MOVEMENTS: Movement.objects.filter(unit=unit, state=MovementState.RUNNING).order_by("pk"),
        DUTIES: PlanDuty.objects.filter(unit=unit, child=None).order_by("pk"),
        REGISTRATIONS: registered.order_by("pk"),
        TASKS: Task.objects.filter(unit=unit, state=TaskState.OPEN).order_by("pk"),
        AWARDS: Award.objects.filter(
            authority_unit=unit, movement__state=MovementState.RUNNING, until_on=None
        ).order_by("pk"),
    }
