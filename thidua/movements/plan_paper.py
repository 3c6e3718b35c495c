"""A draft as the paper of a plan, in our own standard wording: to print, to sign, to read again."""

from collections.abc import Mapping
from typing import Any

from thidua.documents import plan as form
from thidua.documents.layout import Letterhead, Signature
from thidua.documents.word import docx_of
from thidua.plans.draft import PlanDraft
from thidua.plans.writing import Written, written_plan


def plan_docx(draft: Mapping[str, Any]) -> bytes:
    """Print a draft as it stands now; gaps stay for a number and a day that are not there yet."""
    read = PlanDraft.from_json(draft)
    return docx_of(form.paper_of(_plan(written_plan(read), read)))


def _plan(written: Written, draft: PlanDraft) -> form.Plan:
    return form.Plan(
        letterhead=Letterhead(
            agency=written.issuer,
            number=written.number,
            symbol=written.symbol,
            place=written.place,
            day=draft.document.date,
        ),
        kind=written.kind,
        title=written.title,
        bases=written.bases,
        opening=written.opening,
        sections=tuple(
            form.Section(
                section.heading, section.lines, tuple(form.Part(part.heading, part.lines) for part in section.parts)
            )
            for section in written.sections
        ),
        closing=written.closing,
        recipients=written.recipients,
        signature=Signature(written.signed, written.signer),
    )
