"""Councils, meetings and ballots. In a secret vote who voted and what was voted share no row, no time, no order."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.council.kinds import (
    BallotKind,
    BallotMode,
    Base,
    BoxState,
    Choice,
    CouncilKind,
    MeetingState,
    Office,
    Over,
)
from thidua.dossiers.models import Dossier
from thidua.movements.models import Round
from thidua.org.models import Document, Person, StoredFile, Unit


class Council(models.Model):
    """Hội đồng: a body that judges, with the rules it decided for itself over the law's defaults."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="councils")
    kind = models.CharField("loại", max_length=10, choices=CouncilKind.choices, default=CouncilKind.COUNCIL)
    name = models.CharField("tên", max_length=250)
    quorum_numerator = models.PositiveSmallIntegerField(default=2)
    quorum_denominator = models.PositiveSmallIntegerField(default=3)
    share_numerator = models.PositiveSmallIntegerField(default=1)
    share_denominator = models.PositiveSmallIntegerField(default=2)
    share_is_strict = models.BooleanField("phải trên tỷ lệ này", default=True)  # more than, not at least
    base = models.CharField("tính trên", max_length=8, choices=Base.choices, default=Base.MEMBERS)
    abstain_in_base = models.BooleanField("tính cả phiếu không có ý kiến", default=True)
    invalid_in_base = models.BooleanField("tính cả phiếu không hợp lệ", default=True)
    recused_in_base = models.BooleanField("tính cả người không tham gia bỏ phiếu do có liên quan", default=False)
    rules_from = models.CharField("căn cứ quy chế", max_length=300, blank=True)
    default_mode = models.CharField(
        "hình thức biểu quyết", max_length=6, choices=BallotMode.choices, default=BallotMode.SECRET
    )
    least_voters = models.PositiveSmallIntegerField("số người bỏ phiếu kín ít nhất", default=3)
    takes_written = models.BooleanField("lấy ý kiến bằng văn bản người vắng", default=False)
    has_casting_vote = models.BooleanField("Chủ tịch quyết định khi ngang phiếu", default=False)
    over = models.CharField(
        "khi nhiều đề nghị đạt tỷ lệ hơn số lượng", max_length=4, choices=Over.choices, default=Over.KEEP
    )

    class Meta:
        verbose_name = "hội đồng"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    share_numerator__lte=F("share_denominator"),
                    quorum_numerator__lte=F("quorum_denominator"),
                    share_denominator__gt=0,
                    quorum_denominator__gt=0,
                ),
                name="council_shares_are_fractions",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("council:council", args=[self.pk])


class Seat(models.Model):
    """Thành viên hội đồng: a person's seat, with its days."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    office = models.CharField("chức danh", max_length=10, choices=Office.choices, default=Office.MEMBER)
    has_voice = models.BooleanField("có quyền biểu quyết", default=True)
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person"], condition=Q(until_on=None), name="seat_once_per_person"
            )
        ]


class Meeting(models.Model):
    """Phiên họp: one sitting of a council about the dossiers of a round."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="meetings")
    round = models.ForeignKey(Round, models.PROTECT, related_name="meetings")
    held_on = models.DateField("ngày họp")
    begins_at = models.CharField("giờ họp", max_length=5, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    agenda = models.TextField("nội dung", blank=True)
    guests = models.TextField("khách mời", blank=True)  # one on each line
    joint_with = models.ManyToManyField(Council, related_name="joint_meetings", blank=True)  # họp liên tịch
    state = models.CharField("trạng thái", max_length=10, choices=MeetingState.choices, default=MeetingState.CONVENED)
    convened_at = models.DateTimeField()
    convened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    minutes = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    minutes_pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    signed_minutes = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "phiên họp"

    def __str__(self) -> str:
        return f"Phiên họp ngày {self.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("council:meeting", args=[self.pk])


class Presence(models.Model):
    """Có mặt: whether a seat was filled at a meeting; by presence, in writing, or not."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="presences")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    is_present = models.BooleanField("có mặt")
    in_writing = models.BooleanField("gửi ý kiến bằng văn bản", default=False)
    reason = models.CharField("lý do vắng", max_length=200, blank=True)
    letter = models.CharField("văn bản gửi ý kiến", max_length=200, blank=True)  # number and day of the absent's letter

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="presence_once")]


class Line(models.Model):
    """Dòng xét: one dossier on the agenda of one meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    is_under_discussion = models.BooleanField(default=False)
    is_shortlisted = models.BooleanField("vào danh sách rút gọn", default=False)
    casting_choice = models.CharField(
        "ý kiến quyết định của Chủ tịch", max_length=10, choices=Choice.choices, blank=True
    )
    casting_reason = models.CharField("lý do", max_length=300, blank=True)
    casting_box = models.ForeignKey(
        "Box", models.PROTECT, null=True, blank=True, related_name="+"
    )  # the tie it settled

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "dossier"], name="line_once_per_meeting"),
            models.CheckConstraint(
                condition=Q(casting_choice="", casting_box=None)
                | (~Q(casting_choice="") & Q(casting_box__isnull=False)),
                name="line_casting_names_its_box",
            ),
        ]


