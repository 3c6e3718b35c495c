"""Named reads of index sets, sheets, figures and results; sums over many rows are the database's work."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import ClusterMember, Unit
from thidua.org.queries import SEGMENT, subtree, subtrees
from thidua.scoring import rules
from thidua.scoring.kinds import SheetState, Source, Ties
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


def verifiable_items(index_set: IndexSet, actor: Actor) -> list[int]:
    """The keys of the leaves this person verifies."""
    path = index_set.office_path or ""
    return [
        item.pk
        for item in items_of(index_set)
        if item.is_leaf and not rules.why_not_verify(actor, path, item.verifier.path if item.verifier else "")
    ]


def sheets_at(index_set: IndexSet, state: SheetState) -> QuerySet[Sheet]:
    """The sheets of a set that stand at a step, by name."""
    rows = index_set.sheets.filter(state=state).select_related("unit", "index_set__unit")
    return rows.order_by("unit__name_norm", "pk")


def cells_of(sheet: Sheet) -> dict[int, Cell]:
    """The cells of a sheet by item."""
    return {cell.item_id: cell for cell in sheet.cells.order_by("pk").prefetch_related("evidence")}


def history_of(cell: Cell) -> QuerySet[CellWriting]:
    """Everything ever written into a cell, oldest first."""
    return cell.writings.select_related("by").order_by("at", "pk")


def as_seen(cell: Cell, column: str, version: int) -> tuple[Decimal | None, str]:
    """What stood in a column, points and words, when a cell had been written so many times; each write counts one."""
    before = [one for one in history_of(cell).order_by("pk")[:version] if one.column == column]
    return (before[-1].points, before[-1].words) if before else (None, "")


def figures_of(unit: Unit, year: int) -> dict[str, Figure]:
    """The whole-year figures of a unit by code."""
    rows = Figure.objects.filter(unit=unit, year=year, period="").select_related("document", "entered_by")
    return {row.code: row for row in rows.order_by("code", "pk")}


def figure_years(unit: Unit) -> list[int]:
    """The years a unit has figures of, newest first."""
    years = Figure.objects.filter(unit=unit).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def figure_uses(actor: Actor, unit: Unit, year: int) -> dict[str, list[Cell]]:
    """The cells of a unit's sheets of a year that read each figure or survey, by its code."""
    cells = Cell.objects.filter(sheet__in=visible_to(actor), sheet__unit=unit, sheet__index_set__year=year)
    found: dict[str, list[Cell]] = {}
    rows = cells.select_related("item", "sheet__index_set")
    for cell in rows.order_by("sheet__index_set_id", "item__position", "pk"):
        if cell.item.value_code:
            found.setdefault(cell.item.value_code, []).append(cell)
    return found


def cluster_of(units: Iterable[int]) -> dict[int, int]:
    """The open cluster of each unit."""
    wanted = set(units)
    rows = ClusterMember.objects.filter(until_on=None).order_by("-pk").values_list("unit_id", "cluster_id")
    return {unit: cluster for unit, cluster in rows if unit in wanted}


@dataclass(frozen=True)
class Standing:
    """One unit in the ranking: exact points and own maximum, percent, rank within its cluster."""

    sheet: Sheet
    points: Fraction
    maximum: Fraction
    cluster_id: int | None
    rank: int | None
    is_scored: bool = True  # 0 is a value, a column nobody wrote in is not

    @property
    def percent(self) -> Fraction | None:
        """Points of a hundred; None when nothing applies or nothing was written."""
        return self.points * 100 / self.maximum if self.maximum and self.is_scored else None


