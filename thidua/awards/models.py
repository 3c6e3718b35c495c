"""Decisions, bonus, certificates. A signed decision is never edited, only followed by another."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.council.models import Meeting
from thidua.dossiers.models import Dossier
from thidua.movements.models import Award, Round, Subject
from thidua.org.models import Person, StoredFile, Unit


class Register(models.Model):
    """Sổ số văn bản: the numbers of one unit and year; typed from the registry, or given here one after another."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registers")
    year = models.PositiveSmallIntegerField("năm")
    symbol = models.CharField("ký hiệu", max_length=40)  # e.g. QĐ-UBND
    is_automatic = models.BooleanField("cấp số tự động", default=False)
    last_number = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year", "symbol"], name="register_once")]


class Decision(models.Model):
    """Quyết định khen thưởng: what the authority decided; frozen once signed."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="decisions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="decisions")  # whose authority decides
    kind = models.CharField("loại", max_length=8, choices=DecisionKind.choices, default=DecisionKind.GRANT)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    state = models.CharField("trạng thái", max_length=10, choices=DecisionState.choices, default=DecisionState.DRAFT)
    register = models.ForeignKey(Register, models.PROTECT, null=True, blank=True, related_name="decisions")
    number = models.PositiveIntegerField("số", null=True, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=200, blank=True)
    reason = models.TextField("lý do", blank=True)
    draft_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    signed_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)  # when it was entered
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "quyết định khen thưởng"
        constraints = [
            models.UniqueConstraint(
                fields=["register", "number"], condition=Q(number__isnull=False), name="decision_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed")
                | Q(number__isnull=False, signed_on__isnull=False, signed_at__isnull=False),
                name="decision_signed_has_number_and_day",
            ),
        ]

    def __str__(self) -> str:
        if self.number and self.register:
            return f"Quyết định số {self.number}/{self.register.symbol}"
        return "Dự thảo quyết định"

    def get_absolute_url(self) -> str:
        return reverse("awards:decision", args=[self.pk])


class DecisionLine(models.Model):
    """Dòng quyết định: who is praised with what, by the name of that day, with the bonus and how it came about."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="decision_lines")
    award = models.ForeignKey(Award, models.PROTECT, related_name="decision_lines")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="decision_lines")
    subject_name = models.CharField("tên", max_length=250)
    unit_name = models.CharField("đơn vị", max_length=250, blank=True)
    position = models.PositiveIntegerField(default=0)
    bonus = models.DecimalField("tiền thưởng", max_digits=14, decimal_places=0, null=True, blank=True)  # đồng
    bonus_steps = models.JSONField(default=dict)  # regime, coefficient, base salary, factor, articles, verified
    takes_back = models.BooleanField("thu hồi", default=False)  # in a following decision: this award is taken back

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "dossier", "takes_back"], name="decision_line_once")]


class Certificate(models.Model):
    """Bản in bằng, giấy khen: the printed thing, with its place in the register and its check code."""

    line = models.ForeignKey(DecisionLine, models.PROTECT, related_name="certificates")
    code = models.CharField("mã kiểm tra", max_length=20, unique=True)
    book_number = models.PositiveIntegerField("số vào sổ")
    book_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    book_year = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.CharField("lý do cấp lại", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book_unit", "book_year", "book_number"], name="certificate_book_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.code
