"""Named reads of decisions and their lines; what the council passed; how many places are taken."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.awards.models import Decision, DecisionLine, QuotaBase
from thidua.awards.rules.deciding import Place, over_limit, short_of_limit
from thidua.council import queries as council
from thidua.council.kinds import MeetingState
from thidua.council.models import Line, Meeting
from thidua.council.queries import Result
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier
from thidua.movements.models import Quota, Round
from thidua.movements.queries.rulebook import in_force, limit_of
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.queries import subtree, subtrees

READERS = (Role.OFFICE, Role.AUTHORITY, Role.REGISTRY, Role.ACCOUNTANT, Role.SUPERIOR, Role.ADMIN)
GIVING = (DecisionKind.GRANT, DecisionKind.REPLACE)
Key = tuple[int, str]  # award, kind of subject


def visible_to(actor: Actor) -> QuerySet[Decision]:
    """Decisions a person may see: those of units under their office, and signed ones that name their unit."""
    seen = subtrees(actor.paths(*READERS), field="unit__path")
    for path in actor.paths(Role.CLERK):
        named = DecisionLine.objects.filter(subtree(path, field="dossier__unit__path"), decision=OuterRef("pk"))
        seen |= Q(Exists(named), state=DecisionState.SIGNED)
    if actor.person_id is not None:
        own = DecisionLine.objects.filter(decision=OuterRef("pk"), subject__person_id=actor.person_id)
        seen |= Q(Exists(own), state=DecisionState.SIGNED)
    return (
        Decision.objects.filter(seen)
        .select_related("unit", "register", "round__movement__unit", "meeting__council", "follows__register")
        .order_by("-drafted_at", "-pk")
    )


def listed(actor: Actor) -> QuerySet[Decision]:
    """The list page: each decision with the number of its lines."""
    return visible_to(actor).annotate(size=Count("lines"))


def meetings_to_decide(actor: Actor) -> QuerySet[Meeting]:
    """Closed meetings of the offices this person works for that no decision rests on yet."""
    drafted = Decision.objects.filter(meeting=OuterRef("pk")).exclude(state=DecisionState.DROPPED)
    mine = subtrees(actor.paths(Role.OFFICE), field="council__unit__path")
    found = Meeting.objects.filter(mine, ~Exists(drafted), state=MeetingState.CLOSED)
    return found.select_related("council", "round__movement").order_by("-held_on", "-pk")


def rounds_to_decide(actor: Actor) -> QuerySet[Round]:
    """Rounds of the offices this person works for with verified dossiers that no meeting here and no decision has."""
    ours = subtrees(actor.paths(Role.OFFICE), field="movement__unit__path")
    decided = DecisionLine.objects.filter(dossier=OuterRef("pk")).exclude(decision__state=DecisionState.DROPPED)
    met = Line.objects.filter(dossier=OuterRef("pk"))
    left = Dossier.objects.filter(~Exists(decided), ~Exists(met), round=OuterRef("pk"), state=State.VERIFIED)
    return Round.objects.filter(ours, Exists(left)).select_related("movement").order_by("movement__name", "year", "pk")


def meetings_seen(actor: Actor) -> QuerySet[Meeting]:
    """Closed meetings whose result this person may turn into a decision, decided or not."""
    mine = subtrees(actor.paths(Role.OFFICE), field="council__unit__path")
    found = Meeting.objects.filter(mine, state=MeetingState.CLOSED)
    return found.select_related("council__unit", "round__movement__unit").order_by("-held_on", "-pk")


@dataclass(frozen=True)
class Outcome:
    """What a council found about one dossier; ``passed`` is None while nobody has voted."""

    dossier: Dossier
    passed: bool | None
    count: str


def outcomes(meeting: Meeting) -> list[Outcome]:
    """Give what the council concluded on each line, collectives first. A fixed number of queries."""
    found = council.results(meeting)
    dossiers = Dossier.objects.filter(pk__in=list(found)).select_related("nominee", "unit", "award", "round")
    rows = [_outcome(dossier, found[dossier.pk]) for dossier in dossiers]
    return sorted(rows, key=lambda row: (row.dossier.nominee.kind, found[row.dossier.pk].line.position))


def _outcome(dossier: Dossier, result: Result) -> Outcome:
    tally = result.tally
    if tally is None:
        return Outcome(dossier, None, "chưa kiểm phiếu")
    if tally.score:
        return Outcome(dossier, result.passed, f"xếp thứ {tally.place:02d}")
    tie = ", ngang phiếu" if result.is_tie else ", vượt số lượng" if tally.is_over else ""
    count = f"{tally.agree:02d}/{tally.base:02d} phiếu đồng ý, cần {tally.enough:02d}{tie}"
    return Outcome(dossier, result.passed, count)


def standing_lines() -> QuerySet[DecisionLine]:
    """Lines of signed decisions and proposals that no signed decision has revoked since."""
    taken_back = DecisionLine.objects.filter(
        decision__follows=OuterRef("decision"),
        decision__state=DecisionState.SIGNED,
        dossier=OuterRef("dossier"),
        takes_back=True,
    )
    return DecisionLine.objects.filter(
        ~Exists(taken_back),
        decision__state=DecisionState.SIGNED,
        decision__kind__in=[*GIVING, DecisionKind.PROPOSE],
        takes_back=False,
    )


def decided_dossiers() -> QuerySet[DecisionLine, int]:
    """Keys of the dossiers that a signed decision here gave an award; what only went up as a proposal is not there."""
    return standing_lines().filter(decision__kind__in=GIVING).values_list("dossier", flat=True)


def used_places(round: Round) -> Counter[Key]:
    """Count the standing lines of a round by award and kind of subject."""
    pairs = standing_lines().filter(decision__round=round).values_list("award_id", "subject__kind")
    return Counter((award_id, str(kind)) for award_id, kind in pairs)


def quotas_of(round: Round, day: date) -> list[tuple[Quota, Place]]:
    """The quotas of a round in force on a day, as the rules count them. Two queries."""
    rows = (
        Quota.objects.filter(in_force(day), movement_id=round.movement_id)
        .filter(Q(award=None) | Q(award__round_kind=round.kind))
        .select_related("award")
        .order_by("position", "pk")
    )
    bases = dict(QuotaBase.objects.filter(round=round).values_list("quota_id", "number"))
    return [(quota, _place(quota, bases.get(quota.pk))) for quota in rows if quota.op != "set_by_unit"]


def _place(quota: Quota, number: int | None) -> Place:
    limit = limit_of(quota)
    if limit is None:
        raise ValueError("a quota without a limit")
    name = quota.award.form if quota.award else "khen thưởng"
    clause = f"kế hoạch, {quota.clause}" if quota.clause else "kế hoạch"
    return Place(name, quota.subject, clause, limit, base=number, groups=number)


@dataclass(frozen=True)
class Room:
    """One quota beside a list: what is taken, what the list adds, whether that goes too far or falls short."""

    quota: Quota
    place: Place
    used: int
    adding: int

    @property
    def taken(self) -> int:
        """Places taken once the list is signed."""
        return self.used + self.adding

    @property
    def over(self) -> str | None:
        """Why the list may not be signed."""
        return over_limit(self.place, used=self.used, adding=self.adding)

    @property
    def short(self) -> str | None:
        """What is only warned."""
        return short_of_limit(self.place, used=self.used, adding=self.adding)

    @property
    def needs_base(self) -> bool:
        """Whether somebody has to say what the quota is reckoned from."""
        return self.place.limit.op in {"share", "per_group"}


def rooms(round: Round, day: date, adding: Counter[Key], back: Counter[Key] | None = None) -> list[Room]:
    """Hold every quota of a round against what is signed and what a list adds. Three queries."""
    used = used_places(round)
    awards = {award_id for award_id, _ in adding}
    found = []
    for quota, place in quotas_of(round, day):
        if awards and quota.award_id is not None and quota.award_id not in awards:
            continue
        keys = [key for key in used.keys() | adding.keys() if quota.award_id in (None, key[0])]
        fits = [key for key in keys if quota.subject in ("", key[1])]
        taken = sum(used[key] - (back or Counter())[key] for key in fits)
        found.append(Room(quota, place, taken, sum(adding[key] for key in fits)))
    return found


def rooms_of(decision: Decision, lines: list[DecisionLine], day: date) -> list[Room]:
    """Hold the quotas of a decision's round against its lines."""
    if decision.kind == DecisionKind.REVOKE:
        return []
    adding = Counter((line.award_id, line.subject.kind) for line in lines if not line.takes_back)
    back = Counter((line.award_id, line.subject.kind) for line in lines if line.takes_back)
    if decision.state == DecisionState.SIGNED:  # its own lines are counted as used
        return rooms(decision.round, day, Counter())
    return rooms(decision.round, day, adding, back)


def lines_of(decision: Decision) -> list[DecisionLine]:
    """The lines of a decision in the order of its list, with what a paper names. One query."""
    lines = decision.lines.select_related("award", "subject", "dossier__unit", "dossier__award", "dossier__nominee")
    return list(lines.order_by("takes_back", "position", "pk"))


def standing_of(decision: Decision) -> set[int]:
    """The keys of a decision's lines that still stand. One query."""
    return set(standing_lines().filter(decision=decision).values_list("pk", flat=True))
