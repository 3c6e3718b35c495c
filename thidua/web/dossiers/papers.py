"""Papers of a dossier: put, take out, read; and the receipt."""

from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.base.text import slug
from thidua.documents import receipt as receipts
from thidua.documents import word
from thidua.documents.layout import Letterhead
from thidua.dossiers import actions, queries, rules
from thidua.dossiers import papers as drafted
from thidua.dossiers.models import Dossier
from thidua.movements.kinds import Paper
from thidua.web import clock, uploads
from thidua.web.dossiers.forms import PaperForm
from thidua.web.dossiers.views import found, show
from thidua.web.http import Request, handed_out, page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_POST
def put(request: Request, pk: int) -> HttpResponse:
    """Take one file in; it is told to be received only after it is on disk and committed."""
    dossier = found(request, pk)
    form = PaperForm(request.POST)
    try:
        if form.is_valid():
            _put(request, dossier, form)
            return redirect(f"{dossier.get_absolute_url()}#giay-to")
    except Refused as refused:
        return show(request, dossier, str(refused), paper_form=form)
    return show(request, dossier, paper_form=form)


def _put(request: Request, dossier: Dossier, form: PaperForm) -> None:
    by, at, given = request.actor, clock.now(), form.cleaned_data
    wanted = given["place"]
    requirement = next(
        (slot.requirement for slot in queries.slots(dossier, at.date()) if str(slot.requirement.pk) == wanted), None
    )
    kind = requirement.paper if requirement else given["kind"] or Paper.KHAC
    if reason := rules.why_not_write_paper(by, dossier, kind):
        raise Refused(reason)
    on_paper = dossier.is_paper and "file" not in request.FILES and bool(request.POST.get("on_paper"))
    upload = None if on_paper else uploads.given(request, "file")
    if upload and (reason := queries.why_not_room(dossier, upload.name or "", upload.size or 0)):
        raise Refused(reason)  # before it is kept, so that nothing is left on disk
    with transaction.atomic():
        file = uploads.kept(upload, by=by, at=at) if upload else None
        actions.put_paper(dossier, kind, file, requirement=requirement, title=given["title"], by=by, at=at)


@require_POST
def take_out(request: Request, pk: int, paper_pk: int) -> HttpResponse:
    """Take a paper out of the dossier."""
    dossier = found(request, pk)
    paper = get_object_or_404(dossier.papers.select_related("dossier__unit", "dossier__nominee"), pk=paper_pk)
    paper.dossier = dossier
    try:
        actions.take_out(paper, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, dossier, str(refused))
    return redirect(f"{dossier.get_absolute_url()}#giay-to")


@require_GET
def download(request: Request, pk: int, paper_pk: int) -> FileResponse:
    """Hand a paper out as a file; never in a way a browser would run."""
    dossier = found(request, pk)
    paper = get_object_or_404(dossier.papers.select_related("file"), pk=paper_pk)
    if paper.file is None:
        raise Http404
    return handed_out(paper.file)


@require_GET
def receipt(request: Request, pk: int) -> HttpResponse:
    """The receipt on a page that prints well."""
    dossier = found(request, pk)
    if dossier.submitted_at is None:
        raise Http404
    return page(request, "dossiers/receipt.html", {"dossier": dossier, "papers": queries.current_papers(dossier)})


@require_GET
def receipt_docx(request: Request, pk: int) -> HttpResponse:
    """The receipt as an official paper."""
    dossier = found(request, pk)
    if dossier.submitted_at is None or dossier.submitted_by is None:
        raise Http404
    content = word.docx_of(receipts.paper_of(_receipt(dossier)))
    name = f"bien-nhan-{dossier.pk}-{slug(dossier.nominee.name)}.docx"
    return HttpResponse(
        content, content_type=DOCX, headers={"Content-Disposition": content_disposition_header(True, name) or ""}
    )


def _receipt(dossier: Dossier) -> receipts.Receipt:
    if dossier.submitted_at is None or dossier.submitted_by is None:
        raise ValueError("a receipt for a draft")
    office = dossier.round.movement.unit
    files = tuple(
        receipts.ReceivedFile(str(paper), paper.file.size, paper.file.sha256, paper.put_at)
        for paper in queries.current_papers(dossier)
        if paper.file
    )
    return receipts.Receipt(
        letterhead=Letterhead(office.name, place=office.address, day=dossier.received_on),
        code=f"HS-{dossier.pk:06d}",
        dossier=f"{dossier.award} cho {dossier.nominee.name}",
        unit=dossier.unit.name,
        handed_in_by=dossier.submitted_by.name,
        received_at=dossier.submitted_at,
        received_by=office.name,
        files=files,
        timeliness=rules.late_words(dossier.late_days).capitalize() or "Trong thời hạn",
    )


@require_GET
def draft(request: Request, pk: int, paper: str) -> HttpResponse:
    """Hand out a drafted paper as people worded it, to be edited in Word and put back."""
    dossier = found(request, pk)
    try:
        content = drafted.docx_of(dossier, paper, clock.today())
    except Refused as refused:
        return show(request, dossier, str(refused))
    disposition = content_disposition_header(True, drafted.name_of(dossier, paper)) or ""
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": disposition})


@require_GET
def changes(request: Request, pk: int, paper_pk: int) -> HttpResponse:
    """Show what a version changed against the one before, side by side."""
    dossier = found(request, pk)
    paper = get_object_or_404(dossier.papers.select_related("file"), pk=paper_pk)
    paper.dossier = dossier
    try:
        rows = drafted.changes(paper, clock.today())
    except Refused as refused:
        return show(request, dossier, str(refused))
    return page(request, "dossiers/changes.html", {"dossier": dossier, "paper": paper, "rows": rows})
