"""The list of papers of a movement: what the plan asks, what the law asks beyond it, what the office chooses."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.base.refusal import Refused
from thidua.movements import actions, queries, rules
from thidua.movements.models import Movement
from thidua.web import clock
from thidua.web.http import Request, page
from thidua.web.movements.work_forms import PaperForm


def _found(request: Request, pk: int) -> Movement:
    return get_object_or_404(queries.visible_to(request.actor).select_related("unit", "plan"), pk=pk)


def papers(request: Request, pk: int) -> HttpResponse:
    """Show the list; put a paper on it."""
    movement = _found(request, pk)
    form = PaperForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.list_paper(movement, **form.cleaned_data, by=request.actor, at=clock.now())
            messages.success(request, f"Đã đưa vào danh mục: {made.text or made.get_paper_display()}.")
            return redirect("movements:papers", pk)
        except Refused as refused:
            refusal = str(refused)
    return _show(request, movement, form, refusal)


def _show(request: Request, movement: Movement, form: PaperForm, refusal: str = "") -> HttpResponse:
    today = clock.today()
    context = {
        "movement": movement,
        "papers": queries.papers_of(movement, today),
        "demands": queries.law_demands(movement, today),
        "declined": queries.declined_papers(movement, today),
        "may_run": rules.why_not_office(request.actor, movement.unit.path) is None,
        "form": form,
    }
    return page(request, "movements/papers.html", context, refusal=refusal)


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Take in a paper the law asks for, or decline it with a reason."""
    movement = _found(request, pk)
    paper, by, at = request.POST.get("paper", ""), request.actor, clock.now()
    try:
        if request.POST.get("answer") == "take":
            actions.list_paper(movement, _known(paper), source="", by=by, at=at)
        else:
            actions.decline_paper(movement, _known(paper), reason=request.POST.get("reason", ""), by=by, at=at)
    except Refused as refused:
        return _show(request, movement, PaperForm(), str(refused))
    return redirect("movements:papers", pk)


def _known(paper: str) -> str:
    if paper not in dict(PaperForm.base_fields["paper"].choices):  # type: ignore[attr-defined]
        raise Refused("Hãy chọn một giấy tờ trong danh sách.")
    return paper


@require_POST
def unlist(request: Request, pk: int, row_pk: int) -> HttpResponse:
    """Take back what the office chose, took in or declined."""
    movement = _found(request, pk)
    row = get_object_or_404(movement.paperrequirements.select_related("movement__unit"), pk=row_pk)
    try:
        actions.unlist_paper(row, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, movement, PaperForm(), str(refused))
    return redirect("movements:papers", pk)
