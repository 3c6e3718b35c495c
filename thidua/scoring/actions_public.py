"""The one act the public door may do here: answer a survey once, by a code."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, When

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.org import journal
from thidua.org.actor import HOUSE
from thidua.scoring import survey_rules
from thidua.scoring.models import Survey, SurveyCode, SurveyTally


@transaction.atomic
def answer(typed: str, scores: Mapping[int, int], *, at: datetime) -> None:
    """Spend a code and add one to the count of each score that was given, by question.

    Who answered what is nowhere: the code remembers only that it is spent, the counts have no row for an answer, the
    journal says that somebody answered this survey, neither by which code nor about which unit.
    """
    found = SurveyCode.objects.filter(code=survey_rules.clean(typed)).first()
    if found is None:
        raise Refused(survey_rules.UNKNOWN)
    survey = Survey.objects.select_for_update().get(pk=found.survey_id)  # nobody closes it in between
    found.refresh_from_db()
    reason = survey_rules.why_not_answer(
        at.astimezone(ZONE).date(), survey.opens_on, survey.closes_on, is_closed=survey.closed_at is not None,
        is_spent=found.is_spent,
    )  # fmt: skip
    questions = list(survey.questions.order_by("position").values_list("pk", flat=True))
    if reason := reason or survey_rules.why_not_scores(questions, scores):
        raise Refused(reason)
    SurveyCode.objects.filter(pk=found.pk).update(is_spent=True)
    said = [When(question=question, score=scores[question], then=1) for question in questions]
    counts = SurveyTally.objects.filter(question__in=questions, unit=found.unit_id)
    counts.update(count=F("count") + Case(*said, default=0))  # all rows at once: none tells by its trace it was chosen
    journal.record("survey.answer", survey, by=HOUSE, at=at)
