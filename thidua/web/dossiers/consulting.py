"""The office's side of a public consultation: publish, read comments, conclude."""

from django import forms
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.dossiers import consulting, queries
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Consultation
from thidua.movements.models import Round
from thidua.org.kinds import Role
from thidua.org.queries import subtrees
from thidua.web import clock
from thidua.web.http import Request, page


class AskForm(forms.Form):
    working_days = forms.IntegerField(label="Số ngày làm việc", min_value=1, max_value=90, initial=10)
    source = forms.CharField(label="Căn cứ (điều, khoản hoặc mục của kế hoạch)", max_length=300)


def _round(request: Request, pk: int) -> Round:
    mine = subtrees(request.actor.paths(Role.OFFICE), field="movement__unit__path")
    return get_object_or_404(Round.objects.filter(mine).select_related("movement__unit"), pk=pk)


@require_GET
def rounds(request: Request) -> HttpResponse:
    """Rounds of the own offices whose verified list may be published, or was."""
    mine = subtrees(request.actor.paths(Role.OFFICE), field="movement__unit__path")
    verified = Count("dossiers", filter=Q(dossiers__state=State.VERIFIED), distinct=True)
    counted = Round.objects.filter(mine).annotate(ready=verified, asked=Count("consultations", distinct=True))
    shown = counted.filter(Q(ready__gt=0) | Q(asked__gt=0)).select_related("movement").order_by("-opened_at", "-pk")
    return page(request, "dossiers/asked_rounds.html", {"rounds": shown[:100]})


def consultations(request: Request, round_pk: int) -> HttpResponse:
    """Consultations of a round; publish the verified list."""
    round = _round(request, round_pk)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ready, by = list(queries.decidable(round)), request.actor
        try:
            consulting.ask(round, ready, **form.cleaned_data, by=by, at=clock.now())
            return redirect("dossiers:consultations", round_pk)
        except Refused as refused:
            return _show(request, round, form, str(refused))
    return _show(request, round, form)


def _show(request: Request, round: Round, form: AskForm, refusal: str = "") -> HttpResponse:
    found = Consultation.objects.filter(round=round).prefetch_related("comments__dossier__nominee").order_by("-pk")
    ready = queries.decidable(round)
    context = {"round": round, "form": form, "consultations": found, "ready": ready}
    return page(request, "dossiers/consultations.html", context, refusal=refusal)


@require_POST
def conclude(request: Request, pk: int) -> HttpResponse:
    """Conclude from the comments."""
    asked = get_object_or_404(Consultation.objects.select_related("round__movement__unit"), pk=pk)
    round = _round(request, asked.round_id)
    try:
        consulting.conclude(asked, conclusion=request.POST.get("conclusion", ""), by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, round, AskForm(), str(refused))
    return redirect("dossiers:consultations", round.pk)
