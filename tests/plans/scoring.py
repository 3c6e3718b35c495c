"""How good a reading is: the draft as JSON against a gold, by the rules of ``plans/README.md``.

A section that the gold leaves empty counts only when something was read into it; then it counts as nothing right.
So empty sections never raise a score.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.plans.alike import agrees, fold, likeness, params_agree, plain, same, same_name, same_text

Thing = Mapping[str, Any]
Credit = Callable[[Thing, Thing], float]

TEXTS = ("subjects", "purposes", "requirements", "contents", "solutions", "funding", "reward_level", "recipients")
DOCUMENT = ("kind", "launches_movement", "issuer_level", "number", "symbol", "place", "date", "month", "theme")
PERIOD = ("start", "start_kind", "end", "end_kind", "last_day", "rounds")
QUOTA = ("op", "n", "n_max", "percent", "per", "subject")
DEADLINE = ("act", "meaning", "date", "last_day", "month_day", "days", "day_kind")


@dataclass(frozen=True)
class Score:
    """What one reading is worth, and what is wrong with it."""

    sections: Mapping[str, float]
    inventions: tuple[str, ...]
    facts: int
    unproven: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def mean(self) -> float:
        """The mean over the sections, 0 to 100."""
        return 100 * sum(self.sections.values()) / len(self.sections)

    @property
    def provenance(self) -> float:
        """The share of facts whose quote stands verbatim where they say, 0 to 100."""
        return 100 * (self.facts - len(self.unproven)) / self.facts if self.facts else 100.0


def score(read: Thing, gold: Thing, text: str) -> Score:
    """Score a draft against its gold; ``text`` is the text as read, to which the offsets belong."""
    raised = {finding["code"] for finding in read.get("findings", [])}
    must = [finding["code"] for finding in gold["findings"] if finding["must"]]
    facts = list(_facts(read))
    return Score(
        sections=dict(_sections(read, gold, raised, must)),
        inventions=tuple(_inventions(read, gold)),
        facts=len(facts),
        unproven=tuple(where for where, source in facts if not _stands(source, text)),
        missing=tuple(code for code in must if code not in raised),
    )


# --- sections


def _sections(read: Thing, gold: Thing, raised: set[str], must: Sequence[str]) -> Iterator[tuple[str, float]]:
    yield "document", _document(read["document"], gold["document"])
    if "period" in gold:
        yield "period", _share([_field(read["period"], gold["period"], name) for name in PERIOD])
    for name in TEXTS:
        if name in gold:
            yield from _listed(name, read, gold, lambda one, other: float(same_text(one["text"], other["text"])))
    yield from _listed("criteria", read, gold, _criterion)
    yield from _listed("awards", read, gold, _award)
    yield from _listed("quotas", read, gold, _all_of(QUOTA))
    yield from _listed("deadlines", read, gold, _all_of(DEADLINE))
    yield from _listed("bases", read, gold, _basis)
    yield from _listed("forms", read, gold, lambda one, other: float(same_text(one["title"], other["title"])))
    papers = {"dossier": (read.get("dossier") or {}).get("items", [])}, {"dossier": gold["dossier"]["items"]}
    yield from _listed("dossier", *papers, lambda one, other: float(agrees(one, other, "paper")))
    units = [unit for unit in gold["responsibilities"] if not unit.get("optional")]
    if units:
        named = [unit["unit"] for unit in read["responsibilities"]]
        yield "responsibilities", _share([any(_same_unit(name, unit["unit"]) for name in named) for unit in units])
    if must:
        yield "findings", _share([code in raised for code in must])


def _share(rights: Sequence[bool]) -> float:
    return sum(rights) / len(rights)


def _same_unit(one: str, other: str) -> bool:
    return same_text(one, other) or same_name(one, other)


def _field(read: Thing, gold: Thing, name: str) -> bool:
    return agrees(read, gold, name) or (name == "start" and gold["start"] is None and gold["start_kind"] != "unknown")


def _document(read: Thing, gold: Thing) -> float:
    rights = [agrees(read, gold, name) for name in DOCUMENT]
    rights.append(agrees(read, gold, "issuer", same_name))
    rights += [agrees(read, gold, name, same_text) for name in ("title", "movement")]
    signer, golden = read["signer"] or {}, gold["signer"] or {}
    return _share([*rights, *(agrees(signer, golden, name) for name in ("name", "title", "authority"))])


def _criterion(read: Thing, gold: Thing) -> float:
    if not same_text(read["text"], gold["text"]):
        return 0.0
    kind = agrees(read, gold, "kind")
    own_kind = read["kind"] == gold["kind"]
    params = kind and (not own_kind or agrees(read, gold, "params", params_agree))
    return 0.4 + 0.2 * agrees(read, gold, "subject") + 0.2 * kind + 0.2 * params


def _award(read: Thing, gold: Thing) -> float:
    if not (agrees(read, gold, "form") and agrees(read, gold, "authority", same_name)):
        return 0.0
    return 0.4 + 0.2 * sum(agrees(read, gold, name) for name in ("route", "when", "subjects"))


def _basis(read: Thing, gold: Thing) -> float:
    if read["number"] and gold["number"]:
        return float(fold(read["number"]) == fold(gold["number"]))
    return float(read["number"] == gold["number"] and same(read["kind"], gold["kind"]))


def _all_of(fields: Sequence[str]) -> Credit:
    return lambda read, gold: float(all(agrees(read, gold, name) for name in fields))


def _listed(name: str, read: Thing, gold: Thing, credit: Credit) -> Iterator[tuple[str, float]]:
    """Give the F1 of a list: optional items neither help nor hurt."""
    given, golden = list(read.get(name) or []), list(gold.get(name) or [])
    if not golden and (not given or name in gold.get("open", [])):
        return
    pairs = _pairs(given, golden, credit)
    free = {here for here, there, _ in pairs if golden[there].get("optional")}
    worth = sum(value for here, _, value in pairs if here not in free)
    counted = sum(not item.get("optional") for item in golden)
    total = len(given) - len(free) + counted
    if total:
        yield name, 2 * worth / total


def _pairs(given: Sequence[Thing], golden: Sequence[Thing], credit: Credit) -> list[tuple[int, int, float]]:
    """Pair read items with golden ones, the best pairs first; equal ones by their words, then in reading order."""
    weighed = [
        (credit(one, other), _words_alike(one, other), -abs(here - there), here, there)
        for here, one in enumerate(given)
        for there, other in enumerate(golden)
    ]
    pairs: list[tuple[int, int, float]] = []
    for value, *_, here, there in sorted(weighed, reverse=True):
        if value and all(here != left and there != right for left, right, _ in pairs):
            pairs.append((here, there, value))
    return pairs


def _words_alike(one: Thing, other: Thing) -> float:
    shared = [key for key in ("text", "award", "authority", "who") if one.get(key) and other.get(key)]
    return sum(likeness(str(one[key]), str(other[key])) for key in shared)


# --- inventions


def _inventions(read: Thing, gold: Thing) -> Iterator[str]:
    yield from _made_up("document", read["document"], gold["document"])
    yield from _made_up("signer", read["document"]["signer"] or {}, gold["document"]["signer"] or {})
    if "period" in gold:
        spared = {**gold["period"], "start": gold["period"]["start"] or "?"}
        yield from _made_up("period", read["period"], spared)
    yield from _made_up("dossier", read["dossier"] or {}, {**gold["dossier"], "open": gold.get("open", [])})
    yield from _made_up("draft", read, gold)
    credits: dict[str, Credit] = {
        "criteria": _criterion,
        "awards": _award,
        "quotas": _all_of(QUOTA),
        "deadlines": _all_of(DEADLINE),
        "bases": _basis,
    }
    for name, credit in credits.items():
        golden = gold[name]
        for here, there, _ in _pairs(read[name], golden, credit):
            one, other = read[name][here], golden[there]
            yield from _made_up(f"{name}[{here}]", one, other)
            if name == "criteria" and one["kind"] == other["kind"]:
                yield from _made_up(f"{name}[{here}].params", one["params"], other["params"])


def _made_up(where: str, read: Thing, gold: Thing) -> Iterator[str]:
    """Name the values that the gold leaves empty, unless it allows them."""
    for key, value in gold.items():
        if value not in (None, []) or key in gold.get("open", []) or read.get(key) in (None, [], {}):
            continue
        given = plain(read[key])
        if not any(same(given, other) for other in gold.get("also", {}).get(key, [])):
            yield f"{where}.{key} = {given}"


# --- provenance


SOURCED = {
    "document": ("issuer", "number", "symbol", "place", "date", "month", "title", "movement", "theme"),
    "signer": ("name", "title", "authority"),
    "period": ("start", "end"),
    "dossier": ("copies", "deferred_to"),
}


def _facts(read: Thing) -> Iterator[tuple[str, Thing | None]]:
    """Give every fact with its source; one that has none gives None."""
    parts = {**read, "signer": read["document"]["signer"] or {}}
    for part, names in SOURCED.items():
        sources = (parts.get(part) or {}).get("sources") or {}
        yield from ((f"{part}.{name}", None) for name in names if parts[part].get(name) and name not in sources)
    for name, value in read.items():
        if isinstance(value, list) and name != "findings":
            for place, item in enumerate(value):
                yield from _item(f"{name}[{place}]", item)
        elif isinstance(value, Mapping):
            yield from _nested(name, value)


def _item(where: str, item: Any) -> Iterator[tuple[str, Thing | None]]:
    if isinstance(item, Mapping):
        if "source" not in item and "sources" not in item:
            yield where, None
        yield from _nested(where, item)


def _nested(where: str, thing: Thing) -> Iterator[tuple[str, Thing | None]]:
    if "source" in thing:
        yield where, thing["source"]
    for key, source in (thing.get("sources") or {}).items():
        yield f"{where}.{key}", source
    for key, value in thing.items():
        if key in ("source", "sources", "params"):
            continue
        if isinstance(value, Mapping):
            yield from _nested(f"{where}.{key}", value)
        elif isinstance(value, list):
            for place, item in enumerate(value):
                yield from _item(f"{where}.{key}[{place}]", item)


def _stands(source: Thing | None, text: str) -> bool:
    if not source:
        return False
    start, end = source["start"], source["end"]
    right_line = source["line"] == text.count("\n", 0, start) + 1
    return bool(source["quote"]) and text[start:end] == source["quote"] and right_line
