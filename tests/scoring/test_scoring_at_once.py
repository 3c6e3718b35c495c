"""Two people work on the same sheet at the same moment, with real connections and real commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, transaction

from tests.factories import make_actor
from tests.scoring.rows import AT, cell_of, make_board, make_index_set, make_paper, make_sheet, settle
from thidua.base.money import figure
from thidua.base.refusal import Refused
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry
from thidua.scoring import actions, invariants
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import Cell, CellWriting, Publication, Sheet

pytestmark = pytest.mark.django_db(transaction=True)
LOOK = "Điểm bạn nhập chưa được ghi; hãy tải lại trang, xem rồi nhập lại."


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Do every act in a thread of its own with its own connection; give what each gave or was refused with."""
    gate = Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        try:
            gate.wait(timeout=30)
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def make_verified_sheet() -> tuple[Sheet, list]:
    """A sheet handed in, and two verifiers of the scoring office."""
    index_set = make_index_set()
    board = make_board(index_set)
    sheet = actions.move(make_sheet(index_set, board), SheetState.VERIFYING, by=board, at=AT)
    return sheet, [make_actor(Role.VERIFIER, unit=index_set.unit) for _ in range(2)]


def writing(cell: Cell, points: str, words: str, by) -> Callable[[], object]:
    copy = Cell.objects.get(pk=cell.pk)
    return lambda: actions.write(copy, Column.VERIFIED, Decimal(points), words=words, seen=copy.version, by=by, at=AT)


def test_two_verifiers_of_one_cell_the_second_is_told_and_the_first_stays():
    sheet, (one, other) = make_verified_sheet()
    cell = cell_of(sheet, "1.1")
    acts = [writing(cell, "1.5", "thiếu phụ lục", one), writing(cell, "0.5", "không có văn bản", other)]
    ends = at_once(acts)
    told = [end for end in ends if isinstance(end, Refused)]
    (kept,) = [end for end in ends if isinstance(end, Cell)]
    first = (one, other)[ends.index(kept)]
    assert [str(end) for end in told] == [f"Ô 1.1 vừa được {first.name} ghi {figure(kept.verified)}. {LOOK}"]
    assert Cell.objects.filter(pk=cell.pk).values_list("verified", "verified_reason", "version").get() == (
        kept.verified, kept.verified_reason, 1,
    )  # fmt: skip
    history = CellWriting.objects.filter(cell=cell).values_list("points", "words", "by_id")
    assert list(history) == [(kept.verified, kept.verified_reason, first.person_id)]
    assert JournalEntry.objects.filter(verb="sheet.verified").count() == 1
    assert list(invariants.faults()) == []


def test_the_second_writes_again_after_looking_and_both_stand_in_the_history():
    sheet, (one, other) = make_verified_sheet()
    cell = cell_of(sheet, "1.1")
    actions.write(cell, Column.VERIFIED, Decimal("1.5"), words="thiếu phụ lục", seen=0, by=one, at=AT)
    seen = Cell.objects.get(pk=cell.pk).version
    actions.write(cell, Column.VERIFIED, Decimal("0.5"), words="không có văn bản", seen=seen, by=other, at=AT)
    written = CellWriting.objects.filter(cell=cell).order_by("pk").values_list("by_id", "points")
    assert list(written) == [(one.person_id, Decimal("1.5")), (other.person_id, Decimal("0.5"))]


def test_two_verifiers_of_two_cells_of_one_sheet_do_not_stand_in_each_others_way():
    sheet, (one, other) = make_verified_sheet()
    acts = [
        writing(cell_of(sheet, "1.1"), "1.5", "thiếu phụ lục", one),
        writing(cell_of(sheet, "1.2"), "2.5", "hai hồ sơ muộn", other),
    ]
    assert [type(end) for end in at_once(acts)] == [Cell, Cell]
    assert list(sheet.cells.order_by("item__position").values_list("verified", flat=True)) == [1.5, 2.5]


def test_eight_verifiers_of_one_cell_leave_one_figure_and_seven_sentences():
    sheet, _ = make_verified_sheet()
    cell = cell_of(sheet, "1.1")
    crowd = [make_actor(Role.VERIFIER, unit=sheet.index_set.unit) for _ in range(8)]
    ends = at_once([writing(cell, f"1.{place}", "theo văn bản", by) for place, by in enumerate(crowd)])
    told = [str(end) for end in ends if isinstance(end, Refused)]
    assert (len(told), len(set(told)), LOOK in told[0]) == (7, 1, True)
    assert CellWriting.objects.filter(cell=cell).count() == 1


def test_a_cell_written_while_its_sheet_is_handed_on_waits_and_is_told():
    sheet, (one, _) = make_verified_sheet()
    board = make_board(sheet.index_set)
    write = writing(cell_of(sheet, "1.1"), "1.5", "thiếu phụ lục", one)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            actions.move(sheet, SheetState.EXPLAINING, by=board, at=AT)
            late = pool.submit(at_once, [write])
            with pytest.raises(TimeoutError):
                late.result(timeout=0.5)
        (end,) = late.result(timeout=30)
    assert str(end) == "Phiếu chấm đang ở bước “Giải trình” nên cột “Thẩm định” không sửa được."
    assert CellWriting.objects.count() == 0


def test_two_who_publish_at_once_give_one_publication():
    index_set = make_index_set()
    board = make_board(index_set)
    settle(make_sheet(index_set, board), board, {"1.1": "1.5", "1.2": "2.5"})
    papers = [make_paper(), make_paper("02/QĐ-UBND")]
    ends = at_once(
        [lambda paper=paper: actions.publish(index_set, document=paper, by=board, at=AT) for paper in papers]
    )
    assert [str(end) for end in ends if isinstance(end, Refused)] == [
        "Đã công bố kết quả; lần công bố sau là đính chính, hãy ghi lý do."
    ]
    assert Publication.objects.get().turn == 1
    assert list(invariants.faults()) == []
