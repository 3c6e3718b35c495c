"""Councils: who sits in them, what rules they laid down."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.council import actions, queries, rules
from thidua.council.actions.seating import RULES
from thidua.council.kinds import CouncilKind, Office
from thidua.council.models import Council
from thidua.dossiers.queries import people_of
from thidua.org.kinds import Role
from thidua.org.queries import subtrees
from thidua.web import clock
from thidua.web.council import forms
from thidua.web.http import Request, page


@require_GET
def councils(request: Request) -> HttpResponse:
    """Councils this person may see, and their meetings."""
    may_set_up = bool(request.actor.paths(Role.OFFICE, Role.CLERK))
    context = {
        "councils": queries.councils_visible_to(request.actor),
        "meetings": queries.visible_to(request.actor)[:50],
        "may_set_up": may_set_up,
    }
    return page(request, "council/councils.html", context)


def set_up(request: Request) -> HttpResponse:
    """Set up a council."""
    units = forms.units_under(subtrees(request.actor.paths(Role.OFFICE, Role.CLERK)))
    form = forms.CouncilForm(request.POST or None, units=units)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        laid = {name: given[name] for name in RULES}
        kind = CouncilKind(given["kind"])
        try:
            made = actions.set_up(
                given["unit"], kind=kind, name=given["name"], by=request.actor, at=clock.now(), **laid
            )
            return redirect(made)
        except Refused as refused:
            refusal = str(refused)
    return page(request, "council/set_up.html", {"form": form}, refusal=refusal)


def lay_rules(request: Request, pk: int) -> HttpResponse:
    """Change the rules a council laid down; ballots that are open or counted keep theirs."""
    council = found(request, pk)
    form = forms.RulesForm(request.POST or None, instance=council)
    refusal = rules.why_not_run(request.actor, council, queries.secretaries(council)) or ""
    if request.method == "POST" and not refusal and form.is_valid():
        laid = {name: form.cleaned_data[name] for name in RULES}
        try:
            actions.lay_rules(found(request, pk), by=request.actor, at=clock.now(), **laid)
            return redirect(council)
        except Refused as refused:
            refusal = str(refused)
    return page(request, "council/lay_rules.html", {"council": council, "form": form}, refusal=refusal)


def found(request: Request, pk: int) -> Council:
    """Give a council this person may see, else 404."""
    return get_object_or_404(queries.councils_visible_to(request.actor), pk=pk)


@require_GET
def council(request: Request, pk: int) -> HttpResponse:
    """One council."""
    return show(request, found(request, pk))


def show(request: Request, council: Council, refusal: str = "", form: forms.SeatForm | None = None) -> HttpResponse:
    """Draw the page of a council."""
    seats = council.seats.filter(until_on=None).select_related("person__unit")
    offices = list(Office)
    context = {
        "council": council,
        "seats": sorted(seats, key=lambda seat: (offices.index(Office(seat.office)), seat.person.name_key)),
        "meetings": council.meetings.select_related("round__movement").order_by("-held_on", "-pk"),
        "may_run": rules.why_not_run(request.actor, council, queries.secretaries(council)) is None,
        "form": form or _seat_form(council),
        "law": queries.law_of_voting(clock.today()),
    }
    return page(request, "council/council.html", context, refusal=refusal)


def _seat_form(council: Council, data: object = None) -> forms.SeatForm:
    people = people_of([council.unit])
    return forms.SeatForm(data, people=people, initial={"from_on": clock.today()})


@require_POST
def give_seat(request: Request, pk: int) -> HttpResponse:
    """Seat a person."""
    council = found(request, pk)
    form = _seat_form(council, request.POST)
    if not form.is_valid():
        return show(request, council, "Hãy chọn người và ngày.", form)
    given = form.cleaned_data
    try:
        actions.give_seat(
            council,
            given["person"],
            office=Office(given["office"]),
            has_voice=given["has_voice"],
            from_on=given["from_on"],
            by=request.actor,
            at=clock.now(),
        )
    except Refused as refused:
        return show(request, council, str(refused), form)
    return redirect(council)


@require_POST
def leave_seat(request: Request, pk: int, seat_pk: int) -> HttpResponse:
    """End a seat today."""
    council = found(request, pk)
    seat = get_object_or_404(council.seats.select_related("person"), pk=seat_pk)
    try:
        actions.leave_seat(seat, until_on=clock.today(), by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, council, str(refused))
    return redirect(council)
