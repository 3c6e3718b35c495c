"""A draft as the confirmation page shows it: groups, sections, items, each with its words and its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.movements.models import Plan
from thidua.movements.rules import edits
from thidua.movements.rules.fields import GROUPS, SECTIONS, Section, fields_of, split


@dataclass(frozen=True)
class Row:
    """A value with its label; ``anchor`` leads to its sentence."""

    label: str
    value: str
    anchor: str
    line: int | None


@dataclass(frozen=True)
class Item:
    """One thing the plan says, closed or open for correction."""

    address: str
    headline: str
    rows: tuple[Row, ...]
    anchor: str
    line: int | None
    is_many: bool
    title: str


@dataclass(frozen=True)
class Part:
    """A section with its items."""

    section: Section
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Group:
    """A question a person asks of a plan."""

    key: str
    title: str
    is_accepted: bool
    parts: tuple[Part, ...]


def groups_of(plan: Plan) -> list[Group]:
    """Give the whole draft for reading."""
    return [
        Group(
            key,
            title,
            key in plan.accepted,
            tuple(Part(each, _items(each, plan.draft)) for each in SECTIONS if each.group == key),
        )
        for key, title in GROUPS.items()
    ]


def item_of(draft: Mapping[str, Any], address: str) -> Item:
    """Give one item for reading."""
    section, _ = split(address)
    return _item(section, address, edits.item_at(draft, address))


def _items(section: Section, draft: Mapping[str, Any]) -> tuple[Item, ...]:
    if not section.many:
        return (_item(section, section.key, edits.item_at(draft, section.key)),)
    rows = edits.at_path(draft, section.path) or []
    return tuple(_item(section, f"{section.key}-{place}", row) for place, row in enumerate(rows))


def _item(section: Section, address: str, item: Mapping[str, Any]) -> Item:
    source = item.get("source") or {}
    fields = fields_of(section, item)
    headline, used = _headline(section, item) if section.many else ("", set[str]())
    rows = []
    for field in fields:
        value = edits.shown(field, item)
        if section.many and (not value or field.path in used):
            continue
        place = _place(item, field.path) if not section.many else {}
        rows.append(
            Row(field.label, value, f"{section.key}-{field.path.split('.')[-1]}" if place else "", _line(place))
        )
    anchor = address if source else ""
    return Item(address, headline, tuple(rows), anchor, _line(source), section.many, section.title)


def _place(item: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    *way, last = path.split(".")
    holder = edits.at_path(item, ".".join(way)) if way else item
    sources = (holder or {}).get("sources") or {}
    found = sources.get(last)
    return found if isinstance(found, Mapping) else {}


def _line(source: Mapping[str, Any]) -> int | None:
    return source.get("line")


def _headline(section: Section, item: Mapping[str, Any]) -> tuple[str, set[str]]:
    """Say an item in one line, and which fields the line already tells."""
    words = {field.path: edits.shown(field, item) for field in fields_of(section, item)}
    if section.key == "deadlines":
        day = words["date"] or words["month_day"] or (f"{words['days']} ngày" if words["days"] else "")
        told = f"{words['act']}: {words['meaning'].lower()} {day}".strip()
        last = item.get("last_day")
        shown = f"{told} (ngày cuối {'/'.join(reversed(last.split('-')))})" if last else told
        return shown, {"act", "meaning", "date", "month_day", "days"}
    if section.key == "quotas":
        amount = f"{words['op'].lower()} {words['n'] or words['percent'] or words['deferred_to']}".strip()
        subject = words["subject"] or "Tập thể và cá nhân"
        return f"{words['award'] or 'Khen thưởng'}, {subject.lower()}: {amount}", {"award", "subject", "op", "n"}
    if section.key == "awards":
        return " – ".join(filter(None, [words["form"], words["authority"]])), {"form", "authority"}
    if section.key == "bases":
        told = " ".join(filter(None, [words["kind"], words["number"]]))
        return told, {"kind", "number"}
    if section.key == "papers":
        return words["text"] or words["paper"], {"text"}
    main = next((name for name in ("text", "unit", "title") if words.get(name)), section.fields[0].path)
    return words.get(main, ""), {main}
