"""What a person was put forward for and has received, for that person's own page."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from thidua.awards.kinds import EntryKind
from thidua.awards.models import Certificate, Decision, DecisionLine, FundEntry
from thidua.awards.queries.deciding import standing_lines
from thidua.awards.queries.owing import owed
from thidua.awards.queries.results import Candidate, candidates
from thidua.awards.rules.codes import shown
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, Honour
from thidua.dossiers.queries import with_names


@dataclass(frozen=True)
class Received:
    """One award of a decision of this house: its certificate, its bonus, whether it still stands."""

    line: DecisionLine
    stands: bool
    code: str
    bonus: Decimal | None
    paid_on: date | None
    return_by: date | None


def received(person_id: int) -> list[Received]:
    """Give what signed decisions gave a person, newest first. Five queries."""
    newest = Certificate.objects.filter(replaced_by=None).order_by("pk")
    paid = FundEntry.objects.filter(kind=EntryKind.BONUS).order_by("pk")
    lines = (
        DecisionLine.objects.filter(subject__person=person_id, takes_back=False, decision__signed_on__isnull=False)
        .exclude(decision__kind="propose")
        .select_related("award", "decision__register", "decision__round__movement")
        .prefetch_related(Prefetch("certificates", newest, "newest"), Prefetch("entries", paid, "paid"))
        .order_by("-decision__signed_on", "-pk")
    )
    rows = list(lines)
    standing = set(standing_lines().filter(pk__in=[line.pk for line in rows]).values_list("pk", flat=True))
    back = {entry.line_id: entry.return_by for entry in owed().filter(line__in=rows)}  # type: ignore[attr-defined]
    return [_received(line, line.pk in standing, back.get(line.pk)) for line in rows]


def _received(line: DecisionLine, stands: bool, return_by: date | None) -> Received:
    newest: list[Certificate] = line.newest  # type: ignore[attr-defined]
    paid: list[FundEntry] = line.paid  # type: ignore[attr-defined]
    code = shown(newest[-1].code) if newest else ""
    return Received(line, stands, code, line.bonus, paid[0].on if paid else None, return_by)


def results(person_id: int) -> list[Candidate]:
    """Give what became of each time a person was put forward, newest first. A fixed number of queries a round."""
    by_round: dict[int, list[Dossier]] = defaultdict(list)
    own = with_names().filter(nominee__person=person_id).exclude(state__in=[State.DRAFT, State.WITHDRAWN])
    for dossier in own.order_by("-round_id", "pk"):
        by_round[dossier.round_id].append(dossier)
    return [one for rows in by_round.values() for one in candidates(rows[0].round, rows)]


def others(person_id: int) -> QuerySet[Honour]:
    """Give what is on record from elsewhere: honours that no decision of this house wrote. One query."""
    ours = Decision.objects.filter(document=OuterRef("document"))
    found = Honour.objects.filter(~Exists(ours), subject__person=person_id)
    return found.select_related("document").order_by("-decided_on", "-pk")
