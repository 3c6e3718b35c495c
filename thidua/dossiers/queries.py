"""Named reads of dossiers and what they rest on."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from thidua.base.text import norm
from thidua.dossiers import rules
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, DossierPaper, Finding, Handling
from thidua.movements import queries as rulebook
from thidua.movements.kinds import Act, RoundState, SubjectKind
from thidua.movements.models import Award, Criterion, Round, Subject
from thidua.movements.queries.rulebook import in_force
from thidua.movements.rules import quotas
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Person, Unit
from thidua.org.queries import subtree, subtrees

MOST_NAMES = 400  # keys put into a query one by one; more names stay a query of their own
NEWEST = ("-opened_at", "-pk")
OFFICE_ROLES = (Role.OFFICE, Role.VERIFIER, Role.AUTHORITY)


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Dossiers this person may see: of the own units, of movements the own office runs, and the own one."""
    return with_names().filter(_seen(actor))


def _seen(actor: Actor) -> Q:
    """Select by keys of few units and rounds, so that no row needs a join to be left out."""
    seen = Q(pk__in=[])
    if paths := actor.paths(Role.CLERK):
        seen |= Q(unit__in=Unit.objects.filter(subtrees(paths)).values("pk"))
    if paths := actor.paths(*OFFICE_ROLES):
        seen |= Q(round__in=Round.objects.filter(subtrees(paths, field="movement__unit__path")).values("pk"))
    if actor.person_id is not None:
        seen |= Q(nominee__in=Subject.objects.filter(person_id=actor.person_id).values("pk"))
    return seen


def with_names() -> QuerySet[Dossier]:
    """Dossiers with everything their lists, rules and pages name, in one join."""
    return Dossier.objects.select_related(
        "unit", "nominee", "award", "officer", "round__movement__unit", "round__movement__plan"
    )


def listed(
    actor: Actor, *, words: str = "", round_id: int | None = None, state: str = "", kind: str = ""
) -> QuerySet[Dossier]:
    """The list page: search without marks in names of nominee and unit, newest first."""
    found = visible_to(actor)
    if words:
        found = found.filter(_named(norm(words)))
    if round_id:
        found = found.filter(round_id=round_id)
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(nominee__kind=kind)
    return found.order_by(*NEWEST)


def _named(folded: str) -> Q:
    """Select by names of nominee and unit. Two queries look the names up once, however often the list is then asked."""
    nominees = Subject.objects.filter(name_norm__contains=folded).values_list("pk", flat=True)
    units = Unit.objects.filter(name_norm__contains=folded).values_list("pk", flat=True)
    few = [list(one[: MOST_NAMES + 1]) for one in (nominees, units)]
    by_nominee = few[0] if len(few[0]) <= MOST_NAMES else nominees
    by_unit = few[1] if len(few[1]) <= MOST_NAMES else units
    return Q(nominee__in=by_nominee) | Q(unit__in=by_unit)


def rows(keys: Iterable[int]) -> QuerySet[Dossier]:
    """The dossiers of one page of the list, loaded after it was cut: sorting keys is cheap, sorting rows is not."""
    return with_names().filter(pk__in=list(keys)).order_by(*NEWEST)


def rounds_for(actor: Actor) -> QuerySet[Round]:
    """Open rounds in which this person may nominate, or keys paper dossiers for others."""
    paths = actor.paths(Role.CLERK)
    own = Q(pk__in=[])
    for path in paths:  # movements of the own unit and of every unit above it
        own |= Q(movement__unit__path__in=[path[:cut] for cut in range(7, len(path) + 1, 7)])
        own |= subtree(path, field="movement__unit__path")
    own |= subtrees(actor.paths(Role.OFFICE), field="movement__unit__path")
    open_rounds = Round.objects.filter(own, state=RoundState.OPEN).select_related("movement__unit")
    return open_rounds.order_by("movement__name", "year", "pk")


def rounds_seen(actor: Actor) -> QuerySet[Round]:
    """Rounds with dossiers this person may see, for the filter of the list."""
    seen = Dossier.objects.filter(_seen(actor), round=OuterRef("pk"))
    return Round.objects.filter(Exists(seen)).select_related("movement").order_by("-opened_at", "-pk")


def units_for(actor: Actor, round: Round) -> QuerySet[Unit]:
    """Units for which this person may open a dossier in a round."""
    mine = subtrees(actor.paths(Role.CLERK)) | subtrees(
        [round.movement.unit.path] if actor.covers(Role.OFFICE, round.movement.unit.path) else []
    )
    return Unit.objects.filter(mine, subtree(round.movement.unit.path)).order_by("path", "pk")


