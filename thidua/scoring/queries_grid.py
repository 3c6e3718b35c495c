"""The grid unit × item of one column of an index set, as rows ready to be shown."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator

from thidua.base.money import figure
from thidua.org.actor import Actor
from thidua.scoring import queries
from thidua.scoring.models import Cell, IndexItem, IndexSet, Sheet

AT_ONCE = 150  # units on a page


@dataclass(frozen=True)
class Grid:
    """Units down, items across: per unit a list of (cell, points as written), None where the item does not apply."""

    page: Page[Sheet]
    items: list[IndexItem]
    rows: list[tuple[Sheet, list[tuple[int, str] | None]]]


def grid_of(index_set: IndexSet, column: str, actor: Actor, number: str) -> Grid:
    """One page of the grid, of the sheets this person may see. Costs four queries whatever the size."""
    sheets = queries.visible_to(actor).filter(index_set=index_set).order_by("unit__name_norm", "pk")
    page = Paginator(sheets, AT_ONCE).get_page(number)
    items = list(index_set.items.filter(is_leaf=True).order_by("position", "pk"))
    found: dict[tuple[int, int], tuple[int, str] | None] = {}
    cells = Cell.objects.filter(sheet__in=[sheet.pk for sheet in page]).order_by("pk")
    for pk, sheet, item, applies, points in cells.values_list("pk", "sheet_id", "item_id", "applies", column):
        found[sheet, item] = (pk, _written(points)) if applies else None
    rows = [(sheet, [found.get((sheet.pk, item.pk)) for item in items]) for sheet in page]
    return Grid(page, items, rows)


def _written(points: Decimal | None) -> str:
    return "–" if points is None else figure(points)
