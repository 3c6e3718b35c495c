"""The fund of an office in a year and everything that goes in and out of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.awards.kinds import EntryKind, FundKind
from thidua.awards.models.decisions import DecisionLine
from thidua.org.models import Document, Person, Unit


class Fund(models.Model):
    """Quỹ thi đua, khen thưởng: of one office in one year; ``base`` is what the law's ceiling is a share of."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="funds")
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("loại", max_length=12, choices=FundKind.choices)
    base = models.DecimalField("tổng chi làm căn cứ tính trần", max_digits=18, decimal_places=0, null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "quỹ thi đua, khen thưởng"
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="fund_once_a_year")]

    def __str__(self) -> str:
        return f"Quỹ thi đua, khen thưởng năm {self.year} của {self.unit.name}"

    def get_absolute_url(self) -> str:
        return reverse("awards:fund", args=[self.pk])


class FundEntry(models.Model):
    """Bút toán của quỹ: one sum going in or out; never changed, a mistake is answered by an entry against it."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="entries")
    kind = models.CharField("loại", max_length=12, choices=EntryKind.choices)
    amount = models.DecimalField("số tiền", max_digits=16, decimal_places=0)  # đồng; below zero takes an entry back
    on = models.DateField("ngày")
    line = models.ForeignKey(DecisionLine, models.PROTECT, null=True, blank=True, related_name="entries")
    voucher = models.CharField("số chứng từ", max_length=60, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField("nội dung", max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="fund_entry_is_a_sum"),
            models.CheckConstraint(
                condition=~Q(kind__in=["bonus", "returned"]) | Q(line__isnull=False),
                name="fund_entry_of_bonus_has_line",
            ),
            models.UniqueConstraint(
                fields=["line", "kind"], condition=Q(kind__in=["bonus", "returned"]), name="bonus_paid_once"
            ),
        ]
