"""The journal refuses changes, and finds those made behind its back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import import_module
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from tests.factories import AT, make_unit
from thidua.org import anchor, journal
from thidua.org.actor import HOUSE, Actor
from thidua.org.models import Invitation, JournalEntry

TABLE = "org_journalentry"


def write(lines: int) -> None:
    unit = make_unit(name="Phòng Nội vụ")
    for place in range(lines):
        journal.record("test.write", unit, by=HOUSE, at=AT, facts={"place": place}, happened_on=date(2023, 5, 1))


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def behind_its_back(*statements: str) -> None:
    triggers = import_module("thidua.org.migrations.0002_journal_append_only")
    names = triggers.SQLITE if connection.vendor == "sqlite" else triggers.POSTGRESQL
    for name in names:
        run(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {TABLE}"))
    for statement in statements:
        run(statement)


@pytest.mark.django_db
def test_untouched_journal_has_no_faults():
    write(4)
    assert list(journal.faults()) == []
    assert list(JournalEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


@pytest.mark.django_db
def test_journal_names_a_row_without_words_of_its_own_in_vietnamese():
    invitation = Invitation(pk=7)
    unit = make_unit(name="Phòng Nội vụ")
    named = [journal.record("test.write", row, by=HOUSE, at=AT).target_name for row in (invitation, unit)]
    assert named == ["Lời mời số 7", "Phòng Nội vụ"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET verb = 'other' WHERE number = 2",
        f"DELETE FROM {TABLE} WHERE number = 2",
        f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE} WHERE number = 2",
        f"TRUNCATE {TABLE}",
    ],
)
def test_database_refuses_change_and_removal(statement: str):
    only = {"INSERT OR": "sqlite", "TRUNCATE": "postgresql"}
    vendor = next((name for start, name in only.items() if statement.startswith(start)), connection.vendor)
    write(3)
    connection.check_constraints()  # PostgreSQL first wants its deferred checks done
    refusal = "append-only" if vendor == connection.vendor else "syntax error"
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic():
        run(statement)
    assert list(journal.faults()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            f"UPDATE {TABLE} SET person_name = 'Ai đó' WHERE number = 2",
            ["Dòng 2 (test.write, 01/06/2023 09:00) đã bị sửa."],
        ),
        (f"DELETE FROM {TABLE} WHERE number = 2", ["Thiếu dòng 2 (trước dòng ghi lúc 01/06/2023 09:00)."]),
        (
            f"DELETE FROM {TABLE} WHERE number IN (1, 2)",
            ["Thiếu các dòng từ 1 đến 2 (trước dòng ghi lúc 01/06/2023 09:00)."],
        ),
    ],
)
def test_verify_finds_altered_and_deleted_lines(statement: str, found: list[str]):
    write(4)
    behind_its_back(statement)
    assert list(journal.faults()) == found


@pytest.mark.django_db
def test_verify_finds_an_inserted_line():
    write(3)
    copied = ", ".join(
        field.column for field in JournalEntry._meta.fields if field.column not in {"id", "number", "digest"}
    )
    behind_its_back(
        f"UPDATE {TABLE} SET number = 4 WHERE number = 3",
        f"INSERT INTO {TABLE} (number, digest, {copied}) SELECT 3, 'x', {copied} FROM {TABLE} WHERE number = 2",
    )
    assert [sentence.split(" (")[0] for sentence in journal.faults()] == ["Dòng 3", "Dòng 3", "Dòng 4", "Dòng 4"]


@pytest.mark.django_db(transaction=True)
def test_verify_finds_lines_cut_off_at_the_end():
    with transaction.atomic():
        write(4)
    assert anchor.read() == journal.head()
    behind_its_back(f"DELETE FROM {TABLE} WHERE number > 2")
    assert list(journal.faults()) == ["Cuối nhật ký bị cắt: mốc đã ghi là dòng 4, nay chỉ còn đến dòng 2."]


@pytest.mark.django_db(transaction=True)
def test_verify_finds_a_journal_written_anew():
    with transaction.atomic():
        write(3)
    behind_its_back(f"DELETE FROM {TABLE} WHERE number = 3")
    with transaction.atomic():
        journal.record("test.other", make_unit(), by=HOUSE, at=AT)
    assert list(journal.faults()) == ["Dòng 3 khác với mốc đã ghi: nhật ký đã bị viết lại."]


@pytest.mark.django_db(transaction=True)
def test_anchor_stays_when_the_act_is_undone():
    with transaction.atomic():
        write(2)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(1)
        raise ZeroDivisionError
    assert anchor.read() == journal.head()
    assert list(journal.faults()) == []


@pytest.mark.django_db
def test_floats_are_not_written():
    with pytest.raises(ValueError, match=r"a float in the journal: 0\.5"):
        journal.record("test.write", make_unit(), by=HOUSE, at=AT, facts={"shares": [{"one": 0.5}]})


@pytest.mark.django_db
def test_command_says_so_and_ends_with_one(capsys: pytest.CaptureFixture[str]):
    write(2)
    call_command("journal", "verify")
    assert capsys.readouterr().out == "Nhật ký nguyên vẹn: 2 dòng.\n"
    behind_its_back(f"UPDATE {TABLE} SET verb = 'x.y' WHERE number = 1")
    with pytest.raises(SystemExit) as ended:
        call_command("journal", "verify")
    assert ended.value.code == 1
    assert capsys.readouterr().err == "Dòng 1 (x.y, 01/06/2023 09:00) đã bị sửa.\nNhật ký có 1 chỗ sai.\n"


@pytest.mark.django_db(transaction=True)
def test_concurrent_writers_keep_one_chain():
    unit = make_unit()

    def act(number: int) -> None:
        try:
            with transaction.atomic():
                journal.record("test.race", unit, by=Actor(None, f"Người {number}"), at=AT)
        finally:
            connection.close()

    _together(act, 24)
    numbers = list(JournalEntry.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 25))
    assert all(later - earlier == 1 for earlier, later in pairwise(numbers))
    assert list(journal.faults()) == []
    assert anchor.read() == journal.head()


def _together(act: Callable[[int], None], times: int) -> None:
    at_once = 8 if connection.vendor == "postgresql" else 1  # an SQLite in memory has one writer
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(act, range(times)))
