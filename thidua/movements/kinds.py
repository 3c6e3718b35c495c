"""Stored words of this room and their Vietnamese labels. Values are those of the plan draft's contract."""

from django.db import models


class SubjectKind(models.TextChoices):
    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"
    HOUSEHOLD = "household", "Hộ gia đình"
    GENERAL = "general", "Chung"


class PlanState(models.TextChoices):
    READ = "read", "Đã đọc, chờ xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"
    ISSUED = "issued", "Đã ban hành"
    DROPPED = "dropped", "Đã bỏ"


class MovementState(models.TextChoices):
    RUNNING = "running", "Đang thực hiện"
    CLOSED = "closed", "Đã tổng kết"
    CANCELLED = "cancelled", "Đã dừng"


class RoundKind(models.TextChoices):
    ONCE = "once", "Một lần"
    YEARLY = "yearly", "Hằng năm"
    STAGE = "stage", "Giai đoạn"


class RoundState(models.TextChoices):
    PLANNED = "planned", "Chưa mở"
    OPEN = "open", "Đang mở"
    CLOSED = "closed", "Đã kết thúc"


class Route(models.TextChoices):
    OWN = "own", "Tự khen theo thẩm quyền"
    PROPOSE = "propose", "Đề nghị cấp trên"


class Paper(models.TextChoices):
    TO_TRINH = "to_trinh", "Tờ trình"
    DANH_SACH = "danh_sach", "Danh sách đề nghị"
    BIEN_BAN = "bien_ban", "Biên bản họp"
    BAO_CAO = "bao_cao", "Báo cáo thành tích"
    TOM_TAT = "tom_tat", "Bản tóm tắt thành tích"
    SANG_KIEN = "sang_kien", "Xác nhận sáng kiến, đề tài"
    KHAC = "khac", "Giấy tờ khác"


class PaperOrigin(models.TextChoices):
    PLAN = "plan", "Kế hoạch yêu cầu"
    LAW = "law", "Pháp luật yêu cầu, đã tiếp nhận"
    OFFICE = "office", "Cơ quan thường trực chọn"
    DECLINED = "declined", "Pháp luật yêu cầu, không lấy"  # kept with its reason; no dossier needs it


class Act(models.TextChoices):
    SUBMIT_DOSSIER = "submit_dossier", "Nộp hồ sơ đề nghị khen thưởng"
    REGISTER = "register", "Đăng ký thi đua"
    ISSUE_OWN_PLAN = "issue_own_plan", "Ban hành kế hoạch của đơn vị"
    REPORT = "report", "Báo cáo"
    REVIEW = "review", "Sơ kết, tổng kết"
    OTHER = "other", "Việc khác"


class RegistrationState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Đã đăng ký"
    WITHDRAWN = "withdrawn", "Đã rút"


class TaskState(models.TextChoices):
    OPEN = "open", "Chưa làm"
    REPORTED = "reported", "Đã báo cáo"
    DONE = "done", "Đã xong"


class ChangeKind(models.TextChoices):
    CLOSED = "closed", "Tổng kết, kết thúc"
    EXTENDED = "extended", "Gia hạn"
    CANCELLED = "cancelled", "Dừng phong trào"


class DeferredPart(models.TextChoices):
    CRITERIA = "criteria", "Tiêu chuẩn"
    QUOTAS = "quotas", "Số lượng khen thưởng"
    PAPERS = "papers", "Hồ sơ"


class NoteKind(models.TextChoices):
    INSPECTION = "inspection", "Kiểm tra"
    URGING = "urging", "Đôn đốc"
    SUPERVISION = "supervision", "Giám sát của Mặt trận"
