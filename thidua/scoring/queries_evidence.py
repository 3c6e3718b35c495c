"""Documents of a unit's vault, where each is used, and what is doubtful about them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from thidua.org.models import Unit
from thidua.scoring import rules
from thidua.scoring.models import Cell, Evidence


@dataclass(frozen=True)
class Doubted:
    """A document with its warnings for one cell, or for none in particular."""

    evidence: Evidence
    uses: tuple[str, ...]
    warnings: tuple[str, ...]


def _with_uses() -> QuerySet[Evidence]:
    cells = Cell.objects.select_related("item", "sheet__index_set").order_by("sheet__index_set__year", "pk")
    rows = Evidence.objects.select_related("file", "put_by").prefetch_related(Prefetch("cells", cells))
    return rows.order_by("-dated_on", "title", "pk")


def vault_of(unit: Unit) -> list[Doubted]:
    """Every document of a unit, newest first, with where it is used. Costs two queries."""
    return _doubted(_with_uses().filter(unit=unit), None)


def evidence_of(cell: Cell) -> list[Doubted]:
    """The documents that prove a cell, each with its warnings. Costs two queries."""
    return _doubted(_with_uses().filter(cells=cell), cell)


def _doubted(rows: Iterable[Evidence], cell: Cell | None) -> list[Doubted]:
    found = []
    for one in rows:
        uses = [each for each in one.cells.all() if cell is None or each.pk != cell.pk]
        told = tuple(f"{each.item.code} – {each.sheet.index_set}" for each in uses)
        year = cell.sheet.index_set.year if cell else None
        found.append(Doubted(one, told, tuple(rules.doubts(one.number, one.dated_on, year, told))))
    return found


def spare_of(cell: Cell) -> QuerySet[Evidence]:
    """Documents of the unit's vault that do not prove this cell yet."""
    rows = Evidence.objects.filter(unit_id=cell.sheet.unit_id).exclude(cells=cell)
    return rows.order_by("-dated_on", "title", "pk")