def people_of(units: Sequence[Unit], words: str = "") -> QuerySet[Person]:
    """People who work in these units or under them, by given name."""
    found = Person.objects.filter(subtrees([unit.path for unit in units], field="unit__path"), left_on=None)
    if words:
        found = found.filter(name_norm__contains=norm(words))
    return found.select_related("unit").order_by("name_key", "pk")


def awards_on(round: Round, day: date) -> QuerySet[Award]:
    """The awards one may be nominated for in a round on a day: not those of an authority that has ended."""
    return round.movement.awards.filter(in_force(day), round_kind=round.kind).order_by("position", "pk")


def criteria_for(dossier: Dossier, day: date) -> list[Criterion]:
    """The criteria that speak about this nominee on a day."""
    return list(rulebook.criteria_on(dossier.round.movement, dossier.nominee.kind, day))


def due_on(round: Round) -> date | None:
    """The last day for dossiers of a round; None while it waits for an event, or where the plan names none."""
    return rulebook.due_day(round, Act.SUBMIT_DOSSIER)


def current_papers(dossier: Dossier) -> list[DossierPaper]:
    """The newest version of each paper."""
    return list(dossier.papers.filter(is_current=True).select_related("file", "requirement").order_by("pk"))


def slots(dossier: Dossier, day: date) -> list[rules.Slot]:
    """The list of required papers, each with the version that fills it. Costs two queries."""
    return rules.slots(list(rulebook.papers_of(dossier.round.movement, day)), current_papers(dossier))


def bytes_kept(dossier: Dossier) -> int:
    """How much the dossier holds on disk, every version counted."""
    return dossier.papers.aggregate(total=Sum("file__size"))["total"] or 0


def why_not_room(dossier: Dossier, name: str, size: int) -> str | None:
    """Say why one more file has no room: too large alone, or with what the dossier already holds."""
    limits = rules.Limits(settings.MAX_FILE_BYTES, settings.MAX_DOSSIER_BYTES)
    return rules.why_not_size(name, size, bytes_kept(dossier), limits)


def timeline(dossier: Dossier) -> QuerySet[Handling]:
    """The journey, from its beginning."""
    return dossier.handlings.select_related("by").order_by("at", "pk")


def returned(dossier: Dossier) -> Handling | None:
    """The step that gave it back last, while it lies with the unit; its reasons say what to mend."""
    if dossier.state != State.GIVEN_BACK:
        return None
    return dossier.handlings.filter(to_state=State.GIVEN_BACK).order_by("at", "pk").last()


def findings(dossier: Dossier) -> dict[int, Finding]:
    """What was found for each criterion, by the criterion's key."""
    return {one.criterion_id: one for one in dossier.findings.select_related("by")}


def decidable(round: Round) -> QuerySet[Dossier]:
    """Dossiers of a round that were verified and may go before the council."""
    verified = with_names().filter(round=round, state=State.VERIFIED)
    return verified.order_by("nominee__kind", "unit__name_norm", "nominee__name_norm", "pk")


def drafts_of(round: Round, unit: Unit) -> QuerySet[Dossier]:
    """Dossiers a unit still works on, for its own meeting."""
    mine = with_names().filter(subtree(unit.path, field="unit__path"), round=round, state__in=rules.OPEN)
    return mine.order_by("nominee__kind", "nominee__name_norm", "pk")


def counts_by_state(round: Round) -> dict[str, int]:
    """How many dossiers of a round are in each state."""
    counted = Dossier.objects.filter(round=round).values("state").annotate(n=Count("pk")).order_by("state")
    return {row["state"]: row["n"] for row in counted}


def meters(round: Round, day: date, unit: Unit | None = None) -> list[rules.Meter]:
    """Places and proposals of a round, for each award and kind of subject; with ``unit`` only its own proposals.

    Costs three queries and one for each award and kind.
    """
    proposed = Dossier.objects.filter(round=round).exclude(state__in=[State.WITHDRAWN, State.REFUSED])
    if unit is not None:
        proposed = proposed.filter(subtree(unit.path, field="unit__path"))
    counted = {
        (row["award"], row["nominee__kind"]): row["n"]
        for row in proposed.values("award", "nominee__kind").annotate(n=Count("pk")).order_by()
    }
    made = []
    for kind in (SubjectKind.COLLECTIVE, SubjectKind.INDIVIDUAL):
        for award in rulebook.awards_of(round, kind, day):
            quota = rulebook.quota_for(round, award, kind, day)
            limit = rulebook.limit_of(quota)
            count = quotas.meter(limit, counted.get((award.pk, kind), 0))
            made.append(rules.Meter(f"{award}, {kind.label.lower()}", count, quota.clause if quota else ""))
    return made
