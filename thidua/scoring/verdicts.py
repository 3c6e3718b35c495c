"""The bridge: what results say about a criterion of a movement, with the figures in the sentence. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.base.money import figure
from thidua.base.text import norm, words
from thidua.scoring.kinds import Outcome

_SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "=": "="}


@dataclass(frozen=True)
class Verdict:
    """Đạt, chưa đạt or thiếu dữ liệu; the sentence holds the figures, the sources say where they stand."""

    outcome: Outcome
    sentence: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """A result of one year: score, rank or both, and the paper or figure it stands on."""

    score: Decimal | None = None
    rank: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Course:
    """One index or component over two years; None where nothing was published or entered."""

    name: str
    now: Seen | None
    before: Seen | None


@dataclass(frozen=True)
class Measured:
    """One condition of a threshold with the value found; ``shown`` is the value as people wrote it, e.g. 96/100."""

    measure: str
    op: str
    wanted: Fraction
    unit: str
    value: Fraction | None = None
    shown: str = ""
    source: str = ""


def _sources(seen: Sequence[Seen | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.source for one in seen if one and one.source))


def _joined(parts: Sequence[tuple[Outcome, str]], sources: tuple[str, ...]) -> Verdict:
    """One “chưa đạt” decides, then one “thiếu dữ liệu”; every part keeps its sentence."""
    outcomes = {outcome for outcome, _ in parts}
    order = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET)
    return Verdict(next(one for one in order if one in outcomes), " ".join(sentence for _, sentence in parts), sources)


def score_up(courses: Sequence[Course], year: int) -> Verdict:
    """Every index or component must stand higher than the year before; the same is not higher."""
    return _joined(
        [_score_part(one, year) for one in courses], _sources([s for c in courses for s in (c.now, c.before)])
    )


def _score_part(course: Course, year: int) -> tuple[Outcome, str]:
    now, before = (None if one is None else one.score for one in (course.now, course.before))
    if now is None or before is None:
        missing = words([str(each) for each, value in ((year - 1, before), (year, now)) if value is None])
        return Outcome.UNKNOWN, f"{course.name}: chưa có điểm năm {missing}."
    said = f"{course.name}: {figure(before)} điểm năm {year - 1}, {figure(now)} điểm năm {year}"
    if now > before:
        return Outcome.MET, f"{said}, tăng {figure(now - before)} điểm."
    fell = f"giảm {figure(before - now)} điểm" if now < before else "không tăng"
    return Outcome.NOT_MET, f"{said}, {fell}."


def rank_up(courses: Sequence[Course], year: int, text: str) -> Verdict:
    """Every rank must be better than the year before; a plan that only says “thay đổi” leaves a fall to a person."""
    parts = [_rank_part(one, year, _says_up(text)) for one in courses]
    return _joined(parts, _sources([s for c in courses for s in (c.now, c.before)]))


def _says_up(text: str) -> bool:
    folded = norm(text)
    return "thay doi" not in folded or any(word in folded for word in ("tang", "nang", "cai thien", "vuot"))


def _rank_part(course: Course, year: int, says_up: bool) -> tuple[Outcome, str]:
    now, before = (None if one is None else one.rank for one in (course.now, course.before))
    if now is None or before is None:
        missing = words([str(each) for each, value in ((year - 1, before), (year, now)) if value is None])
        return Outcome.UNKNOWN, f"{course.name}: chưa có thứ hạng năm {missing}."
    said = f"{course.name}: hạng {before} năm {year - 1}, hạng {now} năm {year}"
    if now < before:
        return Outcome.MET, f"{said}, tăng {before - now} bậc."
    if now == before:
        return Outcome.NOT_MET, f"{said}, không thay đổi."
    if says_up:
        return Outcome.NOT_MET, f"{said}, giảm {now - before} bậc."
    ask = "Kế hoạch chỉ ghi “thay đổi”, không nói tăng hay giảm; cần người có thẩm quyền kết luận."
    return Outcome.UNKNOWN, f"{said}, giảm {now - before} bậc. {ask}"


def rank_at_most(
    name: str, seen: Seen | None, year: int, wanted: int, direction: str | None, by: int | None
) -> Verdict:
    """The rank of a year against the one wanted; where the plan does not say “or better”, a better one is asked."""
    rank = None if seen is None else seen.rank
    if rank is None:
        return Verdict(Outcome.UNKNOWN, f"{name}: chưa có thứ hạng năm {year}. Hãy nhập kết quả kèm văn bản công bố.")
    said = f"{name}: hạng {rank} năm {year}, kế hoạch đặt hạng {wanted}"
    sources = _sources([seen])
    if rank == wanted or (rank < wanted and direction == "or_better"):
        return Verdict(Outcome.MET, f"{said}.", sources)
    if rank < wanted and direction is None:
        ask = "Kế hoạch không ghi “trở lên” hay “đúng hạng”; cần người có thẩm quyền kết luận."
        return Verdict(Outcome.UNKNOWN, f"{said}. {ask}", sources)
    if by is not None and year < by:
        return Verdict(Outcome.UNKNOWN, f"{said}; kế hoạch đặt đến năm {by}, chưa đến hạn.", sources)
    return Verdict(Outcome.NOT_MET, f"{said}.", sources)


def _holds(value: Fraction, op: str, wanted: Fraction) -> bool:
    tests = {
        ">": value > wanted,
        ">=": value >= wanted,
        "<": value < wanted,
        "<=": value <= wanted,
        "=": value == wanted,
    }
    return tests[op]


def thresholds(conditions: Sequence[Measured], year: int) -> Verdict:
    """Every value against its bar, exactly: 95 % is not over 95 %."""
    if not conditions:
        return Verdict(Outcome.UNKNOWN, "Kế hoạch không nêu con số để so sánh; cần người có thẩm quyền kết luận.")
    parts = [_threshold_part(one, year) for one in conditions]
    return _joined(parts, tuple(dict.fromkeys(one.source for one in conditions if one.source)))


def _threshold_part(one: Measured, year: int) -> tuple[Outcome, str]:
    unit = f" {one.unit}" if one.unit else ""
    bar = f"{_SIGNS.get(one.op, one.op)} {figure(one.wanted)}{unit}"
    name = one.measure[:1].upper() + one.measure[1:]
    if one.value is None or one.op not in _SIGNS:
        return Outcome.UNKNOWN, f"{name}: chưa có số liệu năm {year} (cần {bar})."
    exact = figure(one.value) if one.value.denominator == 1 else figure(one.value, 2)
    if one.value.denominator != 1 and Fraction(exact.replace(".", "").replace(",", ".")) != one.value:
        exact = f"khoảng {exact}"
    shown = f"{one.shown} = {exact}{unit}" if one.shown else f"{exact}{unit}"
    met = _holds(one.value, one.op, one.wanted)
    said = f"{name} năm {year}: {shown}, cần {bar}."
    return (Outcome.MET if met else Outcome.NOT_MET), said
