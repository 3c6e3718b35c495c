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
    NOT_CHOSEN = "not_chosen", "Không đạt"
    CHOSEN = "chosen", "Đạt"
    PROPOSED = "proposed", "Trình cấp trên"
