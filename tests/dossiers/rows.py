"""Lean rows for dossiers and councils: a movement with only what the test itself lays, no plan read."""

import io
from datetime import date
from typing import Any

from pypdf import PdfWriter

from tests.factories import AT, DAY, make_person, make_subject, make_unit
from thidua.dossiers.models import Dossier
from thidua.movements.models import (
    Award,
    Criterion,
    Deadline,
    DueDay,
    Movement,
    PaperRequirement,
    Plan,
    Quota,
    Round,
    Subject,
)
from thidua.org.actor import HOUSE
from thidua.org.files import keep
from thidua.org.models import StoredFile, Unit


def make_file(content: bytes = b"%PDF-1.4 noi dung", *, name: str = "bao-cao.pdf") -> StoredFile:
    return keep(name, content, by=HOUSE, at=AT, media_type="application/pdf")


def pdf(pages: int = 1) -> bytes:
    """A small PDF that every reader opens; more pages make another file."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(210, 297)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def make_plan(*, unit: Unit | None = None, **given: Any) -> Plan:
    number = Plan.objects.count() + 1
    issued = {"number": f"{number}/KH-UBND", "issued_on": date(2023, 1, 5), "issued_at": AT, "state": "issued"}
    return Plan.objects.create(
        **{
            "unit": unit or make_unit(),
            "name": "ke-hoach.txt",
            "title": f"Kế hoạch {number}",
            "text": "",
            "read_draft": {},
            "draft": {},
            "uploaded_at": AT,
            **issued,
            **given,
        }
    )


def make_movement(*, unit: Unit | None = None, plan: Plan | None = None, **given: Any) -> Movement:
    plan = plan or make_plan(unit=unit)
    return Movement.objects.create(
        **{
            "plan": plan,
            "unit": plan.unit,
            "issuer_name": plan.unit.name,
            "name": f"Phong trào {plan.pk}",
            "starts_on": date(2023, 1, 1),
            "ends_on": date(2023, 12, 31),
            "founded_at": AT,
            **given,
        }
    )


def make_round(*, movement: Movement | None = None, **given: Any) -> Round:
    movement = movement or make_movement()
    dull = {"kind": "once", "name": "Đợt xét một lần", "state": "open", "opened_at": AT}
    return Round.objects.create(movement=movement, **{**dull, **given})


def make_award(movement: Movement, **given: Any) -> Award:
    dull = {"form": "Giấy khen", "authority": movement.issuer_name, "route": "own", "round_kind": "once"}
    return Award.objects.create(movement=movement, plan=movement.plan, clause="mục IV", **{**dull, **given})


def make_requirement(movement: Movement, paper: str = "bao_cao", **given: Any) -> PaperRequirement:
    dull = {"clause": "mục V.1", "text": "", "position": movement.paperrequirements.count()}
    return PaperRequirement.objects.create(movement=movement, plan=movement.plan, paper=paper, **{**dull, **given})


def make_criterion(movement: Movement, kind: str = "attestation", **given: Any) -> Criterion:
    dull = {"subject": "general", "text": "Hoàn thành nhiệm vụ", "clause": "mục III.1"}
    return Criterion.objects.create(
        movement=movement, plan=movement.plan, kind=kind, position=movement.criteria.count(), **{**dull, **given}
    )


def make_due_day(round: Round, last_day: date | None, act: str = "submit_dossier") -> DueDay:
    deadline = Deadline.objects.create(
        movement=round.movement, plan=round.movement.plan, act=act, meaning="until", last_day=last_day
    )
    return DueDay.objects.create(deadline=deadline, round=round, last_day=last_day)


def make_quota(award: Award, n: int, subject: str = "collective", **given: Any) -> Quota:
    dull = {"op": "max", "clause": "mục IV.2"}
    return Quota.objects.create(
        movement=award.movement, plan=award.plan, award=award, n=n, subject=subject, **{**dull, **given}
    )


def make_dossier(
    *, round: Round | None = None, unit: Unit | None = None, nominee: Subject | None = None, **given: Any
) -> Dossier:
    round = round or make_round()
    unit = unit or make_unit(parent=round.movement.unit)
    award = given.pop("award", None) or round.movement.awards.first() or make_award(round.movement)
    if given.get("state", "draft") not in ("draft", "withdrawn"):
        given = {"submitted_at": AT, "submitted_by": make_person(unit=unit), "received_on": DAY, **given}
    return Dossier.objects.create(
        **{
            "round": round,
            "unit": unit,
            "nominee": nominee or make_subject(unit=unit),
            "award": award,
            "opened_at": AT,
            **given,
        }
    )
