"""The confirmation page: text and fields, corrections, findings, issuing."""

import json
from datetime import date

import pytest

from tests.factories import AT, give_role, make_actor, make_draft, make_person, make_unit
from thidua.movements import actions
from thidua.movements.models import Movement, Plan
from thidua.org.kinds import Role
from thidua.org.models import Person
from thidua.plans import reader
from thidua.plans.draft import PlanDraft
from thidua.plans.source import from_text, load

pytestmark = pytest.mark.django_db

TEXT = "KẾ HOẠCH\nHồ sơ gửi về huyện trước ngày 30/01/2024.\nTặng Giấy khen cho 03 tập thể.\nHết."
WORDS = "trước ngày 30/01/2024"


@pytest.fixture
def office():
    unit = make_unit(name="UBND huyện Mẫu")
    person = make_person(unit=unit)
    give_role(person, Role.OFFICE, unit)
    return person


def taken(person: Person, **given) -> Plan:
    start = TEXT.index(WORDS)
    source = {"line": 2, "start": start, "end": start + len(WORDS), "quote": WORDS}
    draft = make_draft(**given)
    draft["deadlines"][0] |= {"source": source, "text": WORDS}
    by = make_actor(unit=person.unit, person=person)
    by = type(by)(by.person_id, by.name, make_actor(Role.OFFICE, unit=person.unit).grants, by.unit_id)
    return actions.take_in(person.unit, "mau.txt", from_text(TEXT), PlanDraft.from_json(draft), by=by, at=AT)


def settle_all(plan: Plan, person: Person) -> None:
    by = make_actor(Role.OFFICE, unit=person.unit)
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã xem bản giấy", by=by, at=AT)


def test_the_page_links_each_field_to_its_sentence_and_back(office, signed_in):
    plan = taken(office)
    page = signed_in(office).get(plan.get_absolute_url()).content.decode()
    link = f'<a class="source g-when" href="#muc-deadlines-0" data-items="deadlines-0">{WORDS}</a>'
    assert f'<span class="place" id="nguon-deadlines-0"></span>{link}' in page
    assert 'href="#nguon-deadlines-0">dòng 2</a>' in page
    assert page.count('<li id="dong-') == 4


def test_an_item_opens_is_saved_and_goes_back_to_its_place_without_script(office, signed_in):
    plan = taken(office)
    browser = signed_in(office)
    opened = browser.get(f"{plan.get_absolute_url()}?sua=quotas-0").content.decode()
    assert 'name="n" value="2"' in opened
    answer = browser.post(
        f"{plan.get_absolute_url()}muc/quotas-0/",
        {"version": plan.version, "award": "Giấy khen", "subject": "collective", "op": "max", "n": "3", "quote": ""},
    )
    assert (answer.status_code, answer["Location"]) == (302, f"{plan.get_absolute_url()}#muc-quotas-0")
    plan.refresh_from_db()
    assert (plan.draft["quotas"][0]["n"], plan.read_draft["quotas"][0]["n"], plan.version) == (3, 2, 1)


def test_a_changed_day_moves_the_last_day(office, signed_in):
    plan = taken(office)
    given = {"act": "submit_dossier", "meaning": "before", "date": "15/02/2024", "quote": WORDS}
    signed_in(office).post(f"{plan.get_absolute_url()}muc/deadlines-0/", given | {"version": 0})
    plan.refresh_from_db()
    assert plan.draft["deadlines"][0]["last_day"] == "2024-02-14"


