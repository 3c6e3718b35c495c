"""How far the sheets of a set are, and acts on all of them at once."""

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.scoring import actions_bulk, queries, queries_grid, rules
from thidua.scoring.kinds import SheetState
from thidua.scoring.models import IndexSet
from thidua.web.clock import now
from thidua.web.http import Request, page
from thidua.web.scoring.editing import set_of
from thidua.web.scoring.sheets import sheet_page


@require_GET
def progress(request: Request, pk: int) -> HttpResponse:
    """Each sheet with its step and how full its columns are."""
    return _progress_page(request, set_of(request, pk))


def _progress_page(request: Request, shown: IndexSet, refusal: str = "") -> HttpResponse:
    rows = queries_grid.progress_of(shown, request.actor)
    steps = Counter(row.sheet.state for row in rows)
    may_board = shown.unit is not None and rules.why_not_board(request.actor, shown.unit.path) is None
    context = {
        "set": shown,
        "rows": rows,
        "steps": [
            (one, steps[one], rules.NEXT_STATE.get(one), rules.OPEN.get(one)) for one in SheetState if steps[one]
        ],
        "may_board": may_board,
        "may_verify": bool(steps[SheetState.VERIFYING] and queries.verifiable_items(shown, request.actor)),
    }
    return page(request, "scoring/progress.html", context, refusal=refusal)


@require_POST
def verify_all(request: Request, pk: int) -> HttpResponse:
    """Verify as claimed every empty cell of every sheet of the set."""
    shown = set_of(request, pk)
    sheets = queries.visible_to(request.actor).filter(index_set=shown)
    try:
        many = actions_bulk.verify_as_claimed(shown, sheets, by=request.actor, at=now())
    except Refused as refused:
        return _progress_page(request, shown, str(refused))
    messages.success(request, f"Đã thẩm định {many} ô theo điểm tự chấm.")
    return redirect("scoring:progress", pk=shown.pk)


@require_POST
def verify_sheet(request: Request, pk: int) -> HttpResponse:
    """Verify as claimed the cells of one sheet that are still empty."""
    shown = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    try:
        many = actions_bulk.verify_as_claimed(shown.index_set, [shown], by=request.actor, at=now())
    except Refused as refused:
        return sheet_page(request, shown, str(refused))
    messages.success(request, f"Đã thẩm định {many} ô theo điểm tự chấm.")
    return redirect(shown)


@require_POST
def move_all(request: Request, pk: int) -> HttpResponse:
    """Take all sheets that stand at a step to the next one."""
    shown, state = set_of(request, pk), request.POST.get("state", "")
    try:
        if state not in SheetState.values:
            raise Refused("Không có bước này. Hãy tải lại trang.")
        done = actions_bulk.move_all(shown, SheetState(state), by=request.actor, at=now())
    except Refused as refused:
        return _progress_page(request, shown, str(refused))
    if done.stayed:
        return _progress_page(request, shown, " ".join([f"Đã chuyển {done.count} phiếu.", *done.stayed[:20]]))
    messages.success(request, f"Đã chuyển {done.count} phiếu.")
    return redirect("scoring:progress", pk=shown.pk)
