"""A council in session, by the real actions."""

from collections.abc import Sequence
from datetime import date

from tests.dossiers.rows import make_award, make_dossier, make_movement, make_round
from tests.factories import AT, make_actor, make_person, make_subject, make_unit
from thidua.council import actions
from thidua.council.actions.meetings import Attendance
from thidua.council.kinds import BallotMode, Choice, CouncilKind, Office
from thidua.council.models import Box, Council, Line, Meeting, Seat
from thidua.council.rules import Vote
from thidua.dossiers.models import Dossier
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Person, Unit

HELD = date(2023, 6, 20)


class Session:
    """A council of so many members that meets about so many verified dossiers; everybody is there."""

    def __init__(self, members: int = 5, dossiers: int = 2, **rules: object) -> None:
        self.unit = make_unit(name="UBND huyện")
        self.office = make_actor(Role.OFFICE, unit=self.unit)
        self.round = make_round(movement=make_movement(unit=self.unit))
        self.award = make_award(self.round.movement)
        self.dossiers = [self.dossier() for _ in range(dossiers)]
        self.council = self.found_council(self.unit, **rules)
        self.members = [make_person(unit=self.unit) for _ in range(members)]
        offices = [Office.CHAIR, Office.SECRETARY] + [Office.MEMBER] * members
        self.seats = [
            actions.give_seat(self.council, person, office=office, from_on=date(2023, 1, 1), by=self.office, at=AT)
            for person, office in zip(self.members, offices, strict=False)
        ]

    def found_council(self, unit: Unit, **rules: object) -> Council:
        kind, name = CouncilKind.COUNCIL, f"Hội đồng {unit.pk}"
        return actions.set_up(unit, kind=kind, name=name, by=self.office, at=AT, **rules)

    def dossier(self, person: Person | None = None) -> Dossier:
        unit = make_unit(parent=self.unit)
        nominee = make_subject(person=person) if person else make_subject(unit=unit)
        return make_dossier(round=self.round, unit=unit, award=self.award, nominee=nominee, state="verified")

    def convene(self, joint_with: Sequence[Council] = ()) -> Meeting:
        return actions.convene(
            self.council, self.round, self.dossiers, held_on=HELD, joint_with=joint_with, by=self.office, at=AT
        )

    def meet(self, absent: int = 0, joint_with: Sequence[Council] = ()) -> Meeting:
        meeting = self.convene(joint_with)
        there = {seat.pk: Attendance(place >= absent) for place, seat in enumerate(reversed(self.seats))}
        return actions.take_presence(meeting, there, by=self.office, at=AT)

    def box(self, meeting: Meeting, mode: BallotMode = BallotMode.SECRET, **given: object) -> Box:
        return actions.open_box(meeting, list(meeting.lines.order_by("pk")), mode=mode, by=self.office, at=AT, **given)

    def cast(self, box: Box, member: int, *choices: Choice) -> str:
        lines = [line.pk for line in box.lines.order_by("pk")]
        votes = {line: Vote(choice) for line, choice in zip(lines, choices, strict=False)}
        return actions.cast(box, votes, by=actor_of(self.members[member]), at=AT)


def actor_of(person: Person) -> Actor:
    return Actor(person.pk, person.name, unit_id=person.unit_id)


def line_of(meeting: Meeting, dossier: Dossier) -> Line:
    return meeting.lines.get(dossier=dossier)


def seat_of(session: Session, member: int) -> Seat:
    return session.seats[member]
