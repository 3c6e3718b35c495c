"""The adversary again, by the pages: what the server logs, keeps in sessions and writes into backups."""

import json
import logging
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.council.rows import Session, actor_of
from tests.factories import AT
from tests.web.signing import signed_in
from thidua.base.refusal import Refused
from thidua.council import actions, queries
from thidua.council.kinds import BallotKind, BallotMode, Choice
from thidua.council.models import Ballot, Box, Turnout
from thidua.council.rules import Vote
from thidua.org.actor import Actor
from thidua.org.archive import kept_models
from thidua.org.models import JournalEntry

pytestmark = pytest.mark.django_db
A, D = Choice.AGREE, Choice.DISAGREE
TURNS = 24


def _window(session: Session, member: int) -> Client:
    person = session.members[member]
    return signed_in(Actor(person.pk, person.name))


def _post(window: Client, box: Box, *choices: str) -> Any:
    lines = box.lines.order_by("pk")
    ballot = {f"choice_{line.pk}": choice for line, choice in zip(lines, choices, strict=True)}
    return window.post(f"/hoi-dong/hom-phieu/{box.pk}/bo-phieu/", ballot)


def _rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, sessions too, as an administrator reads them."""
    with connection.cursor() as cursor:
        names = [model._meta.db_table for model in kept_models()] + ["django_session"]
        found = {}
        for name in names:
            cursor.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in cursor.description]
            found[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return found


def test_the_server_s_log_is_the_same_for_every_choice(caplog):
    session = Session(members=4, dossiers=2)
    box = session.box(session.meet())
    windows = [_window(session, member) for member in range(3)]
    said, sizes, codes = [], [], []
    connection.force_debug_cursor = True  # the database's own log too, as somebody would switch it on
    try:
        for window, choices in zip(
            windows, [("agree", "disagree"), ("disagree", "agree"), ("abstain", "agree")], strict=True
        ):
            caplog.clear()
            with caplog.at_level(logging.DEBUG, logger="django"):
                answer = _post(window, box, *choices)
            codes.append(answer.context["code"])
            sizes.append(len(answer.content))
            said.append([(one.name, one.levelname, len(one.args or ())) for one in caplog.records])
            log = "\n".join(f"{one.getMessage()} {one.args}" for one in caplog.records)
            assert [word for word in (*choices, codes[-1], codes[-1].replace("-", "")) if f"'{word}'" in log] == []
    finally:
        connection.force_debug_cursor = False
    assert any(name == "django.db.backends" for name, _, _ in said[0])
    assert len({str(one) for one in said[1:]}) == 1  # the first vote finds an empty box, so it deletes nothing
    assert len(set(sizes)) == 1  # an access log writes the size of the answer


def test_at_every_moment_no_row_joins_a_voter_with_a_choice():
    session = Session(members=4, dossiers=2)
    meeting = session.meet()
    box = session.box(meeting)
    last: set[Any] = set()
    for member, choices in enumerate([("agree", "disagree"), ("disagree", "agree"), ("agree", "agree")]):
        _post(_window(session, member), box, *choices)
        rows = _rows()
        ids = {row["id"] for table in ("council_ballot", "council_turnout") for row in rows[table]}
        assert ids & last == set()  # every row is new after every vote
        last = ids
        assert {(row["choice"], row["seat_id"], row["receipt"]) for row in rows["council_ballot"]} == {("", None, "")}
        written = json.dumps({**rows, "council_ballot": []}, default=str)
        assert [word for word in Choice.values if f'"{word}"' in written] == []
    box = actions.close_box(box, by=session.office, at=AT)
    rows = _rows()
    assert {row["seat_id"] for row in rows["council_ballot"]} == {None}
    assert {row["id"] for row in rows["council_ballot"]} & last == set()
    receipts = {row["receipt"] for row in rows["council_ballot"]}
    elsewhere = json.dumps({**rows, "council_ballot": []}, default=str)
    assert [one for one in receipts if one in elsewhere] == []
    casts = JournalEntry.objects.filter(verb="council.cast")
    assert [(entry.facts, entry.target_id) for entry in casts] == [({}, str(box.pk))] * 3


def _ballots_in(backup: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    with tarfile.open(backup) as tar:
        found = []
        for name in ("ballot", "turnout"):
            member = tar.extractfile(f"rows/council.{name}.jsonl")
            assert member is not None
            found.append([json.loads(line) for line in member.read().splitlines()])
    return found[0], found[1]


def test_a_backup_waits_for_the_box_and_then_tells_no_order(tmp_path: Path):
    session = Session(members=3, dossiers=1)
    meeting = session.meet()
    places = Counter()
    for turn in range(TURNS):
        box = session.box(meeting)
        for member, choice in enumerate((A, A, D)):
            session.cast(box, member, choice)
        target = tmp_path / f"{turn}.tar"
        if not turn:
            with pytest.raises(Refused, match="Đang có hòm phiếu kín mở"):
                call_command("backup", str(target))
        actions.close_box(box, by=session.office, at=AT)
        call_command("backup", str(target))
        ballots, turnouts = ([row for row in rows if row["box_id"] == box.pk] for rows in _ballots_in(target))
        assert {row["seat_id"] for row in ballots} == {None}
        assert set(turnouts[0]) == {"id", "box_id", "seat_id"}
        places[[row["choice"] for row in ballots].index("disagree")] += 1
    assert set(places) == {0, 1, 2}


@pytest.mark.parametrize("kind", [BallotKind.CHOOSE, BallotKind.RANK, BallotKind.SCORE])
def test_every_kind_of_ballot_is_sealed_and_unsealed_alike(kind):
    session = Session(members=3, dossiers=2)
    box = session.box(session.meet(), kind=kind, most=1)
    lines = [line.pk for line in box.lines.order_by("pk")]
    for member in range(3):
        votes = {
            BallotKind.CHOOSE: {lines[0]: Vote(A), lines[1]: Vote(D)},
            BallotKind.RANK: {lines[0]: Vote(place=1), lines[1]: Vote(place=2)},
            BallotKind.SCORE: {lines[0]: Vote(scores=(10,)), lines[1]: Vote(scores=(0,))},
        }[kind]
        actions.cast(box, votes, by=actor_of(session.members[member]), at=AT)
    rows = list(Ballot.objects.values())
    assert {(row["choice"], row["place"], str(row["scores"]), row["seat_id"]) for row in rows} == {
        ("", None, "[]", None)
    }
    assert len({len(row["sealed"]) for row in rows}) == 1
    box = actions.close_box(box, by=session.office, at=AT)
    assert [one.passed for one in queries.results(box.meeting).values()] == [True, False]
    assert Turnout.objects.filter(box=box).count() == 3


def test_a_receipt_is_checked_without_leaving_a_trace(caplog):
    session = Session(members=3, dossiers=1)
    box = session.box(session.meet())
    codes = [session.cast(box, member, A) for member in range(3)]
    window = _window(session, 0)
    address = f"/hoi-dong/hom-phieu/{box.pk}/doi-chieu/"
    assert "nằm trong kết quả" not in window.post(address, {"code": codes[0]}).content.decode()  # not before the count
    actions.close_box(box, by=session.office, at=AT)
    before = JournalEntry.objects.count()
    with caplog.at_level(logging.DEBUG, logger="django"):
        page = window.post(address, {"code": codes[0].lower().replace("-", " ")}).content.decode()
    assert "Phiếu có mã này nằm trong kết quả kiểm phiếu." in page
    assert codes[0] not in page
    assert [one for one in caplog.records if codes[0].replace("-", "") in one.getMessage()] == []
    assert JournalEntry.objects.count() == before
    assert all(code not in json.dumps(_rows(), default=str) for code in codes)


def test_an_open_vote_shows_no_opinion_before_the_count():
    session = Session(members=3, dossiers=1)
    box = session.box(session.meet(), BallotMode.OPEN)
    session.cast(box, 0, D)
    for window in (_window(session, 1), signed_in(session.office)):
        page = window.get(f"/hoi-dong/hom-phieu/{box.pk}/").content.decode()
        assert "Đã bỏ phiếu: 1/3" in page
        assert "Ý kiến từng người" not in page
        assert window.get(f"/hoi-dong/hom-phieu/{box.pk}/kiem-phieu.pdf").status_code == 404
