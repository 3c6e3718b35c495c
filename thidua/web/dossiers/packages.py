"""Packages to and from the higher level."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.dossiers import packages, queries
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, Package
from thidua.movements.kinds import RoundState, Route
from thidua.movements.models import Round
from thidua.org.actor import Actor
from thidua.org.files import content_of, path_of
from thidua.org.kinds import Role
from thidua.org.queries import subtrees
from thidua.web import clock, uploads
from thidua.web.http import Request, page


class HandedForm(forms.Form):
    handed_on = forms.DateField(label="Ngày nhận gói", required=False)


READY = Q(dossiers__state=State.VERIFIED, dossiers__award__route=Route.PROPOSE)


def _rounds(actor: Actor) -> QuerySet[Round]:
    """Open rounds of the offices this person serves, those of the highest unit first."""
    mine = subtrees(actor.paths(Role.OFFICE), field="movement__unit__path")
    found = Round.objects.filter(mine, state=RoundState.OPEN).select_related("movement__unit")
    return found.order_by("movement__unit__path", "-opened_at", "pk")


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
    own = request.actor.paths(Role.OFFICE)
    below = seen.filter(is_incoming=False).exclude(code__in=taken).exclude(round__movement__unit__path__in=own)
    rounds = _rounds(request.actor)
    context = {
        "packages": seen[:100],
        "waiting": below[:50],
        "rounds": rounds,
        "ready": rounds.annotate(ready=Count("dossiers", filter=READY)).filter(ready__gt=0),
        "today": clock.today(),
    }
    return page(request, "dossiers/packages.html", context, refusal=refusal)


def compose(request: Request, round_pk: int) -> HttpResponse:
    """Choose verified dossiers of a round for one higher authority, and pack them."""
    round = get_object_or_404(_rounds(request.actor), pk=round_pk)
    ready = list(queries.decidable(round).filter(award__route=Route.PROPOSE).select_related("award__authority_unit"))
    refusal, typed = "", request.POST
    if request.method == "POST":
        wanted = set(typed.getlist("dossier"))
        chosen = [one for one in ready if str(one.pk) in wanted]
        to, via = typed.get("to", ""), typed.get("via", "")
        try:
            packages.send_up(round, chosen, to=to, via=via, by=request.actor, at=clock.now())
            messages.success(request, f"Đã lập gói {len(chosen):02d} hồ sơ trình {to}.")
            return redirect("dossiers:packages")
        except Refused as refused:
            refusal = str(refused)
    return page(request, "dossiers/compose.html", {"round": round, "groups": _groups(ready)}, refusal=refusal)


def _groups(ready: list[Dossier]) -> list[dict[str, Any]]:
    """The dossiers of each higher authority together: one package goes to one."""
    by_authority: dict[str, list[Dossier]] = {}
    for dossier in ready:
        by_authority.setdefault(dossier.award.authority, []).append(dossier)
    groups = []
    for authority, dossiers in by_authority.items():
        unit = dossiers[0].award.authority_unit
        groups.append({"authority": authority, "dossiers": dossiers, "to": unit.name if unit else authority})
    return groups


@require_POST
def take_in(request: Request) -> HttpResponse:
    """Take in a package from a file, or one that lies in this installation: that one counts by the day it was sent."""
    round = get_object_or_404(_rounds(request.actor), pk=request.POST.get("round") or 0)
    here = request.POST.get("package")
    form = HandedForm(request.POST)
    if not form.is_valid():
        return _show(request, "Hãy ghi ngày nhận gói theo dạng 30/11/2026.")
    try:
        if here:
            package = get_object_or_404(_visible(request.actor), pk=here)
            content, on = content_of(package.file), package.at.astimezone(ZONE).date()
        else:
            content, on = uploads.given(request, "file").read(), form.cleaned_data["handed_on"]
        made = packages.take_in(round, content, handed_on=on, by=request.actor, at=clock.now())
        messages.success(request, f"Đã nhận gói {len(made.manifest['dossiers']):02d} hồ sơ vào đợt “{round.name}”.")
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
