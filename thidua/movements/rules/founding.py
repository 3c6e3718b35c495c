"""From a confirmed draft (the JSON of the contract) to what a movement is made of. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.base.text import norm, shorten

Draft = Mapping[str, Any]
_STAGE = re.compile(r"giai\s+đoạn\s*(?:từ\s*)?(?:năm\s*)?(20\d\d)\s*(?:[-–—]|đến)\s*(?:năm\s*)?(20\d\d)", re.IGNORECASE)
_YEAR = re.compile(r"năm\s+(20\d\d)", re.IGNORECASE)


@dataclass(frozen=True)
class RoundPlan:
    """A round to be made."""

    kind: str
    year: int | None
    name: str
    starts_on: date
    ends_on: date | None


def day_of(value: str | None) -> date | None:
    """Read an ISO day of the draft."""
    return date.fromisoformat(value) if value else None


def movement_name(draft: Draft) -> str:
    """Name the movement as the plan does, with a capital letter."""
    document = draft["document"]
    name = shorten(document.get("movement") or document.get("title") or "Phong trào thi đua", 500)
    return name[:1].upper() + name[1:]


def span(draft: Draft, issued_on: date) -> tuple[date, date | None]:
    """Give the first and the last day of the movement; no last day where the plan is vague and names no stage.

    “Kể từ ngày ban hành” and “từ nay” begin with the day of issue. Where the plan gives no end but is for
    “giai đoạn 2023-2025” or “năm 2024”, the movement ends with the last of these years.
    """
    period = draft["period"]
    start = day_of(period.get("start")) or issued_on
    end = day_of(period.get("last_day"))
    if end is None and (years := named_years(draft)):
        end = date(years[1], 12, 31)
    return start, end if end is None or end >= start else None


def named_years(draft: Draft) -> tuple[int, int] | None:
    """Give the years the plan's own name stands for: a stage, or one year."""
    document = draft["document"]
    quotes = [each.get("quote", "") for each in (draft["period"].get("sources") or {}).values() if each]
    words = " ".join(filter(None, [document.get("movement"), document.get("title"), *quotes]))
    if found := _STAGE.search(words):
        first, last = int(found[1]), int(found[2])
        return (first, last) if first <= last <= first + 15 else None
    years = {int(year) for year in _YEAR.findall(words)}
    return (min(years), min(years)) if len(years) == 1 else None


def round_kinds(draft: Draft) -> list[str]:
    """Give the kinds of rounds: as the period says, else as the awards do, else one."""
    kinds = list(draft["period"].get("rounds") or [])
    kinds += [award["when"] for award in draft["awards"] if award.get("when")]
    found = [kind for kind in ("once", "yearly", "stage") if kind in kinds]
    if len(found) > 1 and "once" in found:
        found.remove("once")
    return found or ["once"]


def rounds(draft: Draft, issued_on: date) -> list[RoundPlan]:
    """Give all rounds of the movement: the one, one a year, and the stage itself."""
    start, end = span(draft, issued_on)
    years = named_years(draft)
    first = start.year
    if years and not draft["period"].get("start"):
        first = max(years[0], min(first, years[1]))
    last = end.year if end else first
    made: list[RoundPlan] = []
    for kind in round_kinds(draft):
        if kind == "yearly":
            made += [_year(year, start, end) for year in range(first, last + 1)]
        elif kind == "stage":
            name = f"Giai đoạn {first}–{last}" if last > first else "Tổng kết giai đoạn"
            made.append(RoundPlan("stage", None, name, start, end))
        else:
            made.append(RoundPlan("once", None, "Đợt xét", start, end))
    return made


def _year(year: int, start: date, end: date | None) -> RoundPlan:
    last = date(year, 12, 31)
    return RoundPlan(
        "yearly", year, f"Năm {year}", max(start, date(year, 1, 1)), last if end is None else min(last, end)
    )


