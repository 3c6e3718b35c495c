"""Lists that run on in one line: “gồm: (1) các sở; (2) các xã; (3) cán bộ” are paragraphs of their own."""

import re
from collections.abc import Iterable, Iterator

from thidua.plans.numbering import Sign
from thidua.plans.paragraphs import Paragraph
from thidua.plans.passage import Passage

_ITEM = re.compile(r"(?:^|(?<=[:;.,]))\s*\((\d{1,2})\)\s*(?=\S)")
_LONGEST_HEAD = 110
_LONGEST = 8000  # signs of a paragraph that is read in one piece


def split_lists(every: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Give each paragraph, one that lists (1), (2) … in its line as a heading and its items."""
    for paragraph in every:
        if len(paragraph.words) > _LONGEST and not paragraph.cells:
            yield from _pieces(paragraph)
            continue
        yield from _parted(paragraph) if "(2)" in paragraph.words.text and not paragraph.cells else (paragraph,)


def _pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Cut what no office ever wrote, so that reading takes time in proportion to the length."""
    words, start, sign = paragraph.words, 0, paragraph.sign
    while start < len(words):
        blank = words.text.rfind(" ", start + 1, start + _LONGEST)
        end = blank if blank > start and start + _LONGEST < len(words) else start + _LONGEST
        if piece := words.cut(start, end):
            yield Paragraph(piece, sign, (), paragraph.was_cut, paragraph.after_gap)
        start, sign = end, None


def _parted(paragraph: Paragraph) -> Iterator[Paragraph]:
    words = paragraph.words
    starts = [(found.start(), found.end(), int(found.group(1))) for found in _ITEM.finditer(words.text)]
    if paragraph.sign is not None and paragraph.sign.style == "round" and paragraph.sign.label == "1":
        starts.insert(0, (0, 0, 1))  # the line itself begins with “(1)”
    head = words.cut(0, starts[0][0]) if starts else words
    counted = [number for _, _, number in starts]
    if counted != list(range(1, len(starts) + 1)) or len(starts) < 2 or not _is_head(head):
        yield paragraph
        return
    if head:
        yield Paragraph(head, paragraph.sign, (), paragraph.was_cut, paragraph.after_gap)
    ends = [start for start, _, _ in starts[1:]] + [len(words)]
    for (_, start, number), end in zip(starts, ends, strict=True):
        yield Paragraph(words.cut(start, end), Sign("round", str(number), 0))


def _is_head(words: Passage) -> bool:
    """Say whether the words before “(1)” head a list; none at all do."""
    return not words or (words.text.endswith(":") and len(words) <= _LONGEST_HEAD)
