"""Take a plan in, correct what was read, settle findings, drop it. Until it is issued."""

from copy import deepcopy
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.movements import rules
from thidua.movements.kinds import PlanState
from thidua.movements.models import Plan
from thidua.movements.rules.findings import Noted, keyed
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import StoredFile, Unit
from thidua.plans.draft import PlanDraft
from thidua.plans.lint import lint
from thidua.plans.source import Source, stored

FASTER = "Bản đọc vừa được người khác thay đổi. Hãy tải lại trang."


@transaction.atomic
def take_in(
    unit: Unit,
    name: str,
    source: Source,
    draft: PlanDraft,
    *,
    by: Actor,
    at: datetime,
    file: StoredFile | None = None,
    parent: Plan | None = None,
    amends: Plan | None = None,
    is_outside: bool = False,
) -> Plan:
    """Keep a plan that was read, with its text and draft, for people to confirm.

    ``amends`` is the issued plan this document changes; ``is_outside`` marks a plan of an office that does not
    work in this system (a parent to take rules from).
    """
    if reason := rules.why_not_office(by, unit.path):
        raise Refused(reason)
    said = draft.to_json()
    parent = parent or _parent_named(said, unit)
    said["findings"] = findings_of(said, source.text, parent)
    plan = Plan.objects.create(
        unit=unit,
        file=file,
        name=name[:255],
        title=(said["document"].get("title") or "")[:500],
        text=source.text,
        notes=list(source.notes),
        read_draft=said,
        draft=deepcopy(said),
        parent=parent,
        amends=amends,
        is_outside=is_outside,
        number=said["document"].get("number") or "",
        uploaded_at=at,
        uploaded_by_id=by.person_id,
    )
    journal.record("movements.take_in", plan, by=by, at=at, facts={"name": name, "sha256": file.sha256 if file else ""})
    return plan


def _parent_named(draft: dict[str, Any], unit: Unit) -> Plan | None:
    """Find the issued plan that the text names as the one it carries out, among those an upper unit issued here."""
    for basis in draft["bases"]:
        if basis.get("role") != "parent_plan" or not basis.get("number"):
            continue
        found = Plan.objects.filter(state=PlanState.ISSUED, number=basis["number"])
        if basis.get("date"):
            found = found.filter(issued_on=basis["date"])
        for plan in found.select_related("unit").order_by("pk"):
            if unit.path.startswith(plan.unit.path):
                return plan
    return None


def findings_of(draft: dict[str, Any], text: str, parent: Plan | None) -> list[dict[str, Any]]:
    """Check a draft as it stands now, against its parent too; nothing is kept from an earlier check."""
    above = PlanDraft.from_json(parent.draft) if parent else None
    checked = PlanDraft.from_json(draft)
    found = lint(checked, stored(text), above)
    return list(checked.with_findings(found).to_json()["findings"])


@transaction.atomic
def correct(plan: Plan, draft: dict[str, Any], *, seen: int, by: Actor, at: datetime, what: str) -> Plan:
    """Save a corrected draft over the version the page showed; what was read first stays in ``read_draft``."""
    if reason := rules.why_not_edit_plan(by, plan.unit.path, plan.state, seen=seen, version=plan.version):
        raise Refused(reason)
    draft = {**draft, "findings": findings_of(draft, plan.text, plan.parent)}
    _save(plan, draft=draft, title=(draft["document"].get("title") or "")[:500])
    journal.record("movements.correct", plan, by=by, at=at, facts={"what": what, "version": plan.version})
    return plan


@transaction.atomic
def accept(plan: Plan, group: str, *, accepted: bool, by: Actor, at: datetime) -> Plan:
    """Say that a whole group of fields was compared with the text, or take that back."""
    if reason := rules.why_not_edit_plan(by, plan.unit.path, plan.state, seen=plan.version, version=plan.version):
        raise Refused(reason)
    groups = {*plan.accepted, group} if accepted else set(plan.accepted) - {group}
    _save(plan, accepted=sorted(groups))
    journal.record("movements.accept", plan, by=by, at=at, facts={"group": group, "accepted": accepted})
    return plan


