"""How verifiers differ: who gives how much of the maximum on average, and what a common scale would show. Pure.

Nothing here changes a point. The mean of a verifier and the overall mean are exact; the standard deviation needs a
root, so the normalised figures are rounded to four decimals and only ever shown beside the raw ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

LEAST = 5  # cells; fewer say nothing about a verifier's manner


class Given(NamedTuple):
    """One verified cell: by whom, for which unit, its share of the maximum, and how far it is from the claim."""

    rater: int
    unit: int
    share: Fraction
    cut: Fraction | None = None  # claimed less verified, as a share of the maximum


@dataclass(frozen=True)
class Manner:
    """How one verifier scores: exact means, spread, and how often the claim was changed."""

    rater: int
    cells: int
    mean: Fraction
    spread: Decimal
    cut: Fraction | None
    changed: int
    is_enough: bool


@dataclass(frozen=True)
class Levelled:
    """A unit's raw mean share beside the normalised one; None where its verifiers wrote too little to compare."""

    unit: int
    raw: Fraction
    normalised: Fraction | None


def manners(given: Iterable[Given]) -> list[Manner]:
    """Describe each verifier, strictest first."""
    by_rater: dict[int, list[Given]] = {}
    for one in given:
        by_rater.setdefault(one.rater, []).append(one)
    found = [_manner(rater, some) for rater, some in by_rater.items()]
    return sorted(found, key=lambda one: (one.mean, one.rater))


def _manner(rater: int, some: Sequence[Given]) -> Manner:
    shares = [one.share for one in some]
    cuts = [one.cut for one in some if one.cut is not None]
    return Manner(
        rater=rater,
        cells=len(some),
        mean=mean(shares),
        spread=spread(shares),
        cut=mean(cuts) if cuts else None,
        changed=sum(one != 0 for one in cuts),
        is_enough=len(some) >= LEAST,
    )


def mean(values: Sequence[Fraction]) -> Fraction:
    """The exact mean; of nothing it is a ValueError."""
    if not values:
        raise ValueError("mean of nothing")
    return sum(values, Fraction(0)) / len(values)


def spread(values: Sequence[Fraction]) -> Decimal:
    """The standard deviation over all values, to six decimals; 0 where all are equal."""
    middle = mean(values)
    square = sum(((one - middle) ** 2 for one in values), Fraction(0)) / len(values)
    with localcontext() as context:
        context.prec = 30
        root = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
        return root.quantize(Decimal("0.000001"))


def z_score(share: Fraction, manner: Manner) -> Fraction | None:
    """How many spreads above a verifier's own mean; None where the verifier wrote too little or always the same."""
    if not manner.is_enough or manner.spread == 0:
        return None
    return (share - manner.mean) / Fraction(manner.spread)


def levelled(given: Sequence[Given]) -> list[Levelled]:
    """Put every unit on one scale: z by the verifier's own mean and spread, laid back on the mean and spread of all.

    A cell of a verifier without a z-score counts as it stands. A unit none of whose cells has one gets None.
    """
    if not given:
        return []
    known = {one.rater: one for one in manners(given)}
    shares = [one.share for one in given]
    middle, width = mean(shares), Fraction(spread(shares))
    raw: dict[int, list[Fraction]] = {}
    laid: dict[int, list[Fraction]] = {}
    compared: set[int] = set()
    for one in given:
        score = z_score(one.share, known[one.rater])
        raw.setdefault(one.unit, []).append(one.share)
        laid.setdefault(one.unit, []).append(one.share if score is None else middle + score * width)
        if score is not None:
            compared.add(one.unit)
    return [Levelled(unit, mean(raw[unit]), mean(laid[unit]) if unit in compared else None) for unit in raw]
