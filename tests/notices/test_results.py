"""A signed decision and a reason of not choosing are told to the units they concern, each of its own."""

from dataclasses import replace
from datetime import date

import pytest

from tests.awards.rows import AT, SIGNING, make_case, make_meeting, make_signed
from tests.factories import give_role, make_actor, make_person
from thidua.awards.actions import deciding, following
from thidua.awards.kinds import DecisionKind
from thidua.dossiers import actions as dossier_actions
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


def told(person: int) -> list[tuple[str, str]]:
    actions.tell(today=date(2022, 2, 16), at=AT)
    rows = Notice.objects.filter(topic="decided", person=person).order_by("pk")
    return [(row.body.partition("\n")[0], row.address) for row in rows]


def test_each_named_person_is_told_personally_once():
    decision, officer = make_signed(collectives=0, individuals=2)
    first, second = decision.lines.select_related("subject").order_by("position")
    award = "Giấy khen của Chủ tịch UBND huyện"
    said = f"Quyết định số 123/QĐ-UBND: {first.subject_name} được tặng {award}."
    assert told(first.subject.person_id) == [(said, "/khen-thuong/cua-toi/")]
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=[second.dossier], reason="Hồ sơ giả", by=officer, at=AT
    )
    deciding.sign(after, replace(SIGNING, number=140), by=officer, at=AT)
    assert told(first.subject.person_id) == [(said, "/khen-thuong/cua-toi/")]
    assert told(second.subject.person_id)[1][0] == (
        f"Quyết định số 140/QĐ-UBND: {second.subject_name} bị thu hồi {award}."
    )


def test_who_the_council_did_not_choose_learns_it_with_the_decision_and_once():
    first, dossiers, officer = make_case(collectives=1, individuals=2)
    clerk = make_person(unit=dossiers[1].unit)
    give_role(clerk, Role.CLERK, dossiers[1].unit)
    meeting = make_meeting(first, dossiers, failed=(1,))
    for place, dossier in enumerate((dossiers[0], dossiers[2])):
        one = deciding.draft(first, [dossier], unit=first.movement.unit, meeting=meeting, by=officer, at=AT)
        deciding.sign(one, replace(SIGNING, number=150 + place), by=officer, at=AT)
    said = f"{dossiers[1].nominee} không được chọn: Hội đồng không thông qua (03/09 phiếu đồng ý, cần 05)."
    assert told(dossiers[1].nominee.person_id) == [(said, "/khen-thuong/cua-toi/")]
    assert told(clerk.pk) == [(said, f"/khen-thuong/ket-qua/{first.pk}/")]


def test_refused_dossier_is_told_with_the_verifiers_reason():
    first, dossiers, _ = make_case(collectives=0, individuals=1)
    (dossier,) = dossiers
    type(dossier).objects.update(state="submitted")
    dossier.refresh_from_db()
    verifier = make_actor(Role.VERIFIER, unit=first.movement.unit)
    dossier_actions.refuse(dossier, [], reason="còn hồ sơ trễ hạn trong năm.", by=verifier, at=AT)
    assert told(dossier.nominee.person_id) == [
        (f"{dossier.nominee} không đạt: còn hồ sơ trễ hạn trong năm.", "/khen-thuong/cua-toi/")
    ]
