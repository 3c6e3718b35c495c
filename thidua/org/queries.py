"""Named reads of units, people and roles."""

from datetime import date

from django.db.models import Q, QuerySet

from thidua.org.actor import Actor, Grant
from thidua.org.models import Account, Assignment, Person, Unit

SEGMENT = 7  # digits of one step of a path


def in_force(day: date) -> Q:
    """Select rows with ``from_on`` and ``until_on`` that hold on a day."""
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gte=day))


def actor_of(account: Account, *, day: date, address: str = "") -> Actor:
    """Give the actor behind an account, with the roles of that day. Costs two queries."""
    person = Person.objects.get(pk=account.person_id)
    held = Assignment.objects.filter(in_force(day), person=person).values_list("role", "unit_id", "unit__path")
    grants = frozenset(Grant(role, unit_id, path) for role, unit_id, path in held)
    return Actor(person_id=person.pk, name=person.name, grants=grants, unit_id=person.unit_id, address=address)


def subtree(path: str, *, field: str = "path") -> Q:
    """Select the unit with this path and everything under it, by range, on any collation."""
    end = f"{path[:-SEGMENT]}{int(path[-SEGMENT:]) + 1:0{SEGMENT}d}"
    return Q(**{f"{field}__gte": path, f"{field}__lt": end})


def subtrees(paths: list[str], *, field: str = "path") -> Q:
    """Select every unit under one of the paths; none when the list is empty."""
    chosen = Q(pk__in=[])
    for path in paths:
        chosen |= subtree(path, field=field)
    return chosen


def existing(day: date) -> QuerySet[Unit]:
    """Units that exist on a day, by name."""
    return Unit.objects.filter(
        Q(begins_on=None) | Q(begins_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
    ).order_by("name_norm", "pk")
