"""Our own plans as Word files: letterhead and lists of rows as real tables, bullets and numbers set by Word itself."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_NUMBERED = re.compile(r"(\d{1,2})\. +(?=\S)")
_BULLET = re.compile(r"[-•+] +")
_COLUMNS = re.compile(r"\s{3,}")


def as_docx(text: str) -> bytes:
    """Build a DOCX that shows this text: a reader must give back the signs that Word only draws."""
    document = docx.Document()
    lists = _Lists(document)
    for rows, line in _blocks(text.split("\n")):
        if rows:
            _table(document, rows)
        elif found := _NUMBERED.match(line):
            lists.number(document.add_paragraph(line[found.end() :]), int(found[1]))
        elif found := _BULLET.match(line):
            document.add_paragraph(line[found.end() :], style="List Bullet")
        elif line.strip():
            document.add_paragraph(line.strip())
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _blocks(lines: list[str]) -> Iterator[tuple[list[list[str]], str]]:
    """Give the rows of each table, or a line."""
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        cells = line.split("\t") if "\t" in line else _COLUMNS.split(line.strip())
        if len(cells) > 1:
            rows.append(cells)
            continue
        if rows:
            yield rows, ""
            rows = []
        yield [], line


def _table(document: Any, rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(rows=0, cols=width)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = words


class _Lists:
    """Numbers paragraphs as Word does: a list that begins at 1 is a new one."""

    def __init__(self, document: Any) -> None:
        self._numbering = document.part.numbering_part.element
        style = document.styles["List Number"].element
        number = style.pPr.numPr.numId.val
        self._abstract = next(each.abstractNumId.val for each in self._numbering.num_lst if each.numId == number)
        self._number = 0
        self._last = 0

    def number(self, paragraph: Any, value: int) -> None:
        """Let Word print this number before the paragraph."""
        if value != self._last + 1 or not self._number:
            self._number = self._begin(value)
        self._last = value
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self._number

    def _begin(self, value: int) -> int:
        number = self._numbering.add_num(self._abstract)
        override = OxmlElement("w:lvlOverride")
        override.set(qn("w:ilvl"), "0")
        start = OxmlElement("w:startOverride")
        start.set(qn("w:val"), str(value))
        override.append(start)
        number.append(override)
        return int(number.numId)
