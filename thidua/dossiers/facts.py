"""Facts about people and units: typed, imported from Excel, or born from our own decisions. Acts of this room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from thidua.base.days import ZONE, written
from thidua.base.refusal import Refused
from thidua.base.text import norm, squeeze
from thidua.documents import sheets
from thidua.documents.sheets import Field
from thidua.documents.sheets import Kind as In
from thidua.dossiers.kinds import DisciplineGrade, InitiativeLevel, MatterKind
from thidua.dossiers.models import Discipline, Honour, Initiative, PendingMatter, Rating
from thidua.movements.kinds import SubjectKind
from thidua.movements.models import Subject
from thidua.movements.subjects import subject_of_person, subject_of_unit
from thidua.org import journal
from thidua.org.actions.succession import enter_document
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Document, Person, StoredFile, Unit
from thidua.org.queries import subtrees

SHOWN = 8  # faults in one refusal
FOUND = 20  # names in one answer to a search
PERSONAL = ("discipline", "matter")
KEEPERS = (Role.CLERK, Role.OFFICE, Role.VERIFIER)
READERS = (*KEEPERS, Role.AUTHORITY)
YEARS = range(1990, 2101)
RATINGS = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)


def why_not_keep(actor: Actor, subject: Subject) -> str | None:
    """Say why this person may not enter facts about a subject: its unit's clerk, the offices above may."""
    if keeps(actor, _home(subject)):
        return None
    return f"Chỉ đầu mối của đơn vị hoặc cơ quan thường trực được nhập thông tin về {subject.name}."


def keeps(actor: Actor, home: Unit | None) -> bool:
    """Say whether this person keeps the facts of a unit and of the people in it."""
    return home is not None and any(actor.covers(role, home.path) for role in KEEPERS)


def may_read(actor: Actor, subject: Subject) -> bool:
    """Say whether this person reads all facts, discipline too: who keeps them, who decides, and whom they are about."""
    if subject.person_id is not None and subject.person_id == actor.person_id:
        return True
    home = _home(subject)
    return home is not None and any(actor.covers(role, home.path) for role in READERS)


def _home(subject: Subject) -> Unit | None:
    return subject.unit or (subject.person.unit if subject.person else None) or subject.home


@dataclass(frozen=True)
class Kind:
    """One kind of fact: its model, its name on the screen, the columns of its Excel table."""

    model: type[models.Model]
    name: str
    columns: tuple[Field, ...]


CODE = Field("code", "Mã", required=True, also=("Mã người", "Mã đơn vị"))
NUMBER = Field("number", "Số văn bản", also=("Số quyết định",), longest=80)
ISSUER = Field("issuer", "Cơ quan ban hành", longest=250)
DATED = Field("dated_on", "Ngày văn bản", In.DATE)
PROOF = (NUMBER.key, ISSUER.key, DATED.key)  # what tells the document, not the fact
YES = {"có": True, "x": True, "không": False}
GRADES = {grade.label: grade for grade in DisciplineGrade}
RATED = {name: name for name in RATINGS}
LEVELS = {level.label: level for level in InitiativeLevel}
KINDS: Mapping[str, Kind] = {
    "rating": Kind(
        Rating,
        "Xếp loại hằng năm",
        (
            Field("year", "Năm", In.INT, required=True),
            Field("grade", "Mức", In.CHOICE, required=True, choices=RATED),
            NUMBER,
            DATED,
            ISSUER,
        ),
    ),
    "honour": Kind(
        Honour,
        "Danh hiệu, khen thưởng đã nhận",
        (
            Field("name", "Tên", required=True, longest=200),
            Field("is_title", "Danh hiệu", In.CHOICE, choices=YES),
            Field("is_thematic", "Chuyên đề", In.CHOICE, choices=YES),
            Field("from_on", "Từ ngày", In.DATE),
            Field("until_on", "Đến ngày", In.DATE),
            Field("decided_on", "Ngày quyết định", In.DATE),
            NUMBER,
            ISSUER,
        ),
    ),
    "initiative": Kind(
        Initiative,
        "Sáng kiến, đề tài",
        (
            Field("title", "Tên", required=True),
            Field("recognised_by", "Cấp công nhận", longest=200, also=("Cơ quan công nhận",)),
            Field("level", "Cấp", In.CHOICE, choices=LEVELS),
            Field("spread", "Phạm vi", longest=300, also=("Nơi nhân rộng",)),
            Field("recognised_on", "Ngày công nhận", In.DATE),
            NUMBER,
        ),
    ),
    "discipline": Kind(
        Discipline,
        "Kỷ luật",
        (
            Field("grade", "Hình thức", In.CHOICE, required=True, choices=GRADES),
            Field("decided_on", "Ngày quyết định", In.DATE, required=True),
            Field("served_on", "Chấp hành xong", In.DATE),
            NUMBER,
            ISSUER,
        ),
    ),
    "matter": Kind(
        PendingMatter,
        "Việc đang xem xét",
        (
            Field("kind", "Loại", In.CHOICE, required=True, choices={one.label: one for one in MatterKind}),
            Field("opened_on", "Từ ngày", In.DATE, required=True),
            Field("closed_on", "Kết luận ngày", In.DATE),
        ),
    ),
}
_DAY_OF = {"honour": "decided_on", "initiative": "recognised_on", "discipline": "decided_on"}  # of the document too
_ORDER = {  # kind: the day that comes first, the day that follows, and what to say when it does not
    "honour": ("from_on", "until_on", "thành tích đến trước ngày bắt đầu"),
    "discipline": ("decided_on", "served_on", "ngày chấp hành xong trước ngày quyết định"),
    "matter": ("opened_on", "closed_on", "ngày kết luận trước ngày bắt đầu xem xét"),
}


