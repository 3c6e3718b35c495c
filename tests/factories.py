"""Plain functions that make dull, valid rows. Rooms add their own here, in the order of the rooms."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from thidua.base.text import name_key, norm
from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role
from thidua.org.models import Account, Assignment, Level, Person, Unit

DAY = date(2023, 6, 1)
AT = datetime(2023, 6, 1, 2, 0, tzinfo=UTC)
_next = count(1)


def make_level(code: str = "xa", name: str = "Xã, phường", rank: int = 5) -> Level:
    return Level.objects.get_or_create(code=code, defaults={"name": name, "rank": rank})[0]


def make_unit(*, name: str = "", parent: Unit | None = None, level: Level | None = None, **given: Any) -> Unit:
    number = next(_next)
    name = name or f"Đơn vị {number}"
    unit = Unit.objects.create(
        code=f"dv{number}",
        name=name,
        name_norm=norm(name),
        parent=parent,
        level=level or make_level(),
        **given,
    )
    unit.path = f"{parent.path if parent else ''}{unit.pk:07d}"
    unit.save(update_fields=["path"])
    return unit


def make_person(*, name: str = "", unit: Unit | None = None, **given: Any) -> Person:
    number = next(_next)
    name = name or f"Nguyễn Văn {number}"
    return Person.objects.create(
        code=f"ng{number}", name=name, name_norm=norm(name), name_key=name_key(name), unit=unit or make_unit(), **given
    )


def make_account(person: Person, *, username: str = "", password: str = "mat-khau-dai-10") -> Account:
    account = Account(username=username or person.code, person=person, opened_at=AT)
    account.set_password(password)
    account.save(force_insert=True)
    return account


def give_role(person: Person, role: Role, unit: Unit) -> Assignment:
    return Assignment.objects.create(person=person, role=role, unit=unit, from_on=date(2015, 1, 1))


def make_actor(*roles: Role, unit: Unit | None = None, person: Person | None = None) -> Actor:
    """An actor holding the roles at the unit, with their rows in the database."""
    unit = unit or make_unit()
    person = person or make_person(unit=unit)
    for role in roles:
        give_role(person, role, unit)
    grants = frozenset(Grant(role, unit.pk, unit.path) for role in roles)
    return Actor(person_id=person.pk, name=person.name, grants=grants, unit_id=unit.pk)
