"""A registration as an Excel file and back: all lines or none, each fault named by its cell."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from thidua.base.text import norm
from thidua.documents import sheets
from thidua.documents.sheets import CellError, Field, Kind, Leaf
from thidua.movements.actions import Entry
from thidua.movements.kinds import SubjectKind
from thidua.movements.models import Award, Registration, RegistrationLine, Round
from thidua.movements.subjects import subject_of_household, subject_of_person, subject_of_unit
from thidua.org.models import Person, Unit
from thidua.org.queries import subtree

UNIT, PERSON, NUMBER, HOUSEHOLD = "Tập thể", "Cá nhân", "Số lượng cá nhân", "Hộ gia đình"
KINDS = {UNIT: "unit", PERSON: "person", NUMBER: "number", HOUSEHOLD: "household"}
FIELDS = (
    Field("kind", "Loại", Kind.CHOICE, required=True, choices=KINDS),
    Field("code", "Mã", longest=40),
    Field("name", "Tên", longest=250),
    Field("headcount", "Số lượng", Kind.INT),
    Field("award", "Hình thức", longest=250),
    Field("content", "Nội dung đăng ký"),
)
COLUMNS = {field.key: sheets.letter(place) for place, field in enumerate(FIELDS)}


def write(round: Round, unit: Unit, registration: Registration | None) -> bytes:
    """Write what is registered, with the people and units to choose from on a second sheet."""
    headings = tuple((field.heading, 24.0) for field in FIELDS)
    lines = _lines(registration) if registration else []
    rows = [_line(line) for line in lines]
    units = Unit.objects.filter(subtree(unit.path)).order_by("path", "pk").values_list("code", "name")
    people = Person.objects.filter(subtree(unit.path, field="unit__path"), left_on=None).order_by("name_key", "pk")
    choices = [(UNIT, code, name) for code, name in units]
    choices += [(PERSON, code, name) for code, name in people.values_list("code", "name")]
    awards = [("Hình thức", "", str(award)) for award in _awards(round).values()]
    guide = Leaf("Danh mục", (("Loại", 16.0), ("Mã", 16.0), ("Tên", 50.0)), [*choices, *awards])
    return sheets.write(Leaf("Đăng ký", headings, rows), guide)


def _lines(registration: Registration) -> QuerySet[RegistrationLine]:
    return registration.lines.select_related("subject__unit", "subject__person", "award").order_by("pk")


def _line(line: Any) -> tuple[sheets.Cell, ...]:
    subject = line.subject
    award = str(line.award) if line.award else ""
    if subject is None:
        return NUMBER, "", "", line.headcount, award, line.content
    holder = subject.unit or subject.person
    kind = UNIT if subject.unit_id else PERSON if subject.person_id else HOUSEHOLD
    return kind, holder.code if holder else "", subject.name, None, award, line.content


def _awards(round: Round) -> dict[str, Award]:
    rows = round.movement.awards.filter(round_kind=round.kind, until_on=None).order_by("position", "pk")
    return {norm(str(award)): award for award in rows}


def read(content: bytes, round: Round, unit: Unit) -> tuple[list[Entry], tuple[CellError, ...]]:
    """Read the lines; either entries or faults, never both. Two queries for any number of lines."""
    reading = sheets.read(content, FIELDS)
    if reading.errors:
        return [], reading.errors
    units = {each.code: each for each in Unit.objects.filter(subtree(unit.path))}
    people = {each.code: each for each in Person.objects.filter(subtree(unit.path, field="unit__path"), left_on=None)}
    awards = _awards(round)
    faults: list[CellError] = []
    for number, row in zip(reading.numbers, reading.rows, strict=True):
        faults += [CellError(number, COLUMNS[key], said) for key, said in _faults(row, units, people, awards)]
    if faults:
        return [], tuple(faults)
    return [_entry(row, unit, units, people, awards) for row in reading.rows], ()


def _faults(
    row: Mapping[str, Any], units: Mapping[str, Unit], people: Mapping[str, Person], awards: Mapping[str, Award]
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    kind, code = row["kind"], row["code"] or ""
    if kind == "unit" and code not in units:
        found.append(("code", f"không có đơn vị mang mã “{code}” trong đơn vị này."))
    if kind == "person" and code not in people:
        found.append(("code", f"không có người mang mã “{code}” trong đơn vị này."))
    if kind == "number" and not (row["headcount"] or 0) > 0:
        found.append(("headcount", "phải là số người lớn hơn 0."))
    if kind == "household" and not row["name"]:
        found.append(("name", "hãy ghi tên hộ gia đình."))
    if row["award"] and norm(row["award"]) not in awards:
        found.append(("award", f"đợt này không có hình thức “{row['award']}”."))
    return found


def _entry(
    row: Mapping[str, Any],
    unit: Unit,
    units: Mapping[str, Unit],
    people: Mapping[str, Person],
    awards: Mapping[str, Award],
) -> Entry:
    award = awards[norm(row["award"])] if row["award"] else None
    content = row["content"] or ""
    if row["kind"] == "number":
        return Entry(SubjectKind.INDIVIDUAL, headcount=row["headcount"], award=award, content=content)
    if row["kind"] == "person":
        return Entry(SubjectKind.INDIVIDUAL, subject_of_person(people[row["code"]]), award=award, content=content)
    if row["kind"] == "household":
        return Entry(SubjectKind.HOUSEHOLD, subject_of_household(row["name"], unit), award=award, content=content)
    return Entry(SubjectKind.COLLECTIVE, subject_of_unit(units[row["code"]]), award=award, content=content)
