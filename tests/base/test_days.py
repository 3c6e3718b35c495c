"""Days: periods, Tết, exchanged Saturdays, and how a day is written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.base import days

DAYS = st.dates(date(2018, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2024, 1, 26), 15, date(2024, 2, 15)),  # 10/02 is the first day of Tết; the office opens on Thursday
        (date(2024, 1, 26), 12, date(2024, 2, 7)),  # the day before the Tết holidays
        (date(2024, 1, 26), 13, date(2024, 2, 15)),  # 08/02 is the first day off
        (date(2026, 3, 2), 5, date(2026, 3, 9)),  # Saturday and Sunday roll to Monday
        (date(2026, 3, 2), 4, date(2026, 3, 6)),
        (date(2024, 4, 29), 1, date(2024, 5, 2)),  # the holidays of 30/4 and 1/5
        (date(2024, 4, 19), 15, date(2024, 5, 4)),  # a Saturday worked in exchange for Monday 29/04
        (date(2021, 12, 31), 0, date(2021, 12, 31)),
        (date(2022, 1, 1), 0, date(2022, 1, 4)),  # 01/01/2022 is a Saturday, Monday is given in its place
    ],
)
def test_a_period_of_days_ends_on_a_worked_day(start: date, count: int, last: date) -> None:
    assert days.after_calendar_days(start, count) == last


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2024, 2, 7), 1, date(2024, 2, 15)),
        (date(2024, 2, 7), 2, date(2024, 2, 16)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 11, 20), 15, date(2026, 12, 14)),  # 24/11 is a day off from 2026
        (date(2026, 3, 7), 0, date(2026, 3, 9)),
    ],
)
def test_working_days_are_counted_without_days_off(start: date, count: int, last: date) -> None:
    assert days.after_working_days(start, count) == last


@pytest.mark.parametrize("period", [days.after_calendar_days, days.after_working_days])
def test_a_negative_period_is_wrong_use(period: object) -> None:
    with pytest.raises(ValueError, match="a period of -1 days"):
        period(date(2026, 1, 5), -1)  # type: ignore[operator]


def test_an_office_overrules_the_national_calendar() -> None:
    office = days.OfficeCalendar({date(2026, 3, 7): True, date(2026, 3, 9): False})
    assert office.is_working(date(2026, 3, 7)) is True
    assert office.is_working(date(2026, 3, 9)) is False
    assert office.is_working(date(2026, 3, 10)) is True
    assert days.after_calendar_days(date(2026, 3, 2), 5, office) == date(2026, 3, 7)
    assert days.after_calendar_days(date(2026, 3, 2), 6, office) == date(2026, 3, 10)


@given(DAYS, st.integers(0, 60))
def test_both_periods_end_worked_and_working_days_never_end_earlier(start: date, count: int) -> None:
    plain, worked = days.after_calendar_days(start, count), days.after_working_days(start, count)
    assert days.NATIONAL.is_working(plain)
    assert days.NATIONAL.is_working(worked)
    assert start + timedelta(days=count) <= plain <= worked


@given(DAYS, st.integers(1, 40))
def test_the_days_left_of_a_period_are_the_days_of_the_period(start: date, count: int) -> None:
    assert days.working_days_left(start, days.after_working_days(start, count)) == count


@pytest.mark.parametrize("last", [date(2026, 3, 2), date(2026, 3, 1), date(2025, 1, 1)])
def test_no_day_is_left_when_the_last_day_has_come(last: date) -> None:
    assert days.working_days_left(date(2026, 3, 2), last) == 0


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 2, 10), "Tết Nguyên Đán"),
        (date(2025, 9, 2), "Quốc khánh"),
        (date(2022, 1, 3), "Tết Dương lịch (nghỉ bù)"),
        (date(2026, 3, 3), None),
        (date(2026, 3, 7), None),
    ],
)
def test_a_public_holiday_has_a_name(day: date, name: str | None) -> None:
    assert days.holiday_name(day) == name


@pytest.mark.parametrize(
    ("day", "long"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
        (date(2026, 11, 30), "ngày 30 tháng 11 năm 2026"),
    ],
)
def test_a_letterhead_writes_day_and_first_months_with_a_zero(day: date, long: str) -> None:
    assert days.written_long(day) == long


def test_days_are_written_the_vietnamese_way() -> None:
    assert days.written(date(2026, 1, 5)) == "05/01/2026"
    week = [days.weekday(date(2026, 3, 2) + timedelta(days=step)) for step in range(7)]
    assert week == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]
    assert str(days.ZONE) == "Asia/Ho_Chi_Minh"
