"""Our own plans and golds belong together, and their Word files say what their texts say."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.plans.alike import fold
from tests.plans.golds import IN_WORD, OWN, load_gold
from tests.plans.word import as_docx
from thidua.plans import source

_WORDS = re.compile(r"\w+")
GOLDS = sorted(OWN.glob("*.yaml"))


def test_every_plan_has_its_gold():
    assert [gold.stem for gold in GOLDS] == sorted(plan.stem for plan in OWN.glob("*.txt"))


def said(value: Any) -> list[str]:
    """Gather every sentence a gold takes from its plan."""
    if isinstance(value, list):
        return [text for item in value for text in said(item)]
    if not isinstance(value, dict):
        return []
    own = [value["text"]] if value.get("text") else []
    return own + [text for key, item in value.items() if key not in ("also", "params") for text in said(item)]


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.stem)
def test_every_sentence_of_a_gold_stands_in_its_plan(gold: Path):
    plan = re.sub(r"\n\s*\d+\s*\n", "\n", gold.with_suffix(".txt").read_text(encoding="utf-8"))  # page numbers
    whole = fold(" ".join(plan.split()))
    assert [text for text in said(load_gold(gold)) if fold(text) not in whole] == []


@pytest.mark.parametrize("name", IN_WORD)
def test_a_word_file_gives_back_what_word_only_draws(name: str):
    text = (OWN / f"{name}.txt").read_text(encoding="utf-8")
    loaded = source.load(f"{name}.docx", as_docx(text))
    numbers = re.compile(r"(?m)^\d{1,2}\.(?= )")
    assert numbers.findall(loaded.text) == numbers.findall(text)
    # a table without lines is read column by column, so the order of words is not the text's own
    assert sorted(_WORDS.findall(loaded.text)) == sorted(_WORDS.findall(text))
