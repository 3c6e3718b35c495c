"""One movement as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, Q, Sum
from django.db.models.functions import Coalesce

from thidua.base.money import figure
from thidua.movements.kinds import RegistrationState
from thidua.movements.models import (
    Award,
    DueDay,
    Movement,
    PlanDuty,
    Quota,
    Registration,
    Round,
    Target,
    TargetFigure,
    UnitReport,
)
from thidua.movements.queries.rulebook import in_force, limit_of, rule_of
from thidua.movements.rules.days import left_words, waiting_words
from thidua.movements.rules.quotas import limit_words
from thidua.movements.rules.targets import OP_WORDS, is_reached


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


@dataclass(frozen=True)
class TargetSheet:
    """A target with its newest figure of each period."""

    target: Target
    words: str
    figures: tuple[tuple[TargetFigure, bool], ...]


def targets_of(movement: Movement) -> list[TargetSheet]:
    """Give the targets with what was reached, the newest line of a unit and period counts. Two queries."""
    rows = movement.targets.prefetch_related(
        Prefetch("figures", TargetFigure.objects.select_related("unit").order_by("pk"))
    )
    return [_target_sheet(target) for target in rows.order_by("pk")]


def _target_sheet(target: Target) -> TargetSheet:
    newest = {(each.unit_id, each.period): each for each in target.figures.all()}
    year = f" đến năm {target.by_year}" if target.by_year else ""
    words = f"{OP_WORDS[target.op]} {figure(target.value)}{f' {target.unit_word}' if target.unit_word else ''}{year}"
    figures = tuple((each, is_reached(target.op, target.value, each.value)) for each in newest.values())
    return TargetSheet(target, words, figures)


def reports_of(movement: Movement) -> list[UnitReport]:
    """Give the reports units have sent. One query."""
    rows = UnitReport.objects.filter(due_day__deadline__movement=movement)
    return list(rows.select_related("unit", "due_day__deadline", "due_day__round").order_by("-sent_at", "pk"))


@dataclass(frozen=True)
class SummaryLine:
    """What one unit registered."""

    registration: Registration
    collectives: int
    individuals: int


def registration_summary(round: Round) -> list[SummaryLine]:
    """Give what the units of a round registered, named and by number together. One query."""
    named = Count("lines", filter=Q(lines__kind="individual", lines__subject__isnull=False))
    rows = round.registrations.filter(state=RegistrationState.SENT).annotate(
        collectives=Count("lines", filter=Q(lines__kind="collective")),
        named=named,
        counted=Coalesce(Sum("lines__headcount"), 0),
    )
    found = rows.select_related("unit").order_by("unit__name_norm", "pk")
    return [SummaryLine(each, each.collectives, each.named + each.counted) for each in found]
