"""Enter what other offices published and who answers for which component, each with its paper."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Document, Unit
from thidua.scoring import rules
from thidua.scoring.models import ComponentDuty, OutsideResult


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


@transaction.atomic
def enter_result(
    subject: Unit,
    index_name: str,
    year: int,
    *,
    component: str = "",
    score: Decimal | None = None,
    rank: int | None = None,
    document: Document,
    by: Actor,
    at: datetime,
) -> OutsideResult:
    """Enter a published score or rank; entering the same index and year again corrects it, the journal keeps both."""
    _refuse_if(rules.why_not_claim(by, subject.path) and rules.why_not_board(by, subject.path))
    _refuse_if(rules.why_not_outside(score, rank, year, document.dated_on))
    result, is_new = OutsideResult.objects.update_or_create(
        index_name=squeeze(index_name),
        component=squeeze(component),
        subject=subject,
        year=year,
        defaults={
            "score": score,
            "rank": rank,
            "document": document,
            "entered_at": at,
            "entered_by_id": by.person_id,
        },
    )
    facts = {
        "index": result.index_name,
        "component": result.component,
        "year": year,
        "score": None if score is None else str(score),
        "rank": rank,
        "document": document.pk,
        "corrects": not is_new,
    }
    journal.record("outside_result.enter", result, by=by, at=at, facts=facts)
    return result


@transaction.atomic
def give_component(
    unit: Unit,
    index_name: str,
    component: str,
    *,
    subject: Unit,
    from_year: int,
    until_year: int | None = None,
    document: Document | None = None,
    by: Actor,
    at: datetime,
) -> ComponentDuty:
    """Make a unit answer for a component of somebody's index, from a year on."""
    _refuse_if(rules.why_not_board(by, unit.path))
    _refuse_if(rules.why_not_years(from_year, until_year))
    duty, is_new = ComponentDuty.objects.update_or_create(
        unit=unit,
        index_name=squeeze(index_name),
        component=squeeze(component),
        subject=subject,
        from_year=from_year,
        defaults={"until_year": until_year, "document": document},
    )
    facts = {
        "index": duty.index_name,
        "component": duty.component,
        "subject": subject.pk,
        "from": from_year,
        "until": until_year,
        "corrects": not is_new,
    }
    journal.record("component_duty.give", duty, by=by, at=at, facts=facts)
    return duty
