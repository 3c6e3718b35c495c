"""Which plans and movements a person sees."""

from datetime import date

from django.db.models import Case, F, Q, QuerySet, When

from thidua.movements.kinds import PlanState
from thidua.movements.models import Movement, Plan, Round
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.org.queries import existing, subtree, subtrees


def _own_and_above(actor: Actor) -> Q:
    """Select movements of the units above the places where the actor works or holds a role."""
    paths = {grant.path for grant in actor.grants}
    above = {path[:end] for path in paths for end in range(7, len(path) + 1, 7)}
    return Q(unit__path__in=above)


def visible_to(actor: Actor) -> QuerySet[Movement]:
    """Movements a person may see: those of the units they hold a role in, below them and above them."""
    below = subtrees(sorted({grant.path for grant in actor.grants}), field="unit__path")
    return Movement.objects.filter(below | _own_and_above(actor) | Q(unit=actor.unit_id)).select_related("unit", "plan")


def plans_visible_to(actor: Actor) -> QuerySet[Plan]:
    """Plans a person may see: all below their standing office, else issued ones they stand under."""
    office = subtrees(actor.paths(Role.OFFICE, Role.ADMIN), field="unit__path")
    issued = Q(state=PlanState.ISSUED) & (
        subtrees(sorted({grant.path for grant in actor.grants}), field="unit__path") | _own_and_above(actor)
    )
    return Plan.objects.filter(office | issued).select_related("unit")


def rounds_of(movement: Movement) -> QuerySet[Round]:
    """Rounds of a movement by their years, the stage last."""
    return movement.rounds.order_by(F("year").asc(nulls_last=True), "kind", "pk")


def members(movement: Movement, day: date) -> QuerySet[Unit]:
    """Units that take part as units: the direct children of the issuer that exist on a day."""
    return existing(day).filter(parent_id=movement.unit_id)


def asked_units(movement: Movement, day: date) -> QuerySet[Unit]:
    """Units a movement asks something of: its members, and whoever below got a plan to issue or a task."""
    named = Q(pk__in=movement.plan_duties.values("unit")) | Q(pk__in=movement.tasks.values("unit"))
    return (
        existing(day).filter(subtree(movement.unit.path), Q(parent_id=movement.unit_id) | named).order_by("path", "pk")
    )


def eligible_units(movement: Movement, day: date) -> QuerySet[Unit]:
    """Every unit under the issuer that may register."""
    return existing(day).filter(subtree(movement.unit.path))


def registrable_units(movement: Movement, actor: Actor, day: date) -> QuerySet[Unit]:
    """Units under the issuer that this person may register, the person's own first."""
    spoken_for = subtrees(actor.paths(Role.CLERK, Role.OFFICE))
    own_first = Case(When(pk=actor.unit_id, then=0), default=1)
    return eligible_units(movement, day).filter(spoken_for).order_by(own_first, "path", "pk")
