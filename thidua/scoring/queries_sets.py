"""The lines of an index set as plain data, two versions beside each other, who is spared an item."""

from django.db.models import Count, Q, QuerySet

from thidua.org.actor import Actor
from thidua.scoring import queries
from thidua.scoring.kinds import Formula, SheetState, Source
from thidua.scoring.lines import Change, Line, changes
from thidua.scoring.models import Exemption, IndexSet


def lines_of(index_set: IndexSet) -> list[Line]:
    """The set as plain lines in their order. Costs one query."""
    items = index_set.items.select_related("verifier").order_by("position", "pk")
    return [
        Line(
            code=item.code,
            name=item.name,
            maximum=item.maximum,
            is_bonus=item.is_bonus,
            formula=Formula(item.formula),
            params=item.params,
            source=Source(item.source),
            figure_code=item.figure_code,
            evidence_wanted=item.evidence_wanted,
            note=item.note,
            verifier=item.verifier.code if item.verifier else "",
            not_for=tuple(item.not_for),
        )
        for item in items
    ]


def compared(before: IndexSet, after: IndexSet) -> list[Change]:
    """What changed from one version or year to another."""
    return changes(lines_of(before), lines_of(after))


def versions_of(index_set: IndexSet) -> QuerySet[IndexSet]:
    """Other years and versions of the same index, and the set this one was copied from, newest first."""
    same = Q(code=index_set.code) | Q(copies=index_set)
    return IndexSet.objects.filter(same).exclude(pk=index_set.pk).order_by("-year", "-version", "pk").distinct()


def steps_of(index_set: IndexSet, actor: Actor) -> list[tuple[str, int]]:
    """How many sheets this person may see stand at each step, in the order of the steps."""
    rows = queries.visible_to(actor).filter(index_set=index_set).order_by()
    many = dict(rows.values_list("state").annotate(Count("pk")))
    return [(state.label, many[state]) for state in SheetState if state in many]


def exemptions_of(index_set: IndexSet) -> QuerySet[Exemption]:
    """Who is spared which item by decision, by item and unit."""
    rows = Exemption.objects.filter(item__index_set=index_set).select_related("item", "unit", "document")
    return rows.order_by("item__position", "unit__name_norm", "pk")
