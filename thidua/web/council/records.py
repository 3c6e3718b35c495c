"""Minutes of a meeting: as they write themselves, kept, and signed on paper."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.council import actions, minutes
from thidua.council.actions.filing import SignedMinutes
from thidua.documents import minutes as papers
from thidua.documents import printed, word
from thidua.org.files import content_of
from thidua.web import clock, uploads
from thidua.web.council import forms
from thidua.web.council.files import docx, pdf
from thidua.web.council.meetings import found, show
from thidua.web.http import Request, handed_out


@require_POST
def file_minutes(request: Request, pk: int) -> HttpResponse:
    """Keep the minutes as they are; a unit's own go into its dossiers."""
    meeting = found(request, pk)
    try:
        actions.file_minutes(meeting, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, meeting, str(refused))
    return redirect(meeting)


@require_GET
def minutes_docx(request: Request, pk: int) -> HttpResponse:
    """The minutes as they write themselves."""
    meeting = found(request, pk)
    if meeting.minutes is not None:
        return docx(content_of(meeting.minutes), meeting.minutes.name)
    content = word.docx_of(papers.paper_of(minutes.minutes_of(meeting)))
    return docx(content, f"bien-ban-hop-{meeting.held_on:%Y-%m-%d}.docx")


@require_GET
def minutes_pdf(request: Request, pk: int) -> HttpResponse:
    """The minutes as PDF; once they are kept, those that were kept with them."""
    meeting = found(request, pk)
    if meeting.minutes_pdf is not None:
        return pdf(content_of(meeting.minutes_pdf), meeting.minutes_pdf.name)
    content = printed.pdf_of(papers.paper_of(minutes.minutes_of(meeting)))
    return pdf(content, f"bien-ban-hop-{meeting.held_on:%Y-%m-%d}.pdf")


@require_POST
def sign_minutes(request: Request, pk: int) -> HttpResponse:
    """Enter the minutes signed on paper with their scan."""
    meeting = found(request, pk)
    form = forms.SignedMinutesForm(request.POST)
    if not form.is_valid():
        return show(request, meeting, "Hãy ghi ngày ký biên bản.", sign_form=form)
    try:
        kept = uploads.kept(uploads.given(request, "file"), by=request.actor, at=clock.now())
        signed = SignedMinutes(form.cleaned_data["dated_on"], form.cleaned_data["number"], kept)
        actions.sign_minutes(meeting, signed, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, meeting, str(refused), sign_form=form)
    return redirect(meeting)


@require_GET
def signed_minutes(request: Request, pk: int) -> FileResponse:
    """The scan of the signed minutes."""
    meeting = found(request, pk)
    if meeting.signed_minutes is None or meeting.signed_minutes.file is None:
        raise Http404
    return handed_out(meeting.signed_minutes.file)
