"""Many members vote at the same moment, by real connections (PostgreSQL; SQLite has one writer)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.council.rows import Session, actor_of
from tests.factories import AT
from thidua.base.refusal import Refused
from thidua.council import actions, queries
from thidua.council.kinds import Choice
from thidua.council.models import Ballot, Turnout
from thidua.council.rules import Vote

pytestmark = pytest.mark.django_db(transaction=True)
A, D = Choice.AGREE, Choice.DISAGREE
AT_ONCE = 5


def _together(tasks):
    """Run the tasks at once, each on its own connection; one after the other where only one can write."""
    if connection.vendor != "postgresql":
        return [task() for task in tasks]
    start = Barrier(len(tasks))

    def run(task):
        start.wait()
        try:
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def _vote(session, box, member, choice):
    line = box.lines.get().pk

    def run():
        try:
            return actions.cast(box, {line: Vote(choice)}, by=actor_of(session.members[member]), at=AT)
        except Refused as refused:
            return str(refused)

    return run


def test_five_of_seven_members_vote_at_once_and_the_count_is_right():
    session = Session(members=7, dossiers=1)
    meeting = session.meet()
    box = session.box(meeting)
    choices = [A, D, A, A, D]
    codes = _together([_vote(session, box, member, choice) for member, choice in enumerate(choices)])
    assert len(set(codes)) == AT_ONCE
    for member in (5, 6):
        _vote(session, box, member, A)()
    box = actions.close_box(box, by=session.office, at=AT)
    result = queries.results(meeting)[session.dossiers[0].pk].tally
    assert (result.agree, result.disagree, len(box.receipts), Turnout.objects.count()) == (5, 2, 7, 7)


def test_one_member_voting_five_times_at_once_votes_once():
    session = Session(members=7, dossiers=1)
    box = session.box(session.meet())
    told = _together([_vote(session, box, 0, A)] * AT_ONCE)
    refused = [one for one in told if one.startswith("Anh, chị đã bỏ phiếu")]
    assert (len(refused), Turnout.objects.count(), Ballot.objects.count()) == (AT_ONCE - 1, 1, 1)


def test_the_hidden_columns_of_postgresql_do_not_tell_the_votes_apart():
    session = Session(members=4, dossiers=1)
    box = session.box(session.meet())
    for member, choice in enumerate((A, A, A, D)):
        _vote(session, box, member, choice)()
    columns = "xmin::text, cmin::text" if connection.vendor == "postgresql" else "1"
    with connection.cursor() as cursor:
        for model in (Ballot, Turnout):
            cursor.execute(f"SELECT DISTINCT {columns} FROM {model._meta.db_table}")
            assert len(cursor.fetchall()) == 1