def standings(index_set: IndexSet, *, column: str = "final") -> list[Standing]:
    """The ranking as exact values, best first within each cluster. ``column`` is one of the four.

    Sheets without a cluster are ranked together, last. The database sums, places are given here with exact
    fractions; costs four queries, more where items were spared.
    """
    sums = _sums(index_set, column)
    rows = index_set.sheets.select_related("unit").order_by("unit__name_norm", "pk")
    sheets = [sheet for sheet in rows if sheet.pk in sums]
    clusters = cluster_of(sheet.unit_id for sheet in sheets)
    groups: dict[int | None, list[Sheet]] = {}
    for sheet in sheets:
        groups.setdefault(clusters.get(sheet.unit_id), []).append(sheet)
    found: list[Standing] = []
    for cluster in sorted(groups, key=lambda one: (one is None, one or 0)):
        here = [(sheet, *sums[sheet.pk]) for sheet in groups[cluster]]
        named = [Standing(sheet, total.points, total.maximum, cluster, None, said) for sheet, total, said in here]
        places = rules.ranks([one.percent for one in named], Ties(index_set.ties))
        ranked = [replace(one, rank=place) for one, place in zip(named, places, strict=True)]
        found += sorted(ranked, key=lambda one: (one.rank is None, one.rank or 0))
    return found


def _sums(index_set: IndexSet, column: str) -> dict[int, tuple[rules.Total, bool]]:
    """The total of every sheet that has a cell that counts, and whether anything was written in the column.

    Points have four decimals, so a sum of SQLite's doubles rounded to four decimals is the exact sum.
    """
    leaves = list(index_set.items.filter(is_leaf=True).values_list("pk", "maximum", "is_bonus").order_by("pk"))
    bonus = [pk for pk, _, is_bonus in leaves if is_bonus]
    whole = sum((Fraction(maximum) for _, maximum, is_bonus in leaves if not is_bonus), Fraction(0))
    cells = Cell.objects.filter(sheet__index_set=index_set, applies=True).order_by()
    rows = cells.values_list("sheet_id").annotate(
        counted=Count("pk"),
        said=Count(column),
        plain=Sum(column, filter=~Q(item__in=bonus)),
        extra=Sum(column, filter=Q(item__in=bonus)),
    )
    totals = {pk: (many, said > 0, _exact(plain), _exact(extra)) for pk, many, said, plain, extra in rows}
    spared = [pk for pk, (many, *_) in totals.items() if many != len(leaves)]
    own = _own_maxima(spared)
    return {
        pk: (rules.summed(plain, extra, own.get(pk, Fraction(0)) if many != len(leaves) else whole), said)
        for pk, (many, said, plain, extra) in totals.items()
    }


def _own_maxima(sheets: list[int]) -> dict[int, Fraction]:
    """The maximum of each sheet over what applies to it."""
    found: dict[int, Fraction] = {}
    for start in range(0, len(sheets), 500):  # databases limit how many keys one query may name
        some = Cell.objects.filter(sheet__in=sheets[start : start + 500], applies=True, item__is_bonus=False)
        rows = some.order_by().values_list("sheet_id").annotate(own=Sum("item__maximum"))
        found |= {pk: _exact(own) for pk, own in rows}
    return found


def _exact(total: Decimal | None) -> Fraction:
    return Fraction(0) if total is None else Fraction(total.quantize(Decimal("0.0001")))


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
    """Codes of the figures that index sets of a year read, results of surveys among them."""
    items = IndexItem.objects.filter(index_set__year=year, is_leaf=True).order_by("pk")
    return sorted({item.value_code for item in items.only("code", "source", "figure_code")} - {""})


def survey_codes(year: int) -> set[str]:
    """Codes of the figures that are results of surveys, in the index sets of a year."""
    items = IndexItem.objects.filter(index_set__year=year, is_leaf=True, source=Source.SURVEY).order_by("pk")
    return {item.value_code for item in items.only("code", "source", "figure_code")}


def units_under(office: Unit) -> QuerySet[Unit]:
    """The units under an office, without itself, by name."""
    under = Unit.objects.filter(subtree(office.path)).exclude(pk=office.pk)
    return under.order_by("name_norm", "pk")
