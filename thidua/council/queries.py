"""Named reads of councils, meetings and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from thidua.council import rules
from thidua.council.kinds import BallotMode, Base, BoxState, Choice, Office
from thidua.council.models import Box, Council, Line, Meeting, Presence, Recusal, Seat
from thidua.dossiers.models import Honour
from thidua.law import packs
from thidua.law.rows import SetBy
from thidua.org.actor import Actor
from thidua.org.kinds import Gender, Role
from thidua.org.models import Position
from thidua.org.queries import in_force, subtrees

OFFICE_ROLES = (Role.OFFICE, Role.AUTHORITY)


def councils_visible_to(actor: Actor) -> QuerySet[Council]:
    """Councils of the own office's units, and those the person sits in."""
    seen = subtrees(actor.paths(*OFFICE_ROLES), field="unit__path")
    seen |= Q(kind="unit") & subtrees(actor.paths(Role.CLERK), field="unit__path")
    if actor.person_id is not None:
        seen |= Q(pk__in=Seat.objects.filter(person_id=actor.person_id).values("council"))
    return Council.objects.filter(seen).select_related("unit").order_by("unit__path", "name", "pk")


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Meetings of the councils a person may see, joint ones too, newest first."""
    mine = councils_visible_to(actor).order_by().values("pk")
    found = Meeting.objects.filter(Q(council__in=mine) | Q(joint_with__in=mine)).distinct()
    return found.select_related("council__unit", "round__movement").order_by("-held_on", "-pk")


def seats_on(councils: Sequence[Council], day: date) -> list[Seat]:
    """Seats of one or several councils on a day; a person who sits in two of them counts once, in the first."""
    rank = {council.pk: place for place, council in enumerate(councils)}
    found = Seat.objects.filter(in_force(day), council__in=councils).select_related("person", "council")
    offices = list(Office)
    once: dict[int, Seat] = {}
    for seat in sorted(
        found, key=lambda one: (rank[one.council_id], offices.index(Office(one.office)), one.person.name_key)
    ):
        once.setdefault(seat.person_id, seat)
    return list(once.values())


def seats_of(meeting: Meeting) -> list[Seat]:
    """Everybody who sits at a meeting, those without a voice too. Costs two queries."""
    return seats_on([meeting.council, *meeting.joint_with.order_by("pk")], meeting.held_on)


def seat_of(meeting: Meeting, person_id: int | None) -> Seat | None:
    """The seat of a person at a meeting."""
    return next((seat for seat in seats_of(meeting) if seat.person_id == person_id), None)


def secretaries(council: Council) -> set[int]:
    """People who are secretary of a council."""
    held = Seat.objects.filter(council=council, office=Office.SECRETARY, until_on=None)
    return set(held.values_list("person_id", flat=True))


def presences(meeting: Meeting) -> dict[int, Presence]:
    """Who is there, by seat."""
    return {one.seat_id: one for one in meeting.presences.all()}


def here(meeting: Meeting) -> set[int]:
    """Seats that are there or, where the council takes that, send their opinion in writing."""
    found = Q(is_present=True)
    if meeting.council.takes_written:
        found |= Q(in_writing=True)
    return set(meeting.presences.filter(found).values_list("seat_id", flat=True))


def lines_of(meeting: Meeting) -> QuerySet[Line]:
    """The agenda with all its pages name."""
    return (
        meeting.lines.select_related("dossier__nominee", "dossier__unit", "dossier__award", "dossier__round")
        .prefetch_related("recusals__seat__person")
        .order_by("position", "pk")
    )


def recused(lines: Sequence[Line]) -> dict[int, set[int]]:
    """Seats taken out of each line."""
    found: dict[int, set[int]] = {line.pk: set() for line in lines}
    for line_id, seat_id in Recusal.objects.filter(line__in=lines).values_list("line_id", "seat_id"):
        found[line_id].add(seat_id)
    return found


@dataclass(frozen=True)
class Floor:
    """Everything counting needs to know of a meeting: voices, those there, those taken out of each line."""

    voices: Mapping[int, Seat]
    here: frozenset[int]
    out: Mapping[int, set[int]]

    def voters(self, line_id: int) -> set[int]:
        """Seats that may vote on a line now."""
        return (set(self.voices) & self.here) - self.out[line_id]

    def house(self, line_id: int) -> rules.House:
        """The numbers a share is taken of."""
        out = self.out[line_id] & set(self.voices)
        return rules.House(len(self.voices), len(set(self.voices) & self.here), len(out), len(out & self.here))

    def lines_for(self, seat_id: int, lines: Sequence[int]) -> list[int]:
        """The lines a seat may vote on."""
        return [line for line in lines if seat_id in self.voters(line)]


def floor_of(meeting: Meeting, lines: Sequence[Line]) -> Floor:
    """Read the floor of a meeting. Costs four queries."""
    voices = {seat.pk: seat for seat in seats_of(meeting) if seat.has_voice}
    return Floor(voices, frozenset(here(meeting)), recused(lines))


def basis_of(council: Council) -> rules.Basis:
    """What shares are taken of, as the council laid it down."""
    return rules.Basis(Base(council.base), council.abstain_in_base, council.invalid_in_base, council.recused_in_base)


def quorum_of(council: Council) -> Fraction:
    """The share of members that must be there."""
    return Fraction(council.quorum_numerator, council.quorum_denominator)


def need_for(line: Line, council: Council, day: date) -> rules.Need:
    """The share an award needs: what the law of the day itself sets, else what the council laid down."""
    own = rules.Need(
        Fraction(council.share_numerator, council.share_denominator),
        council.share_is_strict,
        council.rules_from or f"quy định của {council.name}",
    )
    code = line.dossier.award.law_code
    if not code:
        return own
    said = packs.on(day).ballot(code)
    if said.value.share is None or said.value.set_by is not SetBy.LAW:
        return own
    return rules.Need(said.value.share, False, said.cite)


def needs_of(box: Box) -> dict[int, rules.Need]:
    """Read the shares that were frozen when the box was opened."""
    return {int(pk): rules.Need(Fraction(share), strict, source) for pk, (share, strict, source) in box.needs.items()}


def boxes_of(meeting: Meeting) -> QuerySet[Box]:
    """The ballots of a meeting with the number of those who voted, newest first."""
    return meeting.boxes.annotate(voted=Count("turnouts")).prefetch_related("lines").order_by("-turn")


def turnout(box: Box) -> set[int]:
    """Seats that have voted; never what."""
    return set(box.turnouts.values_list("seat_id", flat=True))


@dataclass(frozen=True)
class Result:
    """What the council concluded on one dossier: the count of the last closed box, or the chair's casting vote."""

    line: Line
    tally: rules.Tally | None
    passed: bool
    is_tie: bool

    @property
    def dossier_id(self) -> int:
        """Whose result it is."""
        return self.line.dossier_id


