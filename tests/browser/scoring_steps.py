"""What a district and its communes do in a year of scoring, as steps on the pages."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tests.browser.conftest import Visitor
from tests.browser.journey import press, said
from tests.scoring.rows import AT
from thidua.org.models import Document
from thidua.scoring import actions
from thidua.scoring.actions_bulk import AS_CLAIMED
from thidua.scoring.kinds import Column, SheetState, Source
from thidua.scoring.models import Cell, CellWriting, IndexItem, IndexSet, Sheet

PASTE = """([field, words]) => {
  const one = document.querySelector(field), data = new DataTransfer();
  one.focus();
  data.setData("text", words);
  one.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def paste(page: Any, field: str, rows: Iterable[Sequence[str]]) -> None:
    """Lay what was copied from Excel over the fields from this one on."""
    page.evaluate(PASTE, [field, "\r\n".join("\t".join(row) for row in rows) + "\r\n"])


def by_hand(item: IndexItem) -> bool:
    return item.source != Source.FIGURE or not item.figure_code


def points_for(item: IndexItem, place: int) -> Decimal:
    """What a commune claims by hand: quarters of the maximum, whole or nothing where it is yes or no."""
    quarters = (place * 7 + item.position * 3) % 5
    return item.maximum if item.formula == "yes_no" else item.maximum * quarters / 4


def written(points: Decimal) -> str:
    return f"{points.normalize():f}".replace(".", ",")


def published_before(index_set: IndexSet, sheets: Sequence[Sheet], document: Document, by: Any) -> None:
    """Lay a year that is over, as rows: claimed, verified and settled at two thirds, then published by the action."""
    cells = list(Cell.objects.filter(sheet__in=sheets, item__is_bonus=False).select_related("item").order_by("pk"))
    columns = (Column.CLAIMED, Column.VERIFIED, Column.FINAL)
    for cell in cells:
        cell.claimed = cell.verified = cell.final = (cell.item.maximum * 2 / 3).quantize(Decimal("0.01"))
        cell.version = 3
    Cell.objects.bulk_update(cells, ["claimed", "verified", "final", "version"], batch_size=200)
    CellWriting.objects.bulk_create(
        CellWriting(cell=cell, column=column, points=cell.final, words=AS_CLAIMED, at=AT)
        for cell in cells
        for column in columns
    )
    Sheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(state=SheetState.FINAL, finalised_at=AT)
    actions.publish(index_set, document=document, by=by, at=AT)


def claim(window: Visitor, sheet: Sheet, items: Sequence[IndexItem], place: int) -> None:
    """A clerk pastes the points made by hand, lets the figures give the rest, and hands the sheet in."""
    page = window.open(sheet.get_absolute_url())
    rows = [(written(points_for(item, place)), "đã có văn bản") if by_hand(item) else ("", "") for item in items]
    paste(page, "[data-grid=p]", rows)
    press(page, "Tính từ số liệu")
    assert "ô từ số liệu." in said(page)
    press(page, "Nộp phiếu để thẩm định")
    assert "Đã nộp phiếu để thẩm định." in said(page)


def type_into_grid(window: Visitor, index_set: IndexSet, column: str, given: dict[Cell, str], reason: str) -> None:
    """Somebody types some cells of a column into the grid, with one reason for all."""
    page = window.open(f"{index_set.get_absolute_url()}luoi/nhap/?cot={column}")
    for cell, points in given.items():
        page.fill(f"[name^='p{cell.pk}-']", points)
    page.fill("#words", reason)
    press(page, "Ghi điểm")
    assert f"Đã ghi {len(given)} ô." in said(page)


def move_all(window: Visitor, index_set: IndexSet, many: int, step: str) -> None:
    page = window.open(f"{index_set.get_absolute_url()}tien-do/")
    press(page, f"Chuyển {many} phiếu sang “{step}”")
    assert f"Đã chuyển {many} phiếu." in said(page)


def publish(window: Visitor, index_set: IndexSet, number: str, on: date, *, reason: str = "") -> Any:
    page = window.open(f"{index_set.get_absolute_url()}xep-hang/")
    page.fill("#id_number", number)
    page.fill("#id_dated_on", on.isoformat())
    page.fill("#id_reason", reason)
    press(page, "Công bố kết quả")
    assert "Đã công bố kết quả." in said(page)
    return page
