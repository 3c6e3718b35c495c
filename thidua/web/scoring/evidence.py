"""Pages of the evidence vault: the list, one document with its preview, attaching to a cell."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.documents.inspection import JPEG, PDF, PNG
from thidua.org.files import content_of
from thidua.org.queries import subtrees
from thidua.scoring import actions_evidence, queries, queries_evidence, rules
from thidua.scoring.models import Cell, Evidence
from thidua.web import uploads
from thidua.web.asking import ask
from thidua.web.clock import now
from thidua.web.http import Request, handed_out, page
from thidua.web.scoring import cells, preview
from thidua.web.scoring.forms import EvidenceForm
from thidua.web.scoring.outside import owner_of

PAGES_SHOWN = 5


def vault(request: Request, unit: int) -> HttpResponse:
    """Every document of a unit with where it is used."""
    owner = owner_of(request, unit)
    may_put = rules.why_not_claim(request.actor, owner.path) is None
    context = {"unit": owner, "documents": queries_evidence.vault_of(owner), "may_put": may_put}
    return page(request, "scoring/vault.html", context)


def put(request: Request, unit: int) -> HttpResponse:
    """Put a document into the vault; coming from a cell it is attached at once."""
    owner = owner_of(request, unit)
    wanted = request.GET.get("o", "")
    cell = _cell(request, int(wanted)) if wanted.isdecimal() and len(wanted) < 18 else None
    back = reverse("scoring:cell", args=[cell.pk]) if cell else reverse("scoring:vault", args=[owner.pk])

    def act(said: dict[str, Any]) -> HttpResponse:
        if reason := rules.why_not_claim(request.actor, owner.path):
            raise Refused(reason)
        file = uploads.kept(uploads.given(request, "file"), by=request.actor, at=now())
        facts = {key: said[key] for key in ("title", "number", "dated_on", "issuer")}
        evidence = actions_evidence.put_evidence(owner, file, **facts, by=request.actor, at=now())
        if cell:
            actions_evidence.attach(evidence, cell, by=request.actor, at=now())
        messages.success(request, f"Đã nhận “{evidence}”, SHA-256 {file.sha256}.")
        return redirect(back)

    form = EvidenceForm(request.POST or None, request.FILES or None)
    return ask(request, form, act, title=f"Tải tài liệu vào kho của {owner}", button="Tải lên", back=back)


def _evidence(request: Request, pk: int) -> Evidence:
    seen = subtrees(request.actor.paths(*queries.READERS), field="unit__path")
    proofs = Evidence.objects.select_related("file", "put_by", "unit")
    own = proofs.filter(seen, pk=pk).first()
    return own or get_object_or_404(proofs.filter(cells__sheet__in=queries.visible_to(request.actor)).distinct(), pk=pk)


def _cell(request: Request, pk: int) -> Cell:
    return get_object_or_404(
        Cell.objects.select_related("item", "sheet__unit", "sheet__index_set"),
        pk=pk, sheet__in=queries.visible_to(request.actor),
    )  # fmt: skip


@require_GET
def view(request: Request, pk: int) -> HttpResponse:
    """One document with what is said of it, and its picture or first pages."""
    evidence = _evidence(request, pk)
    kind = evidence.file.media_type
    many = preview.page_count(content_of(evidence.file)) if kind == PDF else 0
    shown = range(1, min(many, PAGES_SHOWN) + 1)
    more = many if many > PAGES_SHOWN else 0
    cells = evidence.cells.filter(sheet__in=queries.visible_to(request.actor))
    uses = cells.select_related("item", "sheet__index_set").order_by("-sheet__index_set__year", "item__position", "pk")
    context = {
        "evidence": evidence,
        "uses": uses,
        "is_picture": kind in {PNG, JPEG},
        "pages": list(shown),
        "more": more,
    }
    return page(request, "scoring/evidence.html", context)


@require_GET
def picture(request: Request, pk: int, number: int) -> HttpResponse:
    """One of the first pages of a PDF as a picture."""
    evidence = _evidence(request, pk)
    if evidence.file.media_type != PDF or not 1 <= number <= PAGES_SHOWN:
        raise Http404
    try:
        drawn = preview.page_png(content_of(evidence.file), number)
    except Refused:
        raise Http404 from None
    return HttpResponse(drawn, content_type="image/png")


@require_GET
def download(request: Request, pk: int) -> FileResponse:
    """Hand a document out as a file; never in a way a browser would run."""
    file = _evidence(request, pk).file
    return handed_out(file)


@require_POST
def attach(request: Request, pk: int) -> HttpResponse:
    """Attach a document of the vault to a cell, or take it off."""
    cell = _cell(request, pk)
    on, off = request.POST.get("on", ""), request.POST.get("off", "")
    wanted = on or off
    evidence = _evidence(request, int(wanted) if wanted.isdecimal() and len(wanted) < 18 else 0)
    try:
        (actions_evidence.attach if on else actions_evidence.detach)(evidence, cell, by=request.actor, at=now())
    except Refused as refused:
        return cells.cell_page(request, cell, str(refused))
    return redirect("scoring:cell", pk=cell.pk)
