"""Arithmetic people will dispute: points from values, sums, shares, classes, ranks. All exact, no database."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from thidua.base.days import written
from thidua.base.money import figure
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.scoring.kinds import Column, SetState, SheetState, Ties

ZERO = Fraction(0)
_STATE_OF = {
    Column.CLAIMED: SheetState.CLAIMING,
    Column.VERIFIED: SheetState.VERIFYING,
    Column.EXPLAINED: SheetState.EXPLAINING,
    Column.FINAL: SheetState.FINALISING,
}
BEFORE = {Column.CLAIMED: None, Column.VERIFIED: "claimed", Column.EXPLAINED: "verified", Column.FINAL: "verified"}
OPEN = {state: column for column, state in _STATE_OF.items()}  # which column a step opens
WORDS = {
    Column.CLAIMED: "claimed_note",
    Column.VERIFIED: "verified_reason",
    Column.EXPLAINED: "explained_note",
    Column.FINAL: "final_reason",
}


def why_not_figure(numerator: Decimal | None, denominator: Decimal | None, *, may_exceed: bool = False) -> str | None:
    """Say why a figure cannot be true: negative, over its whole."""
    if any(each is not None and each < 0 for each in (numerator, denominator)):
        return "Số liệu không được âm. Hãy kiểm tra lại."
    if numerator is None and denominator is not None:
        return "Có tổng số nhưng chưa có số đạt. Hãy nhập đủ hai số."
    if numerator is not None and denominator is not None and numerator > denominator and not may_exceed:
        return f"Số đạt {figure(numerator)} lớn hơn tổng số {figure(denominator)}. Hãy kiểm tra lại hai số."
    return None


def why_not_points(value: Decimal | None, maximum: Decimal) -> str | None:
    """Say why points cannot stand in a cell; 0 is a value, empty is not."""
    if value is None or 0 <= value <= maximum:
        return None
    return f"Điểm phải từ 0 đến {figure(maximum)}. Hãy sửa lại ô này."


def why_not_write(column: Column, state: str) -> str | None:
    """Say why a column may not be written while the sheet is in a state."""
    if state == _STATE_OF[column]:
        return None
    return f"Phiếu chấm đang ở bước “{SheetState(state).label}” nên cột “{column.label}” không sửa được."


@dataclass(frozen=True)
class Scored:
    """One item of a sheet as sums see it. ``applies`` False leaves numerator and denominator alike."""

    item: int
    maximum: Decimal
    points: Decimal | Fraction | None
    applies: bool = True
    is_bonus: bool = False


@dataclass(frozen=True)
class Total:
    """An exact sum with the unit's own maximum; bonus points raise the sum, never the maximum, never above it."""

    points: Fraction
    maximum: Fraction
    missing: int

    @property
    def percent(self) -> Fraction | None:
        """Points of a hundred; None when nothing applies."""
        return None if self.maximum == 0 else self.points * 100 / self.maximum


def total(scored: Iterable[Scored]) -> Total:
    """Sum exactly over the items that apply; an empty cell adds nothing and is counted as missing."""
    reached = extra = maximum = ZERO
    missing = 0
    for each in scored:
        if not each.applies:
            continue
        if each.points is None:
            missing += not each.is_bonus
        elif each.is_bonus:
            extra += Fraction(each.points)
        else:
            reached += Fraction(each.points)
        if not each.is_bonus:
            maximum += Fraction(each.maximum)
    return summed(reached, extra, maximum, missing)


def summed(reached: Fraction, extra: Fraction, maximum: Fraction, missing: int = 0) -> Total:
    """Add the bonus to the points, never above the maximum."""
    return Total(min(reached + extra, maximum) if extra else reached, maximum, missing)


def rating_class(percent: Fraction | None, classes: Sequence[tuple[str, Decimal]]) -> str:
    """Name the class a percentage falls in; ``classes`` are (name, least percent), best first."""
    if percent is None:
        return ""
    return next((name for name, least in classes if percent >= Fraction(least)), "")


def ranks(totals: Sequence[Fraction | None], ties: Ties = Ties.COMPETITION) -> list[int | None]:
    """Rank from the best; equal totals share a rank; no total has no rank."""
    place: dict[Fraction, int] = {}
    before = 0
    for reached, many in sorted(Counter(each for each in totals if each is not None).items(), reverse=True):
        place[reached] = 1 + (len(place) if ties == Ties.DENSE else before)
        before += many
    return [None if each is None else place[each] for each in totals]


