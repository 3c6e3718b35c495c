"""Pages of work: home, tasks, reports, tree, board, calendar, Excel."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import give_role, make_account, make_draft, make_movement, make_person, make_unit
from tests.movements.test_registering import filled
from thidua.movements.models import InspectionNote, Movement, Plan, PlanDuty, Registration, Task
from thidua.org.kinds import Role
from thidua.org.models import Account

pytestmark = pytest.mark.django_db
OWN = {
    "act": "issue_own_plan",
    "meaning": "until",
    "date": "2023-06-15",
    "last_day": "2023-06-15",
    "who": "",
    "text": "",
}
DUTY = [{"unit": "UBND xã Sông Mây", "tasks": [{"text": "Tuyên truyền.", "due": None}]}]


@pytest.fixture
def agency():
    return make_unit(name="UBND huyện Mẫu")


@pytest.fixture
def clerk(agency):
    unit = make_unit(name="UBND xã Sông Mây", parent=agency)
    person = make_person(unit=unit)
    give_role(person, Role.CLERK, unit)
    give_role(person, Role.OFFICE, unit)
    return person


@pytest.fixture
def office(agency):
    person = make_person(unit=agency)
    give_role(person, Role.OFFICE, agency)
    return person


@pytest.fixture
def movement(agency, clerk) -> Movement:
    return make_movement(unit=agency, draft=make_draft(deadlines=[OWN], responsibilities=DUTY))


def test_home_shows_duties_with_their_buttons(clerk, movement, signed_in):
    page = signed_in(clerk).get("/").content.decode()
    assert "Ban hành kế hoạch của đơn vị" in page
    assert f'href="/phong-trao/{movement.pk}/cay/">Lập kế hoạch</a>' in page


def test_a_task_is_reported(clerk, movement, signed_in):
    task = Task.objects.get()
    answer = signed_in(clerk).post(f"/phong-trao/nhiem-vu/{task.pk}/", {"text": "Đã làm", "is_done": "on"})
    task.refresh_from_db()
    assert (answer.status_code, task.state, task.report) == (302, "done", "Đã làm")


def test_the_tree_reminds_gives_a_day_and_starts_a_child(clerk, office, movement, signed_in):
    duty = PlanDuty.objects.get()
    PlanDuty.objects.update(due_on=None)
    browser = signed_in(office)
    assert "không có hạn" in browser.get(f"/phong-trao/{movement.pk}/cay/").content.decode()
    browser.post(f"/phong-trao/nghia-vu/{duty.pk}/", {"day": "30/06/2023"})
    browser.post(f"/phong-trao/nghia-vu/{duty.pk}/", {})
    duty.refresh_from_db()
    assert (duty.due_on, duty.reminded_at is not None) == (date(2023, 6, 30), True)
    answer = signed_in(clerk).post(f"/phong-trao/{movement.pk}/lap-ke-hoach/", {"unit": clerk.unit_id})
    assert answer["Location"].startswith("/phong-trao/ke-hoach/")


def test_the_board_and_the_calendar_answer(office, movement, signed_in):
    browser = signed_in(office)
    board = browser.get("/phong-trao/bang/").content.decode()
    assert f'<td class="bad"><a href="/phong-trao/{movement.pk}/cay/">Kế hoạch quá hạn</a></td>' in board
    page = browser.get("/phong-trao/lich/?thang=2023-06").content.decode()
    assert "15/06/2023" in page


def test_the_feed_opens_with_its_secret_only(office, movement, signed_in):
    account = make_account(office)
    browser = signed_in(office)
    browser.post("/phong-trao/lich/dia-chi/")
    key = Account.objects.get(pk=account.pk).calendar_key
    stranger = Client()
    answer = stranger.get(f"/lich/{key}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert stranger.get(f"/lich/{'x' * 40}.ics").status_code == 404
    assert stranger.get("/lich/.ics").status_code == 404


def test_an_inspection_is_noted(office, clerk, movement, signed_in):
    given = {"unit": clerk.unit_id, "kind": "inspection", "on": "01/06/2023", "text": "Kiểm tra bộ phận một cửa"}
    signed_in(office).post(f"/phong-trao/{movement.pk}/kiem-tra/", given)
    assert InspectionNote.objects.get().text == "Kiểm tra bộ phận một cửa"
    assert "Kiểm tra bộ phận một cửa" in signed_in(office).get(f"/phong-trao/{movement.pk}/tien-do/").content.decode()


def test_a_movement_is_extended_by_a_document(office, movement, signed_in):
    given = {
        "kind": "extended",
        "ends_on": "30/06/2024",
        "document_kind": "Quyết định",
        "number": "9/QĐ",
        "reason": "x",
    }
    answer = signed_in(office).post(f"/phong-trao/{movement.pk}/thay-doi/", given | {"dated_on": "01/12/2023"})
    movement.refresh_from_db()
    assert (answer.status_code, movement.ends_on) == (302, date(2024, 6, 30))


def upload(browser, round, unit, content):

    file = SimpleUploadedFile("dang-ky.xlsx", content)
    return browser.post(f"/phong-trao/dot/{round.pk}/dang-ky.xlsx?don-vi={unit.pk}", {"file": file})


def test_excel_with_wrong_cells_names_them_and_takes_nothing(clerk, movement, signed_in):
    content = filled(("Cá nhân", "khong-co", "", None, "", ""), ("Số lượng cá nhân", "", "", 2, "", ""))
    answer = upload(signed_in(clerk), movement.rounds.get(), clerk.unit, content)
    assert answer.status_code == 422
    assert "<li>Ô B2: không có người mang mã “khong-co” trong đơn vị này.</li>" in answer.content.decode()
    assert not Registration.objects.exists()


def test_excel_registers_and_prints(clerk, movement, signed_in):
    browser = signed_in(clerk)
    answer = upload(browser, movement.rounds.get(), clerk.unit, filled(("Số lượng cá nhân", "", "", 2, "", "")))
    assert answer.status_code == 302
    sent = Registration.objects.get()
    assert browser.get(f"/phong-trao/dang-ky/{sent.pk}/ban-in.docx").content.startswith(b"PK")
    summary = browser.get(f"/phong-trao/dot/{sent.round_id}/tong-hop/").content.decode()
    assert "Tổng số (1 đơn vị)" in summary


def test_a_plan_is_read_from_an_upload(office, signed_in, shared):

    content = (shared / "plans" / "docx" / "son-tay-2021.docx").read_bytes()
    answer = signed_in(office).post("/phong-trao/tai-len/", {"file": SimpleUploadedFile("son-tay.docx", content)})
    assert answer.status_code == 302
    page = signed_in(office).get(answer["Location"]).content.decode()
    assert "Giấy khen, tập thể: tối đa 2" in page


def test_a_broken_file_is_refused_with_a_sentence(office, signed_in):
    answer = signed_in(office).post("/phong-trao/tai-len/", {"file": SimpleUploadedFile("x.docx", b"PK\x03\x04rac")})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_file_over_the_limit_is_refused_with_its_name(office, signed_in, settings):
    settings.MAX_FILE_BYTES = 2**20
    file = SimpleUploadedFile("to.docx", b"x" * (2**20 + 1))
    answer = signed_in(office).post("/phong-trao/tai-len/", {"file": file})
    assert answer.status_code == 422
    assert "Tệp “to.docx” quá giới hạn 1 MB." in answer.content.decode()


def test_a_part_is_taken_from_a_plan_a_person_names(office, agency, signed_in):
    draft = make_draft(criteria=[], criteria_deferred_to="64/KH-UBND")
    waiting = make_movement(unit=agency, draft=draft)
    other = make_movement(unit=agency)
    browser = signed_in(office)
    assert "Lấy từ kế hoạch này" in browser.get(waiting.get_absolute_url()).content.decode()
    browser.post(f"/phong-trao/dan-chieu/{waiting.deferrals.get().pk}/", {"plan": other.plan_id})
    assert waiting.criteria.filter(plan=other.plan).count() == 2
    assert waiting.deferrals.get().taken_from == other.plan


def test_the_office_assigns_a_task(office, clerk, movement, signed_in):
    task = Task.objects.get()
    browser = signed_in(office)
    assert "Giao nhiệm vụ" in browser.get(f"/phong-trao/nhiem-vu/{task.pk}/").content.decode()
    browser.post(f"/phong-trao/nhiem-vu/{task.pk}/giao/", {"unit": clerk.unit_id, "due_on": "30/09/2023"})
    task.refresh_from_db()
    assert (task.unit, task.due_on) == (clerk.unit, date(2023, 9, 30))


def test_a_plan_is_held_against_the_parent_a_person_names(office, agency, clerk, movement, signed_in):
    browser = signed_in(clerk)
    browser.post("/phong-trao/tai-len/", {"text": "KẾ HOẠCH\nPhát động phong trào thi đua năm 2023", "file": ""})
    plan = Plan.objects.get(unit=clerk.unit)
    browser.post(f"{plan.get_absolute_url()}cap-tren/", {"parent": movement.plan_id})
    plan.refresh_from_db()
    assert plan.parent == movement.plan
