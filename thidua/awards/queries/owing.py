"""Bonuses that have to come back because their award was taken back, with the last day to hand them in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from thidua.awards.kinds import DecisionState, EntryKind
from thidua.awards.models import DecisionLine, FundEntry
from thidua.base.money import dong
from thidua.base.text import shorten
from thidua.movements.queries import Waiting
from thidua.movements.rules.days import late_by, left_words
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.queries import subtrees


def owed() -> QuerySet[FundEntry]:
    """Payments whose award was taken back since and which have not come back.

    Each knows ``return_by``, its last day (None where the law of the day set none), and ``taken_by``, the decision
    that took the award back.
    """
    taking = DecisionLine.objects.filter(
        decision__follows=OuterRef("line__decision"),
        decision__state=DecisionState.SIGNED,
        dossier=OuterRef("line__dossier"),
        takes_back=True,
    ).order_by("pk")
    returned = FundEntry.objects.filter(line=OuterRef("line"), kind=EntryKind.RETURNED)
    found = FundEntry.objects.filter(Exists(taking), ~Exists(returned), kind=EntryKind.BONUS)
    return (
        found.annotate(
            return_by=Subquery(taking.values("decision__return_by")[:1]),
            taken_by=Subquery(taking.values("decision")[:1]),
        )
        .select_related("fund", "line__decision__register", "line__decision__round__movement", "line__dossier__unit")
        .order_by("pk")
    )


def to_collect(actor: Actor, today: date) -> Iterator[Waiting]:
    """Give what accountants still have to collect, one duty for each revoking decision and fund. One query."""
    paths = actor.paths(Role.ACCOUNTANT)
    if not paths:
        return
    grouped: dict[tuple[int, int], list[FundEntry]] = defaultdict(list)
    for entry in owed().filter(subtrees(paths, field="fund__unit__path")):
        grouped[entry.taken_by, entry.fund_id].append(entry)  # type: ignore[attr-defined]
    for (taken_by, fund_id), entries in grouped.items():
        total = sum((entry.amount for entry in entries), Decimal(0))
        what = f"Thu lại {dong(total)} tiền thưởng của {len(entries):02d} trường hợp bị thu hồi"
        yield _waiting(
            f"collect:{taken_by}:{fund_id}", what, "Mở quỹ", f"{entries[0].fund.get_absolute_url()}#thu-lai",
            entries[0], entries[0].fund.unit_id, today,
        )  # fmt: skip


def to_hand_back(units: Iterable[int], today: date, *, person_id: int | None = None) -> list[Waiting]:
    """Give what units, or somebody personally, still have to hand back, one duty for each award. One query."""
    whose = Q(line__dossier__unit__in=list(units))
    if person_id is not None:
        whose |= Q(line__subject__person=person_id)
    return [
        _waiting(
            f"hand-back:{entry.line_id}",
            f"Nộp lại {dong(entry.amount)} tiền thưởng của {entry.note}",
            "Xem quyết định",
            reverse("awards:decision", args=[entry.taken_by]),  # type: ignore[attr-defined]
            entry,
            entry.line.dossier.unit_id if entry.line else None,
            today,
        )
        for entry in owed().filter(whose)
    ]


def _waiting(
    key: str, what: str, button: str, address: str, entry: FundEntry, unit_id: int | None, today: date
) -> Waiting:
    if entry.line is None:
        raise ValueError("a bonus without its line")
    movement = entry.line.decision.round.movement
    last: date | None = entry.return_by  # type: ignore[attr-defined]
    return Waiting(
        key=key,
        what=what,
        where=f"{shorten(movement.name, 90)} – {entry.line.decision}",
        button=button,
        address=address,
        due_on=last,
        words=left_words(last, today),
        is_late=bool(late_by(last, today)),
        unit_id=unit_id,
        movement_id=movement.pk,
    )
