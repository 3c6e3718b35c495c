"""One candidate before the council: papers, findings, facts, who stands aside, the chair's casting vote."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.council import actions, queries, rules
from thidua.council.kinds import BoxState, Choice
from thidua.council.models import Line
from thidua.dossiers import queries as dossiers
from thidua.dossiers.gathering import facts_of
from thidua.web import clock
from thidua.web.council.meetings import found, show
from thidua.web.http import Request, handed_out, page


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
    result, seats = queries.results(meeting)[dossier.pk], queries.seats_of(meeting)
    out = queries.recused([line])[line.pk]
    context = {
        "line": line,
        "meeting": meeting,
        "dossier": dossier,
        "slots": dossiers.slots(dossier, dossier.received_on or clock.today()),
        "findings": dossiers.findings(dossier).values(),
        "facts": facts_of(dossier, clock.today()),
        "honours": dossier.nominee.honours.select_related("document").order_by("-decided_on", "-pk")[:10],
        "around": _around(line),
        "now": queries.lines_of(meeting).filter(is_under_discussion=True).exclude(pk=line.pk).first(),
        "open_box": meeting.boxes.filter(state=BoxState.OPEN).first(),
        "recusals": line.recusals.select_related("seat__person").order_by("pk"),
        "my_seat": next((seat for seat in seats if seat.person_id == request.actor.person_id), None),
        "am_out": any(seat.pk in out and seat.person_id == request.actor.person_id for seat in seats),
        "others": [seat for seat in seats if seat.has_voice and seat.pk not in out],
        "may_run": rules.why_not_run(request.actor, meeting.council, queries.secretaries(meeting.council)) is None,
        "result": result,
        "choices": [(Choice.AGREE, Choice.AGREE.label), (Choice.DISAGREE, Choice.DISAGREE.label)],
    }
    return page(request, "council/line.html", context, refusal=refusal)


def _around(line: Line) -> tuple[Line | None, Line | None]:
    """The lines before and after on the agenda."""
    rows = list(queries.lines_of(line.meeting))
    place = next(place for place, one in enumerate(rows) if one.pk == line.pk)
    return rows[place - 1] if place else None, rows[place + 1] if place + 1 < len(rows) else None


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
    """Declare the own conflict of interest, or write one a member said; the action knows who may."""
    line = found_line(request, pk)
    wanted = request.POST.get("seat", "")
    seats = queries.seats_of(line.meeting)
    mine = next((seat for seat in seats if seat.person_id == request.actor.person_id), None)
    seat = next((seat for seat in seats if str(seat.pk) == wanted), None) if wanted else mine
    if seat is None:
        raise Http404
    try:
        actions.recuse(line, seat, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
    except Refused as refused:
        return _show_line(request, line, str(refused))
    return redirect("council:line", pk)


@require_POST
def unrecuse(request: Request, pk: int, recusal_pk: int) -> HttpResponse:
    """Take a declared conflict back, before any vote."""
    line = found_line(request, pk)
    recusal = get_object_or_404(line.recusals.select_related("seat__person"), pk=recusal_pk)
    recusal.line = line
    try:
        actions.unrecuse(recusal, by=request.actor, at=clock.now())
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
