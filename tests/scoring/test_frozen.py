"""What was published, and what was ever written into a cell, is refused a change by the database itself."""

from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from tests.scoring.rows import AT, cell_of, make_board, make_index_set, make_paper, make_sheet, settle
from thidua.scoring import actions, invariants
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import CellWriting, Publication, Result

pytestmark = pytest.mark.django_db


def published() -> Publication:
    index_set = make_index_set()
    board = make_board(index_set)
    settle(make_sheet(index_set, board), board, {"1.1": "1.5", "1.2": "2.5"})
    return actions.publish(index_set, document=make_paper(), by=board, at=AT)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def behind_its_back(sql: str) -> None:
    triggers = import_module("thidua.scoring.migrations.0003_published_results_are_frozen")
    with connection.cursor() as cursor:
        for table in triggers.TWICE:
            names = triggers._sqlite(table) if connection.vendor == "sqlite" else [f"{table}_no_change"]
            for name in names:
                cursor.execute(
                    f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON scoring_{table}")
                )
        cursor.execute(sql)


CHANGES = [
    "UPDATE scoring_publication SET reason = 'khác'",
    "DELETE FROM scoring_publication",
    "UPDATE scoring_result SET points = 5",
    "DELETE FROM scoring_result",
    "UPDATE scoring_cellwriting SET points = 0",
    "DELETE FROM scoring_cellwriting",
]
REPLACED = [
    "REPLACE INTO scoring_result SELECT * FROM scoring_result",
    "REPLACE INTO scoring_publication SELECT * FROM scoring_publication",
    "REPLACE INTO scoring_cellwriting SELECT * FROM scoring_cellwriting",
]


@pytest.mark.parametrize("statement", CHANGES + (REPLACED if connection.vendor == "sqlite" else []))
def test_the_database_refuses_every_change(statement):
    published()
    before = list(Publication.objects.values()), list(Result.objects.values()), list(CellWriting.objects.values())
    with pytest.raises(DatabaseError, match="what was published or written is never changed"), transaction.atomic():
        run(statement)
    after = list(Publication.objects.values()), list(Result.objects.values()), list(CellWriting.objects.values())
    assert (before == after, len(after[1]), list(invariants.faults())) == (True, 1, [])


def test_a_correction_is_another_publication_and_the_first_stays():
    first = published()
    board, sheet = make_board(first.index_set), first.index_set.sheets.get()
    sheet = actions.move(sheet, SheetState.FINALISING, words="nhầm điểm 1.2", by=board, at=AT)
    cell = cell_of(sheet, "1.2")
    actions.write(cell, Column.FINAL, 1, words="nhầm cột", seen=cell.version, by=board, at=AT)
    actions.move(sheet, SheetState.FINAL, by=board, at=AT)
    paper = make_paper("02/QĐ-UBND")
    second = actions.publish(first.index_set, document=paper, reason="nhầm điểm 1.2", by=board, at=AT)
    kept = Result.objects.order_by("publication__turn").values_list("publication__turn", "points", "rating_class")
    assert list(kept) == [(1, 4, "Tốt"), (2, 2.5, "Khá")]
    assert (first.digest == second.digest, list(invariants.faults())) == (False, [])


@pytest.mark.parametrize(
    "statement",
    ["UPDATE scoring_result SET points = 4.5", "DELETE FROM scoring_result", "UPDATE scoring_result SET rank = 2"],
)
def test_a_change_behind_its_back_is_found(statement):
    publication = published()
    behind_its_back(statement)
    assert list(invariants.faults()) == [
        f"Kết quả của lần công bố {publication.pk} không còn đúng như khi công bố.",
        "Cơ sở dữ liệu không còn chặn việc sửa kết quả đã công bố (thiếu trigger). Hãy báo người quản trị.",
    ]
