"""What became of each candidate of a round, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.awards.kinds import DecisionKind, DecisionState, ResultClass
from thidua.awards.models import Decision, DecisionLine, Omission
from thidua.awards.queries.deciding import Outcome, outcomes, standing_lines
from thidua.base.days import written
from thidua.council.kinds import MeetingState
from thidua.council.models import Meeting
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, Handling
from thidua.movements.models import Round


@dataclass(frozen=True)
class Candidate:
    """One dossier with its result class and why; ``may_explain`` when the office still owes the reason."""

    dossier: Dossier
    result: ResultClass
    reason: str
    decision: Decision | None = None
    may_explain: bool = False


def candidates(round: Round, dossiers: Iterable[Dossier]) -> list[Candidate]:
    """Give the result of each dossier. A fixed number of queries for each meeting of the round."""
    rows = list(dossiers)
    standing = {line.dossier_id: line for line in standing_lines().filter(dossier__in=rows).select_related(*_CITED)}
    taken = {line.dossier_id: line for line in _taken_back(rows)}
    omitted = {one.dossier_id: one.reason for one in Omission.objects.filter(dossier__in=rows)}
    found: dict[int, Outcome] = {}
    for meeting in Meeting.objects.filter(round=round, state=MeetingState.CLOSED).order_by("held_on", "pk"):
        found |= {row.dossier.pk: row for row in outcomes(meeting)}
    refusals = _refusals(rows)
    return [
        _candidate(
            one, standing.get(one.pk), taken.get(one.pk), omitted.get(one.pk), found.get(one.pk), refusals.get(one.pk)
        )
        for one in rows
    ]


_CITED = ("decision__register", "decision__follows__register")


def _taken_back(rows: list[Dossier]) -> Iterable[DecisionLine]:
    back = DecisionLine.objects.filter(dossier__in=rows, takes_back=True, decision__state=DecisionState.SIGNED)
    return back.select_related(*_CITED).order_by("pk")


def _refusals(rows: list[Dossier]) -> dict[int, str]:
    refused = [one.pk for one in rows if one.state == State.REFUSED]
    steps = Handling.objects.filter(dossier__in=refused, to_state=State.REFUSED).order_by("at", "pk")
    return dict(steps.values_list("dossier_id", "reason"))


def _candidate(
    dossier: Dossier,
    standing: DecisionLine | None,
    taken: DecisionLine | None,
    omitted: str | None,
    outcome: Outcome | None,
    refused: str | None,
) -> Candidate:
    if standing:
        decision = standing.decision
        proposed = decision.kind == DecisionKind.PROPOSE
        return Candidate(
            dossier, ResultClass.PROPOSED if proposed else ResultClass.CHOSEN, f"{_cited(decision)}.", decision
        )
    if taken:
        return Candidate(
            dossier, ResultClass.REVOKED, f"{_cited(taken.decision)}: {taken.decision.reason}", taken.decision
        )
    if dossier.state == State.REFUSED:
        return Candidate(dossier, ResultClass.NOT_CHOSEN, f"Thẩm định: {refused or 'không đủ điều kiện'}.")
    if omitted:
        return Candidate(dossier, ResultClass.NOT_CHOSEN, omitted)
    if outcome and outcome.passed is False:
        return Candidate(dossier, ResultClass.NOT_CHOSEN, f"Hội đồng không thông qua ({outcome.count}).")
    if outcome and outcome.passed:
        reason = f"Hội đồng đã thông qua ({outcome.count}), chưa có quyết định."
        return Candidate(dossier, ResultClass.WAITING, reason, may_explain=True)
    waits = dossier.state == State.VERIFIED
    reason = "Chờ Hội đồng xét." if waits else f"Hồ sơ đang ở bước “{dossier.get_state_display()}”."
    return Candidate(dossier, ResultClass.WAITING, reason, may_explain=waits)


def _cited(decision: Decision) -> str:
    return f"{decision} ngày {written(decision.signed_on)}" if decision.signed_on else str(decision)
