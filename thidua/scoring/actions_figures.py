"""Take figures of many units from one table: all of them or none."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.documents.sheets import CellError
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Unit
from thidua.org.queries import subtree
from thidua.scoring import figure_tables, queries, rules
from thidua.scoring.models import Figure

AT_ONCE = 2_000


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
    Figure.objects.bulk_create(
        (
            Figure(
                code=one.code, unit_id=units[one.unit], year=year, numerator=one.numerator,
                denominator=one.denominator, entered_at=at, entered_by_id=by.person_id,
            )
            for one in given
        ),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["code", "unit", "year", "period"],
        update_fields=["numerator", "denominator", "entered_at", "entered_by"],
    )  # fmt: skip
    facts = {"year": year, "figures": len(given), "units": len({one.unit for one in given})}
    journal.record("figure.import", office, by=by, at=at, facts=facts)
    return Taken(len(given))
