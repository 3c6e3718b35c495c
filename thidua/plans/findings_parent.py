"""A plan against the plan of its superior: weaker criteria, later days, larger quotas, places the parent leaves empty.

Each finding quotes both sentences. What the parent leaves to its units is no weakness.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from thidua.base.days import written
from thidua.base.text import norm, shorten
from thidua.law.acts import number_key
from thidua.plans.case import error, note, warning
from thidua.plans.draft import Criterion, Deadline, Finding, PlanDraft, Quota, Quote
from thidua.plans.findings_days import ACTS

_GRADES = ("khien trach", "canh cao", "ha bac luong", "giang chuc", "cach chuc", "buoc thoi viec")
_RATINGS = (
    "khong hoan thanh nhiem vu",
    "hoan thanh nhiem vu",
    "hoan thanh tot nhiem vu",
    "hoan thanh xuat sac nhiem vu",
)
_LEFT_TO_UNITS = re.compile(r"\b(?:do|tuy|giao)\b.{0,60}\b(?:quy dinh|quyet dinh|xay dung|lua chon|tu xac dinh)\b")
_ALIKE = 0.6


def against_parent(child: PlanDraft, parent: PlanDraft) -> tuple[Finding, ...]:
    """Give everything in which a plan falls short of its superior's plan, or relies on what is not there."""
    return tuple(finding for check in CHECKS for finding in check(child, parent))


def mismatched(child: PlanDraft, parent: PlanDraft) -> Iterator[Finding]:
    """Find that the plan loaded as the parent is not the one named."""
    named = [basis for basis in child.bases if basis.role == "parent_plan" and basis.number]
    number = parent.document.number
    if named and number and all(number_key(basis.number or "") != number_key(number) for basis in named):
        message = (
            f"Kế hoạch này thực hiện văn bản số {named[0].number}, còn văn bản đã nạp là số {number}. Hãy nạp đúng."
        )
        yield error("parent-mismatch", message, named[0])


def left_empty(child: PlanDraft, parent: PlanDraft) -> Iterator[Finding]:
    """Find what this plan leaves to the parent and the parent does not say either."""
    relied = (
        ("tiêu chí", child.criteria_deferred_to, parent.criteria, child.sources.get("criteria_deferred_to")),
        ("số lượng khen thưởng", _quotas_deferred(child), parent.quotas, child.sources.get("quotas_deferred_to")),
        ("thành phần hồ sơ", child.dossier.deferred_to, parent.dossier.items, child.dossier.sources.get("deferred_to")),
    )
    for what, number, there, place in relied:
        if number and not there:
            message = (
                f"Kế hoạch dẫn về số {number} cho {what}, nhưng văn bản đó không nêu. Hãy tự quy định hoặc hỏi cấp "
                "trên."
            )
            yield error("parent-silent", message, place)


def _quotas_deferred(child: PlanDraft) -> str | None:
    return child.quotas_deferred_to or next((each.deferred_to for each in child.quotas if each.deferred_to), None)


def weaker_criteria(child: PlanDraft, parent: PlanDraft) -> Iterator[Finding]:
    """Find criteria that ask less than the parent's criterion of the same measure."""
    for upper in parent.criteria:
        if _LEFT_TO_UNITS.search(norm(upper.text)):
            continue
        for lower in child.criteria:
            if upper.subject in (lower.subject, "general") and lower.kind == upper.kind and _is_weaker(lower, upper):
                yield warning("weaker-than-parent", _both("Tiêu chí nhẹ hơn cấp trên", lower, upper), lower)


def _both(what: str, lower: Any, upper: Any) -> str:
    own, theirs = (shorten(_sentence(each), 220) for each in (lower, upper))
    return f"{what}. Ở đây: “{own}”. Cấp trên: “{theirs}”. Hãy sửa cho không thấp hơn, hoặc ghi rõ lý do."


def _sentence(item: Any) -> str:
    text = getattr(item, "text", "") or ""
    source: Quote | None = getattr(item, "source", None)
    return text or (source.quote if source else "")


