"""The findings of the golds themselves: what a careful reader must raise follows from a right reading."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED
from tests.plans.golds import OWN, load_gold
from thidua.plans.draft import PlanDraft
from thidua.plans.findings import find
from thidua.plans.source import from_text

GOLDS = [*sorted((SHARED / "plans" / "gold").glob("*.yaml")), *sorted(OWN.glob("*.yaml"))]
ENDS = {"period": "end", "document": "title"}


def plan_of(gold: Path) -> Path:
    """Find the text a gold is the reading of."""
    beside = gold.with_suffix(".txt")
    return beside if beside.exists() else gold.parent.parent / beside.name


def quoted(value: Any, lines: list[str], name: str = "") -> Any:
    """Turn the gold's line numbers into quotations of whole lines, as a draft has them."""
    if isinstance(value, list):
        return [quoted(item, lines) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: quoted(item, lines, key) for key, item in value.items() if key not in ("also", "open", "optional")}
    if "source" in value:
        line = value["source"]["line"]
        start = sum(len(each) + 1 for each in lines[: line - 1])
        made["source"] = {"line": line, "start": start, "end": start + len(lines[line - 1]), "quote": lines[line - 1]}
        if name in ENDS:
            made["sources"] = {ENDS[name]: made["source"]}
    return made


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.stem)
def test_what_a_careful_reader_must_raise_is_found(gold: Path):
    loaded = load_gold(gold)
    source = from_text(plan_of(gold).read_text(encoding="utf-8"))
    draft = PlanDraft.from_json(quoted({**loaded, "findings": []}, source.text.split("\n")))
    must = {each["code"] for each in loaded["findings"] if each["must"]}
    assert must - {finding.code for finding in find(draft, source)} == set()


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.stem)
def test_a_draft_with_a_hole_is_judged_all_the_same(gold: Path):
    loaded = load_gold(gold)
    source = from_text(plan_of(gold).read_text(encoding="utf-8"))
    whole = quoted({**loaded, "findings": []}, source.text.split("\n"))
    bare = set(PlanDraft().to_json()) - {"schema"}
    codes = {part: {each.code for each in find(PlanDraft.from_json(_without(whole, part)), source)} for part in bare}
    silent = {
        "recipients",
        "forms",
        "findings",
        "contents",
        "purposes",
        "requirements",
        "solutions",
        "responsibilities",
    }
    assert len({frozenset(codes[part]) for part in silent}) == 1  # what no finding looks at changes none
    assert "not-a-launching-plan" in codes["document"]


def _without(whole: dict[str, Any], part: str) -> dict[str, Any]:
    return {key: value for key, value in whole.items() if key != part}
