"""Stored words of this room and their Vietnamese labels."""

from django.db import models


class DecisionKind(models.TextChoices):
    GRANT = "grant", "Khen thưởng"
    REVOKE = "revoke", "Hủy bỏ, thu hồi"
    REPLACE = "replace", "Thay thế"
    PROPOSE = "propose", "Trình cấp trên"


class DecisionState(models.TextChoices):
    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Đã trình ký"
    SIGNED = "signed", "Đã ban hành"
    DROPPED = "dropped", "Đã bỏ"


class ResultClass(models.TextChoices):
    WAITING = "waiting", "Chưa có kết quả"
    NOT_CHOSEN = "not_chosen", "Không đạt"
    CHOSEN = "chosen", "Đạt"
    PROPOSED = "proposed", "Trình cấp trên"
    REVOKED = "revoked", "Đã thu hồi"


class FundKind(models.TextChoices):
    """Where a fund's ceiling comes from; the values are the ids of the law's rows."""

    HIGHLAND = "highland", "Xã, huyện, tỉnh miền núi, hải đảo"
    LOWLAND = "lowland", "Xã, huyện, tỉnh đồng bằng, thành phố"
    DEPARTMENT = "department", "Sở, ban, ngành"
    MINISTRY = "ministry", "Bộ, ngành trung ương"
    OTHER = "other", "Quỹ khác, không tính theo trần"


class EntryKind(models.TextChoices):
    ALLOTTED = "allotted", "Ngân sách cấp"
    GIVEN = "given", "Đóng góp, tài trợ"
    CARRIED = "carried", "Năm trước chuyển sang"
    BONUS = "bonus", "Chi tiền thưởng"
    RETURNED = "returned", "Thu lại tiền thưởng"
    ORGANISING = "organising", "Chi tổ chức, chỉ đạo phong trào"
    PRINTING = "printing", "Chi in bằng, khung, hiện vật"


class StoryState(models.TextChoices):
    PROPOSED = "proposed", "Đề xuất"
    VERIFIED = "verified", "Đã thẩm định"
    PUBLISHED = "published", "Đã công bố"
    DECLINED = "declined", "Không công bố"
