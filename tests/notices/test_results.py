"""A signed decision and a reason of not choosing are told to the units they concern, each of its own."""

from datetime import date

import pytest

from tests.awards.rows import AT, SIGNING, make_case, make_meeting
from tests.factories import give_role, make_person
from thidua.awards.actions import deciding, following
from thidua.notices import actions
from thidua.notices.models import Notice
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


def test_units_are_told_of_their_own_results():
    first, dossiers, officer = make_case(collectives=3, individuals=0)
    clerks = []
    for dossier in dossiers:
        clerks.append(make_person(unit=dossier.unit))
        give_role(clerks[-1], Role.CLERK, dossier.unit)
    meeting = make_meeting(first, dossiers)
    draft = deciding.draft(first, dossiers[:2], unit=first.movement.unit, meeting=meeting, by=officer, at=AT)
    deciding.sign(draft, SIGNING, by=officer, at=AT)
    following.leave_out(dossiers[2], reason="Hết chỉ tiêu", by=officer, at=AT)
    actions.tell(today=date(2022, 2, 16), at=AT)
    actions.tell(today=date(2022, 2, 16), at=AT)
    names = [dossier.nominee.name for dossier in dossiers]
    name = first.movement.name
    award = "Giấy khen của Chủ tịch UBND huyện"
    rows = Notice.objects.filter(topic="decided").order_by("person_id").values_list("person", "body")
    assert list(rows) == [
        (clerks[0].pk, f"Quyết định số 123/QĐ-UBND: {names[0]} được tặng {award}.\n{name}"),
        (clerks[1].pk, f"Quyết định số 123/QĐ-UBND: {names[1]} được tặng {award}.\n{name}"),
        (clerks[2].pk, f"{names[2]} không được khen trong đợt này: Hết chỉ tiêu.\n{name}"),
    ]
