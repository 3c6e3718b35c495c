"""Rows the tests of this room share: dossiers that went through, a closed meeting, a drafted and a signed decision."""

from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

from django.db import connection

from tests.factories import make_actor, make_draft, make_movement, make_person, make_round, make_subject, make_unit
from thidua.awards.actions import deciding
from thidua.awards.actions.deciding import Signing
from thidua.awards.models import Decision
from thidua.council.models import Box, Council, Line, Meeting
from thidua.council.rules import Tally
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier
from thidua.movements.models import Round
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Unit

MET_ON, SIGNED_ON = date(2022, 2, 10), date(2022, 2, 15)
AT = datetime(2022, 2, 16, 3, 0, tzinfo=UTC)
SIGNING = Signing(SIGNED_ON, "Nguyễn Văn An", "Chủ tịch", "QĐ-UBND", number=123)


def make_case(*, collectives: int = 2, individuals: int = 1, **draft: Any) -> tuple[Round, list[Dossier], Actor]:
    """A round whose dossiers are verified, and the officer of its office."""
    unit = make_unit(name="Ủy ban nhân dân huyện Mẫu")
    first = make_round(movement=make_movement(unit=unit, draft=make_draft(**draft) if draft else None))
    dossiers = [make_dossier(first, make_unit(parent=unit)) for _ in range(collectives)]
    dossiers += [make_dossier(first, make_unit(parent=unit), person=True) for _ in range(individuals)]
    return first, dossiers, make_actor(Role.OFFICE, unit=unit)


def make_dossier(round: Round, unit: Unit, *, person: bool = False, **given: Any) -> Dossier:
    """A verified dossier of the unit, or of somebody who works there."""
    who = make_person(unit=unit)
    nominee = make_subject(person=who) if person else make_subject(unit=unit)
    values = {"award": round.movement.awards.order_by("pk")[0], "received_on": date(2022, 1, 20)} | given
    return Dossier.objects.create(
        round=round, unit=unit, nominee=nominee, state=State.VERIFIED, opened_at=AT, submitted_at=AT,
        submitted_by=who, **values,
    )  # fmt: skip


def make_meeting(
    round: Round, dossiers: list[Dossier], *, failed: tuple[int, ...] = (), is_closed: bool = True
) -> Meeting:
    """A meeting that has voted: all passed by 8 of 9 but those at the places named in ``failed``, who got 3."""
    council = Council.objects.create(unit=round.movement.unit, name="Hội đồng Thi đua – Khen thưởng huyện Mẫu")
    meeting = Meeting.objects.create(
        council=council, round=round, held_on=MET_ON, state="closed" if is_closed else "open", convened_at=AT
    )
    lines = [Line.objects.create(meeting=meeting, dossier=one, position=place) for place, one in enumerate(dossiers, 1)]
    result = {
        str(line.pk): Tally(3 if place in failed else 8, 0, 0, 0, 9, 5, passed=place not in failed).row()
        for place, line in enumerate(lines)
    }
    Box.objects.create(meeting=meeting, mode="secret", state="closed", result=result)
    return meeting


def make_decision(*, collectives: int = 2, individuals: int = 1, **draft: Any) -> tuple[Decision, Actor]:
    """A drafted decision about dossiers the council passed."""
    first, dossiers, officer = make_case(collectives=collectives, individuals=individuals, **draft)
    meeting = make_meeting(first, dossiers)
    made = deciding.draft(first, dossiers, unit=first.movement.unit, meeting=meeting, by=officer, at=AT)
    return made, officer


def make_signed(**given: Any) -> tuple[Decision, Actor]:
    """A signed decision."""
    decision, officer = make_decision(**given)
    return deciding.sign(decision, SIGNING, by=officer, at=AT), officer


def lift_guards() -> None:
    """Take the guards of signed rows away until the test's transaction ends, as somebody at the database could."""
    triggers = import_module("thidua.awards.migrations.0002_signed_rows_are_frozen")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name, (table, _, _) in triggers.POSTGRESQL.items():
                cursor.execute(f"DROP TRIGGER {name} ON {table}")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return
        for name in triggers.SQLITE:
            cursor.execute(f"DROP TRIGGER {name}")
