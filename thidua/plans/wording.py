"""Vietnamese words for the values of a draft, as a clerk says them."""

from thidua.base.days import written
from thidua.base.money import figure
from thidua.plans.draft import Copies, Criterion, Deadline, Period, Quota

SUBJECTS = {"collective": "tập thể", "individual": "cá nhân", "general": "chung"}
ROUNDS = {"once": "một lần", "yearly": "hằng năm", "stage": "cả giai đoạn"}
ROUTES = {"own": "tặng theo thẩm quyền", "propose": "đề nghị cấp trên"}
ROLES = {"parent_plan": "kế hoạch cấp trên", "basis": "căn cứ", "mentioned": "được nhắc tới"}
CRITERIA = {
    "attestation": "xác nhận",
    "threshold": "ngưỡng số liệu",
    "improvement": "cải thiện so với trước",
    "rank": "thứ hạng",
    "discipline": "kỷ luật",
    "initiative": "sáng kiến",
    "rating": "mức xếp loại",
    "reporting": "báo cáo",
    "points": "chấm điểm",
}
ACTS = {
    "submit_dossier": "Nộp hồ sơ",
    "register": "Đăng ký thi đua",
    "issue_own_plan": "Ban hành kế hoạch của đơn vị",
    "report": "Báo cáo",
    "review": "Sơ kết, tổng kết",
    "other": "Việc khác",
}
PAPERS = {
    "to_trinh": "Tờ trình",
    "danh_sach": "Danh sách",
    "bien_ban": "Biên bản họp",
    "bao_cao": "Báo cáo thành tích",
    "tom_tat": "Tóm tắt thành tích",
    "sang_kien": "Giấy tờ về sáng kiến",
    "khac": "Giấy tờ khác",
}
SEVERITIES = {"error": "Phải sửa", "warning": "Nên xem", "note": "Lưu ý"}
UNSAID = "chưa nêu"


def subjects(values: tuple[str, ...] | list[str]) -> str:
    """Name collectives and individuals."""
    return " và ".join(SUBJECTS.get(value, value) for value in values)


def count(number: int | None) -> str:
    """Write a count as offices do: 02, 15."""
    return UNSAID if number is None else f"{number:02d}"


def quota(given: Quota) -> str:
    """Say how many."""
    whom = SUBJECTS.get(given.subject or "", "")
    per = f" mỗi {given.per}" if given.per else ""
    match given.op:
        case "max":
            said = f"không quá {count(given.n)} {whom}"
        case "range":
            said = f"từ {count(given.n)} đến {count(given.n_max)} {whom}"
        case "share":
            said = f"không quá {UNSAID if given.percent is None else figure(given.percent)}% {whom}"
        case "per_group":
            said = f"không quá {count(given.n)} {whom}"
        case "deferred":
            return f"theo {given.deferred_to or 'văn bản khác'}"
        case "set_by_unit":
            return "do đơn vị tự quy định"
        case _:
            said = f"{count(given.n)} {whom}"
    return said.strip() + per


def deadline(given: Deadline) -> str:
    """Say by when."""
    month_day = "/".join(reversed((given.month_day or "").split("-")))
    match given.meaning:
        case "before" if given.date:
            last = f" (ngày cuối cùng {written(given.last_day)})" if given.last_day else ""
            return f"trước ngày {written(given.date)}{last}"
        case "until" if given.date:
            return f"đến hết ngày {written(given.date)}"
        case "relative":
            working = {"working": " làm việc"}.get(given.day_kind or "", "")
            event = f" kể từ ngày {given.event.removeprefix('kể từ ').removeprefix('ngày ')}" if given.event else ""
            return f"trong {count(given.days)} ngày{working}{event}"
        case "announced":
            return "sẽ thông báo sau"
        case "yearly_before":
            return f"trước ngày {month_day} hằng năm"
        case "yearly_until":
            return f"đến hết ngày {month_day} hằng năm"
        case "none_stated":
            return "chưa nêu ngày"
        case _:
            return f"không rõ ngày: “{given.text}”"


def period(given: Period) -> str:
    """Say from when to when."""
    start = {"on_issue": "từ ngày ban hành", "now": "từ nay"}.get(given.start_kind, "")
    if given.start:
        start = f"từ ngày {written(given.start)}"
    end = {"vague": "đến lúc chưa rõ ngày"}.get(given.end_kind, "")
    if given.end:
        end = f"đến {'trước' if given.end_kind == 'before' else 'hết'} ngày {written(given.end)}"
    said = " ".join(part for part in (start, end) if part) or UNSAID
    rounds = ", ".join(ROUNDS.get(each, each) for each in given.rounds)
    return f"{said} ({rounds})" if rounds else said


def copies(given: Copies | None) -> str:
    """Say how many copies of a dossier."""
    if given is None:
        return ""
    parts = []
    if given.paper is not None:
        parts.append(f"{count(given.paper)} bộ giấy")
    if given.electronic is not None:
        parts.append(f"{count(given.electronic)} bản điện tử")
    return " và ".join(parts)


def measured(criterion: Criterion) -> str:
    """Say what of a criterion is measured, "" when nothing is."""
    params = criterion.params
    match criterion.kind:
        case "threshold":
            return "; ".join(
                f"{each.get('measure') or 'số liệu'} {each.get('op')} {figure(each['value'])}{each.get('unit') or ''}"
                for each in params.get("conditions", ())
                if each.get("value") is not None
            )
        case "rank" if params.get("value") is not None:
            better = " trở lên" if params.get("direction") == "or_better" else ""
            return f"hạng {params['value']}{better}"
        case "rating" if params.get("at_least"):
            return f"từ “{params['at_least']}”"
        case "points" if params.get("max") is not None:
            return f"tối đa {figure(params['max'])} điểm"
        case _:
            return ""
