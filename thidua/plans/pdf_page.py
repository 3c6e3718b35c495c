"""What stands on one PDF page and where: stretches of text without wide gaps, and ruled lines."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from thidua.plans.lines import clean

_WIDE = 1.6  # a blank wider than this many times the size of the letters parts two columns
_BETWEEN = re.compile(r"(?<=\S)[ \t]+(?=\S)")
_RULE = 2.5  # points: a path thinner than this is a ruled line
_MOST_PATHS = 4000
_AT_LINE_END = str.maketrans({"\x02": "-", "\ufffe": "-"})  # how PDFium writes a hyphen before a line end


Rule = tuple[float, float, float]


@dataclass(frozen=True)
class Fragment:
    """A stretch of text on one row; points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Page:
    """Fragments in the order of the file, and ruled lines as (fixed, from, to)."""

    height: float
    width: float
    fragments: tuple[Fragment, ...]
    across: tuple[Rule, ...] = ()  # y, x from, x to
    down: tuple[Rule, ...] = ()  # x, y from, y to

    def keeping(self, fragments: Sequence[Fragment]) -> "Page":
        """Give the page with these fragments only."""
        return replace(self, fragments=tuple(fragments))


def read(document: pdfium.PdfDocument, number: int) -> Page:
    """Read one page."""
    with closing(document[number]) as page, closing(page.get_textpage()) as text_page:
        across, down = _rules(page)
        width, height = page.get_size()
        return Page(height, width, tuple(_fragments(text_page, down)), across, down)


class _Boxes:
    """Places of single letters; one set of numbers is used again and again, for speed."""

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        self._page = text_page.raw
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._room = raw.FS_RECTF()
        self._into = ctypes.byref(self._room)

    def of(self, index: int) -> tuple[float, float, float, float]:
        """Give left, right, bottom, top of the ink of a letter."""
        left, right, bottom, top = self._sides
        raw.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        return left.value, right.value, bottom.value, top.value

    def room(self, index: int) -> tuple[float, float]:
        """Give left and right of the room a letter takes; quicker than its ink."""
        raw.FPDFText_GetLooseCharBox(self._page, index, self._into)
        return self._room.left, self._room.right

    def size(self, index: int) -> float:
        return float(raw.FPDFText_GetFontSize(self._page, index))


def _fragments(text_page: pdfium.PdfTextPage, down: Sequence[Rule]) -> Iterator[Fragment]:
    count = text_page.count_chars()
    text = text_page.get_text_range(0, count) if count > 0 else ""
    boxes = _Boxes(text_page)
    start = 0
    for line in text.split("\r\n"):
        yield from _pieces(line, start, boxes, down)
        start += len(line) + 2


def _pieces(line: str, start: int, boxes: _Boxes, down: Sequence[Rule]) -> Iterator[Fragment]:
    """Cut a line where a blank is as wide as between columns, or where a ruled line goes through it."""
    if not line.strip():
        return
    first = start + len(line) - len(line.lstrip())
    _, _, low, high = boxes.of(first)
    passing = [x for x, bottom, top in down if bottom < high and low < top]
    wide = _WIDE * max(boxes.size(first), 11)
    begin = 0
    for blank in _BETWEEN.finditer(line):
        right, left = boxes.room(start + blank.start() - 1)[1], boxes.room(start + blank.end())[0]
        if left - right > wide or any(right - 1 < x < left + 1 for x in passing):
            yield from _fragment(line[begin : blank.start()], start + begin, boxes)
            begin = blank.end()
    yield from _fragment(line[begin:], start + begin, boxes)


def _fragment(text: str, start: int, boxes: _Boxes) -> Iterator[Fragment]:
    bare = text.strip()
    if not bare:
        return
    first = start + len(text) - len(text.lstrip())
    last = first + len(bare) - 1
    head, tail = boxes.of(first), boxes.of(last)
    sample = [head, tail, *(boxes.of(at) for at in range(first + 1, min(first + 6, last)))]
    solid = [box for box in sample if box[3] > box[2]]
    shown = clean(bare.translate(_AT_LINE_END))
    if not solid or not shown:  # signs that nobody sees
        return
    yield Fragment(
        text=shown,
        left=head[0],
        right=max(tail[1], head[1]),
        bottom=min(box[2] for box in solid),
        top=max(box[3] for box in solid),
        size=boxes.size(first),
    )


def _rules(page: pdfium.PdfPage) -> tuple[tuple[Rule, ...], ...]:
    """Ruled lines of the page; thin filled boxes count as lines, boxes with sides as four."""
    across, down = [], []
    for count, shape in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2)):
        if count > _MOST_PATHS:
            break
        left, bottom, right, top = shape.get_bounds()
        if top - bottom <= _RULE and right - left > 15:
            across.append(((top + bottom) / 2, left, right))
        elif right - left <= _RULE and top - bottom > 6:
            down.append(((left + right) / 2, bottom, top))
        elif right - left > 15 and top - bottom > 6:
            across += [(bottom, left, right), (top, left, right)]
            down += [(left, bottom, top), (right, bottom, top)]
    return tuple(across), tuple(down)
