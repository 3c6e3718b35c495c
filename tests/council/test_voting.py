"""Ballots by their actions: rows, journal, refusals."""

import pytest

from tests.council.rows import Session, actor_of, line_of, seat_of
from tests.factories import AT, make_person
from thidua.base.refusal import Refused
from thidua.council import actions, minutes, queries
from thidua.council.actions.meetings import Attendance
from thidua.council.kinds import BallotKind, BallotMode, Base, BoxState, Choice
from thidua.council.models import Ballot, Turnout
from thidua.council.rules import Vote
from thidua.documents import minutes as papers
from thidua.documents import word
from thidua.org import journal
from thidua.org.models import JournalEntry

pytestmark = pytest.mark.django_db
A, D, N = Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN


def _passed(meeting):
    return [result.passed for result in queries.results(meeting).values()]


def test_a_secret_ballot_from_convening_to_minutes():
    session = Session(members=5, dossiers=2)
    meeting = session.meet()
    box = session.box(meeting)
    for member, choices in enumerate([(A, D), (A, D), (A, A), (D, N), (A, D)]):
        session.cast(box, member, *choices)
    assert queries.turnout(box) == {seat.pk for seat in session.seats}
    assert [result.tally for result in queries.results(meeting).values()] == [None, None]  # no live results
    box = actions.close_box(box, by=session.office, at=AT)
    first, second = queries.results(meeting).values()
    assert (first.tally.agree, first.tally.disagree, first.passed) == (4, 1, True)
    assert (second.tally.agree, second.tally.disagree, second.tally.abstain, second.passed) == (1, 3, 1, False)
    actions.end_meeting(meeting, by=session.office, at=AT)
    assert word.docx_of(papers.paper_of(minutes.minutes_of(meeting)))[:2] == b"PK"
    counted = minutes.count_of(box)
    assert (counted.issued, counted.returned, counted.invalid, len(counted.receipts)) == (5, 5, 0, 5)
    assert word.docx_of(papers.count_paper_of(counted))[:2] == b"PK"
    assert list(journal.faults()) == []


def test_the_journal_of_a_cast_says_turnout_only():
    session = Session()
    box = session.box(session.meet())
    session.cast(box, 0, A, D)
    entry = JournalEntry.objects.latest("pk")
    assert (entry.verb, entry.facts, entry.person_id) == ("council.cast", {}, session.members[0].pk)


def test_nobody_votes_twice():
    session = Session()
    box = session.box(session.meet())
    session.cast(box, 0, A, A)
    with pytest.raises(Refused, match="Mỗi người chỉ bỏ một lần"):
        session.cast(box, 0, D, D)
    assert (Turnout.objects.count(), Ballot.objects.count()) == (1, 2)


def test_who_is_absent_or_has_no_seat_does_not_vote():
    session = Session(members=6)
    box = session.box(session.meet(absent=1))
    with pytest.raises(Refused, match="chưa ghi anh, chị có mặt"):
        session.cast(box, 5, A, A)
    with pytest.raises(Refused, match="Chỉ thành viên có quyền biểu quyết"):
        actions.cast(box, {}, by=actor_of(make_person()), at=AT)


def test_an_absent_member_writes_where_the_council_takes_that():
    session = Session(members=4, takes_written=True)
    meeting = session.meet()
    written = {seat_of(session, 3).pk: Attendance(False, in_writing=True)}
    actions.take_presence(meeting, written, by=session.office, at=AT)
    box = session.box(meeting)
    session.cast(box, 3, A, A)
    assert queries.turnout(box) == {seat_of(session, 3).pk}


def test_a_council_without_written_opinions_refuses_them():
    session = Session(members=4)
    meeting = session.meet()
    written = {seat_of(session, 3).pk: Attendance(False, in_writing=True)}
    with pytest.raises(Refused, match="không lấy ý kiến bằng văn bản"):
        actions.take_presence(meeting, written, by=session.office, at=AT)


def test_a_secret_ballot_needs_enough_voters_on_each_line():
    session = Session(members=3, least_voters=3)
    meeting = session.meet()
    line = line_of(meeting, session.dossiers[0])
    actions.recuse(line, seat_of(session, 1), reason="Có liên quan gia đình", by=session.office, at=AT)
    with pytest.raises(Refused, match="Chỉ có 02 người bỏ phiếu"):
        session.box(meeting)
    assert session.box(meeting, BallotMode.OPEN).state == BoxState.OPEN


def test_a_secret_box_with_too_few_ballots_is_not_counted_but_may_be_cancelled():
    session = Session(members=5, least_voters=3)
    meeting = session.meet()
    box = session.box(meeting)
    session.cast(box, 0, A, A)
    session.cast(box, 1, D, D)
    with pytest.raises(Refused, match="Mới có 02 người bỏ phiếu"):
        actions.close_box(box, by=session.office, at=AT)
    with pytest.raises(Refused, match="lý do hủy"):
        actions.cancel_box(box, reason="", by=session.office, at=AT)
    box = actions.cancel_box(box, reason="Thiếu người bỏ phiếu", by=session.office, at=AT)
    assert (box.state, box.ballots.count(), box.result) == (BoxState.CANCELLED, 0, {})
    assert session.box(meeting).turn == 2


def test_a_meeting_below_the_quorum_does_not_vote():
    session = Session(members=9)
    with pytest.raises(Refused, match="Mới có 05/09 thành viên dự họp, cần ít nhất 06"):
        session.box(session.meet(absent=4))


