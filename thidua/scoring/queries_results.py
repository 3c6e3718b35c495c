"""A unit's result field by field and year by year, and the ranking as rows for papers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.org.models import Cluster
from thidua.scoring import queries, rules
from thidua.scoring.books import SPARED, Item, Ranking, Row
from thidua.scoring.kinds import Column, Ties
from thidua.scoring.models import Cell, IndexSet, Result, Sheet
from thidua.scoring.sheet_books import Line, Sort, Told

POINTS, PERCENT = Decimal("0.0001"), Decimal("0.000001")


@dataclass(frozen=True)
class FieldResult:
    """One field of a sheet: what was claimed, what is final, how much of its own maximum and of the whole result."""

    code: str
    name: str
    maximum: Fraction
    claimed: Fraction
    final: Fraction
    share: Fraction  # of the field's own maximum
    part: Fraction  # of the whole result

    @property
    def difference(self) -> Fraction:
        """Final less claimed: below nought where the unit claimed too much."""
        return self.final - self.claimed


def fields_of(sheet: Sheet) -> list[FieldResult]:
    """Sum the cells of a sheet by field, exactly. Costs two queries."""
    fields = sheet.index_set.items.filter(parent=None).order_by("position", "pk")
    cells = list(sheet.cells.filter(applies=True).select_related("item").order_by("pk"))
    whole = sum((Fraction(cell.final) for cell in cells if cell.final is not None), Fraction(0))
    found = []
    for field in fields:
        under = [c for c in cells if c.item.code == field.code or c.item.code.startswith(f"{field.code}.")]
        if not under:
            continue
        maximum, claimed, final = (
            sum((Fraction(value) for value in values if value is not None), Fraction(0))
            for values in ([c.item.maximum for c in under], [c.claimed for c in under], [c.final for c in under])
        )
        share = final / maximum if maximum else Fraction(0)
        part = final / whole if whole else Fraction(0)
        found.append(FieldResult(field.code, field.name, maximum, claimed, final, share, part))
    return found


def years_of(sheet: Sheet) -> list[Result]:
    """Published results of the unit under the same index, the last five years, oldest first; the newest turn each."""
    rows = Result.objects.filter(
        unit_id=sheet.unit_id,
        publication__index_set__code=sheet.index_set.code,
        publication__index_set__year__lte=sheet.index_set.year,
        publication__index_set__year__gt=sheet.index_set.year - 5,
    ).select_related("publication__index_set")
    ordered = rows.order_by("publication__index_set__year", "publication__index_set__version", "publication__turn")
    newest = {row.publication.index_set.year: row for row in ordered}
    return [newest[year] for year in sorted(newest)]


def digest_of(results: Iterable[Result]) -> str:
    """Give the SHA-256 of the results of one publication, whatever order they come in."""
    told = sorted(results, key=lambda one: one.unit_id)
    return rules.digest(
        (
            one.unit_id, one.unit_name, one.cluster_id or "", one.points.quantize(POINTS), one.maximum.quantize(POINTS),
            "" if one.percent is None else one.percent.quantize(PERCENT), one.rank or "", one.rating_class,
        )
        for one in told
    )  # fmt: skip


def ranking_rows(index_set: IndexSet) -> list[list[str]]:
    """Write the ranking as people read it: rank, unit, points, percent, class."""
    return [row for _, rows in ranking_groups(index_set) for row in rows]


def ranking_groups(index_set: IndexSet) -> list[tuple[str, list[list[str]]]]:
    """The rows of the ranking under the name of their cluster; without clusters one group without a name."""
    classes = [(name, Decimal(least)) for name, least in index_set.classes]
    standings = queries.standings(index_set)
    names = cluster_names(standings)
    found: dict[str, list[list[str]]] = {}
    for one in standings:
        row = [
            "" if one.rank is None else str(one.rank),
            one.sheet.unit.name,
            rules.shown(one.points, index_set.places) if one.is_scored else "",
            "" if one.percent is None else f"{rules.shown(one.percent)} %",
            rules.rating_class(one.percent, classes),
        ]
        found.setdefault(names[one.cluster_id], []).append(row)
    return list(found.items())


def cluster_names(standings: Iterable[queries.Standing]) -> dict[int | None, str]:
    """The name of each cluster in a ranking; units without one stand under words of their own beside others."""
    wanted = {one.cluster_id for one in standings}
    names: dict[int | None, str] = {}
    names.update(_cluster_names(pk for pk in wanted if pk).items())
    return names | {None: "Chưa xếp cụm" if names else ""}


def ranking_of(index_set: IndexSet, column: str = "final") -> Ranking:
    """The ranking with every point it stands on, for a workbook. Costs eight queries; 3,321 units take some seconds."""
    leaves = list(index_set.items.filter(is_leaf=True).order_by("position", "pk"))
    places = {item.pk: place for place, item in enumerate(leaves)}
    points: dict[int, list[Decimal | str | None]] = {}
    cells = Cell.objects.filter(sheet__index_set=index_set, applies=True).order_by()
    for sheet, item, value in cells.values_list("sheet_id", "item_id", column).iterator(chunk_size=10_000):
        points.setdefault(sheet, [SPARED] * len(leaves))[places[item]] = value
    classes = [(name, Decimal(least)) for name, least in index_set.classes]
    standings = queries.standings(index_set, column=column)
    clusters = _cluster_names({one.cluster_id for one in standings if one.cluster_id})
    return Ranking(
        title=f"Kết quả {index_set}",
        items=[Item(one.code, one.name, one.maximum, one.is_bonus) for one in leaves],
        classes=classes,
        ties=Ties(index_set.ties),
        places=index_set.places,
        rows=[
            Row(
                unit=one.sheet.unit.name, cluster=clusters.get(one.cluster_id or 0, ""), cells=points[one.sheet.pk],
                points=one.points, maximum=one.maximum, is_scored=one.is_scored, rank=one.rank,
                rating_class=rules.rating_class(one.percent, classes),
            )
            for one in standings
        ],
    )  # fmt: skip


def _cluster_names(wanted: Iterable[int]) -> dict[int, str]:
    """Names of clusters, told apart where two are called the same: formulas go by them."""
    names: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for pk, name in Cluster.objects.filter(pk__in=list(wanted)).order_by("pk").values_list("pk", "name"):
        seen[name.casefold()] += 1
        names[pk] = name if seen[name.casefold()] == 1 else f"{name} ({seen[name.casefold()]})"
    return names


def told_of(sheet: Sheet) -> Told:
    """A sheet as its workbook tells it: the lines that the page shows, and the totals. Costs three queries."""
    cells = queries.cells_of(sheet)
    lines, scored = [], []
    for item in queries.items_of(sheet.index_set):
        cell = cells.get(item.pk)
        if cell is None:
            if not item.is_leaf:
                lines.append(Line(item.code, item.name, Sort.GROUP, item.maximum))
            continue
        sort = (Sort.BONUS if item.is_bonus else Sort.PLAIN) if cell.applies else Sort.SPARED
        points = tuple(getattr(cell, column.value) for column in Column)
        said = [getattr(cell, rules.WORDS[column]) for column in Column]
        lines.append(Line(item.code, item.name, sort, item.maximum, points, "; ".join(filter(None, said))))
        scored.append((item, cell))
    totals = tuple(
        rules.total(
            rules.Scored(item.pk, item.maximum, getattr(cell, column.value), cell.applies, item.is_bonus)
            for item, cell in scored
        )
        for column in Column
    )
    return Told(f"{sheet.unit}: {sheet.index_set}", lines, totals, sheet.index_set.places)
