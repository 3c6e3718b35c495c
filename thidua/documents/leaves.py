"""Excel out: sheets with typed cells, text that stays text, and formulas that carry the value they give."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from thidua.base.text import nfc
from thidua.documents.word_parts import clean

NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark, not a moment: equal data, equal bytes
EXACT_IN_EXCEL = 10**15  # longer whole numbers lose their last digits there
MOST_PLACES = 6
WIDE = 110  # signs that an upright page can still hold legibly


@dataclass(frozen=True)
class Formula:
    """A formula with the value it gives now, for programs that only show; ``places`` decimals, or as many as it has.

    ``after`` stands behind the number, as “ %”. The writer of the formula answers for names in it.
    """

    text: str
    value: str | int | Decimal
    places: int | None = None
    after: str = ""


Cell = str | int | Decimal | date | Formula | None


def letter(index: int) -> str:
    """Name a column as Excel does: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True)
class Leaf:
    """A sheet to write: its name, a title above, headings with widths (in signs), rows."""

    name: str
    headings: tuple[tuple[str, float], ...]
    rows: Iterable[Sequence[Cell]]
    title: str = ""
    note: str = ""


def write(*leaves: Leaf) -> bytes:
    """Write the sheets with the same bytes for the same data; 100,000 rows take some ten seconds and 30 MB.

    Text is written as text whatever it begins with: “=HYPERLINK(…)” in a name never becomes a formula.
    """
    made = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"created": NO_TIME})
        looks = _looks(book)
        for leaf in leaves:
            _write_leaf(book, leaf, looks)
    return made.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    line = base | {"border": 1}
    return {
        "title": book.add_format(base | {"bold": True, "font_size": 14}),
        "note": book.add_format(base | {"italic": True}),
        "heading": book.add_format(line | {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#E8EEF4"}),
        "text": book.add_format(line | {"text_wrap": True, "num_format": "@"}),
        "word": book.add_format(line | {"text_wrap": True}),  # Excel would show a formula marked as text, not its value
        "number": book.add_format(line | {"num_format": "#,##0.############"}),
        "whole": book.add_format(line | {"num_format": "#,##0"}),
        **{
            f"{places}{after}": book.add_format(
                line | {"num_format": _pattern(places) + (f'"{after}"' if after else "")}
            )
            for places in (None, *range(MOST_PLACES + 1))
            for after in ("", " %")
        },
        "date": book.add_format(line | {"num_format": "dd/mm/yyyy"}),
    }


def _pattern(places: int | None) -> str:
    if places is None:
        return "#,##0.############"
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _write_leaf(book: Any, leaf: Leaf, looks: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", nfc(leaf.name))[:31])
    at = 0
    for text, look in ((leaf.title, "title"), (leaf.note, "note")):
        if text:
            sheet.write_string(at, 0, nfc(text), looks[look])
            at += 1
    for column, (heading, width) in enumerate(leaf.headings):
        sheet.set_column(column, column, width)
        sheet.write_string(at, column, nfc(heading), looks["heading"])
    sheet.freeze_panes(at + 1, 0)
    sheet.repeat_rows(at)
    sheet.set_paper(9)  # A4
    if sum(width for _, width in leaf.headings) > WIDE:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for number, row in enumerate(leaf.rows, at + 1):
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, value, looks)


def _write_cell(sheet: Any, row: int, column: int, value: Cell, looks: Mapping[str, Any]) -> None:
    match value:
        case None | "":
            sheet.write_blank(row, column, None, looks["text"])
        case bool():
            sheet.write_string(row, column, "có" if value else "không", looks["text"])
        case int() if abs(value) < EXACT_IN_EXCEL:
            sheet.write_number(row, column, value, looks["whole"])
        case Decimal():
            whole = value == value.to_integral_value()
            sheet.write_number(row, column, value, looks["whole" if whole else "number"])
        case Formula():
            is_word = isinstance(value.value, str) and value.places is None
            look = looks["word" if is_word else f"{value.places}{value.after}"]
            sheet.write_formula(row, column, value.text, look, value.value)
        case date():
            sheet.write_datetime(row, column, value, looks["date"])
        case _:
            sheet.write_string(row, column, _storable(str(value)), looks["text"])


def _storable(text: str) -> str:
    """Give text Excel opens: no control signs, no more than a cell holds."""
    return clean(text)[:32_767]
