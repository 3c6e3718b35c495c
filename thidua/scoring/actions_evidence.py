"""The evidence vault: a file once per unit, used for items of several years."""

from datetime import date, datetime

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import StoredFile, Unit
from thidua.scoring import rules
from thidua.scoring.models import Cell, Evidence


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


@transaction.atomic
def put_evidence(
    unit: Unit,
    file: StoredFile,
    *,
    title: str,
    number: str = "",
    dated_on: date | None = None,
    issuer: str = "",
    by: Actor,
    at: datetime,
) -> Evidence:
    """Put a kept file into the unit's vault; the same bytes again correct what is said of them."""
    _refuse_if(rules.why_not_claim(by, unit.path))
    _refuse_if(None if squeeze(title) else "Hãy ghi trích yếu: tài liệu này chứng minh điều gì.")
    said = {
        "title": squeeze(title)[:400],
        "number": squeeze(number),
        "dated_on": dated_on,
        "issuer": squeeze(issuer),
    }
    evidence, is_new = Evidence.objects.update_or_create(
        unit=unit, file=file, defaults=said, create_defaults={**said, "put_at": at, "put_by_id": by.person_id}
    )
    facts = {"sha256": file.sha256, "number": evidence.number, "title": evidence.title, "corrects": not is_new}
    journal.record("evidence.put", evidence, by=by, at=at, facts=facts)
    return evidence


def _why_not(evidence: Evidence, cell: Cell, by: Actor) -> str | None:
    sheet = cell.sheet
    return (
        rules.why_not_claim(by, sheet.unit.path)
        or rules.why_not_own(evidence.unit_id == sheet.unit_id)
        or rules.why_not_attach(sheet.state)
    )


@transaction.atomic
def attach(evidence: Evidence, cell: Cell, *, by: Actor, at: datetime) -> None:
    """Let a document of the vault prove a cell, while the unit's columns are open."""
    _refuse_if(_why_not(evidence, cell, by))
    evidence.cells.add(cell)
    facts = {"item": cell.item.code, "evidence": evidence.pk, "sha256": evidence.file.sha256}
    journal.record("evidence.attach", cell.sheet, by=by, at=at, facts=facts)


@transaction.atomic
def detach(evidence: Evidence, cell: Cell, *, by: Actor, at: datetime) -> None:
    """Take a document off a cell, while the unit's columns are open; it stays in the vault."""
    _refuse_if(_why_not(evidence, cell, by))
    evidence.cells.remove(cell)
    facts = {"item": cell.item.code, "evidence": evidence.pk, "sha256": evidence.file.sha256}
    journal.record("evidence.detach", cell.sheet, by=by, at=at, facts=facts)
