"""A table of tasks: what, by which unit, until when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.base.text import norm
from thidua.plans.outline import Node
from thidua.plans.passage import Passage

_TASK = re.compile(r"(?:ten )?(?:nhiem vu|noi dung|cong viec|hoat dong|noi dung cong viec)")
_UNIT = re.compile(
    r"(?:co quan|don vi|bo phan|phong|ca nhan)?[ ,]*(?:don vi|co quan)?\s*(?:chu tri|thuc hien|phu trach|dau moi)|"
    r"don vi"
)
_TIME = re.compile(r"thoi (?:gian|han|diem)|tien do|hoan thanh|han\b|moc")


@dataclass(frozen=True)
class TaskRow:
    """One row: the task, its unit and its time; a cell that is not there is None."""

    task: Passage
    unit: Passage | None
    time: Passage | None


def task_rows(root: Node, topics: frozenset[str]) -> Iterator[TaskRow]:
    """Give the rows of the tables of tasks in the sections on these topics."""
    columns: tuple[int, int | None, int | None] | None = None
    for node in root.walk():
        cells = node.paragraph.cells if node.paragraph is not None else ()
        if not cells:
            columns = None
            continue
        if head := _columns(cells):
            columns = head
            continue
        if columns is None or not node.topics & topics or columns[0] >= len(cells) or not cells[columns[0]]:
            continue
        yield TaskRow(cells[columns[0]], _cell(cells, columns[1]), _cell(cells, columns[2]))


def _columns(cells: tuple[Passage, ...]) -> tuple[int, int | None, int | None] | None:
    flat = [norm(cell.text) for cell in cells]
    if any(len(each) > 60 for each in flat):
        return None
    unit = _first(flat, _UNIT)
    time = _first(flat, _TIME)
    task = next((place for place, each in enumerate(flat) if _TASK.match(each) and place not in (unit, time)), None)
    return (task, unit, time) if task is not None and (unit is not None or time is not None) else None


def _first(flat: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((place for place, each in enumerate(flat) if pattern.match(each)), None)


def _cell(cells: tuple[Passage, ...], place: int | None) -> Passage | None:
    return cells[place] if place is not None and place < len(cells) and cells[place] else None
