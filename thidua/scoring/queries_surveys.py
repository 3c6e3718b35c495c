"""Surveys of a set, how many answered, and what they gave once closed."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from thidua.org.actor import Actor
from thidua.org.models import Unit
from thidua.scoring import queries, survey_rules
from thidua.scoring.kinds import Source
from thidua.scoring.models import Figure, IndexItem, IndexSet, Survey, SurveyCode, SurveyTally
from thidua.scoring.survey_rules import Mean


def surveys_for(actor: Actor) -> QuerySet[Survey]:
    """Surveys of the sets this person has to do with, newest first."""
    rows = Survey.objects.filter(item__index_set__in=queries.sets_for(actor).values("pk"))
    return rows.select_related("item__index_set__unit", "made_by", "closed_by").order_by("-opens_on", "-pk")


def surveys_of(index_set: IndexSet) -> QuerySet[Survey]:
    """The surveys of one set in the order of its items, with how many codes were given and spent."""
    rows = Survey.objects.filter(item__index_set=index_set).select_related("item")
    counted = rows.annotate(given=Count("codes"), spent=Count("codes", filter=Q(codes__is_spent=True)))
    return counted.order_by("item__position", "period", "pk")


def survey_items(index_set: IndexSet) -> QuerySet[IndexItem]:
    """The items of a set whose points come from a survey."""
    return index_set.items.filter(is_leaf=True, source=Source.SURVEY).order_by("position", "pk")


def scored_units(index_set: IndexSet) -> QuerySet[Unit]:
    """The units that have a sheet of a set, by name."""
    return Unit.objects.filter(sheets__index_set=index_set).order_by("name_norm", "pk")


@dataclass(frozen=True)
class Asked:
    """One unit in a survey: codes given and spent; after closing its result, None where too few answered."""

    unit: Unit
    given: int
    spent: int
    mean: Mean | None
    figure: Figure | None


def asked_units(survey: Survey) -> list[Asked]:
    """Every unit codes were given out for. Costs three queries; what was said shows only after closing."""
    codes = (
        survey.codes.order_by().values("unit").annotate(given=Count("pk"), spent=Count("pk", filter=Q(is_spent=True)))
    )
    counted = {row["unit"]: (row["given"], row["spent"]) for row in codes}
    means = means_of(survey) if survey.closed_at else {}
    index_set = survey.item.index_set
    rows = Figure.objects.filter(code=survey.item.value_code, year=index_set.year, period=survey.period)
    figures = {row.unit_id: row for row in rows.filter(unit__in=list(counted)).order_by("pk")}
    found = []
    for unit in Unit.objects.filter(pk__in=list(counted)).order_by("name_norm", "pk"):
        given, spent = counted[unit.pk]
        reached = means.get(unit.pk)
        enough = reached if reached and reached.answers >= survey.least else None
        found.append(Asked(unit, given, spent, enough, figures.get(unit.pk) if enough else None))
    return found


def means_of(survey: Survey) -> dict[int, Mean]:
    """The exact mean of each unit over all questions. Costs two queries."""
    many = survey.questions.count()
    counts: dict[int, dict[int, int]] = {}
    tallies = SurveyTally.objects.filter(question__survey=survey).order_by()
    for row in tallies.values("unit", "score").annotate(said=Sum("count")):
        counts.setdefault(row["unit"], {})[row["score"]] = row["said"]
    return {unit: survey_rules.mean(said, many) for unit, said in counts.items()}


def spare_codes(survey: Survey) -> QuerySet[SurveyCode]:
    """Codes not spent yet, by unit, in no order that tells when they were made."""
    return survey.codes.filter(is_spent=False).select_related("unit").order_by("unit__name_norm", "unit_id", "code")


def as_figure(mean: Mean) -> tuple[Decimal, Decimal]:
    """The result as a figure: sum of scores over the most there could be, both whole."""
    return Decimal(mean.total), Decimal(mean.most)
