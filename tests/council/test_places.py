"""More reach the share than the plan has places: handled as the council laid down, in the count itself."""

import pytest

from tests.council.rows import Session, actor_of
from tests.factories import AT
from thidua.base.refusal import Refused
from thidua.council import actions, queries
from thidua.council.kinds import BallotKind, BallotMode, Choice
from thidua.council.models import Meeting
from thidua.council.rules import Vote
from thidua.movements.models import Quota

pytestmark = pytest.mark.django_db
A, D = Choice.AGREE, Choice.DISAGREE


def _quota(session: Session, number: int) -> Quota:
    movement = session.round.movement
    return Quota.objects.create(
        movement=movement,
        plan=movement.plan,
        award=session.award,
        subject="collective",
        op="max",
        n=number,
        clause="mục IV.2",
    )


def _voted(session: Session, meeting: Meeting, *agree: int, mode: BallotMode = BallotMode.SECRET, **given: object):
    """Everybody votes; each line gets so many yes votes."""
    box = session.box(meeting, mode, **given)
    for member in range(len(session.members)):
        session.cast(box, member, *[A if member < number else D for number in agree])
    return actions.close_box(box, by=session.office, at=AT)


def _said(meeting: Meeting):
    return [(one.passed, one.is_tie, one.tally.is_over) for one in queries.results(meeting).values()]


def test_all_who_reach_the_share_pass_where_the_council_leaves_the_choice_to_the_authority():
    session = Session(members=5, dossiers=3)
    _quota(session, 2)
    meeting = session.meet()
    _voted(session, meeting, 5, 4, 3)
    assert _said(meeting) == [(True, False, False)] * 3


def test_the_most_votes_fill_the_places_where_the_council_laid_that_down():
    session = Session(members=5, dossiers=4, over="top")
    _quota(session, 2)
    meeting = session.meet()
    _voted(session, meeting, 3, 5, 4, 1)
    assert _said(meeting) == [(False, False, True), (True, False, False), (True, False, False), (False, False, False)]


def test_equal_votes_at_the_last_place_are_a_tie_and_pass_nobody():
    session = Session(members=5, dossiers=4, over="top")
    _quota(session, 2)
    meeting = session.meet()
    _voted(session, meeting, 5, 4, 4, 3)
    assert _said(meeting) == [(True, False, False), (False, True, False), (False, True, False), (False, False, True)]


def test_a_repeat_about_the_tied_lines_has_only_the_places_left():
    session = Session(members=5, dossiers=3, over="top")
    _quota(session, 2)
    meeting = session.meet()
    _voted(session, meeting, 5, 4, 4)
    tied = [one.line for one in queries.results(meeting).values() if one.is_tie]
    box = actions.open_box(meeting, tied, by=session.office, at=AT)
    assert [(one.most, one.source) for one in queries.places_of(box)] == [(1, "mục IV.2")]
    for member in range(5):
        session.cast(box, member, A, A if member < 4 else D)
    actions.close_box(box, by=session.office, at=AT)
    assert _said(meeting) == [(True, False, False), (True, False, False), (False, False, True)]


def test_the_chair_fills_the_last_place_once():
    session = Session(members=5, dossiers=3, over="top", has_casting_vote=True)
    _quota(session, 2)
    meeting = session.meet()
    _voted(session, meeting, 5, 4, 4)
    chair = actor_of(session.members[0])
    first, second = [one.line for one in queries.results(meeting).values() if one.is_tie]
    actions.settle_tie(first, A, reason="Đơn vị vùng sâu", by=chair, at=AT)
    with pytest.raises(Refused, match="Đã đủ 02 đề nghị"):
        actions.settle_tie(second, A, reason="Đơn vị vùng sâu", by=chair, at=AT)
    second.refresh_from_db()
    assert second.casting_choice == ""
    actions.settle_tie(second, D, reason="Đã đủ số lượng", by=chair, at=AT)
    assert [one.passed for one in queries.results(meeting).values()] == [True, True, False]
    assert [one.is_cast for one in queries.results(meeting).values()] == [False, True, True]


def test_a_casting_vote_does_not_outlive_the_ballot_it_settled():
    session = Session(members=4, dossiers=1, has_casting_vote=True)
    meeting = session.meet()
    _voted(session, meeting, 2)
    line = meeting.lines.get()
    actions.settle_tie(line, A, reason="Tán thành", by=actor_of(session.members[0]), at=AT)
    assert [one.passed for one in queries.results(meeting).values()] == [True]
    _voted(session, meeting, 2)  # a repeat that ties again
    assert _said(meeting) == [(False, True, False)]


