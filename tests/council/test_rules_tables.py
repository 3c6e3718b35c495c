"""Each rule of the council at its edges, so that a flipped comparison is noticed."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from thidua.council import rules
from thidua.council.kinds import BallotKind, Base, BoxState, Choice, MeetingState
from thidua.council.rules import Basis, House, Need, Places, Tally, Vote
from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role

A, D, N, X = Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN, Choice.INVALID
HALF = Need(Fraction(1, 2), strict=True)


def _row(**given: Any) -> Tally:
    return Tally(**{"agree": 0, "disagree": 0, "abstain": 0, "invalid": 0, "base": 9, "enough": 5, **given})


# ------------------------------------------------------------------ counting


@pytest.mark.parametrize(
    ("share", "strict", "said"),
    [(Fraction(2, 3), False, "từ 2/3 trở lên"), (Fraction(1, 2), True, "trên 1/2")],
)
def test_a_share_is_written_as_people_say_it(share, strict, said):
    assert Need(share, strict).words == said


@pytest.mark.parametrize(
    ("score", "mean"),
    [("", ""), ("49/6", "8,16"), ("7/1", "7,00"), ("10/1", "10,00"), ("1/100", "0,01"), ("1999/1000", "1,99")],
)
def test_a_mean_is_cut_to_two_decimals(score, mean):
    assert _row(score=score).mean == mean


def test_the_share_of_agreement_is_exact_and_nought_of_nobody():
    assert (_row(agree=6).share, _row(agree=0, base=0).share) == (Fraction(2, 3), Fraction(0))


@pytest.mark.parametrize(
    ("basis", "counted"),
    [
        (Basis(), 8),
        (Basis(recused=True), 9),
        (Basis(Base.PRESENT), 5),
        (Basis(Base.PRESENT, recused=True), 7),
        (Basis(abstain=False), 6),
        (Basis(invalid=False), 7),
        (Basis(abstain=False, invalid=False), 5),
    ],
)
def test_the_base_leaves_out_what_the_council_leaves_out(basis, counted):
    house = House(9, 7, recused_members=1, recused_present=2)
    assert basis.count(house, abstain=2, invalid=1) == counted


@pytest.mark.parametrize(
    ("by_law", "counted"),
    [(True, Basis(recused=True)), (False, Basis(Base.PRESENT, abstain=False, invalid=False, recused=True))],
)
def test_the_law_s_share_is_taken_of_all_members(by_law, counted):
    basis = Basis(Base.PRESENT, abstain=False, invalid=False, recused=True)
    assert basis.for_need(Need(Fraction(9, 10), by_law=by_law)) == counted


@pytest.mark.parametrize(
    ("choices", "house", "need", "passed", "tie"),
    [
        ([A] * 5 + [D] * 4, House(9, 9), HALF, True, False),
        ([A] * 4 + [D] * 4 + [N], House(9, 9), HALF, False, True),
        ([A] * 4 + [D] * 5, House(9, 9), HALF, False, False),
        ([A, D] + [N] * 7, House(9, 9), HALF, False, True),
        ([N] * 9, House(9, 9), HALF, False, False),  # nobody for, nobody against: no tie to settle
        ([A] * 4 + [D] * 4, House(8, 8), Need(Fraction(1, 2)), True, False),  # half is enough: no tie either
        ([], House(0, 0), Need(Fraction(1, 2)), False, False),
        ([A], House(1, 1), Need(Fraction(1)), True, False),
        ([A] * 9, House(9, 9), Need(Fraction(1), strict=True), False, False),
    ],
)
def test_a_line_passes_ties_or_fails(choices, house, need, passed, tie):
    counted = rules.tally(choices, house, Basis(), need)
    assert (counted.passed, counted.is_tie) == (passed, tie)


def test_every_kind_of_answer_is_counted_apart():
    counted = rules.tally([A, A, A, D, D, N, X], House(9, 7), Basis(), HALF)
    assert (counted.agree, counted.disagree, counted.abstain, counted.invalid) == (3, 2, 1, 1)
    assert (counted.base, counted.enough) == (9, 5)


def test_as_many_ballots_as_members_are_no_fault():
    assert rules.tally([A] * 3, House(3, 3), Basis(), HALF).agree == 3


def test_places_go_by_share_and_equal_shares_share_one():
    placed = rules.placed({1: _row(agree=3), 2: _row(agree=5), 3: _row(agree=5), 4: _row(agree=4, base=5)})
    assert {pk: one.place for pk, one in placed.items()} == {1: 4, 2: 2, 3: 2, 4: 1}


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (None, [(True, False), (True, False), (True, False), (False, False)]),
        (4, [(True, False), (True, False), (True, False), (False, False)]),
        (3, [(True, False), (True, False), (True, False), (False, False)]),
        (2, [(True, False), (False, True), (False, True), (False, False)]),
        (1, [(True, False), (False, False), (False, False), (False, False)]),
        (0, [(False, False)] * 4),
    ],
)
def test_no_more_pass_than_there_are_places(most, said):
    rows = {
        1: _row(agree=9, passed=True),
        2: _row(agree=7, passed=True),
        3: _row(agree=7, passed=True),
        4: _row(agree=4),
    }
    found = rules.filled(rules.placed(rows), [Places((1, 2, 3, 4), most)])
    assert [(one.passed, one.is_tie) for one in found.values()] == said
    over = [pk for pk, one in found.items() if one.is_over]
    assert over == {1: [2, 3], 0: [1, 2, 3]}.get(most if most is not None else 9, [])


def test_each_group_has_its_own_places():
    rows = rules.placed({pk: _row(agree=9 - pk, passed=True) for pk in (1, 2, 3)})
    found = rules.filled(rows, [Places((1,), 0), Places((2, 3), 1), Places((9,), 1)])
    assert [(one.passed, one.is_over) for one in found.values()] == [(False, True), (True, False), (False, True)]


@pytest.mark.parametrize(
    ("most", "passed", "left"), [(None, {1}, None), (2, {1}, 1), (2, {1, 2}, 0), (1, {1, 2}, 0), (2, {9}, 2)]
)
def test_places_left_count_only_lines_that_share_them(most, passed, left):
    assert rules.places_left(Places((1, 2, 3), most), passed) == left


@pytest.mark.parametrize(
    ("most", "passed", "ties"),
    [
        (None, {1, 2, 3}, set()),
        (3, {1, 2, 3}, set()),
        (2, {1}, {2, 3}),
        (1, {1}, set()),
    ],
)
def test_means_pass_up_to_the_number_asked(most, passed, ties):
    counted = rules.ranked({1: [1, 1], 2: [2, 3], 3: [3, 2], 4: []}, most, 2)
    assert {pk for pk, one in counted.items() if one.passed} == passed
    assert {pk for pk, one in counted.items() if one.is_tie} == ties
    assert (counted[4].place, counted[4].score, counted[4].abstain, counted[1].abstain) == (0, "", 2, 0)


def test_scores_of_nobody_weigh_nothing_and_no_weight_is_a_fault():
    counted = rules.scored({1: [(10,)], 2: []}, [Fraction(1)], 1, 3)
    assert [(one.score, one.passed, one.abstain, one.base) for one in counted.values()] == [
        ("10/1", True, 2, 3),
        ("", False, 3, 3),
    ]
    kept = counted[1]
    assert (kept.agree, kept.disagree, kept.abstain, kept.invalid, kept.enough) == (0, 0, 2, 0, 0)
    with pytest.raises(ValueError, match="weights of nothing"):
        rules.scored({1: [(10,)]}, [], 1, 1)


# ------------------------------------------------------------------ how a ballot may be held


@pytest.mark.parametrize(
    ("kind", "most", "by_law", "same", "said"),
    [
        (BallotKind.YES_NO, None, True, False, None),
        (BallotKind.CHOOSE, None, False, True, "cần số đề nghị được chọn"),
        (BallotKind.CHOOSE, 2, True, False, None),
        (BallotKind.RANK, 2, False, True, None),
        (BallotKind.RANK, 2, False, False, "không so được"),
        (BallotKind.RANK, 2, True, True, "từ 9/10 trở lên đồng ý (Điều 45)"),
        (BallotKind.SCORE, 2, True, True, "từ 9/10 trở lên đồng ý (Điều 45)"),
        (BallotKind.SCORE, 2, False, False, None),
    ],
)
def test_some_ways_to_vote_are_refused(kind, most, by_law, same, said):
    need = Need(Fraction(9, 10), source="Điều 45", by_law=by_law)
    reason = rules.why_not_kind(kind, most, [need], same_voters=same)
    assert (reason is None) if said is None else (said in str(reason))


@pytest.mark.parametrize(
    ("measures", "fits"),
    [
        ([("Kết quả", "1")], True),
        ([("Kết quả", "0.5"), ("Sáng kiến", "1")], True),
        ([("Kết quả", "0")], False),
        ([("Kết quả", "-1")], False),
        ([("Kết quả", "1"), (" Kết quả ", "1")], False),
        ([("", "1")], False),
    ],
)
def test_measures_need_names_and_weights(measures, fits):
    assert (rules.why_not_measures(measures) is None) is fits


# ------------------------------------------------------------------ who may


def _actor(role: Role | None = None, path: str = "0000001", person: int = 5) -> Actor:
    return Actor(person, "Người", frozenset({Grant(role, 1, path)} if role else ()))


@pytest.mark.parametrize(
    ("actor", "kind", "may"),
    [
        (_actor(Role.OFFICE), "council", True),
        (_actor(Role.OFFICE), "unit", True),
        (_actor(Role.CLERK), "unit", True),
        (_actor(Role.CLERK), "council", False),
        (_actor(Role.OFFICE, "0000002"), "council", False),
        (_actor(), "council", False),
        (_actor(person=7), "council", True),  # the secretary
    ],
)
def test_who_runs_a_council(actor, kind, may):
    council: Any = SimpleNamespace(kind=kind, name="Hội đồng", unit=SimpleNamespace(path="0000001", name="UBND xã"))
    assert (rules.why_not_run(actor, council, {7}) is None) is may


def test_an_act_fits_the_state_of_its_meeting():
    meeting: Any = SimpleNamespace(state=MeetingState.OPEN, get_state_display=lambda: "Đang họp")
    assert rules.why_not_state(meeting, MeetingState.CONVENED, MeetingState.OPEN) is None
    assert "“Đang họp”" in str(rules.why_not_state(meeting, MeetingState.CLOSED))


@pytest.mark.parametrize(("voters", "fits"), [(2, False), (3, True), (4, True)])
def test_a_secret_ballot_needs_its_least_number(voters, fits):
    reason = rules.why_not_secret(voters, 3, "UBND xã")
    assert (reason is None) is fits
    assert fits or "về UBND xã" in str(reason)
    assert "về" not in str(rules.why_not_secret(0, 3))


@pytest.mark.parametrize(
    ("state", "seat", "here", "voted", "said"),
    [
        (BoxState.OPEN, 1, True, False, None),
        (BoxState.OPEN, None, True, False, "Chỉ thành viên có quyền biểu quyết"),
        (BoxState.OPEN, 1, False, False, "Thư ký chưa ghi"),
        (BoxState.CLOSED, 1, True, False, "Hòm phiếu đã đóng"),
        (BoxState.OPEN, 1, True, True, "Mỗi người chỉ bỏ một lần"),
    ],
)
def test_who_votes_now(state, seat, here, voted, said):
    box: Any = SimpleNamespace(state=state)
    reason = rules.why_not_vote(box, seat_id=seat, is_here=here, has_voted=voted)
    assert (reason is None) if said is None else (said in str(reason))


def _ballot(kind: BallotKind, votes: list[Vote], most: int | None = None, measures: int = 0) -> str | None:
    box: Any = SimpleNamespace(kind=kind, most=most)
    given = dict(enumerate(votes, 1))
    return rules.why_not_ballot(box, given, list(given), measures)


@pytest.mark.parametrize(
    ("kind", "votes", "most", "measures", "fits"),
    [
        (BallotKind.YES_NO, [Vote(A), Vote(D), Vote(N)], None, 0, True),
        (BallotKind.YES_NO, [Vote(A), Vote(X)], None, 0, False),
        (BallotKind.YES_NO, [Vote(A), Vote("")], None, 0, False),
        (BallotKind.YES_NO, [Vote(A), Vote(A)], 1, 0, True),  # a number is asked of a choice only
        (BallotKind.CHOOSE, [Vote(A), Vote(A), Vote(D)], 2, 0, True),
        (BallotKind.CHOOSE, [Vote(A), Vote(A), Vote(A)], 2, 0, False),
        (BallotKind.CHOOSE, [Vote(A), Vote(A)], None, 0, True),
        (BallotKind.CHOOSE, [Vote(D), Vote(D)], 1, 0, True),
        (BallotKind.RANK, [Vote(place=2), Vote(place=1)], 1, 0, True),
        (BallotKind.RANK, [Vote(place=1), Vote(place=1)], 1, 0, False),
        (BallotKind.RANK, [Vote(place=0), Vote(place=1)], 1, 0, False),
        (BallotKind.RANK, [Vote(place=2), Vote(place=3)], 1, 0, False),
        (BallotKind.RANK, [Vote(place=None), Vote(place=1)], 1, 0, False),
        (BallotKind.SCORE, [Vote(scores=(0, 10)), Vote(scores=(10, 0))], 1, 2, True),
        (BallotKind.SCORE, [Vote(scores=(0,)), Vote(scores=(10, 0))], 1, 2, False),
        (BallotKind.SCORE, [Vote(scores=(0, 11)), Vote(scores=(1, 1))], 1, 2, False),
        (BallotKind.SCORE, [Vote(scores=(0, -1)), Vote(scores=(1, 1))], 1, 2, False),
    ],
)
def test_a_ballot_is_filled_in_as_asked(kind, votes, most, measures, fits):
    assert (_ballot(kind, votes, most, measures) is None) is fits


def test_a_ballot_answers_every_line_it_may_and_no_other():
    box: Any = SimpleNamespace(kind=BallotKind.YES_NO, most=None)
    assert rules.why_not_ballot(box, {1: Vote(A)}, [1], 0) is None
    for lines in ([1, 2], [2], []):
        assert "chưa đủ các đề nghị" in str(rules.why_not_ballot(box, {1: Vote(A)}, lines, 0))


# ------------------------------------------------------------------ paper


@pytest.mark.parametrize(
    ("second", "lines"),
    [
        ({"1": [5, 1, 0, 0], "2": [4, 2, 0, 0]}, []),
        ({"1": [5, 0, 1, 0], "2": [4, 2, 0, 0]}, ["1"]),
        ({"1": [5, 1, 0, 0]}, ["2"]),
        ({"1": [5, 1, 0, 0], "2": [4, 2, 0, 0], "3": [6, 0, 0, 0]}, ["3"]),
    ],
)
def test_two_tellers_differ_where_their_figures_do(second, lines):
    assert rules.differences({"1": [5, 1, 0, 0], "2": [4, 2, 0, 0]}, second) == lines


@pytest.mark.parametrize(
    ("counts", "returned", "out", "fits"),
    [
        ([4, 1, 0, 0], 5, 0, True),
        ([4, 1, 1, 0], 5, 0, False),  # more ballots than came back
        ([4, 0, 0, 0], 5, 0, False),  # one ballot is nowhere
        ([4, 0, 0, 0], 5, 1, True),  # unless somebody stood aside
        ([3, 0, 0, 0], 5, 1, False),
        ([4, 1, 0, 0], 5, 1, True),
    ],
)
def test_keyed_counts_add_up_to_the_ballots_returned(counts, returned, out, fits):
    reason = rules.why_not_counts({1: counts}, returned, {1: "UBND xã"}, {1: out})
    assert (reason is None) is fits
    assert fits or "UBND xã" in str(reason)


@pytest.mark.parametrize(("present", "members", "least", "fits"), [(6, 9, 6, True), (5, 9, 6, False), (5, 7, 5, True)])
def test_the_quorum_says_how_many_are_missing(present, members, least, fits):
    reason = rules.why_not_quorum(present, members, Fraction(2, 3))
    assert (reason is None) is fits
    assert fits or f"{present:02d}/{members:02d}" in str(reason)
    assert fits or f"ít nhất {least:02d} (2/3)" in str(reason)
