"""The printed thing, the paper it is printed on, and each printing."""

from django.db import models
from django.db.models import Q

from thidua.awards.models.decisions import Decision, DecisionLine
from thidua.org.models import Person, StoredFile, Unit


class Stock(models.Model):
    """Phôi: pre-printed paper of an office, with the place of each text in millimetres."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stocks")
    name = models.CharField("tên phôi", max_length=120)
    width = models.DecimalField("rộng (mm)", max_digits=5, decimal_places=1)
    height = models.DecimalField("cao (mm)", max_digits=5, decimal_places=1)
    slots = models.JSONField(default=dict)  # slot -> {"x","y","width","height","size","face","side"}, decimals as text
    right = models.DecimalField("lệch phải (mm)", max_digits=4, decimal_places=1, default=0)
    down = models.DecimalField("lệch xuống (mm)", max_digits=4, decimal_places=1, default=0)
    picture = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "phôi"
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="stock_name_once"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="stock_has_size"),
        ]

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """Bản in bằng, giấy khen: the printed thing, with its place in the register and its check code."""

    line = models.ForeignKey(DecisionLine, models.PROTECT, related_name="certificates")
    code = models.CharField("mã kiểm tra", max_length=20, unique=True)
    book_number = models.PositiveIntegerField("số vào sổ")
    book_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    book_year = models.PositiveSmallIntegerField("năm")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.CharField("lý do cấp lại", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book_unit", "book_year", "book_number"], name="certificate_book_number_once"
            ),
            models.UniqueConstraint(
                fields=["line"], condition=Q(replaces=None), name="certificate_first_once_per_line"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PrintRun(models.Model):
    """Lần in: one file of certificates made for a decision."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="print_runs")
    stock = models.ForeignKey(Stock, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    count = models.PositiveIntegerField("số bản")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
