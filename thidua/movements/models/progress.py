"""What units have to do while a movement runs, and how far they are."""

from django.db import models

from thidua.movements.kinds import NoteKind, TaskState
from thidua.movements.models.clauses import Deadline, DueDay
from thidua.movements.models.frame import Movement
from thidua.org.models import Document, Person, StoredFile, Unit


class Task(models.Model):
    """Nhiệm vụ được giao: a duty of a unit from the part “tổ chức thực hiện”."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="tasks")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="tasks")
    unit_text = models.CharField("đơn vị (theo kế hoạch)", max_length=500)
    text = models.TextField("nhiệm vụ")
    source = models.JSONField(default=dict)
    due_on = models.DateField("hạn", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    report = models.TextField("kết quả", blank=True)
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.text[:120]


class PlanDuty(models.Model):
    """Việc ban hành kế hoạch: a subordinate unit has to issue its own plan under a movement."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="plan_duties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plan_duties")
    deadline = models.ForeignKey(Deadline, models.PROTECT, null=True, blank=True, related_name="plan_duties")
    due_on = models.DateField("hạn", null=True, blank=True)
    child = models.OneToOneField(Movement, models.PROTECT, null=True, blank=True, related_name="fulfils")
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["movement", "unit"], name="plan_duty_once")]


class UnitReport(models.Model):
    """Báo cáo của đơn vị: an interim or closing report that the plan asks for on a day."""

    due_day = models.ForeignKey(DueDay, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="unit_reports")
    text = models.TextField("nội dung")
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField("gửi lúc")
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    late_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["due_day", "unit"], name="unit_report_once")]


class Target(models.Model):
    """Chỉ tiêu: a figure the movement wants to reach, as the plan words it."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="targets")
    measure = models.CharField("chỉ tiêu", max_length=500)
    op = models.CharField("so sánh", max_length=2)  # > >= < <= =
    value = models.DecimalField("mức", max_digits=16, decimal_places=4)
    unit_word = models.CharField("đơn vị tính", max_length=40, blank=True)
    by_year = models.PositiveSmallIntegerField("đến năm", null=True, blank=True)
    source = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.measure


class TargetFigure(models.Model):
    """Số liệu chỉ tiêu: what was reached in a period, with the paper that proves it. A correction is another line."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="figures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.CharField("kỳ", max_length=40)
    value = models.DecimalField("kết quả", max_digits=16, decimal_places=4)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class InspectionNote(models.Model):
    """Ghi nhận kiểm tra: what an inspection, a reminder or the Front's supervision found at a unit."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="inspection_notes")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspection_notes")
    kind = models.CharField("loại", max_length=12, choices=NoteKind.choices)
    on = models.DateField("ngày")
    text = models.TextField("nội dung")
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
