"""Correct a draft: read an item, write it, add one, remove one. Gives a new draft, never touches the old one. Pure."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from thidua.base.refusal import Refused
from thidua.base.text import nfc, squeeze
from thidua.movements.rules.fields import Field, Section, fields_of, split

Draft = dict[str, Any]


def at_path(place: Any, path: str) -> Any:
    """Follow a path with dots; None where it ends early."""
    for step in filter(None, path.split(".")):
        place = place.get(step) if isinstance(place, Mapping) else None
    return place


def put(place: dict[str, Any], path: str, value: Any) -> None:
    """Write at a path with dots, making what is missing on the way."""
    *way, last = path.split(".")
    for step in way:
        if not isinstance(place.get(step), dict):
            place[step] = {}
        place = place[step]
    place[last] = value


def item_at(draft: Mapping[str, Any], address: str) -> dict[str, Any]:
    """Give the item at an address; Refused when a colleague has just removed it."""
    section, place = split(address)
    found = at_path(draft, section.path) if section.path else draft
    if place is None:
        return dict(found or {})
    if not isinstance(found, Sequence) or place >= len(found):
        raise Refused("Mục này vừa được người khác bỏ đi. Hãy tải lại trang.")
    return dict(found[place])


def corrected(draft: Mapping[str, Any], address: str, values: Mapping[str, Any], source: Any = None) -> Draft:
    """Write the clean values of an item's fields; ``source`` is a new place in the text, when given."""
    made = deepcopy(dict(draft))
    section, place = split(address)
    item = item_at(made, address)
    before = item.get("kind")
    for field in fields_of(section, item):
        if field.name in values:
            put(item, field.path, values[field.name])
    if section.key == "criteria" and item.get("kind") != before:
        item["params"] = {}
    if source is not None and section.many:
        item["source"] = source
    _settle(section, item)
    _store(made, section, place, item)
    return made


def _store(draft: Draft, section: Section, place: int | None, item: dict[str, Any]) -> None:
    if place is not None:
        at_path(draft, section.path)[place] = item
    elif section.path:
        draft[section.path] = item if section.key != "selection" or item.get("text") else None
    else:
        draft.update(item)


def _settle(section: Section, item: dict[str, Any]) -> None:
    """Keep what follows from other values true: the last day from the day and its meaning."""
    if section.key == "period":
        item["last_day"] = _last_day(item.get("end"), item.get("end_kind"))
    elif section.key == "deadlines":
        item["last_day"] = _last_day(item.get("date"), item.get("meaning"))
    elif section.key == "dossier" and not any((item.get("copies") or {}).values()):
        item["copies"] = None


def _last_day(day: str | None, meaning: str | None) -> str | None:
    if not day or meaning not in {"before", "until"}:
        return None
    read = date.fromisoformat(day)
    return str(read - timedelta(days=1) if meaning == "before" else read)


def removed(draft: Mapping[str, Any], address: str) -> Draft:
    """Take an item of a list out."""
    made = deepcopy(dict(draft))
    section, place = split(address)
    item_at(made, address)
    if place is None:
        raise Refused("Mục này không bỏ được, chỉ xóa trống từng ô.")
    del at_path(made, section.path)[place]
    return made


def added(draft: Mapping[str, Any], key: str, source: Mapping[str, Any] | None) -> tuple[Draft, str]:
    """Make a new item at the end of a list from selected words; give the draft and the item's address."""
    made = deepcopy(dict(draft))
    section, _ = split(f"{key}-0")
    rows = at_path(made, section.path)
    item: dict[str, Any] = {field.path: None for field in section.fields if "." not in field.path} | dict(section.new)
    words = squeeze(str(source["quote"])) if source else ""
    _guess(section, item, words)
    rows.append(item | {"source": dict(source) if source else None})
    _settle(section, rows[-1])
    return made, f"{key}-{len(rows) - 1}"


_DAY = re.compile(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})\s*(?:/|năm)\s*(\d{4})")


def _guess(section: Section, item: dict[str, Any], words: str) -> None:
    """Fill a new item from the words selected: its text, the day, the number that stand in them."""
    for name in ("text", "form", "unit", "title"):
        if name in item and not item[name]:
            item[name] = words
    if "text" not in item and section.key == "deadlines":
        item["text"] = words
    if "date" in item and (found := _DAY.search(words)):
        item["date"] = _iso(int(found[3]), int(found[2]), int(found[1]))
    if section.key == "quotas" and (number := re.search(r"\d+", words)):
        item["n"] = int(number.group())


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return str(date(year, month, day))
    except ValueError:
        return None


