"""How far units are: tasks, reports, figures of targets, notes of inspections."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from thidua.base.days import ZONE, written
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.movements import rules
from thidua.movements.kinds import NoteKind, TaskState
from thidua.movements.models import DueDay, InspectionNote, Movement, Target, TargetFigure, Task, UnitReport
from thidua.movements.rules.days import late_by
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Document, StoredFile, Unit


@transaction.atomic
def assign_task(task: Task, unit: Unit, due_on: date | None, *, by: Actor, at: datetime) -> Task:
    """Say which unit a task of the plan is for, and by when, where the plan leaves it open."""
    movement = task.movement
    if reason := rules.why_not_office(by, movement.unit.path) or rules.why_not_run(movement.state):
        raise Refused(reason)
    if task.state == TaskState.DONE:
        raise Refused("Nhiệm vụ này đã xong.")
    Task.objects.filter(pk=task.pk).update(unit=unit, due_on=due_on)
    task.refresh_from_db()
    facts = {"unit": unit.pk, "due_on": str(due_on or "")}
    journal.record("movements.assign_task", task, by=by, at=at, facts=facts)
    return task


@transaction.atomic
def report_task(
    task: Task, text: str, *, by: Actor, at: datetime, evidence: StoredFile | None = None, is_done: bool = True
) -> Task:
    """Report on a task, with evidence; it is done when the unit says so, else it stays reported."""
    path = task.unit.path if task.unit else task.movement.unit.path
    if reason := rules.why_not_speak_for(by, path) or rules.why_not_run(task.movement.state):
        raise Refused(reason)
    if not squeeze(text):
        raise Refused("Hãy ghi kết quả thực hiện nhiệm vụ.")
    still = Task.objects.filter(pk=task.pk, state=task.state)
    written_rows = still.update(
        state=TaskState.DONE if is_done else TaskState.REPORTED,
        report=squeeze(text),
        evidence=evidence or task.evidence,
        reported_at=at,
        reported_by_id=by.person_id,
    )
    if not written_rows:
        raise Refused("Nhiệm vụ vừa được người khác thay đổi. Hãy tải lại trang.")
    task.refresh_from_db()
    journal.record("movements.report_task", task, by=by, at=at, facts={"is_done": is_done})
    return task


@transaction.atomic
def send_report(
    due: DueDay, unit: Unit, text: str, *, by: Actor, at: datetime, evidence: StoredFile | None = None
) -> UnitReport:
    """Send, or send anew, a unit's interim or closing report; late is received and marked."""
    movement = due.deadline.movement
    if reason := rules.why_not_speak_for(by, unit.path) or rules.why_not_run(movement.state):
        raise Refused(reason)
    if not squeeze(text) and evidence is None:
        raise Refused("Hãy ghi nội dung báo cáo hoặc tải tệp báo cáo lên.")
    today = at.astimezone(ZONE).date()
    before = UnitReport.objects.filter(due_day=due, unit=unit).first()
    late = before.late_days if before else late_by(due.last_day, today)
    values = {"text": squeeze(text), "sent_at": at, "sent_by_id": by.person_id, "late_days": late}
    if evidence is not None:
        values["evidence"] = evidence
    sent, _ = UnitReport.objects.update_or_create(due_day=due, unit=unit, defaults=values)
    journal.record("movements.send_report", sent, by=by, at=at, facts={"due": due.pk, "late_days": late})
    return sent


@transaction.atomic
def enter_figure(
    target: Target,
    unit: Unit,
    period: str,
    value: Decimal,
    *,
    by: Actor,
    at: datetime,
    document: Document | None = None,
) -> TargetFigure:
    """Enter what was reached in a period; a correction is another line, the newest counts."""
    if reason := rules.why_not_speak_for(by, unit.path) or rules.why_not_run(target.movement.state):
        raise Refused(reason)
    if not squeeze(period):
        raise Refused("Hãy ghi kỳ của số liệu, ví dụ “Quý I/2024”.")
    if document is not None and document.pk is None:
        document.save(force_insert=True)
    figure = TargetFigure.objects.create(
        target=target,
        unit=unit,
        period=squeeze(period),
        value=value,
        document=document,
        entered_at=at,
        entered_by_id=by.person_id,
    )
    facts = {"target": target.pk, "period": figure.period, "value": str(value)}
    journal.record("movements.enter_figure", target, by=by, at=at, facts=facts)
    return figure


@transaction.atomic
def note_inspection(
    movement: Movement,
    unit: Unit,
    kind: NoteKind,
    text: str,
    *,
    on: date,
    by: Actor,
    at: datetime,
    evidence: StoredFile | None = None,
) -> InspectionNote:
    """Write down what an inspection, a reminder or the Front's supervision found at a unit."""
    if reason := rules.why_not_office(by, movement.unit.path):
        raise Refused(reason)
    if on > at.astimezone(ZONE).date():
        raise Refused(f"Ngày {written(on)} chưa đến. Chỉ ghi việc đã làm.")
    if not squeeze(text):
        raise Refused("Hãy ghi nội dung kiểm tra, đôn đốc.")
    note = InspectionNote.objects.create(
        movement=movement,
        unit=unit,
        kind=kind,
        on=on,
        text=squeeze(text),
        evidence=evidence,
        entered_at=at,
        entered_by_id=by.person_id,
    )
    facts = {"unit": unit.pk, "kind": kind}
    journal.record("movements.note_inspection", movement, by=by, at=at, happened_on=on, facts=facts)
    return note
