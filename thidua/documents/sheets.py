"""Excel in: all rows or none, each fault named by its cell. Out: see `leaves`, whose words are known here too."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

import python_calamine

from thidua.base.money import figure
from thidua.base.refusal import Refused
from thidua.base.text import norm, squeeze, words
from thidua.documents.archives import FAULTS
from thidua.documents.leaves import Cell as Cell
from thidua.documents.leaves import Leaf as Leaf
from thidua.documents.leaves import letter as letter
from thidua.documents.leaves import write as write

MAX_BYTES = 10 * 2**20
MAX_UNPACKED = 200 * 2**20
MAX_PARTS = 2_000
MAX_ROWS = 100_000
HEADING_WITHIN = 30  # rows looked through for the headings: letterheads and titles often stand above
FAULTS_SHOWN = 200
NOT_XLSX = "Tệp này không phải bảng tính Excel. Hãy mở bằng Excel, lưu thành “Excel Workbook (.xlsx)” rồi tải lại."


class Kind(Enum):
    """What a column holds."""

    TEXT = "chữ"
    INT = "số nguyên"
    DECIMAL = "số"
    DATE = "ngày"
    CHOICE = "một trong các giá trị đã định"


@dataclass(frozen=True)
class Field:
    """A column to read: the key rows are given by, its heading and other spellings of it, what it may hold.

    ``choices`` maps what people write to what is stored; both sides and case are compared by `norm`.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    required: bool = False
    also: tuple[str, ...] = ()
    choices: Mapping[str, Any] = field(default_factory=dict)
    longest: int = 500
    unique: bool = False


@dataclass(frozen=True)
class CellError:
    """A fault, named as people see it in Excel: row 5, column C; no column when the whole row is at fault."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"Ô {self.column}{self.row}: {self.message}" if self.column else f"Dòng {self.row}: {self.message}"


@dataclass(frozen=True)
class Reading:
    """What was read: either rows or faults, never both.

    ``numbers`` are the Excel row numbers of the rows, ``columns`` the letter of the column each key was found in.
    """

    rows: tuple[Mapping[str, Any], ...] = ()
    errors: tuple[CellError, ...] = ()
    numbers: tuple[int, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)


def read(content: bytes, fields: Sequence[Field], *, sheet: int = 0) -> Reading:
    """Read typed rows under the headings, wherever in the first lines these stand; 10,000 rows take half a second.

    Refuses what is no XLSX, is too big or lacks a heading; faults in cells come back as errors.
    """
    table = _table(content, sheet)
    start, places = _headings(table, fields)
    rows: list[Mapping[str, Any]] = []
    numbers: list[int] = []
    errors: list[CellError] = []
    for number, line in enumerate(table[start + 1 :], start + 2):
        if not any(_said(cell) for cell in line):
            continue
        row, faults = _row(number, line, fields, places)
        rows.append(row)
        numbers.append(number)
        errors += faults
        if len(errors) >= FAULTS_SHOWN:
            break
    errors += _twice(rows, numbers, fields, places) if not errors else []
    if errors:
        return Reading(errors=tuple(errors[:FAULTS_SHOWN]))
    if not rows:
        raise Refused("Bảng tính chưa có dòng số liệu nào dưới dòng tiêu đề. Hãy nhập số liệu rồi tải lại.")
    columns = {key: letter(place) for key, place in places.items()}
    return Reading(tuple(rows), numbers=tuple(numbers), columns=columns)


def _table(content: bytes, sheet: int) -> list[list[Any]]:
    _check_zip(content)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        found = book.get_sheet_by_index(sheet)
    except (python_calamine.CalamineError, python_calamine.WorksheetNotFound):
        raise Refused(NOT_XLSX) from None
    if found.total_height >= MAX_ROWS:  # it is the number of the last row, counted from nought
        raise Refused(f"Bảng tính có hơn {figure(MAX_ROWS)} dòng. Hãy chia thành nhiều tệp rồi tải từng tệp.")
    return found.to_python(skip_empty_area=False)


def _check_zip(content: bytes) -> None:
    """Refuse before unpacking: a file of 40 kB can unpack to gigabytes."""
    if len(content) > MAX_BYTES:
        raise Refused(f"Tệp lớn hơn {MAX_BYTES // 2**20} MB. Hãy bỏ ảnh và các trang tính không cần rồi tải lại.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            "Tệp là bảng tính đời cũ (.xls) hoặc có mật khẩu. Hãy lưu thành .xlsx không mật khẩu rồi tải lại."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise Refused("Bảng tính giải nén ra quá lớn. Hãy chép riêng phần số liệu sang tệp mới rồi tải lại.")
            sound = packed.testzip() is None  # sizes in the index may lie; this reads no more than they say
    except FAULTS:
        raise Refused(NOT_XLSX) from None
    if not sound or "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Refused(NOT_XLSX)


def _headings(table: list[list[Any]], fields: Sequence[Field]) -> tuple[int, dict[str, int]]:
    """Find the row that has most of the headings; refuse when one that is required is not there."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, line in enumerate(table[:HEADING_WITHIN]):
        titles = [norm(_said(cell)) for cell in line]
        places = {one.key: titles.index(name) for one in fields for name in _names(one) if name in titles}
        if len(places) > len(best[1]):
            best = (number, places)
    if missing := [f"“{one.heading}”" for one in fields if one.required and one.key not in best[1]]:
        raise Refused(f"Bảng tính thiếu cột {words(missing)}. Hãy dùng đúng tiêu đề cột của tệp mẫu.")
    return best


