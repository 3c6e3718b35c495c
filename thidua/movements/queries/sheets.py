"""One movement as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from thidua.movements.kinds import RegistrationState
from thidua.movements.models import Award, DueDay, Movement, PlanDuty, Quota, Round
from thidua.movements.queries.rulebook import in_force, limit_of, rule_of
from thidua.movements.rules.days import left_words, waiting_words
from thidua.movements.rules.quotas import limit_words


@dataclass(frozen=True)
class Day:
    """A due day with the words beside it."""

    due: DueDay
    words: str
    is_past: bool


@dataclass(frozen=True)
class RoundSheet:
    """A round with its days and how many registered."""

    round: Round
    days: tuple[Day, ...]
    registered: int


def days_of(movement: Movement, today: date) -> list[Day]:
    """Give every due day of a movement in the order they come, those without a day last. One query."""
    rows = DueDay.objects.filter(deadline__movement=movement, deadline__until_on=None)
    found = rows.select_related("deadline__plan", "round", "document").order_by("last_day", "deadline__position", "pk")
    return sorted((_day(row, today) for row in found), key=lambda day: day.due.last_day is None)


def _day(due: DueDay, today: date) -> Day:
    if due.last_day is None:
        return Day(due, waiting_words(rule_of(due.deadline)), False)
    return Day(due, left_words(due.last_day, today), due.last_day < today)


def round_sheets(movement: Movement, days: Sequence[Day]) -> list[RoundSheet]:
    """Give the rounds of a movement with their days. One query."""
    sent = Count("registrations", filter=Q(registrations__state=RegistrationState.SENT))
    rounds = movement.rounds.annotate(registered=sent).order_by(F("year").asc(nulls_last=True), "kind", "pk")
    return [
        RoundSheet(each, tuple(day for day in days if day.due.round_id == each.pk), each.registered) for each in rounds
    ]


@dataclass(frozen=True)
class AwardSheet:
    """An award with what limits it."""

    award: Award
    limits: tuple[tuple[str, Quota], ...]


def award_sheets(movement: Movement, day: date) -> list[AwardSheet]:
    """Give the awards in force with the words of their quotas. Two queries."""
    awards = movement.awards.filter(in_force(day)).select_related("authority_unit").order_by("position", "pk")
    quotas = list(movement.quotas.filter(in_force(day)).order_by("position", "pk"))
    return [
        AwardSheet(each, tuple((_words(quota), quota) for quota in quotas if quota.award_id in {each.pk, None}))
        for each in awards
    ]


def _words(quota: Quota) -> str:
    limit = limit_of(quota)
    who = quota.get_subject_display() if quota.subject else "Tập thể và cá nhân"
    return f"{who}: {limit_words(limit)}" if limit else who


def duties_of(movement: Movement) -> list[PlanDuty]:
    """Give the duties to issue own plans with the child's plan. One query."""
    rows = movement.plan_duties.select_related("unit", "child__plan").order_by("unit__name_norm", "pk")
    return list(rows)
