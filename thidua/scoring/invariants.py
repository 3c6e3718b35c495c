"""What must always be true of scores."""

from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery

from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import Cell, CellWriting, IndexItem, Publication, Result


def faults() -> Iterator[str]:
    """Say each thing that is not as it must be, one line each."""
    yield from _settled()
    yield from _written()
    yield from _published()
    yield from _bounded()


def _settled() -> Iterator[str]:
    """A settled sheet has final points in every cell that counts."""
    empty = Cell.objects.filter(sheet__state=SheetState.FINAL, final=None, applies=True, item__is_bonus=False)
    for pk, code in empty.order_by("pk").values_list("sheet_id", "item__code"):
        yield f"Phiếu {pk} đã chốt nhưng ô {code} chưa có điểm cuối."


def _written() -> Iterator[str]:
    """What stands in a column is what was last written there, so that every figure has who and when."""
    for column in Column.values:
        last = CellWriting.objects.filter(cell=OuterRef("pk"), column=column).order_by("-at", "-pk")
        cells = Cell.objects.exclude(**{column: None}).annotate(last=Subquery(last.values("points")[:1]))
        for pk in cells.filter(Q(last=None) | ~Q(**{column: F("last")})).order_by("pk").values_list("pk", flat=True):
            yield f"Ô {pk}: cột {Column(column).label} khác với lần ghi cuối."


def _published() -> Iterator[str]:
    """Publications are numbered without a gap; results keep to their maximum."""
    turns: dict[int, int] = {}
    for pk, index_set, turn in Publication.objects.order_by("index_set", "turn", "pk").values_list(
        "pk", "index_set", "turn"
    ):
        turns[index_set] = turns.get(index_set, 0) + 1
        if turn != turns[index_set]:
            yield f"Lần công bố {pk} mang số {turn}, phải là {turns[index_set]}."
    for pk in Result.objects.filter(points__gt=F("maximum")).order_by("pk").values_list("pk", flat=True):
        yield f"Kết quả {pk} vượt điểm tối đa."


def _bounded() -> Iterator[str]:
    """No cell holds more than its item gives."""
    over = Q()
    for column in Column.values:
        over |= Q(**{f"{column}__gt": F("item__maximum")})
    for pk in Cell.objects.filter(over).order_by("pk").values_list("pk", flat=True):
        yield f"Ô {pk} có điểm vượt điểm tối đa."
    for pk in (
        IndexItem.objects.filter(is_leaf=True, children__isnull=False).order_by("pk").values_list("pk", flat=True)
    ):
        yield f"Dòng {pk} vừa chấm điểm vừa có dòng con."
