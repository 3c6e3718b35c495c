"""Stored words of this room and their Vietnamese labels."""

from django.db import models


class State(models.TextChoices):
    """Where a dossier is on its way."""

    DRAFT = "draft", "Đang lập"
    LATE = "late", "Nộp muộn, chờ chấp nhận"
    SUBMITTED = "submitted", "Đã nộp"
    GIVEN_BACK = "given_back", "Trả lại để bổ sung"
    VERIFIED = "verified", "Đã thẩm định, đủ điều kiện trình"
    REFUSED = "refused", "Không đủ điều kiện"
    WITHDRAWN = "withdrawn", "Đã rút"


class Verdict(models.TextChoices):
    """Three values: nothing is silently assumed."""

    MET = "met", "Đạt"
    NOT_MET = "not_met", "Chưa đạt"
    UNKNOWN = "unknown", "Thiếu dữ liệu"


class DisciplineGrade(models.TextChoices):
    """Ordered from light to heavy by ``rules.GRADES``."""

    REPRIMAND = "reprimand", "Khiển trách"
    WARNING = "warning", "Cảnh cáo"
    PAY_CUT = "pay_cut", "Hạ bậc lương"
    DEMOTION = "demotion", "Giáng chức"
    REMOVAL = "removal", "Cách chức"
    DISMISSAL = "dismissal", "Buộc thôi việc"


class InitiativeLevel(models.TextChoices):
    """Which level recognised an initiative."""

    UNIT = "don_vi", "Cơ sở, đơn vị"
    COMMUNE = "xa", "Cấp xã"
    DISTRICT = "huyen", "Cấp huyện"
    DEPARTMENT = "so", "Sở, ban, ngành"
    PROVINCE = "tinh", "Cấp tỉnh"
    MINISTRY = "bo", "Bộ, ngành"
    NATION = "trung_uong", "Toàn quốc"


class SignatureState(models.TextChoices):
    """What is known of the digital signatures of a paper's file, from its worst one."""

    NONE = "none", "Không có chữ ký số"
    VALID = "valid", "Chữ ký hợp lệ"
    UNKNOWN = "unknown", "Chưa rõ người ký"
    UNREADABLE = "unreadable", "Chữ ký không kiểm tra được"
    ALTERED = "altered", "Đã bị sửa sau khi ký"


class MatterKind(models.TextChoices):
    """What is under examination."""

    DISCIPLINE = "discipline", "Xem xét kỷ luật"
    INVESTIGATION = "investigation", "Điều tra"
    INSPECTION = "inspection", "Thanh tra, kiểm tra"
    COMPLAINT = "complaint", "Đơn thư"
    PRESS = "press", "Báo chí nêu"
