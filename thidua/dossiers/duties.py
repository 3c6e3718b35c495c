"""Dossiers that wait with one officer, and passing them on when the officer hands over."""

from datetime import datetime

from django.db.models import QuerySet

from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, Handling
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Person


def _held(person_id: int) -> QuerySet[Dossier]:
    open_ = Dossier.objects.filter(officer_id=person_id, state__in=[State.LATE, State.SUBMITTED])
    return open_.select_related("nominee").order_by("pk")


def duties_of_person(person_id: int) -> list[tuple[str, str]]:
    """Give (what, address) of each dossier the person is to check. One query."""
    return [(f"Thụ lý hồ sơ của {dossier.nominee}", dossier.get_absolute_url()) for dossier in _held(person_id)]


def hand_over_duties(giver_id: int, taker_id: int, *, by: Actor, at: datetime) -> None:
    """Pass the dossiers to another officer; part of the act that passes the roles, which holds the transaction."""
    taker = Person.objects.get(pk=taker_id)
    for dossier in _held(giver_id):
        Dossier.objects.filter(pk=dossier.pk, officer_id=giver_id).update(officer=taker)
        Handling.objects.create(
            dossier=dossier,
            at=at,
            by_id=by.person_id,
            from_state=dossier.state,
            to_state=dossier.state,
            reason=f"Bàn giao cho {taker.name} thụ lý",
        )
        journal.record("dossiers.hand_to", dossier, by=by, at=at, facts={"officer": taker.name})
