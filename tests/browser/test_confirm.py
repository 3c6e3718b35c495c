"""The confirmation page as a person uses it: fields and sentences, autosave, selection, keyboard, phone, no script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import faults_at_both_sizes
from tests.factories import AT, give_role, make_account, make_draft, make_person, make_unit
from thidua.movements import actions
from thidua.movements.models import Plan
from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role
from thidua.plans.draft import PlanDraft
from thidua.plans.source import from_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "trước ngày 30/01/2024"
LINES = ["KẾ HOẠCH", f"Hồ sơ gửi về huyện {WORDS}.", "Tặng Giấy khen cho 03 tập thể và 08 cá nhân."]
TEXT = "\n".join([*LINES, *(f"Nội dung thứ {place}." for place in range(60))])


@pytest.fixture
def plan() -> Plan:
    unit = make_unit(name="UBND huyện Mẫu")
    person = make_person(unit=unit)
    give_role(person, Role.OFFICE, unit)
    make_account(person, username="lan")
    start = TEXT.index(WORDS)
    source = {"line": 2, "start": start, "end": start + len(WORDS), "quote": WORDS}
    draft = make_draft()
    draft["deadlines"][0] |= {"source": source, "text": WORDS}
    by = Actor(person.pk, person.name, frozenset({Grant(Role.OFFICE, unit.pk, unit.path)}), unit.pk)
    return actions.take_in(unit, "mau.txt", from_text(TEXT), PlanDraft.from_json(draft), by=by, at=AT)


def test_a_field_opens_saves_itself_and_lights_its_sentence(visit, plan):
    window = visit("lan")
    page = window.open(plan.get_absolute_url())
    page.hover("#muc-deadlines-0")
    assert page.inner_text("a.source.lit") == WORDS
    page.click("#muc-quotas-0 a.edit")
    page.fill("#quotas-0-n", "4")
    page.press("#quotas-0-n", "Tab")
    page.wait_for_selector("#luu-quotas-0:has-text('Đã lưu lúc')")
    page.fill("#quotas-0-n", "6")  # the second save stands on the version of the first
    page.press("#quotas-0-n", "Tab")
    expect(page.locator("#them input[name=version]")).to_have_value("2")
    page.click("#muc-quotas-0 button:has-text('Lưu, đóng')")
    page.wait_for_selector("#muc-quotas-0 .headline")
    plan.refresh_from_db()
    assert plan.draft["quotas"][0]["n"] == 6
    assert window.complaints == []


def test_closing_waits_for_a_save_that_is_on_its_way(visit, plan):
    window = visit("lan")
    page = window.open(plan.get_absolute_url())
    page.click("#muc-quotas-0 a.edit")
    held = []
    page.route("**/muc/quotas-0/", lambda route: held.append(route), times=1)
    with page.expect_request("**/muc/quotas-0/"):
        page.fill("#quotas-0-n", "4")
        page.press("#quotas-0-n", "Tab")
    page.click("#muc-quotas-0 button:has-text('Lưu, đóng')")
    held[0].continue_()
    page.wait_for_selector("#muc-quotas-0 .headline")
    plan.refresh_from_db()
    assert (plan.draft["quotas"][0]["n"], plan.version) == (4, 2)
    assert window.complaints == []


def test_selected_words_become_a_field(visit, plan):
    page = visit("lan").open(plan.get_absolute_url())
    page.evaluate(
        """() => {
          const line = document.querySelector("#dong-3").firstChild;
          const range = document.createRange();
          range.setStart(line, 5);
          range.setEnd(line, 29);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    expect(page.locator("#them-quote")).to_have_value("Giấy khen cho 03 tập thể")
    start = TEXT.index("Giấy khen cho 03 tập thể")
    assert page.input_value("#them-start") == str(start)
    page.select_option("#them-section", "quotas")
    page.click("#them button")
    page.wait_for_selector("#muc-quotas-2 form")
    plan.refresh_from_db()
    assert (plan.draft["quotas"][2]["n"], plan.draft["quotas"][2]["source"]["start"]) == (3, start)


def test_it_works_by_keyboard_alone(visit, plan):
    page = visit("lan").open(plan.get_absolute_url())
    page.focus("#muc-deadlines-0 a.place-link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className").split()[0] == "source"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.item').id") == "muc-deadlines-0"


def test_it_works_without_script(visit, plan):
    page = visit("lan", script=False).open(plan.get_absolute_url())
    page.click("#muc-quotas-0 a.edit")
    page.fill("#quotas-0-n", "7")
    page.click("#muc-quotas-0 button:has-text('Lưu, đóng')")
    plan.refresh_from_db()
    assert plan.draft["quotas"][0]["n"] == 7
    page.fill("#them-quote", "Tặng Giấy khen cho 03 tập thể")
    page.select_option("#them-section", "quotas")
    page.click("#them button")
    plan.refresh_from_db()
    assert len(plan.draft["quotas"]) == 3


def test_pages_of_movements_pass_axe_and_fit(visit, plan):
    window = visit("lan")
    office = Actor(None, "Hệ thống", frozenset({Grant(Role.OFFICE, plan.unit_id, plan.unit.path)}))
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã xem", by=office, at=AT)
    signed = {"number": "1/KH-UBND", "issued_on": AT.date(), "signer": "A"}
    movement = actions.issue_and_found(plan, **signed, by=office, at=AT)
    round = movement.rounds.get()
    home = movement.get_absolute_url()
    pages = ["/", "/phong-trao/", "/phong-trao/tai-len/", "/phong-trao/bang/", "/phong-trao/lich/", "/thong-bao/", home]
    pages += [plan.get_absolute_url(), f"{home}cay/", f"{home}tien-do/", f"{home}thay-doi/", f"{home}giay-to/"]
    pages += [f"/phong-trao/dot/{round.pk}/dang-ky/", f"/phong-trao/dot/{round.pk}/tong-hop/"]
    assert [fault for address in pages for fault in faults_at_both_sizes(window, address)] == []
