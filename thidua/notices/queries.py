"""Who is to be told what."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from thidua.movements.models import Movement
from thidua.movements.queries import Waiting, open_duties
from thidua.notices.kinds import MailState, Topic
from thidua.notices.models import Notice, NoticeTemplate, Preference
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Assignment, Person, Unit
from thidua.org.queries import in_force

SPEAKERS = (Role.CLERK, Role.OFFICE)


def mine(actor: Actor) -> QuerySet[Notice]:
    """Notices of a person, the newest first."""
    return Notice.objects.filter(person=actor.person_id).order_by("-made_at", "-pk")


def unread(actor: Actor) -> int:
    """Count what a person has not looked at."""
    return mine(actor).filter(read_at=None).count()


def failed() -> QuerySet[Notice]:
    """Mails that did not go out, for the administrator."""
    return Notice.objects.filter(mail=MailState.FAILED).select_related("person").order_by("-made_at", "-pk")


def speakers(day: date) -> dict[int, list[int]]:
    """Give the people who speak for each unit on a day: unit -> people. One query."""
    rows = Assignment.objects.filter(in_force(day), role__in=SPEAKERS, person__left_on=None)
    found: dict[int, list[int]] = {}
    for unit, person in rows.order_by("pk").values_list("unit_id", "person_id"):
        if person not in found.setdefault(unit, []):
            found[unit].append(person)
    return found


def duties_on(day: date, units: Iterable[int]) -> list[Waiting]:
    """Give what units owe on a day. Some ten queries for any number of units."""
    return list(open_duties(set(units), day))


def templates() -> dict[tuple[int, str], NoticeTemplate]:
    """Give all templates offices have worded. One query."""
    return {(each.unit_id, each.topic): each for each in NoticeTemplate.objects.order_by("pk")}


def units_above() -> dict[int, int | None]:
    """Give each unit's parent. One query."""
    return dict(Unit.objects.order_by("pk").values_list("pk", "parent_id"))


def preferences(people: Iterable[int]) -> dict[int, Preference]:
    """Give the ways people want to be told; those who said nothing have the usual one. One query."""
    rows = Preference.objects.filter(person__in=list(people))
    return {each.person_id: each for each in rows}


def mails(people: Iterable[int]) -> dict[int, str]:
    """Give addresses. One query."""
    return dict(Person.objects.filter(pk__in=list(people)).values_list("pk", "email"))


def members_of(movement: Movement, day: date) -> list[int]:
    """Give the units a movement speaks to: the issuer and its direct children."""
    rows = Unit.objects.filter(parent=movement.unit_id).order_by("pk").values_list("pk", flat=True)
    return [movement.unit_id, *rows]


def waiting_mails() -> QuerySet[Notice]:
    """Mails to be sent, by person, oldest first."""
    return Notice.objects.filter(mail=MailState.WAITING).select_related("movement").order_by("person_id", "pk")


TOPICS = tuple(Topic.choices)