def fault_in(kind: str, values: Mapping[str, Any], today: date) -> tuple[str, str] | None:
    """Name the value that cannot be right and say why; None when all can."""
    if kind == "rating" and values["year"] not in YEARS:
        return "year", f"năm {values['year']} không thể là năm xếp loại; hãy ghi năm từ 1990 đến nay."
    if kind == "rating" and values["year"] > today.year:
        return "year", f"năm {values['year']} chưa đến nên chưa có xếp loại."
    if (name := _DAY_OF.get(kind)) and values.get(name) and values[name] > today:
        return name, f"ngày {written(values[name])} chưa đến."
    if kind in _ORDER:
        first, then, said = _ORDER[kind]
        if values.get(first) and values.get(then) and values[then] < values[first]:
            return then, f"{said}."
    return None


def why_not_add(actor: Actor, subject: Subject, kind: str, values: Mapping[str, Any], today: date) -> str | None:
    """Say why this fact may not be entered: by whom, or a day or year that cannot be."""
    if reason := why_not_keep(actor, subject):
        return reason
    fault = fault_in(kind, values, today)
    return f"{fault[1][0].upper()}{fault[1][1:]} Hãy sửa rồi ghi lại." if fault else None


@transaction.atomic
def begin(who: Unit | Person, *, by: Actor, at: datetime) -> Subject:
    """Open the facts of a unit or a person nobody has spoken of yet; once open they stay."""
    if not keeps(by, who if isinstance(who, Unit) else who.unit):
        raise Refused(f"Chỉ đầu mối của đơn vị hoặc cơ quan thường trực được nhập thông tin về {who.name}.")
    subject = subject_of_unit(who) if isinstance(who, Unit) else subject_of_person(who)
    journal.record("dossiers.begin_facts", subject, by=by, at=at)
    return subject


@transaction.atomic
def add(
    subject: Subject, kind: str, values: Mapping[str, Any], *, file: StoredFile | None = None, by: Actor, at: datetime
) -> models.Model:
    """Enter one fact, with the document that proves it when its number or file is given.

    A rating of the same year replaces the earlier one, both stand in the journal; the same fact again changes nothing.
    """
    if reason := why_not_add(by, subject, kind, values, at.astimezone(ZONE).date()):
        raise Refused(reason)
    if file is None and (there := _same(subject, kind, values)):
        return there
    document = _document(kind, values, file, by=by, at=at)
    made = _write(subject, kind, {name: value for name, value in values.items() if name not in PROOF}, document)
    facts = {"kind": kind, "subject": subject.pk}
    if kind not in PERSONAL:  # the journal names the act, the row holds what it says
        facts |= {name: str(value) for name, value in values.items()}
    journal.record("dossiers.add_fact", made, by=by, at=at, facts=facts)
    return made


def _same(subject: Subject, kind: str, values: Mapping[str, Any]) -> models.Model | None:
    """Give the fact that says the same under the same number of a document."""
    said = {name: squeeze(value) if isinstance(value, str) else value for name, value in values.items()}
    number = said.get(NUMBER.key, "")
    wanted = {name: value for name, value in said.items() if name not in PROOF}
    if kind != "matter":
        wanted |= {"document__number": number} if number else {"document": None}
    found: models.Model | None = KINDS[kind].model._default_manager.filter(subject=subject, **wanted).first()
    return found


def _document(
    kind: str, values: Mapping[str, Any], file: StoredFile | None, *, by: Actor, at: datetime
) -> Document | None:
    number = values.get(NUMBER.key) or ""
    if kind == "matter" or not (number or file):
        return None
    said = {
        "rating": f"Đánh giá, xếp loại chất lượng năm {values.get('year')}",
        "honour": f"Tặng {values.get('name')}",
        "initiative": f"Công nhận “{values.get('title')}”",
    }
    return enter_document(
        kind="Văn bản" if kind == "rating" else "Quyết định",
        number=number,
        dated_on=values.get(DATED.key) or values.get(_DAY_OF.get(kind, "")),
        issuer=values.get(ISSUER.key) or values.get("recognised_by") or "",
        title=said.get(kind, ""),  # a discipline says nothing outside its own row
        file=file,
        by=by,
        at=at,
    )