class MeetingPaper(models.Model):
    """Tài liệu họp: a paper laid before the whole meeting; papers of one candidate stand in the dossier."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    title = models.CharField("tên tài liệu", max_length=250)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "file"], name="meeting_paper_once")]

    def __str__(self) -> str:
        return self.title


class Recusal(models.Model):
    """Không tham gia bỏ phiếu: a member who is the candidate, or declares a conflict, on one line."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="recusals")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    reason = models.CharField("lý do", max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "seat"], name="recusal_once")]


class Box(models.Model):
    """Hòm phiếu: one ballot over the lines of a meeting; a repeat is another box."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="boxes")
    turn = models.PositiveSmallIntegerField("lần", default=1)
    mode = models.CharField("hình thức", max_length=6, choices=BallotMode.choices)
    state = models.CharField("trạng thái", max_length=10, choices=BoxState.choices, default=BoxState.OPEN)
    kind = models.CharField("cách bỏ phiếu", max_length=6, choices=BallotKind.choices, default=BallotKind.YES_NO)
    most = models.PositiveSmallIntegerField("số đề nghị được chọn nhiều nhất", null=True, blank=True)
    measures = models.JSONField(default=list)  # of a score ballot: [name, weight]
    needs = models.JSONField(default=dict)  # line id -> share needed and its source, frozen when opened
    laid = models.JSONField(default=dict)  # the council's rules of counting, frozen when opened
    places = models.JSONField(default=list)  # [[line ids], places or null, source]: lines that share so many places
    lines = models.ManyToManyField(Line, related_name="boxes")
    key_name = models.CharField(max_length=32, blank=True)  # of the key that seals the ballots while it is open
    result = models.JSONField(default=dict)  # line id -> tally, written once when the box is closed
    receipts = models.JSONField(default=list)  # one hash for each paper cast, sorted; written when the box is closed
    closed_at = models.DateTimeField("kiểm phiếu lúc", null=True, blank=True)
    cancelled_for = models.CharField("lý do hủy", max_length=300, blank=True)
    seal = models.CharField(max_length=64, blank=True)  # hash over all ballots, written when the box is closed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "turn"], name="box_turn_once")]

    def __str__(self) -> str:
        return f"Hòm phiếu lần {self.turn}"

    def get_absolute_url(self) -> str:
        return reverse("council:box", args=[self.pk])


class Turnout(models.Model):
    """Đã bỏ phiếu: that a seat voted, nothing else; no time, a random key written anew with each vote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.ForeignKey(Box, models.PROTECT, related_name="turnouts")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "seat"], name="turnout_once")]


class Ballot(models.Model):
    """Lá phiếu: what was voted on one line, nothing else. Its key is random; ``seat`` only in open ballots.

    While a secret box is open only ``sealed`` is filled; closing the box turns it into the other fields.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.ForeignKey(Box, models.PROTECT, related_name="ballots")
    line = models.ForeignKey(Line, models.PROTECT, related_name="ballots")
    choice = models.CharField("ý kiến", max_length=10, choices=Choice.choices, blank=True)
    place = models.PositiveSmallIntegerField("thứ tự", null=True, blank=True)
    scores = models.JSONField("điểm", default=list)
    sealed = models.TextField(blank=True)
    receipt = models.CharField(max_length=64, blank=True)  # hash of the voter's receipt code and the line
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["box", "line", "seat"], condition=Q(seat__isnull=False), name="open_ballot_once"
            ),
            models.CheckConstraint(
                condition=Q(sealed="") | Q(choice="", seat=None, receipt=""), name="ballot_is_sealed"
            ),
        ]


class Keying(models.Model):
    """Lần nhập phiếu giấy: the counts one teller keyed in; two tellers independently, then compared."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="keyings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    returned = models.PositiveSmallIntegerField("số phiếu thu về")
    counts = models.JSONField()  # line id -> [agree, disagree, abstain, invalid]
    keyed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "person"], name="keying_once_per_person")]
