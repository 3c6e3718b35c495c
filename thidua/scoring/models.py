"""Index sets, figures, sheets and results: inputs, evidence, checks and the sum stay apart."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.org.models import Cluster, Document, Level, Person, StoredFile, Unit
from thidua.scoring.kinds import Column, Formula, Satisfaction, SetState, SheetState, Source, Ties


class IndexSet(models.Model):
    """Bộ chỉ số: one version of an index for one year and kind of unit. Frozen once sheets stand on it."""

    code = models.CharField("mã", max_length=40)
    name = models.CharField("tên", max_length=250)
    year = models.PositiveSmallIntegerField("năm")
    version = models.PositiveSmallIntegerField("phiên bản", default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="index_sets")  # who scores by it
    level = models.ForeignKey(Level, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cấp đơn vị")
    state = models.CharField("trạng thái", max_length=8, choices=SetState.choices, default=SetState.DRAFT)
    ties = models.CharField("đồng hạng", max_length=12, choices=Ties.choices, default=Ties.COMPETITION)
    places = models.PositiveSmallIntegerField("số chữ số thập phân khi hiện", default=2)
    classes = models.JSONField("xếp loại", default=list)  # [[name, least percent as text], …], best first
    note = models.TextField("ghi chú, nguồn", blank=True)
    is_sample = models.BooleanField("là mẫu", default=False)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    shows_normalised = models.BooleanField("hiện điểm chuẩn hóa giữa người thẩm định", default=False)
    claim_until = models.DateField("tự chấm đến hết ngày", null=True, blank=True)
    explain_until = models.DateField("giải trình đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "bộ chỉ số"
        constraints = [models.UniqueConstraint(fields=["code", "year", "version"], name="index_set_version_once")]

    def __str__(self) -> str:
        return f"{self.name} năm {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("scoring:set", args=[self.pk])

    @property
    def office_path(self) -> str | None:
        """The path of the office that scores by this set; None for a sample, which belongs to nobody."""
        return self.unit.path if self.unit else None


class IndexItem(models.Model):
    """Lĩnh vực, tiêu chí hoặc tiêu chí thành phần: one line of an index set; points are written at the leaves."""

    index_set = models.ForeignKey(IndexSet, models.PROTECT, related_name="items")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField("mã", max_length=20)  # 1, 1.2, 1.2.3
    name = models.CharField("tên", max_length=600)
    position = models.PositiveSmallIntegerField("thứ tự")
    is_leaf = models.BooleanField("chấm điểm ở dòng này", default=True)
    maximum = models.DecimalField("điểm tối đa", max_digits=9, decimal_places=4)
    is_bonus = models.BooleanField("điểm thưởng", default=False)
    formula = models.CharField("công thức", max_length=12, choices=Formula.choices, default=Formula.HAND)
    params = models.JSONField("tham số", default=dict)
    source = models.CharField("nguồn", max_length=8, choices=Source.choices, default=Source.SELF)
    figure_code = models.CharField("mã số liệu", max_length=40, blank=True)
    evidence_wanted = models.CharField("tài liệu kiểm chứng", max_length=400, blank=True)
    note = models.TextField("hướng dẫn", blank=True)
    verifier = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nơi thẩm định"
    )
    not_for = models.JSONField("không áp dụng cho cấp", default=list)  # codes of levels

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["index_set", "code"], name="index_item_code_once"),
            models.CheckConstraint(condition=Q(maximum__gte=0), name="index_item_maximum_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.name}"

    @property
    def value_code(self) -> str:
        """The figure its points follow from; the result of a survey is a figure too."""
        asked = f"khao_sat_{self.code.replace('.', '_')}" if self.source == Source.SURVEY else ""
        return self.figure_code or asked


class Exemption(models.Model):
    """Không áp dụng: an item that does not apply to one unit, by decision; it leaves the sum and the maximum."""

    item = models.ForeignKey(IndexItem, models.PROTECT, related_name="exemptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.CharField("lý do", max_length=300)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="exemption_once")]


class Figure(models.Model):
    """Số liệu: a count, over a count where it has a whole, of a unit in a period; typed once, used by many items."""

    code = models.CharField("mã số liệu", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField("năm")
    period = models.CharField("kỳ", max_length=10, blank=True)  # empty: the whole year; Q1, M03 …
    numerator = models.DecimalField("số đạt", max_digits=18, decimal_places=4)
    denominator = models.DecimalField("tổng số", max_digits=18, decimal_places=4, null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "số liệu"
        constraints = [
            models.UniqueConstraint(fields=["code", "unit", "year", "period"], name="figure_once"),
            models.CheckConstraint(condition=Q(numerator__gte=0), name="figure_not_negative"),
        ]


class Sheet(models.Model):
    """Phiếu chấm: one unit under one index set."""

    index_set = models.ForeignKey(IndexSet, models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sheets")
    state = models.CharField("trạng thái", max_length=12, choices=SheetState.choices, default=SheetState.CLAIMING)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    finalised_at = models.DateTimeField(null=True, blank=True)
    finalised_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "phiếu chấm"
        constraints = [models.UniqueConstraint(fields=["index_set", "unit"], name="sheet_once")]

    def __str__(self) -> str:
        return f"Phiếu chấm {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("scoring:sheet", args=[self.pk])


class Cell(models.Model):
    """Ô chấm: one item of one sheet with its four columns; none ever overwrites another."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="cells")
    item = models.ForeignKey(IndexItem, models.PROTECT, related_name="cells")
    claimed = models.DecimalField("tự chấm", max_digits=9, decimal_places=4, null=True, blank=True)
    claimed_note = models.TextField("giải thích", blank=True)
    verified = models.DecimalField("thẩm định", max_digits=9, decimal_places=4, null=True, blank=True)
    verified_reason = models.TextField("lý do", blank=True)
    explained = models.DecimalField("giải trình", max_digits=9, decimal_places=4, null=True, blank=True)
    explained_note = models.TextField("nội dung giải trình", blank=True)
    final = models.DecimalField("điểm cuối", max_digits=9, decimal_places=4, null=True, blank=True)
    final_reason = models.TextField("lý do", blank=True)
    applies = models.BooleanField("áp dụng", default=True)  # False: spared by decision, outside sum and maximum
    version = models.PositiveIntegerField(default=0)  # counts writes, so that a stale page is noticed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "item"], name="cell_once"),
            models.CheckConstraint(
                condition=(Q(claimed=None) | Q(claimed__gte=0))
                & (Q(verified=None) | Q(verified__gte=0))
                & (Q(explained=None) | Q(explained__gte=0))
                & (Q(final=None) | Q(final__gte=0)),
                name="cell_points_not_negative",
            ),
        ]


