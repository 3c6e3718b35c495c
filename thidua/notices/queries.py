"""Who is to be told what."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from thidua.awards.queries import waiting as awards
from thidua.awards.queries.owing import to_hand_back
from thidua.base.text import shorten
from thidua.council import waiting as council
from thidua.dossiers import waiting as dossiers
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier
from thidua.movements.kinds import Act, MovementState, RoundState
from thidua.movements.models import DueDay, Movement, Round
from thidua.movements.queries import Waiting, open_duties, waiting_for
from thidua.movements.rules.days import chosen_day, late_by, left_words
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
    """Give what units owe on a day. A dozen queries for any number of units."""
    spoken = set(units)
    return [*open_duties(spoken, day), *dossiers_owed(spoken, day), *to_hand_back(spoken, day)]


def dossiers_owed(units: set[int], today: date) -> list[Waiting]:
    """Give the dossiers units have begun, or got back, and not submitted, with the last day. Two queries."""
    rows = Dossier.objects.filter(
        unit__in=units,
        state__in=[State.DRAFT, State.GIVEN_BACK],
        round__state=RoundState.OPEN,
        round__movement__state=MovementState.RUNNING,
    )
    found = list(rows.select_related("nominee", "unit", "round__movement").order_by("pk"))
    days = _last_days({each.round for each in found})
    return [_owed(each, days.get(each.round_id), today) for each in found]


def _last_days(rounds: set[Round]) -> dict[int, date]:
    """Give the last day of submitting in each round, as ``movements.queries.due_day`` does for one."""
    rows = DueDay.objects.filter(
        round__in=rounds, deadline__act=Act.SUBMIT_DOSSIER, deadline__until_on=None, last_day__isnull=False
    ).select_related("deadline")
    given: dict[int, list[tuple[str, date]]] = {}
    for row in rows.order_by("pk"):
        if row.round_id is not None and row.last_day is not None:
            given.setdefault(row.round_id, []).append((row.deadline.round_kind, row.last_day))
    found: dict[int, date] = {}
    for round in rounds:
        days = given.get(round.pk, [])
        special = [day for kind, day in days if kind == round.kind]
        if last := chosen_day(special or [day for _, day in days]):
            found[round.pk] = last
    return found


def _owed(dossier: Dossier, last: date | None, today: date) -> Waiting:
    back = dossier.state == State.GIVEN_BACK
    return Waiting(
        key=f"dossier:{dossier.pk}",
        what=f"{'Bổ sung' if back else 'Nộp'} hồ sơ của {dossier.nominee}",
        where=f"{shorten(dossier.round.movement.name, 90)} – {dossier.unit.short}",
        button="Bổ sung" if back else "Nộp hồ sơ",
        address=dossier.get_absolute_url(),
        due_on=last,
        words=left_words(last, today),
        is_late=bool(late_by(last, today)),
        unit_id=dossier.unit_id,
        movement_id=dossier.round.movement_id,
    )


def work_of(actor: Actor, today: date) -> list[Waiting]:
    """Give all that waits for a person, of every room, late things and the nearest day first."""
    units = {grant.unit_id for grant in actor.grants if grant.role in SPEAKERS}
    owed = dossiers_owed(units, today) if units else []
    found = [*waiting_for(actor, today), *owed]
    found += [*dossiers.waiting_for(actor), *council.waiting_for(actor, today), *awards.waiting_for(actor, today)]
    found += to_hand_back(units, today, person_id=actor.person_id)
    return sorted(found, key=lambda each: (each.due_on is None, each.due_on or today, each.what, each.key))


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
