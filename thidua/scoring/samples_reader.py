"""Reads the sample sets and the Excel layout of an index set. Pure: bytes in, lines or faults out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from thidua.documents.sheets import CellError, Field, Kind, Leaf, read, write
from thidua.scoring.kinds import Formula, Source
from thidua.scoring.lines import Line, faults, params_of, written_params

SAMPLES = Path(__file__).with_name("samples")
YES = {"có": True, "x": True, "không": False}
FIELDS = (
    Field("code", "Mã", required=True, longest=20),
    Field("name", "Tên lĩnh vực, tiêu chí", required=True, longest=600),
    Field("maximum", "Điểm tối đa", Kind.DECIMAL),
    Field("is_bonus", "Điểm thưởng", Kind.CHOICE, choices=YES),
    Field("formula", "Cách tính", Kind.CHOICE, choices={str(one.label): one for one in Formula}),
    Field("params", "Tham số", longest=400),
    Field("source", "Nguồn", Kind.CHOICE, choices={str(one.label): one for one in Source}),
    Field("figure_code", "Mã số liệu", longest=40),
    Field("evidence_wanted", "Tài liệu kiểm chứng", longest=400),
    Field("note", "Hướng dẫn", longest=2000),
    Field("verifier", "Mã đơn vị thẩm định", longest=40),
    Field("not_for", "Không áp dụng cho cấp", longest=200),
)
_WIDTHS = (8, 60, 12, 12, 26, 30, 20, 22, 36, 36, 20, 24)


@dataclass(frozen=True)
class Sample:
    """A sample set as it stands in its file."""

    code: str
    name: str
    year: int
    level: str
    note: str
    classes: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def samples() -> list[Sample]:
    """Read every sample; a sample with a fault is a ValueError."""
    return [_sample(path) for path in sorted(SAMPLES.glob("*.yaml"))]


def _sample(path: Path) -> Sample:
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    lines = tuple(_sample_line(*row) for row in said["lines"])
    if wrong := list(faults(lines)):
        raise ValueError(f"{path.name}: {wrong[0]}")
    classes = tuple((name, least) for name, least in said["classes"])
    return Sample(said["code"], said["name"], said["year"], said["level"], said["note"], classes, lines)


def _sample_line(code: str, name: str, maximum: str | int | None = None, more: dict[str, Any] | None = None) -> Line:
    given = dict(more or {})
    figure_code = given.pop("figure", "")
    source = Source.FIGURE if figure_code else Source(given.pop("source", "self"))
    return Line(
        code=str(code),
        name=name,
        maximum=None if maximum is None else Decimal(str(maximum)),
        is_bonus=given.pop("bonus", False),
        formula=Formula(given.pop("formula", "hand")),
        params=given.pop("params", {}),
        source=source,
        figure_code=figure_code,
        evidence_wanted=given.pop("evidence", ""),
        note=given.pop("note", ""),
    )


def lines_of(content: bytes) -> tuple[list[Line], list[CellError]]:
    """Read the lines of a set from Excel: all of them, or every fault named by its cell."""
    reading = read(content, FIELDS)
    if reading.errors:
        return [], list(reading.errors)
    lines, wrong = [], []
    for number, row in zip(reading.numbers, reading.rows, strict=True):
        try:
            params = params_of(row["params"])
        except ValueError as fault:
            params = {}
            wrong.append(CellError(number, reading.columns.get("params", ""), str(fault)))
        lines.append(_line(row, params))
    wrong.extend(
        CellError(reading.numbers[one.place], reading.columns.get(one.key, ""), one.sentence) for one in faults(lines)
    )
    return ([], wrong) if wrong else (lines, [])


def _line(row: Any, params: dict[str, Any]) -> Line:
    return Line(
        code=row["code"].rstrip("."),
        name=row["name"],
        maximum=row["maximum"],
        is_bonus=bool(row["is_bonus"]),
        formula=row["formula"] or Formula.HAND,
        params=params,
        source=row["source"] or Source.SELF,
        figure_code=row["figure_code"],
        evidence_wanted=row["evidence_wanted"],
        note=row["note"],
        verifier=row["verifier"],
        not_for=tuple(filter(None, (one.strip() for one in row["not_for"].split(",")))),
    )


def workbook_of(name: str, lines: Sequence[Line]) -> bytes:
    """Write the lines as the layout `lines_of` reads."""
    headings = tuple((one.heading, float(width)) for one, width in zip(FIELDS, _WIDTHS, strict=True))
    rows = [
        (
            line.code, line.name, line.maximum, "có" if line.is_bonus else "", str(line.formula.label),
            written_params(line.params), str(line.source.label), line.figure_code, line.evidence_wanted, line.note,
            line.verifier, ", ".join(line.not_for),
        )
        for line in lines
    ]  # fmt: skip
    return write(Leaf("Bộ chỉ số", headings, rows, title=name))
