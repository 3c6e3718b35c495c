from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.factories import make_actor, make_level, make_unit
from thidua.base.refusal import Refused
from thidua.org.kinds import Role
from thidua.org.models import Cluster, ClusterMember, Document, JournalEntry
from thidua.scoring import actions, queries
from thidua.scoring.kinds import Column, Formula, SheetState, Source, Ties
from thidua.scoring.models import Cell, CellWriting, Exemption, IndexItem, IndexSet, Result, Sheet

pytestmark = pytest.mark.django_db
AT = datetime(2024, 1, 10, 2, 0, tzinfo=UTC)
D = Decimal


@pytest.fixture
def office():
    return make_unit(name="UBND huyện Mẫu", level=make_level("huyen", "Huyện", 4))


@pytest.fixture
def board(office):
    return make_actor(Role.OFFICE, Role.VERIFIER, unit=office)


@pytest.fixture
def index_set(office):
    made = IndexSet.objects.create(
        code="mau", name="Chỉ số cải cách hành chính", year=2023, unit=office, classes=[["Tốt", "80"], ["Khá", "50"]]
    )
    field = IndexItem.objects.create(index_set=made, code="1", name="Chỉ đạo", position=1, is_leaf=False, maximum=D(5))
    IndexItem.objects.create(index_set=made, parent=field, code="1.1", name="Kế hoạch", position=2, maximum=D(2))
    IndexItem.objects.create(
        index_set=made, parent=field, code="1.2", name="Đúng hạn", position=3, maximum=D(3), source=Source.FIGURE,
        figure_code="dung_han", formula=Formula.RATIO,
    )  # fmt: skip
    return made


def open_one(index_set, board, name="Xã Một"):
    unit = make_unit(name=name, parent=index_set.unit)
    (sheet,) = actions.open_sheets(index_set, [unit], by=board, at=AT)
    clerk = make_actor(Role.CLERK, unit=unit)
    return sheet, clerk


def cell_of(sheet, code):
    return Cell.objects.get(sheet=sheet, item__code=code)


def finish(sheet, clerk, board, points):
    for code, value in points.items():
        actions.write(cell_of(sheet, code), Column.CLAIMED, D(value), seen=0, by=clerk, at=AT)
    actions.move(sheet, SheetState.VERIFYING, by=clerk, at=AT)
    for code, value in points.items():
        actions.write(cell_of(sheet, code), Column.VERIFIED, D(value), seen=1, by=board, at=AT)
    for state in (SheetState.EXPLAINING, SheetState.FINALISING, SheetState.FINAL):
        sheet = actions.move(sheet, state, by=board, at=AT)
    return sheet


def make_document():
    return Document.objects.create(kind="Quyết định", number="01/QĐ-UBND", dated_on=date(2024, 2, 1), entered_at=AT)


def test_open_sheets_makes_a_cell_for_every_leaf_once(index_set, board):
    sheet, _ = open_one(index_set, board)
    assert list(sheet.cells.values_list("item__code", flat=True).order_by("item__position")) == ["1.1", "1.2"]
    assert actions.open_sheets(index_set, [sheet.unit], by=board, at=AT) == []


def test_item_not_for_a_level_or_exempted_leaves_the_sheet(index_set, board):
    IndexItem.objects.filter(code="1.1").update(not_for=["xa"])
    unit = make_unit(parent=index_set.unit)
    Exemption.objects.create(item=IndexItem.objects.get(code="1.2"), unit=unit, reason="không có bộ phận Một cửa")
    (sheet,) = actions.open_sheets(index_set, [unit], by=board, at=AT)
    assert sheet.cells.count() == 0


def test_write_keeps_column_history_and_journal(index_set, board):
    sheet, clerk = open_one(index_set, board)
    cell = actions.write(cell_of(sheet, "1.1"), Column.CLAIMED, D(0), words="chưa có", seen=0, by=clerk, at=AT)
    assert (cell.claimed, cell.claimed_note, cell.version) == (D(0), "chưa có", 1)
    assert CellWriting.objects.get().points == D(0)
    assert JournalEntry.objects.filter(verb="sheet.claimed").count() == 1


def test_second_writer_on_the_same_cell_is_told_and_nothing_is_lost(index_set, board):
    sheet, clerk = open_one(index_set, board)
    cell = cell_of(sheet, "1.1")
    actions.write(cell, Column.CLAIMED, D(1), seen=0, by=clerk, at=AT)
    with pytest.raises(Refused, match=r"Ô 1\.1 vừa được .* ghi 1. Điểm bạn nhập chưa được ghi"):
        actions.write(cell, Column.CLAIMED, D(2), seen=0, by=clerk, at=AT)
    assert cell_of(sheet, "1.1").claimed == D(1)
    assert CellWriting.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "points", "words", "who", "sentence"),
    [
        (Column.CLAIMED, D(3), "", "clerk", "Điểm phải từ 0 đến 2"),
        (Column.CLAIMED, D(1), "", "board", "Chỉ đầu mối của đơn vị"),
        (Column.VERIFIED, D(1), "", "board", "nên cột “Thẩm định” không sửa được"),
        (Column.FINAL, D(1), "", "clerk", "Chỉ cán bộ thường trực"),
    ],
)
def test_write_is_refused_in_words(index_set, board, column, points, words, who, sentence):
    sheet, clerk = open_one(index_set, board)
    with pytest.raises(Refused, match=sentence):
        actions.write(
            cell_of(sheet, "1.1"), column, points, words=words, seen=0, by=clerk if who == "clerk" else board, at=AT
        )
    assert CellWriting.objects.count() == 0


