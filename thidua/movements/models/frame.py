"""Plans and the movements they launch: the frame that everything later hangs on."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.movements.kinds import ChangeKind, MovementState, PlanState, RoundKind, RoundState, SubjectKind
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
    is_outside = models.BooleanField(default=False)  # of an office that does not work here: read, but no movement
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
            models.UniqueConstraint(fields=["movement", "kind", "year"], name="round_once"),
            models.UniqueConstraint(
                fields=["movement", "kind"], condition=Q(year=None), name="round_once_without_year"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MovementChange(models.Model):
    """Quyết định về phong trào: closing, extending or stopping a movement, by its own document."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="changes")
    kind = models.CharField("việc", max_length=12, choices=ChangeKind.choices)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
