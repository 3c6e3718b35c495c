"""Named reads of index sets, sheets, figures and results; sums over many rows are the database's work."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Coalesce, DenseRank, Least, Rank, Round

from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import ClusterMember, Unit
from thidua.org.queries import SEGMENT, subtree, subtrees
from thidua.scoring.kinds import SheetState, Ties
from thidua.scoring.models import (
    Cell,
    CellWriting,
    ComponentDuty,
    Exemption,
    Figure,
    IndexItem,
    IndexSet,
    OutsideResult,
    Result,
    Sheet,
)

READERS = (Role.OFFICE, Role.VERIFIER, Role.CLERK, Role.AUTHORITY, Role.SUPERIOR)


def visible_to(actor: Actor) -> QuerySet[Sheet]:
    """Sheets of units under a role of this person, and those an item of which the person's office verifies."""
    seen = subtrees(actor.paths(*READERS), field="unit__path")
    if offices := actor.paths(Role.VERIFIER):
        given = IndexItem.objects.filter(subtrees(offices, field="verifier__path"))
        seen |= Q(index_set__in=given.values("index_set"))
    named = Sheet.objects.filter(seen).select_related("unit", "index_set__unit")
    return named.order_by("-index_set__year", "unit__name_norm", "pk")


def sets_for(actor: Actor) -> QuerySet[IndexSet]:
    """Index sets a person has to do with: of units under or above a role, and samples, newest first."""
    seen = Q(is_sample=True)
    for path in actor.paths(*READERS):
        above = [path[:end] for end in range(SEGMENT, len(path) + 1, SEGMENT)]
        seen |= subtree(path, field="unit__path") | Q(unit__path__in=above)
    if offices := actor.paths(Role.VERIFIER):
        given = IndexItem.objects.filter(subtrees(offices, field="verifier__path"))
        seen |= Q(pk__in=given.values("index_set"))
    return IndexSet.objects.filter(seen).select_related("unit", "level").order_by("-year", "name", "-version", "pk")


def units_without_sheet(index_set: IndexSet) -> QuerySet[Unit]:
    """Units under the scoring office, of the set's level when it names one, that have no sheet yet."""
    if index_set.unit is None:
        return Unit.objects.none()
    units = Unit.objects.filter(subtree(index_set.unit.path)).exclude(path=index_set.unit.path)
    if index_set.level_id:
        units = units.filter(level_id=index_set.level_id)
    return units.filter(~Exists(Sheet.objects.filter(index_set=index_set, unit=OuterRef("pk")))).order_by(
        "name_norm", "pk"
    )


def last_year(index_set: IndexSet) -> dict[int, Result]:
    """The results of the same index a year before, by unit."""
    before = IndexSet.objects.filter(code=index_set.code, year=index_set.year - 1).order_by("-version").first()
    return {row.unit_id: row for row in last_results(before)} if before else {}


def items_of(index_set: IndexSet) -> QuerySet[IndexItem]:
    """All lines of a set in their order."""
    return index_set.items.select_related("verifier").order_by("position", "pk")


def leaves_for(sheet: Sheet) -> QuerySet[IndexItem]:
    """The leaves that apply to the unit of a sheet: not left out for its level, not exempted by decision."""
    spared = Exemption.objects.filter(item=OuterRef("pk"), unit_id=sheet.unit_id)
    leaves = items_of(sheet.index_set).filter(~Exists(spared), is_leaf=True)
    level = sheet.unit.level.code
    out = [pk for pk, levels in leaves.values_list("pk", "not_for") if level in levels]
    return leaves.exclude(pk__in=out)


def cells_of(sheet: Sheet) -> dict[int, Cell]:
    """The cells of a sheet by item."""
    return {cell.item_id: cell for cell in sheet.cells.order_by("pk").prefetch_related("evidence")}


def history_of(cell: Cell) -> QuerySet[CellWriting]:
    """Everything ever written into a cell, oldest first."""
    return cell.writings.select_related("by").order_by("at", "pk")


def figures_of(unit: Unit, year: int) -> dict[str, Figure]:
    """The whole-year figures of a unit by code."""
    rows = Figure.objects.filter(unit=unit, year=year, period="").select_related("document").order_by("code", "pk")
    return {row.code: row for row in rows}


def cluster_of(units: Iterable[int]) -> dict[int, int]:
    """The open cluster of each unit."""
    rows = ClusterMember.objects.filter(unit_id__in=list(units), until_on=None).order_by("pk")
    return dict(rows.values_list("unit_id", "cluster_id"))


def _parts(path: str, chosen: Q) -> Coalesce:
    """Sum whole ten-thousandths of a point, so that both databases add exactly."""
    parts = Cast(Round(F(path) * Value(10_000), output_field=FloatField()), BigIntegerField())
    return Coalesce(Sum(parts, filter=chosen), Value(0), output_field=BigIntegerField())


