"""Our own plans, unlike the five real ones in level, year, theme and layout: how well they are read."""

from pathlib import Path

import pytest

from tests.plans.golds import OWN, forms_of, load_gold
from tests.plans.reading import read_file
from tests.plans.scoring import Score, score

FORMS = [(gold, name, content) for gold in sorted(OWN.glob("*.yaml")) for name, content in forms_of(gold)]
ENOUGH = 95


def scored(gold: Path, name: str, content: bytes) -> Score:
    read, text = read_file(name, content)
    return score(read, load_gold(gold), text)


def test_own_plans_are_read_well():
    means = [scored(*form).mean for form in FORMS]
    assert sum(means) / len(means) >= ENOUGH


@pytest.mark.parametrize(("gold", "name", "content"), FORMS, ids=[name for _, name, _ in FORMS])
def test_nothing_is_invented_and_everything_is_quoted(gold, name, content):
    result = scored(gold, name, content)
    assert (result.inventions, result.unproven) == ((), ())