class CellWriting(models.Model):
    """Lần ghi điểm: who wrote what into which column and when; the whole history, visible to the unit."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="writings")
    column = models.CharField("cột", max_length=9, choices=Column.choices)
    points = models.DecimalField("điểm", max_digits=9, decimal_places=4, null=True, blank=True)
    words = models.TextField("lý do, giải thích", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class Evidence(models.Model):
    """Minh chứng: a file once, with its number, day, issuer and what it proves; used for many items and years."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="evidence")
    title = models.CharField("trích yếu", max_length=400)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    dated_on = models.DateField("ngày", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=250, blank=True)
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    cells = models.ManyToManyField(Cell, related_name="evidence", blank=True)

    class Meta:
        verbose_name = "minh chứng"
        constraints = [models.UniqueConstraint(fields=["unit", "file"], name="evidence_once_per_unit")]

    def __str__(self) -> str:
        return self.title


class Publication(models.Model):
    """Công bố kết quả: the results of an index set as published by a decision; a correction is another one.

    The database refuses to change or remove it, its results and what was ever written into a cell.
    """

    index_set = models.ForeignKey(IndexSet, models.PROTECT, related_name="publications")
    turn = models.PositiveSmallIntegerField("lần", default=1)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    reason = models.CharField("lý do đính chính", max_length=300, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    digest = models.CharField("SHA-256 của kết quả", max_length=64)  # over all its results, as `rules.digest` does

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index_set", "turn"], name="publication_turn_once")]


class Result(models.Model):
    """Kết quả: total, percent, class and rank of one unit in one publication, by the unit's name of that day."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="results")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="index_results")
    unit_name = models.CharField(max_length=250)
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, blank=True, related_name="+")
    points = models.DecimalField("điểm", max_digits=12, decimal_places=4)
    maximum = models.DecimalField("điểm tối đa", max_digits=12, decimal_places=4)
    percent = models.DecimalField("tỷ lệ", max_digits=9, decimal_places=6, null=True)
    rank = models.PositiveIntegerField("hạng", null=True)
    rating_class = models.CharField("xếp loại", max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "unit"], name="result_once")]


class ComponentDuty(models.Model):
    """Chỉ số thành phần được giao: a unit answers for an item of somebody's index; its criterion reads that."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="component_duties")
    index_name = models.CharField("bộ chỉ số", max_length=80)  # PAR INDEX, DDCI …
    component = models.CharField("chỉ số thành phần", max_length=400)
    subject = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # whose index it is
    from_year = models.PositiveSmallIntegerField("từ năm")
    until_year = models.PositiveSmallIntegerField("đến năm", null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "index_name", "component", "subject", "from_year"], name="component_duty_once"
            )
        ]


