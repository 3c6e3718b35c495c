"""Drafting: who stands in it, what for, which step it takes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from thidua.awards.actions import deciding as actions
from thidua.awards.kinds import DecisionState
from thidua.awards.queries import bonuses, deciding
from thidua.awards.queries.deciding import Outcome
from thidua.base.refusal import Refused
from thidua.council.models import Meeting
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries import decidable
from thidua.movements.kinds import Route
from thidua.movements.models import Round
from thidua.org.kinds import Role
from thidua.org.queries import subtrees
from thidua.web import clock
from thidua.web.awards import forms
from thidua.web.awards.views import found, show
from thidua.web.http import Request, page

STEPS = {
    "trinh": DecisionState.SUBMITTED,
    "rut": DecisionState.DRAFT,
    "bo": DecisionState.DROPPED,
}


@require_http_methods(["GET", "POST"])
def from_meeting(request: Request, meeting_pk: int) -> HttpResponse:
    """Choose among what a closed meeting passed."""
    meeting = get_object_or_404(deciding.meetings_seen(request.actor), pk=meeting_pk)
    return _choose(request, meeting.round, meeting, deciding.outcomes(meeting))


@require_http_methods(["GET", "POST"])
def from_round(request: Request, round_pk: int) -> HttpResponse:
    """Choose among the verified dossiers of a round whose council met on paper."""
    mine = subtrees(request.actor.paths(Role.OFFICE), field="movement__unit__path")
    chosen = get_object_or_404(Round.objects.filter(mine).select_related("movement__unit"), pk=round_pk)
    rows = [Outcome(dossier, True, "đã thẩm định") for dossier in decidable(chosen)]
    return _choose(request, chosen, None, rows)


def _choose(request: Request, round: Round, meeting: Meeting | None, rows: Sequence[Outcome]) -> HttpResponse:
    wanted = {int(key) for key in request.POST.getlist("dossier") if key.isdecimal()}
    chosen = [row.dossier for row in rows if row.dossier.pk in wanted]
    grounds = forms.GroundsForm(request.POST or None) if meeting is None else None
    if request.method == "POST" and (grounds is None or grounds.is_valid()):
        said = grounds.cleaned_data["grounds"] if grounds else ""
        try:
            made = actions.draft(
                round, chosen, unit=round.movement.unit, meeting=meeting, grounds=said, by=request.actor, at=clock.now()
            )
            return redirect(made)
        except Refused as refused:
            return _list(request, round, meeting, rows, wanted, grounds, str(refused))
    if request.method == "GET":
        wanted = {row.dossier.pk for row in rows if row.passed and row.dossier.award.route == Route.OWN}
    return _list(request, round, meeting, rows, wanted, grounds)


def _list(
    request: Request,
    round: Round,
    meeting: Meeting | None,
    rows: Sequence[Outcome],
    wanted: set[int],
    grounds: forms.GroundsForm | None,
    refusal: str = "",
) -> HttpResponse:
    chosen = [row.dossier for row in rows if row.dossier.pk in wanted]
    told = bonuses.forecast(round.movement.unit, [row.dossier for row in rows], clock.today())
    context: dict[str, Any] = {
        "round": round,
        "meeting": meeting,
        "rows": [{"outcome": row, "chosen": row.dossier.pk in wanted, "told": told[row.dossier.pk]} for row in rows],
        "rooms": deciding.rooms(round, clock.today(), _counted(chosen)),
        "total": sum((told[dossier.pk][0] or 0 for dossier in chosen), 0),
        "grounds_form": grounds,
    }
    return page(request, "awards/choose.html", context, refusal=refusal)


def _counted(dossiers: Sequence[Dossier]) -> Counter[tuple[int, str]]:
    return Counter((dossier.award_id, str(dossier.nominee.kind)) for dossier in dossiers)


@require_POST
def drop_line(request: Request, pk: int, line_pk: int) -> HttpResponse:
    """Take a candidate out of a draft."""
    decision = found(request, pk)
    line = get_object_or_404(decision.lines, pk=line_pk)
    try:
        actions.drop_line(line, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, decision, str(refused))
    return redirect(decision)


@require_POST
def word(request: Request, pk: int) -> HttpResponse:
    """Save what the awards are for."""
    decision = found(request, pk)
    form = forms.MeritForm(request.POST)
    if not form.is_valid():
        return show(request, decision, merit_form=form)
    try:
        actions.word(decision, **form.cleaned_data, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, decision, str(refused), merit_form=form)
    return redirect(decision)


@require_POST
def step(request: Request, pk: int) -> HttpResponse:
    """Submit for signing, take back, drop."""
    decision = found(request, pk)
    wanted = STEPS.get(request.POST.get("step", ""))
    if wanted is None:
        return show(request, decision, "Không rõ việc cần làm. Hãy tải lại trang rồi bấm lại.")
    try:
        actions.step(decision, wanted, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, decision, str(refused))
    return redirect(decision)


@require_POST
def set_base(request: Request, pk: int, quota_pk: int) -> HttpResponse:
    """Enter what a quota is reckoned from."""
    decision = found(request, pk)
    quota = get_object_or_404(decision.round.movement.quotas, pk=quota_pk)
    form = forms.BaseForm(request.POST, auto_id="id_base_%s")
    if not form.is_valid():
        return show(request, decision, base_form=form)
    try:
        actions.set_base(
            decision.round, quota, **form.cleaned_data, unit=decision.unit, by=request.actor, at=clock.now()
        )
    except Refused as refused:
        return show(request, decision, str(refused), base_form=form)
    return redirect(decision)