def deferrals(draft: Draft) -> list[tuple[str, str, Mapping[str, Any]]]:
    """Give what the plan leaves to another: (part, number of that plan, source)."""
    sources = draft.get("sources") or {}
    dossier = draft["dossier"]
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    if number := draft.get("criteria_deferred_to"):
        found["criteria", number] = sources.get("criteria_deferred_to") or {}
    if number := draft.get("quotas_deferred_to"):
        found["quotas", number] = sources.get("quotas_deferred_to") or {}
    for quota in draft["quotas"]:
        if quota["op"] == "deferred" and quota.get("deferred_to"):
            found.setdefault(("quotas", quota["deferred_to"]), quota.get("source") or {})
    if number := dossier.get("deferred_to"):
        found["papers", number] = (dossier.get("sources") or {}).get("deferred_to") or {}
    return [(part, number, source) for (part, number), source in found.items()]


def line_around(text: str, source: Mapping[str, Any] | None) -> str:
    """Give the line of the text a source stands in, whole; the words before it often say for which round."""
    if not source or "start" not in source:
        return ""
    begin = text.rfind("\n", 0, source["start"]) + 1
    end = text.find("\n", source["end"])
    return text[begin : end if end >= 0 else len(text)]


_HEADING = re.compile(
    r"^[#*\s]*((?:Điều|Mục|Phần|Chương)\s+[\dIVXLC]+|[IVX]+(?=\.)|\d+(?:\.\d+)*(?=[.)\s])|[a-zđ](?=[.)]))"
)
_RANK = ((re.compile(r"^(?:Phần|Chương|Mục|Điều)"), 0), (re.compile(r"^[IVX]+$"), 1), (re.compile(r"^\d"), 2))


def clause_at(text: str, source: Mapping[str, Any] | None) -> str:
    """Name the place of a rule by the numbering above it: “mục III.1.a”; empty when nothing is numbered."""
    if not source or "start" not in source:
        return ""
    path: dict[int, str] = {}
    for line in text[: source["start"] + 1].split("\n"):
        if found := _HEADING.match(line):
            word = found[1]
            rank = next((rank for pattern, rank in _RANK if pattern.match(word)), 3)
            path = {level: each for level, each in path.items() if level < rank} | {rank: word}
    return f"mục {'.'.join(path[level] for level in sorted(path))}" if path else ""


@dataclass(frozen=True)
class UnitRow:
    """What is needed of a unit to find whom a sentence means."""

    pk: int
    name: str
    level: str
    is_child: bool


_ALL = ("co quan", "don vi", "phong", "ban nganh", "ban, nganh", "so, ban")
_COMMUNES = ("cac xa", "xa, phuong", "xa, thi tran", "phuong, xa", "cap xa", "cac phuong", "cac thi tran")


def addressed(words: str, units: Sequence[UnitRow]) -> list[UnitRow]:
    """Find the subordinate units a sentence speaks to: one by name, the communes, the offices, or all.

    With no words at all every direct child is meant.
    """
    plain = norm(words)
    if named := named_units(words, units):
        return named
    children = [unit for unit in units if unit.is_child]
    communes = any(word in plain for word in _COMMUNES)
    offices = any(word in plain for word in _ALL)
    if communes and not offices:
        return [unit for unit in children if unit.level == "xa"]
    if offices and not communes:
        return [unit for unit in children if unit.level != "xa"] or children
    return children


def named_units(words: str, units: Sequence[UnitRow]) -> list[UnitRow]:
    """Find units by their whole names in the words; longer names first, none inside another."""
    plain = f" {re.sub(r'[^a-z0-9]+', ' ', norm(words))} "
    found: list[UnitRow] = []
    for unit in sorted(units, key=lambda each: -len(each.name)):
        name = f" {re.sub(r'[^a-z0-9]+', ' ', norm(unit.name)).strip()} "
        if name in plain:
            plain = plain.replace(name, " ")
            found.append(unit)
    return found
