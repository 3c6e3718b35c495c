"""The page on which verifiers are compared; normalising is an option of the office, off by default."""

import pytest

from tests.factories import make_actor
from tests.scoring.rows import AT, D, cell_of, make_board, make_index_set, make_sheet
from tests.web.signing import signed_in
from thidua.org.kinds import Role
from thidua.scoring import actions, queries
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import IndexSet

pytestmark = pytest.mark.django_db


def scene(sheets: int = 3):
    index_set = make_index_set()
    board = make_board(index_set)
    strict, mild = (make_actor(Role.VERIFIER, unit=index_set.unit) for _ in range(2))
    for place in range(sheets):
        sheet = actions.move(make_sheet(index_set, board, f"Xã {place}"), SheetState.VERIFYING, by=board, at=AT)
        for by, code, points in ((strict, "1.1", f"0.{place + 1}"), (mild, "1.2", f"2.{place + 1}")):
            actions.write(cell_of(sheet, code), Column.VERIFIED, D(points), words="theo văn bản", seen=0, by=by, at=AT)
    return index_set, board, strict, mild


def test_verifiers_stand_beside_each_other_and_nothing_is_normalised_unasked():
    index_set, board, strict, mild = scene()
    page = signed_in(board).get(f"/cham-diem/bo/{index_set.pk}/nguoi-tham-dinh/").content.decode()
    assert page.index(strict.name) < page.index(mild.name)
    assert ("10,00 %" in page, "73,33 %" in page, "ít hơn 5 ô" in page) == (True, True, True)
    assert "Từng đơn vị: mức gốc và mức chuẩn hóa" not in page


def test_the_office_shows_normalised_shares_beside_the_raw_and_no_point_changes():
    index_set, board, *_ = scene(sheets=6)
    before = [(one.sheet.unit_id, one.points) for one in queries.standings(index_set, column="verified")]
    address = f"/cham-diem/bo/{index_set.pk}/nguoi-tham-dinh/"
    browser = signed_in(board)
    page = browser.post(address + "chuan-hoa/", {"wanted": "1"}, follow=True).content.decode()
    assert page.count('data-label="Mức chuẩn hóa"') == 6
    assert IndexSet.objects.get().shows_normalised
    assert [(one.sheet.unit_id, one.points) for one in queries.standings(index_set, column="verified")] == before
    browser.post(address + "chuan-hoa/", {"wanted": "0"})
    assert not IndexSet.objects.get().shows_normalised


def test_a_verifier_reads_but_does_not_switch_and_units_do_not_see_it():
    index_set, _, strict, _ = scene()
    address = f"/cham-diem/bo/{index_set.pk}/nguoi-tham-dinh/"
    verifier = signed_in(strict)
    assert verifier.get(address).status_code == 200
    assert verifier.post(address + "chuan-hoa/", {"wanted": "1"}).status_code == 422
    clerk = signed_in(make_actor(Role.CLERK, unit=index_set.sheets.order_by("pk").first().unit))
    assert clerk.get(address).status_code == 404
    assert clerk.post(address + "chuan-hoa/", {"wanted": "1"}).status_code == 404


@pytest.mark.parametrize("sheets", [1, 3])
def test_the_page_asks_the_database_a_fixed_number_of_times(sheets, django_assert_num_queries):
    index_set, board, *_ = scene(sheets)
    browser = signed_in(board)
    with django_assert_num_queries(9):  # who asks (5), set, writings, people, units
        page = browser.get(f"/cham-diem/bo/{index_set.pk}/nguoi-tham-dinh/").content.decode()
    assert page.count('data-label="Số ô"') == 2
