"""What each verifier gave, for the page of differences; the last writer of a verified figure answers for it."""

from fractions import Fraction

from thidua.org.models import Person, Unit
from thidua.scoring.kinds import Column
from thidua.scoring.models import CellWriting, IndexSet
from thidua.scoring.raters import Given


def given_in(index_set: IndexSet) -> list[Given]:
    """Every verified cell that counts, without bonus, under the person who wrote it last. Costs one query."""
    writings = CellWriting.objects.filter(
        cell__sheet__index_set=index_set, column=Column.VERIFIED, cell__applies=True, cell__item__is_bonus=False,
        cell__verified__isnull=False, by__isnull=False,
    )  # fmt: skip
    names = ("cell_id", "by_id", "cell__sheet__unit_id", "cell__verified", "cell__claimed", "cell__item__maximum")
    found: dict[int, Given] = {}
    for cell, rater, unit, verified, claimed, maximum in writings.order_by("pk").values_list(*names):
        most = Fraction(maximum)
        cut = None if claimed is None else (Fraction(claimed) - Fraction(verified)) / most
        found[cell] = Given(rater, unit, Fraction(verified) / most, cut)
    return list(found.values())


def names_of(given: list[Given]) -> tuple[dict[int, str], dict[int, str]]:
    """Names of the verifiers and of the units, by key. Costs two queries."""
    people = Person.objects.filter(pk__in={one.rater for one in given}).values_list("pk", "name")
    units = Unit.objects.filter(pk__in={one.unit for one in given}).values_list("pk", "name")
    return dict(people), dict(units)
