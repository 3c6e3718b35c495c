"""Many sheets at once: how far they are, verified as claimed, moved together, a grid that is typed into."""

from decimal import Decimal
from typing import Any

import pytest

from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT, D, cell_of, make_board, make_index_set, make_sheet
from tests.web.signing import signed_in
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry
from thidua.scoring import actions, invariants
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import CellWriting, IndexItem, Sheet

pytestmark = pytest.mark.django_db


class Scene:
    """Two communes that have claimed 1.5 and 3 and stand at verifying."""

    def __init__(self, many: int = 2) -> None:
        self.set = make_index_set()
        self.board = make_board(self.set)
        self.sheets = [make_sheet(self.set, self.board, f"Xã {number}") for number in range(many)]
        self.clerk = make_actor(Role.CLERK, unit=self.set.unit)
        for sheet in self.sheets:
            for code, points in (("1.1", "1.5"), ("1.2", "3")):
                actions.write(cell_of(sheet, code), Column.CLAIMED, D(points), seen=0, by=self.clerk, at=AT)
            actions.move(sheet, SheetState.VERIFYING, by=self.clerk, at=AT)
        self.address = f"/cham-diem/bo/{self.set.pk}/"

    def points(self, column: str, code: str = "1.1") -> list[Any]:
        return [getattr(cell_of(sheet, code), column) for sheet in self.sheets]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def typed(cell: Any, points: str) -> dict[str, str]:
    return {f"p{cell.pk}-{cell.version}": points}


@pytest.mark.parametrize("rows", [1, 3])
def test_progress_asks_the_database_a_fixed_number_of_times(rows: int, django_assert_num_queries: Any) -> None:
    scene = Scene(rows)
    browser = signed_in(scene.board)
    with django_assert_num_queries(9):  # session, account, person, roles, unit, set, sheets, counts, items
        page = browser.get(scene.address + "tien-do/").content.decode()
    assert page.count('data-label="Tự chấm">2/2<') == rows


def test_empty_cells_are_verified_as_claimed_and_what_was_verified_stays(scene: Scene) -> None:
    first = cell_of(scene.sheets[0], "1.1")
    actions.write(first, Column.VERIFIED, D(1), words="thiếu", seen=first.version, by=scene.board, at=AT)
    browser = signed_in(scene.board)
    assert browser.post(scene.address + "tham-dinh/").status_code == 302
    assert (scene.points("verified"), scene.points("verified", "1.2")) == ([1, D("1.5")], [3, 3])
    told = CellWriting.objects.filter(column="verified").order_by("pk").values_list("words", flat=True)
    assert list(told) == ["thiếu", *["Theo điểm tự chấm"] * 3]
    noted = JournalEntry.objects.filter(verb="sheet.verified").order_by("number").values_list("facts__items", flat=True)
    assert list(noted)[1:] == [["1.2"], ["1.1", "1.2"]]
    assert list(invariants.faults()) == []


def test_a_verifier_of_one_item_verifies_only_that_as_claimed(scene: Scene) -> None:
    office = make_unit(name="Phòng Tư pháp")
    IndexItem.objects.filter(code="1.1").update(verifier=office)
    browser = signed_in(make_actor(Role.VERIFIER, unit=office))
    assert browser.post(f"/cham-diem/phieu/{scene.sheets[0].pk}/tham-dinh/").status_code == 302
    assert (scene.points("verified"), scene.points("verified", "1.2")) == ([D("1.5"), None], [None, None])
    outsider = signed_in(make_actor(Role.CLERK, unit=scene.sheets[0].unit))
    for address in (scene.address + "tham-dinh/", f"/cham-diem/phieu/{scene.sheets[0].pk}/tham-dinh/"):
        refused = outsider.post(address)
        assert (refused.status_code, "Chỉ người thẩm định" in refused.content.decode()) == (422, True)


def test_all_sheets_of_a_step_move_and_those_that_may_not_say_why(scene: Scene) -> None:
    browser = signed_in(scene.board)
    cell = cell_of(scene.sheets[0], "1.1")
    actions.write(cell, Column.VERIFIED, D("1.5"), seen=cell.version, by=scene.board, at=AT)
    cell = cell_of(scene.sheets[0], "1.2")
    actions.write(cell, Column.VERIFIED, D(2), words="muộn", seen=cell.version, by=scene.board, at=AT)
    for state in ("verifying", "explaining"):
        assert browser.post(scene.address + "chuyen/", {"state": state}).status_code == 302
    stayed = browser.post(scene.address + "chuyen/", {"state": "finalising"})
    assert stayed.status_code == 422
    assert "Đã chuyển 1 phiếu. Xã 1: Chưa có điểm thẩm định hoặc điểm cuối ở 1.1, 1.2" in stayed.content.decode()
    assert sorted(Sheet.objects.values_list("state", flat=True)) == ["final", "finalising"]
    assert browser.post(scene.address + "chuyen/", {"state": "final"}).status_code == 422
    assert browser.post(scene.address + "chuyen/", {"state": "xyz"}).status_code == 422
    assert signed_in(scene.clerk).post(scene.address + "chuyen/", {"state": "finalising"}).status_code == 422


