"""Lay out a survey, give out codes, close it, let its result become points."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.base.text import nfc, squeeze
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Unit
from thidua.scoring import actions, queries_surveys, rules, survey_rules
from thidua.scoring.kinds import Column, Satisfaction, SheetState, Source
from thidua.scoring.models import Cell, Figure, IndexItem, Survey, SurveyCode, SurveyQuestion, SurveyTally


@dataclass(frozen=True)
class Closed:
    """How many units got a result, and how many had too few answers for one."""

    reached: int
    short: int


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


def _check_board(item: IndexItem, by: Actor) -> None:
    _refuse_if(rules.why_not_use(item.index_set.office_path))
    _refuse_if(rules.why_not_board(by, item.index_set.office_path or ""))


@transaction.atomic
def open_survey(
    item: IndexItem, *, title: str, questions: Sequence[str], opens_on: date, closes_on: date, least: int, by: Actor,
    at: datetime,
) -> Survey:  # fmt: skip
    """Lay out a survey for an item; its questions stand from now on."""
    _check_board(item, by)
    asked = [nfc(squeeze(one)) for one in questions if one.strip()]
    _refuse_if(survey_rules.why_not_open(asked, opens_on, closes_on, least, is_survey=item.source == Source.SURVEY))
    if Survey.objects.filter(item=item, period="").exists():
        raise Refused(f"Tiêu chí {item.code} đã có khảo sát. Hãy dùng khảo sát đó hoặc nhập kết quả từ bảng tính.")
    survey = Survey.objects.create(
        item=item, title=squeeze(title), opens_on=opens_on, closes_on=closes_on, least=least, made_at=at,
        made_by_id=by.person_id,
    )  # fmt: skip
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(survey=survey, position=place, text=one[:400]) for place, one in enumerate(asked, 1)
    )
    journal.record("survey.open", survey, by=by, at=at, facts={"item": item.code, "questions": len(asked)})
    return survey


@transaction.atomic
def give_codes(survey: Survey, units: Sequence[Unit], each: int, *, by: Actor, at: datetime) -> int:
    """Make so many codes for each unit; give how many were made."""
    _check_board(survey.item, by)
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    _refuse_if(survey_rules.why_not_give(each, len(units), is_closed=survey.closed_at is not None))
    for unit in units:
        _refuse_if(rules.why_not_under(survey.item.index_set.office_path or "", unit.name, unit.path))
    codes = [
        SurveyCode(survey=survey, unit=unit, code="".join(secrets.choice(survey_rules.ALPHABET) for _ in range(10)))
        for unit in units
        for _ in range(each)
    ]
    SurveyCode.objects.bulk_create(codes)
    SurveyTally.objects.bulk_create(
        (
            SurveyTally(question=question, unit=unit, score=score)
            for question in survey.questions.order_by("position")
            for unit in units
            for score in Satisfaction.values
        ),
        ignore_conflicts=True,
    )
    journal.record("survey.codes", survey, by=by, at=at, facts={"units": [unit.pk for unit in units], "each": each})
    return len(codes)


@transaction.atomic
def close_survey(survey: Survey, *, by: Actor, at: datetime) -> Closed:
    """End a survey: the mean of each unit with enough answers becomes its figure, exact; no code counts any more."""
    _check_board(survey.item, by)
    survey = Survey.objects.select_for_update(of=("self",)).select_related("item__index_set__unit").get(pk=survey.pk)
    _refuse_if(survey_rules.why_not_close(is_closed=survey.closed_at is not None))
    Survey.objects.filter(pk=survey.pk).update(closed_at=at, closed_by_id=by.person_id)
    means = queries_surveys.means_of(survey)
    reached = {pk: one for pk, one in means.items() if one.answers >= survey.least}
    for unit in Unit.objects.filter(pk__in=list(reached)).order_by("pk"):
        total, most = queries_surveys.as_figure(reached[unit.pk])
        actions.put_figure(
            unit, survey.item.value_code, survey.item.index_set.year, numerator=total, denominator=most,
            period=survey.period, by=by, at=at,
        )  # fmt: skip
    done = Closed(len(reached), len(means) - len(reached))
    journal.record("survey.close", survey, by=by, at=at, facts={"reached": done.reached, "short": done.short})
    return done


@transaction.atomic
def score_survey(survey: Survey, *, by: Actor, at: datetime) -> int:
    """Write the points of a closed survey as verified wherever its item is still empty and being verified."""
    item = survey.item
    _refuse_if(survey_rules.why_not_score(is_closed=survey.closed_at is not None))
    _refuse_if(rules.why_not_verify(by, item.index_set.office_path or "", item.verifier.path if item.verifier else ""))
    figures = Figure.objects.filter(code=item.value_code, year=item.index_set.year, period=survey.period)
    by_unit = {row.unit_id: row for row in figures.order_by("pk")}
    cells = Cell.objects.filter(item=item, applies=True, verified=None, sheet__state=SheetState.VERIFYING)
    written = 0
    for cell in cells.filter(sheet__unit__in=list(by_unit)).select_related("sheet").order_by("pk"):
        points, words = actions.reckoned(item, by_unit[cell.sheet.unit_id])
        if points is not None:
            actions.write(cell, Column.VERIFIED, points, words=words, seen=cell.version, by=by, at=at)
            written += 1
    return written
