"""Meetings: call one, see it, who is there, its end."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.council import actions, fairness, queries, rules
from thidua.council.kinds import BoxState, CouncilKind, MeetingState
from thidua.council.models import Box, Council, Meeting, Seat
from thidua.council.queries import Result
from thidua.dossiers import queries as dossiers
from thidua.dossiers.models import Dossier
from thidua.movements.models import Round
from thidua.web import clock
from thidua.web.council import ballot_forms, forms
from thidua.web.council.councils import found as found_council
from thidua.web.http import Request, asked, page


def _rounds(request: Request, council: Council) -> QuerySet[Round]:
    """Rounds a council may judge: of its unit's own movements; a unit's own council those it nominates in."""
    if council.kind == CouncilKind.UNIT:
        return dossiers.rounds_for(request.actor)
    return Round.objects.filter(movement__unit=council.unit, state="open").select_related("movement").order_by("pk")


def _ready(council: Council, round: Round | None) -> QuerySet[Dossier]:
    if round is None:
        return dossiers.with_names().none()
    if council.kind == CouncilKind.UNIT:
        return dossiers.drafts_of(round, council.unit)
    return dossiers.decidable(round)


def convene(request: Request, pk: int) -> HttpResponse:
    """Call a meeting: a council's about verified dossiers, a unit's own about its drafts."""
    council = found_council(request, pk)
    rounds = _rounds(request, council)
    round = rounds.filter(pk=asked(request, "dot")).first() or rounds.first()
    ready = _ready(council, round)
    form = forms.ConveneForm(
        request.POST or None,
        dossiers=ready,
        councils=queries.councils_visible_to(request.actor).exclude(pk=council.pk),
        initial={"held_on": clock.today(), "dossiers": list(ready)},
    )
    refusal = ""
    if request.method == "POST" and form.is_valid() and round:
        try:
            return redirect(_convene(request, council, round, {**form.cleaned_data}))
        except Refused as refused:
            refusal = str(refused)
    meters = dossiers.meters(round, clock.today()) if round else []
    context = {"council": council, "form": form, "round": round, "rounds": rounds, "meters": meters}
    return page(request, "council/convene.html", context, refusal=refusal)


def _convene(request: Request, council: Council, round: Round, given: dict[str, Any]) -> Meeting:
    chosen = list(given.pop("dossiers"))
    return actions.convene(council, round, chosen, **given, by=request.actor, at=clock.now())


def found(request: Request, pk: int) -> Meeting:
    """Give a meeting this person may see, else 404."""
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


@require_GET
def meeting(request: Request, pk: int) -> HttpResponse:
    """One meeting; members see the line under discussion and the ballot, the office runs it."""
    return show(request, found(request, pk))


def show(request: Request, meeting: Meeting, refusal: str = "", **typed: object) -> HttpResponse:
    """Draw the page of a meeting."""
    seats, boxes = queries.seats_of(meeting), list(queries.boxes_of(meeting))
    results = list(queries.results(meeting).values())
    may_run = rules.why_not_run(request.actor, meeting.council, queries.secretaries(meeting.council)) is None
    context = {
        "meeting": meeting,
        "groups": _groups(results, by_unit=request.GET.get("nhom") == "don-vi"),
        "by_unit": request.GET.get("nhom") == "don-vi",
        "now": next((one.line for one in results if one.line.is_under_discussion), None),
        "boxes": boxes,
        "open_box": next((box for box in boxes if box.state == BoxState.OPEN), None),
        "ties": [one.line.dossier.nominee.name for one in results if one.is_tie],
        "my_seat": next((seat for seat in seats if seat.person_id == request.actor.person_id), None),
        "may_run": may_run,
        "is_open": meeting.state == MeetingState.OPEN,
        "papers": meeting.papers.select_related("file").order_by("pk"),
        "meters": dossiers.meters(meeting.round, clock.today()),
        "fairness": fairness.panel(meeting),
        **_attending(meeting, seats),
        **(_running(meeting, seats, results) if may_run else {}),
        **typed,
    }
    return page(request, "council/meeting.html", context, part="live", refusal=refusal)


def _attending(meeting: Meeting, seats: list[Seat]) -> dict[str, object]:
    voices = {seat.pk for seat in seats if seat.has_voice}
    here = queries.here(meeting) & voices
    return {
        "voters": len(voices),
        "here": len(here),
        "why_not_quorum": rules.why_not_quorum(len(here), len(voices), queries.quorum_of(meeting.council)),
    }


def _running(meeting: Meeting, seats: list[Seat], results: list[Result]) -> dict[str, object]:
    """Give the forms of who runs the meeting; the ballot is prepared for ties, else for the shortlist, else for all."""
    lines = [one.line for one in results]
    tied = [one for one in results if one.is_tie]
    listed = [line for line in lines if line.is_shortlisted]
    asked_of = [one.line for one in tied] or listed or lines
    initial: dict[str, object] = {"lines": asked_of, "mode": meeting.council.default_mode}
    if tied and (most := _left(meeting, tied)):
        initial |= {"kind": "choose", "most": most}
    return {
        "presence_form": forms.PresenceForm(seats=seats, there=queries.presences(meeting)),
        "box_form": ballot_forms.BoxForm(lines=queries.lines_of(meeting), initial=initial),
        "arrange_form": forms.ArrangeForm(lines=lines),
        "sign_form": forms.SignedMinutesForm(initial={"dated_on": meeting.held_on}),
        "quota_hint": [(one.most, one.source) for one in queries.places_for(meeting, lines) if one.most is not None],
    }


def _left(meeting: Meeting, tied: list[Result]) -> int | None:
    """Count the places a tie at the edge is about."""
    box: Box | None = tied[0].box
    passed = {one.line.pk for one in queries.results(meeting).values() if one.passed}
    for shared in queries.places_of(box) if box is not None else ():
        if tied[0].line.pk in shared.lines:
            left = rules.places_left(shared, passed)
            return left if left is not None and left < len(tied) else None
    return None


def _groups(results: list[Result], *, by_unit: bool) -> list[tuple[str, list[Result]]]:
    """Put lines under their award and kind, or under their unit, in the order of the agenda."""
    found: dict[str, list[Result]] = {}
    for one in results:
        dossier = one.line.dossier
        name = dossier.unit.name if by_unit else f"{dossier.award} – {dossier.nominee.get_kind_display().lower()}"
        found.setdefault(name, []).append(one)
    return list(found.items())


@require_POST
def presence(request: Request, pk: int) -> HttpResponse:
    """Write who is there."""
    meeting = found(request, pk)
    form = forms.PresenceForm(request.POST, seats=queries.seats_of(meeting), there=queries.presences(meeting))
    if not form.is_valid():
        return show(request, meeting, "Hãy ghi từng người có mặt hay vắng.", presence_form=form)
    try:
        actions.take_presence(meeting, form.attendances, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, meeting, str(refused), presence_form=form)
    return redirect(meeting)


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """End the meeting."""
    meeting = found(request, pk)
    try:
        actions.end_meeting(meeting, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, meeting, str(refused))
    return redirect(meeting)


@require_GET
def now(request: Request, pk: int) -> HttpResponse:
    """What is under discussion now, for every member's screen."""
    meeting = found(request, pk)
    line = queries.lines_of(meeting).filter(is_under_discussion=True).first()
    box = meeting.boxes.filter(state=BoxState.OPEN).first()
    return page(request, "council/now.html", {"meeting": meeting, "now": line, "open_box": box})
