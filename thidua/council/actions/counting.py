"""Counting a box: unsealing, the tally of every kind of ballot, the seal, counting again."""

import hashlib
import json
from collections import Counter
from fractions import Fraction

from thidua.base.refusal import Refused
from thidua.base.text import words
from thidua.council import queries, rules, sealing
from thidua.council.actions.urns import write_anew
from thidua.council.kinds import BallotKind, BallotMode, Choice, Over
from thidua.council.models import Ballot, Box

ORDER = (Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN, Choice.INVALID)


def unseal(box: Box) -> None:
    """Open all seals of a secret box at once and write its rows anew in random order."""
    urn = sealing.Urn(box.key_name)
    said = [urn.open(sealed) for sealed in box.ballots.values_list("sealed", flat=True)]
    box.receipts = sorted({one["paper"] for one in said})
    kept = ("line_id", "choice", "place", "scores", "receipt")
    write_anew(box, queries.turnout(box), [Ballot(box=box, **{name: one[name] for name in kept}) for one in said])


def count(box: Box) -> dict[int, rules.Tally]:
    """Count the ballots of a box under the rules frozen in it."""
    if box.mode == BallotMode.PAPER:
        return _filled(box, _keyed(box))
    rows: dict[int, list[Ballot]] = {line.pk: [] for line in box.lines.order_by("pk")}
    for ballot in box.ballots.order_by("pk"):
        rows[ballot.line_id].append(ballot)
    if box.kind in (BallotKind.RANK, BallotKind.SCORE):
        return _means(box, rows)
    counted = {pk: [Choice(one.choice) for one in given] for pk, given in rows.items()}
    return _filled(box, _shares(box, counted))


def _means(box: Box, rows: dict[int, list[Ballot]]) -> dict[int, rules.Tally]:
    voters = len(queries.turnout(box))
    if box.kind == BallotKind.RANK:
        places = {pk: [one.place for one in given if one.place is not None] for pk, given in rows.items()}
        return rules.ranked(places, box.most, voters)
    weights = [Fraction(weight) for _, weight in box.measures]
    return rules.scored({pk: [one.scores for one in given] for pk, given in rows.items()}, weights, box.most, voters)


def _shares(box: Box, counted: dict[int, list[Choice]]) -> dict[int, rules.Tally]:
    floor = queries.floor_of(box.meeting, list(box.lines.all()))
    basis, needs = queries.basis_of(box), queries.needs_of(box)
    return {
        pk: rules.tally(choices, floor.house(pk), basis.for_need(needs[pk]), needs[pk])
        for pk, choices in counted.items()
    }


def _filled(box: Box, tallies: dict[int, rules.Tally]) -> dict[int, rules.Tally]:
    """Fill the places: of a choice always, else where the council laid down that votes decide who is within them."""
    ordered = rules.placed(tallies)
    if box.kind == BallotKind.CHOOSE or box.laid["over"] == Over.TOP:
        return rules.filled(ordered, queries.places_of(box))
    return ordered


def _keyed(box: Box) -> dict[int, rules.Tally]:
    keyed = list(box.keyings.order_by("pk"))
    if len(keyed) < 2:
        raise Refused(f"Mới có {len(keyed):02d} người nhập kết quả phiếu giấy, cần hai người nhập độc lập.")
    first, second = keyed[:2]
    if first.returned != second.returned:
        raise Refused("Hai lần nhập khác nhau ở số phiếu thu về. Hãy cùng đếm lại rồi mỗi người nhập lại.")
    if wrong := rules.differences(first.counts, second.counts):
        lines = box.lines.select_related("dossier__nominee").filter(pk__in=wrong).order_by("pk")
        names = words([line.dossier.nominee.name for line in lines])
        raise Refused(f"Hai lần nhập khác nhau về {names}. Hãy cùng đếm lại rồi mỗi người nhập lại.")
    counted = {
        int(pk): [choice for choice, number in zip(ORDER, given, strict=True) for _ in range(number)]
        for pk, given in first.counts.items()
    }
    return _shares(box, counted)


def recount(box: Box) -> bool:
    """Count the ballots of a closed box again and say whether the votes come out as they were written.

    The base is left out: members may have come and gone since.
    """
    if box.mode == BallotMode.PAPER:
        return True
    kept = {int(pk): rules.Tally.of(row) for pk, row in box.result.items()}
    if box.kind in (BallotKind.RANK, BallotKind.SCORE):
        found = count(box)
        return {pk: (one.score, one.place) for pk, one in kept.items()} == {
            pk: (one.score, one.place) for pk, one in found.items()
        }
    counted = Counter(box.ballots.values_list("line_id", "choice"))
    return all(
        (one.agree, one.disagree, one.abstain, one.invalid) == tuple(counted[pk, choice] for choice in ORDER)
        for pk, one in kept.items()
    )


def seal_of(box: Box) -> str:
    """Hash all that lies in a closed box, in an order that tells nothing; a later change is found by it."""
    rows = sorted(box.ballots.values_list("line_id", "choice", "place", "scores", "receipt"), key=str)
    keyed = sorted(box.keyings.values_list("returned", "counts"), key=str)
    kept = [box.pk, rows, keyed, box.needs, box.laid, box.places, box.measures, box.result, box.receipts]
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()
