"""Facts about people and units: typed, imported from Excel, or born from our own decisions. Acts of this room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from thidua.base.refusal import Refused
from thidua.base.text import norm, squeeze
from thidua.documents import sheets
from thidua.documents.sheets import Field
from thidua.documents.sheets import Kind as In
from thidua.dossiers.kinds import DisciplineGrade
from thidua.dossiers.models import Discipline, Honour, Initiative, PendingMatter, Rating
from thidua.movements.kinds import SubjectKind
from thidua.movements.models import Subject
from thidua.movements.subjects import subject_of_person, subject_of_unit
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Person, Unit
from thidua.org.queries import subtrees

SHOWN = 8  # faults in one refusal
KEEPERS = (Role.CLERK, Role.OFFICE, Role.VERIFIER)
MATTERS = {
    "discipline": "Xem xét kỷ luật",
    "investigation": "Điều tra",
    "inspection": "Thanh tra, kiểm tra",
    "complaint": "Đơn thư",
    "press": "Báo chí nêu",
}


def why_not_keep(actor: Actor, subject: Subject) -> str | None:
    """Say why this person may not enter facts about a subject: its unit's clerk, the offices above may."""
    home = subject.unit or (subject.person.unit if subject.person else None) or subject.home
    if home is not None and any(actor.covers(role, home.path) for role in KEEPERS):
        return None
    return f"Chỉ đầu mối của đơn vị hoặc cơ quan thường trực được nhập thông tin về {subject.name}."


@dataclass(frozen=True)
class Kind:
    """One kind of fact: its model, its name on the screen, the columns of its Excel table."""

    model: type[models.Model]
    name: str
    columns: tuple[Field, ...]


CODE = Field("code", "Mã", required=True, also=("Mã người", "Mã đơn vị"))
YES = {"có": True, "x": True, "không": False}
GRADES = {grade.label: grade for grade in DisciplineGrade}
KINDS: Mapping[str, Kind] = {
    "rating": Kind(
        Rating, "Xếp loại hằng năm", (Field("year", "Năm", In.INT, required=True), Field("grade", "Mức", required=True))
    ),
    "honour": Kind(
        Honour,
        "Khen thưởng đã nhận",
        (
            Field("name", "Tên", required=True, longest=200),
            Field("is_thematic", "Chuyên đề", In.CHOICE, choices=YES),
            Field("from_on", "Từ ngày", In.DATE),
            Field("until_on", "Đến ngày", In.DATE),
            Field("decided_on", "Ngày quyết định", In.DATE),
        ),
    ),
    "initiative": Kind(
        Initiative,
        "Sáng kiến, đề tài",
        (
            Field("title", "Tên", required=True),
            Field("recognised_by", "Cấp công nhận", longest=200),
            Field("spread", "Phạm vi", longest=300),
            Field("recognised_on", "Ngày công nhận", In.DATE),
        ),
    ),
    "discipline": Kind(
        Discipline,
        "Kỷ luật",
        (
            Field("grade", "Hình thức", In.CHOICE, required=True, choices=GRADES),
            Field("decided_on", "Ngày quyết định", In.DATE, required=True),
            Field("served_on", "Chấp hành xong", In.DATE),
        ),
    ),
    "matter": Kind(
        PendingMatter,
        "Việc đang xem xét",
        (
            Field("kind", "Loại", In.CHOICE, required=True, choices={label: code for code, label in MATTERS.items()}),
            Field("opened_on", "Từ ngày", In.DATE, required=True),
            Field("closed_on", "Kết luận ngày", In.DATE),
        ),
    ),
}


@transaction.atomic
def add(subject: Subject, kind: str, values: Mapping[str, Any], *, by: Actor, at: datetime) -> models.Model:
    """Enter one fact; a rating of the same year replaces the earlier one, both stand in the journal."""
    if reason := why_not_keep(by, subject):
        raise Refused(reason)
    made = _write(subject, kind, values)
    facts = {"kind": kind, "subject": subject.pk}
    if kind not in ("discipline", "matter"):  # personal: the journal names the act, the row holds what it says
        facts |= {name: str(value) for name, value in values.items()}
    journal.record("dossiers.add_fact", made, by=by, at=at, facts=facts)
    return made


def _write(subject: Subject, kind: str, values: Mapping[str, Any]) -> models.Model:
    known = {name: squeeze(value) if isinstance(value, str) else value for name, value in values.items()}
    if kind == "rating":
        return Rating.objects.update_or_create(subject=subject, year=known["year"], defaults={"grade": known["grade"]})[
            0
        ]
    return KINDS[kind].model._default_manager.create(subject=subject, **known)


@transaction.atomic
def remove(fact: models.Model, *, reason: str, by: Actor, at: datetime) -> None:
    """Take out a fact entered by mistake, with a reason; the journal keeps that it was there."""
    subject: Subject = fact.subject  # type: ignore[attr-defined]
    if refused := why_not_keep(by, subject):
        raise Refused(refused)
    if len(reason.split()) < 2:
        raise Refused("Hãy ghi lý do bỏ thông tin đã nhập.")
    if isinstance(fact, Honour) and fact.document:
        raise Refused(f"Khen thưởng này ghi theo {fact.document} nên không bỏ được; chỉ quyết định khác thu hồi được.")
    if isinstance(fact, Honour) and fact.overlaps.exists():
        raise Refused("Thông tin này đã dùng để kết luận về khen trùng nên không bỏ được.")
    journal.record("dossiers.remove_fact", fact, by=by, at=at, facts={"reason": reason, "subject": subject.pk})
    fact.delete()


def template(kind: str) -> bytes:
    """Give the empty Excel file for one kind of fact."""
    return sheets.template((CODE, *KINDS[kind].columns), KINDS[kind].name)


@transaction.atomic
def take_table(kind: str, content: bytes, *, by: Actor, at: datetime) -> int:
    """Take facts from an Excel table, all or nothing; every fault is named by its cell."""
    reading = sheets.read(content, (CODE, *KINDS[kind].columns))
    faults = [str(one) for one in reading.errors]
    ready: list[tuple[Subject, dict[str, Any]]] = []
    for number, row in zip(reading.numbers, reading.rows, strict=True):
        subject = _subject(row["code"])
        if subject is None:
            faults.append(f"Dòng {number}: không có người hoặc đơn vị mang mã “{row['code']}”.")
        elif reason := why_not_keep(by, subject):
            faults.append(f"Dòng {number}: {reason}")
        else:
            ready.append(
                (subject, {name: value for name, value in row.items() if name != "code" and value is not None})
            )
    if faults:
        more = f" Còn {len(faults) - SHOWN:02d} lỗi khác." if len(faults) > SHOWN else ""
        raise Refused(f"Chưa nhập dòng nào. {' '.join(faults[:SHOWN])}{more}")
    for subject, values in ready:
        add(subject, kind, values, by=by, at=at)
    return len(ready)


def _subject(code: str) -> Subject | None:
    if person := Person.objects.filter(code=code).first():
        return subject_of_person(person)
    if unit := Unit.objects.filter(code=code).first():
        return subject_of_unit(unit)
    return None


def subjects_of(actor: Actor, words_: str = "") -> models.QuerySet[Subject]:
    """Subjects this person may keep facts about, searched without marks."""
    paths = actor.paths(*KEEPERS)
    mine = subtrees(paths, field="unit__path") | subtrees(paths, field="person__unit__path")
    found = Subject.objects.filter(mine).exclude(kind=SubjectKind.GENERAL)
    if words_:
        found = found.filter(name_norm__contains=norm(words_))
    return found.select_related("unit", "person__unit", "home").order_by("name_norm", "pk")
