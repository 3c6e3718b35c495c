"""The three golds in three forms each, read without a fault in what a movement is run by."""

import pytest

from tests.conftest import SHARED
from tests.plans.golds import forms_of, load_gold
from tests.plans.reading import read_file
from tests.plans.scoring import score

FORMS = [
    pytest.param(gold, name, content, id=name)
    for gold in sorted((SHARED / "plans" / "gold").glob("*.yaml"))
    for name, content in forms_of(gold)
]
FAULTLESS = ("criteria", "quotas", "deadlines", "awards", "dossier", "bases", "period")


@pytest.mark.parametrize(("gold", "name", "content"), FORMS)
def test_a_gold_is_read_without_fault(gold, name, content):
    loaded = load_gold(gold)
    read, text = read_file(name, content)
    result = score(read, loaded, text)
    wrong = {part: result.sections[part] for part in FAULTLESS if part in result.sections and result.sections[part] < 1}
    assert (wrong, result.inventions, result.missing, result.unproven) == ({}, (), (), ())


def test_there_are_three_golds_in_three_forms(shared):
    assert len(FORMS) == 9
