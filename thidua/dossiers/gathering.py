"""Gather from the rooms below what is known about a candidate, for ``eligibility`` to judge."""

from dataclasses import replace
from datetime import date

from django.db.models import Q

from thidua.base.text import words
from thidua.dossiers.eligibility import Facts, Find, Judgement, Matter, Penalty, Prize, Rule, judge
from thidua.dossiers.kinds import Verdict
from thidua.dossiers.models import Discipline, Dossier, Finding, Honour, PendingMatter
from thidua.dossiers.queries import criteria_for, findings
from thidua.law import packs
from thidua.law.rows import Principle
from thidua.law.rulings import Ruling
from thidua.movements.kinds import Act, Route, SubjectKind
from thidua.movements.models import Criterion, DueDay, Round, Subject, UnitReport
from thidua.org.models import Position, Succession, Unit
from thidua.org.queries import in_force, subtree
from thidua.scoring import queries_verdict, verdicts


def judged(dossier: Dossier, today: date) -> list[Judgement]:
    """Judge a dossier by the facts in hand; where the verifier has spoken, that stands. Costs some fifteen queries."""
    spoken = findings(dossier)
    return [_verified(one, spoken.get(one.criterion_id or 0)) for one in judged_by_facts(dossier, today)]


def judged_by_facts(dossier: Dossier, today: date) -> list[Judgement]:
    """Judge a dossier by the facts in hand alone, whatever a verifier has said. Costs some fifteen queries."""
    facts = facts_of(dossier, today)
    rules = [
        Rule(one.kind, one.text, one.params, one.clause, one.pk, _read(one, dossier, facts.last, facts.day))
        for one in criteria_for(dossier, facts.day)
    ]
    return judge(facts, rules, packs.on(facts.day))


def results(dossier: Dossier, today: date) -> dict[int, verdicts.Verdict]:
    """What published results say to each criterion that reads them, by its key. Some queries for each."""
    day, last = dossier.received_on or today, period_of(dossier.round, today)[1]
    read = {one.pk: _read(one, dossier, last, day) for one in criteria_for(dossier, day)}
    return {key: said for key, said in read.items() if said is not None}


def _read(criterion: Criterion, dossier: Dossier, last: date, day: date) -> verdicts.Verdict | None:
    """Ask published results about the nominee's unit, or the one a person heads; a common goal is the agency's own."""
    if criterion.kind not in queries_verdict.KINDS:
        return None
    unit = dossier.nominee.unit or _headed_unit(dossier.nominee, last)
    if unit is None and criterion.subject == SubjectKind.GENERAL:
        unit = dossier.round.movement.unit
    year = dossier.round.year
    return None if unit is None else queries_verdict.verdict_for(criterion, unit, day, year=year)


def _verified(one: Judgement, finding: Finding | None) -> Judgement:
    if finding is None or one.verdict != Verdict.UNKNOWN:
        return one
    said = finding.reason or "Người thẩm định đã kết luận."
    return replace(one, verdict=Verdict(finding.verdict), reason=said, private="")


def period_of(round: Round, today: date) -> tuple[date, date]:
    """Give the days whose achievements a round judges."""
    movement = round.movement
    year = round.year or (round.ends_on or movement.ends_on or today).year
    first = round.starts_on or (date(year, 1, 1) if round.year else movement.starts_on)
    last = round.ends_on or (date(year, 12, 31) if round.year else movement.ends_on or today)
    return first, last


