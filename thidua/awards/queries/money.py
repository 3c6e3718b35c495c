"""Named reads of funds: what is there, what is owed, which bonuses are paid beside each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Sum

from thidua.awards.kinds import DecisionState, EntryKind, FundKind
from thidua.awards.models import DecisionLine, Fund, FundEntry
from thidua.awards.queries.bonuses import forecast, pack_of
from thidua.awards.queries.deciding import GIVING, standing_lines
from thidua.awards.queries.owing import owed
from thidua.awards.rules import money as rules
from thidua.base.refusal import Refused
from thidua.law import packs
from thidua.law.bonus import Granted
from thidua.law.rulings import Ruling
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.queries import subtrees

READERS = (Role.ACCOUNTANT, Role.AUTHORITY, Role.OFFICE)
ZERO = Decimal(0)


def visible_to(actor: Actor) -> QuerySet[Fund]:
    """Funds of the offices whose book this person may read, newest first."""
    mine = subtrees(actor.paths(*READERS), field="unit__path")
    return Fund.objects.filter(mine).select_related("unit__level").order_by("-year", "unit__path", "pk")


def sums(fund: Fund) -> dict[str, Decimal]:
    """Add up the entries of a fund by kind. One query."""
    rows = fund.entries.values("kind").annotate(total=Sum("amount")).order_by("kind")
    return {row["kind"]: row["total"] for row in rows}


def _paid(kind: EntryKind) -> Exists:
    return Exists(FundEntry.objects.filter(line=OuterRef("pk"), kind=kind))


def payable(fund: Fund) -> list[DecisionLine]:
    """Bonuses of decisions signed in the fund's year that are still owed. One query."""
    lines = standing_lines().filter(
        ~_paid(EntryKind.BONUS),
        decision__unit=fund.unit_id,
        decision__kind__in=GIVING,
        decision__signed_on__year=fund.year,
        bonus__gt=0,
    )
    return list(
        lines.select_related("decision__register", "decision__round", "award", "subject").order_by(
            "decision__signed_on", "decision_id", "position", "pk"
        )
    )


def owed_back(fund: Fund) -> list[FundEntry]:
    """Payments out of this fund whose award was revoked and which have not come back, with their day. One query."""
    return list(owed().filter(fund=fund).select_related("line__award"))


@dataclass(frozen=True)
class Used:
    """What one form gave one kind of subject in the fund's year: how many, how much, how much of it is paid."""

    form: str
    kind: str
    count: int
    due: Decimal
    paid: Decimal


def used(fund: Fund) -> list[Used]:
    """Add up standing bonuses of decisions signed in the fund's year, by form and kind of subject. One query."""
    lines = standing_lines().filter(
        decision__unit=fund.unit_id,
        decision__kind__in=GIVING,
        decision__signed_on__year=fund.year,
        bonus__gt=0,
    )
    found: dict[tuple[str, str], list[DecisionLine]] = defaultdict(list)
    rows = lines.annotate(is_paid=_paid(EntryKind.BONUS)).select_related("award", "subject")
    for line in rows.order_by("award__form", "subject__kind", "pk"):
        found[line.award.form, line.subject.get_kind_display()].append(line)
    return [
        Used(
            form,
            kind,
            len(alike),
            sum((one.bonus or ZERO for one in alike), ZERO),
            sum((one.bonus or ZERO for one in alike if one.is_paid), ZERO),  # type: ignore[attr-defined]
        )
        for (form, kind), alike in found.items()
    ]


def expected(fund: Fund, day: date) -> tuple[int, Decimal]:
    """Count the awards of the office's unsigned drafts and what they would cost, signed on a day. Two queries."""
    lines = DecisionLine.objects.filter(
        decision__unit=fund.unit_id,
        decision__state__in=[DecisionState.DRAFT, DecisionState.SUBMITTED],
        takes_back=False,
    )
    rows = list(lines.select_related("award", "subject", "dossier").order_by("pk"))
    told = forecast(fund.unit, rows, day) if rows else {}
    costs = [amount for amount, _ in told.values() if amount]
    return len(costs), sum(costs, ZERO)


@dataclass(frozen=True)
class Ceiling:
    """The law's ceiling of a fund on a day, with its source; ``most`` is None without a base or a rule."""

    most: Decimal | None
    cite: str
    text: str


def ceiling_of(fund: Fund, day: date) -> Ceiling:
    """Give the largest fund the law of a day allows. One query."""
    if fund.kind == FundKind.OTHER:
        return Ceiling(None, "", "Quỹ này không tính theo trần của pháp luật.")
    try:
        rule = pack_of(fund.unit, day).fund(fund.kind)
    except Refused as refused:
        return Ceiling(None, "", str(refused))
    return Ceiling(rules.ceiling(fund.base, rule.value), rule.cite_marked, rule.note)


Stacked = dict[int, Ruling[bool | None]]


def stacked(lines: Iterable[DecisionLine]) -> Stacked:
    """Say for each line whether its bonus is paid beside the others of its subject (art. 49). Two queries.

    Bonuses of one subject are held together; of titles for the same time only the highest is paid.
    """
    rows = [line for line in lines if line.award.law_code]
    others = standing_lines().filter(subject__in={line.subject_id for line in rows}, bonus__gt=0)
    by_subject: dict[int, list[DecisionLine]] = defaultdict(list)
    for line in others.select_related("award", "decision__round").order_by("pk"):
        by_subject[line.subject_id].append(line)
    found: Stacked = {}
    for line in rows:
        alike = [one for one in by_subject[line.subject_id] if one.award.law_code]
        if line.decision.signed_on is None or not packs.covers(line.decision.signed_on):
            continue
        answers = packs.on(line.decision.signed_on).stacked([_granted(one) for one in alike])
        found |= {one.pk: said for one, said in zip(alike, answers, strict=True) if one.pk == line.pk}
    return found


def _granted(line: DecisionLine) -> Granted:
    round = line.decision.round
    days = (round.starts_on or date.min, round.ends_on or date.max)
    return Granted(line.award.law_code, days, line.bonus or ZERO)


def why_not_stacked(line: DecisionLine) -> str | None:
    """Say why a bonus is not paid beside another of the same subject; None when it is, or when the law is silent."""
    ruling = stacked([line]).get(line.pk)
    if ruling is None or ruling.value is not False:
        return None
    return f"Tiền thưởng này không chi vì đã có mức cao hơn cho cùng thời gian: {ruling.note} ({ruling.cite_marked})."
