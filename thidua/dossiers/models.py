"""The longest journey of one file through many hands, and the facts about people and units it rests on."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.dossiers.kinds import DisciplineGrade, InitiativeLevel, MatterKind, SignatureState, State, Verdict
from thidua.movements.kinds import Paper
from thidua.movements.models import Award, Criterion, PaperRequirement, Round, Subject
from thidua.org.models import Document, Person, StoredFile, Unit


class Dossier(models.Model):
    """Đề nghị khen thưởng: one nominee (unit, person or household), one award, one round.

    Change its state only through ``thidua.dossiers.actions``.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="dossiers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dossiers")
    nominee = models.ForeignKey(Subject, models.PROTECT, related_name="dossiers")
    award = models.ForeignKey(Award, models.PROTECT, related_name="dossiers")
    achievements = models.TextField("tóm tắt thành tích", blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField("lập lúc")
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    received_on = models.DateField("ngày tiếp nhận", null=True, blank=True)  # the day that counts for the law
    late_days = models.PositiveSmallIntegerField("muộn (ngày)", default=0)
    is_paper = models.BooleanField("hồ sơ giấy do cơ quan nhập", default=False)
    admitted_at = models.DateTimeField(null=True, blank=True)
    admitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    admitted_because = models.CharField("lý do chấp nhận nộp muộn", max_length=500, blank=True)
    attested_at = models.DateTimeField("đơn vị xác nhận lúc", null=True, blank=True)  # that the facts entered are all
    attested_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người thụ lý"
    )

    class Meta:
        verbose_name = "hồ sơ đề nghị khen thưởng"
        indexes = [models.Index(fields=["-opened_at", "-id"], name="dossier_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "nominee", "award"],
                condition=~Q(state="withdrawn"),
                name="dossier_once_per_round_and_award",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="dossier_submitted_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Hồ sơ {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("dossiers:dossier", args=[self.pk])


class DossierPaper(models.Model):
    """Giấy tờ trong hồ sơ: one version of one paper; the newest version counts, none is ever overwritten."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    requirement = models.ForeignKey(PaperRequirement, models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.CharField("loại giấy tờ", max_length=12, choices=Paper.choices)
    title = models.CharField("tên", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    is_on_paper = models.BooleanField("đã nhận bản giấy", default=False)  # brought to the counter, without a file
    signature = models.CharField("chữ ký số", max_length=12, choices=SignatureState.choices, blank=True)  # of a PDF
    signature_words = models.CharField("kết quả kiểm tra chữ ký", max_length=600, blank=True)  # when it was put
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    put_at = models.DateTimeField("tải lên lúc")
    put_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "requirement", "paper", "title", "version"],
                condition=Q(requirement__isnull=False),
                name="paper_version_once",
            ),
            models.UniqueConstraint(
                fields=["dossier", "paper", "title", "version"],
                condition=Q(requirement=None),
                name="further_paper_version_once",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(is_on_paper=True), name="paper_has_file_or_lies_on_paper"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_paper_display()

    @property
    def is_word(self) -> bool:
        """Say whether the file is a Word file, whose text can be compared."""
        return self.file is not None and self.file.name.lower().endswith(".docx")


class PaperDraft(models.Model):
    """Bản soạn giấy tờ: the text of a drafted paper as people worded it here, not yet a file of the dossier."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="drafts")
    paper = models.CharField("loại giấy tờ", max_length=12, choices=Paper.choices)
    parts = models.JSONField(default=list)  # as ``wording.packed`` gives it
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField("lưu lúc")
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "paper"], name="draft_once_per_paper")]


class PaperTemplate(models.Model):
    """Mẫu giấy tờ: an office's own Word file with places to fill, for one kind of paper; an old one stays on record."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="paper_templates")  # its own and every unit's under it
    paper = models.CharField("loại giấy tờ", max_length=12, choices=Paper.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    places = models.JSONField("chỗ điền", default=list)
    put_at = models.DateTimeField("tải lên lúc")
    put_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField("thôi dùng lúc", null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "paper"], condition=Q(ended_at=None), name="one_template_in_use_per_paper"
            )
        ]

    def __str__(self) -> str:
        return f"Mẫu {self.get_paper_display().lower()}"


class Handling(models.Model):
    """Bước xử lý: one step of a dossier's journey, as the unit sees it on the timeline."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="handlings")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    from_state = models.CharField(max_length=12, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=12, choices=State.choices)
    reason = models.TextField("lý do", blank=True)
    paper_reasons = models.JSONField(default=dict)  # name of the paper -> why it is given back

    def __str__(self) -> str:
        return self.get_to_state_display()


