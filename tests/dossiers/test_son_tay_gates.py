"""Sơn Tây's own words about discipline, read from its plan: the unit answers from “cảnh cáo”, its head for the unit."""

from datetime import date

import pytest

from tests.dossiers.rows import make_dossier
from tests.factories import AT, make_level, make_person, make_subject, make_unit
from tests.movements.test_real_plans import issued
from thidua.dossiers import gathering, queries
from thidua.dossiers.kinds import Verdict
from thidua.dossiers.models import Dossier
from thidua.movements.models import Round
from thidua.org.models import Position

pytestmark = pytest.mark.django_db
DAY = date(2022, 1, 18)


class Scene:
    """A commune with its head and a clerk of its own, nominated under the plan as signed."""

    def __init__(self, shared) -> None:
        town = make_unit(name="UBND huyện Sơn Tây", level=make_level("huyen", "Huyện", 4))
        self.commune = make_unit(name="UBND xã Sơn Dung", parent=town)
        self.head, self.staff = (make_person(unit=self.commune) for _ in range(2))
        Position.objects.create(
            person=self.head, unit=self.commune, title="Chủ tịch", is_head=True, from_on=date(2020, 1, 1)
        )
        self.movement, _ = issued(shared, "son-tay-2021", town, "15/KH-UBND", date(2021, 3, 1))
        Round.objects.filter(movement=self.movement).update(state="open", opened_at=AT)

    def gate(self, **subject) -> tuple[Verdict, str, str]:
        """The plan's gate about discipline for a nominee whose unit says that what was entered is all."""
        round = self.movement.rounds.get()
        made = make_dossier(
            round=round,
            unit=self.commune,
            nominee=make_subject(**subject),
            award=self.movement.awards.get(),
            state="submitted",
            attested_at=AT,
        )
        Dossier.objects.filter(pk=made.pk).update(received_on=DAY)
        kinds = {one.pk: one.kind for one in self.movement.criteria.all()}
        judged = gathering.judged_by_facts(queries.with_names().get(pk=made.pk), DAY)
        (one,) = [each for each in judged if each.criterion_id and kinds[each.criterion_id] == "discipline"]
        return one.verdict, one.clause, one.shown_to(may_see=True)

    def discipline(self, person, grade: str, day: date) -> None:
        make_subject(person=person).disciplines.create(grade=grade, decided_on=day)


@pytest.fixture
def scene(shared) -> Scene:
    return Scene(shared)


def test_a_reprimand_of_its_people_stops_the_head_and_not_the_unit(scene):
    scene.discipline(scene.staff, "reprimand", date(2021, 5, 4))
    unit, head = scene.gate(unit=scene.commune), scene.gate(person=scene.head)
    assert (unit[0], head[0]) == (Verdict.MET, Verdict.NOT_MET)
    assert (unit[1], head[1]) == ("mục III.2.a", "mục III.2.b")
    assert "dưới mức đó" in unit[2]
    assert "người đứng đầu chịu trách nhiệm về UBND xã Sơn Dung" in head[2]


def test_a_reprimand_of_the_unit_itself_does_the_same(scene):
    make_subject(unit=scene.commune).disciplines.create(grade="reprimand", decided_on=date(2021, 5, 4))
    verdicts = [scene.gate(unit=scene.commune)[0], scene.gate(person=scene.head)[0], scene.gate(person=scene.staff)[0]]
    assert verdicts == [Verdict.MET, Verdict.NOT_MET, Verdict.MET]


def test_a_warning_stops_both(scene):
    scene.discipline(scene.staff, "warning", date(2021, 5, 4))
    assert [scene.gate(unit=scene.commune)[0], scene.gate(person=scene.head)[0]] == [Verdict.NOT_MET] * 2


def test_what_was_before_the_period_or_of_another_head_stops_nobody(scene):
    scene.discipline(scene.staff, "warning", date(2020, 12, 31))
    assert [scene.gate(unit=scene.commune)[0], scene.gate(person=scene.head)[0]] == [Verdict.MET] * 2