def _twice(
    rows: Sequence[Mapping[str, Any]], numbers: Sequence[int], fields: Sequence[Field], places: Mapping[str, int]
) -> list[CellError]:
    faults: list[CellError] = []
    for one in (one for one in fields if one.unique and one.key in places):
        first: dict[str, int] = {}
        for number, row in zip(numbers, rows, strict=True):
            if not (said := norm(str(row[one.key] or ""))):
                continue
            if (seen := first.setdefault(said, number)) != number:
                faults.append(CellError(number, letter(places[one.key]), f"trùng với dòng {seen}."))
    return faults


def _names(one: Field) -> Iterable[str]:
    return [norm(name) for name in (*reversed(one.also), one.heading)]


def _row(
    number: int, line: Sequence[Any], fields: Sequence[Field], places: Mapping[str, int]
) -> tuple[Mapping[str, Any], list[CellError]]:
    row: dict[str, Any] = {}
    faults: list[CellError] = []
    for one in fields:
        place = places.get(one.key)
        raw = line[place] if place is not None and place < len(line) else ""
        try:
            row[one.key] = value_of(raw, one)
        except ValueError as fault:
            faults.append(CellError(number, letter(place or 0), str(fault)))
    return row, faults


def value_of(raw: object, one: Field) -> Any:
    """Give the typed value of a cell, None for an empty one; ValueError says in Vietnamese what is wrong."""
    if not (said := _said(raw)):
        if one.required:
            raise ValueError(f"thiếu “{one.heading}”.")
        return "" if one.kind is Kind.TEXT else None
    if one.kind is Kind.CHOICE:
        return _choice(said, one)
    return _READERS[one.kind](raw, said, one)


def _said(raw: object) -> str:
    """Give what a cell says as people read it: 5.0 is 5, a day is 30/11/2026."""
    match raw:
        case bool():
            return "có" if raw else "không"
        case float():
            return str(int(raw)) if raw.is_integer() else repr(raw)
        case date():
            return f"{raw:%d/%m/%Y}"
        case time():
            return f"{raw:%H:%M}"
        case _:
            return squeeze(str(raw).replace("\u200b", "").replace("\ufeff", "")) if raw is not None else ""


def _text(raw: object, said: str, one: Field) -> str:
    if len(said) > one.longest:
        raise ValueError(f"dài {len(said)} ký tự, nhiều nhất {one.longest}.")
    return said


def _choice(said: str, one: Field) -> Any:
    known = {norm(name): value for name, value in one.choices.items()}
    if norm(said) not in known:
        raise ValueError(f"“{said}” không có trong danh sách; hãy chọn {words(list(one.choices), 'hoặc')}.")
    return known[norm(said)]


def number_of(said: str) -> Decimal:
    """Read a number in Vietnamese writing (1.234,5) or plain (1234.5). “1.234” is one thousand and more."""
    plain = said.replace("\u00a0", "").replace(" ", "").removesuffix("%").removesuffix("đồng")
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?", plain) or re.fullmatch(r"[+-]?\d+,\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?", plain) or re.fullmatch(r"[+-]?\d{1,3},\d{3}\.\d+", plain):
        plain = plain.replace(",", "")
    if not re.fullmatch(r"[+-]?\d{1,18}(\.\d{1,17})?", plain):
        raise InvalidOperation
    return Decimal(plain)


def _decimal(raw: object, said: str, one: Field) -> Decimal:
    try:
        # repr keeps what the clerk typed: Excel stores 0,1 as a binary fraction
        return Decimal(repr(raw)) if isinstance(raw, (int, float)) and not isinstance(raw, bool) else number_of(said)
    except InvalidOperation:
        raise ValueError(f"“{said}” không phải là số; hãy nhập như 1.234,5.") from None


def _int(raw: object, said: str, one: Field) -> int:
    value = _decimal(raw, said, one)
    if value != value.to_integral_value():
        raise ValueError(f"“{said}” không phải là số nguyên.")
    return int(value)


_FIRST_SERIAL, _LAST_SERIAL = 1, 73_050  # Excel's number of a day, up to 31/12/2099
_DAY = re.compile(r"(?:ngày )?(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")


def _date(raw: object, said: str, one: Field) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, float) and raw.is_integer() and _FIRST_SERIAL <= raw <= _LAST_SERIAL:
        return date(1899, 12, 30) + timedelta(days=int(raw))
    if found := _DAY.fullmatch(said):
        day, month, year = map(int, found.groups())
    elif found := _ISO.fullmatch(said):
        year, month, day = map(int, found.groups())
    else:
        raise ValueError(f"“{said}” không phải là ngày; hãy nhập như 30/11/2026.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"không có ngày {said}.") from None


_READERS: Mapping[Kind, Callable[[object, str, Field], Any]] = {
    Kind.TEXT: _text,
    Kind.INT: _int,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _date,
}


def template(fields: Sequence[Field], name: str = "Nhập số liệu") -> bytes:
    """Write the empty file people fill in: the headings that `read` looks for, with what each may hold."""
    headings = tuple((one.heading, max(14.0, len(one.heading) + 2.0)) for one in fields)
    explained = [(one.heading, "bắt buộc" if one.required else "", _allowed(one)) for one in fields]
    guide = Leaf("Hướng dẫn", (("Cột", 30), ("Bắt buộc", 12), ("Giá trị", 60)), explained)
    return write(Leaf(name, headings, ()), guide)


def _allowed(one: Field) -> str:
    if one.kind is Kind.CHOICE:
        return words(one.choices, "hoặc")
    samples = {Kind.DATE: ", ví dụ 30/11/2026", Kind.DECIMAL: ", ví dụ 1.234,5"}
    return f"{one.kind.value}{samples.get(one.kind, '')}"
