"""Acts on many cells or many sheets at once, as an office does them; each cell keeps its own history."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from thidua.base.refusal import Refused
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.scoring import actions, queries, rules
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import Cell, CellWriting, IndexSet, Sheet

AT_ONCE = 500  # databases limit how many keys one query may name
AS_CLAIMED = "Theo điểm tự chấm"


@dataclass(frozen=True)
class Done:
    """How many sheets were moved, and one sentence for each that stayed."""

    count: int
    stayed: tuple[str, ...] = ()


@transaction.atomic
def verify_as_claimed(index_set: IndexSet, sheets: Iterable[Sheet], *, by: Actor, at: datetime) -> int:
    """Write the claimed points as verified in every cell that is still empty there; give how many.

    Only cells of sheets being verified that this person may verify and the unit has claimed; what is already
    verified stays. Each cell gets its line of history, each sheet one line of the journal.
    """
    items = queries.verifiable_items(index_set, by)
    if not items:
        raise Refused(rules.why_not_verify(by, index_set.office_path or "", "") or "")
    held = Sheet.objects.select_for_update(no_key=True).filter(
        pk__in=[sheet.pk for sheet in sheets], state=SheetState.VERIFYING
    )
    wanted = list(held.order_by("pk"))  # no step passes while their cells are written
    cells = Cell.objects.select_for_update(of=("self",)).filter(
        sheet__in=[sheet.pk for sheet in wanted], item__in=items, applies=True, verified=None, claimed__isnull=False
    )
    found = list(cells.select_related("item").order_by("sheet_id", "item__position", "pk"))
    for some in _parts(found):
        Cell.objects.filter(pk__in=[cell.pk for cell in some]).update(verified=F("claimed"), version=F("version") + 1)
    CellWriting.objects.bulk_create(
        CellWriting(cell=cell, column=Column.VERIFIED, points=cell.claimed, words=AS_CLAIMED, at=at,
                    by_id=by.person_id)
        for cell in found
    )  # fmt: skip
    for sheet in wanted:
        codes = [cell.item.code for cell in found if cell.sheet_id == sheet.pk]
        if codes:
            journal.record("sheet.verified", sheet, by=by, at=at, facts={"items": codes, "as": Column.CLAIMED.value})
    return len(found)


def _parts(cells: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    for start in range(0, len(cells), AT_ONCE):
        yield cells[start : start + AT_ONCE]


def move_all(index_set: IndexSet, state: SheetState, *, by: Actor, at: datetime) -> Done:
    """Take every sheet of a set that stands at a step to the next; one that may not go stays, with its reason."""
    wanted = rules.NEXT_STATE.get(state)
    reason = rules.why_not_use(index_set.office_path) or rules.why_not_board(by, index_set.office_path or "")
    if reason or wanted is None:
        raise Refused(reason or "Phiếu đã chốt điểm thì không còn bước sau. Hãy công bố kết quả.")
    moved, stayed = 0, []
    for sheet in queries.sheets_at(index_set, state):
        try:
            actions.move(sheet, wanted, by=by, at=at)
        except Refused as refused:
            stayed.append(f"{sheet.unit.name}: {refused}")
        else:
            moved += 1
    return Done(moved, tuple(stayed))