def digest(lines: Iterable[Sequence[object]]) -> str:
    """Give the SHA-256 over published results, one line for each, so that a line slipped in or taken out is seen."""
    return hashlib.sha256("\n".join(json.dumps([str(one) for one in line]) for line in lines).encode()).hexdigest()


def shown(value: Fraction | Decimal | None, places: int = 2) -> str:
    """Write points with so many decimals, rounded half up here and nowhere else."""
    return "" if value is None else figure(value, places)


def why_not_claim(actor: Actor, path: str) -> str | None:
    """Say why this person may not fill the unit's own columns."""
    if actor.covers(Role.CLERK, path):
        return None
    return "Chỉ đầu mối của đơn vị được tự chấm và giải trình phiếu này."


def why_not_verify(actor: Actor, office_path: str, verifier_path: str) -> str | None:
    """Say why this person may not verify an item: a verifier of the scoring office, or of the office named for it."""
    if actor.covers(Role.VERIFIER, verifier_path or office_path):
        return None
    return "Chỉ người thẩm định được giao tiêu chí này ghi cột thẩm định."


def why_not_column(actor: Actor, column: Column, unit_path: str, office_path: str, verifier_path: str) -> str | None:
    """Say why this person may not write a column; the scored unit's own office never verifies or settles its sheet."""
    if column in {Column.CLAIMED, Column.EXPLAINED}:
        return why_not_claim(actor, unit_path)
    if column == Column.VERIFIED:
        return why_not_verify(actor, office_path, verifier_path)
    return why_not_board(actor, office_path)


def why_not_board(actor: Actor, path: str) -> str | None:
    """Say why this person may not set final points, move sheets or publish."""
    if actor.covers(Role.OFFICE, path):
        return None
    return "Chỉ cán bộ thường trực của cơ quan chấm điểm được làm việc này."


def why_not_use(set_path: str | None) -> str | None:
    """Samples and shared sets belong to nobody: they are copied to an office before anybody is scored by them."""
    if set_path is None:
        return "Đây là bộ mẫu dùng chung. Hãy chép về cơ quan mình rồi chấm điểm theo bản chép."
    return None


def why_not_under(set_path: str, unit_name: str, unit_path: str) -> str | None:
    """Only units under the scoring office get its sheets."""
    if unit_path.startswith(set_path):
        return None
    return f"{unit_name} không thuộc cơ quan chấm điểm của bộ chỉ số này."


def why_not_own_survey(actor: Actor, path: str, above: str) -> str | None:
    """The result of a survey is entered by an office above the unit it is about, never by the unit."""
    if actor.covers(Role.OFFICE, above or path):
        return None
    return "Kết quả khảo sát do cơ quan chấm điểm nhập, đơn vị được khảo sát không tự nhập."


def why_not_take_back(state: str, today: date, last_day: date | None) -> str | None:
    """A unit takes its sheet back until the last day of claiming, as long as it waits to be verified."""
    if state != SheetState.VERIFYING:
        return "Chỉ rút lại được phiếu vừa nộp, đang chờ thẩm định."
    return why_not_late(Column.CLAIMED, today, last_day)


def why_not_reason(column: Column, points: Decimal | None, before: Decimal | None, words: str) -> str | None:
    """A verified or final figure that differs from the one before it carries its reason."""
    if column in {Column.VERIFIED, Column.FINAL} and points != before and not words.strip():
        return "Điểm khác với cột trước; hãy ghi lý do để đơn vị biết."
    return None


def told_stale(code: str, who: str, points: Decimal | None) -> str:
    """Tell the second of two writers of a cell who was first and what stands there now."""
    now = "để trống" if points is None else f"ghi {figure(points)}"
    first = f"{who} {now}" if who else "người khác sửa"
    return f"Ô {code} vừa được {first}. Điểm bạn nhập chưa được ghi; hãy tải lại trang, xem rồi nhập lại."


