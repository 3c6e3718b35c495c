"""After a split: which successor takes each dossier, registration and duty that is still open."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.awards.queries.deciding import decided_dossiers
from thidua.base.refusal import Refused
from thidua.dossiers import actions_succession
from thidua.dossiers.queries_left import heirs_of, left_open
from thidua.movements.rules import why_not_succeed
from thidua.org.models import Unit
from thidua.web import clock
from thidua.web.http import Request, page


def share_out(request: Request, pk: int) -> HttpResponse:
    """Ask for each open thing of a split unit who takes it; what is left blank stays and is asked again."""
    unit = get_object_or_404(Unit, pk=pk)
    heirs = heirs_of(unit)
    if not heirs:
        raise Http404
    refusal = why_not_succeed(request.actor, unit.path) or ""
    if request.method == "POST" and not refusal:
        typed = [(name, request.POST.get(name, "")) for name in request.POST]
        chosen = {name: int(key) for name, key in typed if key.isdecimal() and len(key) < 16}
        try:
            count = actions_succession.share_out(
                unit, chosen, by=request.actor, at=clock.now(), decided=set(decided_dossiers())
            )
            messages.success(request, f"Đã chuyển {count:02d} việc sang đơn vị kế thừa.")
            return redirect("org:share-out", pk)
        except Refused as refused:
            refusal = str(refused)
    context = {"unit": unit, "left": left_open(unit), "heirs": heirs}
    return page(request, "org/share_out.html", context, refusal=refusal)
