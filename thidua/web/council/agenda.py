"""What a meeting has before it: order and shortlist, papers, the invitation."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.council import actions, invitations, queries
from thidua.documents import invitation as papers
from thidua.documents import printed, word
from thidua.web import clock, uploads
from thidua.web.council import forms
from thidua.web.council.files import docx, pdf
from thidua.web.council.meetings import found, show
from thidua.web.http import Request, handed_out


@require_POST
def arrange(request: Request, pk: int) -> HttpResponse:
    """Order the list and mark the shortlist."""
    meeting = found(request, pk)
    form = forms.ArrangeForm(request.POST, lines=list(queries.lines_of(meeting)))
    if not form.is_valid():
        return show(request, meeting, "Thứ tự phải là số. Hãy ghi lại thứ tự của từng đề nghị.", arrange_form=form)
    try:
        actions.arrange(meeting, form.order, form.shortlist, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, meeting, str(refused), arrange_form=form)
    return redirect(meeting)


@require_POST
def lay_paper(request: Request, pk: int) -> HttpResponse:
    """Lay a paper before the meeting."""
    meeting = found(request, pk)
    try:
        kept = uploads.kept(uploads.given(request, "file"), by=request.actor, at=clock.now())
        actions.lay_paper(meeting, kept, title=request.POST.get("title", ""), by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, meeting, str(refused))
    return redirect(meeting)


@require_POST
def take_paper_away(request: Request, pk: int, paper_pk: int) -> HttpResponse:
    """Take a paper off the agenda."""
    meeting = found(request, pk)
    paper = get_object_or_404(meeting.papers.select_related("file", "meeting__council__unit"), pk=paper_pk)
    try:
        actions.take_paper_away(paper, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, meeting, str(refused))
    return redirect(meeting)


@require_GET
def paper(request: Request, pk: int, paper_pk: int) -> FileResponse:
    """Hand a paper of the meeting to who may see the meeting."""
    meeting = found(request, pk)
    return handed_out(get_object_or_404(meeting.papers.select_related("file"), pk=paper_pk).file)


@require_GET
def invitation_docx(request: Request, pk: int) -> HttpResponse:
    """The invitation as Word."""
    meeting = found(request, pk)
    content = word.docx_of(papers.paper_of(invitations.invitation_to(meeting)))
    return docx(content, f"giay-moi-{meeting.held_on:%Y-%m-%d}.docx")


@require_GET
def invitation_pdf(request: Request, pk: int) -> HttpResponse:
    """The invitation as PDF."""
    meeting = found(request, pk)
    content = printed.pdf_of(papers.paper_of(invitations.invitation_to(meeting)))
    return pdf(content, f"giay-moi-{meeting.held_on:%Y-%m-%d}.pdf")
