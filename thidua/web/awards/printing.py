"""Printing certificates: one at once, all as a job, one again with its reason."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from thidua.awards import papers
from thidua.awards.actions import certifying as actions
from thidua.awards.queries import certificates
from thidua.base.refusal import Refused
from thidua.documents import certificates as drawing
from thidua.web import clock
from thidua.web.awards import forms
from thidua.web.awards.views import found, show
from thidua.web.http import Request, handed_out


@require_POST
def print_all(request: Request, pk: int) -> HttpResponse:
    """Enter all in the book and print them as a job with progress."""
    decision = found(request, pk)
    form = forms.PrintForm(
        request.POST, forms_given=papers.forms_of(decision), stocks=certificates.stocks_of(decision.unit)
    )
    if not form.is_valid():
        return show(request, decision, print_form=form)
    given = form.cleaned_data
    try:
        job = actions.ask_to_print(decision, form=given["form"], stock=given["stock"], by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, decision, str(refused), print_form=form)
    return redirect(job)


@require_GET
def run(request: Request, pk: int, run_pk: int) -> FileResponse:
    """The PDF of a printing."""
    decision = found(request, pk)
    return handed_out(get_object_or_404(decision.print_runs.select_related("file"), pk=run_pk).file)


@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """One certificate as PDF, drawn now."""
    certificate = get_object_or_404(certificates.visible_to(request.actor), pk=pk)
    decision = certificate.line.decision
    shared = papers.shared_of(decision, certificate.line.award.form)
    content = drawing.pages(shared, [papers.certificate_of(certificate)])
    header = content_disposition_header(False, f"{certificate.code}.pdf") or ""
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": header})


@require_POST
def reissue(request: Request, pk: int) -> HttpResponse:
    """Issue a certificate again."""
    certificate = get_object_or_404(certificates.visible_to(request.actor), pk=pk)
    decision = found(request, certificate.line.decision_id)
    form = forms.ReissueForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.reissue(certificate, reason=reason, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, decision, str(refused))
    return redirect(f"{decision.get_absolute_url()}#in")
