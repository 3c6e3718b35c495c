"""Funds: what is there, what is owed, who is paid."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.awards import fund_papers
from thidua.awards.actions import money as actions
from thidua.awards.kinds import EntryKind, FundKind
from thidua.awards.models import DecisionLine, Fund
from thidua.awards.queries import money as queries
from thidua.awards.rules import money as rules
from thidua.base.refusal import Refused
from thidua.documents import word
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.web import clock
from thidua.web.awards import forms
from thidua.web.awards.views import DOCX
from thidua.web.http import Request, page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def funds(request: Request) -> HttpResponse:
    """The funds of this person's offices; the accountant opens the next."""
    actor = request.actor
    unit = Unit.objects.filter(path__in=actor.paths(*queries.READERS)).order_by("path", "pk").first()
    if unit is None:
        raise Http404
    form = forms.FundForm(request.POST or None, initial={"year": clock.today().year})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kind = FundKind(given["kind"])
            return redirect(
                actions.open_fund(unit, year=given["year"], kind=kind, base=given["base"], by=actor, at=clock.now())
            )
        except Refused as refused:
            refusal = str(refused)
    context = {"funds": queries.visible_to(actor), "form": form, "unit": unit, "may_keep": actor.has(Role.ACCOUNTANT)}
    return page(request, "awards/funds.html", context, refusal=refusal)


def _found(request: Request, pk: int) -> Fund:
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


@require_GET
def fund(request: Request, pk: int) -> HttpResponse:
    """One fund: formed, paid, owed, left; ceiling; what waits to be paid."""
    return _show(request, _found(request, pk))


def _show(request: Request, fund: Fund, refusal: str = "", **typed: Any) -> HttpResponse:
    sums, payable = queries.sums(fund), queries.payable(fund)
    ceiling = queries.ceiling_of(fund, clock.today())
    told = queries.stacked(payable)
    bound = sum((line.bonus or Decimal(0) for line in payable), Decimal(0))
    context = {
        "fund": fund,
        "sums": [(EntryKind(kind).label, amount) for kind, amount in sums.items()],
        "balance": rules.balance(sums, bound),
        "expected": queries.expected(fund, clock.today()),
        "ceiling": ceiling,
        "over": rules.over_ceiling(sums.get(EntryKind.ALLOTTED, Decimal(0)), ceiling.most, ceiling.cite),
        "rows": [{"line": line, "ruling": told.get(line.pk)} for line in payable],
        "owed_back": queries.owed_back(fund),
        "entries": fund.entries.select_related("entered_by").order_by("-on", "-pk")[:100],
        "may_keep": rules.why_not_keep(request.actor, fund.unit.path) is None,
        "entry_form": forms.EntryForm(initial={"on": clock.today()}),
        "pay_form": forms.PayForm(initial={"on": clock.today()}, auto_id="id_pay_%s"),
        "back_form": forms.PayForm(initial={"on": clock.today()}, auto_id="id_back_%s"),
        **typed,
    }
    return page(request, "awards/fund.html", context, refusal=refusal)


@require_POST
def enter(request: Request, pk: int) -> HttpResponse:
    """Write a sum into the book."""
    fund = _found(request, pk)
    form = forms.EntryForm(request.POST)
    if not form.is_valid():
        return _show(request, fund, entry_form=form)
    given = dict(form.cleaned_data)
    try:
        actions.enter(fund, kind=EntryKind(given.pop("kind")), **given, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, fund, str(refused), entry_form=form)
    return redirect(fund)


@require_POST
def pay(request: Request, pk: int) -> HttpResponse:
    """Pay, or take back, the chosen bonuses; what was refused is said, what went before it stays paid."""
    fund = _found(request, pk)
    form = forms.PayForm(request.POST, auto_id="id_pay_%s")
    chosen = [int(key) for key in request.POST.getlist("line") if key.isdecimal()]
    if not form.is_valid():
        return _show(request, fund, pay_form=form)
    act = actions.take_back if request.POST.get("back") else actions.pay
    lines = DecisionLine.objects.filter(pk__in=chosen).select_related("decision__round", "award").order_by("pk")
    if not lines:
        return _show(request, fund, "Chưa chọn khoản nào. Hãy đánh dấu ít nhất một khoản.", pay_form=form)
    try:
        for line in lines:
            act(fund, line, **form.cleaned_data, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, fund, str(refused), pay_form=form)
    return redirect(fund)


@require_GET
def payment_list(request: Request, pk: int) -> HttpResponse:
    """Payment list, report and book of the fund as a spreadsheet that reckons."""
    fund = _found(request, pk)
    header = content_disposition_header(True, f"quy-{fund.year}.xlsx") or ""
    content = fund_papers.workbook_of(fund, clock.today())
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": header})


@require_GET
def report(request: Request, pk: int) -> HttpResponse:
    """The report of forming and use as Word."""
    fund = _found(request, pk)
    content = word.docx_of(fund_papers.report_of(fund, clock.today()))
    header = content_disposition_header(True, f"bao-cao-quy-{fund.year}.docx") or ""
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": header})
