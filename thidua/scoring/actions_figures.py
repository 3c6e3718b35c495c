"""Take figures of many units from one table: all of them or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from thidua.base.refusal import Refused
from thidua.documents.sheets import CellError
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Unit
from thidua.org.queries import SEGMENT, subtree
from thidua.scoring import figure_tables, queries, rules
from thidua.scoring.figure_tables import Given

AT_ONCE = 2_000
PART = 20_000  # a job commits so many at once
_PUT = """
INSERT INTO scoring_figure (code, unit_id, year, period, numerator, denominator, entered_at, entered_by_id)
{rows}
ON CONFLICT (code, unit_id, year, period) DO UPDATE SET
  numerator = excluded.numerator, denominator = excluded.denominator,
  entered_at = excluded.entered_at, entered_by_id = excluded.entered_by_id
"""
_FROM_ARRAYS = """
SELECT code, unit, %s, '', top, whole, %s, %s
FROM unnest(%s::varchar[], %s::bigint[], %s::numeric[], %s::numeric[]) AS given (code, unit, top, whole)
"""


@dataclass(frozen=True)
class Taken:
    """How many figures were written, or the faults by cell and nothing written."""

    count: int = 0
    errors: tuple[CellError, ...] = ()


def import_figures(
    content: bytes, office: Unit, year: int, *, by: Actor, at: datetime, tell: Callable[[int, int], None] | None = None
) -> Taken:
    """Write the yearly figures of units under an office from XLSX or CSV; the same table again changes nothing more.

    A table with a fault changes nothing. With ``tell`` (how many of how many are written) it goes in parts that are
    committed one by one: a job killed half way writes the rest when it is run again.
    """
    if reason := rules.why_not_board(by, office.path):
        raise Refused(reason)
    units = dict(Unit.objects.filter(subtree(office.path)).values_list("code", "pk"))
    given, errors = figure_tables.figures_of(content, queries.figure_codes(year), units)
    if errors:
        return Taken(errors=tuple(errors))
    asked = queries.survey_codes(year)
    if any(one.unit == office.code and one.code in asked for one in given) and (
        reason := rules.why_not_own_survey(by, office.path, office.path[:-SEGMENT])
    ):
        raise Refused(reason)
    rows = [(one, units[one.unit]) for one in given]
    facts = {"year": year, "figures": len(given), "units": len({one.unit for one in given})}
    if tell:
        for start in range(0, len(rows), PART):
            tell(start, len(rows))
            _put(rows[start : start + PART], year, by=by, at=at)
        tell(len(rows), len(rows))
        rows = []
    with transaction.atomic():
        _put(rows, year, by=by, at=at)
        journal.record("figure.import", office, by=by, at=at, facts=facts)
    return Taken(len(given))


@transaction.atomic
def _put(given: Sequence[tuple[Given, int]], year: int, *, by: Actor, at: datetime) -> None:
    """Write or correct two thousand at once; ``bulk_create`` sends SQLite a hundred at a time, ten times slower."""
    for start in range(0, len(given), AT_ONCE):
        some = given[start : start + AT_ONCE]
        arrays = connection.vendor == "postgresql"  # it reads four arrays five times faster than long lists of rows
        sql, values = (_as_arrays if arrays else _as_rows)(some, year, at, by.person_id)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)


def _as_arrays(some: Sequence[tuple[Given, int]], year: int, at: datetime, by: int | None) -> tuple[str, list[Any]]:
    codes, units = [one.code for one, _ in some], [unit for _, unit in some]
    tops, wholes = [one.numerator for one, _ in some], [one.denominator for one, _ in some]
    return _PUT.format(rows=_FROM_ARRAYS), [year, at, by, codes, units, tops, wholes]


def _as_rows(some: Sequence[tuple[Given, int]], year: int, at: datetime, by: int | None) -> tuple[str, list[Any]]:
    ops = connection.ops
    when = ops.adapt_datetimefield_value(at)
    values: list[Any] = []
    for one, unit in some:
        top = ops.adapt_decimalfield_value(one.numerator, 18, 4)
        whole = ops.adapt_decimalfield_value(one.denominator, 18, 4)
        values += [one.code, unit, year, top, whole, when, by]
    rows = ", ".join(["(%s, %s, %s, '', %s, %s, %s, %s)"] * len(some))
    return _PUT.format(rows=f"VALUES {rows}"), values
