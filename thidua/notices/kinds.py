"""Stored words of this room and their Vietnamese labels."""

from django.db import models


class Topic(models.TextChoices):
    """What a notice is about; each has a template that the office may word anew."""

    SOON = "soon", "Sắp đến hạn"
    TODAY = "today", "Đến hạn hôm nay"
    LATE = "late", "Đã quá hạn"
    FOUNDED = "founded", "Phát động phong trào"
    AMENDED = "amended", "Sửa đổi kế hoạch"
    CHANGED = "changed", "Gia hạn, tổng kết, dừng"
    DAY_SET = "day_set", "Có ngày mới"
    REMINDED = "reminded", "Thường trực nhắc"
    GIVEN_BACK = "given_back", "Hồ sơ được trả lại"
    DECIDED = "decided", "Kết quả khen thưởng"
    CONVENED = "convened", "Mời họp Hội đồng"


class MailState(models.TextChoices):
    """How far the mail of a notice is."""

    NONE = "none", "Không gửi thư"
    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Gửi không được"
    SILENT = "silent", "Không gửi nữa (việc đã xong, phong trào đã kết thúc)"


class Pace(models.TextChoices):
    """When a person wants mails."""

    DIGEST = "digest", "Gộp một thư mỗi ngày"
    AT_ONCE = "at_once", "Gửi ngay"
    NEVER = "never", "Không gửi thư, chỉ xem trong hệ thống"
