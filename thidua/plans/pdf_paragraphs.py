"""Join the lines of PDF pages to paragraphs: margins, indents and list signs show where one begins."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from thidua.plans.pdf_page import Fragment, Page

_MARKER = re.compile(
    r"(?:[-+*•–—]\s*\S|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVXLC]{1,6}(?:[.)]|\s?[-–])\s|Điều \d+|"
    r"Căn cứ (?:Luật|Nghị|Quyết|Thông|Kế|Hiến)\b)"
)
_DASH_GOES_ON = re.compile(r"[-–]\s*[^\W\d_]")
_ODD_PIECE = re.compile(r"(?:[^\W_]-|\d/)$")
_CLOSED = frozenset(".;:!?")
_INDENT = 8.0
_SAME = 4.0
_SLACK = 7.0  # a comma at the end of a justified line stands a little inside


@dataclass(frozen=True)
class Margins:
    """Where the body of a page begins and ends."""

    left: float
    right: float


class Body:
    """Body lines on their way to paragraphs; ``take`` and ``finish`` give the paragraphs that are complete."""

    def __init__(self, pages: Sequence[Page]) -> None:
        every = [one for page in pages for one in page.fragments]
        whole = _margins(every, None)
        self._margins = [_margins(page.fragments, whole) for page in pages]
        self._pitch = _pitch(pages)
        self._justified = _is_justified(every, whole)
        placed = [
            (round(self._from_left(one, at) / _SAME), one) for at, page in enumerate(pages) for one in page.fragments
        ]
        self._usual_places = {place for place, count in Counter(place for place, _ in placed).items() if count > 2}
        starts = [place for place, one in placed if _MARKER.match(one.text)]
        self._marker_places = {place for place, count in Counter(starts).items() if count >= max(1, len(starts) / 10)}
        self._lines: list[tuple[Fragment, int]] = []

    def take(self, line: Fragment, page: int) -> list[str]:
        """Add a line; give the paragraph that ends before it, if one does."""
        done = self.finish() if self._lines and self._begins(line, page) else []
        self._lines.append((line, page))
        return done

    def finish(self) -> list[str]:
        """Give the paragraph under way."""
        if not self._lines:
            return []
        text = self._lines[0][0].text
        for line, _ in self._lines[1:]:
            text += line.text if _ODD_PIECE.search(text) and line.text[:1].isalnum() else " " + line.text
        self._lines = []
        return [text]

    def _begins(self, line: Fragment, page: int) -> bool:
        """Say whether a new paragraph begins with this line."""
        last, last_page = self._lines[-1]
        if page == last_page and last.bottom - line.bottom > 1.5 * self._pitch:
            return True
        margins = self._margins[last_page]
        if self._is_centred(line, page):
            return self._begins_title(last, line, margins)
        marked = _MARKER.match(line.text) is not None
        if line.text[:1].islower() and last.text[-1] not in _CLOSED and not marked:
            return False  # the middle of a sentence, however the lines stand
        if self._is_centred(last, last_page) or self._ends_early(last, line, margins):
            return True
        if marked:
            return not self._marker_is_chance(line, page)
        return self._stands_like_a_first_line(line, page)

    def _begins_title(self, last: Fragment, line: Fragment, margins: Margins) -> bool:
        """A centred line goes on with one as wide as the page, or with a centred one that had no room for more."""
        goes_on = line.text[:1].islower() or line.text[:1].isdigit()
        fits = last.width + _first_word(line) < (margins.right - margins.left) * 0.97
        alone = not self._is_centred(last, self._lines[-1][1]) and fits
        return alone or (fits and not goes_on) or last.size != line.size

    def _ends_early(self, last: Fragment, line: Fragment, margins: Margins) -> bool:
        """Say whether the next word would have found room: then the line was ended on purpose."""
        room = margins.right - last.right
        sure = 0.9 if last.text[-1] in _CLOSED else 1.6  # an open sentence needs a clearer sign
        return room > (_SLACK if self._justified else 1 + _first_word(line) * sure)

    def _marker_is_chance(self, line: Fragment, page: int) -> bool:
        """A dash or number where no list item of this document begins is part of a wrapped sentence."""
        place = round(self._from_left(line, page) / _SAME)
        others = self._marker_places - {place}
        return place not in self._marker_places or (
            place == 0
            and bool(others)
            and self._lines[-1][0].text[-1] not in ".;:"
            and bool(_DASH_GOES_ON.match(line.text))
        )

    def _stands_like_a_first_line(self, line: Fragment, page: int) -> bool:
        here = self._from_left(line, page)
        first = self._from_left(*self._lines[0])
        if len(self._lines) > 1:
            return abs(here - self._from_left(*self._lines[-1])) > _SAME
        if here < first - _SAME:
            return False
        if here > first + _SAME:
            return not _MARKER.match(self._lines[0][0].text)
        return first > _INDENT and not line.text[:1].islower()

    def _from_left(self, line: Fragment, page: int) -> float:
        return line.left - self._margins[page].left

    def _is_centred(self, line: Fragment, page: int) -> bool:
        margins = self._margins[page]
        inset = line.left - margins.left
        if inset < 3 or round(inset / _SAME) in self._usual_places:
            return False
        return abs(inset - (margins.right - line.right)) < (8 if inset > 12 else 4)


def _first_word(line: Fragment) -> float:
    word = line.text.split(" ", 1)[0]
    return (len(word) + 0.6) * line.width / max(len(line.text), 1)


def _margins(fragments: Sequence[Fragment], default: Margins | None) -> Margins:
    """Find where wide lines begin and end; a page with few of them has the margins of the whole."""
    widest = max((one.width for one in fragments), default=0)
    wide = [one for one in fragments if one.width > 0.7 * widest]
    if default is not None and len(wide) < 8:
        return default
    return Margins(_edge([one.left for one in fragments]), -_edge([-one.right for one in wide]))


def _is_justified(fragments: Sequence[Fragment], margins: Margins) -> bool:
    """Most lines that come near the right margin reach it."""
    near = [margins.right - one.right for one in fragments if margins.right - one.right < 40]
    return len(near) > 4 and sum(1 for room in near if room < 3) > 0.6 * len(near)


def _edge(places: Sequence[float]) -> float:
    """The smallest place that several share."""
    ranked = sorted(places)
    enough = min(3, max(2, len(ranked) / 12))
    for place in ranked:
        shared = ranked[bisect_left(ranked, place - 2) : bisect_right(ranked, place + 2)]
        if len(shared) >= enough:
            return median(shared)
    return ranked[0] if ranked else 0.0


def _pitch(pages: Sequence[Page]) -> float:
    """The usual distance from line to line."""
    steps = [above.bottom - below.bottom for page in pages for above, below in pairwise(page.fragments)]
    usual = [step for step in steps if 6 < step < 60]
    return median(usual) if usual else 20.0
