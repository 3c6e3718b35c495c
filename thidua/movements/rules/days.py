"""Days of a plan: which day is the last, how late an act is, how long is left. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from thidua.base import days
from thidua.base.days import NATIONAL, Calendar
from thidua.base.text import norm

FIXED = frozenset({"before", "until"})
YEARLY = frozenset({"yearly_before", "yearly_until"})
AT_BEGIN_OF_YEAR = frozenset({"register", "issue_own_plan"})  # acts that open a year; all others look back on it


@dataclass(frozen=True)
class DayRule:
    """What a deadline says, without its row."""

    act: str
    meaning: str
    last_day: date | None = None
    month_day: str = ""
    days: int | None = None
    day_kind: str = ""
    event: str = ""


@dataclass(frozen=True)
class Frame:
    """The part of a round that days hang on."""

    kind: str  # once | yearly | stage
    year: int | None = None
    ends_on: date | None = None


def last_day(
    rule: DayRule, frame: Frame, *, happened_on: date | None = None, calendar: Calendar = NATIONAL
) -> date | None:
    """Give the last day on which the act is in time; None while it waits or when the plan names no day.

    A named or yearly day never moves; only “N ngày kể từ ngày” rolls to the next working day. For a relative
    deadline ``happened_on`` is the day the event happened, not the day it was entered.
    """
    if rule.meaning in FIXED:
        return rule.last_day
    if rule.meaning in YEARLY:
        return yearly_day(rule, frame)
    if rule.meaning == "relative" and happened_on is not None and rule.days is not None:
        period = days.after_working_days if rule.day_kind == "working" else days.after_calendar_days
        return period(happened_on, rule.days, calendar)
    return None


def yearly_day(rule: DayRule, frame: Frame) -> date | None:
    """Give the day a yearly deadline has in a round.

    An act that opens a year (registration, own plan) falls in the round's year. An act that looks back on it
    falls in the first half of the next year or in the second half of the same one.
    """
    year = frame.year or (frame.ends_on.year if frame.ends_on else None)
    if year is None or not rule.month_day:
        return None
    month, day = (int(part) for part in rule.month_day.split("-"))
    looks_back = rule.act not in AT_BEGIN_OF_YEAR and month <= 6
    named = _existing(year + looks_back, month, day)
    return named - timedelta(days=1) if rule.meaning == "yearly_before" else named


def _existing(year: int, month: int, day: int) -> date:
    """Give the day; 29/02 of a common year is 28/02."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def late_by(last: date | None, on: date) -> int:
    """Count the calendar days an act is late; 0 in time and where no day is set."""
    return 0 if last is None else max(0, (on - last).days)


def late_words(count: int, last: date) -> str:
    """Say how late: “muộn 01 ngày (hạn cuối 29/01/2022)”."""
    return f"muộn {count:02d} ngày (hạn cuối {days.written(last)})"


def left_words(last: date | None, today: date, calendar: Calendar = NATIONAL) -> str:
    """Say how long is left: “còn 3 ngày làm việc”, “hết hạn hôm nay”, “quá hạn 02 ngày”, or nothing."""
    if last is None:
        return ""
    if late := late_by(last, today):
        return f"quá hạn {late:02d} ngày"
    if last == today:
        return "hết hạn hôm nay"
    working = days.working_days_left(today, last, calendar)
    return f"còn {working} ngày làm việc" if working else "hết hạn trong kỳ nghỉ này"


WAITING = {
    "relative": "chờ sự kiện",
    "announced": "chờ thông báo",
    "vague": "kế hoạch không nêu ngày cụ thể",
    "none_stated": "kế hoạch không nêu hạn",
}


def waiting_words(rule: DayRule) -> str:
    """Say what a deadline without a day waits for."""
    words = WAITING.get(rule.meaning, "chưa có ngày")
    return f"{words}: {rule.event}" if rule.meaning in {"relative", "announced"} and rule.event else words


def chosen_day(candidates: list[date]) -> date | None:
    """Give the day that counts where a plan names two for the same act: the later, in favour of the units."""
    return max(candidates, default=None)


def round_kind_of(words: str, meaning: str, kinds: frozenset[str]) -> str:
    """Tell which kind of round a deadline is for from the words around it; empty for every round."""
    if meaning in YEARLY:
        return "yearly" if "yearly" in kinds else ""
    plain = norm(words)
    yearly = "hang nam" in plain
    stage = any(word in plain for word in ("giai doan", "5 nam", "05 nam", "nam nam", "tong ket"))
    if yearly == stage:
        return ""
    wanted = "yearly" if yearly else "stage"
    return wanted if wanted in kinds else ""
