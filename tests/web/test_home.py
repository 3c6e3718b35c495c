"""“Việc của tôi”: what waits for each person in every room, one line and one button each, by day."""

import re
from datetime import date

import pytest

from tests.awards.rows import make_decision, make_signed
from tests.council.rows import Session, actor_of
from tests.dossiers.rows import make_dossier, make_movement, make_round
from tests.factories import AT, give_role, make_actor, make_unit
from tests.web.signing import signed_in
from thidua.awards.actions import certifying, deciding
from thidua.awards.kinds import DecisionState
from thidua.council import actions as council
from thidua.council.kinds import Choice
from thidua.notices.queries import work_of
from thidua.org.kinds import Role
from thidua.org.models import Person

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 19)


def told(actor, day=DAY) -> list[tuple[str, str]]:
    return [(each.what, each.address) for each in work_of(actor, day)]


def test_verifier_sees_submitted_dossiers_together_and_a_single_one_itself():
    unit = make_unit()
    round = make_round(movement=make_movement(unit=unit))
    verifier = make_actor(Role.VERIFIER, unit=unit)
    first = make_dossier(round=round, state="submitted")
    assert told(verifier) == [("Thẩm định 1 hồ sơ", f"/ho-so/{first.pk}/")]
    make_dossier(round=round, state="submitted")
    make_dossier(round=round, state="submitted", officer=first.submitted_by)  # handed to somebody else
    assert told(verifier) == [("Thẩm định 2 hồ sơ", f"/ho-so/?dot={round.pk}&trang_thai=submitted")]
    assert told(make_actor(Role.VERIFIER, unit=make_unit())) == []


def test_office_sees_late_dossiers_and_what_no_meeting_has_yet():
    session = Session(dossiers=2)
    late = make_dossier(round=session.round, state="late", late_days=1)
    assert told(session.office) == [
        ("Chấp nhận hay từ chối 1 hồ sơ nộp muộn", f"/ho-so/{late.pk}/"),
        ("Triệu tập họp xét 2 hồ sơ đã thẩm định", "/hoi-dong/"),
    ]
    meeting = session.convene()
    assert told(session.office)[0] == ("Điều hành và kết thúc phiên họp ngày 20/06/2023", meeting.get_absolute_url())
    assert len(told(session.office)) == 2


def test_member_is_called_to_the_meeting_then_to_the_box_until_the_vote():
    session = Session()
    member = actor_of(session.members[2])
    assert told(member) == []
    meeting = session.convene()
    assert told(member) == [("Dự phiên họp ngày 20/06/2023", meeting.get_absolute_url())]
    council.take_presence(
        meeting,
        {seat.pk: council.meetings.Attendance(seat.person_id != session.members[3].pk) for seat in session.seats},
        by=session.office,
        at=AT,
    )
    box = session.box(meeting)
    assert told(member) == [("Bỏ phiếu, hòm phiếu lần 1, phiên họp ngày 20/06/2023", box.get_absolute_url())]
    assert told(actor_of(session.members[3])) == []  # not there
    session.cast(box, 2, Choice.AGREE, Choice.DISAGREE)
    assert told(member) == []


def test_office_and_registry_see_a_decision_from_draft_to_certificates():
    decision, office = make_decision()
    day, place = date(2022, 2, 16), decision.get_absolute_url()
    keep = ("Lưu, in biên bản phiên họp ngày 10/02/2022", decision.meeting.get_absolute_url())
    assert told(office, day) == [("Hoàn thiện và trình ký dự thảo quyết định", place), keep]
    registry = make_actor(Role.REGISTRY, unit=decision.unit)
    deciding.step(decision, DecisionState.SUBMITTED, by=office, at=AT)
    assert told(registry, day) == [("Ký hoặc nhập quyết định đã ký", place)]
    signed, office = make_signed()
    what = f"Vào sổ và in bằng, giấy khen: {signed}"
    keep = (keep[0], signed.meeting.get_absolute_url())
    assert told(office, day) == [keep, (what, signed.get_absolute_url())]
    certifying.certify(signed, by=office, at=AT)
    assert told(office, day) == [keep]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_a_fixed_number_of_times(rows, django_assert_num_queries):
    session = Session(dossiers=0)
    for role in (Role.OFFICE, Role.VERIFIER, Role.CLERK, Role.REGISTRY):
        give_role(Person.objects.get(pk=session.members[1].pk), role, session.unit)
    for _ in range(rows):
        round = make_round(movement=make_movement(unit=session.unit))
        make_dossier(round=round, unit=session.unit)
        for state in ("submitted", "late", "verified"):
            make_dossier(round=round, state=state)
        session.round, session.dossiers = round, [make_dossier(round=round, state="verified")]
        session.box(session.meet())
    browser = signed_in(actor_of(session.members[1]))
    browser.get("/")
    with django_assert_num_queries(31):
        page = browser.get("/").content.decode()
    assert len(re.findall(r'<li class="row">', page)) == 6 * rows


def test_every_page_leads_to_the_places_beside_the_navigation():
    browser = signed_in(make_actor(Role.CLERK, unit=make_unit()))
    foot = browser.get("/thiet-ke/").content.decode().partition('<footer class="foot">')[2]
    addresses = re.findall(r'href="([^"]+)"', foot)
    assert addresses == ["/thong-bao/", "/phong-trao/lich/", "/phong-trao/bang/", "/cong-khai/"]
    assert [browser.get(address).status_code for address in addresses] == [200] * 4
