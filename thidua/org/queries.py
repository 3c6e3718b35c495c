"""Named reads of units, people and roles."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from thidua.base.days import OfficeCalendar
from thidua.base.text import norm
from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role
from thidua.org.models import (
    Account,
    Assignment,
    Cluster,
    JournalEntry,
    OfficeDay,
    Person,
    Placement,
    Position,
    Unit,
    UnitName,
)

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


def open_from(day: date) -> Q:
    """Select rows with days that still hold on a day or later."""
    return Q(until_on=None) | Q(until_on__gte=day)


def admins(day: date) -> QuerySet[Assignment]:
    """Roles of administrator that hold on a day, of people who are still here and can sign in."""
    return Assignment.objects.filter(
        in_force(day), role=Role.ADMIN, person__left_on=None, person__account__is_active=True
    ).order_by("pk")


def found_units(text: str, day: date) -> QuerySet[Unit]:
    """Units existing on a day whose name, in any spelling of marks, holds the words."""
    units = existing(day).select_related("level", "parent")
    for word in norm(text).split():
        units = units.filter(name_norm__contains=word)
    return units


def found_people(text: str) -> QuerySet[Person]:
    """People in the order of a Vietnamese list; by name in any spelling of marks, or by code."""
    people = Person.objects.select_related("unit").order_by("name_key", "pk")
    for word in norm(text).split():
        people = people.filter(Q(name_norm__contains=word) | Q(code__iexact=text.strip()))
    return people


def heirs(unit: Unit, day: date) -> list[Unit]:
    """The units standing in for this one on a day: itself while it exists, else its successors, however far on."""
    open_, found, seen = [unit], [], {unit.pk}
    while open_:
        current = open_.pop(0)
        if current.ends_on is None or day <= current.ends_on:
            found.append(current)
            continue
        after = Unit.objects.filter(inheritances__predecessor=current, inheritances__from_on__lte=day).distinct()
        for heir in after.order_by("pk"):
            if heir.pk not in seen:
                seen.add(heir.pk)
                open_.append(heir)
    return found


def calendar_of(unit: Unit) -> OfficeCalendar:
    """The working days of a unit: its own entries over those of the units above it over the national calendar."""
    above = [unit.path[: end + SEGMENT] for end in range(0, len(unit.path), SEGMENT)]
    days = OfficeDay.objects.filter(unit__path__in=above).order_by("unit__path", "on")
    return OfficeCalendar(dict(days.values_list("on", "is_working")))


@dataclass(frozen=True)
class Branch:
    """A unit as it stood on a day: its name of that day and what stood under it."""

    unit: Unit
    name: str
    branches: tuple["Branch", ...]
    is_cut: bool = False  # there is more under it than is shown


TREE_MOST = 1500  # units shown at once; below that level the page offers one branch


def tree_on(day: date, root: Unit | None = None) -> tuple[Branch, ...]:
    """The tree of a day, from the top or from one unit. Costs three queries.

    A large tree is cut: under units whose sub-units would pass the limit, one opens the branch.
    """
    there = {
        unit.pk: unit for unit in existing(day).only("pk", "name", "parent_id", "code").order_by("name_norm", "pk")
    }
    placed = dict(Placement.objects.filter(_held(day)).values_list("unit_id", "parent_id"))
    known = set(Placement.objects.values_list("unit_id", flat=True)) if len(placed) < len(there) else set(placed)
    named = dict(UnitName.objects.filter(_held(day)).values_list("unit_id", "name"))
    under: dict[int | None, list[Unit]] = {}
    for unit in there.values():
        parent = placed.get(unit.pk) if unit.pk in placed or unit.pk in known else unit.parent_id
        under.setdefault(parent if parent in there else None, []).append(unit)
    deep = len(there) <= TREE_MOST or root is not None

    def grow(parent: int | None, left: int) -> tuple[Branch, ...]:
        return tuple(
            Branch(
                unit=unit,
                name=named.get(unit.pk, unit.name),
                branches=grow(unit.pk, left - 1) if left > 1 else (),
                is_cut=left == 1 and unit.pk in under,
            )
            for unit in under.get(parent, ())
        )

    return grow(root.pk if root else None, 12 if deep else 1)


def _held(day: date) -> Q:
    return (Q(from_on=None) | Q(from_on__lte=day)) & (Q(until_on=None) | Q(until_on__gte=day))


def positions_at(unit: Unit, day: date) -> QuerySet[Position]:
    """Positions in a unit on a day: the head first, then leaders, then by name."""
    held = Position.objects.filter(in_force(day), unit=unit).select_related("person")
    return held.order_by("-is_head", "-is_leader", "person__name_key", "pk")


def positions_on(day: date) -> QuerySet[Position]:
    """All positions of a day; of one person the weightiest comes last."""
    return Position.objects.filter(in_force(day)).order_by("is_head", "is_leader", "pk")


def counts(day: date) -> dict[str, int]:
    """How many units, people and clusters there are on a day."""
    return {
        "units": existing(day).count(),
        "people": Person.objects.filter(Q(left_on=None) | Q(left_on__gt=day)).count(),
        "clusters": Cluster.objects.filter(in_force(day)).count(),
    }


def roles_on(day: date) -> QuerySet[Assignment]:
    """Roles that hold on a day, by unit, role and person."""
    held = Assignment.objects.filter(in_force(day)).select_related("person", "unit")
    return held.order_by("unit__path", "role", "person__name_key", "pk")


def journal_lines(text: str) -> QuerySet[JournalEntry]:
    """Lines of the journal, newest first; by who did it or what it was done to, as written."""
    lines = JournalEntry.objects.order_by("-number")
    return lines.filter(Q(person_name__icontains=text) | Q(target_name__icontains=text)) if text else lines
