"""Named reads of councils, meetings and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.council import rules
from thidua.council.kinds import BallotMode, Base, BoxState, Choice, Office
from thidua.council.models import Box, Council, Line, Meeting, Presence, Recusal, Seat
from thidua.law import packs
from thidua.law.rows import SetBy
from thidua.law.rulings import Ballot, Ruling
from thidua.movements import queries as rulebook
from thidua.movements.rules import quotas
from thidua.org.actor import Actor
from thidua.org.kinds import Role
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
    """Seats that are there or, where council or law take that, send their opinion in writing."""
    found = Q(is_present=True)
    if takes_written(meeting):
        found |= Q(in_writing=True)
    return set(meeting.presences.filter(found).values_list("seat_id", flat=True))


def takes_written(meeting: Meeting) -> bool:
    """Whether absent members may write: the council laid it down, or the law of the day asks it for an award."""
    if meeting.council.takes_written:
        return True
    codes = set(meeting.lines.exclude(dossier__award__law_code="").values_list("dossier__award__law_code", flat=True))
    return any(ballot_law(code, meeting.held_on).value.absent_write for code in codes)


def ballot_law(code: str, day: date) -> Ruling[Ballot]:
    """What the law of the day itself sets for the ballot on an award; nothing where it leaves that open."""
    said = packs.on(day).ballot(code)
    return said if said.value.set_by is SetBy.LAW else Ruling(Ballot(), said.cite, said.verified, said.note, said.marks)


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


def laid_of(council: Council) -> dict[str, Any]:
    """The council's rules of counting as plain values, to be frozen in a box."""
    return {
        "base": council.base,
        "abstain": council.abstain_in_base,
        "invalid": council.invalid_in_base,
        "recused": council.recused_in_base,
        "over": council.over,
    }


def basis_of(box: Box) -> rules.Basis:
    """What shares are taken of, as the council had laid it down when the box was opened."""
    laid = box.laid
    return rules.Basis(Base(laid["base"]), laid["abstain"], laid["invalid"], laid["recused"])


def quorum_of(council: Council) -> Fraction:
    """The share of members that must be there."""
    return Fraction(council.quorum_numerator, council.quorum_denominator)


def need_for(line: Line, council: Council, day: date) -> rules.Need:
    """The share an award needs: what the law of the day itself sets, else what the council laid down."""
    code = line.dossier.award.law_code
    said = ballot_law(code, day) if code else None
    if said is not None and said.value.share is not None:
        return rules.Need(said.value.share, strict=False, source=said.cite_marked, by_law=True)
    return rules.Need(
        Fraction(council.share_numerator, council.share_denominator),
        council.share_is_strict,
        council.rules_from or f"quy định của {council.name}",
    )


def needs_of(box: Box) -> dict[int, rules.Need]:
    """Read the shares that were frozen when the box was opened."""
    return {int(pk): rules.Need(Fraction(share), *said) for pk, (share, *said) in box.needs.items()}


def places_of(box: Box) -> list[rules.Places]:
    """Read the places that were frozen when the box was opened."""
    return [rules.Places(tuple(lines), most, source) for lines, most, source in box.places]


def places_for(meeting: Meeting, lines: Sequence[Line]) -> list[rules.Places]:
    """The plan's places for each award and kind of subject, less those this meeting gave to lines outside the ballot.

    Costs one query for each award and kind.
    """
    asked = {line.pk for line in lines}
    taken = [one.line for one in results(meeting).values() if one.passed and one.line.pk not in asked]
    shared: dict[tuple[int, str], list[Line]] = {}
    for line in lines:
        shared.setdefault((line.dossier.award_id, line.dossier.nominee.kind), []).append(line)
    found = []
    for (award_id, kind), mine in shared.items():
        quota = rulebook.quota_for(meeting.round, mine[0].dossier.award, kind, meeting.held_on)
        limit = rulebook.limit_of(quota)
        most = quotas.most(limit) if limit else None
        if most is not None:
            gone = sum((line.dossier.award_id, line.dossier.nominee.kind) == (award_id, kind) for line in taken)
            most = max(0, most - gone)
        found.append(rules.Places(tuple(line.pk for line in mine), most, quota.clause if quota else ""))
    return found


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
    box: Box | None = None

    @property
    def dossier_id(self) -> int:
        """Whose result it is."""
        return self.line.dossier_id

    @property
    def is_cast(self) -> bool:
        """Whether the chair's casting vote decided it."""
        return self.tally is not None and self.tally.is_tie and not self.is_tie


def results(meeting: Meeting) -> dict[int, Result]:
    """Results by dossier; a line nobody voted on yet is there without a tally. Costs a fixed number of queries.

    A casting vote holds for the ballot it settled; a repeat is counted anew.
    """
    last: dict[str, tuple[Box, rules.Tally]] = {}
    for closed in meeting.boxes.filter(state=BoxState.CLOSED).order_by("turn"):
        last |= {line: (closed, rules.Tally.of(row)) for line, row in closed.result.items()}
    found = {}
    none: tuple[Box | None, rules.Tally | None] = (None, None)
    for line in lines_of(meeting):
        box, tally = last.get(str(line.pk), none)
        is_cast = box is not None and line.casting_box_id == box.pk
        tie = tally is not None and tally.is_tie and not is_cast
        passed = tally is not None and (
            tally.passed or (tally.is_tie and is_cast and line.casting_choice == Choice.AGREE)
        )
        found[line.dossier_id] = Result(line, tally, passed, tie, box)
    return found


def secret_ballot_is_open() -> bool:
    """Whether backups must wait: a secret box is open somewhere."""
    return Box.objects.filter(mode=BallotMode.SECRET, state=BoxState.OPEN).exists()


def secret_boxes() -> set[int]:
    """Every secret box there ever was: a backup asks before and after whether one was opened meanwhile."""
    return set(Box.objects.filter(mode=BallotMode.SECRET).values_list("pk", flat=True))


@dataclass(frozen=True)
class LawOfVoting:
    """What the law of a day asks of the ballot on some awards."""

    awards: tuple[str, ...]
    said: str
    cite: str


def law_of_voting(day: date) -> list[LawOfVoting]:
    """Everything the law of a day itself sets for ballots; the council's own rules stand beside it."""
    pack = packs.on(day)
    found: dict[tuple[str, str], list[str]] = {}
    for award in pack.rows("awards"):
        ruling = pack.ballot(award.code)
        if ruling.value.set_by is not SetBy.LAW:
            continue
        share, parts = ruling.value.share, []
        if share is not None:
            parts.append(f"từ {share.numerator}/{share.denominator} tổng số thành viên trở lên")
        parts += ["bỏ phiếu kín"] if ruling.value.secret else []
        parts += ["người vắng gửi ý kiến bằng văn bản"] if ruling.value.absent_write else []
        found.setdefault(("; ".join(parts), ruling.cite_marked), []).append(award.name)
    return [LawOfVoting(tuple(sorted(set(names))), said, cite) for (said, cite), names in found.items()]
