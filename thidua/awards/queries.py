"""Named reads of decisions, their lines and certificates."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.awards.models import Certificate, Decision, DecisionLine
from thidua.awards.rules import Place
from thidua.movements.models import Quota, Round
from thidua.movements.rules.quotas import Limit
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.queries import subtree

READERS = (Role.OFFICE, Role.AUTHORITY, Role.REGISTRY, Role.ACCOUNTANT, Role.SUPERIOR, Role.ADMIN)


def visible_to(actor: Actor) -> QuerySet[Decision]:
    """Decisions a person may see: those of units under their office, and signed ones that name their unit."""
    seen = Q(pk__in=[])
    for path in actor.paths(*READERS):
        seen |= subtree(path, field="unit__path")
    for path in actor.paths(Role.CLERK):
        named = DecisionLine.objects.filter(subtree(path, field="dossier__unit__path"), decision=OuterRef("pk"))
        seen |= Q(Exists(named), state=DecisionState.SIGNED)
    return (
        Decision.objects.filter(seen)
        .select_related("unit", "register", "round__movement")
        .order_by("-drafted_at", "-pk")
    )


def standing_lines() -> QuerySet[DecisionLine]:
    """Lines of signed decisions that no signed decision has revoked since."""
    taken_back = DecisionLine.objects.filter(
        decision__follows=OuterRef("decision"),
        decision__kind__in=[DecisionKind.REVOKE, DecisionKind.REPLACE],
        decision__state=DecisionState.SIGNED,
        dossier=OuterRef("dossier"),
        takes_back=True,
    )
    return DecisionLine.objects.filter(
        ~Exists(taken_back),
        decision__state=DecisionState.SIGNED,
        decision__kind__in=[DecisionKind.GRANT, DecisionKind.REPLACE],
        takes_back=False,
    )


def used_places(round: Round) -> Counter[tuple[int, str]]:
    """Count the standing lines of a round by award and kind of subject."""
    pairs = standing_lines().filter(decision__round=round).values_list("award_id", "subject__kind")
    return Counter((award_id, str(kind)) for award_id, kind in pairs)


def places_of(round: Round, day: date) -> list[tuple[Quota, Place]]:
    """The quotas of a round in force on a day, as the rules count them."""
    in_force = (Q(from_on=None) | Q(from_on__lte=day)) & (Q(until_on=None) | Q(until_on__gte=day))
    quotas = (
        Quota.objects.filter(in_force, movement_id=round.movement_id).select_related("award").order_by("position", "pk")
    )
    found = []
    for quota in quotas:
        limit = Limit(quota.op, quota.n, quota.n_max, quota.percent, quota.per, quota.deferred_to)
        name = quota.award.form if quota.award else "khen thưởng"
        found.append((quota, Place(name, quota.subject, quota.clause or "kế hoạch", limit)))
    return found


def for_paper(decision: Decision) -> list[DecisionLine]:
    """The lines of a decision in the order of its list, with what a paper names."""
    lines = decision.lines.select_related("award", "subject__unit", "subject__person__unit", "dossier__unit")
    return list(lines.order_by("position", "pk"))


def with_numbers(lines: Iterable[DecisionLine]) -> dict[int, Certificate]:
    """The newest certificate of each line, by line."""
    found = Certificate.objects.filter(line__in=list(lines), replaced_by=None).order_by("pk")
    return {certificate.line_id: certificate for certificate in found}
