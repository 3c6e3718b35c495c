"""Stored words of this room and their Vietnamese labels."""

from django.db import models


class CouncilKind(models.TextChoices):
    COUNCIL = "council", "Hội đồng Thi đua – Khen thưởng"
    STANDING = "standing", "Thường trực Hội đồng"
    STEERING = "steering", "Ban chỉ đạo"
    JOINT = "joint", "Họp liên tịch"
    UNIT = "unit", "Hội đồng của đơn vị"


class Office(models.TextChoices):
    CHAIR = "chair", "Chủ tịch"
    DEPUTY = "deputy", "Phó Chủ tịch"
    SECRETARY = "secretary", "Thư ký"
    MEMBER = "member", "Thành viên"


class Base(models.TextChoices):
    MEMBERS = "members", "Tổng số thành viên"
    PRESENT = "present", "Số thành viên có mặt"


class Over(models.TextChoices):
    """What happens when more reach the share than the plan has places."""

    KEEP = "keep", "Giữ mọi đề nghị đạt tỷ lệ, cấp có thẩm quyền chọn trong số lượng"
    TOP = "top", "Lấy theo số phiếu từ cao xuống cho đủ số lượng"


class MeetingState(models.TextChoices):
    CONVENED = "convened", "Đã triệu tập"
    OPEN = "open", "Đang họp"
    CLOSED = "closed", "Đã kết thúc"


class BallotMode(models.TextChoices):
    SECRET = "secret", "Bỏ phiếu kín"
    OPEN = "open", "Biểu quyết công khai"
    PAPER = "paper", "Phiếu giấy, hai người nhập độc lập"


class BallotKind(models.TextChoices):
    """How a ballot is filled in."""

    YES_NO = "yes_no", "Đồng ý hoặc không đồng ý từng đề nghị"
    CHOOSE = "choose", "Chọn không quá một số đề nghị"
    RANK = "rank", "Xếp thứ tự"
    SCORE = "score", "Chấm điểm 0–10"


class BoxState(models.TextChoices):
    OPEN = "open", "Đang bỏ phiếu"
    CLOSED = "closed", "Đã kiểm phiếu"
    CANCELLED = "cancelled", "Đã hủy, không kiểm phiếu"


class Choice(models.TextChoices):
    AGREE = "agree", "Đồng ý"
    DISAGREE = "disagree", "Không đồng ý"
    ABSTAIN = "abstain", "Không có ý kiến"
    INVALID = "invalid", "Không hợp lệ"
