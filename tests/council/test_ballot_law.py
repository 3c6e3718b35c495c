"""The council's own rules, and the law of the day over them where the law itself sets something."""

from datetime import date
from fractions import Fraction

import pytest

from tests.council.rows import Session, actor_of
from tests.factories import AT
from thidua.base.refusal import Refused
from thidua.council import actions, queries
from thidua.council.actions.meetings import Attendance
from thidua.council.kinds import BallotKind, BallotMode, Base, Choice
from thidua.council.rules import Vote

pytestmark = pytest.mark.django_db
A, D = Choice.AGREE, Choice.DISAGREE


def _session(law_code: str = "CSTD_TINH", **rules: object) -> Session:
    """Ten members; the award is one whose share Decree 91/2017 sets at nine tenths (until the end of 2023)."""
    session = Session(members=10, dossiers=1, **rules)
    type(session.award).objects.filter(pk=session.award.pk).update(law_code=law_code)
    return session


def test_the_law_s_share_counts_all_members_whatever_the_council_laid_down():
    session = _session(base=Base.PRESENT, abstain_in_base=False)
    meeting = session.meet(absent=1)
    box = session.box(meeting)
    for member in range(9):
        session.cast(box, member, A)
    actions.close_box(box, by=session.office, at=AT)
    tally = next(iter(queries.results(meeting).values())).tally
    assert (tally.agree, tally.base, tally.enough, tally.passed) == (9, 10, 9, True)
    need = queries.needs_of(box)[meeting.lines.get().pk]
    assert (need.share, need.by_law) == (Fraction(9, 10), True)
    assert "Điều 45 Nghị định số 91/2017/NĐ-CP" in need.source


def test_eight_of_ten_are_not_nine_tenths():
    session = _session()
    meeting = session.meet()
    box = session.box(meeting)
    for member in range(10):
        session.cast(box, member, A if member < 8 else D)
    actions.close_box(box, by=session.office, at=AT)
    assert [one.passed for one in queries.results(meeting).values()] == [False]


def test_an_open_vote_is_refused_where_the_law_asks_for_a_secret_one():
    session = _session()
    meeting = session.meet()
    with pytest.raises(Refused, match=r"phải bỏ phiếu kín \(khoản 8 Điều 45 Nghị định số 91/2017/NĐ-CP"):
        session.box(meeting, BallotMode.OPEN)


def test_the_law_lets_absent_members_write_though_the_council_does_not():
    session = _session(takes_written=False)
    meeting = session.convene()
    there = {seat.pk: Attendance(place > 0, in_writing=place == 0) for place, seat in enumerate(session.seats)}
    actions.take_presence(meeting, there, by=session.office, at=AT)
    assert len(queries.here(meeting)) == 10


@pytest.mark.parametrize("kind", [BallotKind.RANK, BallotKind.SCORE])
def test_ranking_and_scores_are_refused_where_the_law_asks_for_a_share(kind):
    session = _session()
    meeting = session.meet()
    with pytest.raises(Refused, match="từ 9/10 trở lên đồng ý"):
        session.box(meeting, kind=kind, most=1)


def test_without_a_rule_of_the_law_the_council_s_own_holds():
    session = _session("GK_XA")
    meeting = session.meet()
    box = session.box(meeting, BallotMode.OPEN)
    need = queries.needs_of(box)[meeting.lines.get().pk]
    assert (need.share, need.strict, need.by_law) == (Fraction(1, 2), True, False)


def test_the_page_of_a_council_tells_what_the_law_of_the_day_sets():
    before = queries.law_of_voting(date(2023, 6, 1))
    assert [(one.said, "91/2017" in one.cite) for one in before] == [
        ("từ 9/10 tổng số thành viên trở lên; bỏ phiếu kín; người vắng gửi ý kiến bằng văn bản", True)
    ]
    assert queries.law_of_voting(date(2024, 6, 1)) == []
    after = {one.said for one in queries.law_of_voting(date(2025, 8, 1))}
    assert after == {"từ 9/10 tổng số thành viên trở lên", "từ 4/5 tổng số thành viên trở lên"}


def test_what_an_absent_member_wrote_is_entered_into_an_open_ballot_with_its_letter():
    session = Session(members=5, dossiers=2, takes_written=True)
    meeting = session.convene()
    there = {seat.pk: Attendance(place > 0, in_writing=place == 0) for place, seat in enumerate(session.seats)}
    actions.take_presence(meeting, there, by=session.office, at=AT)
    secret = session.box(meeting)
    votes = {line.pk: Vote(A) for line in secret.lines.all()}
    letter = "Công văn số 12 ngày 19/6/2023"
    with pytest.raises(Refused, match="phải do chính người đó bỏ"):
        actions.cast_written(secret, session.seats[0], votes, letter=letter, by=session.office, at=AT)
    actions.cancel_box(secret, reason="Chuyển sang biểu quyết công khai", by=session.office, at=AT)
    box = session.box(meeting, BallotMode.OPEN)
    with pytest.raises(Refused, match="Hãy ghi số, ngày của văn bản"):
        actions.cast_written(box, session.seats[0], votes, letter="", by=session.office, at=AT)
    with pytest.raises(Refused, match=r"chưa ghi .* gửi ý kiến bằng văn bản"):
        actions.cast_written(box, session.seats[1], votes, letter=letter, by=session.office, at=AT)
    with pytest.raises(Refused, match="Chỉ cơ quan thường trực"):
        actions.cast_written(box, session.seats[0], votes, letter=letter, by=actor_of(session.members[2]), at=AT)
    actions.cast_written(box, session.seats[0], votes, letter=letter, by=session.office, at=AT)
    with pytest.raises(Refused, match="Mỗi người chỉ bỏ một lần"):
        session.cast(box, 0, D, D)
    assert queries.presences(meeting)[session.seats[0].pk].letter == letter
    assert {ballot.seat_id for ballot in box.ballots.all()} == {session.seats[0].pk}
