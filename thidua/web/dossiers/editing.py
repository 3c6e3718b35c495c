"""A drafted paper edited in the browser: lines under their headings, each with the proof it stands on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from thidua.base.refusal import Refused
from thidua.base.text import shorten
from thidua.dossiers import actions_papers, drafting, papers, queries, rules, wording
from thidua.dossiers.models import Dossier
from thidua.dossiers.papers import Text
from thidua.dossiers.wording import TOLD, Line, Part
from thidua.movements.kinds import Paper
from thidua.web import clock
from thidua.web.dossiers.views import found
from thidua.web.http import Request, page

ROOM = 2  # empty lines under a heading without any, half as many under others


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int, paper: str) -> HttpResponse:
    """Word a drafted paper; keep it, lay it into the dossier, or draft it anew."""
    dossier = found(request, pk)
    if paper not in drafting.DRAFTED:
        raise Http404
    text = papers.text_of(dossier, paper, clock.today())
    if request.method == "GET":
        return _show(request, dossier, paper, text)
    typed = replace(text, parts=_typed(request, text))
    try:
        return _act(request, dossier, paper, typed)
    except Refused as refused:
        return _show(request, dossier, paper, typed, str(refused))


def _typed(request: Request, text: Text) -> tuple[Part, ...]:
    """Read the lines of the form; a proof or a fact nobody knows is left out, an empty line is taken out."""
    made = []
    for part in text.parts:
        columns = [request.POST.getlist(f"{name}-{part.key}") for name in ("text", "proof", "key")]
        rows = [(wording.clean(said), proof, key) for said, proof, key in zip(*columns, strict=False)]
        lines = tuple(Line(said, _proof(proof, text), key) for said, proof, key in rows if said)
        made.append(replace(part, lines=lines))
    fresh = [
        replace(part, lines=tuple(line for line in (*part.lines, *text.unused) if line.key)) for part in text.parts
    ]
    return wording.renewed(made, fresh)


def _proof(given: str, text: Text) -> str:
    return given if given in text.known.proofs or given == TOLD else ""


def _act(request: Request, dossier: Dossier, paper: str, typed: Text) -> HttpResponse:
    by, at = request.actor, clock.now()
    if "anew" in request.POST:
        actions_papers.draft_anew(dossier, paper, by=by, at=at)
        messages.success(request, "Đã soạn lại từ dữ liệu hiện có.")
        return redirect("dossiers:edit-draft", dossier.pk, paper)
    given = request.POST.get("version", "")
    version = int(given) if given.isdecimal() and len(given) < 9 else 0
    with transaction.atomic():
        actions_papers.keep_text(dossier, paper, typed.parts, version=version, by=by, at=at)
        if "lay" not in request.POST:
            messages.success(request, "Đã lưu bản soạn.")
            return redirect("dossiers:edit-draft", dossier.pk, paper)
        slots = queries.slots(dossier, at.date())
        need = next((one.requirement for one in slots if one.requirement.paper == paper), None)
        laid = actions_papers.lay_draft(dossier, paper, requirement=need, by=by, at=at)
    messages.success(request, f"Đã đưa {str(laid).lower()} vào hồ sơ, bản {laid.version}.")
    return redirect(f"{dossier.get_absolute_url()}#giay-to")


def _show(request: Request, dossier: Dossier, paper: str, text: Text, refusal: str = "") -> HttpResponse:
    given = request.POST.get("version")
    context = {
        "dossier": dossier,
        "paper": paper,
        "name": Paper(paper).label,
        "text": text,
        "parts": [_part(part, text) for part in text.parts],
        "proofs": [(key, shorten(f"{one.name} {one.number}", 90)) for key, one in text.known.proofs.items()],
        "told": TOLD,
        "proved": paper in drafting.PROVED,
        "version": text.version if given is None else given,
        "why_not": rules.why_not_write_paper(request.actor, dossier, paper),
    }
    return page(request, "dossiers/edit.html", context, refusal=refusal)


def _part(part: Part, text: Text) -> dict[str, Any]:
    rows: Sequence[Line] = [*part.lines, *[Line("")] * (1 if part.lines else ROOM)]
    shown = [
        {
            "line": line,
            "is_bare": bool(line.text) and wording.is_bare(line, text.known.proofs),
            "strays": ", ".join(sorted(wording.strays(line))) if line.own and line.proof == line.own else "",
            "moved": line.source if line.key and line.source and line.source != line.text else "",
        }
        for line in rows
    ]
    return {"part": part, "rows": shown}
