"""The ballot in the browser. The receipt code stands in the one answer to the vote and nowhere else."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.council import actions, minutes, queries, rules
from thidua.council.actions.voting import receipt_of
from thidua.council.kinds import BallotKind, BallotMode
from thidua.council.models import Box, Line
from thidua.council.rules import Tally
from thidua.documents import minutes as papers
from thidua.documents import word
from thidua.web import clock
from thidua.web.council import forms
from thidua.web.council.meetings import docx, found, show
from thidua.web.http import Request, page


@require_POST
def open_box(request: Request, pk: int) -> HttpResponse:
    """Open a ballot over lines of the agenda."""
    meeting = found(request, pk)
    form = forms.BoxForm(request.POST, lines=queries.lines_of(meeting))
    if not form.is_valid():
        return show(request, meeting, "Hãy chọn đề nghị và hình thức bỏ phiếu.", box_form=form)
    given = form.cleaned_data
    try:
        made = actions.open_box(
            meeting,
            list(given["lines"]),
            mode=BallotMode(given["mode"]),
            kind=BallotKind(given["kind"]),
            most=given["most"],
            by=request.actor,
            at=clock.now(),
        )
    except Refused as refused:
        return show(request, meeting, str(refused), box_form=form)
    return redirect(made)


def found_box(request: Request, pk: int) -> Box:
    """Give a box of a meeting this person may see, else 404."""
    box = get_object_or_404(Box.objects.select_related("meeting"), pk=pk)
    box.meeting = found(request, box.meeting_id)
    return box


def _lines(box: Box) -> list[Line]:
    return list(queries.lines_of(box.meeting).filter(boxes=box))


@require_GET
@never_cache
def box(request: Request, pk: int) -> HttpResponse:
    """One ballot: the turnout while it is open, the count when it is closed."""
    return _show(request, found_box(request, pk))


def _show(request: Request, box: Box, refusal: str = "", **typed: object) -> HttpResponse:
    actor, meeting, lines = request.actor, box.meeting, _lines(box)
    floor, voted = queries.floor_of(meeting, lines), queries.turnout(box)
    mine = next((seat for seat in floor.voices.values() if seat.person_id == actor.person_id), None)
    may_vote = mine is not None and mine.pk in floor.here and mine.pk not in voted and box.state == "open"
    my_lines = [line for line in lines if mine and mine.pk in floor.voters(line.pk)]
    context = {
        "box": box,
        "meeting": meeting,
        "turnout": len(voted),
        "expected": len(floor.here & set(floor.voices)),
        "waiting": [seat.person.name for pk, seat in floor.voices.items() if pk in floor.here - voted],
        "has_voted": mine is not None and mine.pk in voted,
        "vote_form": forms.VoteForm(box=box, lines=my_lines) if may_vote and box.mode != "paper" else None,
        "keying_form": forms.KeyingForm(lines=lines) if box.mode == "paper" and box.state == "open" else None,
        "keyed": box.keyings.select_related("person").order_by("pk"),
        "may_run": rules.why_not_run(actor, meeting.council, queries.secretaries(meeting.council)) is None,
        "counts": [(line, Tally.of(box.result[str(line.pk)])) for line in lines if str(line.pk) in box.result],
        "named": box.ballots.select_related("seat__person", "line__dossier__nominee").order_by("line", "seat")
        if box.mode == "open" and box.state == "closed"
        else [],
        **typed,
    }
    return page(request, "council/box.html", context, part="live", refusal=refusal)


@require_POST
@never_cache
def cast(request: Request, pk: int) -> HttpResponse:
    """Cast a ballot; the answer shows the receipt code once and is not kept by the browser."""
    box = found_box(request, pk)
    lines = _lines(box)
    floor = queries.floor_of(box.meeting, lines)
    mine = next((seat for seat in floor.voices.values() if seat.person_id == request.actor.person_id), None)
    form = forms.VoteForm(
        request.POST, box=box, lines=[one for one in lines if mine and mine.pk in floor.voters(one.pk)]
    )
    if not form.is_valid():
        return _show(request, box, "Phiếu chưa đủ. Hãy cho ý kiến từng đề nghị rồi bỏ phiếu.", vote_form=form)
    try:
        code = actions.cast(box, form.votes, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, box, str(refused), vote_form=form)
    return page(
        request, "council/receipt.html", {"box": box, "code": code, "short": receipt_of(code, box)[:12].upper()}
    )


@require_POST
def close_box(request: Request, pk: int) -> HttpResponse:
    """Close the box for good and count."""
    box = found_box(request, pk)
    try:
        actions.close_box(box, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, box, str(refused))
    return redirect(box)


@require_POST
def cancel_box(request: Request, pk: int) -> HttpResponse:
    """Cancel the box without counting."""
    box = found_box(request, pk)
    try:
        actions.cancel_box(box, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, box, str(refused))
    return redirect(box)


@require_POST
def key_paper(request: Request, pk: int) -> HttpResponse:
    """Key in what one teller counted."""
    box = found_box(request, pk)
    form = forms.KeyingForm(request.POST, lines=_lines(box))
    if not form.is_valid():
        return _show(request, box, "Hãy nhập đủ số phiếu của từng đề nghị.", keying_form=form)
    returned = form.cleaned_data["returned"]
    try:
        actions.key_paper(box, form.counts, returned=returned, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, box, str(refused), keying_form=form)
    return redirect(box)


@require_POST
@never_cache
def check_receipt(request: Request, pk: int) -> HttpResponse:
    """Say whether the ballot of a receipt code is in the count; never what it says."""
    box = found_box(request, pk)
    is_counted = receipt_of(request.POST.get("code", ""), box) in box.receipts
    return _show(request, box, receipt_checked=True, is_counted=is_counted)


@require_GET
def count_docx(request: Request, pk: int) -> HttpResponse:
    """The minutes of the count."""
    box = found_box(request, pk)
    content = word.docx_of(papers.count_paper_of(minutes.count_of(box)))
    return docx(content, f"bien-ban-kiem-phieu-{box.pk}.docx")
