"""Pages of a sheet: the grid of one unit, its history, its steps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.base.refusal import Refused
from thidua.scoring import actions, queries, rules
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import Cell, IndexItem, Sheet
from thidua.web.clock import now, today
from thidua.web.http import Request, page
from thidua.web.scoring.forms import points_of


def sheet(request: Request, pk: int) -> HttpResponse:
    """One unit's sheet with its four columns; the open one can be written."""
    return sheet_page(request, _sheet(request, pk))


def _sheet(request: Request, pk: int) -> Sheet:
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def _may_write(request: Request, shown: Sheet, item: IndexItem) -> bool:
    column = rules.OPEN.get(SheetState(shown.state))
    if column is None or _why_late(shown, column):
        return False
    office, verifier = shown.index_set.office_path or "", item.verifier.path if item.verifier else ""
    return rules.why_not_column(request.actor, column, shown.unit.path, office, verifier) is None


def _why_late(shown: Sheet, column: Column) -> str | None:
    return rules.why_not_late(column, today(), _last_day(shown, column))


def _last_day(shown: Sheet, column: Column) -> date | None:
    days = {Column.CLAIMED: shown.index_set.claim_until, Column.EXPLAINED: shown.index_set.explain_until}
    return days.get(column)


def _rows(request: Request, shown: Sheet, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    cells = queries.cells_of(shown)
    column = rules.OPEN.get(SheetState(shown.state))
    rows = []
    for item in queries.items_of(shown.index_set):
        cell = cells.get(item.pk)
        if item.is_leaf and cell is None:
            continue
        row: dict[str, Any] = {"item": item, "cell": cell, "depth": item.code.count(".")}
        if cell and column and cell.applies and _may_write(request, shown, item):
            kept = getattr(cell, column.value)
            row["open"] = True
            row["value"] = typed.get(f"p{cell.pk}", "" if kept is None else f"{kept.normalize():f}".replace(".", ","))
            row["words"] = typed.get(f"w{cell.pk}", getattr(cell, rules.WORDS[column]))
        rows.append(row)
    return rows


def _totals(rows: list[dict[str, Any]]) -> dict[str, rules.Total]:
    cells = [(row["item"], row["cell"]) for row in rows if row["cell"]]
    return {
        each.value: rules.total(
            rules.Scored(item.pk, item.maximum, getattr(cell, each.value), cell.applies, item.is_bonus)
            for item, cell in cells
        )
        for each in Column
    }


def sheet_page(
    request: Request, shown: Sheet, refusal: str = "", typed: Mapping[str, str] | None = None
) -> HttpResponse:
    """The page; ``typed`` is what was refused, given back in its fields beside what stands there now."""
    rows = _rows(request, shown, typed or {})
    totals, places = _totals(rows), shown.index_set.places
    step = rules.OPEN.get(SheetState(shown.state))
    column = step if any(row.get("open") for row in rows) else None
    may_board = rules.why_not_board(request.actor, shown.index_set.office_path or shown.unit.path) is None
    context = {
        "sheet": shown,
        "set": shown.index_set,
        "rows": rows,
        "column": column,
        "totals": {key: rules.shown(each.points, places) for key, each in totals.items()},
        "maximum": rules.shown(totals["claimed"].maximum, places),
        "missing": totals[column.value].missing if column else 0,
        "counts_missing": column in {Column.CLAIMED, Column.VERIFIED},  # the other two answer only what differs
        "last_day": _last_day(shown, column) if column else None,
        "late": _why_late(shown, step) if step and not column else None,
        "forward": rules.NEXT_STATE.get(SheetState(shown.state)),
        "back": next((one for one, after in rules.NEXT_STATE.items() if after == shown.state), None),
        "may_board": may_board,
        "may_claim": rules.why_not_claim(request.actor, shown.unit.path) is None,
        "why_not_back": rules.why_not_take_back(shown.state, today(), shown.index_set.claim_until),
    }
    return page(request, "scoring/sheet.html", context, refusal=refusal)


@require_POST
def write(request: Request, pk: int) -> HttpResponse:
    """Write what changed on the page; each cell is its own act, so a refused one keeps the others."""
    shown = _sheet(request, pk)
    column = rules.OPEN.get(SheetState(shown.state))
    if column is None:
        return sheet_page(request, shown, rules.why_not_write(Column.FINAL, shown.state) or "")
    refused: dict[Cell, str] = {}
    written = 0
    for cell in shown.cells.select_related("item").order_by("item__position", "pk"):
        try:
            written += _write_one(request, cell, cell.item, column)
        except Refused as reason:
            refused[cell] = _named(cell.item, str(reason))
    if refused:
        kept = f"Đã ghi {written} ô. " if written else ""
        typed = {name: request.POST.get(name, "") for cell in refused for name in (f"p{cell.pk}", f"w{cell.pk}")}
        return sheet_page(request, _sheet(request, pk), kept + " ".join(refused.values()), typed)
    return _then(request, shown, written)


def _then(request: Request, shown: Sheet, written: int) -> HttpResponse:
    """After the page is written do what its button asks: reckon from figures, or hand the sheet in."""
    told, at, wanted = [f"Đã ghi {written} ô."] if written else [], now(), request.POST.get("then", "")
    try:
        if wanted == "fill":
            filled = actions.fill_from_figures(shown, by=request.actor, at=at)
            told.append(f"Đã tính {filled} ô từ số liệu.")
        elif wanted == SheetState.VERIFYING:
            actions.move(shown, SheetState.VERIFYING, by=request.actor, at=at)
            told.append("Đã nộp phiếu để thẩm định.")
    except Refused as refused:
        return sheet_page(request, _sheet(request, shown.pk), " ".join([*told, str(refused)]))
    messages.success(request, " ".join(told or ["Không có ô nào thay đổi."]))
    return redirect(shown)


def _named(item: IndexItem, reason: str) -> str:
    """Say which cell a refusal is about, where it does not say so itself."""
    return reason if f"Ô {item.code}" in reason else f"Ô {item.code}: {reason[:1].lower()}{reason[1:]}"


@require_POST
def write_cell(request: Request, pk: int) -> HttpResponse:
    """Write one cell as soon as it is left; a colleague who was faster is told, what was typed stays in the field."""
    cell = get_object_or_404(
        Cell.objects.select_related("item", "sheet__unit", "sheet__index_set__unit"),
        pk=pk, sheet__in=queries.visible_to(request.actor),
    )  # fmt: skip
    column, refusal = rules.OPEN.get(SheetState(cell.sheet.state)), ""
    try:
        if column is None:
            raise Refused(rules.why_not_write(Column.FINAL, cell.sheet.state) or "")
        _write_one(request, cell, cell.item, column)
    except Refused as refused:
        refusal = str(refused)
    cell.refresh_from_db()
    totals = _totals(_rows(request, cell.sheet, {}))
    context = {
        "cell": cell,
        "column": column,
        "points": getattr(cell, column.value) if column else None,
        "total": rules.shown(totals[column.value].points, cell.sheet.index_set.places) if column else "",
        "missing": totals[column.value].missing if column else 0,
        "at": now(),
    }
    return page(request, "scoring/saved.html", context, refusal=refusal)


def _write_one(request: Request, cell: Cell, item: IndexItem, column: Column) -> bool:
    typed = request.POST.get(f"p{cell.pk}")
    if typed is None:
        return False
    points, words = points_of(typed, item.code), request.POST.get(f"w{cell.pk}", "").strip()
    if points == getattr(cell, column.value) and words == getattr(cell, rules.WORDS[column]):
        return False
    seen = request.POST.get(f"v{cell.pk}", "0")
    version = int(seen) if seen.isdecimal() and len(seen) < 10 else -1
    if version < cell.version and (points, words) == queries.as_seen(cell, column, version):
        return False  # an old page sends every cell: what was not touched there is nobody's wish
    actions.write(cell, column, points, words=words, seen=version, by=request.actor, at=now())
    return True


@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    """Take the sheet a step on or back."""
    shown, wanted = _sheet(request, pk), request.POST.get("to", "")
    try:
        if wanted not in SheetState.values:
            raise Refused("Không có bước này. Hãy tải lại trang.")
        actions.move(
            shown, SheetState(wanted), words=request.POST.get("words", ""), by=request.actor, at=now()
        )  # fmt: skip
    except Refused as refused:
        return sheet_page(request, shown, str(refused))
    messages.success(request, f"Phiếu đã chuyển sang bước “{SheetState(wanted).label}”.")
    return redirect(shown)
