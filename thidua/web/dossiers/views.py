"""The list of dossiers, one dossier, and the steps of its journey."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from thidua.base.refusal import Refused
from thidua.dossiers import actions, drafting, facts, gathering, queries, rules
from thidua.dossiers.kinds import State, Verdict
from thidua.dossiers.models import Dossier
from thidua.org.kinds import Role
from thidua.org.models import Person
from thidua.web import clock
from thidua.web.dossiers import forms
from thidua.web.http import Request, page

PER_PAGE = 50
REASONED = {"rut": "withdraw", "chap-nhan": "admit", "tu-choi": "decline", "mo-lai": "reopen"}


@require_GET
def dossiers(request: Request) -> HttpResponse:
    """Every dossier this person may see, searched and filtered."""
    rounds = list(queries.rounds_seen(request.actor))
    form = forms.FilterForm(request.GET or None, rounds=rounds)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.listed(
        request.actor,
        words=wanted.get("tim", ""),
        round_id=wanted.get("dot"),
        state=wanted.get("trang_thai", ""),
        kind=wanted.get("loai", ""),
    )
    kept = [(name, str(value)) for name, value in request.GET.items() if name != "trang" and value]
    cut = Paginator(found.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": cut,
        "rows": queries.rows(cut.object_list),
        "form": form,
        "query": f"{urlencode(kept)}&" if kept else "",
        "runs_rounds": request.actor.has(Role.OFFICE),
        "may_nominate": queries.rounds_for(request.actor).exists(),
    }
    return page(request, "dossiers/list.html", context, part="rows")


def found(request: Request, pk: int) -> Dossier:
    """Give a dossier this person may see, else 404."""
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


@require_GET
def dossier(request: Request, pk: int) -> HttpResponse:
    """One dossier: what is missing, its papers, what may be done now, where it has been."""
    return show(request, found(request, pk))


def show(request: Request, dossier: Dossier, refusal: str = "", **typed: Any) -> HttpResponse:
    """Draw the dossier's page; ``typed`` are forms that came back with faults."""
    actor, day = request.actor, clock.today()
    laid = queries.slots(dossier, dossier.received_on or day)
    used = {slot.paper.pk for slot in laid if slot.paper}
    due_on = queries.due_on(dossier.round)
    context = {
        "dossier": dossier,
        "slots": laid,
        "others": [paper for paper in queries.current_papers(dossier) if paper.pk not in used],
        "missing": rules.why_incomplete(laid),
        "why_not_submit": rules.why_not_submit(actor, dossier, laid),
        "may": rules.steps_open(actor, dossier),
        "may_put": rules.why_not_write_paper(actor, dossier, "bao_cao") is None,
        "due_on": due_on,
        "reads_facts": facts.may_read(actor, dossier.nominee),
        "drafted": drafting.DRAFTED,
        "late_now": rules.late_words(rules.late_days(due_on, day)),
        "meters": queries.meters(dossier.round, day),
        "timeline": queries.timeline(dossier),
        "returned": queries.returned(dossier),
        "findings": queries.findings(dossier).values(),
        **_forms(dossier, laid, day),
        **typed,
    }
    return page(request, "dossiers/dossier.html", context, refusal=refusal)


def _forms(dossier: Dossier, laid: list[rules.Slot], day: Any) -> dict[str, Any]:
    office = [dossier.round.movement.unit]
    return {
        "achievements_form": forms.AchievementsForm(initial={"achievements": dossier.achievements}),
        "reason_form": forms.ReasonForm(),
        "received_form": forms.ReceivedForm(initial={"received_on": day}),
        "officer_form": forms.OfficerForm(people=queries.people_of(office)),
        "give_back_form": forms.GiveBackForm(slots=laid),
        "paper_form": forms.PaperForm(),
    }


@require_POST
def write(request: Request, pk: int) -> HttpResponse:
    """Save the summary of achievements."""
    dossier = found(request, pk)
    form = forms.AchievementsForm(request.POST)
    if form.is_valid():
        try:
            actions.write(dossier, **form.cleaned_data, by=request.actor, at=clock.now())
            return redirect(dossier)
        except Refused as refused:
            return show(request, dossier, str(refused), achievements_form=form)
    return show(request, dossier, achievements_form=form)


