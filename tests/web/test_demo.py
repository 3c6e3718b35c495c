"""The demo is made by the ordinary actions, so it must satisfy every invariant."""

from collections import Counter
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps

from thidua.awards.models import Certificate, Decision
from thidua.council.models import Box
from thidua.movements.models import Movement, Registration
from thidua.org import journal
from thidua.scoring.models import Publication, Result, Sheet
from thidua.web.demo import cast, play


@pytest.mark.django_db
@pytest.mark.slow
def test_demo_brings_five_agencies_to_their_stages():
    play.all_of(cast.gather())
    assert Movement.objects.count() == 5
    assert Registration.objects.count() == 11
    assert Decision.objects.get().number == 215
    assert Certificate.objects.count() == 5
    assert Box.objects.filter(state="open").count() == 1
    published = Publication.objects.order_by("pk").values_list("index_set__year", flat=True)
    assert (list(published), Result.objects.count()) == ([2022, 2023], 16)
    assert sorted(Result.objects.filter(publication__index_set__year=2023).values_list("rank", flat=True))[0] == 1
    steps = Counter(Sheet.objects.filter(index_set__year=2024).values_list("state", flat=True))
    assert steps == {"claiming": 6, "verifying": 1, "explaining": 1}
    assert list(journal.faults()) == []
    rooms = [f"{app.name}.invariants" for app in apps.get_app_configs() if app.name.startswith("thidua.")]
    faults = [fault for room in rooms if find_spec(room) for fault in import_module(room).faults()]
    assert faults == []
