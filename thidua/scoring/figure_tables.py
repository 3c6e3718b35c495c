"""Figures from Excel or CSV: a row for each unit, a column for each figure, “95/100” or a plain number. Pure."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from thidua.base.refusal import Refused
from thidua.documents.sheets import CellError, Field, Leaf, Reading, number_of, read, write
from thidua.scoring import rules
from thidua.scoring.catalogue import FIGURES, figure_name

UNIT = Field("unit", "Mã đơn vị", required=True, longest=40, unique=True)


@dataclass(frozen=True)
class Given:
    """One figure of one unit as it stands in the table."""

    unit: str
    code: str
    numerator: Decimal
    denominator: Decimal | None


def fields(codes: Sequence[str]) -> list[Field]:
    """The columns: the unit, then every figure by its code or its name."""
    known = list(dict.fromkeys([*codes, *FIGURES]))
    return [UNIT, *(Field(code, code, longest=60, also=(figure_name(code),)) for code in known)]


def figures_of(content: bytes, codes: Sequence[str], units: Mapping[str, int]) -> tuple[list[Given], list[CellError]]:
    """Read every figure, or every fault by its cell; 3,321 units with 100 figures take some seconds."""
    columns = fields(codes)
    reading = read(content if content.startswith(b"PK") else _as_workbook(content), columns)
    if reading.errors:
        return [], list(reading.errors)
    found: list[Given] = []
    wrong: list[CellError] = []
    for number, row in zip(reading.numbers, reading.rows, strict=True):
        if row["unit"] not in units:
            said = f"không có đơn vị mang mã {row['unit']} trong phạm vi của bạn."
            wrong.append(CellError(number, reading.columns["unit"], said))
            continue
        for code in reading.columns:
            if code != "unit" and row[code]:
                _take(row["unit"], code, row[code], number, reading, found, wrong)
    return ([], wrong[:200]) if wrong else (found, [])


def _take(
    unit: str, code: str, said: str, number: int, reading: Reading, found: list[Given], wrong: list[CellError]
) -> None:
    top, slash, whole = said.partition("/")
    try:
        numerator = _number(top)
        denominator = _number(whole) if slash else None
    except InvalidOperation:
        wrong.append(CellError(number, reading.columns[code], f"“{said}” không phải số; hãy ghi 95/100 hoặc 95."))
        return
    if reason := rules.why_not_figure(numerator, denominator):
        wrong.append(CellError(number, reading.columns[code], reason))
    else:
        found.append(Given(unit, code, numerator, denominator))


def _number(said: str) -> Decimal:
    """Most are plain digits: these need no closer look."""
    return Decimal(said) if said.isascii() and said.isdecimal() and len(said) < 15 else number_of(said)


def _as_workbook(content: bytes) -> bytes:
    """Lay a CSV into a workbook, so that its faults are named the same way."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("Tệp CSV không phải UTF-8. Hãy lưu thành “CSV UTF-8” hoặc .xlsx rồi tải lại.") from None
    first = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    if not rows or len(rows[0]) < 2:
        raise Refused("Tệp không phải bảng tính Excel hay CSV có tiêu đề cột. Hãy dùng tệp mẫu.")
    return write(Leaf("CSV", tuple((name, 10.0) for name in rows[0]), rows[1:]))


def template(codes: Sequence[str], units: Sequence[tuple[str, str]], figures: Mapping[tuple[str, str], str]) -> bytes:
    """Write the table prefilled: units by code and name, the figures known so far."""
    known = list(dict.fromkeys(codes)) or list(FIGURES)
    headings = (("Mã đơn vị", 14.0), ("Tên đơn vị", 40.0), *((code, 16.0) for code in known))
    rows = [(code, name, *(figures.get((code, figure), "") for figure in known)) for code, name in units]
    note = "Mỗi ô ghi “số đạt/tổng số”, ví dụ 95/100, hoặc một số. Để trống là chưa có số liệu."
    return write(Leaf("Số liệu", headings, rows, note=note))
