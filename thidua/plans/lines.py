"""Collect the lines and tables of a document that is read piece by piece."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.base.text import nfc
from thidua.plans import marks
from thidua.plans.marks import Span

_BLANKS = re.compile(r"[ \t]+")


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell a (start, end) in the text; in the text a row is a line, its cells joined by tabs."""

    rows: tuple[tuple[Span, ...], ...]


def clean(text: str) -> str:
    """Give one line in NFC, without invisible signs and with single blanks."""
    return _BLANKS.sub(" ", marks.visible(nfc(text)).replace("\n", " ")).strip()


def cells(line: str, start: int) -> tuple[Span, ...]:
    """Give the places of the cells of a line whose cells are joined by tabs."""
    found: list[Span] = []
    for cell in line.split("\t"):
        found.append((start, start + len(cell)))
        start += len(cell) + 1
    return tuple(found)


class Lines:
    """A growing text: one paragraph a line, at most one empty line together, tables with the places of their cells."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._tables: list[list[int]] = []

    def add(self, text: str) -> None:
        """Add a paragraph; an empty one after an empty one is left out."""
        for line in text.split("\n"):
            tidy = clean(line)
            if tidy or (self._lines and self._lines[-1]):
                self._lines.append(tidy)

    def add_table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table, a line for each row; rows with nothing in them are left out."""
        lines = [line for line in ("\t".join(map(clean, row)) for row in rows) if line.strip()]
        if lines:
            self._tables.append(list(range(len(self._lines), len(self._lines) + len(lines))))
            self._lines += lines

    def replace(self, text: str) -> None:
        """Take another text of as many lines, such as the same in other letters."""
        lines = text.split("\n")
        if len(lines) != len(self._lines):
            raise ValueError(f"{len(lines)} lines for {len(self._lines)}")
        self._lines = lines

    def text(self) -> str:
        """Give the whole text, without empty lines at its end."""
        while self._lines and not self._lines[-1]:
            self._lines.pop()
        return "\n".join(self._lines)

    def tables(self) -> tuple[Table, ...]:
        """Give the tables with the places of their cells in the text."""
        starts = [0]
        for line in self._lines:
            starts.append(starts[-1] + len(line) + 1)
        return tuple(Table(tuple(cells(self._lines[at], starts[at]) for at in rows)) for rows in self._tables)
