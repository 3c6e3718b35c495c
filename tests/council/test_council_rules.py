"""Exact counting: shares, bases, ties, rankings, scores, places at the edge."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from thidua.council import rules
from thidua.council.kinds import Base, Choice
from thidua.council.rules import Basis, House, Need

A, D, N, X = Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN, Choice.INVALID


@pytest.mark.parametrize(
    ("share", "strict", "base", "least"),
    [
        (Fraction(2, 3), False, 9, 6),  # exactly six
        (Fraction(2, 3), True, 9, 7),
        (Fraction(2, 3), False, 10, 7),
        (Fraction(1, 2), True, 10, 6),
        (Fraction(1, 2), True, 9, 5),
        (Fraction(4, 5), False, 10, 8),
        (Fraction(9, 10), False, 11, 10),
        (Fraction(1), False, 7, 7),
    ],
)
def test_the_least_number_of_yes_votes_is_exact(share, strict, base, least):
    assert Need(share, strict).least(base) == least


@given(base=some.integers(1, 200), low=some.integers(1, 20), more=some.integers(0, 20), strict=some.booleans())
def test_enough_is_enough_and_one_less_is_not(base, low, more, strict):
    share = Fraction(low, low + more)
    least = Need(share, strict).least(base)
    reached = Fraction(least, base)
    before = Fraction(least - 1, base)
    assert (reached > share) if strict else (reached >= share)
    assert not ((before > share) if strict else (before >= share))


@pytest.mark.parametrize(
    ("basis", "house", "choices", "out_of", "passed"),
    [
        (Basis(), House(9, 7), [A] * 6 + [D], 9, True),  # over all members, two absent
        (Basis(), House(9, 7), [A] * 5 + [D] * 2, 9, False),
        (Basis(Base.PRESENT), House(9, 7), [A] * 5 + [D] * 2, 7, True),
        (Basis(Base.PRESENT), House(9, 6), [A] * 4 + [N] * 2, 6, True),
        (Basis(Base.PRESENT), House(9, 6), [A] * 3 + [N] * 3, 6, False),
        (Basis(Base.PRESENT, abstain=False), House(9, 6), [A] * 3 + [D] + [N] * 2, 4, True),
        (Basis(Base.PRESENT, invalid=False), House(9, 6), [A] * 3 + [D] + [X] * 2, 4, True),
        (Basis(), House(9, 9, recused_members=1, recused_present=1), [A] * 6 + [D] * 2, 8, True),
        (Basis(recused=True), House(9, 9, recused_members=1, recused_present=1), [A] * 5 + [D] * 3, 9, False),
    ],
)
def test_tally_counts_over_the_base_the_council_laid_down(basis, house, choices, out_of, passed):
    counted = rules.tally(choices, house, basis, Need(Fraction(2, 3)))
    assert (counted.base, counted.passed) == (out_of, passed)


def test_more_ballots_than_members_is_a_fault():
    with pytest.raises(ValueError, match="4 ballots from 3 members"):
        rules.tally([A] * 4, House(3, 3), Basis(), Need(Fraction(1, 2)))


def test_a_tie_is_said_and_passes_nobody():
    counted = rules.tally([A] * 4 + [D] * 4, House(8, 8), Basis(), Need(Fraction(1, 2), strict=True))
    assert (counted.passed, counted.is_tie) == (False, True)


def test_a_tally_is_read_back_as_it_was_kept():
    counted = rules.tally([A] * 4 + [D], House(5, 5), Basis(), Need(Fraction(1, 2)))
    assert rules.Tally.of(counted.row()) == counted


def _tallies(*agree: int) -> dict[int, rules.Tally]:
    need = Need(Fraction(1, 2), strict=True)
    made = {pk: rules.tally([A] * n + [D] * (9 - n), House(9, 9), Basis(), need) for pk, n in enumerate(agree, 1)}
    return rules.placed(made)


@pytest.mark.parametrize(
    ("agree", "places", "chosen", "tied"),
    [
        ((9, 7, 8), 2, [1, 3], []),
        ((9, 7, 7), 2, [1], [2, 3]),  # one place, two with seven: the council decides
        ((9, 4, 7), 5, [1, 3], []),  # four of nine did not pass
        ((7, 7, 7), 3, [1, 2, 3], []),
        ((9, 8, 7, 7), 2, [1, 2], []),  # the tie lies below the edge
        ((9, 7), None, [1, 2], []),
    ],
)
def test_places_are_filled_from_the_top_and_a_tie_at_the_edge_is_left_to_the_council(agree, places, chosen, tied):
    assert rules.within(_tallies(*agree), places) == (chosen, tied)


def test_a_ranking_orders_by_mean_place_and_a_tie_at_the_edge_passes_nobody():
    counted = rules.ranked({1: [1, 1, 2], 2: [2, 3, 1], 3: [3, 2, 3]}, 1, 3)
    assert [(one.place, one.score, one.passed) for one in counted.values()] == [
        (1, "4/3", True),
        (2, "2/1", False),
        (3, "8/3", False),
    ]
    tied = rules.ranked({1: [1, 2], 2: [2, 1], 3: [3, 3]}, 1, 2)
    assert [(one.passed, one.is_tie) for one in tied.values()] == [(False, True), (False, True), (False, False)]


def test_scores_are_weighted_exactly():
    counted = rules.scored({1: [(10, 5), (9, 6)], 2: [(7, 7), (7, 7)]}, [Fraction(2), Fraction(1)], 1, 2)
    assert [(one.score, one.place, one.passed) for one in counted.values()] == [("49/6", 1, True), ("7/1", 2, False)]


def test_two_tellers_are_compared_line_by_line():
    assert rules.differences({"1": [5, 1, 0, 0], "2": [4, 2, 0, 0]}, {"1": [5, 1, 0, 0], "2": [5, 1, 0, 0]}) == ["2"]


@pytest.mark.parametrize(("present", "refused"), [(6, False), (5, True)])
def test_quorum_of_two_thirds_of_nine_is_six(present, refused):
    assert (rules.why_not_quorum(present, 9, Fraction(2, 3)) is not None) is refused
