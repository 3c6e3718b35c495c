"""Days as plans write them: whole, without a year, without a day, impossible ones; on lowered text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_BLANK = r"[\s.…_]*"
_YEAR = r"(?:19|20)\d{2}"
_DAY = re.compile(
    # 28/12/2020, 28-12-2020, 28.12.2020, 22/3//2022
    rf"(?<![\d/.])(?P<d1>\d{{1,2}})\s?(?P<sep>[/.\-])\s?(?P<m1>\d{{1,2}})\s?[/.\-]{{1,2}}\s?(?P<y1>{_YEAR})(?!\d)"
    # ngày 10 tháng 01 năm 2023
    rf"|(?:ngày\s+)?(?<!\d)(?P<d2>\d{{1,2}})\s+tháng\s+(?P<m2>\d{{1,2}})(?:\s*,?\s*(?:năm\s+|"
    rf"/\s?)(?P<y2>{_YEAR}))?(?![\d/])"
    # tháng 12 năm 2025, tháng 12/2025
    rf"|tháng\s+(?P<m3>\d{{1,2}})\s*(?:năm\s+|/\s?|-\s?)(?P<y3>{_YEAR})"
    # quý IV/2025, quý 4 năm 2025
    rf"|quý\s+(?P<q>iv|i{{1,3}}|[1-4])\b\s*(?:(?:năm\s+|/\s?|-\s?)(?P<y4>{_YEAR}))?"
    # 05/01, 30-11 without a year
    r"|(?<![\d/.\-])(?P<d5>\d{1,2})\s?[/\-]\s?(?P<m5>\d{1,2})(?![\d/%]|\s?[/\-]\s?\d|-[a-zđ]|/[a-zđ])"
    # tháng 12 alone, năm 2025 alone
    rf"|tháng\s+(?P<m6>\d{{1,2}})(?!\d)|năm\s+(?P<y7>{_YEAR})(?!\d)"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Mention:
    """A day or a part of one: ``day`` when whole and possible, ``month_day`` without a year, else only its words."""

    start: int
    end: int
    shape: str  # day | month_day | month | quarter | year | malformed
    day: date | None = None
    month_day: str | None = None
    year: int | None = None
    month: int | None = None


def mentions(low: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Give every mention of a day in a lowered text."""
    for found in _DAY.finditer(low, start, len(low) if end is None else end):
        if mention := _mention(found):
            yield mention


def _mention(found: re.Match[str]) -> Mention | None:
    part = found.groupdict()
    start, end = found.span()
    year = next((int(part[name]) for name in ("y1", "y2", "y3", "y4", "y7") if part[name]), None)
    day = next((int(part[name]) for name in ("d1", "d2", "d5") if part[name]), None)
    month = next((int(part[name]) for name in ("m1", "m2", "m3", "m5", "m6") if part[name]), None)
    if part["q"]:
        quarter = _QUARTERS.get(part["q"]) or int(part["q"])
        return Mention(start, end, "quarter", year=year, month=3 * quarter)
    if day is None:
        return Mention(start, end, "month" if month else "year", year=year, month=month)
    if month is None:
        return None
    if year is None:
        possible = _date(2024, month, day)
        if possible is None:
            return None if part["d5"] else Mention(start, end, "malformed")
        return Mention(start, end, "month_day", month_day=f"{month:02d}-{day:02d}", month=month)
    whole = _date(year, month, day)
    return Mention(start, end, "day" if whole else "malformed", whole, None, year, month)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_LETTERHEAD = re.compile(
    rf"ngày(?P<d>[\s.…_]*\d{{0,2}}{_BLANK})tháng(?P<m>[\s.…_]*\d{{0,2}}{_BLANK})năm(?P<y>[\s.…_]*\d{{0,4}})"
)


@dataclass(frozen=True)
class LetterheadDay:
    """The day of a letterhead, of which parts may be blank."""

    start: int
    end: int
    day: date | None
    month: str | None  # "2023-01", only when the day is blank


def letterhead_day(low: str) -> LetterheadDay | None:
    """Read “…, ngày … tháng … năm …” with or without its figures; None when it is not there."""
    found = _LETTERHEAD.search(low)
    if not found:
        return None
    day, month, year = (_figure(found.group(name)) for name in ("d", "m", "y"))
    whole = _date(year, month, day) if day and month and year and 1900 < year < 2200 else None
    partial = f"{year:04d}-{month:02d}" if not day and month and 1 <= month <= 12 and year and year > 1900 else None
    return LetterheadDay(*found.span(), whole, partial)


def _figure(text: str) -> int | None:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else None