class OutsideResult(models.Model):
    """Kết quả do nơi khác công bố: a score, rank or value with the document that proves it."""

    index_name = models.CharField("chỉ số", max_length=80)
    component = models.CharField("chỉ số thành phần", max_length=400, blank=True)
    subject = models.ForeignKey(Unit, models.PROTECT, related_name="outside_results")
    year = models.PositiveSmallIntegerField("năm")
    score = models.DecimalField("điểm", max_digits=12, decimal_places=4, null=True, blank=True)
    rank = models.PositiveIntegerField("hạng", null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["index_name", "component", "subject", "year"], name="outside_result_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=False) | Q(rank__isnull=False), name="outside_result_says_something"
            ),
        ]


class Survey(models.Model):
    """Khảo sát: people asked about units for one survey item of an index set, each with a code of their own."""

    item = models.ForeignKey(IndexItem, models.PROTECT, related_name="surveys")
    title = models.CharField("tên khảo sát", max_length=250)
    period = models.CharField("kỳ", max_length=10, blank=True)  # empty: the whole year, as with figures
    opens_on = models.DateField("mở từ ngày")
    closes_on = models.DateField("đến hết ngày")
    least = models.PositiveSmallIntegerField("số phiếu ít nhất của một đơn vị", default=10)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "khảo sát"
        constraints = [
            models.UniqueConstraint(fields=["item", "period"], name="survey_once_per_item_and_period"),
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="survey_ends_after_it_opens"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scoring:survey", args=[self.pk])


class SurveyQuestion(models.Model):
    """Câu hỏi khảo sát: answered by one of five words."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("câu hỏi", max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "position"], name="survey_question_once")]


class SurveyCode(models.Model):
    """Mã khảo sát: lets one person answer once about one unit; it knows that it is spent, not when nor for what."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="codes")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code = models.CharField("mã", max_length=16, unique=True)
    is_spent = models.BooleanField("đã dùng", default=False)


class SurveyTally(models.Model):
    """Số phiếu theo mức: how many gave a unit this score at this question; an answer is kept in no other place."""

    question = models.ForeignKey(SurveyQuestion, models.PROTECT, related_name="tallies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField("mức", choices=Satisfaction.choices)
    count = models.PositiveIntegerField("số phiếu", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "unit", "score"], name="survey_tally_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="survey_tally_score_is_one_to_five"),
        ]
