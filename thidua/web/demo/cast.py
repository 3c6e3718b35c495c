"""Who plays in the demo: the five agencies with units, people, roles and accounts, through the ordinary actions."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password

from thidua.org.actions import people, roles, units
from thidua.org.actions.people import PersonFacts
from thidua.org.actions.units import UnitFacts
from thidua.org.actor import HOUSE, Actor
from thidua.org.kinds import Role
from thidua.org.levels import ensure_levels
from thidua.org.models import Account, Level, Person, Unit
from thidua.org.queries import actor_of

HERE = Path(__file__).parent
PASSWORD = "thidua-demo-2026"  # noqa: S105 - shown to everybody who starts the demo
BEGAN = datetime(2020, 1, 2, 1, 0, tzinfo=UTC)
ADMIN = "quantri"


@dataclass
class Agency:
    """One demo agency: its office, units by code, people by sign-in name, and who sits in its council."""

    key: str
    plan: str
    number: str
    issued_on: date
    office: Unit
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)

    def actor(self, name: str, day: date) -> Actor:
        """The person as somebody who acts on a day; ``name`` is the part of the sign-in name after the dot."""
        return actor_of(Account.objects.get(username=f"{self.key}.{name}"), day=day)

    def person(self, name: str) -> Person:
        return self.people[f"{self.key}.{name}"]


def moment(day: date, hour: int = 9) -> datetime:
    """An hour of a day in Việt Nam."""
    return datetime(day.year, day.month, day.day, hour - 7, 0, tzinfo=UTC)


def gather() -> list[Agency]:
    """Make the units, people and accounts of all agencies; the administrator stands above them."""
    levels = ensure_levels()
    top = _unit({"code": "thidua-demo", "name": "Mạng lưới thực hành thidua", "level": "trung_uong"}, None, levels)
    admin = people.add_person(PersonFacts(name="Nguyễn Quản Trị"), top, by=HOUSE, at=BEGAN)
    roles.assign(admin, Role.ADMIN, top, from_on=BEGAN.date(), by=HOUSE, at=BEGAN)
    _account(ADMIN, admin)
    rows = yaml.safe_load((HERE / "agencies.yaml").read_text(encoding="utf-8"))
    return [_agency(row, top, levels) for row in rows]


def _agency(row: dict[str, Any], top: Unit, levels: dict[str, Level]) -> Agency:
    above = top
    for each in row["above"]:
        above = _unit(each, above, levels)
    office = _unit(row["office"], above, levels)
    agency = Agency(row["key"], row["plan"], row["number"], row["issued_on"], office)
    agency.units[office.code] = office
    for each in row["units"]:
        agency.units[each["code"]] = _unit(each, office, levels)
    for each in row["people"]:
        _person(each, agency)
    return agency


def _unit(row: dict[str, Any], parent: Unit | None, levels: dict[str, Level]) -> Unit:
    facts = UnitFacts(
        name=row["name"],
        level=levels[row["level"]],
        short_name=row.get("short", ""),
        code=row["code"],
        address=row.get("address", ""),
        is_remote=row.get("remote", False),
    )
    return units.open_unit(facts, parent, by=HOUSE, at=BEGAN)


def _person(row: dict[str, Any], agency: Agency) -> None:
    unit = agency.units[row["at"]]
    leads = row.get("head", False) or row.get("leader", False)
    person = people.add_person(PersonFacts(name=row["name"], is_direct_worker=not leads), unit, by=HOUSE, at=BEGAN)
    people.appoint(
        person, unit, row["title"], from_on=BEGAN.date(), is_head=row.get("head", False), is_leader=leads,
        by=HOUSE, at=BEGAN,
    )  # fmt: skip
    for role in row.get("roles", []):
        scope = unit if role == Role.CLERK else agency.office
        roles.assign(person, Role(role), scope, from_on=BEGAN.date(), by=HOUSE, at=BEGAN)
    _account(row["user"], person)
    agency.people[row["user"]] = person
    if "seat" in row:
        agency.seats[row["user"]] = row["seat"]


def _account(username: str, person: Person) -> None:
    Account(username=username, person=person, opened_at=BEGAN, password=_hashed()).save(force_insert=True)


@cache
def _hashed() -> str:
    """Hash the one password of the demo once: it is slow by design."""
    return make_password(PASSWORD)
