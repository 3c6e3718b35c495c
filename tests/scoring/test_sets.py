"""Index sets: samples, the Excel layout, comparison, copies, drafts, exemptions; sums against plain fractions."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT, cell_of, make_board, make_index_set, make_paper, make_sheet, settle
from thidua.base.refusal import Refused
from thidua.documents.sheets import Leaf, write
from thidua.org.actor import HOUSE
from thidua.org.kinds import Role
from thidua.org.levels import ensure_levels
from thidua.org.models import JournalEntry
from thidua.scoring import actions, actions_sets, queries, queries_sets, samples_reader
from thidua.scoring.kinds import Column, Formula, Source
from thidua.scoring.lines import Change, Line, changes, faults, leaves, params_of, whole, written_params
from thidua.scoring.models import Exemption, IndexItem, IndexSet, Sheet

D = Decimal
SAMPLES = samples_reader.samples()


@pytest.mark.parametrize("sample", SAMPLES, ids=[one.code for one in SAMPLES])
def test_every_sample_is_whole_and_worth_a_hundred_points(sample):
    fields = [line.code for line in sample.lines if "." not in line.code]
    assert list(faults(sample.lines)) == []
    assert sum(whole(sample.lines, code) for code in fields) == 100


def test_the_province_sample_has_eight_fields_and_766_its_five_groups():
    by_code = {one.code: one for one in SAMPLES}
    province = by_code["mau-tinh"].lines
    assert len([line for line in province if "." not in line.code and whole(province, line.code)]) == 8
    groups = by_code["mau-766"].lines
    assert [whole(groups, str(number)) for number in range(1, 6)] == [18, 20, 22, 22, 18]
    assert "Cần kiểm tra lại" in by_code["mau-766"].note


@pytest.mark.parametrize("sample", SAMPLES, ids=[one.code for one in SAMPLES])
def test_excel_gives_back_every_line(sample):
    lines, errors = samples_reader.lines_of(samples_reader.workbook_of(sample.name, sample.lines))
    assert (lines, errors) == (list(sample.lines), [])


@pytest.mark.parametrize(
    ("params", "text"),
    [
        ({"floor": "80", "full": "95"}, "sàn = 80; đủ điểm từ = 95"),
        ({"bands": [["80", "0.5"], ["95", "1"]]}, "khoảng = 80:0,5 | 95:1"),
        ({}, ""),
    ],
)
def test_params_are_written_and_read(params, text):
    assert written_params(params) == text
    assert params_of(text) == params


@pytest.mark.parametrize("text", ["sàn 80", "trần = 80", "sàn = tám", "khoảng = 80", "sàn ="])
def test_params_that_cannot_be_read_are_refused(text):
    with pytest.raises(ValueError, match="“"):
        params_of(text)


@pytest.mark.parametrize(
    ("lines", "key", "sentence"),
    [
        ([Line("a", "x", D(1))], "code", "mã phải có dạng 1, 1.2 hoặc 1.2.3."),
        ([Line("1", "x", D(1)), Line("1", "y", D(1))], "code", "mã 1 đã có ở dòng trước."),
        ([Line("1.1", "x", D(1))], "code", "chưa có dòng 1 đứng trước dòng 1.1."),
        ([Line("1", "x")], "maximum", "điểm tối đa phải lớn hơn 0."),
        ([Line("1", "x", D(3)), Line("1.1", "y", D(2))], "maximum",
         "điểm tối đa 3 khác tổng các dòng con 2; hãy sửa hoặc để trống."),
        ([Line("1", "x", D(1), formula=Formula.BONUS)], "params",
         "Công thức “Thưởng điểm” còn thiếu tham số each."),
        ([Line("1", "x", D(1), source=Source.FIGURE)], "figure_code", "lấy từ số liệu thì phải có mã số liệu."),
    ],
)  # fmt: skip
def test_each_fault_is_named(lines, key, sentence):
    assert [(one.key, one.sentence) for one in faults(lines)] == [(key, sentence)]


def test_versions_are_compared_line_by_line():
    before = [Line("1", "Một"), Line("1.1", "Kế hoạch", D(2)), Line("1.2", "Bỏ", D(1))]
    after = [Line("1", "Một"), Line("1.1", "Kế hoạch", D("2.5"), formula=Formula.YES_NO), Line("1.10", "Mới", D(1))]
    assert changes(before, after) == [
        Change("1.1", "điểm tối đa", "2", "2,5"),
        Change("1.1", "cách tính", "Chấm tay", "Có hoặc không"),
        Change("1.2", "bỏ dòng", "Bỏ", ""),
        Change("1.10", "thêm dòng", "", "Mới"),
    ]
    assert changes(before, before) == []


@pytest.mark.django_db
def test_samples_load_once_and_score_nobody_until_copied():
    ensure_levels()
    assert len(actions_sets.load_samples(by=HOUSE, at=AT)) == 4
    assert actions_sets.load_samples(by=HOUSE, at=AT) == []
    sample = IndexSet.objects.get(code="mau-xa")
    board = make_board(make_index_set())
    unit = make_unit()
    with pytest.raises(Refused, match="bộ mẫu dùng chung"):
        actions.open_sheets(sample, [unit], by=board, at=AT)
    own = IndexSet.objects.get(code="mau").unit
    copied = actions_sets.copy_set(sample, unit=own, year=2027, by=board, at=AT)
    again = actions_sets.copy_set(copied, unit=own, year=2027, by=board, at=AT)
    assert (copied.is_sample, copied.version, again.version, again.copied_from) == (False, 1, 2, copied)
    assert queries_sets.compared(sample, copied) == []


@pytest.mark.django_db
def test_a_table_with_faults_names_each_cell_and_writes_nothing():
    board = make_board(make_index_set())
    own = IndexSet.objects.get().unit
    headings = tuple((one.heading, 10.0) for one in samples_reader.FIELDS)
    rows = [("1", "Một", "", "", "", "", ""), ("1.1", "Hai", "nhiều"), ("1.2", "Ba", D(1), "", "Theo bậc", "bậc=1")]
    content = write(Leaf("x", headings, rows))
    done = actions_sets.import_set(content, code="moi", name="Mới", year=2026, unit=own, by=board, at=AT)
    assert [str(one) for one in done.errors] == ["Ô C3: “nhiều” không phải là số; hãy nhập như 1.234,5."]
    rows[1] = ("1.1", "Hai", D(2))
    done = actions_sets.import_set(
        write(Leaf("x", headings, rows)), code="moi", name="Mới", year=2026, unit=own, by=board, at=AT
    )
    assert str(done.errors[0]).startswith("Ô F4: “bậc=1” không hiểu được")
    assert not IndexSet.objects.filter(code="moi").exists()


@pytest.mark.django_db
def test_a_draft_is_changed_line_by_line_and_stands_still_once_used():
    index_set = make_index_set()
    board = make_board(index_set)
    item = IndexItem.objects.get(code="1.1")
    actions_sets.edit_item(item, Line("1.1", "Kế hoạch năm", D("2.5")), by=board, at=AT)
    assert list(index_set.items.order_by("position").values_list("maximum", flat=True)) == [D("5.5"), D("2.5"), D(3)]
    with pytest.raises(Refused, match="Điểm tối đa phải lớn hơn 0"):
        actions_sets.edit_item(item, Line("1.1", "Kế hoạch năm", D(0)), by=board, at=AT)
    make_sheet(index_set, board)
    item = IndexItem.objects.get(code="1.1")
    with pytest.raises(Refused, match="chép thành phiên bản mới"):
        actions_sets.edit_item(item, Line("1.1", "Kế hoạch", D(1)), by=board, at=AT)
    assert JournalEntry.objects.filter(verb="index_set.edit_item").count() == 1


@pytest.mark.django_db
def test_a_spared_item_leaves_the_sum_and_the_maximum_and_keeps_its_history():
    index_set = make_index_set()
    board = make_board(index_set)
    sheet = make_sheet(index_set, board)
    item = IndexItem.objects.get(code="1.2")
    actions.put_figure(sheet.unit, "dung_han", 2023, numerator=D(1), denominator=D(2), by=board, at=AT)
    paper = make_paper()
    actions_sets.exempt(item, sheet.unit, reason="không có một cửa", document=paper, by=board, at=AT)
    with pytest.raises(Refused, match=r"Tiêu chí 1\.2 không áp dụng"):
        clerk = make_actor(Role.CLERK, unit=sheet.unit)
        actions.write(cell_of(sheet, "1.2"), Column.CLAIMED, D(1), seen=0, by=clerk, at=AT)
    settle(sheet, board, {"1.1": "1"})
    (standing,) = queries.standings(index_set)
    assert (standing.points, standing.maximum, standing.percent) == (1, 2, 50)
    with pytest.raises(Refused, match="đã chốt điểm"):
        actions_sets.exempt(item, sheet.unit, reason="x", document=paper, by=board, at=AT)
    assert Exemption.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("sample", SAMPLES, ids=[one.code for one in SAMPLES])
def test_sums_equal_another_way_of_summing(sample):
    """Random claims: the database's sum against plain fractions over the lines, digit by digit."""
    chance = random.Random(sample.code)
    index_set = IndexSet.objects.create(code="thu", name="Thử", year=2023, unit=make_unit())
    actions_sets._lay(index_set, sample.lines)
    scored = leaves(sample.lines)
    for _ in range(5):
        sheet = Sheet.objects.create(index_set=index_set, unit=make_unit())
        points = {line.code: D(chance.randint(0, int((line.maximum or 0) * 10_000))) / 10_000 for line in scored}
        for item in index_set.items.filter(is_leaf=True):
            sheet.cells.create(item=item, final=points[item.code])
        plain = sum(Fraction(points[line.code]) for line in scored if not line.is_bonus)
        extra = sum(Fraction(points[line.code]) for line in scored if line.is_bonus)
        found = next(one for one in queries.standings(index_set) if one.sheet == sheet)
        assert found.points == min(plain + extra, Fraction(100))
        assert found.maximum == 100