class Finding(models.Model):
    """Kết luận về một tiêu chí: what the verifier found for one criterion of one dossier."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="findings")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    verdict = models.CharField("kết luận", max_length=8, choices=Verdict.choices)
    reason = models.TextField("căn cứ", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "criterion"], name="finding_once_per_criterion")]


class Rating(models.Model):
    """Đánh giá, xếp loại chất lượng: the yearly rating of a person or unit."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="ratings")
    year = models.PositiveSmallIntegerField("năm")
    grade = models.CharField("mức", max_length=80)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "year"], name="rating_once_a_year")]


class Honour(models.Model):
    """Danh hiệu, khen thưởng đã nhận: a title or an award form once received, ours or from elsewhere.

    One that was taken back stays, with the decision that took it back, and counts for nothing any more.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="honours")
    name = models.CharField("tên", max_length=200)
    law_code = models.CharField(max_length=20, blank=True)
    is_title = models.BooleanField("là danh hiệu thi đua", default=False)
    is_thematic = models.BooleanField("khen theo chuyên đề, đợt", default=False)
    from_on = models.DateField("thành tích từ", null=True, blank=True)
    until_on = models.DateField("thành tích đến hết", null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    earned_by = models.ForeignKey(
        Dossier, models.PROTECT, null=True, blank=True, related_name="earned", verbose_name="hồ sơ được khen"
    )
    revoked_by = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bị thu hồi theo"
    )


class Initiative(models.Model):
    """Sáng kiến, đề tài: what somebody found, who recognised it, how far it spread."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="initiatives")
    title = models.CharField("tên", max_length=500)
    recognised_by = models.CharField("cấp công nhận", max_length=200, blank=True)
    level = models.CharField("cấp", max_length=20, choices=InitiativeLevel.choices, blank=True)
    spread = models.CharField("phạm vi ảnh hưởng, nhân rộng", max_length=300, blank=True)
    recognised_on = models.DateField("ngày công nhận", null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")


class Discipline(models.Model):
    """Kỷ luật: a grade with its days. Opens only to those who must see it."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="disciplines")
    grade = models.CharField("hình thức", max_length=12, choices=DisciplineGrade.choices)
    decided_on = models.DateField("ngày quyết định")
    served_on = models.DateField("chấp hành xong ngày", null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")


class PendingMatter(models.Model):
    """Việc đang xem xét: discipline, inspection, complaint or press report under examination (blocks while open)."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="pending_matters")
    kind = models.CharField("loại", max_length=20, choices=MatterKind.choices)
    opened_on = models.DateField("từ ngày")
    closed_on = models.DateField("kết luận ngày", null=True, blank=True)
    outcome = models.CharField("kết luận", max_length=300, blank=True)


class Overlap(models.Model):
    """Một thành tích: a person's word on whether an earlier award was for the same achievement; only a yes blocks."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="overlaps")
    honour = models.ForeignKey(Honour, models.PROTECT, related_name="overlaps")
    is_same = models.BooleanField("cùng thành tích")
    reason = models.CharField("lý do", max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "honour"], name="overlap_once")]


class Consultation(models.Model):
    """Lấy ý kiến Nhân dân: the list of a round published for some working days, with what was concluded."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="consultations")
    opens_on = models.DateField("công khai từ ngày")
    closes_on = models.DateField("đến hết ngày")
    source = models.CharField("căn cứ", max_length=300)
    dossiers = models.ManyToManyField(Dossier, related_name="consultations")
    conclusion = models.TextField("kết luận", blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="consultation_ends_after")
        ]

    def __str__(self) -> str:
        return f"Lấy ý kiến về danh sách {self.round}"


class Comment(models.Model):
    """Ý kiến: what somebody said about a published list; the name is theirs to give."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="comments")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, blank=True, related_name="comments")
    text = models.TextField("ý kiến")
    name = models.CharField("người góp ý", max_length=120, blank=True)
    contact = models.CharField("liên hệ", max_length=120, blank=True)
    at = models.DateTimeField()


class Package(models.Model):
    """Gói đề nghị cấp trên: dossiers sent up as one file, or one that came in from below."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="packages")  # where it was made or taken in
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    is_incoming = models.BooleanField("gói nhận từ cấp dưới", default=False)
    to = models.CharField("gửi tới", max_length=200, blank=True)
    via = models.CharField("qua", max_length=200, blank=True)  # the office that takes it for the one named in “to”
    code = models.CharField("mã gói", max_length=64)  # the same at both ends
    manifest = models.JSONField(default=dict)
    answer = models.JSONField(default=dict)  # what came back: state and reason for each dossier
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "is_incoming"], name="package_once_at_each_end")]

    @property
    def rows(self) -> list[dict[str, object]]:
        """Each dossier by name with what was answered about it."""
        dossiers = self.manifest.get("dossiers", [])
        return [{"key": one["key"], "name": one["name"], "told": self.answer.get(str(one["key"]))} for one in dossiers]


class ReportMark(models.Model):
    """Dấu vân của báo cáo: one of the smallest shingle hashes of a handed-in report, for the copy detector."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="marks")
    value = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "value"], name="report_mark_once")]
