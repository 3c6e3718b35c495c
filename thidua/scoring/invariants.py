"""What must always be true of scores."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from thidua.scoring import queries_results
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import Cell, CellWriting, IndexItem, Publication, Result, SurveyCode, SurveyTally

FROZEN = ("publication", "result", "cellwriting")
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def faults() -> Iterator[str]:
    """Say each thing that is not as it must be, one line each."""
    yield from _settled()
    yield from _written()
    yield from _published()
    yield from _bounded()
    yield from _asked()
    yield from _guard()


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
    for publication in Publication.objects.order_by("pk").prefetch_related("results"):
        if queries_results.digest_of(publication.results.all()) != publication.digest:
            yield f"Kết quả của lần công bố {publication.pk} không còn đúng như khi công bố."
    for pk in Result.objects.filter(points__gt=F("maximum")).order_by("pk").values_list("pk", flat=True):
        yield f"Kết quả {pk} vượt điểm tối đa."


def _asked() -> Iterator[str]:
    """As many answers to every question about a unit as codes were spent on it."""
    rows = SurveyCode.objects.filter(is_spent=True).order_by().values("survey", "unit").annotate(many=Count("pk"))
    spent = {(row["survey"], row["unit"]): row["many"] for row in rows}
    tallies = SurveyTally.objects.order_by("question_id", "unit_id").values("question", "question__survey", "unit")
    for row in tallies.annotate(said=Sum("count")):
        if row["said"] != spent.get((row["question__survey"], row["unit"]), 0):
            yield f"Khảo sát {row['question__survey']}: số phiếu của đơn vị {row['unit']} khác số mã đã dùng."


def _guard() -> Iterator[str]:
    """The database itself refuses to change what was published and what was ever written."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        laid = {name for (name,) in cursor.fetchall()}
    if any(not any(name.startswith(f"{table}_no_") for name in laid) for table in FROZEN):
        yield "Cơ sở dữ liệu không còn chặn việc sửa kết quả đã công bố (thiếu trigger). Hãy báo người quản trị."


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
