"""Dull, valid rows of scoring."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.factories import make_actor, make_level, make_unit
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Document, Unit
from thidua.scoring import actions
from thidua.scoring.kinds import Column, Formula, SheetState, Source
from thidua.scoring.models import Cell, IndexItem, IndexSet, Sheet

AT = datetime(2024, 1, 10, 2, 0, tzinfo=UTC)
D = Decimal


def make_index_set(office: Unit | None = None, **given: Any) -> IndexSet:
    """One field with an item by hand and an item fed by a figure."""
    office = office or make_unit(name="UBND huyện Mẫu", level=make_level("huyen", "Huyện", 4))
    values = {"code": "mau", "name": "Chỉ số cải cách hành chính", "year": 2023} | given
    made = IndexSet.objects.create(unit=office, classes=[["Tốt", "80"], ["Khá", "50"]], **values)
    field = IndexItem.objects.create(index_set=made, code="1", name="Chỉ đạo", position=1, is_leaf=False, maximum=D(5))
    IndexItem.objects.create(index_set=made, parent=field, code="1.1", name="Kế hoạch", position=2, maximum=D(2))
    IndexItem.objects.create(
        index_set=made, parent=field, code="1.2", name="Đúng hạn", position=3, maximum=D(3), source=Source.FIGURE,
        figure_code="dung_han", formula=Formula.RATIO,
    )  # fmt: skip
    return made


def make_board(index_set: IndexSet) -> Actor:
    return make_actor(Role.OFFICE, Role.VERIFIER, unit=index_set.unit)


def make_sheet(index_set: IndexSet, board: Actor, name: str = "Xã Một") -> Sheet:
    unit = make_unit(name=name, parent=index_set.unit)
    (sheet,) = actions.open_sheets(index_set, [unit], by=board, at=AT)
    return sheet


def cell_of(sheet: Sheet, code: str) -> Cell:
    return Cell.objects.get(sheet=sheet, item__code=code)


def settle(sheet: Sheet, board: Actor, points: dict[str, str]) -> Sheet:
    """Verify every item as given and settle the sheet."""
    actions.move(sheet, SheetState.VERIFYING, by=board, at=AT)
    for code, value in points.items():
        actions.write(cell_of(sheet, code), Column.VERIFIED, D(value), words="đủ", seen=0, by=board, at=AT)
    for state in (SheetState.EXPLAINING, SheetState.FINALISING, SheetState.FINAL):
        sheet = actions.move(sheet, state, by=board, at=AT)
    return sheet


def make_paper(number: str = "01/QĐ-UBND", dated_on: date = date(2024, 2, 1), **given: Any) -> Document:
    return Document.objects.create(kind="Quyết định", number=number, dated_on=dated_on, entered_at=AT, **given)
