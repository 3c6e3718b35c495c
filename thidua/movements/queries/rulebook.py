"""The rules of a movement as they stood on a day: what upper rooms judge by."""

from datetime import date

from django.db.models import Q, QuerySet

from thidua.base.days import written
from thidua.movements.kinds import PaperOrigin, SubjectKind
from thidua.movements.models import Award, Criterion, Deadline, DueDay, Movement, PaperRequirement, Quota, Round
from thidua.movements.rules.days import DayRule, chosen_day
from thidua.movements.rules.quotas import Limit


def in_force(day: date) -> Q:
    """Select rules that hold on a day; a rule without days holds always."""
    return (Q(from_on=None) | Q(from_on__lte=day)) & (Q(until_on=None) | Q(until_on__gte=day))


def criteria_on(movement: Movement, subject_kind: str, day: date) -> QuerySet[Criterion]:
    """Give the criteria for a kind of subject on a day, the general ones too. One query."""
    kinds = [subject_kind, SubjectKind.GENERAL]
    return movement.criteria.filter(in_force(day), subject__in=kinds).select_related("plan").order_by("position", "pk")


def papers_of(movement: Movement, day: date) -> QuerySet[PaperRequirement]:
    """Give the papers a dossier needs on a day, with who asked for them. One query."""
    asked = movement.paperrequirements.filter(in_force(day)).exclude(origin=PaperOrigin.DECLINED)
    return asked.select_related("plan").order_by("position", "pk")


def awards_of(round: Round, subject_kind: str, day: date) -> QuerySet[Award]:
    """Give the awards of a round for a kind of subject on a day. One query."""
    found = round.movement.awards.filter(in_force(day), round_kind=round.kind)
    if subject_kind == SubjectKind.COLLECTIVE:
        found = found.filter(for_collectives=True)
    elif subject_kind == SubjectKind.INDIVIDUAL:
        found = found.filter(for_individuals=True)
    return found.select_related("authority_unit").order_by("position", "pk")


def quota_for(round: Round, award: Award, subject_kind: str, day: date) -> Quota | None:
    """Give the quota that limits an award for a kind of subject in a round on a day; None when there is none.

    Of several, one that names the award and the kind goes before one for both kinds, and a number before “theo
    Kế hoạch số …”. One query.
    """
    rows = round.movement.quotas.filter(
        in_force(day), Q(award=award) | Q(award=None), Q(subject=subject_kind) | Q(subject="")
    ).order_by("position", "pk")

    def weight(quota: Quota) -> tuple[bool, bool, bool]:
        return quota.op in {"deferred", "set_by_unit"}, quota.award_id is None, not quota.subject

    found = sorted((row for row in rows if row.award_id or row.op != "set_by_unit"), key=weight)
    return found[0] if found else None


def limit_of(quota: Quota | None) -> Limit | None:
    """Give the pure limit of a quota's row, for ``rules.quotas.meter``."""
    if quota is None:
        return None
    return Limit(quota.op, quota.n, quota.n_max, quota.percent, quota.per, quota.deferred_to)


def rule_of(deadline: Deadline) -> DayRule:
    """Give the pure rule of a deadline's row."""
    return DayRule(
        deadline.act,
        deadline.meaning,
        deadline.last_day,
        deadline.month_day,
        deadline.days,
        deadline.day_kind,
        deadline.event,
    )


def due_days(round: Round, act: str) -> list[DueDay]:
    """Give the due days of an act in a round; those of deadlines for this kind of round go before those for all."""
    rows = DueDay.objects.filter(round=round, deadline__act=act, deadline__until_on=None)
    found = list(rows.select_related("deadline__plan").order_by("deadline__position", "pk"))
    return [row for row in found if row.deadline.round_kind == round.kind] or found


def due_day(round: Round, act: str) -> date | None:
    """Give the last day of an act in a round; None while it waits and where the plan names none. One query."""
    return chosen_day([row.last_day for row in due_days(round, act) if row.last_day])


def why_not_route(award: Award, day: date) -> str | None:
    """Say why an award may not be asked of its authority on a day: the authority has ended. None when it may."""
    unit = award.authority_unit
    if unit is None or unit.ends_on is None or day <= unit.ends_on:
        return None
    act = unit.successions.select_related("successor", "document").order_by("-from_on", "pk").first()
    if act is None or act.successor is None:
        return f"{unit} đã kết thúc hoạt động sau ngày {written(unit.ends_on)}. Hãy chọn cơ quan nhận hồ sơ khác."
    return (
        f"{unit} đã kết thúc hoạt động sau ngày {written(unit.ends_on)}; từ {written(act.from_on)} là {act.successor} "
        f"({act.document}). Hãy chuyển việc sang đơn vị kế thừa."
    )
