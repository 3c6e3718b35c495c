"""What is known of a unit's results, gathered for the bridge to a movement's criteria."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from thidua.base.text import norm
from thidua.movements.kinds import SubjectKind
from thidua.movements.models import Criterion
from thidua.org.models import Unit
from thidua.scoring import formulas, queries, verdicts
from thidua.scoring.catalogue import figure_code, figure_name, index_key
from thidua.scoring.kinds import Outcome, SheetState
from thidua.scoring.models import Cell, ComponentDuty, IndexItem, OutsideResult, Result
from thidua.scoring.verdicts import Course, Measured, Seen, Verdict

KINDS = ("improvement", "rank", "threshold")


def verdict_for(criterion: Criterion, unit: Unit, on: date, *, year: int | None = None) -> Verdict:
    """Give what results say about a criterion of the kinds improvement, rank or threshold for a unit.

    ``year`` is the year judged; without it the year of ``on``, or the movement's last year once that is over.
    Costs a handful of queries; other kinds are “thiếu dữ liệu”, for they are not read from results.
    """
    ends_on = criterion.movement.ends_on
    judged = year or (on.year if ends_on is None else min(on.year, ends_on.year))
    if criterion.kind == "improvement":
        return _improvement(criterion, unit, judged)
    if criterion.kind == "rank":
        return _rank(criterion, unit, judged)
    if criterion.kind == "threshold":
        return _threshold(criterion, unit, judged)
    return Verdict(Outcome.UNKNOWN, "Tiêu chí này không đọc từ kết quả chấm điểm; cần người có thẩm quyền kết luận.")


def duties_of(unit: Unit, year: int) -> list[ComponentDuty]:
    """Components a unit answers for in a year, by index and name."""
    in_force = Q(until_year=None) | Q(until_year__gte=year)
    rows = ComponentDuty.objects.filter(in_force, unit=unit, from_year__lte=year).select_related("subject")
    return list(rows.order_by("index_name", "component", "pk"))


def _improvement(criterion: Criterion, unit: Unit, year: int) -> Verdict:
    wanted = [str(name) for name in criterion.params.get("index") or []]
    keys = {index_key(name) for name in wanted}
    duties = [one for one in duties_of(unit, year) if not keys or index_key(one.index_name) in keys]
    courses = [_component(one, year) for one in duties]
    reads_components = "chi so thanh phan" in norm(criterion.text)
    if not courses and reads_components:
        names = ", ".join(wanted) or "bộ chỉ số"
        return Verdict(
            Outcome.UNKNOWN,
            f"Chưa ghi chỉ số thành phần nào của {names} được giao cho {unit.name} phụ trách năm {year}. "
            "Hãy nhập văn bản giao chỉ số thành phần.",
        )
    courses = courses if reads_components or courses else [_whole(name, unit, year) for name in wanted]
    if not courses:
        return Verdict(Outcome.UNKNOWN, "Kế hoạch không nêu tên chỉ số để so sánh; cần người có thẩm quyền kết luận.")
    if criterion.params.get("of") == "rank":
        return verdicts.rank_up(courses, year, criterion.text)
    return verdicts.score_up(courses, year)


def _rank(criterion: Criterion, unit: Unit, year: int) -> Verdict:
    params: Mapping[str, Any] = criterion.params
    name, by = str(params.get("index") or "Chỉ số"), str(params.get("by") or "")
    last = int(by) if by.isdecimal() else None
    asked = min(year, last) if last else year
    value = params.get("value")
    if value is None:
        return Verdict(Outcome.UNKNOWN, f"{name}: kế hoạch không nêu thứ hạng; cần người có thẩm quyền kết luận.")
    seen = _result(name, unit, asked)
    agency = criterion.movement.unit
    known = seen is not None and seen.rank is not None
    if not known and criterion.subject == SubjectKind.GENERAL and agency != unit:
        name, seen = f"{name} của {agency.name}", _result(name, agency, asked)  # a goal of the whole agency
    return verdicts.rank_at_most(name, seen, asked, int(value), params.get("direction"), last)


def _whole(name: str, unit: Unit, year: int) -> Course:
    return Course(name, _result(name, unit, year), _result(name, unit, year - 1))


def _component(duty: ComponentDuty, year: int) -> Course:
    name = f"{duty.index_name} – {duty.component} ({duty.subject.name})"
    found = [_outside(duty.index_name, duty.component, duty.subject, each) for each in (year, year - 1)]
    now, before = (
        seen or _own_component(duty, each) for seen, each in zip(found, (year, year - 1), strict=True)
    )  # fmt: skip
    return Course(name, now, before)


def _result(name: str, unit: Unit, year: int) -> Seen | None:
    """A published result of the whole index: another office's by its paper, else our own publication."""
    return _outside(name, "", unit, year) or _own(name, unit, year)


