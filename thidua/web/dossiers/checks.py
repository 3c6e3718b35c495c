"""“Còn thiếu gì”: every criterion and gate with its verdict; the unit's word; awards for the same achievement."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.dossiers import actions, facts, gathering, rules
from thidua.dossiers import likeness as compared
from thidua.dossiers.eligibility import overall
from thidua.dossiers.models import Dossier, Honour
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.scoring.queries import READERS
from thidua.web import clock
from thidua.web.dossiers.views import found
from thidua.web.http import Request, page


@require_GET
def eligibility(request: Request, pk: int) -> HttpResponse:
    """The verdicts of one candidate."""
    return _show(request, found(request, pk))


def _show(request: Request, dossier: Dossier, refusal: str = "") -> HttpResponse:
    may_see = rules.may_see_personal(request.actor, dossier)
    judged = gathering.judged(dossier, clock.today())
    rows = [{"one": one, "reason": one.shown_to(may_see=may_see)} for one in judged]
    context = {
        "dossier": dossier,
        "rows": rows,
        "overall": overall(judged),
        "may": rules.steps_open(request.actor, dossier),
        "overlapping": gathering.overlapping(dossier, clock.today()),
        "one_achievement": gathering.one_achievement(dossier, clock.today()),
        "settled": dossier.overlaps.select_related("honour__document", "honour__revoked_by", "by").order_by("pk"),
        "may_see": may_see and facts.may_read(request.actor, dossier.nominee),
    }
    return page(request, "dossiers/eligibility.html", context, refusal=refusal)


def _unit_with_results(request: Request, dossier: Dossier) -> Unit | None:
    """The unit whose results and figures the verdicts read, where this person may open them."""
    unit = dossier.nominee.unit or dossier.unit
    return unit if any(unit.path.startswith(path) for path in request.actor.paths(*READERS)) else None


@require_POST
def attest(request: Request, pk: int) -> HttpResponse:
    """Give the unit's word that the facts entered are all."""
    dossier = found(request, pk)
    try:
        actions.attest(dossier, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, dossier, str(refused))
    return redirect("dossiers:eligibility", pk)


@require_POST
def settle(request: Request, pk: int, honour_pk: int) -> HttpResponse:
    """Say whether an earlier award was for the same achievement."""
    dossier = found(request, pk)
    honour = get_object_or_404(Honour, pk=honour_pk, subject_id=dossier.nominee_id)
    is_same, reason = request.POST.get("same") == "yes", request.POST.get("reason", "")
    try:
        actions.settle(dossier, honour, is_same=is_same, reason=reason, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, dossier, str(refused))
    return redirect("dossiers:eligibility", pk)


@require_GET
def likeness(request: Request, pk: int) -> HttpResponse:
    """Reports that hold part of this one, side by side; only for those who judge."""
    dossier = found(request, pk)
    judges = (Role.OFFICE, Role.VERIFIER)
    if not any(request.actor.covers(role, dossier.round.movement.unit.path) for role in judges):
        raise Http404
    return page(request, "dossiers/likeness.html", {"dossier": dossier, "hints": compared.hints(dossier)})
