"""Stored words of this room and their Vietnamese labels."""

from django.db import models


class Role(models.TextChoices):
    """What a person may do, within a unit and everything under it."""

    ADMIN = "admin", "Quản trị"
    OFFICE = "office", "Cán bộ thường trực thi đua, khen thưởng"
    CLERK = "clerk", "Đầu mối đơn vị"
    VERIFIER = "verifier", "Người thẩm định"
    AUTHORITY = "authority", "Người có thẩm quyền"
    REGISTRY = "registry", "Văn thư"
    ACCOUNTANT = "accountant", "Kế toán"
    MEDIA = "media", "Truyền thông"
    SUPERIOR = "superior", "Cơ quan cấp trên"


class Gender(models.TextChoices):
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"
    UNSAID = "", "Chưa ghi"


class Employment(models.TextChoices):
    OFFICIAL = "official", "Cán bộ"
    CIVIL_SERVANT = "civil_servant", "Công chức"
    PUBLIC_EMPLOYEE = "public_employee", "Viên chức"
    WORKER = "worker", "Người lao động"
    PART_TIME = "part_time", "Người hoạt động không chuyên trách"
    OTHER = "other", "Khác"


class SuccessionKind(models.TextChoices):
    MERGED = "merged", "Sáp nhập, hợp nhất"
    SPLIT = "split", "Chia, tách"
    ABOLISHED = "abolished", "Giải thể, kết thúc hoạt động"
    RENAMED = "renamed", "Đổi tên"