def test_claim_after_the_last_day_is_refused(index_set, board):
    IndexSet.objects.update(claim_until=date(2024, 1, 9))
    sheet, clerk = open_one(index_set, board)
    with pytest.raises(Refused, match="Hạn tự chấm đã hết ngày 09/01/2024"):
        actions.write(cell_of(sheet, "1.1"), Column.CLAIMED, D(1), seen=0, by=clerk, at=AT)


def test_verifier_who_differs_gives_a_reason(index_set, board):
    sheet, clerk = open_one(index_set, board)
    actions.write(cell_of(sheet, "1.1"), Column.CLAIMED, D(2), seen=0, by=clerk, at=AT)
    actions.move(sheet, SheetState.VERIFYING, by=clerk, at=AT)
    with pytest.raises(Refused, match="hãy ghi lý do"):
        actions.write(cell_of(sheet, "1.1"), Column.VERIFIED, D(1), seen=1, by=board, at=AT)
    cell = actions.write(cell_of(sheet, "1.1"), Column.VERIFIED, D(1), words="thiếu văn bản", seen=1, by=board, at=AT)
    assert (cell.claimed, cell.verified) == (D(2), D(1))


def test_figures_fill_the_claimed_column_exactly(index_set, board):
    sheet, clerk = open_one(index_set, board)
    actions.put_figure(sheet.unit, "dung_han", 2023, numerator=D(2), denominator=D(3), by=clerk, at=AT)
    assert actions.fill_from_figures(sheet, by=clerk, at=AT) == 1
    assert cell_of(sheet, "1.2").claimed == D(2)


def test_impossible_figure_is_refused(index_set, board):
    sheet, clerk = open_one(index_set, board)
    with pytest.raises(Refused, match="lớn hơn tổng số"):
        actions.put_figure(sheet.unit, "dung_han", 2023, numerator=D(4), denominator=D(3), by=clerk, at=AT)


def test_final_needs_every_cell(index_set, board):
    sheet, _ = open_one(index_set, board)
    for state in (SheetState.VERIFYING, SheetState.EXPLAINING, SheetState.FINALISING):
        sheet = actions.move(sheet, state, by=board, at=AT)
    with pytest.raises(Refused, match=r"Chưa có điểm thẩm định hoặc điểm cuối ở 1\.1, 1\.2"):
        actions.move(sheet, SheetState.FINAL, by=board, at=AT)


@pytest.mark.parametrize(("ties", "expected"), [(Ties.COMPETITION, [1, 1, 3]), (Ties.DENSE, [1, 1, 2])])
def test_ranking_is_exact_and_keeps_ties(index_set, board, ties, expected):
    IndexSet.objects.update(ties=ties)
    index_set.refresh_from_db()
    for name, points in [("A", ("0.1", "0.2")), ("B", ("0.2", "0.1")), ("C", ("0.1", "0.1999"))]:
        sheet, clerk = open_one(index_set, board, name)
        finish(sheet, clerk, board, dict(zip(["1.1", "1.2"], points, strict=True)))
    found = queries.standings(index_set)
    assert [each.rank for each in found] == expected
    assert [each.points for each in found] == [Fraction(3, 10), Fraction(3, 10), Fraction(2999, 10_000)]


def test_clusters_are_ranked_apart(index_set, board):
    for name, points in [("A", "2"), ("B", "1"), ("C", "0")]:
        sheet, clerk = open_one(index_set, board, name)
        finish(sheet, clerk, board, {"1.1": points, "1.2": "3"})
        cluster, _ = Cluster.objects.get_or_create(
            name="Cụm 1" if name != "C" else "Cụm 2", unit=index_set.unit, from_on=date(2023, 1, 1)
        )
        ClusterMember.objects.create(cluster=cluster, unit=sheet.unit, from_on=date(2023, 1, 1))
    assert [each.rank for each in queries.standings(index_set)] == [1, 2, 1]


def test_publish_freezes_results_and_a_correction_is_another(index_set, board):
    sheet, clerk = open_one(index_set, board)
    with pytest.raises(Refused, match="Còn phiếu chưa chốt"):
        actions.publish(index_set, document=make_document(), by=board, at=AT)
    finish(sheet, clerk, board, {"1.1": "1.5", "1.2": "2.5"})
    actions.publish(index_set, document=make_document(), by=board, at=AT)
    result = Result.objects.get()
    assert (result.points, result.maximum, result.percent, result.rank, result.rating_class) == (
        D(4),
        D(5),
        D(80),
        1,
        "Tốt",
    )
    with pytest.raises(Refused, match="hãy ghi lý do"):
        actions.publish(index_set, document=make_document(), by=board, at=AT)
    again = actions.publish(index_set, document=make_document(), reason="sửa điểm 1.2", by=board, at=AT)
    assert again.turn == 2


def test_outsider_may_not_move_a_sheet(index_set, board):
    sheet, _ = open_one(index_set, board)
    stranger = replace(make_actor(Role.CLERK), person_id=board.person_id)
    with pytest.raises(Refused, match="Chỉ cán bộ thường trực"):
        actions.move(sheet, SheetState.VERIFYING, by=stranger, at=AT)
    assert Sheet.objects.get().state == SheetState.CLAIMING


def test_nought_is_ranked_and_an_empty_column_is_not(index_set, board):
    sheet, clerk = open_one(index_set, board, "Xã Không")
    finish(sheet, clerk, board, {"1.1": "0", "1.2": "0"})
    open_one(index_set, board, "Xã Trống")
    found = [(each.sheet.unit.name, each.rank, each.percent) for each in queries.standings(index_set)]
    assert found == [("Xã Không", 1, 0), ("Xã Trống", None, None)]
