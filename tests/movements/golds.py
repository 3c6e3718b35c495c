"""The three gold readings of real plans as drafts whose sources point into the real text."""

from pathlib import Path
from typing import Any

import yaml

from thidua.plans.draft import PlanDraft
from thidua.plans.source import from_text


def text_of(shared: Path, name: str) -> str:
    """The text as the house reads it: what all places of the draft point into."""
    return from_text((shared / "plans" / f"{name}.txt").read_text(encoding="utf-8")).text


def draft_of(shared: Path, name: str) -> dict[str, Any]:
    gold = yaml.safe_load((shared / "plans" / "gold" / f"{name}.yaml").read_text(encoding="utf-8"))
    lines = text_of(shared, name).split("\n")
    empty = PlanDraft().to_json()
    said = {key: value for key, value in gold.items() if key in empty and key != "findings"}
    filled = empty | _placed(said, lines)
    filled["document"] = empty["document"] | filled["document"]
    filled["document"]["signer"] = empty["document"]["signer"] | filled["document"]["signer"]
    filled["period"] = empty["period"] | filled["period"]
    filled["dossier"] = empty["dossier"] | filled["dossier"]
    return PlanDraft.from_json(filled).to_json()


def _placed(value: Any, lines: list[str]) -> Any:
    """Turn {line: N} into a place: the whole line."""
    if isinstance(value, list):
        return [_placed(each, lines) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"line"}:
        start = sum(len(line) + 1 for line in lines[: value["line"] - 1])
        words = lines[value["line"] - 1]
        return {"line": value["line"], "start": start, "end": start + len(words), "quote": words}
    return {key: _placed(each, lines) for key, each in value.items() if key not in {"also", "optional"}}
