"""What the law of a day asks of a dossier beyond the movement's own list of papers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.base.refusal import Refused
from thidua.law import packs
from thidua.law.packs import Authority
from thidua.movements.kinds import Paper, PaperOrigin
from thidua.movements.models import Movement, PaperRequirement
from thidua.movements.queries.rulebook import in_force, papers_of
from thidua.org.models import Unit
from thidua.org.queries import SEGMENT


@dataclass(frozen=True)
class Demand:
    """One paper the law asks for, with its article (marked where it is not verified)."""

    paper: str
    name: str
    cite: str


def law_demands(movement: Movement, day: date) -> list[Demand]:
    """Name the papers the law of a day asks for that are neither on the list nor declined; four queries.

    None where no law is at hand for the day: what the packs do not say is not guessed.
    """
    codes = movement.awards.filter(in_force(day)).exclude(law_code="").order_by("position", "pk")
    answered = {paper.paper for paper in papers_of(movement, day)}
    answered |= set(declined_papers(movement, day).values_list("paper", flat=True))
    if Paper.TO_TRINH in answered:
        answered.add(Paper.DANH_SACH)  # the list stands in the letter
    found: dict[str, Demand] = {}
    try:
        pack = packs.on(day, _authority(movement.unit))
        for code in dict.fromkeys(codes.values_list("law_code", flat=True)):
            for ruling in pack.papers(code, "theme"):
                if not ruling.value.if_any and ruling.value.paper not in answered:
                    demand = Demand(ruling.value.paper, ruling.value.name, ruling.cite_marked)
                    found.setdefault(ruling.value.paper, demand)
    except Refused:
        return []
    return list(found.values())


def _authority(unit: Unit) -> Authority:
    keys = [int(unit.path[at : at + SEGMENT]) for at in range(0, len(unit.path), SEGMENT)]
    codes = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "code"))
    return Authority(unit.level.code, tuple(codes[key] for key in reversed(keys)))


def declined_papers(movement: Movement, day: date) -> QuerySet[PaperRequirement]:
    """Papers of the law that the office does not take, each with article and reason. One query."""
    rows = movement.paperrequirements.filter(in_force(day), origin=PaperOrigin.DECLINED)
    return rows.order_by("position", "pk")
