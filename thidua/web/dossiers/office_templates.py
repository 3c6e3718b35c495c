"""An office's own Word templates: put, replace, try, hand out, take out of use."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base.refusal import Refused
from thidua.dossiers import actions_templates as actions
from thidua.dossiers import paper_templates, rules
from thidua.dossiers.models import PaperTemplate
from thidua.movements.kinds import Paper
from thidua.org.files import content_of
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.web import clock, uploads
from thidua.web.dossiers.papers import DOCX
from thidua.web.http import Request, handed_out, page


def _units(request: Request) -> list[Unit]:
    """The offices this person keeps templates for; 404 for everybody else."""
    found = list(Unit.objects.filter(path__in=request.actor.paths(Role.OFFICE)).order_by("path", "pk"))
    if not found:
        raise Http404
    return found


def _template(request: Request, pk: int) -> PaperTemplate:
    mine = PaperTemplate.objects.filter(unit__in=_units(request), ended_at=None)
    return get_object_or_404(mine.select_related("unit", "file"), pk=pk)


@require_http_methods(["GET", "POST"])
def templates(request: Request) -> HttpResponse:
    """The templates in use, kind by kind; put one or replace it."""
    units = _units(request)
    if request.method == "GET":
        return _show(request, units)
    unit = next((one for one in units if str(one.pk) == request.POST.get("unit")), units[0])
    try:
        made = _put(request, unit)
    except Refused as refused:
        return _show(request, units, str(refused))
    messages.success(request, f"Từ nay {made.get_paper_display().lower()} được soạn theo mẫu “{made.file.name}”.")
    return redirect("dossiers:templates")


def _put(request: Request, unit: Unit) -> PaperTemplate:
    paper, by, at = request.POST.get("paper", ""), request.actor, clock.now()
    upload = uploads.given(request, "file")
    content = upload.read()
    upload.seek(0)
    if reason := rules.why_not_keep_template(by, unit) or paper_templates.why_not_use(paper, content):
        raise Refused(reason)  # before it is kept, so that nothing is left on disk
    with transaction.atomic():
        return actions.put_template(unit, paper, uploads.kept(upload, by=by, at=at), by=by, at=at)


def _show(request: Request, units: list[Unit], refusal: str = "") -> HttpResponse:
    used: dict[tuple[int, str], PaperTemplate] = {
        (one.unit_id, one.paper): one
        for one in PaperTemplate.objects.filter(unit__in=units, ended_at=None).select_related("file", "put_by")
    }
    kinds: list[dict[str, Any]] = [
        {
            "paper": Paper(paper),
            "rows": [{"unit": unit, "template": used.get((unit.pk, paper))} for unit in units],
            "places": places,
            "needed": paper_templates.NEEDED[Paper(paper)],
        }
        for paper, places in paper_templates.PLACES.items()
    ]
    return page(request, "dossiers/templates.html", {"kinds": kinds}, refusal=refusal)


@require_GET
def hand_out(request: Request, pk: int) -> FileResponse:
    """The template itself, as it was uploaded."""
    return handed_out(_template(request, pk).file)


@require_GET
def trial(request: Request, pk: int) -> HttpResponse:
    """The template filled with the names of its places."""
    found = _template(request, pk)
    return _word(paper_templates.trial(found.paper, content_of(found.file)), f"thu-{found.file.name}")


@require_GET
def starter(request: Request, paper: str) -> HttpResponse:
    """A Word file to begin a template from."""
    _units(request)
    if paper not in paper_templates.PLACES:
        raise Http404
    return _word(paper_templates.starter(paper), f"mau-{paper}.docx")


def _word(content: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or ""
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": disposition})


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """Take a template out of use."""
    found = _template(request, pk)
    actions.end_template(found, by=request.actor, at=clock.now())
    messages.success(request, f"Đã gỡ mẫu; {found.get_paper_display().lower()} trở lại thể thức chung.")
    return redirect("dossiers:templates")