def test_an_explanation_nobody_answered_keeps_its_sheet_open(scene: Scene) -> None:
    sheet, browser = scene.sheets[0], signed_in(scene.board)
    browser.post(scene.address + "tham-dinh/")
    actions.move(sheet, SheetState.EXPLAINING, by=scene.board, at=AT)
    cell = cell_of(sheet, "1.1")
    actions.write(cell, Column.EXPLAINED, D(2), words="bổ sung", seen=cell.version, by=scene.clerk, at=AT)
    sheet = actions.move(sheet, SheetState.FINALISING, by=scene.board, at=AT)
    refused = browser.post(f"/cham-diem/phieu/{sheet.pk}/chuyen/", {"to": "final"}).content.decode()
    assert "Đơn vị đã giải trình ở 1.1 nhưng chưa có điểm cuối. Hãy ghi điểm cuối" in refused
    cell = cell_of(sheet, "1.1")
    actions.write(cell, Column.FINAL, D(2), words="chấp nhận", seen=cell.version, by=scene.board, at=AT)
    assert browser.post(f"/cham-diem/phieu/{sheet.pk}/chuyen/", {"to": "final"}).status_code == 302


@pytest.mark.parametrize("turned", ["", "doc"])
def test_the_grid_takes_a_column_of_many_units_with_one_reason(scene: Scene, turned: str) -> None:
    browser = signed_in(scene.board)
    page = browser.get(scene.address + f"luoi/nhap/?cot=verified&chieu={turned}").content.decode()
    assert (page.count('data-grid="cell"'), page.count('placeholder="1,5"')) == (4, 2)
    same, less = (cell_of(sheet, "1.1") for sheet in scene.sheets)
    said = typed(same, "1,5") | typed(less, "0") | {"cot": "verified", "words": "thiếu minh chứng", "chieu": turned}
    answer = browser.post(scene.address + "luoi/ghi/", said)
    assert (answer.status_code, answer.url.endswith("chieu=doc")) == (302, bool(turned))
    assert scene.points("verified") == [D("1.5"), 0]
    assert [cell_of(sheet, "1.1").verified_reason for sheet in scene.sheets] == ["", "thiếu minh chứng"]


def test_a_refused_cell_of_the_grid_keeps_what_was_typed_and_the_others_are_written(scene: Scene) -> None:
    browser = signed_in(scene.board)
    same, less = (cell_of(sheet, "1.1") for sheet in scene.sheets)
    answer = browser.post(scene.address + "luoi/ghi/", typed(same, "1,5") | typed(less, "9") | {"cot": "verified"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Đã ghi 1 ô. Xã 1, 1.1: Điểm phải từ 0 đến 2. Hãy sửa lại ô này." in page
    assert 'value="9"' in page
    assert 'data-kept=""' in page
    stale = browser.post(scene.address + "luoi/ghi/", {f"p{same.pk}-0": "1", "cot": "verified", "words": "x"})
    assert f"Xã 0, 1.1: Ô 1.1 vừa được {scene.board.name} ghi 1,5." in stale.content.decode()
    many = {f"p{cell.pk}-0": "9" for sheet in scene.sheets for cell in sheet.cells.all()}
    assert "Đã ghi 0 ô." in browser.post(scene.address + "luoi/ghi/", many | {"cot": "verified"}).content.decode()


def test_only_cells_open_for_this_person_are_fields(scene: Scene) -> None:
    clerk = signed_in(make_actor(Role.CLERK, unit=scene.sheets[0].unit))
    for column in ("claimed", "verified", "final"):
        page = clerk.get(scene.address + f"luoi/nhap/?cot={column}").content.decode()
        assert (page.count('data-grid="cell"'), "Không có ô nào của cột" in page) == (0, True)
    actions.move(scene.sheets[0], SheetState.CLAIMING, by=scene.board, at=AT)
    page = clerk.get(scene.address + "luoi/nhap/?cot=claimed").content.decode()
    assert page.count('data-grid="cell"') == 2
    stranger = signed_in(make_actor(Role.CLERK, Role.OFFICE, unit=make_unit()))
    assert {stranger.get(scene.address + end).status_code for end in ("tien-do/", "luoi/nhap/")} == {404}
    posted = ("tham-dinh/", "chuyen/", "luoi/ghi/")
    assert {stranger.post(scene.address + end).status_code for end in posted} == {404}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_typed_grid_asks_the_database_a_fixed_number_of_times(rows: int, django_assert_num_queries: Any) -> None:
    scene = Scene(rows)
    browser = signed_in(scene.board)
    with django_assert_num_queries(10):  # session, account, person, roles, unit, set, count, sheets, items, cells
        page = browser.get(scene.address + "luoi/nhap/?cot=verified").content.decode()
    assert page.count('data-grid="cell"') == rows * 2


def test_cells_of_the_grid_an_old_page_did_not_touch_keep_the_colleagues_points(scene: Scene) -> None:
    browser = signed_in(scene.board)
    same, less = (cell_of(sheet, "1.1") for sheet in scene.sheets)
    old = {f"p{same.pk}-{same.version}": "", f"p{less.pk}-{less.version}": "", "cot": "verified"}
    browser.post(scene.address + "luoi/ghi/", old | typed(same, "1,5") | {"words": "x"})
    again = browser.post(scene.address + "luoi/ghi/", old | {f"p{less.pk}-{less.version}": "9", "words": "x"})
    assert (again.status_code, 'value="1,5"' in again.content.decode()) == (422, True)
    same.refresh_from_db()
    assert same.verified == Decimal("1.5")
