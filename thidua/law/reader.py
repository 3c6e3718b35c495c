"""Reads the YAML files of a pack and refuses, in English, whatever is not exactly right.

A pack is a folder: ``pack.yaml`` says what it is, every other file is one section with a list of rows.
"""

import dataclasses
import typing
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from thidua.law import rows


class PackError(ValueError):
    """A pack that must not be used; says file, row and key."""


class _Loader(yaml.CSafeLoader):
    """Refuses a key that stands twice, which YAML itself would swallow."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise PackError(f"line {node.start_mark.line + 1}: key twice: {', '.join(twice)}")
        return super().construct_mapping(node, deep=deep)


Keys = Callable[[Any], Iterable[Hashable]]


@dataclass(frozen=True)
class Section:
    """What a file may hold: rows of one class; of rows that share a key only one may hold on a day."""

    row: type[rows.Row]
    keys: Keys
    gapless: bool = False  # the rows of a key must follow each other without a day between
    local: bool = False  # a ministry or province may lay its own rows over these


def _each(*fields: str) -> Keys:
    """Make the keys of a row from its fields; a field with several values gives one key for each."""

    def keys(row: Any) -> list[Hashable]:
        found: list[tuple[Hashable, ...]] = [()]
        for field in fields:
            value = getattr(row, field)
            values = value if isinstance(value, tuple) else (value,)
            found = [(*key, one) for key in found for one in values]
        return list(found)

    return keys


SECTIONS: Mapping[str, Section] = {
    "acts": Section(rows.Act, _each("id")),
    "base_salaries": Section(rows.BaseSalary, lambda row: ["salary"], gapless=True),
    "awards": Section(rows.Award, _each("code")),
    "rates": Section(rows.Rate, _each("award"), gapless=True),
    "multipliers": Section(rows.Multiplier, _each("families", "subject")),
    "rounding": Section(rows.Rounding, lambda row: ["rounding"], gapless=True),
    "levels": Section(rows.LevelRow, _each("grantor")),
    "authority": Section(rows.Grant, _each("grantor", "awards")),
    "delegation": Section(rows.Delegation, _each("topic")),
    "principles": Section(rows.Principle, _each("id")),
    "stacking": Section(rows.Principle, _each("id")),
    "revocation": Section(rows.Principle, _each("id")),
    "voting": Section(rows.Voting, _each("awards"), local=True),
    "dossiers": Section(rows.Papers, _each("id"), local=True),
    "deadlines": Section(rows.Term, _each("id"), local=True),
    "funds": Section(rows.Fund, _each("id")),
    "consultation": Section(rows.Consultation, _each("awards"), local=True),
    "transition": Section(rows.Transition, _each("id")),
}


@dataclass(frozen=True, eq=False)
class Sheet:
    """A pack as read: its name and days, and its rows by section."""

    id: str
    name: str
    start: date
    until: date
    over: str
    is_sample: bool
    rows: Mapping[str, tuple[Any, ...]] = dataclasses.field(repr=False)


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is not {kind.__name__}")
        return value

    return read


def _reader(kind: Any) -> Callable[[Any], Any]:
    """Give the function that reads a YAML value as this annotation."""
    if typing.get_origin(kind) is tuple:
        one = _reader(typing.get_args(kind)[0])
        return lambda value: tuple(one(item) for item in _exactly(list)(value))
    if typing.get_args(kind):
        inner = _reader(typing.get_args(kind)[0])
        return lambda value: None if value is None else inner(value)
    if kind in (Decimal, Fraction):
        return lambda value: kind(_exactly(str)(value))  # quoted in YAML: a bare 0.15 would be a float
    if issubclass(kind, StrEnum):
        return lambda value: kind(_exactly(str)(value))
    return _exactly(kind)


def _row(kind: type[Any], given: Mapping[str, Any], where: str) -> Any:
    names = {"from": "start"}
    hints = typing.get_type_hints(kind)
    values = {names.get(key, key): value for key, value in given.items()}
    if unknown := sorted(set(values) - set(hints) | set(given) & {"start"}):
        raise PackError(f"{where}: unknown key: {', '.join(unknown)}")
    needed = {field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING}
    if missing := sorted(needed - set(values)):
        raise PackError(f"{where}: key missing: {', '.join(missing)}")
    read: dict[str, Any] = {}
    for name, value in values.items():
        try:
            read[name] = _reader(hints[name])(value)
        except (TypeError, ValueError, ArithmeticError) as wrong:
            raise PackError(f"{where}: {name}: {wrong}") from wrong
    row = kind(**read)
    if not row.cite.strip():
        raise PackError(f"{where}: cite is empty")
    if row.until is not None and row.until <= row.start:
        raise PackError(f"{where}: until {row.until} is not after from {row.start}")
    return row


def _yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a subclass of the safe loader
    except PackError as wrong:
        raise PackError(f"{path.name}: {wrong}") from wrong
    except yaml.YAMLError as wrong:
        raise PackError(f"{path.name}: not YAML: {wrong}") from wrong


def _check_days(name: str, section: Section, found: Iterable[Any]) -> None:
    by_key: dict[Hashable, list[Any]] = {}
    for row in found:
        for key in section.keys(row):
            by_key.setdefault(key, []).append(row)
    for key, same in by_key.items():
        same.sort(key=lambda row: row.start)
        for earlier, later in pairwise(same):
            if earlier.until is None or later.start < earlier.until:
                raise PackError(f"{name}: {key}: rows from {earlier.start} and {later.start} overlap")
            if section.gapless and later.start != earlier.until:
                raise PackError(f"{name}: {key}: no row from {earlier.until} to {later.start}")


def _section(path: Path) -> tuple[Any, ...]:
    section = SECTIONS.get(path.stem)
    if section is None:
        raise PackError(f"{path.name}: unknown section")
    given = _yaml(path)
    if not isinstance(given, list) or not given:
        raise PackError(f"{path.name}: a list of rows is wanted")
    found = tuple(_row(section.row, row, f"{path.name} row {place}") for place, row in enumerate(given, 1))
    _check_days(path.name, section, found)
    return found


_HEAD: Mapping[str, type] = {"id": str, "name": str, "from": date, "until": date, "over": str, "sample": bool}


def read(folder: Path) -> Sheet:
    """Read one pack folder; raise ``PackError`` when anything in it is not as it must be."""
    head = _yaml(folder / "pack.yaml")
    if not isinstance(head, dict) or set(head) != set(_HEAD):
        raise PackError(f"{folder.name}/pack.yaml: wants exactly the keys {', '.join(_HEAD)}")
    for key, kind in _HEAD.items():
        if type(head[key]) is not kind:
            raise PackError(f"{folder.name}/pack.yaml: {key} is not {kind.__name__}")
    if head["id"] != folder.name:
        raise PackError(f"{folder.name}/pack.yaml: id is {head['id']}")
    sections = {path.stem: _section(path) for path in sorted(folder.glob("*.yaml")) if path.stem != "pack"}
    if head["over"]:
        if closed := sorted(name for name in sections if not SECTIONS[name].local):
            raise PackError(f"{folder.name}: only the national pack may say: {', '.join(closed)}")
    elif missing := sorted(set(SECTIONS) - set(sections)):
        raise PackError(f"{folder.name}: section missing: {', '.join(missing)}")
    return Sheet(head["id"], head["name"], head["from"], head["until"], head["over"], head["sample"], sections)


def check_references(sheet: Sheet, national: Sheet) -> None:
    """Refuse a row that names an act or an award which the national pack does not know."""
    acts = {act.id for act in national.rows["acts"]}
    codes = {award.code for award in national.rows["awards"]}
    regimes = {act.id for act in national.rows["acts"] if act.is_regime}
    wanted = {
        "acts": acts,
        "awards": codes,
        "replaced_by": acts,
        "amended_by": acts,
        "award": codes,
        "regime": regimes | {""},
    }
    for name, found in sheet.rows.items():
        for row in found:
            for field, known in wanted.items():
                value = getattr(row, field, ())
                named = set(value) if isinstance(value, tuple) else {value}
                if unknown := sorted(named - known):
                    raise PackError(f"{sheet.id}/{name}: {field}: unknown: {', '.join(unknown)}")