def _is_weaker(lower: Criterion, upper: Criterion) -> bool:
    one, other = lower.params, upper.params
    if lower.kind == "threshold":
        pairs = [(mine, theirs) for mine in _conditions(lower) for theirs in _conditions(upper)]
        return any(_one_measure(mine, theirs) and _asks_less(mine, theirs) for mine, theirs in pairs)
    if lower.kind == "discipline":
        return _place(one.get("not_at_or_above"), _GRADES) > _place(other.get("not_at_or_above"), _GRADES) >= 0
    if lower.kind == "rating":
        return 0 <= _place(one.get("at_least"), _RATINGS) < _place(other.get("at_least"), _RATINGS)
    if lower.kind == "rank":
        mine, theirs = one.get("value"), other.get("value")
        return norm(str(one.get("index"))) == norm(str(other.get("index"))) and bool(mine and theirs and mine > theirs)
    if lower.kind == "initiative":
        joined = other.get("joined") == "and" and one.get("joined") == "or"
        return joined or bool(other.get("recognised_by") and not one.get("recognised_by"))
    return False


def _conditions(criterion: Criterion) -> list[dict[str, Any]]:
    return list(criterion.params.get("conditions", ()))


def _one_measure(one: dict[str, Any], other: dict[str, Any]) -> bool:
    left, right = norm(str(one["measure"])), norm(str(other["measure"]))
    return one.get("unit") == other.get("unit") and SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE


def _asks_less(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Say whether a condition is easier: a lower floor, a higher ceiling, “from 95” for “over 95”."""
    mine, theirs = Decimal(str(one["value"])), Decimal(str(other["value"]))
    floor, ceiling = {">", ">="}, {"<", "<="}
    if theirs == 100 and other["op"] == "=" and one["op"] in floor | {"="}:
        return mine < 100
    if theirs == 0 and other["op"] == "=":
        return one["op"] in ceiling and mine > 0
    if one["op"] in floor | {"="} and other["op"] in floor:
        return mine < theirs or (mine == theirs and other["op"] == ">" and one["op"] != ">")
    if one["op"] in ceiling | {"="} and other["op"] in ceiling:
        return mine > theirs or (mine == theirs and other["op"] == "<" and one["op"] != "<")
    return False


def _place(word: object, order: tuple[str, ...]) -> int:
    """Give the place of a grade in its order; -1 when none is named."""
    folded = norm(str(word or ""))
    found = [at for at, grade in enumerate(order) if folded and grade in folded]
    return max(found, key=lambda at: len(order[at])) if found else -1


def larger_quotas(child: PlanDraft, parent: PlanDraft) -> Iterator[Finding]:
    """Find more places for an award than the parent gives for the same award and subject."""
    for lower in child.quotas:
        for upper in parent.quotas:
            same = norm(lower.award or "") == norm(upper.award or "") and _one_giver(lower, upper)
            if same and lower.subject == upper.subject and _is_larger(lower, upper):
                yield warning("quota-larger-than-parent", _both("Số lượng nhiều hơn cấp trên cho", lower, upper), lower)


def _one_giver(lower: Quota, upper: Quota) -> bool:
    one, other = (norm(each.authority or "").replace("uy ban nhan dan", "ubnd") for each in (lower, upper))
    return bool(one and other) and (one in other or other in one)


def _is_larger(lower: Quota, upper: Quota) -> bool:
    if upper.op in ("set_by_unit", "deferred"):
        return False
    mine, theirs = lower.n_max or lower.n, upper.n_max or upper.n
    if mine is not None and theirs is not None:
        return mine > theirs
    return lower.percent is not None and upper.percent is not None and lower.percent > upper.percent


def later_days(child: PlanDraft, parent: PlanDraft) -> Iterator[Finding]:
    """Find days after the parent's own day for the same act, and a movement that outlasts it."""
    for lower in child.deadlines:
        for upper in parent.deadlines:
            if lower.act == upper.act != "other" and _is_later(lower, upper):
                act = ACTS.get(lower.act, "thực hiện")
                message = _both(f"Hạn {act} muộn hơn hạn của cấp trên", lower, upper)
                yield warning("deadline-later-than-parent", message, lower)
    mine, theirs = child.period.last_day, parent.period.last_day
    if mine and theirs and mine > theirs:
        message = (
            f"Phong trào ở đây kéo dài đến {written(mine)}, cấp trên kết thúc {written(theirs)}. "
            "Hãy chốt thành tích gửi cấp trên theo ngày của cấp trên."
        )
        yield note("period-beyond-parent", message, child.period.sources.get("end"))


def _is_later(lower: Deadline, upper: Deadline) -> bool:
    if lower.last_day and upper.last_day:
        return lower.last_day > upper.last_day
    return bool(lower.month_day and upper.month_day and lower.month_day > upper.month_day)


CHECKS: tuple[Callable[[PlanDraft, PlanDraft], Iterator[Finding]], ...] = (
    mismatched,
    left_empty,
    weaker_criteria,
    larger_quotas,
    later_days,
)
