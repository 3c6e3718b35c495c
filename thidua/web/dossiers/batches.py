"""Many dossiers of one round at once: choose whom, lay the common papers in, hand in together."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.base.refusal import Refused
from thidua.dossiers import batches, queries, rules
from thidua.dossiers.models import Dossier
from thidua.movements.models import Round
from thidua.org.models import Unit
from thidua.web import clock, uploads
from thidua.web.dossiers.forms import SeveralForm
from thidua.web.http import Request, asked, page


def _round(request: Request, pk: int) -> Round:
    return get_object_or_404(queries.rounds_for(request.actor), pk=pk)


def open_many(request: Request, round_pk: int) -> HttpResponse:
    """Tick units and people; one draft is opened for each."""
    round = _round(request, round_pk)
    units = list(queries.units_for(request.actor, round))
    unit = next((one for one in units if one.pk == asked(request, "don-vi")), units[0])
    rows = batches.candidates(round, unit)
    awards = queries.awards_on(round, clock.today())
    form = SeveralForm(request.POST if request.method == "POST" else None, awards=awards, rows=rows)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            batches.open_many(round, unit, form.chosen, form.awards, by=request.actor, at=clock.now())
            return redirect("dossiers:drafts", round.pk)
        except Refused as refused:
            refusal = str(refused)
    return page(request, "dossiers/several.html", _choice(round, unit, units, form), refusal=refusal)


def _choice(round: Round, unit: Unit, units: list[Unit], form: SeveralForm) -> dict[str, Any]:
    return {
        "round": round,
        "unit": unit,
        "units": units,
        "form": form,
        "most": batches.MOST_SHOWN,
        "meters": queries.meters(round, clock.today()),
    }


def drafts(request: Request, round_pk: int) -> HttpResponse:
    """Every dossier of this person's units in a round: put a paper into several, hand several in."""
    round = _round(request, round_pk)
    refusal = ""
    if request.method == "POST":
        try:
            messages.success(request, _act(request, round))
            return redirect("dossiers:drafts", round.pk)
        except Refused as refused:
            refusal = str(refused)
    held, day = list(batches.mine(request.actor, round)), clock.today()
    laid = batches.slots_of(round, held, day)
    wanted = request.POST.getlist("dossier") if request.method == "POST" else None
    due_on = queries.due_on(round)
    context = {
        "round": round,
        "rows": [_row(one, laid[one.pk], wanted) for one in held],
        "needs": next((laid[one.pk] for one in held if one.state in rules.OPEN), []),
        "any_open": any(one.state in rules.OPEN for one in held),
        "due_on": due_on,
        "late_now": rules.late_words(rules.late_days(due_on, day)),
    }
    return page(request, "dossiers/drafts.html", context, refusal=refusal)


def _row(dossier: Dossier, laid: list[rules.Slot], wanted: list[str] | None) -> dict[str, Any]:
    missing = [slot.name for slot in laid if slot.paper is None]
    is_open = dossier.state in rules.OPEN
    ticked = is_open if wanted is None else str(dossier.pk) in wanted
    return {"dossier": dossier, "missing": missing, "is_open": is_open, "ticked": ticked}


def _act(request: Request, round: Round) -> str:
    wanted = [key for key in request.POST.getlist("dossier") if key.isdecimal()]
    chosen = list(batches.mine(request.actor, round).filter(pk__in=wanted))
    by, at = request.actor, clock.now()
    if "submit" in request.POST:
        handed = batches.submit_many(round, chosen, by=by, at=at)
        late = rules.late_words(max(one.late_days for one in handed))
        return f"Đã nhận {len(handed):02d} hồ sơ, {late or 'trong thời hạn'}. Biên nhận ở từng dòng bên dưới."
    laid = batches.slots_of(round, chosen[:1], at.date()).values()
    need = next(
        (slot.requirement for one in laid for slot in one if str(slot.requirement.pk) == request.POST.get("place")),
        None,
    )
    if need is None:
        raise Refused("Chưa rõ đưa giấy tờ nào vào hồ sơ nào. Hãy đánh dấu hồ sơ và chọn loại giấy tờ.")
    with transaction.atomic():
        files = [uploads.kept(one, by=by, at=at) for one in uploads.all_given(request, "file")]
        count = batches.put_many(chosen, need, files, by=by, at=at)
    return f"Đã đưa {rules.paper_name(need).lower()} vào {count:02d} hồ sơ."
