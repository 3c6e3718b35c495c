"""Say why not: one Vietnamese sentence for each act of this room, or None. Pure."""

from datetime import date

from thidua.base.days import written
from thidua.movements.kinds import MovementState, PlanState, RegistrationState, RoundState
from thidua.org.actor import Actor
from thidua.org.kinds import Role

ANSWERED_BY_ISSUING = frozenset(
    {"number-missing", "date-missing", "signer-missing"}
)  # the form of issuing asks for them


NO_PAPERS = (
    "Danh mục giấy tờ của hồ sơ còn trống. Hãy chọn danh mục kèm căn cứ (hoặc nạp kế hoạch mà phong trào dẫn chiếu), "
    "rồi mở đợt."
)


def why_not_office(actor: Actor, path: str) -> str | None:
    """Say why this person may not act for the standing office of a unit; None when they may."""
    if actor.covers(Role.OFFICE, path):
        return None
    return "Chỉ cán bộ thường trực thi đua, khen thưởng của cơ quan này được làm việc này."


def why_not_succeed(actor: Actor, *paths: str) -> str | None:
    """Say why this person may not let a successor take over: the standing office or administrator of either may."""
    if any(actor.covers(role, path) for role in (Role.OFFICE, Role.ADMIN) for path in paths):
        return None
    return "Chỉ cán bộ thường trực hoặc người quản trị được chuyển việc sang đơn vị kế thừa."


def why_not_edit_plan(actor: Actor, path: str, state: str, *, seen: int, version: int) -> str | None:
    """Say why the draft may not be corrected now; ``seen`` is the version the page showed."""
    if reason := why_not_office(actor, path):
        return reason
    if state == PlanState.ISSUED:
        return "Kế hoạch đã ban hành nên không sửa được nữa. Hãy lập kế hoạch sửa đổi, bổ sung."
    if state == PlanState.DROPPED:
        return "Kế hoạch này đã bỏ. Hãy tải lại tệp để đọc lại từ đầu."
    if seen != version:
        return "Bản đọc vừa được người khác thay đổi. Nội dung bạn nhập còn ở ô dưới đây; hãy xem lại rồi lưu lại."
    return None


def why_not_issue(
    actor: Actor, path: str, state: str, *, open_errors: list[str], number: str, issued_on: date | None, today: date
) -> str | None:
    """Say why a plan may not be issued now; ``open_errors`` are messages of errors nobody has settled."""
    if reason := why_not_office(actor, path):
        return reason
    if state == PlanState.ISSUED:
        return "Kế hoạch này đã ban hành rồi."
    if state == PlanState.DROPPED:
        return "Kế hoạch này đã bỏ. Hãy tải lại tệp để đọc lại từ đầu."
    if open_errors:
        return (
            f"Còn {len(open_errors)} điểm phải giải quyết trước khi ban hành: {open_errors[0]} "
            "Hãy sửa trường liên quan, hoặc ghi lý do bỏ qua."
        )
    if not number.strip():
        return "Hãy nhập số, ký hiệu của kế hoạch như trên bản đã ký, ví dụ 15/KH-UBND."
    if issued_on is None:
        return "Hãy nhập ngày ban hành ghi trên bản đã ký."
    if issued_on > today:
        return f"Ngày ban hành {written(issued_on)} còn ở phía trước. Hãy ghi ngày trên bản đã ký."
    return None


def why_not_run(state: str) -> str | None:
    """Say why nothing may be done in a movement any more."""
    if state == MovementState.CLOSED:
        return "Phong trào đã tổng kết, không nhận thêm việc mới."
    if state == MovementState.CANCELLED:
        return "Phong trào đã dừng theo văn bản của cơ quan ban hành."
    return None


def why_not_open_round(actor: Actor, path: str, movement_state: str, state: str, *, has_papers: bool) -> str | None:
    """Say why a round may not be opened now: what a dossier needs has to be chosen before."""
    if reason := why_not_office(actor, path) or why_not_run(movement_state):
        return reason
    if state == RoundState.OPEN:
        return "Đợt này đang mở."
    return None if has_papers else NO_PAPERS


