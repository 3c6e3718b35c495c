"""Pages of index sets: overview, lines, sheets, ranking, publication."""

from decimal import Decimal
from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.base.refusal import Refused
from thidua.org.actions import succession
from thidua.org.kinds import Role
from thidua.scoring import actions, queries, queries_results, queries_sets, rules
from thidua.scoring.catalogue import figure_name
from thidua.scoring.kinds import SheetState
from thidua.scoring.lines import written_params
from thidua.scoring.models import IndexItem, IndexSet, Result
from thidua.scoring.queries import Standing
from thidua.web.clock import now
from thidua.web.http import Request, page
from thidua.web.scoring.forms import PublishForm

AT_ONCE = 100  # sheets in a list; all stand in the progress of their set


def overview(request: Request) -> HttpResponse:
    """Sets in use and the sheets this person may see."""
    sheets = queries.visible_to(request.actor)
    sets = queries.sets_for(request.actor).order_by("is_sample", "-year", "name", "-version", "pk")
    context = {
        "open": sheets.exclude(state=SheetState.FINAL)[:AT_ONCE],
        "settled": sheets.filter(state=SheetState.FINAL)[:AT_ONCE],
        "sets": sets,
    }
    return page(request, "scoring/overview.html", context)


def index_set(request: Request, pk: int) -> HttpResponse:
    """The lines of a set with maximum, formula and evidence wanted."""
    return _set_page(request, _set(request, pk))


def _set(request: Request, pk: int) -> IndexSet:
    return get_object_or_404(queries.sets_for(request.actor), pk=pk)


def _set_page(request: Request, shown: IndexSet, refusal: str = "") -> HttpResponse:
    context = {
        "set": shown,
        "items": [(item, _formula(item)) for item in queries.items_of(shown)],
        "steps": queries_sets.steps_of(shown, request.actor),
        "why_not": rules.why_not_board(request.actor, shown.unit.path) if shown.unit else "",
        "exemptions": queries_sets.exemptions_of(shown),
        "candidates": queries.units_without_sheet(shown),
    }
    return page(request, "scoring/set.html", context, refusal=refusal)


def _formula(item: IndexItem) -> str:
    """How a line is scored, from where, by whom, in words; nothing for a line above others."""
    if not item.is_leaf:
        return ""
    params = f": {written_params(item.params)}" if item.params else ""
    source = figure_name(item.figure_code) if item.figure_code else item.get_source_display()
    verifier = f". Thẩm định: {item.verifier.name}" if item.verifier else ""
    return f"{item.get_formula_display()}{params} ({source}){verifier}"


@require_POST
def open_sheets(request: Request, pk: int) -> HttpResponse:
    """Give the chosen units their sheets."""
    shown = _set(request, pk)
    chosen = [unit for unit in queries.units_without_sheet(shown) if str(unit.pk) in request.POST.getlist("units")]
    try:
        made = actions.open_sheets(shown, chosen, by=request.actor, at=now())
    except Refused as refused:
        return _set_page(request, shown, str(refused))
    messages.success(request, f"Đã mở {len(made)} phiếu chấm.")
    return redirect(shown)


def ranking(request: Request, pk: int) -> HttpResponse:
    """Standing of every unit within its cluster, with bars and the table behind them."""
    return _ranking_page(request, _set(request, pk), PublishForm())


def _ranking_page(request: Request, shown: IndexSet, form: PublishForm, refusal: str = "") -> HttpResponse:
    column = request.GET.get("cot", "final")
    column = column if column in {"claimed", "verified", "explained", "final"} else "final"
    standings = queries.standings(shown, column=column)
    last = queries.last_year(shown)
    names = queries_results.cluster_names(standings)
    mine = set(queries.visible_to(request.actor).filter(index_set=shown).order_by().values_list("pk", flat=True))
    context = {
        "set": shown,
        "column": column,
        "standings": [
            _row(each, shown, last.get(each.sheet.unit_id), mine) | {"cluster": names[each.cluster_id]}
            for each in standings
        ],
        "publications": shown.publications.select_related("document").order_by("turn"),
        "form": form,
        "may_publish": request.actor.has(Role.OFFICE) and queries.is_ready(shown) and bool(standings),
    }
    return page(request, "scoring/ranking.html", context, refusal=refusal)


def _row(each: Standing, shown: IndexSet, before: Result | None, mine: set[int]) -> dict[str, object]:
    """One unit of the ranking as written, beside the year before."""
    classes = [(name, Decimal(least)) for name, least in shown.classes]
    change = each.points - Fraction(before.points) if before and each.is_scored else None
    sign = "+" if change and change > 0 else ""
    return {
        "standing": each,
        "may_open": each.sheet.pk in mine,
        "points": rules.shown(each.points, shown.places),
        "percent": rules.shown(each.percent, 2),
        "bar": round(each.percent or 0),
        "rating_class": rules.rating_class(each.percent, classes),
        "before": before,
        "before_points": rules.shown(before.points, shown.places) if before else "",
        "change": "" if change is None else f"{sign}{rules.shown(change, shown.places)}",
    }


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """Freeze the results under a decision."""
    shown, form = _set(request, pk), PublishForm(request.POST)
    if not form.is_valid():
        return _ranking_page(request, shown, form, "Hãy điền đủ số và ngày quyết định.")
    said, at = form.cleaned_data, now()
    try:
        document = succession.enter_document(
            kind="Quyết định", number=said["number"], dated_on=said["dated_on"],
            issuer=shown.unit.name if shown.unit else "",
            title=f"Công bố kết quả {shown}", by=request.actor, at=at,
        )  # fmt: skip
        actions.publish(shown, document=document, reason=said["reason"], by=request.actor, at=at)
    except Refused as refused:
        return _ranking_page(request, shown, form, str(refused))
    messages.success(request, "Đã công bố kết quả.")
    return redirect("scoring:ranking", pk=shown.pk)