def facts_of(dossier: Dossier, today: date) -> Facts:
    """Gather everything about the candidate of a dossier."""
    nominee, day = dossier.nominee, dossier.received_on or today
    first, last = period_of(dossier.round, today)
    headed = _headed_unit(nominee, last)
    own_unit = nominee.unit
    same = dossier.overlaps.filter(is_same=True, honour__revoked_by=None).select_related("honour").first()
    return Facts(
        name=nominee.name,
        kind=nominee.kind,
        first=first,
        last=last,
        day=day,
        attested=dossier.attested_at is not None,
        penalties=_penalties(nominee, own_unit),
        heads=headed.name if headed else "",
        unit_penalties=_penalties(None, headed) if headed else (),
        matters=_matters(nominee),
        ratings=dict(nominee.ratings.values_list("year", "grade")),
        finds=tuple(
            Find(one.title, one.recognised_by, one.spread, one.recognised_on)
            for one in nominee.initiatives.order_by("pk")
        ),
        prizes=_prizes(nominee, first, last),
        late_reports=_late_reports(dossier, own_unit),
        ends_on=own_unit.ends_on if own_unit else None,
        heir=_heir(own_unit),
        goes_up=dossier.award.route == Route.PROPOSE,
        same_as=f"{same.honour.name} ({same.reason})" if same else "",
    )


def _headed_unit(nominee: Subject, day: date) -> Unit | None:
    if nominee.person_id is None:
        return None
    held = Position.objects.filter(in_force(day), person_id=nominee.person_id, is_head=True).select_related("unit")
    position = held.order_by("pk").first()
    return position.unit if position else None


def _penalties(nominee: Subject | None, unit: Unit | None) -> tuple[Penalty, ...]:
    """Disciplines of the nominee itself, and of everybody in a unit and under it."""
    whom = Q(pk__in=[])
    if nominee is not None:
        whom |= Q(subject=nominee)
    if unit is not None:
        whom |= subtree(unit.path, field="subject__person__unit__path") | subtree(
            unit.path, field="subject__unit__path"
        )
    found = Discipline.objects.filter(whom).select_related("subject").order_by("decided_on", "pk")
    return tuple(Penalty(one.grade, one.decided_on, one.served_on, one.subject.name) for one in found)


def _matters(nominee: Subject) -> tuple[Matter, ...]:
    found = PendingMatter.objects.filter(subject=nominee).order_by("opened_on", "pk")
    return tuple(Matter(one.kind, one.opened_on, one.closed_on) for one in found)


def _prizes(nominee: Subject, first: date, last: date) -> tuple[Prize, ...]:
    found = nominee.honours.filter(Q(decided_on=None) | Q(decided_on__range=(first, last)), revoked_by=None)
    return tuple(Prize(one.name, one.is_thematic, one.decided_on) for one in found.order_by("decided_on", "pk"))


def _late_reports(dossier: Dossier, unit: Unit | None) -> int | None:
    """Reports the plan asked of the unit that are late or not sent; None where none was due."""
    if unit is None:
        return None
    due = DueDay.objects.filter(
        deadline__movement_id=dossier.round.movement_id, deadline__act=Act.REPORT, last_day__isnull=False
    )
    asked = list(due.values_list("pk", flat=True))
    if not asked:
        return None
    on_time = UnitReport.objects.filter(due_day__in=asked, unit=unit, late_days=0).count()
    return len(asked) - on_time


def _heir(unit: Unit | None) -> str:
    if unit is None or unit.ends_on is None:
        return ""
    found = Succession.objects.filter(predecessor=unit, successor__isnull=False).select_related("successor")
    return words([one.successor.name for one in found.order_by("pk") if one.successor])


def overlapping(dossier: Dossier, today: date) -> list[Honour]:
    """Other awards of the nominee for an overlapping period, not yet settled, in any round or movement."""
    first, last = period_of(dossier.round, today)
    found = Honour.objects.filter(subject=dossier.nominee, is_title=False, revoked_by=None)
    found = found.exclude(earned_by=dossier)  # what this dossier itself was given
    overlap = Q(from_on__lte=last, until_on__gte=first) | Q(from_on=None, decided_on__range=(first, last))
    settled = dossier.overlaps.values("honour")
    return list(found.filter(overlap).exclude(pk__in=settled).select_related("document").order_by("decided_on", "pk"))


def one_achievement(dossier: Dossier, today: date) -> tuple[date, date, Ruling[Principle | None]]:
    """Give the days this dossier judges and the article of its day that lets one achievement be praised once."""
    ruling = packs.on(dossier.received_on or today).principle("one_achievement")
    return *period_of(dossier.round, today), ruling