@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    """Hand the dossier in and show the receipt."""
    dossier = found(request, pk)
    try:
        actions.submit(dossier, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, dossier, str(refused))
    return redirect("dossiers:receipt", pk)


@require_POST
def receive_paper(request: Request, pk: int) -> HttpResponse:
    """Receive a paper dossier with its own day."""
    dossier = found(request, pk)
    form = forms.ReceivedForm(request.POST)
    if not form.is_valid():
        return show(request, dossier, received_form=form)
    try:
        actions.receive_paper(dossier, **form.cleaned_data, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, dossier, str(refused), received_form=form)
    return redirect("dossiers:receipt", pk)


@require_POST
def step(request: Request, pk: int, verb: str) -> HttpResponse:
    """Take one of the steps that need only a reason."""
    if verb not in REASONED:
        raise Http404
    dossier = found(request, pk)
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, dossier, "Hãy ghi lý do.", reason_form=form)
    try:
        getattr(actions, REASONED[verb])(dossier, **form.cleaned_data, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, dossier, str(refused), reason_form=form)
    return redirect(dossier)


@require_POST
def hand_to(request: Request, pk: int) -> HttpResponse:
    """Hand the dossier to an officer."""
    dossier = found(request, pk)
    officer = get_object_or_404(Person, pk=request.POST.get("officer") or 0)
    try:
        actions.hand_to(dossier, officer, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, dossier, str(refused))
    return redirect(dossier)


@require_POST
def give_back(request: Request, pk: int) -> HttpResponse:
    """Give the dossier back, with a reason for each paper."""
    dossier = found(request, pk)
    form = forms.GiveBackForm(request.POST, slots=queries.slots(dossier, clock.today()))
    if not form.is_valid():
        return show(request, dossier, give_back_form=form)
    reason, papers = form.cleaned_data["reason"], form.paper_reasons
    try:
        actions.give_back(dossier, reason=reason, paper_reasons=papers, by=request.actor, at=clock.now())
    except Refused as refused:
        return show(request, dossier, str(refused), give_back_form=form)
    return redirect(dossier)


def verify(request: Request, pk: int) -> HttpResponse:
    """Check the dossier criterion by criterion, then pass it on or conclude against it."""
    dossier = found(request, pk)
    criteria = queries.criteria_for(dossier, clock.today())
    kept, against = queries.findings(dossier), _against(request, dossier)
    form = forms.VerifyForm(request.POST or None, criteria=criteria, kept=kept, against=against)
    refusal = rules.why_not_step(request.actor, dossier, "verify") or ""
    if request.method == "POST" and form.is_valid():
        try:
            _conclude(request, dossier, form)
            further = _waiting_with(request, dossier) if request.POST.get("conclusion") == "next" else None
            return redirect("dossiers:verify", further.pk) if further else redirect(dossier)
        except Refused as refused:
            refusal = str(refused)
    context = {
        "dossier": dossier,
        "form": form,
        "slots": queries.slots(dossier, dossier.received_on or clock.today()),
        "further": _waiting_with(request, dossier),
    }
    return page(request, "dossiers/verify.html", context, refusal=refusal)


def _waiting_with(request: Request, dossier: Dossier) -> Dossier | None:
    """The next dossier of the round that waits for a verifier."""
    seen = queries.visible_to(request.actor).filter(round=dossier.round_id, state=State.SUBMITTED)
    return seen.exclude(pk=dossier.pk).order_by("pk").first()


def _against(request: Request, dossier: Dossier) -> dict[int, str]:
    may_see = rules.may_see_personal(request.actor, dossier)
    judged = gathering.judged_by_facts(dossier, clock.today())
    failed = [one for one in judged if one.verdict == Verdict.NOT_MET]
    return {one.criterion_id: one.shown_to(may_see=may_see) for one in failed if one.criterion_id}


def _conclude(request: Request, dossier: Dossier, form: forms.VerifyForm) -> None:
    by, at = request.actor, clock.now()
    if request.POST.get("conclusion") == "refuse":
        actions.refuse(dossier, form.found, reason=request.POST.get("reason", ""), by=by, at=at)
    else:
        actions.verify(dossier, form.found, by=by, at=at)
