"""What everybody may read without signing in: confirmations by code, published decisions. Nothing else."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.awards.kinds import DecisionKind, DecisionState, StoryState
from thidua.awards.models import Certificate, Decision, DecisionLine, Replication, Story
from thidua.awards.queries.deciding import standing_lines
from thidua.awards.rules import codes
from thidua.base.text import norm
from thidua.movements.kinds import SubjectKind

PUBLISHED = (DecisionKind.GRANT, DecisionKind.REPLACE, DecisionKind.REVOKE)


@dataclass(frozen=True)
class Confirmation:
    """What a code proves: who, what, by which decision, and whether it still holds. Nothing more."""

    code: str
    name: str
    award: str
    authority: str
    decision: str
    signed_on: date
    is_revoked: bool
    is_replaced: bool
    revoked_by: str = ""
    revoked_on: date | None = None


def confirm(typed: str) -> Confirmation | None:
    """Give what the certificate with this code proves; None when there is none. An invented code asks no database."""
    code = codes.clean(typed)
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    if codes.why_not_code(code) or not codes.is_ours(code, keys):
        return None
    rows = Certificate.objects.select_related("line__award", "line__decision__unit", "line__decision__register")
    found = rows.filter(code=code).first()
    return _confirmation(found) if found else None


def _confirmation(certificate: Certificate) -> Confirmation:
    line = certificate.line
    decision = line.decision
    if decision.signed_on is None:
        raise ValueError("a certificate of a decision without its day")
    after = _taken_back_by(line)
    return Confirmation(
        code=codes.shown(certificate.code),
        name=line.subject_name,
        award=line.award.form,
        authority=decision.unit.name,
        decision=str(decision),
        signed_on=decision.signed_on,
        is_revoked=after is not None,
        is_replaced=Certificate.objects.filter(replaces=certificate).exists(),
        revoked_by=str(after) if after else "",
        revoked_on=after.signed_on if after else None,
    )


def _taken_back_by(line: DecisionLine) -> Decision | None:
    taking = Decision.objects.filter(
        follows=line.decision_id, state=DecisionState.SIGNED, lines__dossier=line.dossier_id, lines__takes_back=True
    )
    return taking.select_related("register").order_by("pk").first()


def decisions(words: str = "", year: int | None = None) -> QuerySet[Decision]:
    """Signed decisions, newest first, with the number of awards; found by movement, office or collective."""
    found = Decision.objects.filter(state=DecisionState.SIGNED, kind__in=PUBLISHED)
    if words:
        folded = norm(words)
        collective = DecisionLine.objects.filter(
            decision=OuterRef("pk"), subject__kind=SubjectKind.COLLECTIVE, subject__name_norm__contains=folded
        )
        found = found.filter(Q(unit__name_norm__contains=folded) | Q(Exists(collective)) | Q(number=_number(words)))
    if year:
        found = found.filter(signed_on__year=year)
    rows = found.select_related("unit", "register", "round__movement", "follows__register")
    named = Q(lines__takes_back=False) | Q(kind=DecisionKind.REVOKE)  # a revocation is about those it takes back
    return rows.annotate(size=Count("lines", filter=named)).order_by("-signed_on", "-pk")


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else 0


@dataclass(frozen=True)
class Praised:
    """One award of a published decision."""

    name: str
    unit: str
    kind: str
    award: str
    holds: bool


def praised(decision: Decision) -> list[Praised]:
    """Who stands in a published decision, without positions and money. One query."""
    rows = decision.lines.annotate(holds=Exists(standing_lines().filter(pk=OuterRef("pk"))))
    lines = rows.select_related("award", "subject").order_by("takes_back", "position", "pk")
    return [
        Praised(
            line.subject_name,
            line.unit_name,
            line.subject.get_kind_display(),
            line.award.form,
            line.holds and not line.takes_back,
        )
        for line in lines
        if decision.kind == DecisionKind.REVOKE or not line.takes_back
    ]


@dataclass(frozen=True)
class OpenRow:
    """One row of open data: a collective by name, people only by number."""

    decision: str
    signed_on: date
    office: str
    movement: str
    kind: str
    name: str
    award: str
    count: int
    holds: bool


HEADINGS = (
    "van_ban", "ngay_ky", "co_quan", "phong_trao", "doi_tuong", "ten_tap_the", "hinh_thuc", "so_luong", "con_hieu_luc",
)  # fmt: skip


def open_rows() -> Iterator[OpenRow]:
    """Give every award of signed decisions as open data. People are counted, never named. Two queries for each 500."""
    rows = (
        DecisionLine.objects.filter(
            takes_back=False,
            decision__state=DecisionState.SIGNED,
            decision__kind__in=[DecisionKind.GRANT, DecisionKind.REPLACE],
        )
        .annotate(holds=Exists(standing_lines().filter(pk=OuterRef("pk"))))
        .select_related("decision__unit", "decision__register", "decision__round__movement", "award", "subject")
        .order_by("decision__signed_on", "decision_id", "position", "pk")
    )
    counted: Counter[OpenRow] = Counter()
    for line in rows.iterator(chunk_size=500):
        counted[_open_row(line)] += 1
    for row, count in counted.items():
        yield OpenRow(**{**row.__dict__, "count": count})


def _open_row(line: DecisionLine) -> OpenRow:
    decision = line.decision
    if decision.signed_on is None:
        raise ValueError("a signed decision without its day")
    return OpenRow(
        decision=str(decision),
        signed_on=decision.signed_on,
        office=decision.unit.name,
        movement=decision.round.movement.name,
        kind=line.subject.get_kind_display(),
        name=line.subject_name if line.subject.kind == SubjectKind.COLLECTIVE else "",
        award=line.award.form,
        count=0,
        holds=line.holds,  # type: ignore[attr-defined]
    )


def stories() -> QuerySet[Story]:
    """Published stories, newest first, with the number of units that took them over."""
    found = Story.objects.filter(state=StoryState.PUBLISHED).select_related("subject", "unit")
    return found.annotate(copies=Count("replications")).order_by("-published_at", "-pk")


def replications(story: Story) -> QuerySet[Replication]:
    """Who took a story over. One query."""
    return story.replications.select_related("unit").order_by("on", "pk")