def results(meeting: Meeting) -> dict[int, Result]:
    """Results by dossier; a line nobody voted on yet is there without a tally. Costs a fixed number of queries."""
    last: dict[str, rules.Tally] = {}
    for box in meeting.boxes.filter(state=BoxState.CLOSED).order_by("turn"):
        last |= {line: rules.Tally.of(row) for line, row in box.result.items()}
    found = {}
    for line in lines_of(meeting):
        tally = last.get(str(line.pk))
        tie = tally is not None and tally.is_tie and not line.casting_choice
        passed = tally is not None and (tally.passed or (tally.is_tie and line.casting_choice == Choice.AGREE))
        found[line.dossier_id] = Result(line, tally, passed, tie)
    return found


def secret_ballot_is_open() -> bool:
    """Whether backups must wait: a secret box is open somewhere."""
    return Box.objects.filter(mode=BallotMode.SECRET, state=BoxState.OPEN).exists()


@dataclass(frozen=True)
class Share:
    """One line of the fairness panel: so many of so many."""

    name: str
    part: int
    whole: int


def fairness(meeting: Meeting) -> list[Share]:
    """Leaders and direct workers, women, remote units, repeat winners among the candidates, from facts."""
    nominees = [line.dossier.nominee for line in lines_of(meeting).select_related("dossier__nominee__person")]
    people = [nominee.person for nominee in nominees if nominee.person is not None]
    day = meeting.held_on
    leaders = set(
        Position.objects.filter(in_force(day), person__in=people, is_leader=True).values_list("person_id", flat=True)
    )
    remote = sum(line.dossier.unit.is_remote for line in lines_of(meeting))
    honours = Honour.objects.filter(subject__in=nominees, decided_on__lt=day, revoked_by=None)
    again = honours.values("subject").distinct().count()
    return [
        Share("Cá nhân trực tiếp lao động, công tác", sum(one.is_direct_worker for one in people), len(people)),
        Share("Cá nhân là lãnh đạo, quản lý", len(leaders), len(people)),
        Share("Nữ", sum(one.gender == Gender.FEMALE for one in people), len(people)),
        Share("Thuộc đơn vị vùng sâu, vùng xa, biên giới, biển đảo", remote, len(nominees)),
        Share("Đã được khen thưởng trước đây", again, len(nominees)),
    ]
