"""Facts about people and units: look, type, take from Excel, take out."""

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.dossiers import facts
from thidua.movements.models import Subject
from thidua.org.models import Person, Unit
from thidua.web import clock, uploads
from thidua.web.dossiers.fact_forms import FORMS
from thidua.web.http import Request, handed_out, page

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def subjects(request: Request) -> HttpResponse:
    """People and units this person keeps facts about; anybody may be found by name and begun."""
    return _list(request)


def _list(request: Request, refusal: str = "") -> HttpResponse:
    words = request.GET.get("tim", "")
    found = facts.subjects_of(request.actor, words)
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("trang")),
        "words": words,
        "query": f"{urlencode({'tim': words})}&" if words else "",
        "unspoken": facts.unspoken(request.actor, words),
        "kinds": {code: kind.name for code, kind in facts.KINDS.items()},
    }
    return page(request, "dossiers/subjects.html", context, refusal=refusal)


@require_POST
def begin(request: Request, kind: str, pk: int) -> HttpResponse:
    """Open the facts of a unit or a person, from its own page or from the search."""
    who = get_object_or_404(Unit, pk=pk) if kind == "don-vi" else get_object_or_404(Person, pk=pk)
    return redirect("dossiers:facts", facts.begin(who, by=request.actor, at=clock.now()).pk)


def found(request: Request, pk: int) -> Subject:
    """Give a subject whose facts this person reads, else 404: disciplines open to nobody else."""
    subject = get_object_or_404(Subject.objects.select_related("unit", "person__unit", "home"), pk=pk)
    if not facts.may_read(request.actor, subject):
        raise Http404
    return subject


@require_GET
def subject(request: Request, pk: int) -> HttpResponse:
    """Everything known about one person or unit."""
    return _show(request, found(request, pk))


def _show(request: Request, subject: Subject, refusal: str = "", **typed: forms.Form) -> HttpResponse:
    parts = [
        {
            "code": code,
            "name": kind.name,
            "rows": facts.rows(subject, code),
            "form": typed.get(code) or FORMS[code](prefix=code),
            "is_open": code in typed,
            "may_prove": code != "matter",
        }
        for code, kind in facts.KINDS.items()
    ]
    why_not_keep = facts.why_not_keep(request.actor, subject)
    context = {"subject": subject, "parts": parts, "why_not_keep": why_not_keep}
    return page(request, "dossiers/facts.html", context, refusal=refusal)


@require_POST
def add(request: Request, pk: int, kind: str) -> HttpResponse:
    """Enter one fact."""
    subject = found(request, pk)
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST, prefix=kind)
    if not form.is_valid():
        return _show(request, subject, "Hãy xem lại các ô được nhắc.", **{kind: form})
    values = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    by, at = request.actor, clock.now()
    try:
        if reason := facts.why_not_add(by, subject, kind, values, at.date()):
            raise Refused(reason)  # before the file is kept, so that nothing is left on disk
        with transaction.atomic():
            proof = uploads.kept(uploads.given(request, "file"), by=by, at=at) if _has_file(request) else None
            facts.add(subject, kind, values, file=proof, by=by, at=at)
    except Refused as refused:
        return _show(request, subject, str(refused), **{kind: form})
    return redirect("dossiers:facts", pk)


def _has_file(request: Request) -> bool:
    return "file" in request.FILES or uploads.TOO_LARGE in request.META


@require_POST
def remove(request: Request, pk: int, kind: str, fact_pk: int) -> HttpResponse:
    """Take out a fact entered by mistake."""
    subject = found(request, pk)
    if kind not in facts.KINDS:
        raise Http404
    fact = get_object_or_404(facts.rows(subject, kind), pk=fact_pk)
    try:
        facts.remove(fact, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, subject, str(refused))
    return redirect("dossiers:facts", pk)


@require_GET
def proof(request: Request, pk: int, document_pk: int) -> FileResponse:
    """Hand out the file of a document that proves a fact."""
    document = get_object_or_404(facts.documents_of(found(request, pk)).select_related("file"), pk=document_pk)
    if document.file is None:
        raise Http404
    return handed_out(document.file)


@require_POST
def take_table(request: Request) -> HttpResponse:
    """Take facts from an Excel table, all or nothing."""
    kind = request.POST.get("kind", "")
    try:
        if kind not in FORMS:
            raise Refused("Hãy chọn loại thông tin trong bảng.")
        given = uploads.given(request, "file")
        count = facts.take_table(kind, given.read(), by=request.actor, at=clock.now())
    except Refused as refused:
        return _list(request, str(refused))
    return page(request, "dossiers/taken.html", {"count": count, "kind": facts.KINDS[kind].name})


@require_GET
def template(request: Request, kind: str) -> HttpResponse:
    """Hand out the empty Excel file for one kind of fact."""
    if kind not in FORMS:
        raise Http404
    disposition = content_disposition_header(True, f"mau-{kind}.xlsx") or ""
    return HttpResponse(facts.template(kind), content_type=EXCEL, headers={"Content-Disposition": disposition})
