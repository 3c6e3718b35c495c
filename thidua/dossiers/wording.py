"""The text of a drafted paper as people edit it: parts, lines, and the proof each line stands on. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.base.text import nfc, squeeze

MOST_LINES = 400
LONGEST = 4_000
TOLD = "-"  # the proof of a line that only leads on: it needs none, and may hold no figure
_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")


@dataclass(frozen=True)
class Line:
    """A sentence of a paper. ``key`` names the fact it was drafted from, ``source`` and ``own`` its words and proof.

    ``proof`` is the key of a document or a paper, ``TOLD`` for mere narration, "" for none.
    """

    text: str
    proof: str = ""
    key: str = ""
    source: str = ""
    own: str = ""


@dataclass(frozen=True)
class Part:
    """Lines under one heading; ``clause`` is where the plan asks for them."""

    key: str
    title: str
    lines: tuple[Line, ...]
    clause: str = ""


def figures(text: str) -> frozenset[str]:
    """Give the figures that stand in a text."""
    return frozenset(_FIGURE.findall(text))


def is_bare(line: Line, known: Collection[str]) -> bool:
    """Say whether a line needs a proof and has none that holds.

    A proof that came with a fact proves the figures of that fact and no others.
    """
    return proof_of(line, known) == "" and line.proof != TOLD


def proof_of(line: Line, known: Collection[str]) -> str:
    """Give the key of the proof that holds for a line as it stands now, "" for none."""
    if line.proof not in known or (line.proof == line.own and strays(line)):
        return ""
    return line.proof


def strays(line: Line) -> frozenset[str]:
    """Give the figures of a line drafted from a fact that the fact does not name."""
    return figures(line.text) - figures(line.source) if line.key else frozenset()


def bare(parts: Sequence[Part], known: Collection[str]) -> list[Line]:
    """Give every line that has no proof and needs one."""
    return [line for part in parts for line in part.lines if is_bare(line, known)]


def renewed(parts: Sequence[Part], fresh: Sequence[Part]) -> tuple[Part, ...]:
    """Lay people's words over what is drafted now: headings and what each fact says are those of today."""
    said = {part.key: part for part in parts}
    facts = {line.key: line for part in fresh for line in part.lines if line.key}
    return tuple(
        Part(one.key, one.title, _of_today(said[one.key].lines, facts) if one.key in said else one.lines, one.clause)
        for one in fresh
    )


def _of_today(lines: Sequence[Line], facts: Mapping[str, Line]) -> tuple[Line, ...]:
    now = [(one, facts.get(one.key)) for one in lines]
    return tuple(
        Line(one.text, one.proof, fact.key, fact.source, fact.own) if fact else Line(one.text, one.proof)
        for one, fact in now
    )


def unused(parts: Sequence[Part], fresh: Sequence[Part]) -> list[Line]:
    """Give the lines facts would draft today that the text does not have."""
    used = {line.key for part in parts for line in part.lines}
    return [line for part in fresh for line in part.lines if line.key and line.key not in used]


def why_not_keep(parts: Sequence[Part]) -> str | None:
    """Say why this text may not be kept."""
    lines = [line for part in parts for line in part.lines]
    if len(lines) > MOST_LINES:
        return f"Bản soạn có {len(lines)} dòng, nhiều nhất {MOST_LINES}. Hãy gộp bớt rồi lưu lại."
    for line in lines:
        if len(line.text) > LONGEST:
            return f"Dòng “{line.text[:40]}…” dài quá {LONGEST} ký tự. Hãy tách thành nhiều dòng rồi lưu lại."
        if line.proof == TOLD and figures(line.text):
            return (
                f"Dòng “{line.text[:60]}” có số liệu nên không để là lời dẫn. "
                "Hãy chọn minh chứng, hoặc để “chưa có minh chứng”."
            )
    return None


def clean(text: str) -> str:
    """Give a line as it is kept: one paragraph, NFC, single blanks."""
    return squeeze(nfc(text))


def packed(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Give the text as plain data."""
    return [{"key": part.key, "lines": [[one.text, one.proof, one.key] for one in part.lines]} for part in parts]


def unpacked(stored: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Read what ``packed`` gave; headings and what the facts say come from the draft of today."""
    return tuple(Part(one["key"], "", tuple(Line(*line) for line in one["lines"])) for one in stored)
