"""Hints at copied reports: Vietnamese shingles of syllables, compared offline. Pure; a hint for a person, no verdict.

A text becomes the set of its runs of five syllables without case, marks of tone kept (they tell words apart),
figures kept. A sketch of the smallest hashes makes one report comparable with tens of thousands in under a second;
the few that come near are then compared in full and shown side by side.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from heapq import nsmallest

RUN = 5  # syllables in a shingle
SKETCH = 64  # smallest hashes kept of a text
NEAR = Fraction(1, 10)  # share of a sketch in common from which a full comparison is worth it
_WORD = re.compile(r"\w+")


def syllables(text: str) -> list[str]:
    """Cut into syllables, case folded, in NFC."""
    return _WORD.findall(unicodedata.normalize("NFC", text.casefold()))


def shingles(text: str) -> frozenset[int]:
    """Give the hashes of all runs of five syllables; a shorter text is one run."""
    words = syllables(text)
    if not words:
        return frozenset()
    runs = [words[start : start + RUN] for start in range(max(1, len(words) - RUN + 1))]
    return frozenset(int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest()) >> 1 for run in runs)


def sketch(text: str) -> tuple[int, ...]:
    """Give the smallest hashes of a text, sorted: what is stored beside a report."""
    return tuple(nsmallest(SKETCH, shingles(text)))


@dataclass(frozen=True)
class Passage:
    """A stretch that stands in both texts, by its syllables."""

    text: str
    words: int


@dataclass(frozen=True)
class Likeness:
    """How much of a report stands in another."""

    key: int
    share: Fraction  # of the runs of the report that also stand in the other


def near(counted: Mapping[int, int], size: int) -> list[int]:
    """Give the keys worth a full comparison, nearest first, from how many marks each shares with a text of ``size``."""
    enough = [key for key, shared in counted.items() if Fraction(shared, SKETCH) >= NEAR or shared == size]
    return sorted(enough, key=lambda key: (-counted[key], key))


def likeness(text: str, others: Mapping[int, str], *, least: Fraction = NEAR) -> list[Likeness]:
    """Compare in full; give those that hold at least so much of this text, the likest first."""
    mine = shingles(text)
    if not mine:
        return []
    found = [Likeness(key, Fraction(len(mine & shingles(other)), len(mine))) for key, other in others.items()]
    return sorted((one for one in found if one.share >= least), key=lambda one: (-one.share, one.key))


def passages(text: str, other: str) -> list[Passage]:
    """Give the stretches of a text that stand in another, longest first: what a person looks at side by side."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(unicodedata.normalize("NFC", text))]
    mine, theirs = syllables(text), syllables(other)
    known = {tuple(theirs[start : start + RUN]) for start in range(len(theirs) - RUN + 1)}
    marked = [False] * len(mine)
    for start in range(len(mine) - RUN + 1):
        if tuple(mine[start : start + RUN]) in known:
            marked[start : start + RUN] = [True] * RUN
    return sorted(_stretches(unicodedata.normalize("NFC", text), words, marked), key=lambda one: -one.words)


def _stretches(text: str, words: Sequence[tuple[int, int]], marked: Sequence[bool]) -> list[Passage]:
    found: list[Passage] = []
    begin: int | None = None
    for place, is_marked in enumerate([*marked, False]):
        if is_marked and begin is None:
            begin = place
        elif not is_marked and begin is not None:
            found.append(Passage(text[words[begin][0] : words[place - 1][1]], place - begin))
            begin = None
    return found
