"""What units promise."""

from django.db import models
from django.db.models import Q

from thidua.movements.kinds import RegistrationState, SubjectKind
from thidua.movements.models.clauses import Award
from thidua.movements.models.frame import Round, Subject
from thidua.org.models import Person, Unit


class Registration(models.Model):
    """Đăng ký thi đua: what a unit promises in a round; one per unit and round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="registrations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registrations")
    state = models.CharField(
        "trạng thái", max_length=10, choices=RegistrationState.choices, default=RegistrationState.DRAFT
    )
    takes_part = models.BooleanField("tham gia", default=True)
    content = models.TextField("nội dung đăng ký", blank=True)
    target = models.TextField("chỉ tiêu", blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    late_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="registration_once_per_unit_and_round"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="registration_sent_has_when"
            ),
        ]

    def __str__(self) -> str:
        return f"Đăng ký thi đua của {self.unit.short}"


class RegistrationLine(models.Model):
    """Dòng đăng ký: a subject by name, or individuals by number only."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="lines")
    kind = models.CharField("loại", max_length=12, choices=SubjectKind.choices)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="+")
    headcount = models.PositiveIntegerField("số lượng", null=True, blank=True)
    award = models.ForeignKey(Award, models.PROTECT, null=True, blank=True, related_name="+")
    content = models.TextField("nội dung", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__isnull=False, headcount=None) | Q(subject=None, headcount__isnull=False),
                name="registration_line_by_name_or_number",
            ),
            models.UniqueConstraint(
                fields=["registration", "subject"],
                condition=Q(subject__isnull=False),
                name="registration_line_subject_once",
            ),
        ]
