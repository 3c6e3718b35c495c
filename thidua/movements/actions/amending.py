"""Change a running movement: by an amendment of its plan, or by a document that closes, extends or stops it."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction

from thidua.base.days import written
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.movements import rules
from thidua.movements.actions import clauses, drafting, pacing, succeeding
from thidua.movements.kinds import ChangeKind, MovementState, PaperOrigin, PlanState, RoundState
from thidua.movements.models import (
    Award,
    Criterion,
    Deadline,
    Movement,
    MovementChange,
    PaperRequirement,
    Plan,
    Quota,
    Round,
)
from thidua.movements.rules import founding
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Document, StoredFile, Unit
from thidua.plans.draft import PlanDraft
from thidua.plans.source import Source

Rule = TypeVar("Rule", Criterion, Award, Quota, PaperRequirement, Deadline)


@transaction.atomic
def begin_amendment(
    movement: Movement,
    name: str,
    source: Source,
    read: PlanDraft,
    *,
    by: Actor,
    at: datetime,
    file: StoredFile | None = None,
) -> Plan:
    """Take in an amendment: its own text beside the rules in force, which a person then changes as it says."""
    if reason := rules.why_not_office(by, movement.unit.path) or rules.why_not_run(movement.state):
        raise Refused(reason)
    plan = drafting.take_in(movement.unit, name, source, read, by=by, at=at, file=file, amends=movement.plan)
    now = _without_places(current_draft(movement))
    said = plan.read_draft["document"]
    now["document"] |= {key: said[key] for key in ("number", "date", "month", "title", "signer", "sources", "kind")}
    now["findings"] = []
    Plan.objects.filter(pk=plan.pk).update(draft=now, parent=movement.plan.parent)
    plan.refresh_from_db()
    return plan


def current_draft(movement: Movement) -> dict[str, Any]:
    """Give the draft in force: that of the last amendment issued, else of the plan."""
    last = Plan.objects.filter(amends=movement.plan, state=PlanState.ISSUED).order_by("-issued_on", "-pk").first()
    return deepcopy((last or movement.plan).draft)


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: None if key == "source" else _without_places(each) for key, each in value.items()}
    return [_without_places(each) for each in value] if isinstance(value, list) else value


@transaction.atomic
def amend(plan: Plan, *, by: Actor, at: datetime) -> Movement:
    """Put an issued amendment in force: changed rules end the day before it, new ones begin with its day.

    Rules taken from a plan of the superior stay. What was judged before keeps the rules of its day.
    """
    if reason := rules.why_not_office(by, plan.unit.path):
        raise Refused(reason)
    if plan.amends is None or plan.state != PlanState.ISSUED or plan.issued_on is None:
        raise Refused("Văn bản này không phải kế hoạch sửa đổi, bổ sung đã ban hành.")
    movement = Movement.objects.select_related("unit", "plan").get(plan=plan.amends)
    if reason := rules.why_not_run(movement.state):
        raise Refused(reason)
    day = plan.issued_on
    changed = _replace_all(movement, plan, day)
    starts_on, ends_on = founding.span(plan.draft, movement.plan.issued_on or day)
    Movement.objects.filter(pk=movement.pk).update(starts_on=starts_on, ends_on=ends_on)
    _stretch_rounds(movement, plan, ends_on)
    movement.refresh_from_db()
    journal.record("movements.amend", movement, by=by, at=at, happened_on=day, facts={"plan": plan.pk, **changed})
    return movement


def _replace_all(movement: Movement, plan: Plan, day: date) -> dict[str, int]:
    own = [movement.plan_id, *Plan.objects.filter(amends=movement.plan).values_list("pk", flat=True)]
    heirs = _name_heirs(movement, plan, own, day)
    changed = {
        "criteria": len(_replace(movement.criteria.filter(plan__in=own), clauses.criteria(movement, plan, day), day)),
        "papers": len(
            _replace(
                movement.paperrequirements.filter(plan__in=own, origin=PaperOrigin.PLAN),  # what the office chose stays
                clauses.papers(movement, plan, day),
                day,
            )
        ),
    }
    wanted = clauses.awards(movement, plan, day)
    for award in wanted:
        award.authority_unit = heirs.get(award.authority, award.authority_unit)
    changed["awards"] = len(_replace(movement.awards.filter(plan__in=own), wanted, day))
    granted = list(movement.awards.filter(until_on=None).order_by("position", "pk"))
    made = clauses.quotas(movement, plan, day, granted)
    changed["quotas"] = len(_replace(movement.quotas.filter(plan__in=own), made, day))
    rounds = list(movement.rounds.order_by("pk"))
    kinds = frozenset(each.kind for each in rounds)
    days = _replace(movement.deadlines.filter(plan__in=own), clauses.deadlines(movement, plan, day, kinds), day)
    pacing.lay_days(movement, days, [each for each in rounds if each.state != RoundState.CLOSED])
    return changed | {"deadlines": len(days)}


def _name_heirs(movement: Movement, plan: Plan, own: list[int], day: date) -> dict[str, Unit]:
    """Let the draft in memory name who took over from an authority that has ended; give the heirs by their words."""
    heirs: dict[str, Unit] = {}
    known = movement.awards.filter(plan__in=own, authority_unit__isnull=False).exclude(authority="")
    for old in known.select_related("authority_unit").order_by("pk"):
        words, unit = old.authority, old.authority_unit
        while unit and (act := unit.successions.filter(from_on__lte=day, successor__isnull=False).first()):
            unit = act.successor
            words = succeeding.head_of(words, unit) if unit else words
        if unit is None or words == old.authority:
            continue
        heirs[words] = unit
        for row in (*plan.draft["awards"], *plan.draft["quotas"]):
            if row.get("authority") == old.authority:
                row["authority"] = words
    return heirs


def _replace(there: Any, wanted: Iterable[Rule], day: date) -> list[Rule]:
    """Keep rows that say the same, end the others, make what is new. Gives the new rows."""
    kept: dict[Any, list[int]] = {}
    for row in there.filter(until_on=None).order_by("pk"):
        kept.setdefault(_said(row), []).append(row.pk)
    new: list[Rule] = []
    for row in wanted:
        if same := kept.get(_said(row)):
            same.pop(0)
        else:
            new.append(row)
    ended = [pk for rows in kept.values() for pk in rows]
    there.filter(pk__in=ended).update(until_on=day - timedelta(days=1))
    return list(type(new[0])._default_manager.bulk_create(new)) if new else []


_SAID: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    Criterion: lambda row: (row.subject, row.kind, row.text, repr(sorted(row.params.items()))),
    Award: lambda row: (
        row.form,
        row.authority,
        row.route,
        row.round_kind,
        row.for_collectives,
        row.for_individuals,
    ),
    Quota: lambda row: (
        row.award_id,
        row.subject,
        row.op,
        row.n,
        row.n_max,
        row.percent,
        row.per,
        row.deferred_to,
        row.scope,
    ),
    PaperRequirement: lambda row: (row.paper, row.text),
    Deadline: lambda row: (
        row.act,
        row.meaning,
        row.last_day,
        row.month_day,
        row.days,
        row.day_kind,
        row.event,
        row.who,
        row.to,
    ),
}


def _said(row: Any) -> tuple[Any, ...]:
    """Give what a rule says, whatever its place and days."""
    return _SAID[type(row)](row)


def _stretch_rounds(movement: Movement, plan: Plan, ends_on: date | None) -> None:
    """Let rounds that are not closed end with the new day; make the rounds of added years."""
    there = {(each.kind, each.year): each for each in movement.rounds.order_by("pk")}
    new: list[Round] = []
    for each in founding.rounds(plan.draft, movement.plan.issued_on or plan.issued_on or movement.starts_on):
        old = there.get((each.kind, each.year))
        if old is None:
            new.append(Round(movement=movement, **vars(each)))
        elif old.state != RoundState.CLOSED and old.ends_on != each.ends_on:
            Round.objects.filter(pk=old.pk).update(ends_on=each.ends_on)
    made = Round.objects.bulk_create(new)
    pacing.lay_days(movement, movement.deadlines.filter(until_on=None).order_by("pk"), made, rounds_only=True)


@transaction.atomic
def change(
    movement: Movement,
    kind: str,
    *,
    document: Document,
    by: Actor,
    at: datetime,
    ends_on: date | None = None,
    reason: str = "",
) -> MovementChange:
    """Close, extend or stop a movement, each by its document."""
    if refusal := rules.why_not_office(by, movement.unit.path) or rules.why_not_run(movement.state):
        raise Refused(refusal)
    if kind == ChangeKind.EXTENDED and (ends_on is None or (movement.ends_on and ends_on <= movement.ends_on)):
        until = written(movement.ends_on) if movement.ends_on else "đã nêu"
        raise Refused(f"Gia hạn phải đến một ngày sau ngày {until}.")
    if document.pk is None:
        document.save(force_insert=True)
    still = Movement.objects.filter(pk=movement.pk, state=movement.state)
    states = {ChangeKind.CLOSED: MovementState.CLOSED, ChangeKind.CANCELLED: MovementState.CANCELLED}
    values = {"ends_on": ends_on} if kind == ChangeKind.EXTENDED else {"state": states[ChangeKind(kind)]}
    if not still.update(**values):
        raise Refused("Phong trào vừa được người khác thay đổi. Hãy tải lại trang.")
    if kind == ChangeKind.EXTENDED:
        movement.rounds.exclude(state=RoundState.CLOSED).filter(ends_on=movement.ends_on).update(ends_on=ends_on)
    made = MovementChange.objects.create(
        movement=movement,
        kind=kind,
        document=document,
        ends_on=ends_on,
        reason=squeeze(reason),
        entered_at=at,
        entered_by_id=by.person_id,
    )
    movement.refresh_from_db()
    facts = {"kind": kind, "document": document.pk, "ends_on": str(ends_on or "")}
    journal.record("movements.change", movement, by=by, at=at, happened_on=document.dated_on, facts=facts)
    return made
