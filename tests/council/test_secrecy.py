"""The adversary: one who holds every row, key, order and log line of one moment, and the database's own pages."""

import json
from collections import Counter

import pytest
from django.db import connection
from django.db import models as fields

from tests.council.rows import Session, actor_of
from tests.factories import AT
from thidua.council import actions, queries, sealing
from thidua.council.actions.voting import receipt_of
from thidua.council.kinds import BallotMode, Choice
from thidua.council.models import Ballot, Box, Turnout
from thidua.council.rules import Vote
from thidua.org.models import JournalEntry

pytestmark = pytest.mark.django_db
A, D = Choice.AGREE, Choice.DISAGREE
TURNS = 32  # a position is missed by chance in fewer than 1 of 100,000 runs


def _physical_order(model):
    """Rows as they lie in the database, the way an administrator could list them."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    return list(model.objects.raw(f"SELECT * FROM {model._meta.db_table} ORDER BY {place}"))


def _everything_in_the_database() -> bytes:
    """SQLite: every page of the file, free ones too. PostgreSQL: every row of this room and the journal as text."""
    if connection.vendor == "sqlite":
        pages: bytes = connection.connection.serialize()
        return pages
    tables = [model._meta.db_table for model in (Box, Ballot, Turnout, JournalEntry)]
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT row_to_json(one)::text FROM {table} one")
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows).encode()


def test_neither_turnout_nor_ballot_has_a_time_a_counter_or_each_other():
    for model in (Turnout, Ballot):
        kinds = {type(field) for field in model._meta.get_fields()}
        assert kinds & {fields.DateTimeField, fields.DateField, fields.AutoField, fields.BigAutoField} == set()
        related = {field.related_model for field in model._meta.get_fields() if field.is_relation}
        assert related & {Turnout, Ballot} == set()


def test_while_the_box_is_open_a_snapshot_shows_who_voted_but_no_choice():
    session = Session(members=5, dossiers=2)
    box = session.box(session.meet())
    session.cast(box, 0, D, A)  # already the first vote is hidden, though only one person has voted
    snapshots = [list(Ballot.objects.values())]
    session.cast(box, 1, A, D)
    snapshots.append(list(Ballot.objects.values()))
    assert [len(rows) for rows in snapshots] == [2, 4]
    for rows in snapshots:
        assert {(row["choice"], row["receipt"], row["seat_id"], row["place"]) for row in rows} == {("", "", None, None)}
        assert len({len(row["sealed"]) for row in rows}) == 1  # the length tells nothing
    assert {row["id"] for row in snapshots[0]} & {row["id"] for row in snapshots[1]} == set()
    assert {row["sealed"] for row in snapshots[0]} & {row["sealed"] for row in snapshots[1]} == set()


def test_the_database_itself_holds_no_choice_while_the_box_is_open():
    session = Session(members=4, dossiers=1)
    box = session.box(session.meet())
    code = session.cast(box, 0, D)
    session.cast(box, 1, D)
    held = _everything_in_the_database()
    assert b"council.cast" in held
    assert [word for word in (b"disagree", code.encode()) if word in held] == []


def test_the_journal_of_a_secret_ballot_names_voters_and_nothing_they_said():
    session = Session(members=4, dossiers=1)
    box = session.box(session.meet())
    codes = [session.cast(box, member, choice) for member, choice in enumerate((A, D, A, D))]
    actions.close_box(box, by=session.office, at=AT)
    said = json.dumps(list(JournalEntry.objects.values("verb", "facts", "target_name")), ensure_ascii=False)
    receipts = [receipt_of(code, box) for code in codes]
    assert [word for word in (*codes, *receipts, *Choice.values) if word in said] == []
    assert [entry.facts for entry in JournalEntry.objects.filter(verb="council.cast")] == [{}] * 4


@pytest.mark.parametrize("when", ["open", "closed"])
def test_no_order_of_rows_tells_whose_ballot_came_last(when):
    session = Session(members=3, dossiers=1)
    meeting = session.meet()
    last_by_key, last_by_row, voter_by_row = Counter(), Counter(), Counter()
    for _ in range(TURNS):
        box = session.box(meeting)
        for member, choice in enumerate((A, A, D)):
            session.cast(box, member, choice)
        urn = sealing.Urn(box.key_name)
        if when == "closed":
            box = actions.close_box(box, by=session.office, at=AT)
        rows = [row for row in _physical_order(Ballot) if row.box_id == box.pk]
        said = [row.choice or urn.open(row.sealed)["choice"] for row in rows]
        by_key = [pk for pk, _ in sorted(((row.pk, said[place]) for place, row in enumerate(rows)))]
        last_by_row[said.index(D)] += 1
        last_by_key[by_key.index(rows[said.index(D)].pk)] += 1
        voters = [row.seat_id for row in _physical_order(Turnout) if row.box_id == box.pk]
        voter_by_row[voters.index(session.seats[2].pk)] += 1
        if when == "open":
            actions.cancel_box(box, reason="Thử lại lần nữa", by=session.office, at=AT)
    for seen in (last_by_row, last_by_key, voter_by_row):
        assert set(seen) == {0, 1, 2}


def test_a_receipt_shows_that_the_ballot_counts_and_only_to_its_holder():
    session = Session(members=4, dossiers=2)
    box = session.box(session.meet())
    codes = [session.cast(box, member, A, D) for member in range(4)]
    box = actions.close_box(box, by=session.office, at=AT)
    assert sorted(box.receipts) == sorted(receipt_of(code, box) for code in codes)
    assert len(set(box.receipts)) == 4
    kept = set(Ballot.objects.values_list("receipt", flat=True))
    assert kept == {receipt_of(code, box, line.pk) for code in codes for line in box.lines.all()}
    assert kept & set(box.receipts) == set()  # the published list does not lead to a row
    everything = json.dumps(
        [str(row) for model in (Box, Ballot, Turnout, JournalEntry) for row in model.objects.values()]
    )
    assert [code for code in codes if code in everything] == []


def test_closing_destroys_the_key_and_what_was_sealed_stays_sealed(django_capture_on_commit_callbacks):
    session = Session(members=3, dossiers=1)
    box = session.box(session.meet())
    for member in range(3):
        session.cast(box, member, A)
    key = box.key_name
    assert sealing.has_key(key)
    with django_capture_on_commit_callbacks(execute=True):
        box = actions.close_box(box, by=session.office, at=AT)
    assert (sealing.has_key(key), box.key_name) == (False, "")
    assert set(Ballot.objects.values_list("sealed", flat=True)) == {""}


def test_backups_wait_while_a_secret_box_is_open():
    session = Session(members=3, dossiers=1)
    meeting = session.meet()
    assert not queries.secret_ballot_is_open()
    box = session.box(meeting, BallotMode.OPEN)
    assert not queries.secret_ballot_is_open()
    actions.cancel_box(box, reason="Chuyển sang bỏ phiếu kín", by=session.office, at=AT)
    session.box(meeting)
    assert queries.secret_ballot_is_open()


def test_a_refused_vote_says_nothing_about_the_first():
    session = Session(members=3, dossiers=1)
    box = session.box(session.meet())
    said = set()
    for choice in (A, D):
        session.cast(box, 0 if choice == A else 1, choice)
        with pytest.raises(Exception, match="Mỗi người chỉ bỏ một lần") as refused:
            actions.cast(
                box,
                {box.lines.get().pk: Vote(A)},
                by=actor_of(session.members[0 if choice == A else 1]),
                at=AT,
            )
        said.add(str(refused.value))
    assert len(said) == 1