def test_the_chair_settles_nothing_after_the_meeting():
    session = Session(members=4, dossiers=1, has_casting_vote=True)
    meeting = session.meet()
    _voted(session, meeting, 2)
    meeting = actions.end_meeting(meeting, by=session.office, at=AT)
    line = meeting.lines.get()
    with pytest.raises(Refused, match="Đã kết thúc"):
        actions.settle_tie(line, A, reason="Tán thành", by=actor_of(session.members[0]), at=AT)


def test_a_choice_passes_no_more_than_it_asked_for():
    session = Session(members=5, dossiers=3)
    meeting = session.meet()
    box = session.box(meeting, kind=BallotKind.CHOOSE, most=2)
    for member in range(5):
        session.cast(box, member, A, *([A, D] if member < 3 else [D, A]))
    actions.close_box(box, by=session.office, at=AT)
    assert [one.passed for one in queries.results(meeting).values()] == [True, True, False]


def test_a_choice_over_its_number_is_decided_by_votes_and_ties_at_the_edge_stay_open():
    session = Session(members=4, dossiers=3, share_numerator=1, share_denominator=4, share_is_strict=False)
    meeting = session.meet()
    box = session.box(meeting, kind=BallotKind.CHOOSE, most=1)
    for member, choices in enumerate([(A, D, D), (A, D, D), (D, A, D), (D, D, A)]):
        session.cast(box, member, *choices)
    actions.close_box(box, by=session.office, at=AT)
    assert _said(meeting) == [(True, False, False), (False, False, True), (False, False, True)]


def test_changing_the_rules_does_not_change_a_ballot_already_open():
    session = Session(members=5, dossiers=1)
    meeting = session.meet()
    box = session.box(meeting)
    for member in range(5):
        session.cast(box, member, A if member < 3 else Choice.ABSTAIN)
    laid = {"base": "present", "abstain_in_base": False, "share_numerator": 1, "share_denominator": 1}
    actions.lay_rules(session.council, by=session.office, at=AT, **laid)
    actions.close_box(box, by=session.office, at=AT)
    tally = next(iter(queries.results(meeting).values())).tally
    assert (tally.base, tally.enough, tally.passed) == (5, 3, True)


def test_ranking_is_refused_where_somebody_stands_aside_on_a_line():
    session = Session(members=4, dossiers=2)
    meeting = session.meet()
    line = meeting.lines.order_by("pk")[0]
    actions.recuse(line, session.seats[1], reason="là em ruột", by=actor_of(session.members[1]), at=AT)
    with pytest.raises(Refused, match="thứ tự của mọi người không so được"):
        session.box(meeting, kind=BallotKind.RANK, most=1)


@pytest.mark.parametrize(
    ("measures", "said"),
    [
        ([("Kết quả", "0")], "lớn hơn 0"),
        ([("Kết quả", "1"), ("Kết quả", "2")], "tên riêng"),
        ([(" ", "1")], "tên riêng"),
    ],
)
def test_measures_have_names_and_weights(measures, said):
    session = Session(members=3, dossiers=1)
    meeting = session.meet()
    with pytest.raises(Refused, match=said):
        session.box(meeting, kind=BallotKind.SCORE, most=1, measures=measures)
    assert not meeting.boxes.exists()


def test_several_measures_are_weighted_exactly():
    session = Session(members=3, dossiers=2)
    meeting = session.meet()
    box = session.box(meeting, kind=BallotKind.SCORE, most=1, measures=[("Kết quả", "60"), ("Sáng kiến", "0.5")])
    lines = [line.pk for line in box.lines.order_by("pk")]
    for member in range(3):
        votes = {lines[0]: Vote(scores=(9, 0)), lines[1]: Vote(scores=(8, 10))}
        actions.cast(box, votes, by=actor_of(session.members[member]), at=AT)
    actions.close_box(box, by=session.office, at=AT)
    first, second = (one.tally for one in queries.results(meeting).values())
    assert (first.score, first.mean, first.passed) == ("1080/121", "8,92", True)
    assert (second.score, second.mean, second.passed) == ("970/121", "8,01", False)
