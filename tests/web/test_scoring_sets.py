"""Overview, index set, ranking and publication in the browser."""

from typing import Any

import pytest

from tests.factories import make_actor, make_unit
from tests.scoring.rows import make_board, make_index_set, make_sheet, settle
from tests.web.signing import signed_in
from thidua.org.kinds import Role
from thidua.scoring.models import IndexSet, Publication, Sheet

pytestmark = pytest.mark.django_db
PAPER = {"number": "125/QĐ-UBND", "dated_on": "2024-02-01"}


@pytest.mark.parametrize("rows", [1, 3])
def test_overview_asks_the_database_a_fixed_number_of_times(rows: int, django_assert_num_queries: Any) -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    for number in range(rows):
        make_sheet(index_set, board, f"Xã {number}")
    browser = signed_in(board)
    with django_assert_num_queries(8):  # session, account, person, roles, unit, open sheets, settled, sets
        page = browser.get("/cham-diem/").content.decode()
    assert page.count('data-label="Đơn vị"') == rows


def test_the_board_opens_sheets_for_units_under_it_only() -> None:
    index_set = make_index_set()
    own, other = make_unit(parent=index_set.unit), make_unit()
    browser = signed_in(make_board(index_set))
    address = f"/cham-diem/bo/{index_set.pk}/mo-phieu/"
    assert browser.post(address, {"units": [own.pk, other.pk]}).status_code == 302
    assert list(Sheet.objects.values_list("unit", flat=True)) == [own.pk]


def test_a_clerk_sees_the_set_and_may_not_open_sheets() -> None:
    index_set = make_index_set()
    unit = make_unit(parent=index_set.unit)
    browser = signed_in(make_actor(Role.CLERK, unit=unit))
    assert "Mở phiếu cho đơn vị" not in browser.get(index_set.get_absolute_url()).content.decode()
    page = browser.post(f"/cham-diem/bo/{index_set.pk}/mo-phieu/", {"units": [unit.pk]})
    assert page.status_code == 422
    assert "Chỉ cán bộ thường trực của cơ quan chấm điểm được làm việc này." in page.content.decode()
    assert not Sheet.objects.exists()


def test_a_sample_belongs_to_nobody_and_scores_nobody() -> None:
    index_set = make_index_set()
    IndexSet.objects.update(unit=None, is_sample=True)
    page = signed_in(make_actor(Role.OFFICE)).post(f"/cham-diem/bo/{index_set.pk}/mo-phieu/", {"units": []})
    assert (page.status_code, "Đây là bộ mẫu dùng chung." in page.content.decode()) == (422, True)


def test_an_outsider_finds_no_set() -> None:
    index_set = make_index_set()
    browser = signed_in(make_actor(Role.OFFICE, unit=make_unit()))
    ends = ["", "xep-hang/"]
    assert {browser.get(f"/cham-diem/bo/{index_set.pk}/{end}").status_code for end in ends} == {404}
    assert browser.post(f"/cham-diem/bo/{index_set.pk}/cong-bo/", PAPER).status_code == 404


def test_results_are_published_once_with_their_paper_and_corrected_with_a_reason() -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    sheet = make_sheet(index_set, board)
    browser, address = signed_in(board), f"/cham-diem/bo/{index_set.pk}/cong-bo/"
    assert "Còn phiếu chưa chốt điểm cuối." in browser.post(address, PAPER).content.decode()
    settle(sheet, board, {"1.1": "1.5", "1.2": "2.5"})
    assert browser.post(address, PAPER).status_code == 302
    again = browser.post(address, PAPER)
    assert (again.status_code, "hãy ghi lý do" in again.content.decode()) == (422, True)
    assert Publication.objects.count() == 1
    page = browser.get(f"/cham-diem/bo/{index_set.pk}/xep-hang/").content.decode()
    assert "công bố theo Quyết định số 125/QĐ-UBND ngày 01/02/2024" in page
    assert "80,00 %" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_ranking_asks_the_database_a_fixed_number_of_times(rows: int, django_assert_num_queries: Any) -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    for number in range(rows):
        make_sheet(index_set, board, f"Xã {number}")
    browser = signed_in(board)
    with django_assert_num_queries(
        14
    ):  # who asks: 5, set; items, sums, sheets, clusters; year before, own, papers; ready
        page = browser.get(f"/cham-diem/bo/{index_set.pk}/xep-hang/").content.decode()
    assert page.count("<progress") == rows
