"""The grid as a page that is typed into: a column of many units, pasted from Excel, saved at once."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.scoring import actions, queries, queries_grid, rules
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import Cell, IndexItem, IndexSet, Sheet
from thidua.scoring.queries_grid import Spot
from thidua.web.clock import now
from thidua.web.http import Request, page
from thidua.web.scoring.editing import set_of
from thidua.web.scoring.forms import points_of

FIELD = re.compile(r"p(\d{1,15})-(\d{1,9})")
SHOWN = 12  # refusals told at once
KEPT_NOTE = {Column.CLAIMED, Column.EXPLAINED}


@dataclass(frozen=True)
class Field:
    """One cell of the page: a field where it is open for this person, else its points."""

    label: str
    spot: Spot | None
    is_open: bool = False
    value: str = ""
    kept: str = ""  # what is stored, where a refused page gives back what was typed


@require_GET
def typed_grid(request: Request, pk: int) -> HttpResponse:
    """A column of the units on this page, as fields where this person may write now."""
    return _grid_page(request, set_of(request, pk), _column(request.GET.get("cot", "")))


def _column(name: str) -> Column:
    return Column(name) if name in Column.values else Column.CLAIMED


def _grid_page(
    request: Request, shown: IndexSet, column: Column, refusal: str = "", refused: dict[int, str] | None = None
) -> HttpResponse:
    """The page; ``refused`` is what was typed into which cell and not written, given back beside what stands there."""
    number = request.POST.get("trang") or request.GET.get("trang", "1")
    grid = queries_grid.grid_of(shown, column, request.actor, number, typed_into=True)
    typed = {f"p{pk}": value for pk, value in (refused or {}).items()}
    rows = [(sheet, _fields(request, shown, column, sheet, grid.items, spots, typed)) for sheet, spots in grid.rows]
    turned = "doc" in {request.GET.get("chieu"), request.POST.get("chieu")}
    context = {
        "set": shown,
        "column": column,
        "columns": Column.choices,
        "grid": grid,
        "rows": rows,
        "turned": turned,
        "across": [(item, [fields[place] for _, fields in rows]) for place, item in enumerate(grid.items) if turned],
        "is_open": any(field.is_open for _, fields in rows for field in fields),
        "words": request.POST.get("words", ""),
        "asks_reason": column in {Column.VERIFIED, Column.FINAL},
        "query": f"cot={column.value}&" + ("chieu=doc&" if turned else ""),
    }
    return page(request, "scoring/entry.html", context, refusal=refusal)


def _fields(
    request: Request, shown: IndexSet, column: Column, sheet: Sheet, items: list[IndexItem],
    spots: list[Spot | None], typed: dict[str, str],
) -> list[Field]:  # fmt: skip
    on = rules.OPEN.get(SheetState(sheet.state)) == column
    office = shown.office_path or ""
    made = []
    for item, spot in zip(items, spots, strict=True):
        verifier = item.verifier.path if item.verifier else ""
        may = on and not rules.why_not_column(request.actor, column, sheet.unit.path, office, verifier)
        if spot is None or not may:
            made.append(Field("", spot))
            continue
        kept = "" if spot.points is None else f"{spot.points.normalize():f}".replace(".", ",")
        made.append(Field(f"{item.code}, {sheet.unit.name}", spot, True, typed.get(f"p{spot.pk}", kept), kept))
    return made


@require_POST
def write_grid(request: Request, pk: int) -> HttpResponse:
    """Write what changed; each cell is its own act, so a refused one keeps the others."""
    shown, column = set_of(request, pk), _column(request.POST.get("cot", ""))
    seen = {int(m[1]): (int(m[2]), m[0]) for m in map(FIELD.fullmatch, request.POST) if m}
    sheets = queries.visible_to(request.actor).filter(index_set=shown)
    cells = Cell.objects.filter(sheet__in=sheets).select_related("item", "sheet__unit")
    refusals, written, typed = [], 0, {}
    for cell in (one for one in cells.order_by("sheet__unit__name_norm", "item__position", "pk") if one.pk in seen):
        version, name = seen[cell.pk]
        try:
            written += _write(request, cell, column, request.POST[name], version)
        except Refused as refused:
            typed[cell.pk] = request.POST[name]
            refusals.append(f"{cell.sheet.unit.name}, {cell.item.code}: {refused}")
    if refusals:
        more = [f"Còn {len(refusals) - SHOWN} ô khác chưa ghi."] if len(refusals) > SHOWN else []
        told = " ".join([f"Đã ghi {written} ô.", *refusals[:SHOWN], *more])
        return _grid_page(request, shown, column, told, typed)
    messages.success(request, f"Đã ghi {written} ô.")
    there = "&chieu=doc" if request.POST.get("chieu") == "doc" else ""
    number = request.POST.get("trang", "")
    there += f"&trang={number}" if number.isdecimal() else ""
    return redirect(f"{reverse('scoring:typed-grid', args=[shown.pk])}?cot={column.value}{there}")


def _write(request: Request, cell: Cell, column: Column, typed: str, version: int) -> bool:
    """Write one cell when it changed; the reason of the page goes to the cells that differ from the column before."""
    points, kept = points_of(typed, cell.item.code), getattr(cell, column.value)
    if points == kept:
        return False
    if version < cell.version and points == queries.as_seen(cell, column, version)[0]:
        return False  # an old page sends every cell: what was not touched there is nobody's wish
    said = request.POST.get("words", "").strip()
    earlier = rules.BEFORE[column]
    differs = earlier is None or points != getattr(cell, earlier)
    words = (said or getattr(cell, rules.WORDS[column])) if differs or column in KEPT_NOTE else ""
    actions.write(cell, column, points, words=words, seen=version, by=request.actor, at=now())
    return True
