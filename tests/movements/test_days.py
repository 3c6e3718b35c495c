"""Days of a plan in all their meanings."""

from datetime import date

import pytest

from thidua.base.days import OfficeCalendar
from thidua.movements.rules.days import (
    DayRule,
    Frame,
    chosen_day,
    last_day,
    late_by,
    late_words,
    left_words,
    round_kind_of,
    waiting_words,
)

ONCE = Frame("once", None, date(2023, 12, 31))


@pytest.mark.parametrize(
    ("rule", "frame", "day"),
    [
        (DayRule("submit_dossier", "before", last_day=date(2022, 1, 29)), ONCE, date(2022, 1, 29)),  # a Saturday stays
        (DayRule("submit_dossier", "yearly_before", month_day="01-05"), Frame("yearly", 2023), date(2024, 1, 4)),
        (DayRule("submit_dossier", "yearly_before", month_day="01-05"), Frame("yearly", 2024), date(2025, 1, 4)),
        (DayRule("submit_dossier", "yearly_before", month_day="01-05"), Frame("yearly", 2025), date(2026, 1, 4)),
        (DayRule("submit_dossier", "yearly_until", month_day="11-30"), Frame("yearly", 2024), date(2024, 11, 30)),
        (DayRule("register", "yearly_before", month_day="03-01"), Frame("yearly", 2024), date(2024, 2, 29)),
        (DayRule("register", "yearly_until", month_day="02-29"), Frame("yearly", 2023), date(2023, 2, 28)),
        (DayRule("report", "yearly_until", month_day="12-15"), ONCE, date(2023, 12, 15)),
        (DayRule("report", "yearly_until", month_day="12-15"), Frame("once"), None),
        (DayRule("submit_dossier", "announced"), ONCE, None),
        (DayRule("review", "vague"), ONCE, None),
        (DayRule("issue_own_plan", "none_stated"), ONCE, None),
        (DayRule("submit_dossier", "relative", days=15), ONCE, None),
    ],
)
def test_last_day_follows_the_words_of_the_plan(rule, frame, day):
    assert last_day(rule, frame) == day


@pytest.mark.parametrize(
    ("days", "kind", "happened_on", "day"),
    [
        (15, "", date(2024, 1, 26), date(2024, 2, 15)),  # day 15 is the first day of Tết
        (15, "calendar", date(2023, 5, 2), date(2023, 5, 17)),
        (5, "working", date(2023, 4, 28), date(2023, 5, 10)),  # over 30/4, 1/5 and the days in lieu
        (0, "calendar", date(2023, 5, 6), date(2023, 5, 8)),  # a Saturday rolls on
    ],
)
def test_a_relative_day_counts_from_the_event_and_rolls_over_days_off(days, kind, happened_on, day):
    rule = DayRule("submit_dossier", "relative", days=days, day_kind=kind)
    assert last_day(rule, ONCE, happened_on=happened_on) == day


def test_a_made_up_day_of_the_office_counts_as_worked():
    saturday = OfficeCalendar({date(2023, 5, 6): True})
    rule = DayRule("submit_dossier", "relative", days=0)
    assert last_day(rule, ONCE, happened_on=date(2023, 5, 6), calendar=saturday) == date(2023, 5, 6)


@pytest.mark.parametrize(
    ("last", "on", "days"),
    [(date(2022, 1, 29), date(2022, 1, 30), 1), (date(2022, 1, 29), date(2022, 1, 29), 0), (None, date(2022, 1, 1), 0)],
)
def test_late_by_counts_days_and_nothing_without_a_day(last, on, days):
    assert late_by(last, on) == days


def test_late_words_name_days_and_last_day():
    assert late_words(1, date(2022, 1, 29)) == "muộn 01 ngày (hạn cuối 29/01/2022)"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2022, 1, 24), "còn 4 ngày làm việc"),  # Tue–Fri; the 29th is a Saturday
        (date(2022, 1, 28), "hết hạn trong kỳ nghỉ này"),
        (date(2022, 1, 29), "hết hạn hôm nay"),
        (date(2022, 1, 31), "quá hạn 02 ngày"),
    ],
)
def test_left_words_count_working_days(today, words):
    assert left_words(date(2022, 1, 29), today) == words


def test_left_words_say_nothing_without_a_day():
    assert left_words(None, date(2022, 1, 1)) == ""


def test_waiting_words_name_the_event():
    assert waiting_words(DayRule("submit_dossier", "relative", event="tỉnh công nhận kết quả")) == (
        "chờ sự kiện: tỉnh công nhận kết quả"
    )
    assert waiting_words(DayRule("issue_own_plan", "none_stated")) == "kế hoạch không nêu hạn"


def test_of_two_days_for_one_act_the_later_counts():
    assert chosen_day([date(2022, 3, 29), date(2022, 3, 30)]) == date(2022, 3, 30)
    assert chosen_day([]) is None


KINDS = frozenset({"yearly", "stage"})


@pytest.mark.parametrize(
    ("words", "meaning", "kinds", "kind"),
    [
        ("Đối với thi đua hằng năm: chậm nhất 15 ngày", "relative", KINDS, "yearly"),
        ("Đối với thi đua giai đoạn: chậm nhất 15 ngày", "relative", KINDS, "stage"),
        ("Đăng ký 05 năm và hằng năm đến hết ngày 30/3", "until", KINDS, ""),
        ("trước ngày 05/01 hằng năm", "yearly_before", KINDS, "yearly"),
        ("Tổng kết trước ngày 15/12", "before", frozenset({"once"}), ""),
    ],
)
def test_the_words_around_a_day_tell_its_kind_of_round(words, meaning, kinds, kind):
    assert round_kind_of(words, meaning, kinds) == kind
