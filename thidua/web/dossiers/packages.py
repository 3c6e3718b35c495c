"""Packages to and from the higher level."""

import json

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.dossiers import packages, queries
from thidua.dossiers.models import Package
from thidua.movements.kinds import RoundState
from thidua.movements.models import Round
from thidua.org.actor import Actor
from thidua.org.files import content_of, path_of
from thidua.org.kinds import Role
from thidua.org.queries import subtrees
from thidua.web import clock, uploads
from thidua.web.http import Request, page


def _rounds(actor: Actor) -> QuerySet[Round]:
    mine = subtrees(actor.paths(Role.OFFICE), field="movement__unit__path")
    return (
        Round.objects.filter(mine, state=RoundState.OPEN).select_related("movement__unit").order_by("-opened_at", "pk")
    )


def _visible(actor: Actor) -> QuerySet[Package]:
    mine = subtrees(actor.paths(Role.OFFICE), field="round__movement__unit__path")
    return Package.objects.filter(mine).select_related("round__movement__unit", "file").order_by("-at", "-pk")


@require_GET
def all_packages(request: Request) -> HttpResponse:
    """Packages sent and taken in, and what waits below."""
    return _show(request)


def _show(request: Request, refusal: str = "") -> HttpResponse:
    taken = Package.objects.filter(is_incoming=True).values("code")
    seen = _visible(request.actor)
    context = {
        "packages": seen[:100],
        "waiting": seen.filter(is_incoming=False).exclude(code__in=taken)[:50],
        "rounds": _rounds(request.actor),
    }
    return page(request, "dossiers/packages.html", context, refusal=refusal)


@require_POST
def send_up(request: Request) -> HttpResponse:
    """Pack every verified dossier of a round whose award is asked of a higher level."""
    round = get_object_or_404(_rounds(request.actor), pk=request.POST.get("round") or 0)
    asked = list(queries.decidable(round).filter(award__route="propose"))
    try:
        packages.send_up(round, asked, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, str(refused))
    return redirect("dossiers:packages")


@require_POST
def take_in(request: Request) -> HttpResponse:
    """Take in a package from a file, or one that lies in this installation."""
    round = get_object_or_404(_rounds(request.actor), pk=request.POST.get("round") or 0)
    here = request.POST.get("package")
    try:
        if here:
            content = content_of(get_object_or_404(_visible(request.actor), pk=here).file)
        else:
            content = uploads.given(request, "file").read()
        packages.take_in(round, content, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, str(refused))
    return redirect("dossiers:packages")


@require_GET
def download(request: Request, pk: int) -> FileResponse:
    """Hand out the file of a package."""
    package = get_object_or_404(_visible(request.actor), pk=pk)
    return FileResponse(path_of(package.file.sha256).open("rb"), as_attachment=True, filename=package.file.name)


@require_GET
def answer(request: Request, pk: int) -> HttpResponse:
    """Hand out the answer to a package that was taken in."""
    package = get_object_or_404(_visible(request.actor).filter(is_incoming=True), pk=pk)
    told = json.dumps(packages.answer_of(package), ensure_ascii=False, indent=1)
    disposition = content_disposition_header(True, f"tra-loi-{package.code[:8]}.json") or ""
    return HttpResponse(told, content_type="application/json", headers={"Content-Disposition": disposition})


@require_POST
def take_answer(request: Request, pk: int) -> HttpResponse:
    """Take the higher level's answer, from a file or from this installation."""
    package = get_object_or_404(_visible(request.actor).filter(is_incoming=False), pk=pk)
    above = Package.objects.filter(code=package.code, is_incoming=True).first()
    try:
        told = packages.answer_of(above) if above else _read(request)
        packages.take_answer(package, told, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, str(refused))
    return redirect("dossiers:packages")


def _read(request: Request) -> dict[str, object]:
    try:
        told = json.loads(uploads.given(request, "file").read())
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Refused("Tệp trả lời không đọc được. Hãy chọn đúng tệp cấp trên gửi.")
    return told
