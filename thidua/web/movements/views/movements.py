"""Movements: the list, one movement with its life, its rounds, days and registrations."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.base.refusal import Refused
from thidua.movements import actions, queries, rules
from thidua.movements.kinds import MovementState, PlanState, RegistrationState, RoundState
from thidua.movements.models import DueDay, Movement, Plan, Registration, Round
from thidua.movements.rules.days import left_words
from thidua.org.kinds import Role
from thidua.org.models import Document, Unit
from thidua.web import clock
from thidua.web.http import Request, page
from thidua.web.movements.day_forms import AnnounceForm, EventForm
from thidua.web.movements.registration_forms import RegistrationForm, line_forms


def movement_list(request: Request) -> HttpResponse:
    """Movements a person sees, and the plans still to be confirmed."""
    found = queries.visible_to(request.actor).order_by("state", "-starts_on", "pk")
    drafts = queries.plans_visible_to(request.actor).filter(state=PlanState.READ).order_by("-uploaded_at", "pk")
    context = {
        "page": Paginator(found, 30).get_page(request.GET.get("trang")),
        "drafts": list(drafts[:20]),
        "may_upload": request.actor.has(Role.OFFICE),
    }
    return page(request, "movements/list.html", context)


def _movement(request: Request, pk: int) -> Movement:
    found = queries.visible_to(request.actor).select_related("unit", "plan", "parent")
    return get_object_or_404(found, pk=pk)


def movement(request: Request, pk: int) -> HttpResponse:
    """One movement: its life, the next thing to do, its rules with their sentences."""
    found = _movement(request, pk)
    today = clock.today()
    days = queries.days_of(found, today)
    rounds = queries.round_sheets(found, days)
    may_run = rules.why_not_office(request.actor, found.unit.path) is None
    context = {
        "movement": found,
        "rounds": rounds,
        "other_days": [day for day in days if day.due.round_id is None],
        "awards": queries.award_sheets(found, today),
        "collective": list(queries.criteria_on(found, "collective", today)),
        "individual": list(queries.criteria_on(found, "individual", today)),
        "papers": list(queries.papers_of(found, today)),
        "waiting": list(found.deferrals.filter(taken_from=None).order_by("pk")),
        "sources": _sources(request, found),
        "duties": queries.duties_of(found),
        "tasks": list(found.tasks.select_related("unit").order_by("pk")),
        "may_run": may_run,
        "demands": queries.law_demands(found, today) if may_run else [],
        "life": _life(found, [each.round for each in rounds], any(each.registered for each in rounds)),
        "next_day": next((day for day in days if day.due.last_day and not day.is_past), None),
    }
    return page(request, "movements/movement.html", context)


def _sources(request: Request, movement: Movement) -> list[Plan]:
    """Give issued plans that a part left to another plan may be taken from."""
    issued = queries.plans_visible_to(request.actor).filter(state=PlanState.ISSUED).exclude(pk=movement.plan_id)
    return list(issued.order_by("-issued_on", "pk")[:50]) if movement.deferrals.filter(taken_from=None) else []


def _life(movement: Movement, rounds: list[Round], has_registrations: bool) -> list[dict[str, Any]]:
    """Give the steps of a movement's life and where it stands."""
    is_over = movement.state != MovementState.RUNNING
    opened = [each for each in rounds if each.state != RoundState.PLANNED]
    steps = [
        ("Ban hành kế hoạch", True),
        ("Đăng ký thi đua", has_registrations),
        ("Mở đợt xét", bool(opened)),
        ("Bình xét, khen thưởng", bool(opened) and all(each.state == RoundState.CLOSED for each in opened)),
        ("Tổng kết", is_over),
    ]
    current = next((place for place, (_, done) in enumerate(steps) if not done), len(steps) - 1)
    return [{"name": name, "done": done, "now": place == current} for place, (name, done) in enumerate(steps)]