def why_not_close_round(actor: Actor, path: str, state: str) -> str | None:
    """Say why a round may not be closed now."""
    if reason := why_not_office(actor, path):
        return reason
    return None if state == RoundState.OPEN else "Chỉ đợt đang mở mới kết thúc được."


def why_not_speak_for(actor: Actor, path: str) -> str | None:
    """Say why this person may not act for a unit: only its clerk, or the standing office above it."""
    if actor.covers(Role.CLERK, path) or actor.covers(Role.OFFICE, path):
        return None
    return "Chỉ đầu mối thi đua của đơn vị được làm việc này thay mặt đơn vị."


def why_not_register(
    actor: Actor,
    unit_path: str,
    *,
    movement_path: str,
    movement_state: str,
    round_state: str,
    state: str,
    last_day: date | None,
    on: date,
) -> str | None:
    """Say why a unit may not register now. A first registration after the last day is received and marked late."""
    if reason := why_not_speak_for(actor, unit_path) or why_not_run(movement_state):
        return reason
    if not unit_path.startswith(movement_path):
        return "Đơn vị này không thuộc cơ quan phát động phong trào."
    if round_state == RoundState.CLOSED:
        return "Đợt này đã kết thúc, không nhận đăng ký nữa."
    if state == RegistrationState.SENT and last_day and on > last_day:
        return f"Đã hết hạn đăng ký ngày {written(last_day)}, không sửa được đăng ký đã gửi. Hãy hỏi thường trực."
    return None


def why_not_withdraw(
    actor: Actor, unit_path: str, *, round_state: str, state: str, last_day: date | None, on: date
) -> str | None:
    """Say why a registration may not be withdrawn now."""
    if reason := why_not_speak_for(actor, unit_path):
        return reason
    if state != RegistrationState.SENT:
        return "Đơn vị chưa gửi đăng ký nên không có gì để rút."
    if round_state == RoundState.CLOSED:
        return "Đợt này đã kết thúc, không rút đăng ký được nữa."
    if last_day and on > last_day:
        return f"Đã hết hạn đăng ký ngày {written(last_day)}, không rút được nữa. Hãy đề nghị thường trực."
    return None


def why_not_set_day(actor: Actor, path: str, movement_state: str, *, reason: str, has_day: bool) -> str | None:
    """Say why the office may not give or move a day: moving one needs a reason."""
    if refusal := why_not_office(actor, path) or why_not_run(movement_state):
        return refusal
    if has_day and not reason.strip():
        return "Hạn này đã có ngày. Hãy ghi lý do dời ngày và văn bản thông báo."
    return None


def why_not_record_event(
    actor: Actor, path: str, *, meaning: str, happened_on: date, today: date, has_paper: bool
) -> str | None:
    """Say why an event may not be recorded: only for a waiting deadline, in the past, with its paper."""
    if reason := why_not_office(actor, path):
        return reason
    if meaning != "relative":
        return "Hạn này không chờ sự kiện nào."
    if happened_on > today:
        return f"Ngày {written(happened_on)} chưa đến. Chỉ ghi sự kiện đã xảy ra."
    if not has_paper:
        return "Hãy nhập văn bản chứng minh sự kiện (số, ngày, cơ quan ban hành)."
    return None


def why_not_list_paper(name: str, *, is_there: bool, is_named: bool, source: str) -> str | None:
    """Say why a paper may not be put on the list of what a dossier needs."""
    if not is_named:
        return "Hãy ghi tên giấy tờ."
    if is_there:
        return f"{name[:1].upper()}{name[1:]} đã có trong danh mục."
    if len(source.split()) < 2:
        return f"Hãy ghi căn cứ chọn {name[:1].lower()}{name[1:]}: văn bản, điều khoản hoặc thông lệ của cơ quan."
    return None
