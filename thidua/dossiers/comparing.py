"""Two versions of a paper side by side: paragraph against paragraph, word against word. Pure."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thidua.dossiers.wording import figures

_PIECES = re.compile(r"\s+|[^\s]+")
_PROOFS = re.compile(r"\(minh chứng [\d, ]+\)")


@dataclass(frozen=True)
class Piece:
    """Words of one side; ``is_changed`` when the other side does not have them there."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Row:
    """A paragraph before and after; an empty side when it was added or taken out.

    ``strange`` are figures the earlier version names nowhere: nothing here proves them.
    """

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    strange: tuple[str, ...] = ()


def rows(before: Sequence[str], after: Sequence[str]) -> list[Row]:
    """Give the paragraphs that differ, in their order."""
    known = frozenset().union(*(figures(one) for one in before)) if before else frozenset()
    found = []
    for tag, left, right in _steps(before, after):
        if tag != "equal":
            found += [_row(old, new, known) for old, new in _pairs(left, right)]
    return found


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    matched = difflib.SequenceMatcher(None, list(before), list(after), autojunk=False)
    for tag, begin, end, start, stop in matched.get_opcodes():
        yield tag, before[begin:end], after[start:stop]


def _pairs(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair changed paragraphs in their order; what is left over stands alone."""
    for place in range(max(len(left), len(right))):
        yield (left[place] if place < len(left) else "", right[place] if place < len(right) else "")


def _row(old: str, new: str, known: frozenset[str]) -> Row:
    strange = tuple(sorted(figures(_PROOFS.sub("", new)) - known))
    if not old or not new:
        return Row(_whole(old), _whole(new), strange)
    ours, theirs = _PIECES.findall(old), _PIECES.findall(new)
    matched = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    before: list[Piece] = []
    after: list[Piece] = []
    for tag, begin, end, start, stop in matched.get_opcodes():
        before += _piece(ours[begin:end], tag != "equal")
        after += _piece(theirs[start:stop], tag != "equal")
    return Row(tuple(before), tuple(after), strange)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, is_changed=True),) if text else ()


def _piece(words: Sequence[str], is_changed: bool) -> list[Piece]:
    return [Piece("".join(words), is_changed)] if words else []
