"""Take figures of many units from one table: all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from thidua.base.refusal import Refused
from thidua.documents.sheets import CellError
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Unit
from thidua.org.queries import subtree
from thidua.scoring import figure_tables, queries, rules
from thidua.scoring.figure_tables import Given
from thidua.scoring.models import Figure

AT_ONCE = 2_000
_PUT = """
INSERT INTO {table} (code, unit_id, year, period, numerator, denominator, entered_at, entered_by_id)
VALUES {lines}
ON CONFLICT (code, unit_id, year, period) DO UPDATE SET
  numerator = excluded.numerator, denominator = excluded.denominator,
  entered_at = excluded.entered_at, entered_by_id = excluded.entered_by_id
"""


@dataclass(frozen=True)
class Taken:
    """How many figures were written, or the faults by cell and nothing written."""

    count: int = 0
    errors: tuple[CellError, ...] = ()


@transaction.atomic
def import_figures(content: bytes, office: Unit, year: int, *, by: Actor, at: datetime) -> Taken:
    """Write the yearly figures of units under an office from XLSX or CSV; the same table again changes nothing more."""
    if reason := rules.why_not_board(by, office.path):
        raise Refused(reason)
    units = dict(Unit.objects.filter(subtree(office.path)).values_list("code", "pk"))
    given, errors = figure_tables.figures_of(content, queries.figure_codes(year), units)
    if errors:
        return Taken(errors=tuple(errors))
    _put([(one, units[one.unit]) for one in given], year, by=by, at=at)
    facts = {"year": year, "figures": len(given), "units": len({one.unit for one in given})}
    journal.record("figure.import", office, by=by, at=at, facts=facts)
    return Taken(len(given))


def _put(given: Sequence[tuple[Given, int]], year: int, *, by: Actor, at: datetime) -> None:
    """Write or correct two thousand at once; ``bulk_create`` sends SQLite a hundred at a time, ten times slower."""
    ops, table = connection.ops, connection.ops.quote_name(Figure._meta.db_table)
    line = "(%s, %s, %s, '', %s, %s, %s, %s)"
    when = ops.adapt_datetimefield_value(at)
    for start in range(0, len(given), AT_ONCE):
        some = given[start : start + AT_ONCE]
        values: list[Any] = []
        for one, unit in some:
            top = ops.adapt_decimalfield_value(one.numerator, 18, 4)
            whole = ops.adapt_decimalfield_value(one.denominator, 18, 4)
            values += (one.code, unit, year, top, whole, when, by.person_id)
        with connection.cursor() as cursor:
            cursor.execute(_PUT.format(table=table, lines=", ".join([line] * len(some))), values)
