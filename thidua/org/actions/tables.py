"""Units and people from Excel tables: all rows or none, each fault by its cell."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from thidua.base.text import name_key, norm
from thidua.documents.sheets import CellError, Field, letter, read
from thidua.org import journal, rules, tables
from thidua.org.actor import Actor
from thidua.org.kinds import Employment
from thidua.org.models import Level, Person, Position, Unit
from thidua.org.planting import Seed, plant

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Loaded:
    """What came of a table: either rows written or faults, never both."""

    added: int = 0
    changed: int = 0
    errors: tuple[CellError, ...] = ()


class _Faults:
    """Faults by cell, with the column letters of the written table."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._columns = {one.key: letter(place) for place, one in enumerate(fields)}
        self.found: list[CellError] = []

    def add(self, number: int, key: str, message: str) -> None:
        self.found.append(CellError(number, self._columns[key], message))


@transaction.atomic
def load_units(content: bytes, *, by: Actor, at: datetime) -> Loaded:
    """Add the units of a table and correct what is said of known ones; names and places change on their own pages."""
    reading = read(content, tables.unit_fields())
    if reading.errors:
        return Loaded(errors=reading.errors)
    known = {unit.code: unit for unit in Unit.objects.select_related("parent", "level").order_by("pk")}
    faults = _Faults(tables.unit_fields())
    coming = {row["code"] for row in reading.rows}
    for number, row in zip(reading.numbers, reading.rows, strict=True):
        _look_at_unit(number, row, known, coming, faults, by)
    _look_for_circles(reading.rows, reading.numbers, known, faults)
    if faults.found:
        return Loaded(errors=tuple(faults.found))
    levels = {level.code: level for level in Level.objects.order_by("pk")}
    seeds = [_seed(row, levels) for row in reading.rows if row["code"] not in known]
    there = [(known[row["code"]], row) for row in reading.rows if row["code"] in known]
    old = [unit for unit, row in there if _corrected(unit, row, levels)]
    Unit.objects.bulk_update(old, ["short_name", "level", "address", "is_remote"], batch_size=500)
    planted = plant(seeds)
    _record("org.load_units", Unit, content, len(planted), len(old), by, at)
    return Loaded(added=len(planted), changed=len(old))


def _look_at_unit(number: int, row: Row, known: dict[str, Unit], coming: set[str], faults: _Faults, by: Actor) -> None:
    unit, parent = known.get(row["code"]), known.get(row["parent"])
    if row["parent"] and parent is None and row["parent"] not in coming:
        faults.add(number, "parent", f"không có đơn vị mang mã “{row['parent']}”.")
    if unit and unit.name != row["name"]:
        faults.add(number, "name", f"mã này đang là “{unit.name}”; hãy đổi tên ở trang Đổi tên để giữ tên cũ.")
    if unit and (unit.parent.code if unit.parent else "") != row["parent"]:
        faults.add(number, "parent", "khác nơi đang trực thuộc; hãy chuyển ở trang Chuyển đơn vị để giữ ngày.")
    where = unit or parent
    if row["parent"] in coming - set(known):
        return  # the parent comes with this table; its own row is looked at
    if reason := rules.why_not_manage(by, where, "nhập đơn vị này"):
        faults.add(number, "code", reason)


def _look_for_circles(rows: Sequence[Row], numbers: Sequence[int], known: dict[str, Unit], faults: _Faults) -> None:
    above = {row["code"]: row["parent"] for row in rows if row["code"] not in known}
    for number, row in zip(numbers, rows, strict=True):
        seen, code = set(), row["code"]
        while code in above and code not in seen:
            seen.add(code)
            code = above[code]
        if code in seen:
            faults.add(number, "parent", "các đơn vị trực thuộc lẫn nhau thành vòng.")


def _seed(row: Row, levels: Mapping[str, Level]) -> Seed:
    return Seed(
        code=row["code"],
        parent=row["parent"],
        name=row["name"],
        level=levels[row["level"]],
        begins_on=row["begins_on"],
        short_name=row["short_name"],
        address=row["address"],
        is_remote=bool(row["is_remote"]),
    )


def _corrected(unit: Unit, row: Row, levels: Mapping[str, Level]) -> bool:
    said = {
        "short_name": row["short_name"],
        "address": row["address"],
        "level": levels[row["level"]],
        "is_remote": bool(row["is_remote"]),
    }
    return _set(unit, said)


