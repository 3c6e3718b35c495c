"""Whether an act that a document cites is in force on a day."""

import re
from collections.abc import Mapping
from datetime import date

from thidua.base.days import written
from thidua.base.text import norm, words
from thidua.law.rows import Act
from thidua.law.rulings import Force, Standing

_NUMBER = re.compile(r"0*(\d+)\s*/\s*(?:(\d{4})\s*/\s*)?([a-z][a-z0-9-]*)")


def number_key(number: str) -> str:
    """Fold a number for comparison: “Nghị định số 91/2017/NĐ-CP” and “91/2017/NĐCP” give the same; “” when none."""
    found = _NUMBER.search(norm(number))
    if not found:
        return ""
    return "/".join((found[1], found[2] or "", found[3].replace("-", "")))


def standing(number: str, day: date, known: Mapping[str, Act]) -> Standing:
    """Say where an act stands on a day; an act that no pack knows is unknown, not wrong."""
    key = number_key(number)
    act = next((act for act in known.values() if number_key(act.number) == key), None)
    if act is None:
        return Standing(number, Force.UNKNOWN, f"Chưa có dữ liệu về hiệu lực của văn bản số {number}.")
    unsure = "" if act.verified else " (chưa xác minh)"
    if day < act.start:
        sentence = f"{act.name} có hiệu lực từ {written(act.start)}, ngày {written(day)} chưa áp dụng{unsure}."
        return Standing(act.number, Force.NOT_YET, sentence, act.start, (), act.verified, act)
    if act.until is None or day < act.until:
        sentence = f"{act.name} đang có hiệu lực vào ngày {written(day)}{unsure}."
        return Standing(act.number, Force.IN_FORCE, sentence, act.start, (), act.verified, act)
    heirs = [known[name].name for name in act.replaced_by]
    after = f", được thay bằng {words(heirs)}" if heirs else ""
    sentence = f"{act.name} hết hiệu lực từ {written(act.until)}{after}{unsure}."
    numbers = tuple(known[name].number for name in act.replaced_by)
    return Standing(act.number, Force.ENDED, sentence, act.until, numbers, act.verified, act)
