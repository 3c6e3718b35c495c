"""What a careful officer would see beside a decision: the plan's law against the day's, what is not verified."""

from collections.abc import Iterable
from datetime import date

from thidua.awards.models import Decision, DecisionLine
from thidua.awards.queries.bonuses import Told, doubts, pack_of
from thidua.base.refusal import Refused
from thidua.base.text import words
from thidua.law.acts import number_key
from thidua.law.rulings import Force


def of_decision(decision: Decision, lines: list[DecisionLine], told: Iterable[Told], day: date) -> list[str]:
    """Give one sentence for each thing to know before (or after) signing on a day. Two queries."""
    found = [*plan_law(decision, told, day), *doubts(decision.unit, lines, day), *unverified(told)]
    return list(dict.fromkeys(found))


def plan_law(decision: Decision, told: Iterable[Told], day: date) -> list[str]:
    """Say which acts the plan names are over on the day, and by which act the bonus is reckoned instead. One query."""
    try:
        pack = pack_of(decision.unit, day)
    except Refused as refused:
        return [str(refused)]
    cites = [(number_key(steps["cite"]), steps["cite"]) for _, steps in told if steps.get("cite")]
    said = []
    for number in dict.fromkeys(
        each.get("number") or "" for each in decision.round.movement.plan.draft.get("bases", ())
    ):
        standing = pack.act_in_force(number, day) if number_key(number) else None
        if standing is None or standing.state is not Force.ENDED or standing.act is None:
            continue
        other = [cite for key, cite in dict(cites).items() if key != number_key(number)]
        instead = f" Tiền thưởng của quyết định này tính theo {words(other)}." if other else ""
        said.append(f"Kế hoạch nêu {standing.act.name}. {standing.sentence}{instead}")
    return said


def unverified(told: Iterable[Told]) -> list[str]:
    """Say which rules behind the bonuses nobody has verified yet."""
    rows = [steps for amount, steps in told if amount and steps.get("marks")]
    return list(dict.fromkeys(f"Tiền thưởng theo {row['cite']}: {'; '.join(row['marks'])}." for row in rows))
