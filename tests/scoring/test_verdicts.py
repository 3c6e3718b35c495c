"""The bridge as tables of cases, then over rows for the two plans' kinds of criterion."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.factories import make_draft, make_movement, make_unit
from tests.scoring.rows import AT, make_board, make_index_set, make_paper, make_sheet, settle
from thidua.movements.models import Criterion
from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role
from thidua.scoring import actions, actions_outside, verdicts
from thidua.scoring.catalogue import figure_code, index_key
from thidua.scoring.kinds import Outcome
from thidua.scoring.queries_verdict import verdict_for
from thidua.scoring.verdicts import Course, Measured, Seen

D = Decimal
MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("PAR INDEX", "par"),
        ("Chỉ số cải cách hành chính cấp xã", "par"),
        ("Chỉ số năng lực cạnh tranh (DDCI)", "ddci"),
        ("Chỉ số năng lực cạnh tranh cấp tỉnh", "pci"),
        ("Chỉ số an toàn giao thông", "chi so an toan giao thong"),
    ],
)
def test_an_index_is_one_however_it_is_written(name, key):
    assert index_key(name) == key


@pytest.mark.parametrize(
    ("measure", "code"),
    [
        ("Thực hiện giải quyết hồ sơ thủ tục hành chính đúng hạn thực chất", "ho_so_dung_han"),
        ("thủ tục hành chính được công bố, công khai đầy đủ, đúng hạn", "tthc_cong_khai"),
        ("phản ánh, kiến nghị được xử lý đúng hạn", "pakn_dung_han"),
        ("mức độ hài lòng của người dân", "hai_long"),
        ("tỷ lệ che phủ rừng", ""),
    ],
)
def test_a_measure_finds_its_figure(measure, code):
    assert figure_code(measure) == code


@pytest.mark.parametrize(
    ("before", "now", "outcome", "sentence"),
    [
        ("80", "82.5", MET, "DDCI: 80 điểm năm 2022, 82,5 điểm năm 2023, tăng 2,5 điểm."),
        ("80", "80", NOT_MET, "DDCI: 80 điểm năm 2022, 80 điểm năm 2023, không tăng."),
        ("80", "0", NOT_MET, "DDCI: 80 điểm năm 2022, 0 điểm năm 2023, giảm 80 điểm."),
        (None, "80", UNKNOWN, "DDCI: chưa có điểm năm 2022."),
        (None, None, UNKNOWN, "DDCI: chưa có điểm năm 2022 và 2023."),
    ],
)
def test_score_up(before, now, outcome, sentence):
    seen = [None if value is None else Seen(D(value)) for value in (now, before)]
    found = verdicts.score_up([Course("DDCI", *seen)], 2023)
    assert (found.outcome, found.sentence) == (outcome, sentence)


def test_one_component_that_fell_decides_over_one_not_known():
    fell = Course("A", Seen(D(1), source="QĐ 2"), Seen(D(2), source="QĐ 1"))
    found = verdicts.score_up([Course("B", None, None), fell], 2023)
    assert (found.outcome, found.sources) == (NOT_MET, ("QĐ 2", "QĐ 1"))


@pytest.mark.parametrize(
    ("before", "now", "text", "outcome"),
    [
        (7, 5, "có sự thay đổi về thứ hạng", MET),
        (5, 5, "có sự thay đổi về thứ hạng", NOT_MET),
        (5, 7, "có sự thay đổi về thứ hạng", UNKNOWN),
        (5, 7, "có sự thay đổi, tăng thứ hạng", NOT_MET),
        (5, 7, "tăng hạng so với năm trước", NOT_MET),
        (None, 7, "tăng hạng so với năm trước", UNKNOWN),
    ],
)
def test_rank_up_asks_when_the_plan_only_says_changed(before, now, text, outcome):
    seen = [None if value is None else Seen(rank=value) for value in (now, before)]
    assert verdicts.rank_up([Course("PAR INDEX", *seen)], 2024, text).outcome == outcome


@pytest.mark.parametrize(
    ("rank", "direction", "year", "outcome"),
    [
        (4, None, 2025, MET),
        (3, None, 2025, UNKNOWN),
        (3, "or_better", 2025, MET),
        (3, "exact", 2025, NOT_MET),
        (5, "or_better", 2025, NOT_MET),
        (5, "or_better", 2024, UNKNOWN),  # the plan gives time until 2025
        (None, "or_better", 2025, UNKNOWN),
    ],
)
def test_rank_at_most(rank, direction, year, outcome):
    seen = None if rank is None else Seen(rank=rank)
    assert verdicts.rank_at_most("PAR INDEX", seen, year, 4, direction, 2025).outcome == outcome


@pytest.mark.parametrize(
    ("value", "op", "outcome"),
    [
        (Fraction(95), ">", NOT_MET),
        (Fraction(9501, 100), ">", MET),
        (Fraction(95), ">=", MET),
        (Fraction(299, 3), "=", NOT_MET),
        (Fraction(0), "<", MET),
        (None, ">", UNKNOWN),
        (Fraction(95), "≈", UNKNOWN),
    ],
)
def test_threshold_is_exact(value, op, outcome):
    assert verdicts.thresholds([Measured("đúng hạn", op, Fraction(95), "%", value)], 2023).outcome == outcome


def test_a_threshold_without_figures_is_asked():
    assert verdicts.thresholds([], 2023).outcome == UNKNOWN


def criterion(kind: str, params: dict, text: str = "") -> Criterion:
    line = {"subject": "collective", "kind": kind, "text": text or "Tiêu chí.", "params": params}
    return make_movement(draft=make_draft(criteria=[line])).criteria.get()


def office_of(unit) -> Actor:
    return Actor(None, "Hệ thống", frozenset({Grant(Role.OFFICE, unit.pk, unit.path)}))


ASSIGNED = (
    "Kết quả các chỉ số thành phần của PAR INDEX và DDCI đã giao cho đơn vị phụ trách tăng điểm so với năm trước."
)
ON = date(2024, 1, 15)


@pytest.mark.django_db
def test_assigned_components_are_read_not_the_units_own_total():
    district = make_unit(name="Huyện Mẫu")
    unit, by = make_unit(name="Phòng Nội vụ", parent=district), office_of(district)
    one = criterion("improvement", {"of": "score", "index": ["PAR INDEX", "DDCI"]}, ASSIGNED)
    paper = make_paper()
    for year, score in ((2022, 70), (2023, 90)):
        actions_outside.enter_result(unit, "PAR INDEX", year, score=D(score), document=paper, by=by, at=AT)
    found = verdict_for(one, unit, ON)
    assert (found.outcome, "Chưa ghi chỉ số thành phần nào" in found.sentence) == (UNKNOWN, True)
    actions_outside.give_component(
        unit, "Par Index", "Chế độ công vụ", subject=district, from_year=2022, document=paper, by=by, at=AT
    )
    for year, score in ((2022, "8.1"), (2023, "8.05")):
        actions_outside.enter_result(
            district, "PAR INDEX", year, component="chế độ  công vụ", score=D(score), document=paper, by=by, at=AT
        )
    found = verdict_for(one, unit, ON)
    assert found.outcome == NOT_MET
    assert "8,1 điểm năm 2022, 8,05 điểm năm 2023, giảm 0,05 điểm" in found.sentence
    assert found.sources == ("Quyết định số 01/QĐ-UBND ngày 01/02/2024",)


@pytest.mark.django_db
def test_components_of_our_own_published_index_are_summed():
    index_set = make_index_set()
    last = make_index_set(index_set.unit, year=2022)
    board = make_board(index_set)
    sheet = make_sheet(index_set, board)
    (before,) = actions.open_sheets(last, [sheet.unit], by=board, at=AT)
    settle(sheet, board, {"1.1": "1.5", "1.2": "2.5"})
    settle(before, board, {"1.1": "1", "1.2": "2"})
    responsible = make_unit(name="Phòng Một cửa", parent=index_set.unit)
    actions_outside.give_component(
        responsible, "PAR INDEX", "Chỉ đạo", subject=sheet.unit, from_year=2023, by=board, at=AT
    )
    one = criterion("improvement", {"of": "score", "index": ["PAR INDEX"]}, ASSIGNED)
    assert verdict_for(one, responsible, ON).outcome == UNKNOWN  # nothing published yet
    for each in (index_set, last):
        actions.publish(each, document=make_paper(), by=board, at=AT)
    found = verdict_for(one, responsible, ON)
    assert (found.outcome, "3 điểm năm 2022, 4 điểm năm 2023, tăng 1 điểm" in found.sentence) == (MET, True)


@pytest.mark.django_db
def test_rank_comes_from_the_paper_of_the_office_above():
    ward = make_unit(name="Phường Mẫu")
    one = criterion("rank", {"index": "PAR Index", "value": 4, "direction": None, "by": "2025"})
    assert verdict_for(one, ward, ON, year=2025).outcome == UNKNOWN
    actions_outside.enter_result(
        ward, "Chỉ số cải cách hành chính", 2025, rank=4, document=make_paper("9/QĐ-UBND", date(2026, 1, 9)),
        by=office_of(ward), at=AT,
    )  # fmt: skip
    found = verdict_for(one, ward, ON, year=2025)
    assert (found.outcome, found.sentence) == (MET, "PAR Index: hạng 4 năm 2025, kế hoạch đặt hạng 4.")
    assert found.sources == ("Quyết định số 9/QĐ-UBND ngày 09/01/2026",)


@pytest.mark.django_db
@pytest.mark.parametrize(("done", "outcome"), [("96", MET), ("95", NOT_MET)])
def test_a_threshold_reads_the_units_figure(done, outcome):
    ward = make_unit()
    condition = {"measure": "giải quyết hồ sơ đúng hạn", "op": ">", "value": 95, "unit": "%"}
    one = criterion("threshold", {"conditions": [condition]})
    assert verdict_for(one, ward, ON).outcome == UNKNOWN
    actions.put_figure(
        ward, "ho_so_dung_han", 2023, numerator=D(done), denominator=D(100), by=office_of(ward), at=AT
    )  # fmt: skip
    found = verdict_for(one, ward, ON)
    assert found.outcome == outcome
    assert found.sentence == f"Giải quyết hồ sơ đúng hạn năm 2023: {done}/100 = {done} %, cần > 95 %."


@pytest.mark.django_db
def test_a_criterion_of_another_kind_is_left_to_people():
    assert verdict_for(criterion("attestation", {}), make_unit(), ON).outcome == UNKNOWN
