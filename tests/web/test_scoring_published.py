"""A published total and the way back to its lines as they stood that day."""

from datetime import date
from typing import Any

import pytest

from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT, D, cell_of, make_board, make_index_set, make_paper, make_sheet, settle
from tests.web.signing import signed_in
from thidua.org.kinds import Role
from thidua.scoring import actions
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import Exemption, IndexItem, Publication, Result, Survey

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self, many: int = 2) -> None:
        self.set = make_index_set()
        self.board = make_board(self.set)
        self.sheets = [make_sheet(self.set, self.board, f"Xã {number}") for number in range(many)]
        for number, sheet in enumerate(self.sheets):
            self.sheets[number] = settle(sheet, self.board, {"1.1": "1.5", "1.2": f"{3 - number % 2}"})
        self.publication = actions.publish(self.set, document=make_paper(), by=self.board, at=AT)
        self.result = Result.objects.get(unit=self.sheets[0].unit)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def pages(actor: Any, *addresses: str) -> list[str]:
    browser = signed_in(actor)
    return [browser.get(address).content.decode() for address in addresses]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_publication_asks_the_database_a_fixed_number_of_times(rows: int, django_assert_num_queries: Any) -> None:
    scene = Scene(rows)
    browser = signed_in(scene.board)
    with django_assert_num_queries(8):  # session, account, person, roles, unit, publication, results, turns
        page = browser.get(f"/cham-diem/cong-bo/{scene.publication.pk}/").content.decode()
    assert page.count('data-label="Điểm"') == rows
    with django_assert_num_queries(11):  # who asks: 5; result, sheet, cells, writings, items, may open
        page = browser.get(f"/cham-diem/cong-bo/don-vi/{scene.result.pk}/").content.decode()
    assert page.count("<progress") == 3


def test_a_total_opens_its_fields_criteria_and_cells(scene: Scene) -> None:
    listed, walked = pages(
        scene.board, f"/cham-diem/cong-bo/{scene.publication.pk}/", f"/cham-diem/cong-bo/don-vi/{scene.result.pk}/"
    )
    assert f'href="/cham-diem/cong-bo/don-vi/{scene.result.pk}/"' in listed
    assert "Quyết định số 01/QĐ-UBND ngày 01/02/2024" in walked
    assert (walked.count(">4,50<"), walked.count(">1,50</a>"), walked.count(">3,00</a>")) == (1, 1, 1)
    assert f'href="/cham-diem/o/{cell_of(scene.sheets[0], "1.2").pk}/"' in walked
    assert "không ra đúng số đã công bố" not in walked


def test_a_correction_leaves_the_first_publication_with_the_points_of_its_day(scene: Scene) -> None:
    sheet = actions.move(scene.sheets[0], SheetState.FINALISING, words="sai số liệu", by=scene.board, at=AT)
    later = AT.replace(day=20)
    cell = cell_of(sheet, "1.2")
    actions.write(cell, Column.FINAL, D(1), words="đính chính", seen=cell.version, by=scene.board, at=later)
    actions.move(sheet, SheetState.FINAL, by=scene.board, at=later)
    actions.publish(scene.set, document=make_paper("02/QĐ-UBND"), reason="sai số liệu", by=scene.board, at=later)
    second = Publication.objects.get(turn=2)
    newer = second.results.get(unit=sheet.unit)
    old, new, listed = pages(
        scene.board, f"/cham-diem/cong-bo/don-vi/{scene.result.pk}/", f"/cham-diem/cong-bo/don-vi/{newer.pk}/",
        f"/cham-diem/cong-bo/{second.pk}/",
    )  # fmt: skip
    assert (">3,00</a>" in old, ">1,00</a>" in new, ": 2,50 điểm</h1>" in new) == (True, True, True)
    assert "sai số liệu" in listed
    assert f'href="/cham-diem/cong-bo/{scene.publication.pk}/">lần 1</a>' in listed


def test_an_item_spared_after_publishing_is_told_beside_the_published_total(scene: Scene) -> None:
    cell = cell_of(scene.sheets[0], "1.1")
    Exemption.objects.create(item=cell.item, unit=scene.sheets[0].unit, reason="x")
    type(cell).objects.filter(pk=cell.pk).update(applies=False)
    (walked,) = pages(scene.board, f"/cham-diem/cong-bo/don-vi/{scene.result.pk}/")
    assert "không ra đúng số đã công bố" in walked
    assert "Xã 0: 4,50 điểm" in walked