@transaction.atomic
def load_people(content: bytes, *, by: Actor, at: datetime) -> Loaded:
    """Add the people of a table, correct known ones, enter positions that are not there yet."""
    reading = read(content, tables.person_fields())
    if reading.errors:
        return Loaded(errors=reading.errors)
    units = {unit.code: unit for unit in Unit.objects.order_by("pk")}
    known = {person.code: person for person in Person.objects.select_related("unit").order_by("pk")}
    heads = set(Position.objects.filter(is_head=True, until_on=None).values_list("unit_id", "person__code", "title"))
    faults = _Faults(tables.person_fields())
    for number, row in zip(reading.numbers, reading.rows, strict=True):
        _look_at_person(number, row, units, known, faults, by)
        _look_at_head(number, row, units, heads, faults)
    if faults.found:
        return Loaded(errors=tuple(faults.found))
    added, changed = _write_people(reading.rows, units, known)
    _write_positions(reading.rows, units, localdate(at))
    _record("org.load_people", Person, content, added, changed, by, at)
    return Loaded(added=added, changed=changed)


def _look_at_person(
    number: int, row: Row, units: dict[str, Unit], known: dict[str, Person], faults: _Faults, by: Actor
) -> None:
    unit, person = units.get(row["unit"]), known.get(row["code"])
    if unit is None:
        faults.add(number, "unit", f"không có đơn vị mang mã “{row['unit']}”.")
        return
    if unit.ends_on:
        faults.add(number, "unit", f"“{unit.short}” đã kết thúc hoạt động sau ngày {unit.ends_on:%d/%m/%Y}.")
    if reason := rules.why_not_manage(by, unit, "nhập người vào đây"):
        faults.add(number, "unit", reason)
    if person and person.unit and (reason := rules.why_not_manage(by, person.unit, "sửa thông tin người này")):
        faults.add(number, "code", reason)
    if row["title"] and not row["from_on"]:
        faults.add(number, "from_on", "thiếu ngày bắt đầu giữ chức vụ.")


def _look_at_head(
    number: int, row: Row, units: dict[str, Unit], heads: set[tuple[int, str, str]], faults: _Faults
) -> None:
    unit = units.get(row["unit"])
    if not (unit and row["title"] and row["is_head"]):
        return
    mine = (unit.pk, row["code"], row["title"])
    if any(held[0] == unit.pk and held != mine for held in heads):
        faults.add(number, "is_head", f"“{unit.short}” đã có người đứng đầu khác.")
    heads.add(mine)


def _write_people(rows: Sequence[Row], units: dict[str, Unit], known: dict[str, Person]) -> tuple[int, int]:
    new: list[Person] = []
    old: list[Person] = []
    for row in rows:
        said = _said_of_person(row, units)
        person = known.get(row["code"])
        if person is None:
            new.append(Person(code=row["code"], **said))
        elif _set(person, said):
            old.append(person)
    Person.objects.bulk_create(new, batch_size=500)
    if old:
        Person.objects.bulk_update(old, list(said), batch_size=300)
    return len(new), len(old)


def _said_of_person(row: Row, units: dict[str, Unit]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "unit": units[row["unit"]],
        "name_norm": norm(row["name"]),
        "name_key": name_key(row["name"])[:400],
        "gender": row["gender"] or "",
        "born_on": row["born_on"],
        "employment": row["employment"] or Employment.CIVIL_SERVANT,
        "email": row["email"],
        "phone": row["phone"],
    }


def _set(row: Person | Unit, said: dict[str, Any]) -> bool:
    """Write what differs into the object; say whether anything did."""
    differs = {name: value for name, value in said.items() if getattr(row, name) != value}
    for name, value in differs.items():
        setattr(row, name, value)
    return bool(differs)


def _write_positions(rows: Sequence[Row], units: dict[str, Unit], today: date) -> None:
    people = {person.code: person for person in Person.objects.filter(code__in={row["code"] for row in rows})}
    held = set(Position.objects.filter(until_on=None).values_list("person_id", "unit_id", "title"))
    new = [
        Position(
            person=people[row["code"]],
            unit=units[row["unit"]],
            title=row["title"],
            is_head=bool(row["is_head"]),
            is_leader=bool(row["is_head"]),
            from_on=row["from_on"] or today,
        )
        for row in rows
        if row["title"] and (people[row["code"]].pk, units[row["unit"]].pk, row["title"]) not in held
    ]
    Position.objects.bulk_create(new, batch_size=500)


def _record(
    verb: str, model: type[Unit] | type[Person], content: bytes, added: int, changed: int, by: Actor, at: datetime
) -> None:
    target = model._default_manager.order_by("-pk").first()
    if target:
        facts = {"added": added, "changed": changed, "sha256": hashlib.sha256(content).hexdigest()}
        journal.record(verb, target, by=by, at=at, facts=facts)
