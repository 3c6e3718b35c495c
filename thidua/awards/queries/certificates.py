"""Named reads of certificates and the book of awards."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from thidua.awards.models import Certificate, Decision, DecisionLine, Stock
from thidua.awards.queries.deciding import standing_lines
from thidua.base.text import norm
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.org.queries import subtrees

BOOK_READERS = (Role.OFFICE, Role.REGISTRY, Role.AUTHORITY, Role.ADMIN)


def newest(decision: Decision, lines: Sequence[DecisionLine] | None = None) -> list[Certificate]:
    """The newest certificate of each standing line, in the order of the list. One query."""
    found = Certificate.objects.filter(
        Exists(standing_lines().filter(pk=OuterRef("line_id"))), line__decision=decision, replaced_by=None
    )
    if lines is not None:
        found = found.filter(line__in=lines)
    return list(found.select_related("line__award", "line__decision").order_by("line__position", "line_id", "pk"))


def of_decision(decision: Decision) -> dict[int, Certificate]:
    """The newest certificate of each line, revoked or not, by line. One query."""
    found = Certificate.objects.filter(line__decision=decision, replaced_by=None).order_by("pk")
    return {certificate.line_id: certificate for certificate in found}


def visible_to(actor: Actor) -> QuerySet[Certificate]:
    """Certificates of the offices whose book this person may read."""
    mine = subtrees(actor.paths(*BOOK_READERS), field="book_unit__path")
    return Certificate.objects.filter(mine).select_related(
        "line__award", "line__decision__register", "line__decision__unit", "book_unit", "replaced_by"
    )


def book(actor: Actor, *, words: str = "", year: int | None = None) -> QuerySet[Certificate]:
    """The book of awards, newest first; found by name in any spelling of marks, or by code."""
    stands = Exists(standing_lines().filter(pk=OuterRef("line_id")))
    found = visible_to(actor).annotate(stands=stands)
    if year:
        found = found.filter(book_year=year)
    if words:
        by_name = found.filter(line__subject__name_norm__contains=norm(words))
        found = by_name | found.filter(code=words.replace("-", "").upper())
    return found.order_by("-book_year", "book_unit_id", "-book_number", "pk")


def stocks_of(unit: Unit) -> QuerySet[Stock]:
    """The pre-printed papers of an office."""
    return Stock.objects.filter(unit=unit).order_by("name", "pk")
