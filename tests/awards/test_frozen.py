"""What was signed, numbered, issued or paid is frozen in the database itself, whatever program asks."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from tests.awards.rows import AT, SIGNED_ON, make_decision, make_signed
from thidua.awards.actions import certifying, numbers
from thidua.awards.invariants import NAMES, TABLES
from thidua.awards.kinds import FundKind
from thidua.awards.models import Certificate, Decision, DecisionLine, Fund, FundEntry, Register

pytestmark = pytest.mark.django_db
SIGNED = [
    "UPDATE awards_decision SET number = 7",
    "UPDATE awards_decision SET signer = 'Người khác'",
    "UPDATE awards_decision SET state = 'draft'",
    "UPDATE awards_decision SET return_by = '2030-01-01'",
    "UPDATE awards_decision SET document_id = NULL",
    "DELETE FROM awards_decision",
    "UPDATE awards_decisionline SET bonus = 10000000",
    "UPDATE awards_decisionline SET subject_name = 'Người khác'",
    "DELETE FROM awards_decisionline",
    "UPDATE awards_certificate SET code = '000000000000'",
    "DELETE FROM awards_certificate",
    "UPDATE awards_printrun SET count = 9",
    "DELETE FROM awards_printrun",
    "UPDATE awards_register SET symbol = 'QĐ-XYZ'",
    "UPDATE awards_register SET last_number = 0",
    "DELETE FROM awards_register",
    "UPDATE awards_fundentry SET amount = 1",
    "DELETE FROM awards_fundentry",
]


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def sealed() -> Decision:
    """A signed decision with certificates, a printing and a fund."""
    decision, officer = make_signed(collectives=1, individuals=1)
    certifying.print_all(decision, None, lambda done, whole: None, by=officer, at=AT)
    fund = Fund.objects.create(unit=decision.unit, year=2022, kind=FundKind.OTHER, opened_at=AT)
    FundEntry.objects.create(fund=fund, kind="allotted", amount=Decimal(5), on=SIGNED_ON, entered_at=AT)
    return decision


def rows() -> list[object]:
    tables = (Decision, DecisionLine, Certificate, Register, FundEntry)
    return [list(table._default_manager.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("statement", SIGNED)
def test_database_refuses(statement):
    sealed()
    before = rows()
    with pytest.raises(IntegrityError, match="what was signed is never changed"):
        run(statement)
    assert rows() == before


def test_signed_decision_takes_no_more_lines():
    line = sealed().lines.order_by("pk")[0]
    line.pk, line.takes_back = None, True
    with pytest.raises(IntegrityError, match="what was signed is never changed"), transaction.atomic():
        line.save(force_insert=True)
    other, _ = make_decision()
    free = other.lines.order_by("pk")[0]
    with pytest.raises(IntegrityError, match="what was signed is never changed"), transaction.atomic():
        DecisionLine.objects.filter(pk=free.pk).update(decision=line.decision)


@pytest.mark.parametrize("table", TABLES)
def test_row_is_neither_replaced_nor_swept_away(table):
    sealed()
    name = f"awards_{table}"
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
        statement = f"TRUNCATE {name} CASCADE"
    else:
        statement = f"INSERT OR REPLACE INTO {name} SELECT * FROM {name} LIMIT 1"
    with pytest.raises(IntegrityError, match="what was signed is never changed"):
        run(statement)


def test_draft_stays_free_and_the_signed_file_is_put_beside_once():
    draft, officer = make_decision()
    Decision.objects.filter(pk=draft.pk).update(merit="khác")
    draft.lines.all().delete()
    draft.delete()
    decision, officer = make_signed()
    run_ = certifying.print_all(decision, None, lambda done, whole: None, by=officer, at=AT)
    assert Decision.objects.filter(pk=decision.pk).update(signed_file=run_.file) == 1
    with pytest.raises(IntegrityError, match="what was signed is never changed"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(signed_file=None)


def test_book_may_go_on_and_change_who_gives_numbers():
    decision, officer = make_signed()
    book = numbers.keep_register(
        decision.unit, year=2022, symbol="QĐ-UBND", is_automatic=True, last_number=123, by=officer, at=AT
    )
    assert (book.is_automatic, book.last_number) == (True, 123)


def test_checked_names_are_those_the_migration_lays():
    triggers = import_module("thidua.awards.migrations.0002_signed_rows_are_frozen")
    assert set(triggers.SQLITE) == NAMES | {f"{table}_no_replace" for table in TABLES}
    assert set(triggers.POSTGRESQL) == NAMES | {f"{table}_no_truncate" for table in TABLES}
