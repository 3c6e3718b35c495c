"""A registration: lines by name or by number."""

from typing import Any

from django import forms

from thidua.movements.actions import Entry
from thidua.movements.kinds import SubjectKind
from thidua.movements.models import Award, Registration, RegistrationLine, Round
from thidua.movements.subjects import subject_of_household, subject_of_person, subject_of_unit
from thidua.org.models import Person, Unit
from thidua.org.queries import subtree

SPARE = 3  # empty lines at the end of the form


class RegistrationForm(forms.Form):
    """What a unit promises as a whole."""

    takes_part = forms.BooleanField(label="Đơn vị đăng ký tham gia đợt này", required=False)
    content = forms.CharField(label="Nội dung đăng ký", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    target = forms.CharField(label="Chỉ tiêu phấn đấu", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Any = None, *, registration: Registration | None) -> None:
        there = registration
        initial = {
            "takes_part": there.takes_part if there else True,
            "content": there.content if there else "",
            "target": there.target if there else "",
        }
        super().__init__(data, initial=initial)


class LineForm(forms.Form):
    """One line: a unit, a person, a household, or so many individuals."""

    kind = forms.ChoiceField(
        label="Đăng ký cho",
        required=False,
        choices=[
            ("", "— bỏ trống —"),
            ("unit", "Tập thể"),
            ("person", "Cá nhân (ghi tên)"),
            ("headcount", "Cá nhân (chỉ ghi số lượng)"),
            ("household", "Hộ gia đình"),
        ],
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Tập thể", required=False, empty_label="—")
    person = forms.ModelChoiceField(Person.objects.none(), label="Cá nhân", required=False, empty_label="—")
    name = forms.CharField(label="Tên hộ", required=False, max_length=250)
    headcount = forms.IntegerField(label="Số lượng", required=False, min_value=1)
    award = forms.ModelChoiceField(Award.objects.none(), label="Hình thức", required=False, empty_label="—")
    content = forms.CharField(label="Nội dung", required=False, max_length=500)

    def __init__(self, data: Any, prefix: str, initial: dict[str, Any], rows: dict[str, Any], home: Unit) -> None:
        super().__init__(data, prefix=prefix, initial=initial)
        self.home = home
        for name, queryset in rows.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = queryset

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind of line needs."""
        given = super().clean() or {}
        needed = {"unit": "unit", "person": "person", "headcount": "headcount", "household": "name"}
        if (name := needed.get(given.get("kind") or "")) and not given.get(name):
            self.add_error(name, "Hãy nhập ô này.")
        return given

    def has_entry(self) -> bool:
        """Whether anything is chosen in this line."""
        return bool(self.cleaned_data.get("kind"))

    def entry(self) -> Entry:
        """Give the line for the action."""
        given = self.cleaned_data
        award, content = given["award"], given["content"]
        if given["kind"] == "headcount":
            return Entry(SubjectKind.INDIVIDUAL, headcount=given["headcount"], award=award, content=content)
        if given["kind"] == "person":
            return Entry(SubjectKind.INDIVIDUAL, subject_of_person(given["person"]), award=award, content=content)
        if given["kind"] == "household":
            subject = subject_of_household(given["name"], self.home)
            return Entry(SubjectKind.HOUSEHOLD, subject, award=award, content=content)
        return Entry(SubjectKind.COLLECTIVE, subject_of_unit(given["unit"]), award=award, content=content)


def line_forms(data: Any, round: Round, unit: Unit, registration: Registration | None) -> list[LineForm]:
    """Give a form for each line there is, with spare ones at the end."""
    people = Person.objects.filter(subtree(unit.path, field="unit__path"), left_on=None)
    rows = {
        "unit": Unit.objects.filter(subtree(unit.path)).order_by("path", "pk"),
        "person": people.order_by("name_key", "pk"),
        "award": round.movement.awards.filter(round_kind=round.kind, until_on=None).order_by("position", "pk"),
    }
    there = registration.lines.select_related("subject").order_by("pk") if registration else []
    initials = [_initial(line) for line in there] + [{}] * SPARE
    count = len(initials)
    if data and str(data.get("lines", "")).isdigit():
        count = min(int(data["lines"]), 500)
    padded = initials + [{}] * max(0, count - len(initials))
    return [LineForm(data, f"dong{place}", padded[place], rows, unit) for place in range(count)]


def _initial(line: RegistrationLine) -> dict[str, Any]:
    subject = line.subject
    kind = "headcount" if subject is None else "unit" if subject.unit_id else "person" if subject.person_id else ""
    return {
        "kind": kind or "household",
        "unit": subject.unit_id if subject else None,
        "person": subject.person_id if subject else None,
        "name": subject.name if subject and not kind else "",
        "headcount": line.headcount,
        "award": line.award_id,
        "content": line.content,
    }
