"""Claim, verify, explain, finalise, publish: four columns that never overwrite each other."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from thidua.base.refusal import Refused
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Document, Unit
from thidua.org.queries import SEGMENT
from thidua.scoring import formulas, queries, queries_results, rules
from thidua.scoring.catalogue import figure_name
from thidua.scoring.kinds import Column, Formula, SetState, SheetState, Source
from thidua.scoring.models import Cell, CellWriting, Figure, IndexItem, IndexSet, Publication, Result, Sheet

PARTS = Decimal(10_000)


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


def _office_path(index_set: IndexSet, by: Actor) -> str:
    """The path of the office that scores by a set, after asking whether this person acts for it."""
    _refuse_if(rules.why_not_use(index_set.office_path))
    path = index_set.office_path or ""
    _refuse_if(rules.why_not_board(by, path))
    return path


@transaction.atomic
def open_sheets(index_set: IndexSet, units: Iterable[Unit], *, by: Actor, at: datetime) -> list[Sheet]:
    """Give each unit its sheet with a cell for every item that applies; units that have one keep it."""
    path = _office_path(index_set, by)
    made = []
    for unit in units:
        _refuse_if(rules.why_not_under(path, unit.name, unit.path))
        sheet, is_new = Sheet.objects.get_or_create(index_set=index_set, unit=unit)
        if is_new:
            Cell.objects.bulk_create(Cell(sheet=sheet, item=item) for item in queries.leaves_for(sheet))
            made.append(sheet)
    IndexSet.objects.filter(pk=index_set.pk, state=SetState.DRAFT).update(state=SetState.IN_USE)
    journal.record("sheet.open", index_set, by=by, at=at, facts={"units": [sheet.unit_id for sheet in made]})
    return made


@transaction.atomic
def write(
    cell: Cell, column: Column, points: Decimal | None, *, words: str = "", seen: int, by: Actor, at: datetime
) -> Cell:
    """Write one column of one cell; ``seen`` is the version the writer looked at, a newer one is told, not lost."""
    _hold(cell.sheet_id)
    sheet = Sheet.objects.select_related("unit", "index_set__unit").get(pk=cell.sheet_id)
    item = IndexItem.objects.select_related("verifier").get(pk=cell.item_id)
    cell = Cell.objects.get(pk=cell.pk)
    _refuse_if(_why_not_open(sheet, item, cell, column, by=by, at=at))
    if cell.version != seen:
        last = queries.history_of(cell).order_by("pk").last()
        who = last.by.name if last and last.by else ""
        raise Refused(rules.told_stale(item.code, who, last.points if last else None))
    before = getattr(cell, rules.BEFORE[column] or "claimed")
    _refuse_if(rules.why_not_points(points, item.maximum) or rules.why_not_reason(column, points, before, words))
    changes = {column.value: points, rules.WORDS[column]: words.strip(), "version": F("version") + 1}
    if not Cell.objects.filter(pk=cell.pk, version=seen).update(**changes):
        raise Refused(rules.told_stale(item.code, "", None))
    cell.refresh_from_db()
    CellWriting.objects.create(cell=cell, column=column, points=points, words=words.strip(), at=at, by_id=by.person_id)
    facts = {"item": item.code, "points": None if points is None else str(points)}
    journal.record(f"sheet.{column.value}", sheet, by=by, at=at, facts=facts)
    return cell


def _hold(sheet: int) -> None:
    """Hold a sheet until the end of the transaction, so that its step does not change while a cell is written."""
    list(Sheet.objects.select_for_update(no_key=True).filter(pk=sheet).values_list("pk"))


def _why_not_open(sheet: Sheet, item: IndexItem, cell: Cell, column: Column, *, by: Actor, at: datetime) -> str | None:
    index_set = sheet.index_set
    verifier = item.verifier.path if item.verifier else ""
    last = {Column.CLAIMED: index_set.claim_until, Column.EXPLAINED: index_set.explain_until}.get(column)
    return (
        rules.why_not_column(by, column, sheet.unit.path, index_set.office_path or "", verifier)
        or rules.why_not_write(column, sheet.state)
        or rules.why_not_spared(cell.applies, item.code)
        or rules.why_not_late(column, localdate(at), last)
    )


@transaction.atomic
def fill_from_figures(sheet: Sheet, *, by: Actor, at: datetime) -> int:
    """Reckon the claimed points of every item fed by figures; give how many followed. Exact, cut to 4 decimals down."""
    _refuse_if(rules.why_not_claim(by, sheet.unit.path))
    _refuse_if(rules.why_not_write(Column.CLAIMED, sheet.state))
    figures = queries.figures_of(sheet.unit, sheet.index_set.year)
    filled = 0
    for cell in sheet.cells.select_related("item").order_by("pk"):
        item = cell.item
        figure = figures.get(item.value_code)
        if item.source == Source.SELF or figure is None or not cell.applies:
            continue
        points, words = reckoned(item, figure)
        if points is None:
            continue
        write(cell, Column.CLAIMED, points, words=words, seen=cell.version, by=by, at=at)
        filled += 1
    return filled


def reckoned(item: IndexItem, figure: Figure) -> tuple[Decimal | None, str]:
    """Give the points that follow from a figure, and the words that say so."""
    value = formulas.Value(figure.numerator, figure.denominator)
    points = formulas.points(Formula(item.formula), value, item.maximum, item.params)
    name = figure_name(item.figure_code) if item.figure_code else "khảo sát"
    words = f"Tính từ số liệu {name}: {formulas.written_value(value)}"
    return (None if points is None else _decimal(points)), words


def _decimal(exact: Fraction) -> Decimal:
    """Cut exact points to the four decimals a cell keeps, downwards, so that no sum grows by rounding."""
    return Decimal(int(exact * 10_000)) / PARTS


@transaction.atomic
def move(sheet: Sheet, wanted: SheetState, *, words: str = "", by: Actor, at: datetime) -> Sheet:
    """Take a sheet one step on or back: the unit hands its claims in or takes them back, the board does the rest."""
    _hold(sheet.pk)
    hands_in = sheet.state == SheetState.CLAIMING and wanted == SheetState.VERIFYING
    _refuse_if(_why_not_move(sheet, wanted, by, at))
    _refuse_if(rules.why_not_move(sheet.state, wanted, words))
    changes: dict[str, object] = {"state": wanted}
    if hands_in:
        changes |= {"claimed_at": at, "claimed_by_id": by.person_id}
    if wanted == SheetState.FINAL:
        _settle_finals(sheet, by=by, at=at)
        changes |= {"finalised_at": at, "finalised_by_id": by.person_id}
    if not Sheet.objects.filter(pk=sheet.pk, state=sheet.state).update(**changes):
        raise Refused("Phiếu chấm vừa được người khác chuyển bước. Hãy tải lại trang.")
    sheet.refresh_from_db()
    journal.record("sheet.move", sheet, by=by, at=at, facts={"to": wanted.value, "words": words.strip()})
    return sheet


def _why_not_move(sheet: Sheet, wanted: SheetState, by: Actor, at: datetime) -> str | None:
    """Ask who moves: the board always, the unit only to hand in and to take back in time."""
    reason = rules.why_not_board(by, sheet.index_set.office_path or sheet.unit.path)
    if reason is None or rules.why_not_claim(by, sheet.unit.path):
        return reason
    if wanted == SheetState.VERIFYING and sheet.state == SheetState.CLAIMING:
        return None
    if wanted == SheetState.CLAIMING:
        return rules.why_not_take_back(sheet.state, localdate(at), sheet.index_set.claim_until)
    return reason


def _settle_finals(sheet: Sheet, *, by: Actor, at: datetime) -> None:
    """Where the board wrote nothing, the verified points are final; a cell nobody verified is refused."""
    open_cells = sheet.cells.filter(final=None, verified=None, item__is_bonus=False, applies=True)
    if missing := list(open_cells.values_list("item__code", flat=True).order_by("item__position")[:5]):
        raise Refused(f"Chưa có điểm thẩm định hoặc điểm cuối ở {', '.join(missing)}. Hãy chấm đủ rồi chốt phiếu.")
    asked = sheet.cells.filter(final=None, explained__isnull=False, applies=True)
    if unheard := list(asked.values_list("item__code", flat=True).order_by("item__position")[:5]):
        raise Refused(
            f"Đơn vị đã giải trình ở {', '.join(unheard)} nhưng chưa có điểm cuối. "
            "Hãy ghi điểm cuối cho các ô đó rồi chốt phiếu."
        )
    taken = list(sheet.cells.filter(final=None).exclude(verified=None).order_by("pk"))
    CellWriting.objects.bulk_create(
        CellWriting(
            cell=cell, column=Column.FINAL, points=cell.verified, words="Theo điểm thẩm định", at=at,
            by_id=by.person_id,
        )
        for cell in taken
    )  # fmt: skip
    chosen = sheet.cells.filter(pk__in=[cell.pk for cell in taken], final=None)
    chosen.update(final=F("verified"), version=F("version") + 1)


@transaction.atomic
def put_figure(
    unit: Unit,
    code: str,
    year: int,
    *,
    numerator: Decimal,
    denominator: Decimal | None = None,
    period: str = "",
    document: Document | None = None,
    by: Actor,
    at: datetime,
) -> Figure:
    """Enter or correct a figure; impossible ones are refused."""
    _refuse_if(rules.why_not_claim(by, unit.path) and rules.why_not_board(by, unit.path))
    if code in queries.survey_codes(year):
        _refuse_if(rules.why_not_own_survey(by, unit.path, unit.path[:-SEGMENT]))
    _refuse_if(rules.why_not_figure(numerator, denominator))
    figure, _ = Figure.objects.update_or_create(
        code=code, unit=unit, year=year, period=period,
        defaults={
            "numerator": numerator, "denominator": denominator, "document": document, "entered_at": at,
            "entered_by_id": by.person_id,
        },
    )  # fmt: skip
    facts = {"code": code, "year": year, "numerator": str(numerator), "denominator": str(denominator or "")}
    journal.record("figure.put", figure, by=by, at=at, facts=facts)
    return figure


@transaction.atomic
def publish(index_set: IndexSet, *, document: Document, reason: str = "", by: Actor, at: datetime) -> Publication:
    """Freeze the results of a set under a decision; a correction is another publication with its reason."""
    _office_path(index_set, by)
    list(IndexSet.objects.select_for_update().filter(pk=index_set.pk))  # two who publish at once come one by one
    turn = index_set.publications.count() + 1
    if not queries.is_ready(index_set):
        raise Refused("Còn phiếu chưa chốt điểm cuối. Hãy chốt hết các phiếu rồi công bố.")
    if turn > 1 and not reason.strip():
        raise Refused("Đã công bố kết quả; lần công bố sau là đính chính, hãy ghi lý do.")
    results = list(_results(index_set))
    publication = Publication.objects.create(
        index_set=index_set, turn=turn, document=document, reason=reason, published_at=at, published_by_id=by.person_id,
        digest=queries_results.digest_of(results),
    )  # fmt: skip
    for result in results:
        result.publication = publication
    Result.objects.bulk_create(results)
    IndexSet.objects.filter(pk=index_set.pk).update(state=SetState.CLOSED)
    journal.record("index.publish", publication, by=by, at=at, facts={"set": index_set.pk, "turn": turn})
    return publication


def _results(index_set: IndexSet) -> Iterable[Result]:
    """Give the results as they stand now, not yet published."""
    classes = [(name, Decimal(least)) for name, least in index_set.classes]
    for standing in queries.standings(index_set):
        unit, percent = standing.sheet.unit, standing.percent
        yield Result(
            unit=unit,
            unit_name=unit.name,
            cluster_id=standing.cluster_id,
            points=_decimal(standing.points),
            maximum=_decimal(standing.maximum),
            percent=None if percent is None else Decimal(int(percent * 1_000_000)) / 1_000_000,
            rank=standing.rank,
            rating_class=rules.rating_class(percent, classes),
        )
