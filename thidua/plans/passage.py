"""A passage: words of the plan that know, letter by letter, where they stand in the text as read.

Paragraphs cut by a page break are joined, list signs are taken off, and still every part of the result
can be quoted verbatim.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from thidua.base.text import CAPITALS
from thidua.plans.draft import Quote

_SHIFTED = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
            "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}  # fmt: skip
_SHIFT = re.compile("|".join(f"(?<!q){old}(?!\\w)" for old in _SHIFTED))


def lowered(text: str) -> str:
    """Fold case, the two ways of placing a tone (hoà, hòa) and dashes; the length stays."""
    small = text.lower()
    if len(small) != len(text):  # a rare letter, such as İ, grows
        small = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    small = small.replace("–", "-").replace("—", "-").replace("‑", "-").replace("hằng", "hàng")
    return _SHIFT.sub(lambda found: _SHIFTED[found.group()], small)


@dataclass(frozen=True)
class Page:
    """The text as read, with the places where its lines begin."""

    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def line(self, offset: int) -> int:
        """Give the number of the line this offset stands in, counted from 1."""
        return bisect_right(self._starts, offset)

    def whole(self) -> "Passage":
        """Give all the text as one passage."""
        return self.passage(0, len(self.text))

    def passage(self, start: int, end: int) -> "Passage":
        """Give a stretch of the text as a passage."""
        return Passage(self, self.text[start:end], range(start, end))

    def lines(self) -> Iterator["Passage"]:
        """Give every line, empty ones too, without its end."""
        for start, after in zip(self._starts, [*self._starts[1:], len(self.text) + 1], strict=True):
            yield self.passage(start, after - 1)


@dataclass(frozen=True, eq=False)
class Passage:
    """Words and, for each sign of them, its offset in the page."""

    page: Page
    text: str
    at: "range | tuple[int, ...]"

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def low(self) -> str:
        """The words folded for matching; same length, same offsets."""
        return lowered(self.text)

    @property
    def start(self) -> int:
        """Where the first sign stands in the page."""
        return self.at[0] if self.text else 0

    @property
    def line(self) -> int:
        """The line the passage begins in."""
        return self.page.line(self.start)

    def cut(self, start: int = 0, end: int | None = None) -> "Passage":
        """Give a part, without blanks at its ends."""
        end = len(self.text) if end is None else min(end, len(self.text))
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Passage(self.page, self.text[start:end], self.at[start:end])

    def trimmed(self, signs: str = " ;,.:") -> "Passage":
        """Give the part without these signs at its ends."""
        start, end = 0, len(self.text)
        while start < end and (self.text[start] in signs or self.text[start].isspace()):
            start += 1
        while end > start and (self.text[end - 1] in signs or self.text[end - 1].isspace()):
            end -= 1
        return self.cut(start, end)

    def group(self, found: re.Match[str], group: int | str = 0) -> "Passage":
        """Give the part that a match on ``low`` or ``text`` found."""
        return self.cut(*found.span(group))

    def split(self, pattern: re.Pattern[str]) -> Iterator["Passage"]:
        """Give the parts between the matches of a pattern, empty ones left out."""
        done = 0
        for found in pattern.finditer(self.low):
            if part := self.cut(done, found.start()):
                yield part
            done = found.end()
        if part := self.cut(done):
            yield part

    @cached_property
    def quote(self) -> Quote | None:
        """Give the place in the page and the words as they stand there; None for no words."""
        if not self.text:
            return None
        start, end = self.at[0], self.at[-1] + 1
        return Quote(self.line, start, end, self.page.text[start:end])


def joined(parts: Iterable[Passage]) -> Passage:
    """Join the pieces of one paragraph with a blank between; the blank stands where the line ended."""
    first, *rest = [part for part in parts if part]
    text, at = first.text, list(first.at)
    for part in rest:
        text += " " + part.text
        at += [at[-1] + 1, *part.at]
    return Passage(first.page, text, tuple(at))


_STOP = re.compile(rf"\.(?=\s+[“\"(]?[{CAPITALS}])")
_NO_STOP = re.compile(r"(?:^|[\s(])(?:tp|tt|tx|ths|ts|tm|kt|tl|tuq|q|đ/c|gs|bs|pgs|(?:điều|khoản|mục|phần|số)\s+\d+)$")


def sentences(passage: Passage) -> Iterator[Passage]:
    """Give the sentences of a paragraph; an abbreviation like “TP.” ends none."""
    done = 0
    for found in _STOP.finditer(passage.text):
        if _NO_STOP.search(passage.low, max(done, found.start() - 12), found.start()):
            continue
        if part := passage.cut(done, found.end()):
            yield part
        done = found.end()
    if part := passage.cut(done):
        yield part