def find_source(text: str, quote: str, start: int | None = None) -> dict[str, Any]:
    """Find words in the text, at ``start`` when they stand there, else their first place.

    Browsers give line ends and blanks their own way: any run of blanks matches any other.
    """
    words = nfc(quote).split()
    if not words:
        raise Refused("Hãy chọn hoặc dán một câu trong kế hoạch.")
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    found = pattern.match(text, start) if start is not None else None
    found = found or pattern.search(text)
    if found is None:
        raise Refused("Không thấy câu này trong kế hoạch. Hãy chép nguyên văn từ phần chữ bên cạnh.")
    return {
        "line": text.count("\n", 0, found.start()) + 1,
        "start": found.start(),
        "end": found.end(),
        "quote": found.group(),
    }


def shown(field: Field, item: Mapping[str, Any]) -> str:
    """Write a field's value for reading; empty when the text does not say."""
    value = at_path(item, field.path)
    if value in (None, "", [], {}):
        return ""
    names = dict(field.options)
    if field.kind == "day":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if field.kind == "month_day":
        return "/".join(reversed(str(value).split("-")))
    if field.kind == "flag":
        return "Có" if value else ""
    if field.kind == "choices":
        return ", ".join(names.get(each, each) for each in value)
    if field.kind in {"tasks", "conditions"}:
        return "; ".join(written(field, item).split("\n"))
    if field.kind == "list" or isinstance(value, list):
        return "; ".join(str(each) for each in value) if isinstance(value, list) else str(value)
    return names.get(str(value), str(value).replace(".", ",") if isinstance(value, float) else str(value))


def written(field: Field, item: Mapping[str, Any]) -> Any:
    """Write a field's value as its control holds it."""
    value = at_path(item, field.path)
    if field.kind == "tasks":
        return "\n".join(each["text"] for each in value or [])
    if field.kind == "conditions":
        rows = [[each.get("measure"), each.get("op"), each.get("value"), each.get("unit")] for each in value or []]
        return "\n".join(" | ".join("" if part is None else str(part) for part in row) for row in rows)
    if field.kind == "list":
        return "; ".join(value) if isinstance(value, list) else value or ""
    if field.kind in {"choices", "flag"}:
        return value
    return "" if value is None else value


def read_value(field: Field, raw: Any, item: Mapping[str, Any]) -> Any:
    """Read what a control holds into a value of the draft; ValueError with a sentence when it cannot be."""
    if field.kind == "choices":
        return list(raw)
    if field.kind == "flag":
        return bool(raw)
    words = nfc(str(raw or "")).strip()
    if field.kind == "list":
        return [squeeze(each) for each in words.split(";") if each.strip()]
    if field.kind == "tasks":
        return _tasks(words, at_path(item, field.path) or [])
    if field.kind == "conditions":
        return [_condition(line) for line in words.split("\n") if line.strip()]
    if not words:
        return None
    return {"day": _day, "month_day": _month_day, "number": _number}.get(field.kind, squeeze)(words)


def _tasks(words: str, before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    known = {each["text"]: dict(each) for each in before}
    lines = [squeeze(line) for line in words.split("\n") if line.strip()]
    return [known.get(line, {"text": line, "due": None, "source": None}) for line in lines]


def _condition(line: str) -> dict[str, Any]:
    parts = [squeeze(part) for part in line.split("|")]
    if len(parts) != 4 or parts[1] not in {">", ">=", "<", "<=", "="}:
        raise ValueError("Mỗi dòng ghi: chỉ tiêu | dấu so sánh (> >= < <= =) | số | đơn vị tính.")
    return {"measure": parts[0], "op": parts[1], "value": _number(parts[2]), "unit": parts[3]}


def _day(words: str) -> str:
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words):
        words = _iso(int(found[3]), int(found[2]), int(found[1])) or ""
    try:
        return str(date.fromisoformat(words))
    except ValueError:
        raise ValueError("Ngày phải ghi như 30/11/2026.") from None


def _month_day(words: str) -> str:
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})", words)
    if not found or _iso(2024, int(found[2]), int(found[1])) is None:
        raise ValueError("Ngày, tháng phải ghi như 05/01.")
    return f"{int(found[2]):02d}-{int(found[1]):02d}"


def _number(words: str) -> int | float:
    try:
        value = Decimal(words.replace(",", "."))
    except InvalidOperation:
        raise ValueError("Ô này chỉ nhận số.") from None
    return int(value) if value == value.to_integral_value() else float(value)
