"""Plans and the movements they launch: the frame that everything later hangs on."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.movements.kinds import (
    Act,
    MovementState,
    Paper,
    PaperOrigin,
    PlanState,
    RegistrationState,
    RoundKind,
    RoundState,
    Route,
    SubjectKind,
    TaskState,
)
from thidua.org.models import Document, Person, StoredFile, Unit


class Subject(models.Model):
    """Đối tượng thi đua: whoever may take part and be praised: a unit, a person or a household."""

    kind = models.CharField("loại", max_length=12, choices=SubjectKind.choices)
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, blank=True, related_name="subject")
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="subject")
    name = models.CharField("tên", max_length=250)  # as it stands on papers
    name_norm = models.CharField(max_length=250, editable=False, db_index=True)
    home = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")  # unit it belongs to

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="collective", unit__isnull=False, person=None)
                | Q(kind="individual", person__isnull=False, unit=None)
                | Q(kind="household", unit=None, person=None),
                name="subject_is_of_its_kind",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Plan(models.Model):
    """Kế hoạch: an uploaded plan, what was read out of it, what people corrected. Frozen once issued."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")  # whose plan it is
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="plans")
    name = models.CharField("tên tệp", max_length=255)
    title = models.CharField("tên kế hoạch", max_length=500, blank=True)
    text = models.TextField()  # what the page shows and all offsets point into
    notes = models.JSONField(default=list)  # what the reader of files has to say
    read_draft = models.JSONField()  # as the reader gave it
    draft = models.JSONField()  # as people corrected it; the shape of plan_draft
    accepted = models.JSONField(default=list)  # groups of fields a person has accepted
    settled = models.JSONField(default=dict)  # finding key -> reason
    state = models.CharField("trạng thái", max_length=12, choices=PlanState.choices, default=PlanState.READ)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )  # the plan it inherits from
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="amendments")
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    signed_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)  # counts saves, so that a stale page is noticed
    uploaded_at = models.DateTimeField("tải lên lúc")
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "kế hoạch"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(issued_on__isnull=False, issued_at__isnull=False) & ~Q(number=""),
                name="plan_issued_has_number_and_day",
            ),
            models.UniqueConstraint(
                fields=["unit", "number", "issued_on"], condition=Q(state="issued"), name="plan_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.name

    def get_absolute_url(self) -> str:
        return reverse("movements:plan", args=[self.pk])


class Movement(models.Model):
    """Phong trào thi đua: what an issued plan launches."""

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="movement")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="movements")  # issuer; the successor after a succession
    issuer_name = models.CharField("cơ quan ban hành", max_length=250)  # the name on the plan, never changed
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField("tên", max_length=500)
    theme = models.CharField("chủ đề", max_length=500, blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=MovementState.choices, default=MovementState.RUNNING)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField(
        "đến hết ngày", null=True, blank=True
    )  # last day that counts; null when the plan is vague
    founded_at = models.DateTimeField()
    founded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "phong trào thi đua"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("movements:movement", args=[self.pk])


class Round(models.Model):
    """Đợt xét: the frame of one judgement within a movement."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="rounds")
    kind = models.CharField("loại", max_length=8, choices=RoundKind.choices)
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    name = models.CharField("tên", max_length=200)
    starts_on = models.DateField("từ ngày", null=True, blank=True)  # achievements count from here
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=8, choices=RoundState.choices, default=RoundState.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "kind", "year"], nulls_distinct=False, name="round_once")
        ]

    def __str__(self) -> str:
        return self.name


class Clause(models.Model):
    """Điều khoản: what every rule taken from a plan carries: its words, its place, and the days it is in force."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="%(class)ss")
    clause = models.CharField("điểm, mục", max_length=120, blank=True)  # e.g. “mục III.3”
    text = models.TextField("nguyên văn", blank=True)
    source = models.JSONField(default=dict)  # {"line", "start", "end", "quote"} in the text of the plan it came from
    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="+"
    )  # own plan, an amendment, or the parent it was taken from
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


class PaperRequirement(Clause):
    """Giấy tờ phải có: one paper that a dossier of this movement needs, and who asked for it."""

    paper = models.CharField("loại giấy tờ", max_length=12, choices=Paper.choices)
    origin = models.CharField("nguồn", max_length=8, choices=PaperOrigin.choices, default=PaperOrigin.PLAN)
    reason = models.CharField("căn cứ, lý do", max_length=300, blank=True)


class Deadline(Clause):
    """Hạn: a day of the plan in one of its meanings; its days per round stand in ``DueDay``."""

    act = models.CharField("việc", max_length=16, choices=Act.choices)
    meaning = models.CharField(max_length=12)  # before | until | relative | announced | yearly_* | vague | none_stated
    last_day = models.DateField(null=True, blank=True)
    month_day = models.CharField(max_length=5, blank=True)  # "01-05"
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    day_kind = models.CharField(max_length=8, blank=True)  # calendar | working
    event = models.CharField(max_length=500, blank=True)
    who = models.CharField(max_length=300, blank=True)
    to = models.CharField(max_length=300, blank=True)
    via = models.CharField(max_length=300, blank=True)
    round_kind = models.CharField(max_length=8, choices=RoundKind.choices, blank=True)  # empty: every round


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
            models.UniqueConstraint(fields=["deadline", "round"], nulls_distinct=False, name="due_day_once_per_round")
        ]


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
