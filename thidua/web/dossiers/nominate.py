"""Nominating: choose a round, then whom for what; the quota stands beside it and refuses nobody."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from thidua.base.refusal import Refused
from thidua.dossiers import actions, queries
from thidua.dossiers.models import Dossier
from thidua.movements import subjects
from thidua.movements.models import Round
from thidua.org.kinds import Role
from thidua.web import clock
from thidua.web.dossiers.forms import NominateForm
from thidua.web.http import Request, page


@require_GET
def rounds(request: Request) -> HttpResponse:
    """Rounds that take nominations from this person's unit."""
    return page(request, "dossiers/rounds.html", {"rounds": queries.rounds_for(request.actor)})


def nominate(request: Request, round_pk: int) -> HttpResponse:
    """Open a dossier for one nominee."""
    round = get_object_or_404(queries.rounds_for(request.actor), pk=round_pk)
    form = _form(request, round)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_open(request, round, form.cleaned_data))
        except Refused as refused:
            refusal = str(refused)
    meters, due_on = queries.meters(round, clock.today()), queries.due_on(round)
    context = {"round": round, "form": form, "meters": meters, "due_on": due_on}
    return page(request, "dossiers/nominate.html", context, refusal=refusal)


def _form(request: Request, round: Round) -> NominateForm:
    units = queries.units_for(request.actor, round)
    awards = queries.awards_on(round, clock.today())
    return NominateForm(
        request.POST or None,
        units=units,
        people=queries.people_of(list(units[:1]) if units else []),
        awards=awards,
        keys_paper=request.actor.covers(Role.OFFICE, round.movement.unit.path),
        initial={"award": awards.first()},
    )


def _open(request: Request, round: Round, given: dict[str, Any]) -> Dossier:
    unit, by, at = given["unit"], request.actor, clock.now()
    with transaction.atomic():
        if given["collective"]:
            nominee = subjects.subject_of_unit(given["collective"])
        elif given["person"]:
            nominee = subjects.subject_of_person(given["person"])
        else:
            nominee = subjects.subject_of_household(given["household"], unit)
        is_paper = given.get("is_paper", False)
        return actions.open_for(round, unit, nominee, given["award"], is_paper=is_paper, by=by, at=at)
