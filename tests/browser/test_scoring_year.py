"""A whole year for forty communes: claim, verify, explain, settle, publish; then the criteria of a movement read it."""

from datetime import date

import pytest

from tests.factories import make_account, make_actor, make_draft, make_movement
from tests.scoring.rows import AT, D, cell_of, make_board, make_index_set, make_paper, make_sheet, settle
from thidua.org.kinds import Role
from thidua.org.models import Person
from thidua.scoring import actions, actions_outside, invariants
from thidua.scoring.kinds import Outcome, SheetState
from thidua.scoring.models import Publication, Result
from thidua.scoring.queries_verdict import verdict_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COMMUNES = 40


def criteria():
    lines = [
        {"kind": "improvement", "text": "Các chỉ số thành phần được giao tăng điểm so với năm trước.",
         "params": {"of": "score", "index": ["PAR INDEX"]}},
        {"kind": "rank", "text": "Xếp hạng 4 trở lên.",
         "params": {"index": "PAR Index", "value": 4, "direction": "or_better", "by": "2023"}},
        {"kind": "threshold", "text": "Đúng hạn trên 95 %.", "params": {"conditions": [
            {"measure": "hồ sơ giải quyết đúng hạn", "op": ">", "value": 95, "unit": "%"}]}},
    ]  # fmt: skip
    draft = make_draft(criteria=[line | {"subject": "collective"} for line in lines])
    return list(make_movement(draft=draft).criteria.order_by("position", "pk"))


def write(page, cell, points, words=""):
    page.fill(f"#p{cell.pk}", points)
    page.fill(f"#w{cell.pk}", words)


def step(page, words):
    page.click(f"text={words}")
    page.wait_for_load_state()


def test_a_year_of_forty_communes_ends_in_the_movements_criteria(visit):
    index_set = make_index_set()
    before = make_index_set(index_set.unit, year=2022)
    board = make_board(index_set)
    sheets = [make_sheet(index_set, board, f"Xã {number:02}") for number in range(COMMUNES)]
    for number, sheet in enumerate(sheets[1:], 1):
        settle(sheet, board, {"1.1": str(D(number) / 40), "1.2": "1"})
    mine = sheets[0]
    (last,) = actions.open_sheets(before, [mine.unit], by=board, at=AT)
    settle(last, board, {"1.1": "1", "1.2": "2"})
    actions.publish(before, document=make_paper(), by=board, at=AT)
    clerk = make_actor(Role.CLERK, unit=mine.unit)
    for actor, name in ((clerk, "xa"), (board, "huyen")):
        make_account(Person.objects.get(pk=actor.person_id), username=name)
    unit, office = visit("xa", script=False), visit("huyen", script=False)
    address, plan, ontime = f"/cham-diem/phieu/{mine.pk}/", cell_of(mine, "1.1"), cell_of(mine, "1.2")

    page = unit.open(address)
    write(page, plan, "2")
    write(page, ontime, "3")
    step(page, "Ghi điểm")
    step(page, "Nộp phiếu để thẩm định")
    page = office.open(address)
    write(page, plan, "2")
    write(page, ontime, "1", "thiếu số liệu quý IV")
    step(page, "Ghi điểm")
    step(page, "Chuyển sang “Giải trình”")
    page = unit.open(address)
    write(page, ontime, "2,5", "đã bổ sung quý IV")
    step(page, "Ghi điểm")
    page = office.open(address)
    step(page, "Chuyển sang “Quyết định điểm cuối”")
    write(page, ontime, "2,5", "chấp nhận giải trình")
    write(page, plan, "2", "")
    step(page, "Ghi điểm")
    step(page, "Chuyển sang “Đã chốt điểm”")
    page = office.open(f"/cham-diem/bo/{index_set.pk}/xep-hang/")
    page.fill("#id_number", "125/QĐ-UBND")
    page.fill("#id_dated_on", "2024-02-01")
    step(page, "Công bố kết quả")
    assert Publication.objects.get(index_set=index_set).results.count() == COMMUNES
    result = Result.objects.get(publication__index_set=index_set, unit=mine.unit)
    assert (result.points, result.rank, result.rating_class) == (D("4.5"), 1, "Tốt")

    history = unit.open(f"/cham-diem/o/{ontime.pk}/").inner_text(".timeline")
    reasons = ("thiếu số liệu quý IV", "đã bổ sung quý IV", "chấp nhận giải trình")
    assert [history.count(words) for words in reasons] == [1, 1, 1]
    actions_outside.give_component(
        mine.unit, "PAR INDEX", "Đúng hạn", subject=mine.unit, from_year=2022, by=board, at=AT
    )  # fmt: skip
    actions.put_figure(mine.unit, "ho_so_dung_han", 2023, numerator=D(96), denominator=D(100), by=clerk, at=AT)
    found = [verdict_for(one, mine.unit, date(2024, 2, 5)) for one in criteria()]
    assert [one.outcome for one in found] == [Outcome.MET] * 3
    assert "2 điểm năm 2022, 2,5 điểm năm 2023, tăng 0,5 điểm" in found[0].sentence
    assert found[1].sentence == "PAR Index: hạng 1 năm 2023, kế hoạch đặt hạng 4."
    assert "96/100 = 96 %, cần > 95 %" in found[2].sentence
    assert (mine.__class__.objects.get(pk=mine.pk).state, list(invariants.faults())) == (SheetState.FINAL, [])