def _both(one: str, other: str) -> ExpressionWrapper[CombinedExpression]:
    return ExpressionWrapper(F(one) + F(other), output_field=BigIntegerField())


def ranked(index_set: IndexSet, *, column: str = "final") -> QuerySet[Sheet]:
    """Sheets with exact sums and their rank within the cluster; one query, window functions.

    Adds ``points_parts`` and ``whole_parts`` (ten-thousandths of a point), ``cluster`` and ``place``. ``column`` is
    one of the four; sheets without a cluster are ranked together. Equal quotients of whole numbers give equal
    doubles, so ranking by the quotient keeps every tie and no sum is ever a double.
    """
    leaf = Q(cells__item__is_leaf=True, cells__applies=True)
    cluster = ClusterMember.objects.filter(unit=OuterRef("unit"), until_on=None).order_by("pk").values("cluster")[:1]
    share = Case(
        When(whole_parts__gt=0, then=Cast(F("points_parts"), FloatField()) / Cast(F("whole_parts"), FloatField())),
        default=None,
        output_field=FloatField(null=True),
    )
    best_first = Window(
        DenseRank() if index_set.ties == Ties.DENSE else Rank(),
        partition_by=[F("cluster")],
        order_by=F("share").desc(nulls_last=True),
    )
    return (
        index_set.sheets.filter(Exists(Cell.objects.filter(sheet=OuterRef("pk"))))
        .annotate(
            cluster=cluster,
            plain=_parts(f"cells__{column}", leaf & Q(cells__item__is_bonus=False)),
            extra=_parts(f"cells__{column}", leaf & Q(cells__item__is_bonus=True)),
            whole_parts=_parts("cells__item__maximum", leaf & Q(cells__item__is_bonus=False)),
        )
        .annotate(
            points_parts=Case(
                When(
                    extra__gt=0, then=Least(_both("plain", "extra"), F("whole_parts"), output_field=BigIntegerField())
                ),
                default=F("plain"),
                output_field=BigIntegerField(),
            )
        )
        .annotate(share=share)
        .annotate(place=best_first)
        .select_related("unit")
        .order_by("cluster", "place", "unit__name_norm", "pk")
    )


@dataclass(frozen=True)
class Standing:
    """One unit in the ranking: exact points and own maximum, percent, rank within its cluster."""

    sheet: Sheet
    points: Fraction
    maximum: Fraction
    cluster_id: int | None
    rank: int | None

    @property
    def percent(self) -> Fraction | None:
        """Points of a hundred; None when nothing applies."""
        return self.points * 100 / self.maximum if self.maximum else None


def standings(index_set: IndexSet, *, column: str = "final") -> list[Standing]:
    """The ranking as exact values, best first within each cluster. Costs one query."""
    return [
        Standing(
            sheet,
            Fraction(getattr(sheet, "points_parts"), 10_000),  # noqa: B009 - a column the query adds
            Fraction(getattr(sheet, "whole_parts"), 10_000),  # noqa: B009
            getattr(sheet, "cluster"),  # noqa: B009
            getattr(sheet, "place") if getattr(sheet, "whole_parts") else None,  # noqa: B009
        )
        for sheet in ranked(index_set, column=column)
    ]


def is_ready(index_set: IndexSet) -> bool:
    """Whether every sheet has its final points."""
    return not index_set.sheets.exclude(state=SheetState.FINAL).exists()


def last_results(index_set: IndexSet) -> QuerySet[Result]:
    """The results of the newest publication of a set."""
    newest = index_set.publications.order_by("-turn").first()
    rows = Result.objects.filter(publication=newest) if newest else Result.objects.none()
    return rows.select_related("unit", "cluster").order_by("cluster_id", "rank", "unit_name", "pk")


def outside_results(subject: Unit) -> QuerySet[OutsideResult]:
    """Results other offices published of a unit, newest first, with their papers."""
    rows = OutsideResult.objects.filter(subject=subject).select_related("document", "entered_by")
    return rows.order_by("-year", "index_name", "component", "pk")


def component_duties(unit: Unit) -> QuerySet[ComponentDuty]:
    """Components a unit answers for, newest first."""
    rows = ComponentDuty.objects.filter(unit=unit).select_related("subject", "document")
    return rows.order_by("-from_year", "index_name", "component", "pk")


def figure_codes(year: int) -> list[str]:
    """Codes of the figures that index sets of a year read."""
    used = IndexItem.objects.filter(index_set__year=year).exclude(figure_code="").order_by("figure_code")
    return list(used.values_list("figure_code", flat=True).distinct())


def units_under(office: Unit) -> QuerySet[Unit]:
    """The units under an office, without itself, by name."""
    under = Unit.objects.filter(subtree(office.path)).exclude(pk=office.pk)
    return under.order_by("name_norm", "pk")
