"""Results and sheets as Excel that reckons: every sum, rank and class a formula over the points beside it. Pure.

Excel and LibreOffice reckon in binary fractions, we in whole ones. Both show the same digits, because every sum of
points is rounded back to the four decimals points have, and every digit that is shown comes from whole numbers:
points times 10,000, a half added, cut down by INT. See docs/decisions/0040-workbooks-that-reckon.md.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.documents.leaves import Cell, Formula, Leaf, letter, write
from thidua.scoring.kinds import Ties

SPARED = "K"  # stands where an item does not apply: text, so that no sum counts it
POINTS, RANKING, METHOD = "Điểm từng tiêu chí", "Xếp hạng", "Cách tính"
FIRST = 4  # row of the first unit among the points, under headings, maxima and marks of bonus
BEFORE = 10  # columns before the items there
_ROUNDING = (
    "Tổng điểm cộng chính xác đến bốn chữ số thập phân; chỉ làm tròn một lần khi hiện, nửa đơn vị làm tròn lên.",
    "Xếp hạng so tỷ lệ chính xác (điểm nhân tối đa), không so số đã làm tròn.",
    "Ô “K” là tiêu chí không áp dụng: không tính vào điểm và không tính vào điểm tối đa. Ô trống là chưa có điểm.",
    "Điểm thưởng được cộng vào điểm nhưng tổng không vượt điểm tối đa.",
)


@dataclass(frozen=True)
class Item:
    """A scored line: its column among the points."""

    code: str
    name: str
    maximum: Decimal
    is_bonus: bool


@dataclass(frozen=True)
class Row:
    """One unit: its points by item (None: not written, SPARED: does not apply), and what follows from them."""

    unit: str
    cluster: str
    cells: Sequence[Decimal | str | None]
    points: Fraction
    maximum: Fraction
    is_scored: bool
    rank: int | None
    rating_class: str

    @property
    def percent(self) -> Fraction | None:
        """Points of a hundred; None where the unit is not ranked."""
        return self.points * 100 / self.maximum if self.is_scored and self.maximum else None


@dataclass(frozen=True)
class Ranking:
    """What a workbook of results is written from; ``rows`` best first within each cluster."""

    title: str
    items: Sequence[Item]
    classes: Sequence[tuple[str, Decimal]]
    ties: Ties
    places: int
    rows: Sequence[Row]


def ranking_book(ranking: Ranking) -> bytes:
    """Write the ranking, the points it stands on and the method, as three sheets tied by formulas."""
    return write(_ranking_leaf(ranking), _points_leaf(ranking), _method_leaf(ranking))


def _ranking_leaf(ranking: Ranking) -> Leaf:
    headings = (
        ("Hạng", 8.0), ("Đơn vị", 44.0), ("Cụm", 24.0), ("Điểm", 12.0), ("Tối đa", 12.0), ("Tỷ lệ", 12.0),
        ("Xếp loại", 16.0),
    )  # fmt: skip
    last = FIRST + len(ranking.rows) - 1
    rows = [_ranked(ranking, one, FIRST + place, last) for place, one in enumerate(ranking.rows)]
    return Leaf(RANKING, headings, rows, title=ranking.title)


def _ranked(ranking: Ranking, row: Row, at: int, last: int) -> list[Cell]:
    """Reckon one line from line ``at`` of the points: H and I are points and maximum as whole numbers, J a mark."""
    here = f"'{POINTS}'!"
    mine = {name: f"{here}${name}${at}" for name in "BCHIJ"}
    all_ = {name: f"{here}${name}${FIRST}:${name}${last}" for name in "BHIJK"}
    better = f"({all_['B']}={mine['B']})*({all_['J']}=1)*({all_['H']}*{mine['I']}>{mine['H']}*{all_['I']})"
    rank = f"1+SUMPRODUCT({better})"
    if ranking.ties == Ties.DENSE:
        rank = f"1+ROUND(SUMPRODUCT({better}/{all_['K']}),0)"
    written = f"{mine['C']}>0"
    return [
        Formula(f'=IF({mine["J"]}=1,{rank},"")', "" if row.rank is None else row.rank, 0),
        row.unit,
        row.cluster,
        Formula(
            f'=IF({written},{cut(mine["H"], ranking.places)},"")',
            rounded(row.points, ranking.places) if row.is_scored else "", ranking.places,
        ),
        Formula(f"={cut(mine['I'], ranking.places)}", rounded(row.maximum, ranking.places), ranking.places),
        Formula(
            f'=IF({mine["J"]}=1,INT((20000*{mine["H"]}+{mine["I"]})/(2*{mine["I"]}))/100,"")',
            "" if row.percent is None else rounded(row.percent, 2), 2, " %",
        ),
        Formula(f'=IF({mine["J"]}=1,{_class(ranking, mine["H"], mine["I"])},"")', row.rating_class),
    ]  # fmt: skip


def cut(whole: str, places: int) -> str:
    """Round ten thousandths half up to so many decimals, in whole numbers."""
    step = 10 ** (4 - places) if places < 4 else 1
    return f"INT(({whole}+{step // 2})/{step})/{10 ** min(places, 4)}"


def rounded(value: Fraction, places: int) -> Decimal:
    """The value as it is shown, half up."""
    scaled = (2 * value * 10**places + 1) // 2
    return Decimal(scaled).scaleb(-places)


def _class(ranking: Ranking, points: str, maximum: str) -> str:
    """The first class whose least percentage is reached, compared in whole numbers; no class, no word."""
    first = len(ranking.items) + 3
    said = '""'
    for place in reversed(range(len(ranking.classes))):
        cell = f"'{METHOD}'!$C${first + place}"
        name = f"'{METHOD}'!$B${first + place}"
        said = f"IF({points}*1000000>=ROUND({cell}*10000,0)*{maximum},{name},{said})"
    return said


def _points_leaf(ranking: Ranking) -> Leaf:
    """The points as numbers, with the sums over them and the whole numbers that everything shown follows from."""
    own = (
        ("Đơn vị", 36.0), ("Cụm", 22.0), ("Số ô có điểm", 10.0), ("Điểm thường", 12.0), ("Điểm thưởng", 12.0),
        ("Tối đa", 12.0), ("Điểm", 12.0), ("Điểm × 10.000", 14.0), ("Tối đa × 10.000", 14.0), ("Được xếp hạng", 10.0),
    )  # fmt: skip
    last = FIRST + len(ranking.rows) - 1
    is_dense = ranking.ties == Ties.DENSE
    extra = (("Số đơn vị bằng điểm", 12.0),) if is_dense else ()
    blank: list[Cell] = [None] * (BEFORE + is_dense - 1)
    rows: list[Sequence[Cell]] = [
        ["Điểm tối đa", *blank, *(one.maximum for one in ranking.items)],
        ["Điểm thưởng: 1", *blank, *(int(one.is_bonus) for one in ranking.items)],
    ]
    same = Counter((one.cluster, one.percent) for one in ranking.rows)
    for place, one in enumerate(ranking.rows):
        equals = [1 if one.percent is None else same[one.cluster, one.percent]] if is_dense else []
        rows.append(_pointed(ranking.items, one, FIRST + place, last, equals))
    items = tuple((one.code, 9.0) for one in ranking.items)
    return Leaf(POINTS, (*own, *extra, *items), rows)


def _pointed(items: Sequence[Item], row: Row, at: int, last: int, equals: Sequence[int]) -> list[Cell]:
    """One unit: C counts, D and E sum, F is its own maximum, G its points, H and I whole numbers, J marks, then points.

    ``equals`` is how many units of its cluster stand where it does, said only where ties are ranked without a gap.
    """
    first = BEFORE + len(equals)
    start, end = letter(first), letter(first + len(row.cells) - 1)
    own, maxima, marks = (f"${start}{sign}{line}:${end}{sign}{line}" for sign, line in (("", at), ("$", 2), ("$", 3)))
    plain, extra = (_added(items, row, is_bonus) for is_bonus in (False, True))
    sums: list[Cell] = [
        Formula(f"=COUNT({own})", sum(isinstance(one, Decimal) for one in row.cells), 0),
        Formula(f"=ROUND(SUMIF({marks},0,{own}),4)", plain),
        Formula(f"=ROUND(SUMIF({marks},1,{own}),4)", extra),
        Formula(f'=ROUND(SUMPRODUCT(({marks}=0)*({own}<>"{SPARED}")*{maxima}),4)', rounded(row.maximum, 4)),
        Formula(f"=ROUND(IF(E{at}>0,MIN(D{at}+E{at},F{at}),D{at}),4)", rounded(row.points, 4)),
        Formula(f"=ROUND(G{at}*10000,0)", int(row.points * 10_000), 0),
        Formula(f"=ROUND(F{at}*10000,0)", int(row.maximum * 10_000), 0),
        Formula(f"=IF(AND(C{at}>0,I{at}>0),1,0)", int(row.percent is not None), 0),
    ]
    for many in equals:
        same = f"($B${FIRST}:$B${last}=$B{at})*($J${FIRST}:$J${last}=1)*"
        same += f"($H${FIRST}:$H${last}*$I{at}=$H{at}*$I${FIRST}:$I${last})"
        sums.append(Formula(f"=MAX(1,SUMPRODUCT({same}))", many, 0))
    return [row.unit, row.cluster, *sums, *row.cells]


def _added(items: Sequence[Item], row: Row, is_bonus: bool) -> Decimal:
    pairs = zip(items, row.cells, strict=True)
    return sum((cell for item, cell in pairs if item.is_bonus == is_bonus and isinstance(cell, Decimal)), Decimal(0))


def _method_leaf(ranking: Ranking) -> Leaf:
    """Items, classes and the words on rounding."""
    rows: list[Sequence[Cell]] = [
        (one.code, one.name, one.maximum, "thưởng" if one.is_bonus else "") for one in ranking.items
    ]
    rows.append(("", "Xếp loại", "Từ (%)", ""))
    rows += [("", name, least, "") for name, least in ranking.classes]
    rows += [("", said, "", "") for said in _ROUNDING]
    return Leaf(METHOD, (("Mã", 10.0), ("Tiêu chí", 90.0), ("Tối đa", 12.0), ("Loại", 12.0)), rows)