def test_another_commune_sees_the_points_and_opens_no_cell_and_strangers_see_nothing(scene: Scene) -> None:
    neighbour = make_actor(Role.CLERK, unit=scene.sheets[1].unit)
    walked, ranking = pages(
        neighbour, f"/cham-diem/cong-bo/don-vi/{scene.result.pk}/", f"/cham-diem/bo/{scene.set.pk}/xep-hang/"
    )
    assert ("3,00" in walked, "/cham-diem/o/" in walked) == (True, False)
    assert ranking.count("/ket-qua/") == 1
    stranger = signed_in(make_actor(Role.CLERK, Role.OFFICE, unit=make_unit()))
    addresses = (f"cong-bo/{scene.publication.pk}/", f"cong-bo/don-vi/{scene.result.pk}/")
    assert {stranger.get(f"/cham-diem/{address}").status_code for address in addresses} == {404}


def test_a_cell_tells_its_reckoning_its_figure_and_who_wrote_it(scene: Scene) -> None:
    figures = {"numerator": D(2), "denominator": D(3), "document": make_paper("7/BC-UBND")}
    actions.put_figure(scene.sheets[0].unit, "dung_han", 2023, **figures, by=scene.board, at=AT)
    cells = [f"/cham-diem/o/{cell_of(sheet, '1.2').pk}/" for sheet in scene.sheets]
    page, unit, shown = pages(scene.board, *cells, f"/cham-diem/so-lieu/{scene.sheets[0].unit_id}/2023/")
    assert "2/3 = khoảng 66,6666 %; 3 × khoảng 66,6666 : 100 → 2 điểm (tối đa 3)." in page
    assert f'/cham-diem/so-lieu/{scene.sheets[0].unit_id}/2023/#dung_han"' in page
    assert f"{scene.board.name} ghi 09:00 10/01/2024, theo Quyết định số 7/BC-UBND" in page
    assert f'href="/cham-diem/cong-bo/don-vi/{scene.result.pk}/"' in page
    assert ('id="dung_han"' in shown, "7/BC-UBND" in shown, ">1.2 Đúng hạn</a>" in shown) == (True, True, True)
    assert "chưa có; <a" in unit


def test_the_page_verdicts_lead_to_lists_own_published_results_and_years_of_figures(scene: Scene) -> None:
    unit = scene.sheets[0].unit
    actions.put_figure(unit, "dung_han", 2023, numerator=D(2), denominator=D(3), by=scene.board, at=AT)
    outside, ranking = pages(scene.board, f"/cham-diem/ngoai/{unit.pk}/", f"/cham-diem/bo/{scene.set.pk}/xep-hang/")
    assert f'href="/cham-diem/cong-bo/don-vi/{scene.result.pk}/">Chỉ số cải cách hành chính năm 2023</a>' in outside
    assert f'href="/cham-diem/so-lieu/{unit.pk}/2023/">năm 2023</a>' in outside
    assert ranking.count('data-label="Xếp loại">Tốt</td>') == 1


def test_a_line_from_a_survey_leads_to_the_survey_and_its_count() -> None:
    index_set = make_index_set()
    field = index_set.items.get(code="1")
    item = IndexItem.objects.create(
        index_set=index_set, parent=field, code="1.3", name="Hài lòng", position=4, maximum=D(4), source="survey",
        formula="survey",
    )  # fmt: skip
    board = make_board(index_set)
    sheet = make_sheet(index_set, board)
    days = {"opens_on": date(2023, 10, 1), "closes_on": date(2023, 11, 1), "made_at": AT}
    survey = Survey.objects.create(item=item, title="Người dân nói về bộ phận Một cửa", **days)
    figures = {"numerator": D(45), "denominator": D(50)}
    actions.put_figure(sheet.unit, item.value_code, 2023, **figures, by=board, at=AT)
    cell, figures_page = pages(
        board, f"/cham-diem/o/{cell_of(sheet, '1.3').pk}/", f"/cham-diem/so-lieu/{sheet.unit_id}/2023/"
    )
    assert f'href="{survey.get_absolute_url()}">Người dân nói về bộ phận Một cửa</a>' in cell
    assert "45/50 = 90 %; 4 × 90 : 100 → 3,6 điểm (tối đa 4)." in cell
    assert ("Khảo sát, tiêu chí 1.3" in figures_page, ">1.3 Hài lòng</a>" in figures_page) == (True, True)
