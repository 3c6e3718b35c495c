"""What every check of a plan looks at: the draft, the text it was read from, and the law of a day."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from thidua.base.refusal import Refused
from thidua.law.pack import Pack
from thidua.plans.draft import Deadline, Finding, PlanDraft, Quote
from thidua.plans.passage import Page

LawOf = Callable[[date], Pack]
ERROR, WARNING, NOTE = "error", "warning", "note"
AFTER_THE_END = timedelta(days=30)  # awards are decided weeks after a movement ends, not on its last day
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class Case:
    """One reading to be checked; ``law`` answers with the pack of a day or refuses a day it does not know."""

    draft: PlanDraft
    text: str
    law: LawOf

    @cached_property
    def page(self) -> Page:
        """The text with its lines."""
        return Page(self.text)

    def quote(self, start: int, end: int) -> tuple[Quote, ...]:
        """Quote a stretch of the text."""
        found = self.page.passage(start, end).quote
        return (found,) if found else ()

    def line_of(self, quote: Quote | None) -> str:
        """Give the whole line in which a quotation begins."""
        return self._lines[quote.line - 1] if quote else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    # --- days

    @cached_property
    def issued_from(self) -> date | None:
        """The earliest day of issue: the printed day, the first of the printed month, or the last act it names."""
        document = self.draft.document
        if document.date or document.month:
            return document.date or _first_of(document.month or "")
        return max((basis.date for basis in self.draft.bases if basis.date), default=None)

    @cached_property
    def issued_until(self) -> date | None:
        """The latest day of issue that the print allows; None when it allows any."""
        document = self.draft.document
        return document.date or (_last_of(document.month) if document.month else None)

    @cached_property
    def ends_on(self) -> date | None:
        """The last day of the movement, or of the last year its name mentions."""
        if self.draft.period.last_day:
            return self.draft.period.last_day
        return date(max(self.years_named), 12, 31) if self.years_named else None

    @cached_property
    def years_named(self) -> tuple[int, ...]:
        """The years in the title and in the name of the movement."""
        document = self.draft.document
        return tuple(int(year) for year in _YEAR.findall(f"{document.title or ''} {document.movement or ''}"))

    @cached_property
    def award_on(self) -> date | None:
        """A likely day of the (last) award: a month after the movement ends and the dossiers are in."""
        days = [line.last_day for line in self.dated("submit_dossier") if line.last_day]
        known = [day for day in (self.ends_on, *days) if day]
        return max(known) + AFTER_THE_END if known else None

    def dated(self, *acts: str) -> Iterator[Deadline]:
        """Give the deadlines of some acts that name a day."""
        return (line for line in self.draft.deadlines if line.last_day and (not acts or line.act in acts))

    def pack(self, day: date | None) -> Pack | None:
        """Give the law of a day, None where none is known."""
        try:
            return self.law(day) if day else None
        except Refused:
            return None


def quotes(*items: object) -> tuple[Quote, ...]:
    """Gather the places of things: quotations themselves, or what carries one."""
    found = (item if isinstance(item, Quote) else getattr(item, "source", None) for item in items)
    return tuple(each for each in found if each is not None)


def error(code: str, message: str, *items: object) -> Finding:
    """Say what must be settled before the plan is issued."""
    return Finding(code, ERROR, message, quotes(*items))


def warning(code: str, message: str, *items: object) -> Finding:
    """Say what is probably wrong."""
    return Finding(code, WARNING, message, quotes(*items))


def note(code: str, message: str, *items: object) -> Finding:
    """Say what is worth knowing."""
    return Finding(code, NOTE, message, quotes(*items))


def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _last_of(month: str) -> date:
    first = _first_of(month)
    return first.replace(day=monthrange(first.year, first.month)[1])
