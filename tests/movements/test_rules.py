"""Every “no” of this room is a sentence."""

from datetime import date

import pytest

from tests.movements.sentences import OFFICE, OTHER, PATH
from thidua.movements import rules

DAY = date(2023, 6, 1)
NOT_OFFICE = "Chỉ cán bộ thường trực thi đua, khen thưởng của cơ quan này được làm việc này."
ISSUE = {"open_errors": [], "number": "1/KH", "issued_on": DAY, "today": DAY}


@pytest.mark.parametrize(
    ("actor", "state", "seen", "begins"),
    [
        (OFFICE, "read", 3, None),
        (OTHER, "read", 3, NOT_OFFICE),
        (OFFICE, "issued", 3, "Kế hoạch đã ban hành nên không sửa được nữa."),
        (OFFICE, "dropped", 3, "Kế hoạch này đã bỏ."),
        (OFFICE, "read", 2, "Bản đọc vừa được người khác thay đổi."),
    ],
)
def test_editing(actor, state, seen, begins):
    said = rules.why_not_edit_plan(actor, PATH, state, seen=seen, version=3)
    assert said is None if begins is None else said.startswith(begins)


@pytest.mark.parametrize(
    ("actor", "state", "changed", "begins"),
    [
        (OFFICE, "read", {}, None),
        (OTHER, "read", {}, NOT_OFFICE),
        (OFFICE, "issued", {}, "Kế hoạch này đã ban hành rồi."),
        (OFFICE, "dropped", {}, "Kế hoạch này đã bỏ."),
        (OFFICE, "read", {"open_errors": ["Hai hạn khác nhau."]}, "Còn 1 điểm phải giải quyết trước khi ban hành: Hai"),
        (OFFICE, "read", {"number": " "}, "Hãy nhập số, ký hiệu"),
        (OFFICE, "read", {"issued_on": None}, "Hãy nhập ngày ban hành"),
        (OFFICE, "read", {"issued_on": date(2023, 6, 2)}, "Ngày ban hành 02/06/2023 còn ở phía trước."),
    ],
)
def test_issuing(actor, state, changed, begins):
    said = rules.why_not_issue(actor, PATH, state, **ISSUE | changed)
    assert said is None if begins is None else said.startswith(begins)


@pytest.mark.parametrize(
    ("state", "begins"), [("running", None), ("closed", "Phong trào đã tổng kết"), ("cancelled", "Phong trào đã dừng")]
)
def test_running(state, begins):
    said = rules.why_not_run(state)
    assert said is None if begins is None else said.startswith(begins)


def test_rounds_open_once_and_only_open_ones_close():
    assert rules.why_not_open_round(OFFICE, PATH, "running", "planned", has_papers=True) is None
    assert rules.why_not_open_round(OFFICE, PATH, "running", "planned", has_papers=False) == rules.NO_PAPERS
    assert rules.why_not_open_round(OTHER, PATH, "running", "planned", has_papers=True) == NOT_OFFICE
    assert rules.why_not_open_round(OFFICE, PATH, "running", "open", has_papers=True) == "Đợt này đang mở."
    assert rules.why_not_close_round(OFFICE, PATH, "open") is None
    assert rules.why_not_close_round(OTHER, PATH, "open") == NOT_OFFICE
    assert rules.why_not_close_round(OFFICE, PATH, "planned") == "Chỉ đợt đang mở mới kết thúc được."


def test_withdrawing_asks_who_what_and_when():
    given = {"round_state": "open", "state": "sent", "last_day": DAY, "on": DAY}
    assert rules.why_not_withdraw(OFFICE, PATH, **given) is None
    assert rules.why_not_withdraw(OTHER, PATH, **given).startswith("Chỉ đầu mối")
    assert rules.why_not_withdraw(OFFICE, PATH, **given | {"round_state": "closed"}).startswith("Đợt này đã kết thúc")


def test_a_day_that_is_there_moves_only_with_a_reason():
    assert rules.why_not_set_day(OFFICE, PATH, "running", reason="", has_day=False) is None
    assert rules.why_not_set_day(OFFICE, PATH, "running", reason="bão", has_day=True) is None
    assert rules.why_not_set_day(OTHER, PATH, "running", reason="bão", has_day=True) == NOT_OFFICE
    assert rules.why_not_set_day(OFFICE, PATH, "running", reason="", has_day=True).startswith("Hạn này đã có ngày.")


@pytest.mark.parametrize(
    ("actor", "changed", "begins"),
    [
        (OFFICE, {}, None),
        (OTHER, {}, NOT_OFFICE),
        (OFFICE, {"meaning": "until"}, "Hạn này không chờ sự kiện nào."),
        (OFFICE, {"happened_on": date(2023, 6, 2)}, "Ngày 02/06/2023 chưa đến."),
        (OFFICE, {"has_paper": False}, "Hãy nhập văn bản chứng minh sự kiện"),
    ],
)
def test_events(actor, changed, begins):
    given = {"meaning": "relative", "happened_on": DAY, "today": DAY, "has_paper": True}
    said = rules.why_not_record_event(actor, PATH, **given | changed)
    assert said is None if begins is None else said.startswith(begins)


def test_a_successor_is_let_in_by_either_side():
    assert rules.why_not_succeed(OFFICE, "0000009", PATH) is None
    assert rules.why_not_succeed(OTHER, "0000009", PATH).startswith("Chỉ cán bộ thường trực hoặc người quản trị")
