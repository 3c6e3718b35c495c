"""A unit's sheet: claim by page and cell by cell, verify, move, and who may not."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT, cell_of, make_board, make_index_set, make_sheet, settle
from tests.web.signing import signed_in
from thidua.org.kinds import Role
from thidua.scoring import actions
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import CellWriting, IndexItem, IndexSet

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self) -> None:
        self.set = make_index_set()
        self.board = make_board(self.set)
        self.sheet = make_sheet(self.set, self.board)
        self.clerk = make_actor(Role.CLERK, unit=self.sheet.unit)
        self.address = f"/cham-diem/phieu/{self.sheet.pk}/"

    def cell(self, code: str = "1.1") -> Any:
        return cell_of(self.sheet, code)

    def typed(self, points: str, words: str = "", code: str = "1.1", version: int = 0) -> dict[str, str]:
        pk = self.cell(code).pk
        return {f"p{pk}": points, f"w{pk}": words, f"v{pk}": str(version)}


@pytest.fixture
def scene() -> Scene:
    return Scene()


def save(browser: Client, scene: Scene, typed: dict[str, str], code: str = "1.1") -> Any:
    return browser.post(f"/cham-diem/o/{scene.cell(code).pk}/ghi/", typed, headers={"HX-Request": "true"})


def test_claims_are_written_without_script_and_each_refused_cell_keeps_what_was_typed(scene: Scene) -> None:
    browser = signed_in(scene.clerk)
    typed = scene.typed("1,5", "đã ban hành") | scene.typed("9", code="1.2")
    page = browser.post(scene.address + "ghi/", typed)
    assert page.status_code == 422
    assert "Đã ghi 1 ô. Ô 1.2: điểm phải từ 0 đến 3. Hãy sửa lại ô này." in page.content.decode()
    assert 'value="9"' in page.content.decode()
    assert [str(scene.cell(code).claimed) for code in ("1.1", "1.2")] == ["1.5000", "None"]
    answer = browser.post(scene.address + "ghi/", scene.typed("0", code="1.2"))
    assert (answer.status_code, scene.cell("1.2").claimed) == (302, 0)


def test_a_cell_is_saved_alone_and_gives_only_its_part(scene: Scene) -> None:
    page = save(signed_in(scene.clerk), scene, scene.typed("1,5")).content.decode()
    assert "<html" not in page
    assert "Đã lưu" in page
    assert f'<span id="c{scene.cell().pk}" hx-swap-oob="true">1,5</span>' in page
    assert '<span id="total-claimed" hx-swap-oob="true">1,50</span>' in page
    assert str(scene.cell().claimed) == "1.5000"


def test_the_slower_of_two_writers_is_told_and_the_first_stays(scene: Scene) -> None:
    first, second = signed_in(scene.clerk), signed_in(make_actor(Role.CLERK, unit=scene.sheet.unit))
    assert save(first, scene, scene.typed("2")).status_code == 200
    late = save(second, scene, scene.typed("1"))
    assert late.status_code == 422
    told = f"Ô 1.1 vừa được {scene.clerk.name} ghi 2. Điểm bạn nhập chưa được ghi; hãy tải lại trang, xem rồi nhập lại."
    assert told in late.content.decode()
    assert scene.cell().claimed == 2


def verifiers(scene: Scene) -> list[Client]:
    actions.move(scene.sheet, SheetState.VERIFYING, by=scene.clerk, at=AT)
    return [signed_in(make_actor(Role.VERIFIER, unit=scene.set.unit)) for _ in range(2)]


def test_an_old_page_is_refused_cell_by_cell_and_gives_back_what_was_typed(scene: Scene) -> None:
    first, second = verifiers(scene)
    whole = scene.typed("") | scene.typed("", code="1.2")
    mine = scene.typed("2", "đủ văn bản") | scene.typed("1", "chậm", code="1.2")
    assert first.post(scene.address + "ghi/", whole | scene.typed("1,5", "thiếu phụ lục")).status_code == 302
    page = second.post(scene.address + "ghi/", mine)
    shown = page.content.decode()
    assert (page.status_code, "Đã ghi 1 ô. Ô 1.1 vừa được " in shown, " ghi 1,5. Điểm bạn nhập" in shown) == (
        422, True, True,
    )  # fmt: skip
    assert ('value="2"' in shown, 'value="đủ văn bản"' in shown) == (True, True)
    assert [(scene.cell(c).verified, scene.cell(c).verified_reason) for c in ("1.1", "1.2")] == [
        (1.5, "thiếu phụ lục"), (1, "chậm"),
    ]  # fmt: skip
    again = second.post(scene.address + "ghi/", scene.typed("2", "đã thấy phụ lục", version=1))
    assert (again.status_code, scene.cell().verified) == (302, 2)


def test_cells_an_old_page_did_not_touch_keep_the_colleagues_points(scene: Scene) -> None:
    first, second = verifiers(scene)
    whole = scene.typed("") | scene.typed("", code="1.2")
    first.post(scene.address + "ghi/", whole | scene.typed("1,5", "thiếu phụ lục"))
    page = second.post(scene.address + "ghi/", whole | scene.typed("9", "lạ", code="1.2"))
    shown = page.content.decode()
    assert ("Ô 1.2: điểm phải từ 0 đến 3" in shown, "Ô 1.1" in shown, 'value="1,5"' in shown) == (True, False, True)
    assert second.post(scene.address + "ghi/", whole | scene.typed("1", "chậm", code="1.2")).status_code == 302
    assert [scene.cell(code).verified for code in ("1.1", "1.2")] == [1.5, 1]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("hai", "Ô 1.1: “hai” không phải là số. Hãy nhập số, ví dụ 1,5."),
        ("1,23456", "Ô 1.1: điểm chỉ ghi đến bốn chữ số thập phân."),
        ("2,01", "Điểm phải từ 0 đến 2. Hãy sửa lại ô này."),
        ("-1", "Điểm phải từ 0 đến 2. Hãy sửa lại ô này."),
        ("NaN", "Ô 1.1: điểm chỉ ghi đến bốn chữ số thập phân."),
        ("1e99", "Điểm phải từ 0 đến 2. Hãy sửa lại ô này."),
    ],
)
def test_what_is_no_point_is_refused_in_one_sentence(scene: Scene, typed: str, sentence: str) -> None:
    page = save(signed_in(scene.clerk), scene, scene.typed(typed))
    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert scene.cell().claimed is None


def test_verifier_of_one_item_sees_the_sheet_and_writes_only_that_item(scene: Scene) -> None:
    office = make_unit(name="Phòng Tư pháp")
    IndexItem.objects.filter(code="1.1").update(verifier=office)
    actions.move(scene.sheet, SheetState.VERIFYING, by=scene.clerk, at=AT)
    browser = signed_in(make_actor(Role.VERIFIER, unit=office))
    page = browser.get(scene.address).content.decode()
    assert (page.count('data-grid="p"'), f'id="p{scene.cell().pk}"' in page) == (1, True)
    assert save(browser, scene, scene.typed("1", "thiếu một văn bản")).status_code == 200
    other = save(browser, scene, scene.typed("1", "thử", code="1.2"), "1.2")
    assert "Chỉ người thẩm định được giao tiêu chí này" in other.content.decode()
    assert [scene.cell(code).verified for code in ("1.1", "1.2")] == [1, None]


def test_the_units_own_office_neither_verifies_nor_settles(scene: Scene) -> None:
    own = make_actor(Role.OFFICE, Role.VERIFIER, unit=scene.sheet.unit)
    browser = signed_in(own)
    actions.move(scene.sheet, SheetState.VERIFYING, by=scene.clerk, at=AT)
    assert save(browser, scene, scene.typed("1", "tự chấm hộ")).status_code == 422
    assert browser.post(scene.address + "chuyen/", {"to": "explaining"}).status_code == 422
    assert scene.cell().verified is None


def test_unit_hands_in_takes_back_and_the_board_goes_on(scene: Scene) -> None:
    browser = signed_in(scene.clerk)
    for wanted, state in (("verifying", "verifying"), ("claiming", "claiming"), ("verifying", "verifying")):
        assert browser.post(scene.address + "chuyen/", {"to": wanted}).status_code == 302
        scene.sheet.refresh_from_db()
        assert scene.sheet.state == state
    refused = browser.post(scene.address + "chuyen/", {"to": "explaining"})
    assert "Chỉ cán bộ thường trực của cơ quan chấm điểm được làm việc này." in refused.content.decode()
    assert signed_in(scene.board).post(scene.address + "chuyen/", {"to": "explaining"}).status_code == 302


def test_a_final_sheet_is_opened_again_only_with_a_reason(scene: Scene) -> None:
    settle(scene.sheet, scene.board, {"1.1": "1", "1.2": "2"})
    browser = signed_in(scene.board)
    page = browser.post(scene.address + "chuyen/", {"to": "finalising"})
    assert (page.status_code, "hãy ghi lý do" in page.content.decode()) == (422, True)
    assert browser.post(scene.address + "chuyen/", {"to": "finalising", "words": "sai mã"}).status_code == 302
    history = CellWriting.objects.filter(cell=scene.cell(), column=Column.FINAL).values_list("points", "words")
    assert [(int(points), words) for points, words in history] == [(1, "Theo điểm thẩm định")]


def test_figures_fill_the_sheet_and_the_cell_tells_from_which(scene: Scene) -> None:
    browser = signed_in(scene.clerk)
    figures = f"/cham-diem/so-lieu/{scene.sheet.unit_id}/2023/"
    assert (
        "lớn hơn tổng số"
        in browser.post(figures, {"code": "dung_han", "numerator": 4, "denominator": 3}).content.decode()
    )
    assert browser.post(figures, {"code": "dung_han", "numerator": 2, "denominator": 3}).status_code == 302
    assert browser.post(scene.address + "ghi/", {"then": "fill"}).status_code == 302
    page = browser.get(f"/cham-diem/o/{scene.cell('1.2').pk}/").content.decode()
    assert "Tính từ số liệu dung_han: 2/3" in page
    assert scene.clerk.name in page


def test_an_outsider_finds_nothing(scene: Scene) -> None:
    browser = signed_in(make_actor(Role.CLERK, Role.OFFICE, Role.VERIFIER, unit=make_unit()))
    cell = scene.cell().pk
    got = [f"/cham-diem/o/{cell}/", scene.address, f"/cham-diem/so-lieu/{scene.sheet.unit_id}/2023/"]
    posted = [scene.address + end for end in ("ghi/", "chuyen/")] + [f"/cham-diem/o/{cell}/ghi/"]
    assert {browser.get(address).status_code for address in got} == {404}
    assert {browser.post(address).status_code for address in posted} == {404}


@pytest.mark.parametrize("rows", [1, 3])
def test_sheet_asks_the_database_a_fixed_number_of_times(
    scene: Scene, rows: int, django_assert_num_queries: Any
) -> None:
    first = IndexItem.objects.get(code="1.1")
    for number in range(rows - 1):
        made = IndexItem.objects.create(index_set=scene.set, code=f"1.{number + 3}", name="x", position=9, maximum=1)
        scene.sheet.cells.create(item=made)
    assert first.cells.count() == 1
    browser = signed_in(scene.clerk)
    with django_assert_num_queries(9):  # session, account, person, roles, unit, sheet, cells, evidence, items
        page = browser.get(scene.address).content.decode()
    assert page.count('data-grid="p"') == rows + 1


def test_handing_in_writes_the_page_first_and_stays_where_a_cell_is_refused(scene: Scene) -> None:
    browser = signed_in(scene.clerk)
    refused = browser.post(scene.address + "ghi/", scene.typed("9") | {"then": "verifying"})
    scene.sheet.refresh_from_db()
    assert (refused.status_code, scene.sheet.state) == (422, "claiming")
    assert browser.post(scene.address + "ghi/", scene.typed("2", "đủ") | {"then": "verifying"}).status_code == 302
    scene.sheet.refresh_from_db()
    assert (scene.sheet.state, scene.cell().claimed) == ("verifying", 2)
    assert "Đã ghi 1 ô. Đã nộp phiếu để thẩm định." in browser.get(scene.address).content.decode()


def test_after_the_last_day_the_sheet_is_read_with_the_sentence_and_taken_back_no_more(scene: Scene) -> None:
    IndexSet.objects.update(claim_until=date(2024, 1, 15))
    browser = signed_in(scene.clerk)
    closed = browser.get(scene.address).content.decode()
    assert "Hạn tự chấm đã hết ngày 15/01/2024. Hãy liên hệ cơ quan chấm điểm để được mở lại." in closed
    assert ('data-grid="p"' in closed, "Nộp phiếu để thẩm định" in closed) == (False, False)
    late = save(browser, scene, scene.typed("1"))
    assert (late.status_code, "Hạn tự chấm đã hết" in late.content.decode()) == (422, True)
    actions.move(scene.sheet, SheetState.VERIFYING, by=scene.clerk, at=AT)
    assert "Rút phiếu về để sửa" not in browser.get(scene.address).content.decode()
    back = browser.post(scene.address + "chuyen/", {"to": "claiming"})
    assert (back.status_code, "Hạn tự chấm đã hết" in back.content.decode()) == (422, True)
