"""The rules a movement takes from its plan, each with its words, its place and its days."""

from django.db import models
from django.db.models import F, Q

from thidua.movements.kinds import Act, DeferredPart, Paper, PaperOrigin, RoundKind, Route, SubjectKind
from thidua.movements.models.frame import Movement, Plan, Round
from thidua.org.models import Document, Person, Unit


class Clause(models.Model):
    """Điều khoản: what every rule taken from a plan carries: its words, its place, and the days it is in force."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="%(class)ss")
    clause = models.CharField("điểm, mục", max_length=120, blank=True)  # e.g. “mục III.3”
    text = models.TextField("nguyên văn", blank=True)
    source = models.JSONField(default=dict)  # {"line", "start", "end", "quote"} in the text of the plan it came from
    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="+"
    )  # own plan, an amendment, or the parent it was taken from
    scope = models.CharField("loại đơn vị áp dụng", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField("áp dụng từ", null=True, blank=True)
    until_on = models.DateField("áp dụng đến hết", null=True, blank=True)

    class Meta:
        abstract = True


class Criterion(Clause):
    """Tiêu chí: what a collective or an individual has to fulfil; kind and parameters as in the plan draft."""

    subject = models.CharField("áp dụng cho", max_length=12, choices=SubjectKind.choices)
    kind = models.CharField("loại", max_length=12)
    params = models.JSONField(default=dict)

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="criteria")

    class Meta(Clause.Meta):
        verbose_name = "tiêu chí"


class Award(Clause):
    """Hình thức khen thưởng của phong trào: form and authority, own or proposed, once, yearly or for the stage."""

    form = models.CharField("hình thức", max_length=120)
    authority = models.CharField("thẩm quyền", max_length=200, blank=True)
    authority_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    law_code = models.CharField(max_length=20, blank=True)  # code in the law's catalogue, e.g. GK_HUYEN
    for_collectives = models.BooleanField(default=True)
    for_individuals = models.BooleanField(default=True)
    route = models.CharField("tuyến", max_length=8, choices=Route.choices)
    round_kind = models.CharField("khi nào", max_length=8, choices=RoundKind.choices)

    def __str__(self) -> str:
        return f"{self.form} của {self.authority}" if self.authority else self.form


class Quota(Clause):
    """Số lượng: how many may be praised; limits awards, never candidates."""

    award = models.ForeignKey(Award, models.PROTECT, null=True, blank=True, related_name="quotas")
    subject = models.CharField(
        "đối tượng", max_length=12, choices=SubjectKind.choices, blank=True
    )  # empty: both together
    op = models.CharField(max_length=12)  # max | exact | range | share | per_group | deferred | set_by_unit
    n = models.PositiveIntegerField(null=True, blank=True)
    n_max = models.PositiveIntegerField(null=True, blank=True)
    percent = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    per = models.CharField(max_length=60, blank=True)
    deferred_to = models.CharField(max_length=80, blank=True)

    class Meta(Clause.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(n_max=None) | Q(n_max__gte=F("n")), name="quota_range_is_ordered")
        ]


class QuotaShare(models.Model):
    """Phần chỉ tiêu được giao: how many places of a quota a subordinate unit may fill."""

    quota = models.ForeignKey(Quota, models.PROTECT, related_name="shares")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="quota_shares")
    n = models.PositiveIntegerField("số lượng")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quota", "unit"], name="quota_share_once")]


class PaperRequirement(Clause):
    """Giấy tờ phải có: one paper that a dossier of this movement needs, and who asked for it."""

    paper = models.CharField("loại giấy tờ", max_length=12, choices=Paper.choices)
    origin = models.CharField("nguồn", max_length=8, choices=PaperOrigin.choices, default=PaperOrigin.PLAN)
    reason = models.CharField("căn cứ, lý do", max_length=300, blank=True)


class Deadline(Clause):
    """Hạn: a day of the plan in one of its meanings; its days per round stand in ``DueDay``."""

    act = models.CharField("việc", max_length=16, choices=Act.choices)
    meaning = models.CharField(max_length=20)  # before | until | relative | announced | yearly_* | vague | none_stated
    last_day = models.DateField(null=True, blank=True)
    month_day = models.CharField(max_length=5, blank=True)  # "01-05"
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    day_kind = models.CharField(max_length=8, blank=True)  # calendar | working
    event = models.CharField(max_length=500, blank=True)
    who = models.CharField(max_length=300, blank=True)
    to = models.CharField(max_length=300, blank=True)
    via = models.CharField(max_length=300, blank=True)
    round_kind = models.CharField(max_length=8, choices=RoundKind.choices, blank=True)  # empty: every round


class Deferral(models.Model):
    """Phần dẫn chiếu: what this plan leaves to another plan, and from which plan it was taken in the end."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="deferrals")
    part = models.CharField("phần", max_length=10, choices=DeferredPart.choices)
    number = models.CharField("kế hoạch số", max_length=80)
    source = models.JSONField(default=dict)
    taken_from = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "part", "number"], name="deferral_once"),
            models.CheckConstraint(
                condition=Q(taken_from=None, taken_at=None) | Q(taken_from__isnull=False, taken_at__isnull=False),
                name="deferral_taken_has_when",
            ),
        ]


class DueDay(models.Model):
    """Ngày đến hạn: the last day of a deadline in a round; empty while it waits for an event or an announcement."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="due_days")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="due_days")
    last_day = models.DateField("ngày cuối", null=True, blank=True)
    happened_on = models.DateField("sự kiện xảy ra ngày", null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("lý do", max_length=300, blank=True)  # why it was announced, postponed
    set_at = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deadline", "round"], name="due_day_once_per_round"),
            models.UniqueConstraint(fields=["deadline"], condition=Q(round=None), name="due_day_once_without_round"),
        ]
