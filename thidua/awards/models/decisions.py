"""What an authority decided, and the book its number stands in."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.council.models import Meeting
from thidua.dossiers.models import Dossier
from thidua.movements.models import Award, Quota, Round, Subject
from thidua.org.models import Document, Person, StoredFile, Unit


class Register(models.Model):
    """Sổ số: the numbers of one unit and year; typed from the registry, or given here one after another."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="registers")
    year = models.PositiveSmallIntegerField("năm")
    symbol = models.CharField("ký hiệu", max_length=40)  # e.g. QĐ-UBND
    is_automatic = models.BooleanField("cấp số tự động", default=False)
    last_number = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = "sổ số"
        constraints = [models.UniqueConstraint(fields=["unit", "year", "symbol"], name="register_once")]

    def __str__(self) -> str:
        return f"Sổ {self.symbol} năm {self.year}"


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
    signing_line = models.CharField("thẩm quyền ký", max_length=20, blank=True)  # TM., KT., Q. …
    merit = models.CharField("thành tích", max_length=500, blank=True)
    reason = models.TextField("lý do, căn cứ", blank=True)
    return_by = models.DateField("hạn nộp lại tiền thưởng", null=True, blank=True)  # of a signed revocation
    signed_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")  # once signed
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
                | Q(number__isnull=False, register__isnull=False, signed_on__isnull=False, signed_at__isnull=False),
                name="decision_signed_has_number_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["revoke", "replace"]) | Q(follows__isnull=False),
                name="decision_following_follows_one",
            ),
        ]

    def __str__(self) -> str:
        name = "Tờ trình" if self.kind == DecisionKind.PROPOSE else "Quyết định"
        if self.number and self.register:
            return f"{name} số {self.number:02d}/{self.register.symbol}"
        return f"Dự thảo {name.lower()}"

    def get_absolute_url(self) -> str:
        return reverse("awards:decision", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it may still change."""
        return self.state in {DecisionState.DRAFT, DecisionState.SUBMITTED}


class DecisionLine(models.Model):
    """Dòng quyết định: who is praised with what, by the name of that day, with the bonus and how it came about."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="decision_lines")
    award = models.ForeignKey(Award, models.PROTECT, related_name="decision_lines")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="decision_lines")
    subject_name = models.CharField("tên", max_length=250)
    title = models.CharField("chức vụ", max_length=200, blank=True)
    unit_name = models.CharField("đơn vị", max_length=250, blank=True)
    position = models.PositiveIntegerField(default=0)
    bonus = models.DecimalField("tiền thưởng", max_digits=14, decimal_places=0, null=True, blank=True)  # đồng
    bonus_steps = models.JSONField(default=dict)  # regime, coefficient, base salary, factor, articles, verified
    takes_back = models.BooleanField("thu hồi", default=False)  # in a following decision: this award is taken back

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "dossier", "takes_back"], name="decision_line_once")]

    def __str__(self) -> str:
        return self.subject_name


class QuotaBase(models.Model):
    """Số làm căn cứ tính chỉ tiêu: what a share or a “mỗi …” quota is reckoned from in a round, with its source."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="quota_bases")
    quota = models.ForeignKey(Quota, models.PROTECT, related_name="bases")
    number = models.PositiveIntegerField("số")
    source = models.CharField("căn cứ", max_length=300)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "quota"], name="quota_base_once_per_round")]


class Omission(models.Model):
    """Kết luận không khen: why a dossier that could be decided was not chosen."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="omission")
    reason = models.CharField("lý do", max_length=500)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
