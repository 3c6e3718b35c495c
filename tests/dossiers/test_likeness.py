"""Copied reports among handed-in dossiers, by the marks kept in the database."""

import pytest

from tests.dossiers.rows import make_dossier
from tests.dossiers.test_copying import OTHER, OURS
from tests.dossiers.test_journey import ON_TIME, Scene
from thidua.dossiers import actions, likeness
from thidua.dossiers.models import ReportMark

pytestmark = pytest.mark.django_db


def test_a_copied_report_is_hinted_at_with_its_stretches():
    first = make_dossier(achievements=OURS, state="submitted")
    second = make_dossier(achievements=f"{OURS[:120]} Ngoài ra xã còn trồng cây.", state="submitted")
    third = make_dossier(achievements=OTHER, state="submitted")
    for dossier in (first, second, third):
        assert likeness.keep_marks(dossier) > 0
    hints = likeness.hints(second)
    assert [hint.dossier.pk for hint in hints] == [first.pk]
    assert hints[0].passages[0].text in OURS
    assert likeness.hints(third) == []


def test_handing_in_keeps_the_marks(django_capture_on_commit_callbacks):
    scene = Scene()
    dossier = scene.full()
    actions.write(dossier, achievements=OURS, by=scene.clerk, at=ON_TIME)
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(dossier, by=scene.clerk, at=ON_TIME)
    assert ReportMark.objects.filter(dossier=dossier).count() > 20