@require_POST
def turn_round(request: Request, pk: int, round_pk: int) -> HttpResponse:
    """Open or close a round."""
    found = _movement(request, pk)
    round = get_object_or_404(found.rounds.select_related("movement__unit"), pk=round_pk)
    act = actions.close_round if request.POST.get("act") == "close" else actions.open_round
    act(round, by=request.actor, at=clock.now())
    messages.success(request, f"{round}: {round.get_state_display().lower()}.")
    return redirect(found)


def due(request: Request, pk: int) -> HttpResponse:
    """Give a day its date: an event with its paper, an announcement, a postponement."""
    rows = DueDay.objects.select_related("deadline__movement__unit", "deadline__plan", "round")
    found = get_object_or_404(rows, pk=pk, deadline__movement__in=queries.visible_to(request.actor))
    is_event = found.deadline.meaning == "relative" and found.last_day is None
    form = (EventForm if is_event else AnnounceForm)(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            _set_due(request, found, dict(form.cleaned_data), is_event)
            messages.success(request, f"Đã ghi. {left_words(found.last_day, clock.today()).capitalize()}.")
            return redirect(found.deadline.movement)
        except Refused as refused:
            refusal = str(refused)
    context = {"due": found, "movement": found.deadline.movement, "form": form, "is_event": is_event}
    return page(request, "movements/due.html", context, refusal=refusal)


def _set_due(request: Request, due: DueDay, given: dict[str, Any], is_event: bool) -> None:
    now = clock.now()
    document = None
    if given["number"] or given["kind"]:
        document = Document(
            kind=given["kind"] or "Văn bản",
            number=given["number"],
            dated_on=given["dated_on"],
            issuer=given["issuer"],
            entered_at=now,
            entered_by_id=request.actor.person_id,
        )
    if is_event:
        actions.record_event(
            due, happened_on=given["happened_on"], document=document, note=given["reason"], by=request.actor, at=now
        )
    else:
        actions.set_day(due, given["day"], reason=given["reason"], document=document, by=request.actor, at=now)


def register(request: Request, pk: int) -> HttpResponse:
    """Register a unit in a round, or change its registration."""
    rows = Round.objects.select_related("movement__unit", "movement__plan")
    round = get_object_or_404(rows, pk=pk, movement__in=queries.visible_to(request.actor))
    units = list(queries.registrable_units(round.movement, request.actor, clock.today()))
    unit = next((each for each in units if str(each.pk) == request.GET.get("don-vi", "")), units[0] if units else None)
    if unit is None:
        raise Refused("Bạn không phải đầu mối của đơn vị nào trong phong trào này.")
    there = Registration.objects.filter(round=round, unit=unit).first()
    form = RegistrationForm(request.POST or None, registration=there)
    lines = line_forms(request.POST or None, round, unit, there)
    refusal = ""
    if request.method == "POST" and form.is_valid() and all(each.is_valid() for each in lines):
        try:
            _register(request, round, unit, form, [each.entry() for each in lines if each.has_entry()])
            return redirect(round.movement)
        except Refused as refused:
            refusal = str(refused)
    last = queries.due_day(round, "register")
    context = {"round": round, "unit": unit, "units": units, "form": form, "lines": lines, "there": there}
    extra = {"last_day": last, "left": left_words(last, clock.today()), "sent": RegistrationState.SENT}
    return page(request, "movements/register.html", context | extra, refusal=refusal)


def _register(request: Request, round: Round, unit: Unit, form: RegistrationForm, entries: list[actions.Entry]) -> None:
    sent = actions.register(round, unit, entries=entries, **form.cleaned_data, by=request.actor, at=clock.now())
    late = f", muộn {sent.late_days:02d} ngày" if sent.late_days else ""
    messages.success(request, f"Đã nhận đăng ký của {unit}{late}.")


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a registration back."""
    rows = Registration.objects.select_related("unit", "round__movement")
    found = get_object_or_404(rows, pk=pk, round__movement__in=queries.visible_to(request.actor))
    actions.withdraw(found, by=request.actor, at=clock.now())
    messages.success(request, f"Đã rút đăng ký của {found.unit}.")
    return redirect(found.round.movement)