def _outside(name: str, component: str, unit: Unit, year: int) -> Seen | None:
    rows = OutsideResult.objects.filter(subject=unit, year=year).select_related("document").order_by("pk")
    key, part = index_key(name), norm(component)
    for row in rows:
        if index_key(row.index_name) == key and norm(row.component) == part:
            return Seen(row.score, row.rank, str(row.document))
    return None


def _own(name: str, unit: Unit, year: int) -> Seen | None:
    rows = Result.objects.filter(unit=unit, publication__index_set__year=year)
    rows = rows.select_related("publication__index_set", "publication__document")
    for row in rows.order_by("-publication__turn", "-publication__index_set__version", "pk"):
        if index_key(row.publication.index_set.name) == index_key(name):
            return Seen(row.points, row.rank, str(row.publication.document))
    return None


def _own_component(duty: ComponentDuty, year: int) -> Seen | None:
    """Final points of one item of a published set: a leaf, or the sum under a field or criterion."""
    cells = Cell.objects.filter(
        sheet__unit=duty.subject,
        sheet__index_set__year=year,
        sheet__state=SheetState.FINAL,
        sheet__index_set__publications__isnull=False,
    )
    items = list(cells.values_list("item__index_set", "item__index_set__name").order_by().distinct())
    for pk, name in sorted(items):
        if index_key(name) == index_key(duty.index_name):
            return _sum_under(cells.filter(item__index_set=pk), pk, duty.component, f"{name} năm {year}")
    return None


def _sum_under(cells: QuerySet[Cell], set_pk: int, component: str, source: str) -> Seen | None:
    wanted = norm(component)
    for code, name in IndexItem.objects.filter(index_set=set_pk).order_by("position", "pk").values_list("code", "name"):
        if wanted not in {norm(name), norm(code), norm(f"{code} {name}"), norm(f"{code}. {name}")}:
            continue
        under = Q(item__code=code) | Q(item__code__startswith=f"{code}.")
        points = dict(cells.filter(under).values_list("pk", "final"))
        known = [value for value in points.values() if value is not None]
        return Seen(sum(known, Decimal(0)), None, source) if known else None
    return None


def _threshold(criterion: Criterion, unit: Unit, year: int) -> Verdict:
    """Every condition against its figure; a lone condition whose own words name none is known by the criterion's."""
    conditions = criterion.params.get("conditions") or []
    measured = [_measured(one, unit, year) for one in conditions]
    if len(measured) == 1 and measured[0].value is None and not figure_code(measured[0].measure):
        code = figure_code(criterion.text)
        measured = [_measured(conditions[0] | {"measure": figure_name(code)}, unit, year)] if code else measured
    return verdicts.thresholds(measured, year)


def _measured(condition: Mapping[str, Any], unit: Unit, year: int) -> Measured:
    measure = str(condition.get("measure") or "").strip()
    wanted, op = Fraction(str(condition.get("value") or 0)), str(condition.get("op") or "")
    blank = Measured(measure, op, wanted, str(condition.get("unit") or ""))
    code = figure_code(measure)
    found = queries.figures_of(unit, year).get(code) if code else None
    if found is not None:
        value = formulas.Value(found.numerator, found.denominator)
        source = str(found.document) if found.document else f"số liệu {figure_name(code)} năm {year}"
        shown = formulas.written_value(value) if found.denominator is not None else ""
        return _with(blank, value.number, shown, source)
    seen = _result(measure, unit, year)
    if seen is not None and seen.score is not None:
        return _with(blank, Fraction(seen.score), "", seen.source)
    return blank


def _with(blank: Measured, value: Fraction | None, shown: str, source: str) -> Measured:
    return Measured(blank.measure, blank.op, blank.wanted, blank.unit, value, shown, source)


def verdicts_of(criteria: Iterable[Criterion], unit: Unit, on: date) -> dict[int, Verdict]:
    """Verdicts of every criterion that is read from results, by its key."""
    return {one.pk: verdict_for(one, unit, on) for one in criteria if one.kind in KINDS}
