"""One unit's sheet as Excel that reckons: groups, sums, percentages as formulas over the points. Pure.

Digits follow the same way as in `books`: sums rounded back to four decimals, everything shown cut in whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.documents.leaves import Cell, Formula, Leaf, letter, write
from thidua.scoring import rules
from thidua.scoring.books import SPARED, cut, rounded

FIRST = 4  # row of the first line, under title, note and headings
MAXIMUM, CLAIMED, FINAL = 3, 4, 7  # columns from nought: D, E, H


class Sort(StrEnum):
    """What a line counts as; sums go by these words."""

    GROUP = "nhóm"
    PLAIN = "tính điểm"
    BONUS = "điểm thưởng"
    SPARED = "không áp dụng"


@dataclass(frozen=True)
class Line:
    """One line of a sheet: its maximum and the four columns as written (None: empty), with the reasons."""

    code: str
    name: str
    sort: Sort
    maximum: Decimal
    points: tuple[Decimal | None, ...] = (None,) * 4
    words: str = ""


@dataclass(frozen=True)
class Told:
    """What a workbook of a sheet is written from; totals of maximum and the four columns are reckoned by `rules`."""

    title: str
    lines: Sequence[Line]
    totals: tuple[rules.Total, ...]
    places: int


def sheet_book(told: Told) -> bytes:
    """Write the sheet with its sums as formulas."""
    headings = (
        ("Mã", 8.0), ("Tiêu chí", 60.0), ("Loại", 14.0), ("Tối đa", 10.0), ("Tự chấm", 10.0), ("Thẩm định", 10.0),
        ("Giải trình", 10.0), ("Điểm cuối", 10.0), ("Chênh lệch", 11.0), ("Lý do, giải thích", 50.0),
    )  # fmt: skip
    rows = [_row(told.lines, place) for place in range(len(told.lines))]
    note = "Ô trống là chưa chấm, số 0 là điểm 0. Tổng chính xác, chỉ làm tròn một lần khi hiện, nửa đơn vị lên."
    return write(Leaf("Phiếu chấm", headings, [*rows, *_sums(told)], title=told.title, note=note))


def _row(lines: Sequence[Line], place: int) -> list[Cell]:
    line, at = lines[place], FIRST + place
    begun: list[Cell] = [line.code, line.name, line.sort.value]
    if line.sort == Sort.GROUP:
        return [*begun, *(_group(lines, place, column) for column in range(MAXIMUM, FINAL + 1)), None, None]
    if line.sort == Sort.SPARED:
        return [*begun, SPARED, None, None, None, None, None, line.words]
    claimed, final = line.points[0], line.points[-1]
    apart = "" if claimed is None or final is None else final - claimed
    difference = Formula(f'=IF(COUNT(E{at},H{at})=2,ROUND(H{at}-E{at},4),"")', apart)
    return [*begun, line.maximum, *line.points, difference, line.words]


def _group(lines: Sequence[Line], place: int, column: int) -> Formula:
    """The sum of the lines right under a group; a line that does not apply stands there as text and adds nothing."""
    before = f"{lines[place].code}."
    under = [at for at, one in enumerate(lines) if one.code.startswith(before)]
    own = [at for at in under if "." not in lines[at].code.removeprefix(before)]
    cells = ",".join(f"{letter(column)}{FIRST + at}" for at in own) or "0"
    leaves = [lines[at] for at in under if lines[at].sort in {Sort.PLAIN, Sort.BONUS}]
    found = [one.maximum if column == MAXIMUM else one.points[column - CLAIMED] for one in leaves]
    return Formula(f"=ROUND(SUM({cells}),4)", sum((one for one in found if one is not None), Decimal(0)))


def _sums(told: Told) -> list[list[Cell]]:
    last = FIRST + len(told.lines) - 1
    plain, extra = last + 1, last + 2
    columns = [letter(column) for column in range(MAXIMUM, FINAL + 1)]
    rows: list[list[Cell]] = []
    for sort in (Sort.PLAIN, Sort.BONUS):
        sums = [
            Formula(
                f'=ROUND(SUMIF($C${FIRST}:$C${last},"{sort}",{one}${FIRST}:{one}${last}),4)', _added(told, sort, one)
            )
            for one in columns
        ]
        rows.append(["", f"Cộng {sort}", "", *sums])
    exact = {
        one: f"ROUND(IF({one}{extra}>0,MIN({one}{plain}+{one}{extra},$D{plain}),{one}{plain})*10000,0)"
        for one in columns
    }
    maximum = f"ROUND($D{plain}*10000,0)"
    own = rounded(told.totals[0].maximum, told.places)
    rows.append(["", "Cộng", "", Formula(f"={cut(maximum, told.places)}", own, told.places)])
    rows.append(["", "Tỷ lệ", "", None])
    for one, total in zip(columns[1:], told.totals, strict=True):
        rows[-2].append(Formula(f"={cut(exact[one], told.places)}", rounded(total.points, told.places), told.places))
        share = f"INT((20000*{exact[one]}+{maximum})/(2*{maximum}))/100"
        reached = "" if total.percent is None else rounded(total.percent, 2)
        rows[-1].append(Formula(f'=IF($D{plain}>0,{share},"")', reached, 2, " %"))
    return rows


def _added(told: Told, sort: Sort, column: str) -> Decimal:
    place = ord(column) - ord("A")
    lines = [one for one in told.lines if one.sort == sort]
    found = [one.maximum if place == MAXIMUM else one.points[place - CLAIMED] for one in lines]
    return sum((one for one in found if one is not None), Decimal(0))
