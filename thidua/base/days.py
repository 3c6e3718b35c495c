"""Days in Asia/Ho_Chi_Minh: writing them, holidays, working days, periods of days.

A period “N ngày kể từ ngày X” does not count X, and when its last day is a weekend or a public holiday
it ends with the next working day (Civil Code 2015, articles 147 and 148). A day named by its date never moves.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class Calendar(Protocol):
    """Answers whether an office works on a day."""

    def is_working(self, day: date) -> bool: ...


@cache
def _year(year: int) -> tuple[Mapping[date, str], frozenset[date]]:
    """Give the days off of a year with their names, and the Saturdays worked in exchange for one of them."""
    found = holidays.country_holidays("VN", years=year, language="vi")
    return dict(found.items()), frozenset(day for day in found.weekend_workdays if day.year == year)


class OfficeCalendar:
    """Monday to Friday without public holidays, and Saturdays worked by a national exchange (hoán đổi ngày nghỉ).

    ``made_up`` holds what an office has entered, True (worked, làm bù) or False (off); it overrules everything else.
    """

    def __init__(self, made_up: Mapping[date, bool] | None = None) -> None:
        self._made_up = dict(made_up or {})

    def is_working(self, day: date) -> bool:
        """Say whether the office works on this day."""
        if day in self._made_up:
            return self._made_up[day]
        off, exchanged = _year(day.year)
        return day in exchanged or (day.weekday() < 5 and day not in off)


NATIONAL = OfficeCalendar()


def holiday_name(day: date) -> str | None:
    """Give the name of the public holiday on this day, None on any other day."""
    return _year(day.year)[0].get(day)


def next_working(day: date, calendar: Calendar = NATIONAL) -> date:
    """Give the day itself when it is worked, else the first worked day after it."""
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def after_calendar_days(start: date, days: int, calendar: Calendar = NATIONAL) -> date:
    """Give the last day of a period of calendar days that does not count ``start``; a day off rolls on."""
    if days < 0:
        raise ValueError(f"a period of {days} days")
    return next_working(start + timedelta(days=days), calendar)


def after_working_days(start: date, days: int, calendar: Calendar = NATIONAL) -> date:
    """Give the last day of a period of working days that does not count ``start``."""
    if days < 0:
        raise ValueError(f"a period of {days} days")
    day = start
    while days:
        day += timedelta(days=1)
        days -= calendar.is_working(day)
    return next_working(day, calendar)


def working_days_left(today: date, last_day: date, calendar: Calendar = NATIONAL) -> int:
    """Count the working days after today up to and with the last day; 0 when it has come or passed."""
    span = (last_day - today).days
    return sum(calendar.is_working(today + timedelta(days=step)) for step in range(1, span + 1))


def written(day: date) -> str:
    """Write 30/11/2026."""
    return f"{day:%d/%m/%Y}"


def written_long(day: date) -> str:
    """Write as in a letterhead: ngày 05 tháng 01 năm 2026; day and months 1, 2 carry a zero (Decree 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def weekday(day: date) -> str:
    """Name the day of the week."""
    return WEEKDAYS[day.weekday()]
