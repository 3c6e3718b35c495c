"""Writing units into the tree: paths, names and places with their days.

Parts of larger acts, which check, record and hold the transaction; nothing here is an act by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from thidua.base.refusal import Refused
from thidua.base.text import norm
from thidua.org import queries
from thidua.org.models import Level, Placement, Unit, UnitName


@dataclass(frozen=True)
class Seed:
    """A unit to be planted: its code, its parent's code and the rest."""

    code: str
    parent: str
    name: str
    level: Level
    begins_on: date | None = None
    short_name: str = ""
    address: str = ""
    is_remote: bool = False


def segment(pk: int) -> str:
    """Give a unit's own step of the path."""
    return f"{pk:0{queries.SEGMENT}d}"


def replant(unit: Unit, parent: Unit | None, on: date) -> None:
    """Change the place of a unit and the paths of all under it."""
    old, new = unit.path, (parent.path if parent else "") + segment(unit.pk)
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    Unit.objects.filter(queries.subtree(old)).update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    places = Placement.objects.filter(unit=unit, until_on=None)
    if places.filter(from_on__gte=on).exists():
        raise Refused(f"“{unit.short}” có vị trí hiện nay từ chính ngày này hoặc muộn hơn. Hãy chọn ngày sau đó.")
    if not places.update(until_on=on - timedelta(days=1)):
        Placement.objects.create(
            unit=unit, parent_id=unit.parent_id, from_on=unit.begins_on, until_on=on - timedelta(days=1)
        )
    Placement.objects.create(unit=unit, parent=parent, from_on=on)


def close(unit: Unit, last_day: date) -> None:
    """Write the last day into the unit, its name, place, positions and roles."""
    if not Unit.objects.filter(pk=unit.pk, ends_on=None).update(ends_on=last_day):
        raise Refused("Đơn vị vừa được người khác thay đổi. Hãy tải lại trang.")
    for rows in (unit.names, unit.placements):
        rows.filter(until_on=None).update(until_on=last_day)
    for held in (unit.positions, unit.assignments):
        held.filter(until_on=None, from_on__lte=last_day).update(until_on=last_day)
        held.filter(until_on=None).update(until_on=F("from_on"))
    unit.refresh_from_db()


def plant(seeds: Iterable[Seed]) -> list[Unit]:
    """Write many units with names and places, parents first."""
    waiting, planted = {seed.code: seed for seed in seeds}, []
    known = {unit.code: unit for unit in Unit.objects.only("pk", "code", "path")}
    while waiting:
        layer = [seed for seed in waiting.values() if not seed.parent or seed.parent in known]
        if not layer:
            raise ValueError(f"units without a parent: {sorted(waiting)[:5]}")
        made = Unit.objects.bulk_create([_unit(seed, known.get(seed.parent)) for seed in layer], batch_size=500)
        for unit, seed in zip(made, layer, strict=True):
            above = known.get(seed.parent)
            unit.path = (above.path if above else "") + segment(unit.pk)
            known[unit.code] = unit
            del waiting[seed.code]
        Unit.objects.bulk_update(made, ["path"], batch_size=500)
        planted += made
    names = [UnitName(unit=unit, name=unit.name, from_on=unit.begins_on) for unit in planted]
    places = [Placement(unit=unit, parent_id=unit.parent_id, from_on=unit.begins_on) for unit in planted]
    UnitName.objects.bulk_create(names, batch_size=1000)
    Placement.objects.bulk_create(places, batch_size=1000)
    return planted


def _unit(seed: Seed, parent: Unit | None) -> Unit:
    return Unit(
        code=seed.code,
        name=seed.name,
        name_norm=norm(seed.name),
        level=seed.level,
        parent=parent,
        begins_on=seed.begins_on,
        short_name=seed.short_name,
        address=seed.address,
        is_remote=seed.is_remote,
    )