@transaction.atomic
def settle(plan: Plan, key: str, reason: str, *, by: Actor, at: datetime) -> Plan:
    """Settle a finding with a reason; an empty reason opens it again."""
    if refusal := rules.why_not_edit_plan(by, plan.unit.path, plan.state, seen=plan.version, version=plan.version):
        raise Refused(refusal)
    settled = dict(plan.settled)
    if clean := squeeze(reason):
        settled[key] = {"reason": clean, "by": by.name, "at": at.isoformat()}
    else:
        settled.pop(key, None)
    _save(plan, settled=settled)
    journal.record("movements.settle", plan, by=by, at=at, facts={"finding": key, "reason": clean})
    return plan


@transaction.atomic
def choose_parent(plan: Plan, parent: Plan | None, *, by: Actor, at: datetime) -> Plan:
    """Say which issued plan this one inherits from, or none."""
    if reason := rules.why_not_edit_plan(by, plan.unit.path, plan.state, seen=plan.version, version=plan.version):
        raise Refused(reason)
    if parent is not None and parent.state != PlanState.ISSUED:
        raise Refused("Kế hoạch cấp trên chưa ban hành nên chưa làm căn cứ được.")
    draft = {**plan.draft, "findings": findings_of(plan.draft, plan.text, parent)}
    _save(plan, parent_id=parent.pk if parent else None, draft=draft)
    journal.record("movements.choose_parent", plan, by=by, at=at, facts={"parent": parent.pk if parent else None})
    return plan


@transaction.atomic
def drop(plan: Plan, *, by: Actor, at: datetime) -> Plan:
    """Put a draft away that will never be issued."""
    if reason := rules.why_not_edit_plan(by, plan.unit.path, plan.state, seen=plan.version, version=plan.version):
        raise Refused(reason)
    _save(plan, state=PlanState.DROPPED)
    journal.record("movements.drop", plan, by=by, at=at)
    return plan


def as_signed(plan: Plan, *, number: str, issued_on: date | None) -> dict[str, Any]:
    """Give the draft with the number and day of the signed paper, and what is to settle in it then."""
    document = {**plan.draft["document"]}
    document |= {"number": squeeze(number)} if number.strip() else {}
    document |= {"date": issued_on.isoformat()} if issued_on else {}
    draft = {**plan.draft, "document": document}
    return {**draft, "findings": findings_of(draft, plan.text, plan.parent)}


@transaction.atomic
def foresee(plan: Plan, *, number: str, issued_on: date | None, by: Actor, at: datetime) -> Plan:
    """Keep the number and day typed for issuing, so that the page shows the findings of that day to be settled."""
    if reason := rules.why_not_edit_plan(by, plan.unit.path, plan.state, seen=plan.version, version=plan.version):
        raise Refused(reason)
    draft = as_signed(plan, number=number, issued_on=issued_on)
    if draft != plan.draft:
        _save(plan, draft=draft)
        facts = {"number": squeeze(number), "issued_on": issued_on and issued_on.isoformat()}
        journal.record("movements.foresee", plan, by=by, at=at, facts=facts)
    return plan


def open_errors(plan: Plan, draft: dict[str, Any] | None = None) -> list[Noted]:
    """Give the errors that still stand in the way of issuing; ``draft`` is the plan's own unless given."""
    found = [each for each in keyed((draft or plan.draft)["findings"], plan.settled) if each.blocks]
    if plan.amends_id:  # days that ran out before an amendment was issued are history, not its fault
        found = [each for each in found if each.code != "deadline-before-issue"]
    return found


def _save(plan: Plan, **values: Any) -> None:
    """Write over exactly the version that was read, and count it."""
    still = Plan.objects.filter(pk=plan.pk, version=plan.version).exclude(state=PlanState.ISSUED)
    if not still.update(version=F("version") + 1, **values):
        raise Refused(FASTER)
    plan.refresh_from_db()