def _write(subject: Subject, kind: str, values: Mapping[str, Any], document: Document | None) -> models.Model:
    known = {name: squeeze(value) if isinstance(value, str) else value for name, value in values.items()}
    if kind == "rating":
        said = {"grade": known["grade"], "document": document}
        return Rating.objects.update_or_create(subject=subject, year=known["year"], defaults=said)[0]
    if document is not None:
        known["document"] = document
    return KINDS[kind].model._default_manager.create(subject=subject, **known)


@transaction.atomic
def remove(fact: models.Model, *, reason: str, by: Actor, at: datetime) -> None:
    """Take out a fact entered by mistake, with a reason; the journal keeps that it was there."""
    subject: Subject = fact.subject  # type: ignore[attr-defined]
    if refused := why_not_keep(by, subject):
        raise Refused(refused)
    if len(reason.split()) < 2:
        raise Refused("Hãy ghi lý do bỏ thông tin đã nhập.")
    if isinstance(fact, Honour) and fact.document and fact.document.unit_id:  # given by a decision signed here
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
    """Take facts from an Excel table, all or nothing; every fault is named by its cell. Give how many are new."""
    reading = sheets.read(content, (CODE, *KINDS[kind].columns))
    faults = [str(one) for one in reading.errors]
    ready: list[tuple[Subject, dict[str, Any]]] = []
    for number, row in zip(reading.numbers, reading.rows, strict=True):
        values = {name: value for name, value in row.items() if name != CODE.key and value not in (None, "")}
        subject = _subject(row[CODE.key])
        if found := _fault(kind, subject, row[CODE.key], values, by=by, at=at):
            faults.append(str(sheets.CellError(number, reading.columns.get(found[0], ""), found[1])))
        elif subject is not None:
            ready.append((subject, values))
    if faults:
        more = f" Còn {len(faults) - SHOWN:02d} lỗi khác." if len(faults) > SHOWN else ""
        raise Refused(f"Chưa nhập dòng nào. {' '.join(faults[:SHOWN])}{more}")
    new = [(subject, values) for subject, values in ready if _same(subject, kind, values) is None]
    for subject, values in new:
        add(subject, kind, values, by=by, at=at)
    return len(new)


def _fault(
    kind: str, subject: Subject | None, code: str, values: Mapping[str, Any], *, by: Actor, at: datetime
) -> tuple[str, str] | None:
    if subject is None:
        return CODE.key, f"không có người hoặc đơn vị mang mã “{code}”."
    if reason := why_not_keep(by, subject):
        return CODE.key, reason
    return fault_in(kind, values, at.astimezone(ZONE).date())


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
    mine |= models.Q(kind=SubjectKind.HOUSEHOLD) & subtrees(paths, field="home__path")
    found = Subject.objects.filter(mine).exclude(kind=SubjectKind.GENERAL)
    if words_:
        found = found.filter(name_norm__contains=norm(words_))
    return found.select_related("unit", "person__unit", "home").order_by("name_norm", "pk")


def unspoken(actor: Actor, words_: str) -> list[Unit | Person]:
    """Units and people this person keeps facts about whom nobody has spoken of yet, found by name; some at most."""
    if not words_.strip():
        return []
    paths, named = actor.paths(*KEEPERS), norm(words_)
    units = Unit.objects.filter(subtrees(paths), name_norm__contains=named, subject=None)
    people = Person.objects.filter(subtrees(paths, field="unit__path"), name_norm__contains=named, subject=None)
    return [
        *units.order_by("name_norm", "pk")[:FOUND],
        *people.select_related("unit").order_by("name_key", "pk")[:FOUND],
    ]


def documents_of(subject: Subject, *, personal: bool = True) -> models.QuerySet[Document]:
    """The documents that prove what is said about a subject; those of disciplines only when ``personal``."""
    left_out = ("matter",) if personal else PERSONAL
    kept = [kind.model._default_manager.filter(subject=subject) for code, kind in KINDS.items() if code not in left_out]
    proofs = models.Q(pk__in=[])
    for rows in kept:
        proofs |= models.Q(pk__in=rows.values("document"))
    return Document.objects.filter(proofs)


def rows(subject: Subject, kind: str) -> models.QuerySet[Any]:
    """What is known of one kind about a subject, the newest first, with its document."""
    found = KINDS[kind].model._default_manager.filter(subject=subject).order_by("-pk")
    if kind == "matter":
        return found
    return found.select_related("document__file", *(["revoked_by"] if kind == "honour" else []))