def test_closing_is_final_and_a_repeat_is_another_box():
    session = Session(members=3, dossiers=1)
    meeting = session.meet()
    box = session.box(meeting)
    for member in range(3):
        session.cast(box, member, D)
    actions.close_box(box, by=session.office, at=AT)
    with pytest.raises(Refused, match="Kết quả kiểm phiếu là cuối cùng"):
        actions.close_box(box, by=session.office, at=AT)
    with pytest.raises(Refused, match="Hòm phiếu đã đóng"):
        session.cast(box, 0, A)
    assert _passed(meeting) == [False]
    again = session.box(meeting)
    for member in range(3):
        session.cast(again, member, A)
    actions.close_box(again, by=session.office, at=AT)
    assert _passed(meeting) == [True]


def test_an_open_ballot_carries_names():
    session = Session(members=3, dossiers=1)
    box = session.box(session.meet(), BallotMode.OPEN)
    session.cast(box, 1, D)
    ballot = Ballot.objects.get()
    assert (ballot.seat_id, ballot.choice) == (seat_of(session, 1).pk, D)


def test_the_chair_settles_a_tie_where_the_council_says_so():
    session = Session(members=4, dossiers=1, has_casting_vote=True)
    meeting = session.meet()
    box = session.box(meeting)
    for member, choice in enumerate((A, A, D, D)):
        session.cast(box, member, choice)
    actions.close_box(box, by=session.office, at=AT)
    line = line_of(meeting, session.dossiers[0])
    assert queries.results(meeting)[line.dossier_id].is_tie
    with pytest.raises(Refused, match="Chỉ Chủ tịch"):
        actions.settle_tie(line, A, reason="Vì phong trào", by=actor_of(session.members[1]), at=AT)
    actions.settle_tie(line, A, reason="Thành tích nổi trội", by=actor_of(session.members[0]), at=AT)
    assert _passed(meeting) == [True]


def test_choosing_more_than_allowed_is_refused():
    session = Session(members=3, dossiers=3)
    box = session.box(session.meet(), kind=BallotKind.CHOOSE, most=2)
    with pytest.raises(Refused, match="Phiếu chọn 03, nhiều hơn 02"):
        session.cast(box, 0, A, A, A)
    session.cast(box, 0, A, D, A)
    assert Turnout.objects.count() == 1


def test_a_ranking_ballot_is_counted_by_mean_place():
    session = Session(members=3, dossiers=3)
    meeting = session.meet()
    box = session.box(meeting, kind=BallotKind.RANK, most=1)
    lines = [line.pk for line in box.lines.order_by("pk")]
    with pytest.raises(Refused, match="thứ tự khác nhau"):
        actions.cast(box, {pk: Vote(place=1) for pk in lines}, by=actor_of(session.members[0]), at=AT)
    for member, places in enumerate([(1, 2, 3), (1, 3, 2), (2, 1, 3)]):
        votes = {pk: Vote(place=place) for pk, place in zip(lines, places, strict=True)}
        actions.cast(box, votes, by=actor_of(session.members[member]), at=AT)
    actions.close_box(box, by=session.office, at=AT)
    assert _passed(meeting) == [True, False, False]


def test_a_score_ballot_is_counted_with_its_weights():
    session = Session(members=3, dossiers=2)
    meeting = session.meet()
    measures = [("Kết quả", 2), ("Lan tỏa", 1)]
    box = session.box(meeting, kind=BallotKind.SCORE, most=1, measures=measures)
    lines = [line.pk for line in box.lines.order_by("pk")]
    with pytest.raises(Refused, match="từ 0 đến 10"):
        actions.cast(box, {pk: Vote(scores=(11, 0)) for pk in lines}, by=actor_of(session.members[0]), at=AT)
    for member in range(3):
        votes = {lines[0]: Vote(scores=(6, 10)), lines[1]: Vote(scores=(8, 7))}
        actions.cast(box, votes, by=actor_of(session.members[member]), at=AT)
    actions.close_box(box, by=session.office, at=AT)
    assert [result.tally.score for result in queries.results(meeting).values()] == ["22/3", "23/3"]
    assert _passed(meeting) == [False, True]


def test_paper_ballots_are_keyed_by_two_people_and_compared():
    session = Session(members=5, dossiers=1)
    meeting = session.meet()
    box = session.box(meeting, BallotMode.PAPER)
    with pytest.raises(Refused, match="bỏ phiếu giấy"):
        session.cast(box, 0, A)
    pk = box.lines.get().pk
    first, second = actor_of(session.members[1]), actor_of(session.members[2])
    with pytest.raises(Refused, match="không khớp số phiếu thu về"):
        actions.key_paper(box, {pk: [5, 1, 0, 0]}, returned=5, by=first, at=AT)
    actions.key_paper(box, {pk: [4, 1, 0, 0]}, returned=5, by=first, at=AT)
    with pytest.raises(Refused, match="cần hai người nhập độc lập"):
        actions.close_box(box, by=session.office, at=AT)
    actions.key_paper(box, {pk: [3, 2, 0, 0]}, returned=5, by=second, at=AT)
    with pytest.raises(Refused, match="Hai lần nhập khác nhau về Đơn vị"):
        actions.close_box(box, by=session.office, at=AT)
    actions.key_paper(box, {pk: [4, 1, 0, 0]}, returned=5, by=second, at=AT)
    actions.close_box(box, by=session.office, at=AT)
    assert [(one.tally.agree, one.passed) for one in queries.results(meeting).values()] == [(4, True)]


def test_share_of_those_present_where_the_council_says_so():
    session = Session(members=6, dossiers=1, base=Base.PRESENT)
    meeting = session.meet(absent=2)
    box = session.box(meeting, BallotMode.OPEN)
    for member, choice in enumerate((A, A, A, D)):
        session.cast(box, member, choice)
    actions.close_box(box, by=session.office, at=AT)
    assert [(one.tally.base, one.passed) for one in queries.results(meeting).values()] == [(4, True)]
