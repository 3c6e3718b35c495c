"""A registration as the paper the plan attaches: collectives by name, individuals by number or by name."""

from datetime import date

from thidua.documents import registration as form
from thidua.documents.layout import Letterhead, Signature
from thidua.documents.word import docx_of
from thidua.movements.kinds import SubjectKind
from thidua.movements.models import Registration


def registration_docx(registration: Registration, *, day: date) -> bytes:
    """Print a registration; the title is that of the form attached to the plan, where there is one."""
    movement = registration.round.movement
    unit = registration.unit
    forms = movement.plan.draft.get("forms") or []
    lines = list(registration.lines.select_related("subject", "award").order_by("pk"))
    named = [line for line in lines if line.subject is not None]
    counted = [line for line in lines if line.subject is None]
    pledges = [text for text in (registration.content, registration.target) if text]
    head = Letterhead(
        agency=unit.name,
        superior=unit.parent.name if unit.parent else "",
        place=unit.address or movement.unit.address,
        day=day,
    )
    title = forms[0]["title"] if forms else f"{movement.name}, {registration.round.name.lower()}"
    paper = form.Registration(
        letterhead=head,
        title=title,
        to=(movement.unit.name,),
        movement=f"phong trào thi đua “{movement.name}”",
        collectives=tuple(
            form.Promise(_name(line.subject), str(line.award or ""), line.content) for line in named if line.subject
        ),
        headcounts=tuple(
            form.Headcount(unit.name, str(line.award or line.content), line.headcount or 0) for line in counted
        ),
        signature=Signature(("THỦ TRƯỞNG ĐƠN VỊ",)),
        pledges=tuple(pledges),
    )
    return docx_of(form.paper_of(paper))


def _name(subject: object) -> str:
    kind = getattr(subject, "kind", "")
    prefix = "Ông (bà) " if kind == SubjectKind.INDIVIDUAL else ""
    return f"{prefix}{subject}"
