"""Begin this year's plan from last year's: years and days move on, what was the old paper's own is left blank."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from thidua.plans.draft import Basis, Finding, PlanDraft, Quote

T = TypeVar("T")

# A cited act keeps its number and its day; so does a stretch of years such as 2021-2025.
_ACT = re.compile(r"\bsố\s+\S+/\S+(?:\s+ngày\s+\d{1,2}[/-]\d{1,2}[/-]\d{4})?|\b\d+/\d{4}/[\w-]+")
_SPAN = re.compile(r"\b\d{4}\s*[-–]\s*\d{4}\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_FIXED = re.compile(f"{_ACT.pattern}|{_SPAN.pattern}")


def renewed(draft: PlanDraft, from_year: int, to_year: int) -> PlanDraft:
    """Give the draft of the next round: number, day and findings gone, other days moved by whole years.

    Years from the one before ``from_year`` to the one after it are moved in all texts; cited acts and stretches
    of years (giai đoạn 2021-2025) stay for a person to look at.
    """
    if draft.document.date and draft.document.date.year > to_year:
        raise ValueError(f"a plan of {draft.document.date.year} renewed for {to_year}")
    moved = _moved(draft, from_year, to_year - from_year)
    document = replace(moved.document, number=None, date=None, month=None)
    return replace(moved, document=document, findings=())


def _moved(item: T, year: int, step: int) -> T:
    made: Any = item
    if isinstance(item, str):
        made = text_moved(item, year, step)
    elif isinstance(item, date):
        made = _day_moved(item, step)
    elif isinstance(item, Basis):
        made = replace(item, source=None)
    elif isinstance(item, tuple):
        made = tuple(_moved(each, year, step) for each in item if not isinstance(each, Finding))
    elif isinstance(item, Mapping):
        made = {key: _moved(value, year, step) for key, value in item.items() if not isinstance(value, Quote)}
    elif isinstance(item, list):
        made = [_moved(each, year, step) for each in item]
    elif isinstance(item, Quote):
        made = None
    elif is_dataclass(item) and not isinstance(item, type):
        made = replace(item, **{each.name: _moved(getattr(item, each.name), year, step) for each in fields(item)})
    return made  # type: ignore[no-any-return]


def text_moved(text: str, year: int, step: int) -> str:
    """Move the years near ``year`` in a sentence; cited acts and stretches of years stay."""
    fixed = [found.span() for found in _FIXED.finditer(text)]

    def next_round(found: re.Match[str]) -> str:
        inside = any(start <= found.start() < end for start, end in fixed)
        near = abs(int(found.group()) - year) <= 1
        return str(int(found.group()) + step) if near and not inside else found.group()

    return _YEAR.sub(next_round, text)


def _day_moved(day: date, step: int) -> date:
    try:
        return day.replace(year=day.year + step)
    except ValueError:  # 29 February
        return day.replace(year=day.year + step, day=28)
