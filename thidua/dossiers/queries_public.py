"""Reads made for the public door: lists open for comment, with no more than law lets publish."""

from dataclasses import dataclass
from datetime import date

from thidua.dossiers.models import Consultation


@dataclass(frozen=True)
class Candidate:
    """Who is proposed for what."""

    key: int
    name: str
    unit: str
    award: str


@dataclass(frozen=True)
class Asked:
    """A list the public is asked about."""

    key: int
    title: str
    office: str
    opens_on: date
    closes_on: date
    source: str
    candidates: tuple[Candidate, ...] = ()


def open_lists(day: date) -> list[Asked]:
    """Give the lists open on a day."""
    found = Consultation.objects.filter(opens_on__lte=day, closes_on__gte=day, concluded_at=None)
    return [_asked(one) for one in found.select_related("round__movement__unit").order_by("closes_on", "pk")]


def open_list(key: int, day: date) -> Asked | None:
    """Give one list with its candidates while it is open."""
    found = Consultation.objects.filter(pk=key, opens_on__lte=day, closes_on__gte=day, concluded_at=None)
    one = found.select_related("round__movement__unit").first()
    if one is None:
        return None
    rows = one.dossiers.select_related("nominee", "unit", "award").order_by("nominee__kind", "nominee__name_norm", "pk")
    return _asked(one, tuple(Candidate(row.pk, row.nominee.name, row.unit.name, str(row.award)) for row in rows))


def _asked(one: Consultation, candidates: tuple[Candidate, ...] = ()) -> Asked:
    movement = one.round.movement
    return Asked(
        one.pk,
        f"{movement.name}: {one.round.name}",
        movement.unit.name,
        one.opens_on,
        one.closes_on,
        one.source,
        candidates,
    )
