"""Time limits: every way plans write them."""

from datetime import date

import pytest

from tests.plans.page import read_with, words
from thidua.plans.grammar.limits import limits


def said(text: str, *, bare: bool = False) -> list[tuple[object, ...]]:
    """Give meaning and days of each limit, without what is None."""
    found = limits(words(text), bare=bare)
    return [
        tuple(
            value
            for value in (each.meaning, each.date, each.last_day, each.month_day, each.days, each.day_kind, each.event)
            if value is not None
        )
        for each in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gửi trước ngày 05/01 hằng năm.", [("yearly_before", "01-05")]),
        ("Gửi trước 30-11-2025.", [("before", date(2025, 11, 30), date(2025, 11, 29))]),
        ("Gửi trước ngày 1.3.2024.", [("before", date(2024, 3, 1), date(2024, 2, 29))]),
        ("Nộp chậm nhất ngày 15 tháng 12 hàng năm.", [("yearly_until", "12-15")]),
        ("Chậm nhất là ngày 15/12/2025 phải gửi.", [("until", date(2025, 12, 15), date(2025, 12, 15))]),
        ("Đăng ký đến hết ngày 31/3/2024.", [("until", date(2024, 3, 31), date(2024, 3, 31))]),
        ("Gửi về đến trước ngày 10/11/2024.", [("before", date(2024, 11, 10), date(2024, 11, 9))]),
        ("Chậm nhất trước ngày 10/11/2024 gửi về.", [("before", date(2024, 11, 10), date(2024, 11, 9))]),
        ("Gửi trước 17 giờ 00 ngày 30/11/2025.", [("until", date(2025, 11, 30), date(2025, 11, 30))]),
        ("Gửi trước ngày 22/3//2022.", [("before", date(2022, 3, 22), date(2022, 3, 21))]),
        ("Nhận từ ngày 01/10/2025 đến hết ngày 31/10/2025.", [("until", date(2025, 10, 31), date(2025, 10, 31))]),
        ("Nộp không muộn hơn ngày 20/11/2025.", [("until", date(2025, 11, 20), date(2025, 11, 20))]),
        ("Báo cáo trước ngày 15/6 và 15/12 hằng năm.", [("yearly_before", "06-15"), ("yearly_before", "12-15")]),
        ("Trong vòng 10 ngày làm việc kể từ ngày bế mạc.", [("relative", 10, "working", "bế mạc")]),
        ("Chậm nhất 15 ngày kể từ ngày tỉnh công bố kết quả.", [("relative", 15, "tỉnh công bố kết quả")]),
        ("Kể từ ngày họp xét, trong vòng 07 ngày các xã nộp.", [("relative", 7, "họp xét")]),
        ("Gửi trước ngày 31/11/2025.", [("vague",)]),
        ("Tổng kết vào quý IV/2025.", [("vague",)]),
        ("Sơ kết trong tháng 6/2026; tổng kết cuối năm 2027.", [("vague",), ("vague",)]),
        ("Báo cáo trước ngày 20 của tháng cuối quý.", [("vague",)]),
        ("Thời gian nộp sẽ có thông báo sau.", [("announced",)]),
        ("Sẽ thông báo khi có kết quả chấm điểm.", [("announced", "có kết quả chấm điểm")]),
        ("Kế hoạch số 12/KH-UBND ngày 05/3/2024 của UBND tỉnh.", []),
        ("Có hiệu lực kể từ ngày 01/01/2024.", []),
        ("Đạt 95% vào hồ sơ trực tuyến.", []),
    ],
)
def test_limits_are_read(text: str, expected: list[tuple[object, ...]]):
    assert said(text) == expected


def test_a_bare_day_counts_only_where_a_day_is_expected():
    assert said("15/10/2026.") == []
    assert said("15/10/2026.", bare=True) == [("until", date(2026, 10, 15), date(2026, 10, 15))]


def test_words_of_a_limit_are_its_own():
    assert [each.words.text for each in limits(words("Gửi báo cáo trước ngày 01 tháng 12 năm 2025 về xã."))] == [
        "trước ngày 01 tháng 12 năm 2025"
    ]


@pytest.mark.parametrize(
    ("section", "act", "meaning"),
    [
        ("1. Các đơn vị gửi hồ sơ về Văn phòng trước ngày 10/12/2025.", "submit_dossier", "before"),
        ("1. Các thôn gửi bản đăng ký thi đua về UBND xã trước ngày 20/3/2025.", "register", "before"),
        ("1. Các trường xây dựng kế hoạch, gửi về UBND xã trước ngày 20/3/2025.", "issue_own_plan", "before"),
        ("1. Các thôn gửi báo cáo kết quả về UBND xã chậm nhất ngày 30/11/2025.", "report", "until"),
        ("1. Văn phòng tham mưu tổ chức tổng kết vào tháng 12 năm 2025.", "review", "vague"),
        ("1. Các thôn gửi báo cáo kết quả về UBND xã.", "report", "none_stated"),
        ("1. Văn phòng hoàn thành biển chỉ dẫn trước ngày 30/4/2025.", "other", "before"),
    ],
)
def test_the_act_of_a_deadline_is_told_from_its_clause(section: str, act: str, meaning: str):
    found = read_with("III. TỔ CHỨC THỰC HIỆN", section).deadlines
    assert [(each.act, each.meaning) for each in found] == [(act, meaning)]


def test_who_sends_to_whom_and_by_whom_is_read():
    text = "1. Các phòng, ban gửi hồ sơ về Hội đồng thi đua xã (qua Văn phòng) trước ngày 10/12/2025."
    (found,) = read_with("III. TỔ CHỨC THỰC HIỆN", text).deadlines
    assert (found.who, found.to, found.via) == ("Các phòng, ban", "Hội đồng thi đua xã", "Văn phòng")


def test_the_end_of_the_movement_is_no_deadline():
    draft = read_with("III. THỜI GIAN THI ĐUA", "Từ ngày 01/4/2025 đến ngày 30/11/2025.")
    assert draft.deadlines == ()
    assert (draft.period.start, draft.period.end) == (date(2025, 4, 1), date(2025, 11, 30))
