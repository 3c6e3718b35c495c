"""Meetings: call one, who is there, the line under discussion, conflicts, minutes."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.council import actions, minutes, queries, rules
from thidua.council.kinds import Choice, CouncilKind, MeetingState
from thidua.council.models import Council, Line, Meeting
from thidua.documents import minutes as papers
from thidua.documents import word
from thidua.dossiers import queries as dossiers
from thidua.dossiers.models import Dossier
from thidua.movements.models import Round
from thidua.org.files import content_of
from thidua.web import clock
from thidua.web.council import forms
from thidua.web.council.councils import found as found_council
from thidua.web.http import Request, asked, handed_out, page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(content: bytes, name: str) -> HttpResponse:
    """Hand out a Word file."""
    disposition = content_disposition_header(True, name) or ""
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": disposition})


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
    actor, lines = request.actor, list(queries.lines_of(meeting))
    seats, there = queries.seats_of(meeting), queries.presences(meeting)
    results = queries.results(meeting)
    mine = next((seat for seat in seats if seat.person_id == actor.person_id), None)
    boxes = list(queries.boxes_of(meeting))
    context = {
        "meeting": meeting,
        "lines": [{"line": line, "result": results[line.dossier_id]} for line in lines],
        "boxes": boxes,
        "open_box": next((box for box in boxes if box.state == "open"), None),
        "my_seat": mine,
        "voters": len([seat for seat in seats if seat.has_voice]),
        "here": len(queries.here(meeting)),
        "may_run": rules.why_not_run(actor, meeting.council, queries.secretaries(meeting.council)) is None,
        "is_open": meeting.state == MeetingState.OPEN,
        "presence_form": forms.PresenceForm(seats=seats, there=there),
        "box_form": forms.BoxForm(
            lines=queries.lines_of(meeting), initial={"lines": lines, "mode": meeting.council.default_mode}
        ),
        "meters": dossiers.meters(meeting.round, clock.today()),
        "fairness": queries.fairness(meeting),
        **typed,
    }
    return page(request, "council/meeting.html", context, part="live", refusal=refusal)


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


@require_POST
def file_minutes(request: Request, pk: int) -> HttpResponse:
    """Keep the minutes as they are; a unit's own go into its dossiers."""
    meeting = found(request, pk)
    try:
        actions.file_minutes(meeting, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, meeting, str(refused))
    return redirect(meeting)


@require_GET
def minutes_docx(request: Request, pk: int) -> HttpResponse:
    """The minutes as they write themselves."""
    meeting = found(request, pk)
    if meeting.minutes is not None:
        return docx(content_of(meeting.minutes), meeting.minutes.name)
    content = word.docx_of(papers.paper_of(minutes.minutes_of(meeting)))
    return docx(content, f"bien-ban-hop-{meeting.held_on:%Y-%m-%d}.docx")


def found_line(request: Request, pk: int) -> Line:
    """Give a line of a meeting this person may see, else 404."""
    line = get_object_or_404(
        Line.objects.select_related("meeting", "dossier__nominee", "dossier__unit", "dossier__award", "dossier__round"),
        pk=pk,
    )
    line.meeting = found(request, line.meeting_id)
    return line


@require_GET
def line(request: Request, pk: int) -> HttpResponse:
    """One candidate before the council: papers, findings, who stands aside."""
    return _show_line(request, found_line(request, pk))


def _show_line(request: Request, line: Line, refusal: str = "") -> HttpResponse:
    meeting, dossier = line.meeting, line.dossier
    result = queries.results(meeting)[dossier.pk]
    context = {
        "line": line,
        "meeting": meeting,
        "dossier": dossier,
        "slots": dossiers.slots(dossier, dossier.received_on or clock.today()),
        "findings": dossiers.findings(dossier).values(),
        "recusals": line.recusals.select_related("seat__person").order_by("pk"),
        "my_seat": queries.seat_of(meeting, request.actor.person_id),
        "may_run": rules.why_not_run(request.actor, meeting.council, queries.secretaries(meeting.council)) is None,
        "result": result,
        "choices": [(Choice.AGREE, Choice.AGREE.label), (Choice.DISAGREE, Choice.DISAGREE.label)],
    }
    return page(request, "council/line.html", context, refusal=refusal)


@require_GET
def line_paper(request: Request, pk: int, paper_pk: int) -> FileResponse:
    """Hand a paper of a candidate to a member of the meeting; never in a way a browser would run."""
    line = found_line(request, pk)
    paper = get_object_or_404(line.dossier.papers.select_related("file"), pk=paper_pk, is_current=True)
    if paper.file is None:
        raise Http404
    return handed_out(paper.file)


@require_POST
def discuss(request: Request, pk: int) -> HttpResponse:
    """Put a line on every member's screen."""
    line = found_line(request, pk)
    try:
        actions.discuss(line, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, line.meeting, str(refused))
    return redirect(line.meeting)


@require_POST
def recuse(request: Request, pk: int) -> HttpResponse:
    """Declare a conflict of interest."""
    line = found_line(request, pk)
    seat = queries.seat_of(line.meeting, request.actor.person_id)
    if seat is None:
        raise Http404
    try:
        actions.recuse(line, seat, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
    except Refused as refused:
        return _show_line(request, line, str(refused))
    return redirect("council:line", pk)


@require_POST
def settle_tie(request: Request, pk: int) -> HttpResponse:
    """Let the chair decide a tie."""
    line = found_line(request, pk)
    choice = request.POST.get("choice")
    if choice not in (Choice.AGREE, Choice.DISAGREE):
        return _show_line(request, line, "Hãy chọn ý kiến quyết định.")
    reason, by = request.POST.get("reason", ""), request.actor
    try:
        actions.settle_tie(line, Choice(choice), reason=reason, by=by, at=clock.now())
    except Refused as refused:
        return _show_line(request, line, str(refused))
    return redirect("council:line", pk)
