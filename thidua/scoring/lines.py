"""Lines of an index set as plain data: checked whole, written for people, compared. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from thidua.base.money import figure
from thidua.documents.sheets import number_of
from thidua.scoring import formulas
from thidua.scoring.kinds import Formula, Source

CODE = re.compile(r"\d{1,3}(\.\d{1,3}){0,3}")
WORDS = {
    "full": "đủ điểm từ",
    "floor": "sàn",
    "best": "tốt nhất",
    "worst": "kém nhất",
    "bands": "khoảng",
    "step": "mỗi bậc",
    "points": "điểm mỗi bậc",
    "each": "mỗi đơn vị",
    "cap": "nhiều nhất",
}
_KEYS = {word: key for key, word in WORDS.items()}


@dataclass(frozen=True)
class Line:
    """A field, criterion or sub-criterion; a line without lines under it is scored."""

    code: str
    name: str
    maximum: Decimal | None = None  # None on a line with lines under it: their sum
    is_bonus: bool = False
    formula: Formula = Formula.HAND
    params: Mapping[str, Any] = field(default_factory=dict)
    source: Source = Source.SELF
    figure_code: str = ""
    evidence_wanted: str = ""
    note: str = ""
    verifier: str = ""  # code of the unit
    not_for: tuple[str, ...] = ()  # codes of levels


class Fault(NamedTuple):
    """What is wrong: which line (from nought), which field, and the sentence."""

    place: int
    key: str
    sentence: str


class Change(NamedTuple):
    """One difference between two versions of a set."""

    code: str
    what: str
    before: str
    after: str


def parent_code(code: str) -> str:
    """Give the code of the line above; "" for a field."""
    return code.rpartition(".")[0]


def leaves(lines: Sequence[Line]) -> list[Line]:
    """The lines that are scored: those nothing stands under."""
    parents = {parent_code(line.code) for line in lines}
    return [line for line in lines if line.code not in parents]


def whole(lines: Sequence[Line], code: str) -> Decimal:
    """The maximum of a line: its own when it is scored, else of what stands under it; bonus lines count nought."""
    under = [one for one in leaves(lines) if one.code == code or one.code.startswith(f"{code}.")]
    return sum((one.maximum or Decimal(0) for one in under if not one.is_bonus or one.code == code), Decimal(0))


def faults(lines: Sequence[Line]) -> Iterator[Fault]:
    """Say everything wrong with a set, line by line."""
    seen: dict[str, int] = {}
    parents = {parent_code(line.code) for line in lines}
    for place, line in enumerate(lines):
        above = parent_code(line.code)
        if not CODE.fullmatch(line.code):
            yield Fault(place, "code", "mã phải có dạng 1, 1.2 hoặc 1.2.3.")
        elif line.code in seen:
            yield Fault(place, "code", f"mã {line.code} đã có ở dòng trước.")
        elif above and above not in seen:
            yield Fault(place, "code", f"chưa có dòng {above} đứng trước dòng {line.code}.")
        seen.setdefault(line.code, place)
        yield from _line_faults(place, line, is_leaf=line.code not in parents, lines=lines)


def _line_faults(place: int, line: Line, *, is_leaf: bool, lines: Sequence[Line]) -> Iterator[Fault]:
    if not is_leaf:
        total = whole(lines, line.code)
        if line.maximum is not None and line.maximum != total:
            shown = f"{figure(line.maximum)} khác tổng các dòng con {figure(total)}"
            yield Fault(place, "maximum", f"điểm tối đa {shown}; hãy sửa hoặc để trống.")
        return
    if line.maximum is None or line.maximum <= 0:
        yield Fault(place, "maximum", "điểm tối đa phải lớn hơn 0.")
    elif reason := formulas.why_not_params(line.formula, line.maximum, line.params):
        yield Fault(place, "params", reason)
    if line.source == Source.FIGURE and not line.figure_code:
        yield Fault(place, "figure_code", "lấy từ số liệu thì phải có mã số liệu.")


def written_params(params: Mapping[str, Any]) -> str:
    """Write the numbers of a formula for people: “sàn = 80; đủ điểm từ = 95”, “khoảng = 80:0,5 | 95:1”."""
    parts = []
    for key, value in params.items():
        said = " | ".join(f"{_plain(a)}:{_plain(b)}" for a, b in value) if key == "bands" else _plain(value)
        parts.append(f"{WORDS.get(key, key)} = {said}")
    return "; ".join(parts)


def _plain(value: object) -> str:
    return figure(Decimal(str(value)))


def params_of(text: str) -> dict[str, Any]:
    """Read what `written_params` writes; ValueError says in Vietnamese what is wrong."""
    found: dict[str, Any] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        word, sign, said = (each.strip() for each in part.partition("="))
        key = _KEYS.get(word.lower())
        if not sign or key is None:
            raise ValueError(f"“{part}” không hiểu được; hãy ghi như “sàn = 80”. Các tham số: {', '.join(_KEYS)}.")
        try:
            found[key] = [_band(one) for one in said.split("|")] if key == "bands" else _number(said)
        except ArithmeticError:
            raise ValueError(f"“{part}” không phải là số; hãy ghi như “sàn = 80”.") from None
    return found


def _number(said: str) -> str:
    return f"{number_of(said).normalize():f}"


def _band(said: str) -> list[str]:
    least, _, points = said.partition(":")
    return [_number(least.strip()), _number(points.strip())]


_TOLD = (
    ("name", "tên"),
    ("maximum", "điểm tối đa"),
    ("formula", "cách tính"),
    ("params", "tham số"),
    ("source", "nguồn"),
    ("figure_code", "mã số liệu"),
    ("is_bonus", "điểm thưởng"),
    ("evidence_wanted", "tài liệu kiểm chứng"),
    ("verifier", "nơi thẩm định"),
)


def changes(before: Iterable[Line], after: Iterable[Line]) -> list[Change]:
    """Compare two versions line by line, by code: added, dropped, and each field that changed."""
    old, new = ({line.code: line for line in lines} for lines in (before, after))
    found = [Change(code, "bỏ dòng", line.name, "") for code, line in old.items() if code not in new]
    for code, line in new.items():
        if code not in old:
            found.append(Change(code, "thêm dòng", "", line.name))
            continue
        for key, word in _TOLD:
            was, now = (_shown(getattr(each, key)) for each in (old[code], line))
            if was != now:
                found.append(Change(code, word, was, now))
    return sorted(found, key=lambda one: [int(part) for part in one.code.split(".")])


def _shown(value: object) -> str:
    match value:
        case bool():
            return "có" if value else "không"
        case Formula() | Source():
            return str(value.label)
        case Decimal():
            return figure(value)
        case Mapping():
            return written_params(value)
        case _:
            return "" if value is None else str(value)
