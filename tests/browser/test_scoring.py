"""A sheet in a real browser: saved cell by cell, moved like a spreadsheet, pasted from Excel, read by axe."""

import pytest

from tests.browser.conftest import faults_at_both_sizes
from tests.factories import make_account, make_actor
from tests.scoring.rows import cell_of, make_board, make_index_set, make_sheet
from thidua.org.kinds import Role
from thidua.org.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sheet():
    index_set = make_index_set()
    made = make_sheet(index_set, make_board(index_set))
    clerk = make_actor(Role.CLERK, unit=made.unit)
    make_account(Person.objects.get(pk=clerk.person_id), username="lan")
    return made


def test_pages_pass_axe_and_fit(visit, sheet):
    window = visit("lan")
    cell = cell_of(sheet, "1.1")
    addresses = ["/cham-diem/", f"/cham-diem/phieu/{sheet.pk}/", f"/cham-diem/o/{cell.pk}/"]
    addresses += [f"/cham-diem/bo/{sheet.index_set_id}/", f"/cham-diem/bo/{sheet.index_set_id}/xep-hang/"]
    addresses += [f"/cham-diem/bo/{sheet.index_set_id}/luoi/", f"/cham-diem/minh-chung/{sheet.unit_id}/"]
    addresses += [f"/cham-diem/phieu/{sheet.pk}/ket-qua/", f"/cham-diem/ngoai/{sheet.unit_id}/"]
    addresses += [f"/cham-diem/so-lieu/{sheet.unit_id}/2023/", f"/cham-diem/bo/{sheet.index_set_id}/khao-sat/"]
    addresses += ["/cong-khai/khao-sat/"]
    assert [fault for address in addresses for fault in faults_at_both_sizes(window, address)] == []


def test_cells_save_themselves_and_enter_goes_down(visit, sheet):
    window = visit("lan")
    page = window.open(f"/cham-diem/phieu/{sheet.pk}/")
    first, second = cell_of(sheet, "1.1"), cell_of(sheet, "1.2")
    page.fill(f"#p{first.pk}", "1,5")
    page.press(f"#p{first.pk}", "Enter")
    page.wait_for_selector(f"#s{first.pk}:has-text('Đã lưu')")
    assert page.evaluate("document.activeElement.id") == f"p{second.pk}"
    page.keyboard.type("9")
    page.keyboard.press("ArrowUp")
    page.wait_for_selector(f"#s{second.pk} [role=alert]")
    assert page.input_value(f"#p{second.pk}") == "9"
    page.fill(f"#w{first.pk}", "đã ban hành")
    page.press(f"#w{first.pk}", "Enter")
    page.wait_for_selector(f"#v{first.pk}[value='2']", state="attached")
    first.refresh_from_db()
    assert (str(first.claimed), first.claimed_note) == ("1.5000", "đã ban hành")
    assert page.inner_text("#total-claimed") == "1,50"


def test_a_column_is_pasted_from_excel(visit, sheet):
    window = visit("lan")
    page = window.open(f"/cham-diem/phieu/{sheet.pk}/")
    first, second = cell_of(sheet, "1.1"), cell_of(sheet, "1.2")
    page.evaluate(
        """(id) => {
          const field = document.getElementById(id), data = new DataTransfer();
          data.setData("text", "1,5\\tđủ\\r\\n0\\tchưa làm\\r\\n");
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        f"p{first.pk}",
    )
    assert [page.input_value(f"#p{first.pk}"), page.input_value(f"#w{second.pk}")] == ["1,5", "chưa làm"]
    page.click("text=Ghi điểm")
    page.wait_for_selector("text=Đã ghi 2 ô.")
    second.refresh_from_db()
    assert second.claimed == 0
