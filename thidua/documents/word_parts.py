"""Paragraphs and tables of a Word file, written as XML: python-docx walks the whole table for each cell it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from thidua.base.text import nfc
from thidua.documents.layout import Align, Table

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TWIPS = 1440 / 25.4  # in a millimetre


@dataclass(frozen=True)
class Look:
    """How a paragraph looks: sizes and spaces in points, indents in millimetres."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: Align = Align.LEFT
    indent: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False
    outline: int | None = None  # 0 for the highest: Word lists these lines in its navigation

    def but(self, **changes: Any) -> Look:
        """Give the same look with these changes."""
        return replace(self, **changes)


BODY = Look(align=Align.JUSTIFY, indent=12.7, before=6)
HEADLINE = Look(bold=True, align=Align.CENTER)
SMALL = Look(size=12)
CELL = Look(size=12, before=1, after=1)


def clean(text: str) -> str:
    """Give NFC without the signs XML cannot hold."""
    return _NOT_XML.sub("", nfc(text))


def paragraph(parent: BaseOxmlElement, text: str, look: Look, *, lead: str = "") -> None:
    """Append the text; each line of it becomes a paragraph of its own."""
    for place, line in enumerate(clean(text).split("\n")):
        made = _element("w:p", _properties(look))
        if lead and not place:
            made.append(_run(f"{clean(lead)} ", look.but(bold=True)))
        if line:
            made.append(_run(line, look))
        _append(parent, made)


def rule(parent: BaseOxmlElement, wide: float, long: float) -> None:
    """Append a thin centred line of ``long`` millimetres in a column of ``wide``."""
    side = str(round((wide - long) / 2 * _TWIPS))
    properties = _element(
        "w:pPr",
        _element("w:pBdr", _element("w:top", val="single", sz="6", space="0", color="000000")),
        _element("w:spacing", before="30", after="0", line="60", lineRule="exact"),
        _element("w:ind", left=side, right=side),
        _element("w:jc", val="center"),
        _element("w:rPr", _element("w:sz", val="4")),
    )
    _append(parent, _element("w:p", properties))


def cells(parent: BaseOxmlElement, widths: Sequence[float]) -> list[BaseOxmlElement]:
    """Append an unruled table of one row, kept on one page, and give its cells to fill."""
    table = grid(parent, widths, ruled=False)
    made = [_cell(width) for width in widths]
    table.append(_element("w:tr", _element("w:trPr", _element("w:cantSplit")), *made))
    return made


def grid(parent: BaseOxmlElement, widths: Sequence[float], *, ruled: bool) -> BaseOxmlElement:
    """Append an empty table of fixed widths (in millimetres) and give it."""
    side = "68" if ruled else "0"
    properties = _element(
        "w:tblPr",
        _element("w:tblW", w=str(round(sum(widths) * _TWIPS)), type="dxa"),
        _element("w:jc", val="center"),
        *([_borders()] if ruled else []),
        _element("w:tblLayout", type="fixed"),
        _element("w:tblCellMar", _element("w:left", w=side, type="dxa"), _element("w:right", w=side, type="dxa")),
    )
    columns = [_element("w:gridCol", w=str(round(width * _TWIPS))) for width in widths]
    table = _element("w:tbl", properties, _element("w:tblGrid", *columns))
    _append(parent, table)
    return table


def ruled_table(parent: BaseOxmlElement, table: Table, wide: float) -> None:
    """Append the table, stretched to ``wide`` millimetres, its headings repeated on each page."""
    whole = sum(column.width for column in table.columns)
    widths = [column.width * wide / whole for column in table.columns]
    paragraph(parent, "", Look(size=3, keep=True))
    drawn = grid(parent, widths, ruled=True)
    heading = CELL.but(size=table.size, bold=True, align=Align.CENTER)
    titles = [(column.heading, heading) for column in table.columns]
    drawn.append(_row(titles, widths, repeat=True))
    bands = dict(table.bands)
    for place, row in enumerate(table.rows):
        if place in bands:
            drawn.append(_band(bands[place], wide, len(widths)))
        drawn.append(_row(_looks(row, table), widths))
    if table.total:
        bold = [(text, look.but(bold=True)) for text, look in _looks(table.total, table)]
        drawn.append(_row(bold, widths))
    paragraph(parent, "", Look(size=4))


def _looks(row: Sequence[str], table: Table) -> Iterator[tuple[str, Look]]:
    for text, column in zip(row, table.columns, strict=True):
        yield text, CELL.but(size=table.size, align=column.align)


def _row(
    texts: Iterator[tuple[str, Look]] | list[tuple[str, Look]], widths: Sequence[float], *, repeat: bool = False
) -> BaseOxmlElement:
    properties = _element("w:trPr", _element("w:cantSplit"), *([_element("w:tblHeader")] if repeat else []))
    row = _element("w:tr", properties)
    for (text, look), width in zip(texts, widths, strict=True):
        cell = _cell(width, middle=True)
        paragraph(cell, text, look)
        row.append(cell)
    return row


def _band(text: str, wide: float, span: int) -> BaseOxmlElement:
    cell = _cell(wide, span=span)
    paragraph(cell, text, CELL.but(bold=True, keep=True))
    return _element("w:tr", _element("w:trPr", _element("w:cantSplit")), cell)


def _cell(width: float, *, span: int = 1, middle: bool = False) -> BaseOxmlElement:
    parts = [_element("w:tcW", w=str(round(width * _TWIPS)), type="dxa")]
    if span > 1:
        parts.append(_element("w:gridSpan", val=str(span)))
    if middle:
        parts.append(_element("w:vAlign", val="center"))
    return _element("w:tc", _element("w:tcPr", *parts))


def _borders() -> BaseOxmlElement:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return _element(
        "w:tblBorders", *[_element(f"w:{s}", val="single", sz="4", space="0", color="000000") for s in sides]
    )


def _properties(look: Look) -> BaseOxmlElement:
    parts = [_element("w:keepNext")] if look.keep else []
    parts.append(_element("w:spacing", before=_twentieth(look.before), after=_twentieth(look.after)))
    if look.indent or look.left:
        indents = {"left": str(round(look.left * _TWIPS)), "firstLine": str(round(look.indent * _TWIPS))}
        parts.append(_element("w:ind", **indents))
    parts.append(_element("w:jc", val=look.align.value))
    if look.outline is not None:
        parts.append(_element("w:outlineLvl", val=str(look.outline)))
    if look.size != 14:  # an empty paragraph has no run that could say its size
        parts.append(_element("w:rPr", _element("w:sz", val=str(round(look.size * 2)))))
    return _element("w:pPr", *parts)


def _twentieth(points: float) -> str:
    return str(round(points * 20))


def _run(text: str, look: Look) -> BaseOxmlElement:
    marks = [_element("w:b")] * look.bold + [_element("w:i")] * look.italic
    size = str(round(look.size * 2))
    run = _element("w:r", _element("w:rPr", *marks, _element("w:sz", val=size), _element("w:szCs", val=size)))
    for place, piece in enumerate(text.split("\t")):
        if place:
            run.append(_element("w:tab"))
        words = _element("w:t")
        words.text = piece
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    return run


def _element(name: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def _append(parent: BaseOxmlElement, made: BaseOxmlElement) -> None:
    """Append; in the body the properties of the last section stay last."""
    if len(parent) and parent[-1].tag == qn("w:sectPr"):
        parent[-1].addprevious(made)
    else:
        parent.append(made)
