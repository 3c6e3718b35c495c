"""When two values of a reading say the same: folded words, dates, and the parameters of a criterion."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from thidua.base import text as words

ALIKE = 0.75
_LEADING_NUMBER = re.compile(r"^\s*(?:[ivxlc]+|\d+(?:\.\d+)*|[a-zđ])\s*[.)]\s+")


@cache
def fold(text: str) -> str:
    """Fold for comparison: case, marks, blanks, dashes and a leading number off; UBND written out is UBND."""
    bare = _LEADING_NUMBER.sub("", words.norm(text))
    return "".join(re.findall(r"[a-z0-9%/]", bare.replace("uy ban nhan dan", "ubnd")))


@cache
def likeness(one: str, other: str) -> float:
    """Say how alike two texts are once folded, from 0 to 1."""
    left, right = fold(one), fold(other)
    if left == right:
        return 1.0
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def plain(value: Any) -> Any:
    """Give a value as JSON has it: days as ISO text."""
    return value.isoformat() if isinstance(value, date) else value


def same(one: Any, other: Any) -> bool:
    """Say whether two values are the same; words are folded, lists compared as sets."""
    one, other = plain(one), plain(other)
    if isinstance(one, str) and isinstance(other, str):
        return fold(one) == fold(other)
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    return bool(one == other)


def same_name(one: Any, other: Any) -> bool:
    """Say whether two names mean one body: the longer may go on with the place (“Giám đốc Sở Tư pháp”)."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return one == other
    left, right = fold(one), fold(other)
    return bool(left and right) and (left.startswith(right) or right.startswith(left))


def same_text(one: Any, other: Any) -> bool:
    """Say whether two sentences are alike enough."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return one == other
    return likeness(one, other) >= ALIKE


def agrees(
    read: Mapping[str, Any], gold: Mapping[str, Any], field: str, equal: Callable[[Any, Any], bool] = same
) -> bool:
    """Say whether a field is right: the gold's own value, or one it lists under ``also``."""
    given = read.get(field)
    return any(equal(given, value) for value in [gold.get(field), *gold.get("also", {}).get(field, [])])


def _names_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    left = list(other)
    for name in one:
        match = next((each for each in left if same_name(name, each) or same_text(name, each)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _condition(given: Mapping[str, Any]) -> tuple[str, float, str]:
    op, value, unit = given["op"], float(given["value"]), given.get("unit") or ""
    if unit == "%" and value == 100 and op == ">=":
        op = "="
    return op, value, unit if unit == "%" else ""


def _conditions_agree(one: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> bool:
    return sorted(map(_condition, one)) == sorted(map(_condition, other))


def params_agree(read: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    """Say whether the parameters of a criterion are those of the gold."""
    for key in {**read, **gold}:
        one, other = read.get(key), gold.get(key)
        if key == "conditions":
            right = _conditions_agree(one or [], other or [])
        elif isinstance(one, list) or isinstance(other, list):
            right = _names_agree(one or [], other or [])
        elif key == "index":
            right = bool(one and other) and (fold(one) in fold(other) or fold(other) in fold(one))
        else:
            right = same(one, other)
        if not right:
            return False
    return True
