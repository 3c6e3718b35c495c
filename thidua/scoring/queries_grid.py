"""The grid unit × item of one column of an index set, as rows ready to be shown, and how far each sheet is."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count

from thidua.base.money import figure
from thidua.org.actor import Actor
from thidua.scoring import queries, rules
from thidua.scoring.kinds import Column
from thidua.scoring.models import Cell, IndexItem, IndexSet, Sheet

AT_ONCE = 150  # units on a page
FIELDS_AT_ONCE = 4_000  # cells on a page that is typed into


class Spot(NamedTuple):
    """One cell of the grid: its key, the points as written, and for a page that is typed into the rest."""

    pk: int
    words: str
    points: Decimal | None = None
    before: str = ""  # the column before, as written
    version: int = 0


@dataclass(frozen=True)
class Grid:
    """Units down, items across: per unit a list of spots, None where the item does not apply."""

    page: Page[Sheet]
    items: list[IndexItem]
    rows: list[tuple[Sheet, list[Spot | None]]]


def grid_of(index_set: IndexSet, column: str, actor: Actor, number: str, *, typed_into: bool = False) -> Grid:
    """One page of the grid, of the sheets this person may see. Costs four queries whatever the size."""
    sheets = queries.visible_to(actor).filter(index_set=index_set).order_by("unit__name_norm", "pk")
    items = list(index_set.items.filter(is_leaf=True).select_related("verifier").order_by("position", "pk"))
    most = max(FIELDS_AT_ONCE // max(len(items), 1), 1) if typed_into else AT_ONCE
    page = Paginator(sheets, min(most, AT_ONCE)).get_page(number)
    found: dict[tuple[int, int], Spot | None] = {}
    cells = Cell.objects.filter(sheet__in=[sheet.pk for sheet in page]).order_by("pk")
    before = rules.BEFORE[Column(column)] or "verified"
    names = ("pk", "sheet_id", "item_id", "applies", column, before, "version")
    for pk, sheet, item, applies, points, earlier, version in cells.values_list(*names):
        said = "" if earlier is None or column == Column.CLAIMED else figure(earlier)
        found[sheet, item] = Spot(pk, _written(points), points, said, version) if applies else None
    rows = [(sheet, [found.get((sheet.pk, item.pk)) for item in items]) for sheet in page]
    return Grid(page, items, rows)


def _written(points: Decimal | None) -> str:
    return "–" if points is None else figure(points)


@dataclass(frozen=True)
class Progress:
    """One sheet in the list of its set: how many of its cells each column has points in."""

    sheet: Sheet
    cells: int
    claimed: int
    verified: int
    explained: int
    final: int


def progress_of(index_set: IndexSet, actor: Actor) -> list[Progress]:
    """Every sheet of a set this person may see with how far it is, by name. Costs two queries."""
    cells = Cell.objects.filter(sheet__index_set=index_set, applies=True).order_by()
    counted = [Count(name) for name in ("pk", *Column.values)]
    counts = {row[0]: row[1:] for row in cells.values_list("sheet_id").annotate(*counted)}
    sheets = queries.visible_to(actor).filter(index_set=index_set).order_by("unit__name_norm", "pk")
    return [Progress(sheet, *counts.get(sheet.pk, (0, 0, 0, 0, 0))) for sheet in sheets]