def why_not_late(column: Column, today: date, last_day: date | None) -> str | None:
    """Claims and explanations close with their last day."""
    if last_day is None or today <= last_day:
        return None
    what = "tự chấm" if column == Column.CLAIMED else "giải trình"
    return f"Hạn {what} đã hết ngày {written(last_day)}. Hãy liên hệ cơ quan chấm điểm để được mở lại."


NEXT_STATE = {
    SheetState.CLAIMING: SheetState.VERIFYING,
    SheetState.VERIFYING: SheetState.EXPLAINING,
    SheetState.EXPLAINING: SheetState.FINALISING,
    SheetState.FINALISING: SheetState.FINAL,
}


_BACK = {after: before for before, after in NEXT_STATE.items()}


def why_not_move(state: str, wanted: SheetState, words: str = "") -> str | None:
    """A sheet goes one step on or back; a final one is opened again only with a reason."""
    here = SheetState(state)
    if here == SheetState.FINAL and wanted == SheetState.FINALISING and not words.strip():
        return "Phiếu đã chốt điểm. Muốn mở lại để đính chính, hãy ghi lý do; kết quả đã công bố vẫn giữ nguyên."
    if wanted in {NEXT_STATE.get(here), _BACK.get(here)}:
        return None
    return f"Phiếu đang ở bước “{here.label}”, không chuyển thẳng sang “{wanted.label}” được."


def why_not_outside(score: Decimal | None, rank: int | None, year: int, published_on: date | None) -> str | None:
    """A result from elsewhere says a score or a rank and stands on a paper that is not older than its year."""
    if score is None and rank is None:
        return "Hãy nhập điểm hoặc thứ hạng."
    if rank is not None and rank < 1:
        return "Thứ hạng phải từ 1 trở lên."
    if published_on is not None and published_on.year < year:
        return f"Văn bản ngày {written(published_on)} có trước năm {year} nên không thể công bố kết quả năm {year}."
    return None


def why_not_years(first: int, last: int | None) -> str | None:
    """A duty ends no earlier than it begins."""
    if last is not None and last < first:
        return f"Đến năm {last} lại trước từ năm {first}. Hãy sửa lại năm."
    return None


def why_not_edit_set(state: str) -> str | None:
    """A set stands still once sheets stand on it; a change is another version."""
    if state == SetState.DRAFT:
        return None
    return "Bộ chỉ số đã có phiếu chấm nên không sửa được. Hãy chép thành phiên bản mới rồi sửa bản đó."


def why_not_exempt(is_leaf: bool, is_settled: bool, words: str) -> str | None:
    """A unit is spared scored lines only, with a reason, before its sheet is settled."""
    if not is_leaf:
        return "Chỉ miễn được từng dòng chấm điểm. Hãy chọn dòng con."
    if is_settled:
        return "Phiếu của đơn vị đã chốt điểm. Hãy mở lại phiếu rồi mới ghi miễn."
    return None if words.strip() else "Hãy ghi lý do không áp dụng."


def why_not_spared(applies: bool, code: str) -> str | None:
    """An item that does not apply takes no points."""
    return None if applies else f"Tiêu chí {code} không áp dụng cho đơn vị này nên không ghi điểm."


def why_not_own(is_own: bool) -> str | None:
    """A unit proves its points with documents of its own vault."""
    return None if is_own else "Tài liệu này thuộc kho của đơn vị khác. Hãy tải tài liệu vào kho của đơn vị mình."


def why_not_attach(state: str) -> str | None:
    """Evidence comes and goes while the unit's own columns are open."""
    if state in {SheetState.CLAIMING, SheetState.EXPLAINING}:
        return None
    return f"Phiếu đang ở bước “{SheetState(state).label}” nên không gắn, gỡ minh chứng được."


def doubts(number: str, dated_on: date | None, year: int | None, uses: Sequence[str]) -> list[str]:
    """Say what a verifier should look at: no number, outside the year judged, used elsewhere."""
    found = []
    if not number:
        found.append("chưa có số")
    if year is not None and dated_on is not None and dated_on.year != year:
        found.append(f"ngoài kỳ đánh giá (ngày {written(dated_on)}, kỳ năm {year})")
    if year is not None and dated_on is None:
        found.append("chưa có ngày")
    if year is not None and uses:
        found.append(f"đã dùng ở {'; '.join(uses)}")
    return found
