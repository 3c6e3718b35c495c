"""Many dossiers at once, as a clerk with ten people works: open, lay papers in, hand in. All of it or nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.dossiers import actions, queries, rules
from thidua.dossiers.models import Dossier, DossierPaper
from thidua.movements import queries as rulebook
from thidua.movements.kinds import RegistrationState, SubjectKind
from thidua.movements.models import Award, PaperRequirement, RegistrationLine, Round, Subject
from thidua.movements.subjects import subject_of_person, subject_of_unit
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Person, StoredFile, Unit
from thidua.org.queries import subtree, subtrees

MOST_SHOWN = 200


@dataclass(frozen=True)
class Candidate:
    """Somebody a unit may nominate: registered in the round or not, with the awards already asked for."""

    key: str  # “u12” a unit, “p34” a person
    who: Unit | Person
    is_registered: bool
    asked: tuple[Dossier, ...]

    @property
    def kind(self) -> SubjectKind:
        """Whether a collective or an individual."""
        return SubjectKind.COLLECTIVE if isinstance(self.who, Unit) else SubjectKind.INDIVIDUAL

    def subject(self) -> Subject:
        """Give the subject's row, made on first need."""
        return subject_of_unit(self.who) if isinstance(self.who, Unit) else subject_of_person(self.who)


def candidates(round: Round, unit: Unit) -> list[Candidate]:
    """Whom a unit may nominate: itself, units under it, people who work there; who is registered comes first.

    Four queries; at most ``MOST_SHOWN`` units and as many people.
    """
    lines = RegistrationLine.objects.filter(
        subtree(unit.path, field="registration__unit__path"),
        registration__round=round,
        registration__state=RegistrationState.SENT,
        subject__isnull=False,
    )
    registered = set(lines.values_list("subject__unit_id", "subject__person_id"))
    asked: dict[tuple[int | None, int | None], list[Dossier]] = {}
    mine = Dossier.objects.filter(subtree(unit.path, field="unit__path"), round=round).exclude(state="withdrawn")
    for dossier in mine.select_related("award", "nominee").order_by("pk"):
        asked.setdefault((dossier.nominee.unit_id, dossier.nominee.person_id), []).append(dossier)
    units = Unit.objects.filter(subtree(unit.path)).order_by("path", "pk")[:MOST_SHOWN]
    people = queries.people_of([unit])[:MOST_SHOWN]
    keyed: list[tuple[str, Unit | Person, tuple[int | None, int | None]]] = [
        *((f"u{one.pk}", one, (one.pk, None)) for one in units),
        *((f"p{one.pk}", one, (None, one.pk)) for one in people),
    ]
    rows = [Candidate(key, who, own in registered, tuple(asked.get(own, ()))) for key, who, own in keyed]
    return sorted(rows, key=lambda row: (row.kind, not row.is_registered))


@transaction.atomic
def open_many(
    round: Round, unit: Unit, chosen: Sequence[Candidate], awards: Mapping[str, Award], *, by: Actor, at: datetime
) -> list[Dossier]:
    """Open a draft for each candidate, for the award of its kind."""
    if not chosen:
        raise Refused("Chưa chọn ai. Hãy đánh dấu ít nhất một tập thể hoặc cá nhân.")
    made = []
    for one in chosen:
        award = awards.get(one.kind)
        if award is None:
            raise Refused(f"Hãy chọn hình thức khen cho {one.kind.label.lower()} rồi lập hồ sơ.")
        made.append(actions.open_for(round, unit, one.subject(), award, by=by, at=at))
    return made


def mine(actor: Actor, round: Round) -> QuerySet[Dossier]:
    """Every dossier of a round that this person's units hand in, the open ones first."""
    held = queries.with_names().filter(subtrees(actor.paths(Role.CLERK), field="unit__path"), round=round)
    return held.exclude(state="withdrawn").order_by("submitted_at", "nominee__kind", "nominee__name_norm", "pk")


def slots_of(round: Round, dossiers: Collection[Dossier], day: date) -> dict[int, list[rules.Slot]]:
    """The list of papers of each dossier with what fills it. Two queries for any number of dossiers."""
    needs = list(rulebook.papers_of(round.movement, day))
    laid: dict[int, list[DossierPaper]] = {one.pk: [] for one in dossiers}
    current = DossierPaper.objects.filter(dossier__in=laid, is_current=True).select_related("file", "requirement")
    for paper in current.order_by("pk"):
        laid[paper.dossier_id].append(paper)
    return {key: rules.slots(needs, papers) for key, papers in laid.items()}


@transaction.atomic
def put_many(
    dossiers: Sequence[Dossier], need: PaperRequirement, files: Sequence[StoredFile], *, by: Actor, at: datetime
) -> int:
    """Lay one file into every dossier, or of several each into the dossier whose name it bears; give how many."""
    _refuse_none(dossiers)
    if len(files) == 1:
        pairs = [(dossier, files[0]) for dossier in dossiers]
    else:
        names = {one.pk: one.nominee.name for one in dossiers}
        found, reason = rules.files_by_name([one.name for one in files], names)
        if reason:
            raise Refused(reason)
        keyed = {one.pk: one for one in dossiers}
        pairs = [(keyed[key], files[place]) for place, key in found.items()]
    for dossier, file in pairs:
        actions.put_paper(dossier, need.paper, file, requirement=need, by=by, at=at)
    return len(pairs)


@transaction.atomic
def submit_many(round: Round, dossiers: Sequence[Dossier], *, by: Actor, at: datetime) -> list[Dossier]:
    """Hand all of them in; when one may not be handed in, none is, and each reason is said."""
    _refuse_none(dossiers)
    laid = slots_of(round, dossiers, at.astimezone(ZONE).date())
    reasons = [(one.nominee.name, rules.why_not_submit(by, one, laid[one.pk])) for one in dossiers]
    if told := [f"{name}: {reason}" for name, reason in reasons if reason]:
        raise Refused(" ".join(told))
    return [actions.submit(one, by=by, at=at) for one in dossiers]


def _refuse_none(dossiers: Iterable[Dossier]) -> None:
    if not dossiers:
        raise Refused("Chưa chọn hồ sơ nào. Hãy đánh dấu ít nhất một hồ sơ.")
