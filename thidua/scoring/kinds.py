"""Stored words of this room and their Vietnamese labels."""

from django.db import models


class Formula(models.TextChoices):
    """How points follow from a value."""

    HAND = "hand", "Chấm tay"
    YES_NO = "yes_no", "Có hoặc không"
    RATIO = "ratio", "Theo tỷ lệ"
    RATIO_FLOOR = "ratio_floor", "Theo tỷ lệ, dưới mức sàn không có điểm"
    INVERSE = "inverse", "Càng thấp càng tốt"
    BANDS = "bands", "Theo khoảng"
    STEPS = "steps", "Theo bậc"
    DEDUCTION = "deduction", "Trừ điểm"
    BONUS = "bonus", "Thưởng điểm"
    SURVEY = "survey", "Từ khảo sát"


class Source(models.TextChoices):
    """Where the value of an item comes from."""

    SELF = "self", "Đơn vị tự kê khai"
    FIGURE = "figure", "Số liệu"
    SURVEY = "survey", "Khảo sát"


class SetState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    IN_USE = "in_use", "Đang dùng"
    CLOSED = "closed", "Đã khóa"


class Ties(models.TextChoices):
    """How equal totals are ranked."""

    COMPETITION = "competition", "Đồng hạng, hạng sau cách quãng (1, 2, 2, 4)"
    DENSE = "dense", "Đồng hạng, hạng sau liền kề (1, 2, 2, 3)"


class SheetState(models.TextChoices):
    """Where a sheet is: whose column is open."""

    CLAIMING = "claiming", "Đơn vị tự chấm"
    VERIFYING = "verifying", "Thẩm định"
    EXPLAINING = "explaining", "Giải trình"
    FINALISING = "finalising", "Quyết định điểm cuối"
    FINAL = "final", "Đã chốt điểm"


class Column(models.TextChoices):
    """The four columns, which never overwrite each other."""

    CLAIMED = "claimed", "Tự chấm"
    VERIFIED = "verified", "Thẩm định"
    EXPLAINED = "explained", "Giải trình"
    FINAL = "final", "Điểm cuối"


class Outcome(models.TextChoices):
    """What a result says about a criterion; nothing is silently assumed."""

    MET = "met", "Đạt"
    NOT_MET = "not_met", "Chưa đạt"
    UNKNOWN = "unknown", "Thiếu dữ liệu"


class Satisfaction(models.IntegerChoices):
    """What a respondent may say to a question of a survey; the mean is reckoned over these numbers."""

    AWFUL = 1, "Rất không hài lòng"
    BAD = 2, "Không hài lòng"
    SO_SO = 3, "Bình thường"
    GOOD = 4, "Hài lòng"
    GREAT = 5, "Rất hài lòng"
