"""Who is who, who may, who did, and the papers they did it with."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.org.kinds import Employment, Gender, Role, SuccessionKind


class Level(models.Model):
    """Cấp hành chính: a level of administration, with the days it exists. Levels are data."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=80)
    rank = models.PositiveSmallIntegerField("thứ bậc")  # 1 is the centre; a larger number stands lower
    from_on = models.DateField("từ ngày", null=True, blank=True)
    until_on = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "cấp"

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """Đơn vị: an agency or a part of one, with the days it exists and its present place in the tree.

    ``path`` is the parent's path plus the unit's own segment of seven digits: a subtree is
    ``path >= p and path < p with its last segment plus one`` on any collation. Earlier places
    stand in ``Placement``, earlier names in ``UnitName``.
    """

    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên", max_length=250)
    short_name = models.CharField("tên ngắn", max_length=120, blank=True)
    name_norm = models.CharField(max_length=250, editable=False, db_index=True)
    level = models.ForeignKey(Level, models.PROTECT, related_name="units", verbose_name="cấp")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=140, db_index=True, editable=False)
    begins_on = models.DateField("bắt đầu từ", null=True, blank=True)
    ends_on = models.DateField("kết thúc sau ngày", null=True, blank=True)  # the last day it exists
    is_remote = models.BooleanField("vùng sâu, vùng xa, biên giới, biển đảo", default=False)
    address = models.CharField("địa danh", max_length=120, blank=True)  # place name in letterheads

    class Meta:
        verbose_name = "đơn vị"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(begins_on=None) | Q(ends_on__gte=F("begins_on")),
                name="unit_ends_after_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("org:unit", args=[self.pk])

    @property
    def short(self) -> str:
        """The short name when there is one."""
        return self.short_name or self.name


class UnitName(models.Model):
    """Tên đơn vị theo thời gian: a name a unit bore, with its days."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    name = models.CharField("tên", max_length=250)
    from_on = models.DateField("từ ngày", null=True, blank=True)
    until_on = models.DateField("đến hết ngày", null=True, blank=True)


class Placement(models.Model):
    """Vị trí trong cây tổ chức: under which parent a unit stood, with its days."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField("từ ngày", null=True, blank=True)
    until_on = models.DateField("đến hết ngày", null=True, blank=True)


class StoredFile(models.Model):
    """Tệp lưu: one file on disk, once, named by its SHA-256. Never changed, never replaced."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField("dung lượng")  # bytes
    media_type = models.CharField(max_length=100)
    name = models.CharField("tên tệp", max_length=255)  # as first uploaded
    may_show_inline = models.BooleanField(default=False)
    stored_at = models.DateTimeField("lưu lúc")
    stored_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """Văn bản: a signed paper that an act rests on, entered here with its number, day and file."""

    kind = models.CharField("loại văn bản", max_length=60)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=250, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="documents"
    )  # issuer when in the tree
    title = models.CharField("trích yếu", max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="documents")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "văn bản"

    def __str__(self) -> str:
        number = f" số {self.number}" if self.number else ""
        day = f" ngày {self.dated_on:%d/%m/%Y}" if self.dated_on else ""
        return f"{self.kind}{number}{day}"


class Succession(models.Model):
    """Kế thừa: a unit ended or became another, by an act with its document."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="inheritances")
    kind = models.CharField("hình thức", max_length=20, choices=SuccessionKind.choices)
    from_on = models.DateField("từ ngày")  # the first day of the new state
    document = models.ForeignKey(Document, models.PROTECT, related_name="successions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "from_on"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_to_another_unit"),
        ]


class Person(models.Model):
    """Người: somebody who works, votes, receives or signs."""

    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("họ và tên", max_length=120)
    name_norm = models.CharField(max_length=120, editable=False, db_index=True)
    name_key = models.CharField(max_length=400, editable=False, db_index=True)
    gender = models.CharField("giới tính", max_length=10, choices=Gender.choices, default=Gender.UNSAID, blank=True)
    born_on = models.DateField("ngày sinh", null=True, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    employment = models.CharField(
        "đối tượng", max_length=20, choices=Employment.choices, default=Employment.CIVIL_SERVANT
    )
    is_direct_worker = models.BooleanField("trực tiếp lao động, công tác", default=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people")  # where they work now
    left_on = models.DateField("thôi công tác từ", null=True, blank=True)

    class Meta:
        verbose_name = "người"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("org:person", args=[self.pk])


class Position(models.Model):
    """Chức vụ: what a person is in a unit, with its days."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="positions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions")
    title = models.CharField("chức vụ", max_length=120)
    is_head = models.BooleanField("là người đứng đầu", default=False)
    is_leader = models.BooleanField("là lãnh đạo, quản lý", default=False)
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "chức vụ"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="position_ends_after_begin"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(is_head=True, until_on=None), name="unit_has_one_head"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Assignment(models.Model):
    """Phân quyền: a role of a person within a unit and everything under it, with its days."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "unit"], condition=Q(until_on=None), name="assignment_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="assignment_ends_after_begin"
            ),
        ]


class AccountManager(BaseUserManager["Account"]):
    """Only what Django's sign-in needs."""


class Account(AbstractBaseUser):
    """Tài khoản: how a person signs in."""

    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField("đang dùng", default=True)
    opened_at = models.DateTimeField("mở lúc")
    calendar_key = models.CharField(
        max_length=64, blank=True
    )  # secret part of the address of the person's calendar feed

    USERNAME_FIELD = "username"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.username


class Invitation(models.Model):
    """Lời mời: a link by which a person sets the first or a new password; kept as a hash, usable once."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations")
    key_hash = models.CharField(max_length=64, unique=True)
    username = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class Cluster(models.Model):
    """Cụm, khối thi đua: units that emulate together, with the days it exists."""

    name = models.CharField("tên", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="clusters")  # the agency that set it up
    head = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cụm trưởng")
    deputy = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cụm phó")
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến hết ngày", null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class ClusterMember(models.Model):
    """Thành viên cụm, khối: a unit in a cluster, with its days and the day it signed the agreement."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cluster_memberships")
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến hết ngày", null=True, blank=True)
    pledged_on = models.DateField("ký giao ước ngày", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "unit"], condition=Q(until_on=None), name="cluster_member_once"),
        ]


class OfficeDay(models.Model):
    """Ngày làm bù, ngày nghỉ riêng: a day an office works or not, against the common calendar."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="office_days")
    on = models.DateField("ngày")
    is_working = models.BooleanField("làm việc")
    reason = models.CharField("lý do", max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "on"], name="office_day_once")]


class JournalEntry(models.Model):
    """Nhật ký: who did what, when, from where. Append-only, chained by hashes, written only by ``journal.record``."""

    number = models.PositiveBigIntegerField("số dòng", unique=True)  # 1, 2, 3 … without a gap
    at = models.DateTimeField("lúc", db_index=True)
    happened_on = models.DateField("xảy ra ngày", null=True, blank=True)  # when entered afterwards
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    person_name = models.CharField(max_length=120)
    address = models.CharField(max_length=45, blank=True)
    verb = models.CharField(max_length=60, db_index=True)
    target_kind = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_name = models.CharField(max_length=300, blank=True)
    facts = models.JSONField("nội dung", default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["target_kind", "target_id"], name="journal_target")]