def test_autosave_answers_with_a_word_and_the_new_version(office, signed_in):
    plan = taken(office)
    answer = signed_in(office).post(
        f"{plan.get_absolute_url()}muc/quotas-0/",
        {"version": 0, "op": "max", "n": "4", "autosave": "1"},
        headers={"HX-Request": "true"},
    )
    assert answer.content.decode().startswith("Đã lưu lúc ")
    assert json.loads(answer["HX-Trigger"]) == {"plan-version": {"version": 1}}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_stale_page_is_refused_and_keeps_what_was_typed(office, signed_in, headers):
    plan = taken(office)
    browser = signed_in(office)
    address = f"{plan.get_absolute_url()}muc/quotas-0/"
    browser.post(address, {"version": 0, "op": "max", "n": "3"})
    answer = browser.post(address, {"version": 0, "op": "max", "n": "77"}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bản đọc vừa được người khác thay đổi." in page
    assert 'value="77"' in page
    plan.refresh_from_db()
    assert plan.draft["quotas"][0]["n"] == 3


def test_a_wrong_value_is_named_at_its_field(office, signed_in):
    plan = taken(office)
    answer = signed_in(office).post(f"{plan.get_absolute_url()}muc/quotas-0/", {"version": 0, "op": "max", "n": "ba"})
    assert answer.status_code == 422
    assert "Ô này chỉ nhận số." in answer.content.decode()


def test_selected_words_become_an_item(office, signed_in):
    plan = taken(office)
    words = "Tặng Giấy khen cho 03 tập thể"
    answer = signed_in(office).post(
        f"{plan.get_absolute_url()}them/", {"version": 0, "section": "quotas", "quote": words, "start": "9999"}
    )
    plan.refresh_from_db()
    added = plan.draft["quotas"][-1]
    assert answer["Location"].endswith("?sua=quotas-2#muc-quotas-2")
    assert (added["n"], added["source"]["quote"], added["source"]["line"]) == (3, words, 3)
    assert plan.text[added["source"]["start"] : added["source"]["end"]] == words


def test_words_that_do_not_stand_in_the_plan_are_refused(office, signed_in):
    plan = taken(office)
    answer = signed_in(office).post(
        f"{plan.get_absolute_url()}them/", {"version": 0, "section": "quotas", "quote": "câu bịa", "start": ""}
    )
    assert answer.status_code == 422
    assert "Không thấy câu này trong kế hoạch." in answer.content.decode()


def test_an_item_is_removed(office, signed_in):
    plan = taken(office)
    signed_in(office).post(f"{plan.get_absolute_url()}muc/quotas-0/bo/", {"version": 0})
    plan.refresh_from_db()
    assert [each["subject"] for each in plan.draft["quotas"]] == ["individual"]


def test_an_error_blocks_issuing_until_it_is_settled(office, signed_in):
    plan = taken(
        office,
        deadlines=make_draft()["deadlines"]
        + [{"act": "submit_dossier", "meaning": "before", "date": "2024-03-01", "last_day": "2024-02-29", "text": ""}],
    )
    browser = signed_in(office)
    given = {"issue-number": "15/KH-UBND", "issue-issued_on": "05/01/2023", "issue-signer": "Nguyễn Văn An"}
    refused = browser.post(f"{plan.get_absolute_url()}ban-hanh/", given)
    assert refused.status_code == 422
    assert "điểm phải giải quyết trước khi ban hành" in refused.content.decode()
    assert 'value="15/KH-UBND"' in refused.content.decode()

    for finding in actions.open_errors(plan):
        browser.post(f"{plan.get_absolute_url()}diem/", {"key": finding.key, "reason": "hai mốc cho hai việc"})
    answer = browser.post(f"{plan.get_absolute_url()}ban-hanh/", given)
    movement = Movement.objects.get()
    assert answer["Location"] == movement.get_absolute_url()
    assert (movement.plan.number, movement.plan.issued_on) == ("15/KH-UBND", date(2023, 1, 5))


def test_an_issued_plan_is_frozen(office, signed_in):
    plan = taken(office)
    settle_all(plan, office)
    browser = signed_in(office)
    given = {"issue-number": "15/KH-UBND", "issue-issued_on": "05/01/2023", "issue-signer": "Nguyễn Văn An"}
    browser.post(f"{plan.get_absolute_url()}ban-hanh/", given)
    plan.refresh_from_db()
    answer = browser.post(f"{plan.get_absolute_url()}muc/quotas-0/", {"version": plan.version, "op": "max", "n": "9"})
    assert answer.status_code == 422
    assert "Kế hoạch đã ban hành nên không sửa được nữa." in answer.content.decode()
    shown = browser.get(plan.get_absolute_url()).content.decode()
    assert "Sửa<span" not in shown
    assert "Sẽ nhập khi" not in shown  # number and day were given when it was issued


def test_the_example_holds_reading_and_corrections(office, signed_in):
    plan = taken(office)
    browser = signed_in(office)
    browser.post(f"{plan.get_absolute_url()}muc/quotas-0/", {"version": 0, "op": "max", "n": "3"})
    said = json.loads(browser.get(f"{plan.get_absolute_url()}vi-du.json").content)
    assert (said["read"]["quotas"][0]["n"], said["corrected"]["quotas"][0]["n"], said["text"]) == (2, 3, TEXT)


def test_the_draft_is_printed_as_a_plan_that_reads_as_itself(office, signed_in):
    plan = taken(office)
    answer = signed_in(office).get(f"{plan.get_absolute_url()}ban-in.docx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mau-txt.docx"'
    read = reader.read(load("mau.docx", answer.content))
    assert [each.n for each in read.quotas] == [each["n"] for each in plan.draft["quotas"]]
    assert signed_in(make_person()).get(f"{plan.get_absolute_url()}ban-in.docx").status_code == 404


def test_outsiders_do_not_find_a_draft(office, signed_in):
    plan = taken(office)
    assert signed_in(make_person()).get(plan.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("criteria", [1, 3])
def test_the_page_asks_the_database_a_fixed_number_of_times(office, signed_in, criteria, django_assert_num_queries):
    plan = taken(office, criteria=make_draft()["criteria"][:1] * criteria)
    browser = signed_in(office)
    with django_assert_num_queries(8):  # session, account, person, roles, plan, its movement, parents, own unit
        page = browser.get(plan.get_absolute_url())
    assert page.content.decode().count('data-item="criteria-') == criteria
