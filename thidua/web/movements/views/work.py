"""Work while a movement runs: tasks, reports, targets, notes, changes by document."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.base.refusal import Refused
from thidua.movements import actions, queries, rules
from thidua.movements.kinds import NoteKind, PlanState
from thidua.movements.models import Deferral, DueDay, Movement, PlanDuty, Target, Task
from thidua.org.models import Document, StoredFile, Unit
from thidua.web import clock, uploads
from thidua.web.http import Request, asked, page
from thidua.web.movements.work_forms import (
    AssignForm,
    ChangeForm,
    DutyDayForm,
    FigureForm,
    NoteForm,
    ReportForm,
    TaskForm,
)


def kept(request: Request, upload: Any) -> StoredFile | None:
    """Keep an uploaded file, when there is one."""
    if not upload:
        return None
    return uploads.kept(upload, by=request.actor, at=clock.now())


def task(request: Request, pk: int) -> HttpResponse:
    """Report on a task."""
    rows = Task.objects.select_related("movement__unit", "unit")
    found = get_object_or_404(rows, pk=pk, movement__in=queries.visible_to(request.actor))
    form = TaskForm(request.POST or None, request.FILES or None, initial={"text": found.report, "is_done": True})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        evidence = kept(request, given["evidence"])
        try:
            said = {"is_done": given["is_done"], "evidence": evidence}
            actions.report_task(found, given["text"], **said, by=request.actor, at=clock.now())
            messages.success(request, "Đã ghi kết quả nhiệm vụ.")
            return redirect(found.movement)
        except Refused as refused:
            refusal = str(refused)
    may_run = rules.why_not_office(request.actor, found.movement.unit.path) is None
    units = queries.eligible_units(found.movement, clock.today())
    initial = {"unit": found.unit_id, "due_on": found.due_on}
    assign_form = AssignForm(units=units, initial=initial) if may_run else None
    context = {"task": found, "movement": found.movement, "form": form, "assign_form": assign_form}
    return page(request, "movements/task.html", context, refusal=refusal)


def report(request: Request, pk: int) -> HttpResponse:
    """Send a unit's report."""
    rows = DueDay.objects.select_related("deadline__movement__unit", "round")
    due = get_object_or_404(rows, pk=pk, deadline__movement__in=queries.visible_to(request.actor))
    movement = due.deadline.movement
    units = queries.registrable_units(movement, request.actor, clock.today())
    unit = units.filter(pk=asked(request, "don-vi")).first() or units.first()
    if unit is None:
        raise Refused("Bạn không phải đầu mối của đơn vị nào trong phong trào này.")
    form = ReportForm(request.POST or None, request.FILES or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            evidence = kept(request, given["evidence"])
            sent = actions.send_report(due, unit, given["text"], evidence=evidence, by=request.actor, at=clock.now())
            late = f", muộn {sent.late_days:02d} ngày" if sent.late_days else ""
            messages.success(request, f"Đã nhận báo cáo của {unit}{late}.")
            return redirect(movement)
        except Refused as refused:
            refusal = str(refused)
    context = {"due": due, "unit": unit, "movement": movement, "form": form}
    return page(request, "movements/report.html", context, refusal=refusal)


def _own_movement(request: Request, pk: int) -> Movement:
    found = queries.visible_to(request.actor).select_related("unit", "plan")
    return get_object_or_404(found, pk=pk)


def progress(request: Request, pk: int) -> HttpResponse:
    """Targets with their figures, notes of inspections."""
    movement = _own_movement(request, pk)
    may_run = rules.why_not_office(request.actor, movement.unit.path) is None
    units = queries.eligible_units(movement, clock.today())
    context = {
        "movement": movement,
        "targets": queries.targets_of(movement),
        "notes": list(movement.inspection_notes.select_related("unit").order_by("-on", "-pk")[:200]),
        "reports": queries.reports_of(movement),
        "note_form": NoteForm(units=units) if may_run else None,
        "figure_form": FigureForm(),
    }
    return page(request, "movements/progress.html", context)


@require_POST
def note(request: Request, pk: int) -> HttpResponse:
    """Write an inspection down."""
    movement = _own_movement(request, pk)
    form = NoteForm(request.POST, request.FILES, units=queries.eligible_units(movement, clock.today()))
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    given = form.cleaned_data
    said = {"on": given["on"], "evidence": kept(request, given["evidence"])}
    kind = NoteKind(given["kind"])
    actions.note_inspection(movement, given["unit"], kind, given["text"], **said, by=request.actor, at=clock.now())
    return redirect(reverse("movements:progress", args=[pk]))


@require_POST
def figure(request: Request, pk: int) -> HttpResponse:
    """Enter a figure of a target for one's own unit."""
    rows = Target.objects.select_related("movement__unit")
    target = get_object_or_404(rows, pk=pk, movement__in=queries.visible_to(request.actor))
    form = FigureForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    given = form.cleaned_data
    unit = Unit.objects.filter(pk=request.actor.unit_id or target.movement.unit_id).first() or target.movement.unit
    if not rules.why_not_office(request.actor, target.movement.unit.path):
        unit = target.movement.unit
    actions.enter_figure(target, unit, given["period"], given["value"], by=request.actor, at=clock.now())
    return redirect(reverse("movements:progress", args=[target.movement_id]))


def change(request: Request, pk: int) -> HttpResponse:
    """Close, extend or stop a movement by its document."""
    movement = _own_movement(request, pk)
    form = ChangeForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        document = Document(
            kind=given["document_kind"],
            number=given["number"],
            dated_on=given["dated_on"],
            issuer=movement.unit.name,
            entered_at=clock.now(),
            entered_by_id=request.actor.person_id,
        )
        said = {"ends_on": given["ends_on"], "reason": given["reason"], "document": document}
        try:
            actions.change(movement, given["kind"], **said, by=request.actor, at=clock.now())
            return redirect(movement)
        except Refused as refused:
            refusal = str(refused)
    return page(request, "movements/change.html", {"movement": movement, "form": form}, refusal=refusal)


@require_POST
def take_deferred(request: Request, pk: int) -> HttpResponse:
    """Take what was left to another plan from the issued plan a person names."""
    rows = Deferral.objects.select_related("movement__unit", "movement__plan")
    deferral = get_object_or_404(rows, pk=pk, movement__in=queries.visible_to(request.actor))
    plans = queries.plans_visible_to(request.actor).filter(state=PlanState.ISSUED)
    plan = get_object_or_404(plans, pk=request.POST.get("plan") or 0)
    actions.take_deferred(deferral, plan, by=request.actor, at=clock.now())
    messages.success(request, f"Đã lấy {deferral.get_part_display().lower()} từ Kế hoạch số {plan.number}.")
    return redirect(deferral.movement)


@require_POST
def assign(request: Request, pk: int) -> HttpResponse:
    """Say which unit a task is for and by when."""
    rows = Task.objects.select_related("movement__unit", "unit")
    found = get_object_or_404(rows, pk=pk, movement__in=queries.visible_to(request.actor))
    form = AssignForm(request.POST, units=queries.eligible_units(found.movement, clock.today()))
    if not form.is_valid():
        raise Refused("Hãy chọn đơn vị và ghi hạn như 30/11/2026 (hoặc để trống hạn).")
    actions.assign_task(found, **form.cleaned_data, by=request.actor, at=clock.now())
    return redirect(reverse("movements:task", args=[pk]))


@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind a unit of its own plan, or give its duty a day."""
    rows = PlanDuty.objects.select_related("movement__unit", "unit")
    duty = get_object_or_404(rows, pk=pk, movement__in=queries.visible_to(request.actor))
    form = DutyDayForm(request.POST)
    if "day" in request.POST:
        if not form.is_valid():
            raise Refused("Hãy nhập ngày như 30/11/2026.")
        actions.set_duty_day(duty, form.cleaned_data["day"], by=request.actor, at=clock.now())
    else:
        actions.remind(duty, by=request.actor, at=clock.now())
        messages.success(request, f"Đã nhắc {duty.unit}.")
    return redirect(reverse("movements:tree", args=[duty.movement_id]))


@require_POST
def start_child(request: Request, pk: int) -> HttpResponse:
    """Begin a unit's own plan from this movement's."""
    movement = _own_movement(request, pk)
    units = queries.registrable_units(movement, request.actor, clock.today())
    unit = get_object_or_404(units, pk=request.POST.get("unit") or 0)
    return redirect(actions.start_child(movement, unit, by=request.actor, at=clock.now()))


@require_POST
def start_again(request: Request, pk: int) -> HttpResponse:
    """Begin a new plan from an old one."""
    plan = get_object_or_404(queries.plans_visible_to(request.actor), pk=pk)
    return redirect(actions.start_again(plan, by=request.actor, at=clock.now()))
