"""A movement's pages: list, life, days that come alive, registration."""

from datetime import date

import pytest

from tests.factories import give_role, make_draft, make_movement, make_person, make_unit
from thidua.movements import queries
from thidua.movements.models import DueDay, Registration
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return make_unit(name="UBND huyện Mẫu")


@pytest.fixture
def office(agency):
    person = make_person(unit=agency)
    give_role(person, Role.OFFICE, agency)
    return person


@pytest.fixture
def clerk(agency):
    unit = make_unit(name="UBND xã Sông Mây", parent=agency)
    person = make_person(name="Lê Thị Sông", unit=unit)
    give_role(person, Role.CLERK, unit)
    return person


def test_the_page_shows_rounds_days_quotas_and_papers(agency, office, signed_in):
    movement = make_movement(unit=agency)
    page = signed_in(office).get(movement.get_absolute_url()).content.decode()
    for words in ("29/01/2024", "Tập thể: tối đa 2", "Cá nhân: tối đa 5", "Biên bản họp.", "Mở đợt"):
        assert words in page


def test_a_part_left_to_another_plan_says_what_it_waits_for(agency, office, signed_in):
    movement = make_movement(unit=agency, draft=make_draft(criteria=[], criteria_deferred_to="64/KH-UBND"))
    page = signed_in(office).get(movement.get_absolute_url()).content.decode()
    assert "Tiêu chuẩn theo Kế hoạch số 64/KH-UBND: chưa có kế hoạch này trong hệ thống nên còn chờ." in page


def test_an_outsider_does_not_find_it(agency, signed_in):
    movement = make_movement(unit=agency)
    assert signed_in(make_person()).get(movement.get_absolute_url()).status_code == 404


def test_a_round_is_opened_by_the_office_only(agency, office, clerk, signed_in):
    movement = make_movement(unit=agency)
    round = movement.rounds.get()
    address = f"{movement.get_absolute_url()}dot/{round.pk}/"
    refused = signed_in(clerk).post(address, {"act": "open"})
    assert refused.status_code == 422
    assert "Chỉ cán bộ thường trực thi đua, khen thưởng" in refused.content.decode()
    assert signed_in(office).post(address, {"act": "open"}).status_code == 302
    round.refresh_from_db()
    assert round.state == "open"


def test_an_event_with_its_paper_brings_a_day_to_life(agency, office, signed_in):
    waiting = {
        "act": "submit_dossier",
        "meaning": "relative",
        "days": 15,
        "event": "tỉnh công nhận kết quả",
        "text": "",
    }
    movement = make_movement(unit=agency, draft=make_draft(deadlines=[waiting]))
    due = DueDay.objects.get()
    browser = signed_in(office)
    address = f"/phong-trao/han/{due.pk}/"
    given = {"happened_on": "26/01/2024", "kind": "", "number": "", "dated_on": "", "issuer": "", "reason": ""}
    assert "Hãy nhập văn bản chứng minh sự kiện" in browser.post(address, given).content.decode()
    paper = {"kind": "Quyết định", "number": "99/QĐ-UBND", "dated_on": "26/01/2024", "issuer": "UBND tỉnh"}
    assert browser.post(address, given | paper).status_code == 302
    assert queries.due_day(movement.rounds.get(), "submit_dossier") == date(2024, 2, 15)


def test_a_day_is_moved_only_with_a_reason(agency, office, signed_in):
    movement = make_movement(unit=agency)
    due = queries.due_days(movement.rounds.get(), "submit_dossier")[0]
    browser = signed_in(office)
    answer = browser.post(f"/phong-trao/han/{due.pk}/", {"day": "15/02/2024"})
    assert "Hãy ghi lý do dời ngày" in answer.content.decode()
    browser.post(f"/phong-trao/han/{due.pk}/", {"day": "15/02/2024", "reason": "bão số 3"})
    assert queries.due_day(movement.rounds.get(), "submit_dossier") == date(2024, 2, 15)


def lines(count: int = 1, **given: str) -> dict[str, str]:
    return {"takes_part": "on", "lines": str(count)} | {f"dong0-{name}": value for name, value in given.items()}


def test_a_clerk_registers_by_headcount_changes_and_withdraws(agency, clerk, signed_in):
    movement = make_movement(unit=agency, draft=make_draft(deadlines=[]))
    address = f"/phong-trao/dot/{movement.rounds.get().pk}/dang-ky/"
    browser = signed_in(clerk)
    assert browser.get(address).status_code == 200
    assert browser.post(address, lines(kind="headcount", headcount="2")).status_code == 302
    assert browser.post(address, lines(kind="headcount", headcount="3")).status_code == 302
    sent = Registration.objects.get()
    assert [(each.headcount, each.subject) for each in sent.lines.all()] == [(3, None)]
    browser.post(f"/phong-trao/dang-ky/{sent.pk}/rut/")
    sent.refresh_from_db()
    assert sent.state == "withdrawn"


def test_a_clerk_registers_by_name(agency, clerk, signed_in):
    movement = make_movement(unit=agency, draft=make_draft(deadlines=[]))
    address = f"/phong-trao/dot/{movement.rounds.get().pk}/dang-ky/"
    signed_in(clerk).post(address, lines(kind="unit", unit=str(clerk.unit_id)))
    assert Registration.objects.get().lines.get().subject.unit == clerk.unit


def test_an_empty_registration_is_refused(agency, clerk, signed_in):
    movement = make_movement(unit=agency, draft=make_draft(deadlines=[]))
    address = f"/phong-trao/dot/{movement.rounds.get().pk}/dang-ky/"
    answer = signed_in(clerk).post(address, lines())
    assert answer.status_code == 422
    assert "Hãy ghi ít nhất một tập thể hoặc cá nhân" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_a_fixed_number_of_times(agency, office, signed_in, rows, django_assert_num_queries):
    for _ in range(rows):
        make_movement(unit=agency)
    browser = signed_in(office)
    with django_assert_num_queries(8):  # session, account, person, roles, drafts, count, movements, own unit
        page = browser.get("/phong-trao/")
    assert page.content.decode().count('<td data-label="Cơ quan">') == rows
