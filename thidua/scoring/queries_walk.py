"""From a published total back to its lines as they stood when it was published."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from thidua.org.actor import Actor
from thidua.org.models import Unit
from thidua.scoring import queries, rules
from thidua.scoring.kinds import Column
from thidua.scoring.models import Cell, CellWriting, IndexItem, IndexSet, Publication, Result, Sheet


@dataclass(frozen=True)
class Step:
    """One line of a published result: a field or criterion with its sum, or a scored line with its cell."""

    item: IndexItem
    maximum: Fraction
    points: Fraction | None  # None: nothing was written, which is not 0
    cell_id: int | None = None
    applies: bool = True

    @property
    def depth(self) -> int:
        """How many lines stand above it."""
        return self.item.code.count(".")


@dataclass(frozen=True)
class Walk:
    """A published result with its lines; ``is_whole`` says that they still add up to what was published."""

    result: Result
    sheet: Sheet
    steps: tuple[Step, ...]
    is_whole: bool


def publications_of(index_set: IndexSet) -> QuerySet[Publication]:
    """The publications of a set in their turns, with their papers."""
    return index_set.publications.select_related("document", "published_by").order_by("turn", "pk")


def results_for(actor: Actor) -> QuerySet[Result]:
    """Published results of the sets this person has to do with."""
    sets = queries.sets_for(actor).order_by()
    rows = Result.objects.filter(publication__index_set__in=sets.values("pk"))
    return rows.select_related("publication__index_set__unit", "publication__document", "publication__published_by")


def newest_of(unit: Unit, actor: Actor) -> list[Result]:
    """The published results of a unit, newest year first; of each set the last turn."""
    rows = results_for(actor).filter(unit=unit).order_by("publication__turn", "pk")
    newest = {row.publication.index_set_id: row for row in rows}
    return sorted(newest.values(), key=lambda row: (-row.publication.index_set.year, row.pk))


def published_of(sheet: Sheet) -> QuerySet[Result]:
    """What was published of a sheet, turn by turn."""
    rows = Result.objects.filter(publication__index_set=sheet.index_set_id, unit=sheet.unit_id)
    return rows.select_related("publication__document").order_by("publication__turn", "pk")


def walk_of(result: Result) -> Walk:
    """The lines of a result as they stood at the moment of publishing, sums above them. Costs four queries."""
    publication = result.publication
    sheet = Sheet.objects.select_related("unit", "claimed_by", "finalised_by").get(
        index_set=publication.index_set_id, unit=result.unit_id
    )
    cells = {cell.item_id: cell for cell in sheet.cells.order_by("pk")}
    written = _finals(sheet, publication)
    items = list(queries.items_of(publication.index_set))
    leaves = [_leaf(item, cells[item.pk], written) for item in items if item.is_leaf and item.pk in cells]
    steps = [_step(item, leaves) for item in items]
    counted = [
        rules.Scored(one.item.pk, one.item.maximum, one.points, one.applies, one.item.is_bonus) for one in leaves
    ]
    total = rules.total(counted)
    is_whole = (Fraction(result.points), Fraction(result.maximum)) == (total.points, total.maximum)
    return Walk(result, sheet, tuple(one for one in steps if one), is_whole)


def _finals(sheet: Sheet, publication: Publication) -> dict[int, Decimal | None]:
    """The final points of each cell as last written before the publication."""
    rows = CellWriting.objects.filter(cell__sheet=sheet, column=Column.FINAL, at__lte=publication.published_at)
    return dict(rows.order_by("at", "pk").values_list("cell_id", "points"))


def _leaf(item: IndexItem, cell: Cell, written: dict[int, Decimal | None]) -> Step:
    points = written.get(cell.pk)
    return Step(item, Fraction(item.maximum), None if points is None else Fraction(points), cell.pk, cell.applies)


def _step(item: IndexItem, leaves: list[Step]) -> Step | None:
    """The line itself when it is scored, else the sums of what stands under it; None where nothing does."""
    under = [one for one in leaves if one.item.code == item.code or one.item.code.startswith(f"{item.code}.")]
    if item.is_leaf or not under:
        return under[0] if under else None
    counted = [one for one in under if one.applies]
    maximum = sum((one.maximum for one in counted if not one.item.is_bonus), Fraction(0))
    return Step(item, maximum, sum((one.points for one in counted if one.points is not None), Fraction(0)))
