"""Lines to paragraphs: what a page break, a narrow page or a stray list sign cut apart is joined again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from thidua.plans.numbering import Sign, sign_of
from thidua.plans.passage import Page, Passage, joined

_PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:trang\s+|page\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?\s*", re.I)
_STRAY_SIGN = re.compile(r"(?<=[.;:,])\s+([-–—+*•])\s*$")
_ENDS_OPEN = re.compile(
    r"(?:^|[\s(;,.])(?:của|và|các|cho|về|theo|tại|là|với|để|từ|đến|do|bằng|trong|trên|riêng|gồm|thuộc|được|những|như|"
    r"cấp|ủy ban|ủy ban nhân dân|ubnd|sở|phòng|hội đồng|ban|chủ tịch|luật|số|ngày|tháng|hoặc|đối với|nhất là|khi|có|"
    r"thường trực|giám đốc|trưởng|qua|trước|sau|không|đã|sẽ|phải|một|mỗi|này,|đó,)$"
)
_CLOSED = tuple(".;:!?…")
UNWRAPPED = 10**6  # the width of a text in which a line is a paragraph
_ALONE = frozenset({"part", "chapter", "section"})  # “Chương II” on a line of its own, its name on the next


@dataclass(frozen=True)
class Paragraph:
    """One paragraph without its sign; ``cells`` when it is a row of a table, ``was_cut`` when pieces were joined."""

    words: Passage
    sign: Sign | None = None
    cells: tuple[Passage, ...] = ()
    was_cut: bool = False
    after_gap: bool = False

    @property
    def is_capital(self) -> bool:
        """Say whether it is written in capitals, as main headings are."""
        return mostly_capital(self.words.text)


def mostly_capital(text: str) -> bool:
    """Say whether nearly all letters are capitals."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 2 and sum(sign.isupper() for sign in letters) >= 0.85 * len(letters)


def line_width(page: Page) -> int:
    """Give the width of a text whose lines were cut at a margin; a very large number when a line is a paragraph."""
    lines = page.text.split("\n")
    said = [line.strip() for line in lines if line.strip()]
    lengths = sorted(map(len, said))
    goes_on = sum(
        after.strip()[:1].islower() and not before.rstrip().endswith(_CLOSED) and sign_of(after.strip()) is None
        for before, after in pairwise(lines)
        if before.strip()
    )
    if len(lengths) < 8 or lengths[-1] > 160 or goes_on * 8 < len(said):
        return UNWRAPPED
    return lengths[int(len(lengths) * 0.9)]


class _Joiner:
    """Collects lines and gives paragraphs; knows the width of the page."""

    def __init__(self, width: int) -> None:
        self._width = width
        self.done: list[Paragraph] = []
        self._pieces: list[Passage] = []
        self._sign: Sign | None = None
        self._gap = self._piece_gap = False
        self._waiting: Sign | None = None
        self._was_cut = False

    def take(self, line: Passage) -> None:
        """Take one line: an empty one is a gap, a page number is nothing."""
        bare = line.cut()
        if not bare or _PAGE_NUMBER.fullmatch(bare.text):
            self._gap = True
            return
        if "\t" in bare.text:
            self._take_row(bare)
            return
        own = sign_of(bare.text)
        if own is not None and own.style in _ALONE and own.length >= len(bare):
            self.finish()
            self._waiting = own
            return
        if own is not None and self._waiting is not None and self._waiting.style in _ALONE:
            self._waiting = None
        sign = self._waiting or own
        if self._pieces and self._waiting is None and self._continues(bare, sign):
            self._was_cut |= self._gap
        else:
            self._begin(bare, sign)
            bare = bare if self._waiting or sign is None else bare.cut(sign.length)
        self._waiting = None
        if stray := _STRAY_SIGN.search(bare.text):
            self._waiting = sign_of(stray.group(1) + " x")
            bare = bare.cut(0, stray.start())
        self._pieces.append(bare)
        self._gap = False

    def _begin(self, line: Passage, sign: Sign | None) -> None:
        self.finish()
        self._sign, self._piece_gap = sign, self._gap

    def _take_row(self, line: Passage) -> None:
        self.finish()
        cells = tuple(line.split(re.compile("\t")))
        if len(cells) == 1:
            self.done.append(Paragraph(cells[0], None, (), False, self._gap))
        elif cells:
            spans = [found.span() for found in re.finditer(r"[^\t]*(?:\t|$)", line.text)]
            every = tuple(line.cut(start, end) for start, end in spans if start < len(line.text))
            self.done.append(Paragraph(line, None, every, False, self._gap))
        self._gap = False

    def finish(self) -> None:
        """End the paragraph under way."""
        if any(self._pieces):
            self.done.append(Paragraph(joined(self._pieces), self._sign, (), self._was_cut, self._piece_gap))
        self._pieces, self._sign, self._was_cut = [], None, False

    def _continues(self, line: Passage, sign: Sign | None) -> bool:
        before = self._pieces[-1]
        first = line.text.lstrip("“\"'(<")[:1]
        if sign is not None:
            return self._is_wrapped_dash(before, line, sign)
        if before.text.endswith(_CLOSED):
            soft = before.text.endswith((";", ",")) and first.islower()
            return not self._gap and (soft or self._is_full(before)) and not mostly_capital(before.text)
        if mostly_capital(before.text) and len(before.text) > 3:
            return self._sign is not None and not self._gap and mostly_capital(line.text)
        if first.islower() or (first.isdigit() and _ENDS_OPEN.search(before.low)) or before.text.endswith(","):
            return True
        if self._gap:
            return len(before) >= 60 and bool(_ENDS_OPEN.search(before.low))
        return self._is_full(before)

    def _is_full(self, before: Passage) -> bool:
        return len(before) >= 0.8 * self._width

    def _is_wrapped_dash(self, before: Passage, line: Passage, sign: Sign) -> bool:
        if sign.style != "-" or self._gap or before.text.endswith(_CLOSED):
            return False
        return line.text[sign.length : sign.length + 1].islower() and len(before) >= 0.6 * min(self._width, 100)


def paragraphs(lines: Iterable[Passage], width: int) -> list[Paragraph]:
    """Join lines to paragraphs, in one pass."""
    joiner = _Joiner(width)
    for line in lines:
        joiner.take(line)
    joiner.finish()
    return joiner.done
