"""Figures a plan wants to reach, read off its criteria, and whether a figure reaches them. Pure."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_OPS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
OP_WORDS = {">": "trên", ">=": "từ", "<": "dưới", "<=": "không quá", "=": "đạt"}


@dataclass(frozen=True)
class TargetPlan:
    """A figure to reach."""

    measure: str
    op: str
    value: Decimal
    unit_word: str
    by_year: int | None
    source: dict[str, Any]


def targets_of(criteria: Sequence[Mapping[str, Any]]) -> list[TargetPlan]:
    """Give a target for each number in a threshold and each place in a ranking.

    A rank whose direction the plan does not say is met only by exactly that place.
    """
    found: list[TargetPlan] = []
    for item in criteria:
        params, source = item.get("params") or {}, dict(item.get("source") or {})
        if item["kind"] == "threshold":
            found += [_threshold(each, source) for each in params.get("conditions") or [] if _is_whole(each)]
        elif item["kind"] == "rank" and params.get("value") is not None:
            index = params.get("index")
            measure = f"Thứ hạng {index if isinstance(index, str) else ', '.join(index or [])}".strip()
            op = "<=" if params.get("direction") == "or_better" else "="
            year = str(params.get("by") or "")[:4]
            found.append(
                TargetPlan(
                    measure, op, Decimal(str(params["value"])), "", int(year) if year.isdigit() else None, source
                )
            )
    return found


def _is_whole(condition: Mapping[str, Any]) -> bool:
    return condition.get("value") is not None and condition.get("op") in _OPS


def _threshold(condition: Mapping[str, Any], source: dict[str, Any]) -> TargetPlan:
    measure = str(condition.get("measure") or "Chỉ tiêu")[:500]
    unit = str(condition.get("unit") or "")[:40]
    return TargetPlan(measure, condition["op"], Decimal(str(condition["value"])), unit, None, source)


def is_reached(op: str, wanted: Decimal, value: Decimal) -> bool:
    """Say whether a figure reaches what is wanted."""
    return _OPS[op](value, wanted)
