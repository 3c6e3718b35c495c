"""What became of each candidate of a round."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from thidua.awards import closing
from thidua.awards.actions import following as actions
from thidua.awards.queries import results as queries
from thidua.awards.rules import deciding as rules
from thidua.base.refusal import Refused
from thidua.documents import word
from thidua.dossiers.kinds import State
from thidua.dossiers.queries import visible_to
from thidua.movements.models import Movement, Round
from thidua.org.kinds import Role
from thidua.org.queries import subtrees
from thidua.web import clock
from thidua.web.awards.views import DOCX
from thidua.web.http import Request, page


@require_GET
def results(request: Request, round_pk: int) -> HttpResponse:
    """Every dossier of the round this person may see, with its result and the reason."""
    return _page(request, round_pk)


def _page(request: Request, round_pk: int, refusal: str = "") -> HttpResponse:
    round = get_object_or_404(Round.objects.select_related("movement__unit"), pk=round_pk)
    seen = visible_to(request.actor).filter(round=round).exclude(state__in=[State.DRAFT, State.WITHDRAWN])
    rows = list(seen.order_by("nominee__kind", "unit__name_norm", "nominee__name_norm", "pk"))
    if not rows:
        raise Http404
    context = {
        "round": round,
        "rows": queries.candidates(round, rows),
        "may_explain": rules.why_not_prepare(request.actor, round.movement.unit.path) is None,
    }
    return page(request, "awards/results.html", context, refusal=refusal)


@require_POST
def leave_out(request: Request, round_pk: int, dossier_pk: int) -> HttpResponse:
    """Write down why somebody was not chosen."""
    dossier = get_object_or_404(visible_to(request.actor), pk=dossier_pk, round=round_pk)
    try:
        actions.leave_out(dossier, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
    except Refused as refused:
        return _page(request, round_pk, str(refused))
    return redirect("awards:results", round_pk)


@require_GET
def closing_report(request: Request, movement_pk: int) -> HttpResponse:
    """The draft of the closing report of a movement, from what happened here."""
    mine = subtrees(request.actor.paths(Role.OFFICE, Role.AUTHORITY), field="unit__path")
    found = Movement.objects.filter(mine).select_related("unit__parent", "plan__unit")
    movement = get_object_or_404(found, pk=movement_pk)
    content = word.docx_of(closing.paper_of(movement))
    header = content_disposition_header(True, f"bao-cao-tong-ket-{movement.pk}.docx") or ""
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": header})
