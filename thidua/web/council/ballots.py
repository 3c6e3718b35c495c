"""The ballot in the browser. The receipt code stands in the one answer to the vote and nowhere else."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.council import actions, minutes, queries, rules
from thidua.council.actions.voting import receipt_of
from thidua.council.kinds import BallotKind, BallotMode, BoxState
from thidua.council.models import Box, Line, Seat
from thidua.council.queries import Floor
from thidua.council.rules import Tally
from thidua.documents import minutes as papers
from thidua.documents import printed, word
from thidua.web import clock
from thidua.web.council import ballot_forms
from thidua.web.council.files import docx, pdf
from thidua.web.council.meetings import found, show
from thidua.web.http import Request, page


@require_POST
def open_box(request: Request, pk: int) -> HttpResponse:
    """Open a ballot over lines of the agenda."""
    meeting = found(request, pk)
    form = ballot_forms.BoxForm(request.POST, lines=queries.lines_of(meeting))
    if not form.is_valid():
        return show(request, meeting, "Hãy chọn đề nghị, hình thức và ghi đủ các ô bên dưới.", box_form=form)
    given = form.cleaned_data
    try:
        made = actions.open_box(
            meeting,
            list(given["lines"]),
            mode=BallotMode(given["mode"]),
            kind=BallotKind(given["kind"]),
            most=given["most"],
            measures=form.measures,
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
    meeting, lines = box.meeting, _lines(box)
    floor, voted = queries.floor_of(meeting, lines), queries.turnout(box)
    may_run = rules.why_not_run(request.actor, meeting.council, queries.secretaries(meeting.council)) is None
    expected = {pk for pk in floor.here & set(floor.voices) if floor.lines_for(pk, [line.pk for line in lines])}
    context = {
        "box": box,
        "meeting": meeting,
        "turnout": len(voted),
        "expected": len(expected),
        "waiting": [floor.voices[pk].person.name for pk in floor.voices if pk in expected - voted],
        "may_run": may_run,
        "may_close": may_run and box.state == BoxState.OPEN,
        **_mine(request, box, lines, floor, voted),
        **(_paper(request, box, lines, may_run=may_run) if box.mode == BallotMode.PAPER else {}),
        **_result(box, lines),
        **typed,
    }
    if may_run and box.mode == BallotMode.OPEN and box.state == BoxState.OPEN:
        wrote = meeting.presences.filter(in_writing=True).values_list("seat_id", flat=True)
        context["letters"] = [floor.voices[pk] for pk in wrote if pk in expected - voted]
    return page(request, "council/box.html", context, part="live", refusal=refusal)


def _mine(request: Request, box: Box, lines: list[Line], floor: Floor, voted: set[int]) -> dict[str, object]:
    """Give the own ballot, or the sentence that says why there is none."""
    mine = _seat_in(floor, request)
    if mine is None or box.state != BoxState.OPEN or box.mode == BallotMode.PAPER:
        return {"has_voted": mine is not None and mine.pk in voted}
    own = [line for line in lines if mine.pk in floor.voters(line.pk)]
    reason = rules.why_not_vote(box, seat_id=mine.pk, is_here=mine.pk in floor.here, has_voted=False)
    if not reason and not own:
        reason = "Anh, chị có liên quan đến mọi đề nghị trong hòm phiếu này nên không tham gia bỏ phiếu."
    left_out = [line.dossier.nominee.name for line in lines if line not in own] if own else []
    may_vote = reason is None and mine.pk not in voted
    return {
        "has_voted": mine.pk in voted,
        "why_not_vote": reason,
        "left_out": left_out,
        "vote_form": ballot_forms.VoteForm(box=box, lines=own) if may_vote else None,
    }


def _seat_in(floor: Floor, request: Request) -> Seat | None:
    return next((seat for seat in floor.voices.values() if seat.person_id == request.actor.person_id), None)


def _paper(request: Request, box: Box, lines: list[Line], *, may_run: bool) -> dict[str, object]:
    """Give the form of a teller, and who has keyed; never what."""
    keyed = list(box.keyings.select_related("person").order_by("pk"))
    sits = queries.seat_of(box.meeting, request.actor.person_id) is not None
    may_key = box.state == BoxState.OPEN and (sits or may_run)
    return {
        "keying_form": ballot_forms.KeyingForm(lines=lines) if may_key else None,
        "keyed": keyed,
        "has_keyed": any(one.person_id == request.actor.person_id for one in keyed),
    }


def _result(box: Box, lines: list[Line]) -> dict[str, object]:
    if box.state != BoxState.CLOSED:
        return {}
    named = box.ballots.exclude(seat=None).select_related("seat__person", "line__dossier__nominee")
    return {
        "counts": [(line, Tally.of(box.result[str(line.pk)])) for line in lines if str(line.pk) in box.result],
        "by_mean": box.kind in (BallotKind.RANK, BallotKind.SCORE),
        "named": named.order_by("line__position", "line", "seat__person__name_key", "seat")
        if box.mode == BallotMode.OPEN
        else [],
    }


@require_POST
@never_cache
@sensitive_post_parameters()
def cast(request: Request, pk: int) -> HttpResponse:
    """Cast a ballot; the answer shows the receipt code once and is not kept by the browser."""
    box = found_box(request, pk)
    lines = _lines(box)
    floor = queries.floor_of(box.meeting, lines)
    mine = _seat_in(floor, request)
    own = [one for one in lines if mine and mine.pk in floor.voters(one.pk)]
    form = ballot_forms.VoteForm(request.POST, box=box, lines=own)
    if own and not form.is_valid():
        return _show(request, box, "Phiếu chưa đủ. Hãy cho ý kiến từng đề nghị rồi bỏ phiếu.", vote_form=form)
    try:
        code = actions.cast(box, form.votes if own else {}, by=request.actor, at=clock.now())
    except Refused as refused:
        return _show(request, box, str(refused), vote_form=_kept(box, form, mine))
    return page(
        request, "council/receipt.html", {"box": box, "code": code, "short": receipt_of(code, box)[:12].upper()}
    )


def _kept(box: Box, form: ballot_forms.VoteForm, mine: Seat | None) -> ballot_forms.VoteForm | None:
    """Give back what was chosen while it can still be put right; nothing after the ballot is in."""
    has_voted = mine is not None and mine.pk in queries.turnout(box)
    return form if form.lines and not has_voted and box.state == BoxState.OPEN else None


def written(request: Request, pk: int, seat_pk: int) -> HttpResponse:
    """Enter what an absent member wrote into an open ballot."""
    box = found_box(request, pk)
    if rules.why_not_run(request.actor, box.meeting.council, queries.secretaries(box.meeting.council)):
        raise Http404
    lines = _lines(box)
    floor = queries.floor_of(box.meeting, lines)
    if (seat := floor.voices.get(seat_pk)) is None:
        raise Http404
    own = [line for line in lines if seat.pk in floor.voters(line.pk)]
    form = ballot_forms.WrittenForm(request.POST or None, box=box, lines=own)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        letter = form.cleaned_data["letter"]
        try:
            actions.cast_written(box, seat, form.votes, letter=letter, by=request.actor, at=clock.now())
            return redirect(box)
        except Refused as refused:
            refusal = str(refused)
    return page(request, "council/written.html", {"box": box, "seat": seat, "form": form}, refusal=refusal)


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
    form = ballot_forms.KeyingForm(request.POST, lines=_lines(box))
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
@sensitive_post_parameters()
def check_receipt(request: Request, pk: int) -> HttpResponse:
    """Say whether the ballot of a receipt code is in the count; never what it says."""
    box = found_box(request, pk)
    is_counted = receipt_of(request.POST.get("code", ""), box) in box.receipts
    return _show(request, box, receipt_checked=True, is_counted=is_counted)


@require_GET
def count_docx(request: Request, pk: int) -> HttpResponse:
    """The minutes of the count."""
    box = counted(request, pk)
    content = word.docx_of(papers.count_paper_of(minutes.count_of(box)))
    return docx(content, f"bien-ban-kiem-phieu-{box.pk}.docx")


@require_GET
def count_pdf(request: Request, pk: int) -> HttpResponse:
    """The minutes of the count as PDF."""
    box = counted(request, pk)
    return pdf(printed.pdf_of(papers.count_paper_of(minutes.count_of(box))), f"bien-ban-kiem-phieu-{box.pk}.pdf")


def counted(request: Request, pk: int) -> Box:
    """Give a closed box; an open one has no count to show."""
    box = found_box(request, pk)
    if box.state != BoxState.CLOSED:
        raise Http404
    return box
