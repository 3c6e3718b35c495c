"""What reading a plan gives: the public contract, as frozen dataclasses and as JSON.

Two rules hold for every object here. What the text does not say is None or empty, never a habit.
Each value carries the quotation it came from: verbatim, at its offsets in the text as read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Day  # noqa: N812 - several fields are called "date" by the contract
from typing import Any

from thidua.plans import exchange

SCHEMA = 1
Params = Mapping[str, Any]


@dataclass(frozen=True)
class Quote:
    """Where a value stands: line counted from 1, character offsets, and the words themselves."""

    line: int
    start: int
    end: int
    quote: str


Quotes = Mapping[str, Quote]


@dataclass(frozen=True)
class Signer:
    name: str | None = None
    title: str | None = None
    authority: str | None = None  # TM. KT. Q. TL. TUQ. as printed
    sources: Quotes = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    kind: str | None = None
    launches_movement: bool = False
    issuer: str | None = None
    issuer_level: str | None = None  # trung_uong bo tinh so huyen xa don_vi khac
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: Day | None = None
    month: str | None = None  # "2023-01", only when the day is blank
    title: str | None = None
    movement: str | None = None
    theme: str | None = None
    signer: Signer = field(default_factory=Signer)
    sources: Quotes = field(default_factory=dict)


@dataclass(frozen=True)
class Basis:
    kind: str
    number: str | None = None
    date: Day | None = None
    issuer: str | None = None
    role: str = "basis"  # parent_plan basis mentioned
    source: Quote | None = None


@dataclass(frozen=True)
class Period:
    start: Day | None = None
    start_kind: str = "unknown"  # date on_issue now unknown
    end: Day | None = None
    end_kind: str = "unknown"  # until before vague unknown
    last_day: Day | None = None
    rounds: tuple[str, ...] = ()  # once yearly stage
    sources: Quotes = field(default_factory=dict)


@dataclass(frozen=True)
class Statement:
    """A purpose, requirement, content, solution, source of money or recipient in the plan's own words."""

    text: str
    source: Quote | None = None


@dataclass(frozen=True)
class Subject:
    subject: str  # collective individual
    text: str
    source: Quote | None = None


@dataclass(frozen=True)
class Criterion:
    subject: str  # collective individual general
    kind: str  # attestation threshold improvement rank discipline initiative rating reporting points
    text: str
    params: Params = field(default_factory=dict)
    source: Quote | None = None


@dataclass(frozen=True)
class Award:
    form: str
    authority: str | None = None
    subjects: tuple[str, ...] = ()
    route: str | None = None  # own propose
    when: str | None = None  # once yearly stage
    source: Quote | None = None


@dataclass(frozen=True)
class Quota:
    award: str | None = None
    authority: str | None = None
    subject: str | None = None
    op: str = "exact"  # max exact range share per_group deferred set_by_unit
    n: int | None = None
    n_max: int | None = None
    percent: Any = None  # int or Decimal
    per: str | None = None
    deferred_to: str | None = None
    scope: str | None = None
    source: Quote | None = None


@dataclass(frozen=True)
class Paper:
    paper: str  # to_trinh danh_sach bien_ban bao_cao tom_tat sang_kien khac
    text: str
    source: Quote | None = None


@dataclass(frozen=True)
class Copies:
    paper: int | None = None
    electronic: int | None = None


@dataclass(frozen=True)
class DossierRule:
    items: tuple[Paper, ...] = ()
    copies: Copies | None = None
    deferred_to: str | None = None
    sources: Quotes = field(default_factory=dict)


@dataclass(frozen=True)
class Deadline:
    act: str  # submit_dossier register issue_own_plan report review other
    meaning: str  # before until relative announced yearly_before yearly_until vague none_stated
    date: Day | None = None
    last_day: Day | None = None
    month_day: str | None = None  # "01-05"
    days: int | None = None
    day_kind: str | None = None  # calendar working
    event: str | None = None
    who: str | None = None
    to: str | None = None
    via: str | None = None
    text: str = ""
    source: Quote | None = None


@dataclass(frozen=True)
class RewardLevel:
    text: str
    basis: str | None = None
    source: Quote | None = None


@dataclass(frozen=True)
class Task:
    text: str
    due: Day | None = None
    source: Quote | None = None


@dataclass(frozen=True)
class Responsibility:
    unit: str
    tasks: tuple[Task, ...] = ()
    source: Quote | None = None


@dataclass(frozen=True)
class Form:
    """A form attached to the plan, with what it asks for."""

    title: str
    fields: tuple[str, ...] = ()
    source: Quote | None = None


@dataclass(frozen=True)
class Finding:
    """Something for a person to settle before the plan is issued."""

    code: str
    severity: str  # error warning note
    message: str
    sources: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class PlanDraft:
    """Hold everything a plan says, as far as it was understood; a person confirms it."""

    schema: int = SCHEMA
    document: Document = field(default_factory=Document)
    bases: tuple[Basis, ...] = ()
    period: Period = field(default_factory=Period)
    subjects: tuple[Subject, ...] = ()
    purposes: tuple[Statement, ...] = ()
    requirements: tuple[Statement, ...] = ()
    contents: tuple[Statement, ...] = ()
    solutions: tuple[Statement, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    criteria_deferred_to: str | None = None
    awards: tuple[Award, ...] = ()
    quotas: tuple[Quota, ...] = ()
    quotas_deferred_to: str | None = None  # all of them stand in another plan
    dossier: DossierRule = field(default_factory=DossierRule)
    deadlines: tuple[Deadline, ...] = ()
    selection: Statement | None = None
    funding: tuple[Statement, ...] = ()
    reward_level: tuple[RewardLevel, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    recipients: tuple[Statement, ...] = ()
    forms: tuple[Form, ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: Quotes = field(default_factory=dict)  # of criteria_deferred_to

    def to_json(self) -> dict[str, Any]:
        """Give the object of the contract: plain dicts, lists, strings and numbers."""
        return exchange.encode_fields(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "PlanDraft":
        """Read an object of the contract back; ValueError when it is of another schema."""
        if data.get("schema") != SCHEMA:
            raise ValueError(f"schema {data.get('schema')!r}, expected {SCHEMA}")
        return exchange.decode_fields(cls, data)

    def with_findings(self, findings: tuple[Finding, ...]) -> "PlanDraft":
        """Give the same draft with these findings."""
        return replace(self, findings=findings)
