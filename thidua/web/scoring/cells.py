"""One cell: how its points came about, from which figure and documents, written by whom and when."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from thidua.scoring import formulas, queries, queries_evidence, queries_surveys, queries_walk, rules, working
from thidua.scoring.catalogue import figure_name
from thidua.scoring.kinds import Formula
from thidua.scoring.lines import written_params
from thidua.scoring.models import Cell, Figure, IndexItem
from thidua.web.http import Request, page


def cell(request: Request, pk: int) -> HttpResponse:
    """The history of one cell and the figure behind it, visible to the unit."""
    shown = get_object_or_404(
        Cell.objects.select_related("item", "sheet__unit", "sheet__index_set__unit"),
        pk=pk, sheet__in=queries.visible_to(request.actor),
    )  # fmt: skip
    return cell_page(request, shown)


def cell_page(request: Request, shown: Cell, refusal: str = "") -> HttpResponse:
    """A cell with its history, figure and evidence."""
    item, sheet = shown.item, shown.sheet
    figure = queries.figures_of(sheet.unit, sheet.index_set.year).get(item.value_code)
    closed = rules.why_not_claim(request.actor, sheet.unit.path) or rules.why_not_attach(sheet.state)
    context = {
        "cell": shown,
        "params": written_params(item.params),
        "history": queries.history_of(shown),
        "figure": figure,
        "figure_name": figure_name(item.figure_code) if item.figure_code else "Kết quả khảo sát",
        "surveys": queries_surveys.surveys_for(request.actor).filter(item=item),
        "working": _working(item, figure),
        "published": queries_walk.published_of(sheet),
        "proofs": queries_evidence.evidence_of(shown),
        "spare": [] if closed else queries_evidence.spare_of(shown),
        "closed": closed,
    }
    return page(request, "scoring/cell.html", context, refusal=refusal)


def _working(item: IndexItem, figure: Figure | None) -> str:
    if figure is None:
        return ""
    value = formulas.Value(figure.numerator, figure.denominator)
    return working.worked(Formula(item.formula), value, item.maximum, item.params)
