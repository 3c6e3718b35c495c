"""Reads made for the public door: what the bearer of a survey code is asked."""

from dataclasses import dataclass
from datetime import date

from thidua.scoring import survey_rules
from thidua.scoring.kinds import Satisfaction
from thidua.scoring.models import SurveyCode

ANSWERS = tuple((value, str(label)) for value, label in Satisfaction.choices)


@dataclass(frozen=True)
class Asked:
    """The questions about one unit; ``why_not`` says in a sentence why the code does not answer today."""

    code: str
    title: str
    unit: str
    office: str
    until: date
    questions: tuple[tuple[int, str], ...]
    why_not: str | None


def asked_by(typed: str, day: date) -> Asked | None:
    """Give what a code asks; None for a code that was never given out."""
    rows = SurveyCode.objects.select_related("survey__item__index_set__unit", "unit")
    found = rows.filter(code=survey_rules.clean(typed)).first()
    if found is None:
        return None
    survey = found.survey
    office = survey.item.index_set.unit
    return Asked(
        code=survey_rules.shown(found.code),
        title=survey.title,
        unit=found.unit.name,
        office=office.name if office else "",
        until=survey.closes_on,
        questions=tuple(survey.questions.order_by("position").values_list("pk", "text")),
        why_not=survey_rules.why_not_answer(
            day, survey.opens_on, survey.closes_on, is_closed=survey.closed_at is not None, is_spent=found.is_spent
        ),
    )
