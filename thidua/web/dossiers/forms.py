"""Words in, clean values out; nothing is saved here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from thidua.dossiers.batches import Candidate
from thidua.dossiers.kinds import State, Verdict
from thidua.dossiers.rules import Found, Slot, criterion_name, paper_name
from thidua.movements.kinds import Paper, SubjectKind
from thidua.movements.models import Award, Criterion, Round
from thidua.org.models import Person, Unit

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FilterForm(forms.Form):
    """The list's search and filters; everything is optional."""

    tim = forms.CharField(label="Tìm tên", required=False)
    dot = forms.TypedChoiceField(label="Đợt xét", required=False, coerce=int, empty_value=None)
    trang_thai = forms.ChoiceField(label="Trạng thái", required=False, choices=[("", "Tất cả"), *State.choices])
    loai = forms.ChoiceField(
        label="Đối tượng",
        required=False,
        choices=[("", "Tất cả"), *[one for one in SubjectKind.choices if one[0] != "general"]],
    )

    def __init__(self, *args: Any, rounds: Sequence[Round], **given: Any) -> None:
        super().__init__(*args, **given)
        choices = [("", "Tất cả"), *((one.pk, f"{one.movement.name}: {one.name}") for one in rounds)]
        self.fields["dot"].choices = choices  # type: ignore[attr-defined]


class NominateForm(forms.Form):
    """Whom, for what, from which unit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị đề nghị", empty_label=None)
    award = forms.ModelChoiceField(
        Award.objects.none(), label="Hình thức khen thưởng", error_messages={"required": "Hãy chọn hình thức khen."}
    )
    collective = forms.ModelChoiceField(Unit.objects.none(), label="Tập thể", required=False)
    person = forms.ModelChoiceField(Person.objects.none(), label="Cá nhân", required=False)
    household = forms.CharField(label="Hộ gia đình (tên chủ hộ)", max_length=250, required=False)
    is_paper = forms.BooleanField(label="Hồ sơ giấy do cơ quan thường trực nhập", required=False)

    def __init__(self, *args: Any, units: Any, people: Any, awards: Any, keys_paper: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, rows in (("unit", units), ("collective", units), ("person", people), ("award", awards)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = _person_label  # type: ignore[attr-defined]
        if not keys_paper:
            del self.fields["is_paper"]

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one nominee."""
        cleaned: dict[str, Any] = super().clean() or {}
        named = [name for name in ("collective", "person", "household") if cleaned.get(name)]
        if len(named) != 1:
            raise forms.ValidationError("Hãy chọn đúng một đối tượng: một tập thể, một cá nhân hoặc một hộ gia đình.")
        return cleaned


def _person_label(person: Person) -> str:
    return f"{person.name} – {person.unit.short}" if person.unit else person.name


class SeveralForm(forms.Form):
    """Whom of a unit, and for which award each kind of subject."""

    who = forms.MultipleChoiceField(required=False)
    collective = forms.ModelChoiceField(
        Award.objects.none(), label="Hình thức cho tập thể", error_messages={"required": "Hãy chọn hình thức khen."}
    )
    individual = forms.ModelChoiceField(
        Award.objects.none(), label="Hình thức cho cá nhân", error_messages={"required": "Hãy chọn hình thức khen."}
    )

    def __init__(self, *args: Any, awards: Any, rows: Sequence[Candidate], **given: Any) -> None:
        super().__init__(*args, **given)
        self.candidates = rows
        self.fields["who"].choices = [(row.key, row.key) for row in rows]  # type: ignore[attr-defined]
        for name in ("collective", "individual"):
            fitting = awards.filter(**{f"for_{name}s": True})
            self.fields[name].queryset = fitting  # type: ignore[attr-defined]
            self.fields[name].initial = fitting.first()
            self.fields[name].required = self.fields[name].initial is not None

    def rows(self) -> list[dict[str, Any]]:
        """Each candidate with whether it is ticked: at first who is registered and not yet nominated."""
        ticked = self.data.getlist("who") if self.is_bound else None  # type: ignore[attr-defined]
        return [
            {"row": one, "ticked": one.is_registered and not one.asked if ticked is None else one.key in ticked}
            for one in self.candidates
        ]

    @property
    def chosen(self) -> list[Candidate]:
        """Who was ticked."""
        return [one for one in self.candidates if one.key in self.cleaned_data["who"]]

    @property
    def awards(self) -> dict[str, Award]:
        """The award for each kind of subject."""
        return {name: self.cleaned_data[name] for name in ("collective", "individual") if self.cleaned_data[name]}


class AchievementsForm(forms.Form):
    achievements = forms.CharField(
        label="Tóm tắt thành tích",
        help_text="Nêu việc đã làm, số liệu và kết quả cụ thể theo từng tiêu chí.",
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )


class PaperForm(forms.Form):
    """One upload for one place in the list, or a further paper with its name."""

    place = forms.CharField(widget=forms.HiddenInput, required=False)  # key of the requirement; empty: another paper
    kind = forms.ChoiceField(choices=Paper.choices, label="Loại giấy tờ", initial=Paper.KHAC, required=False)
    title = forms.CharField(max_length=300, label="Tên giấy tờ", required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": "Hãy ghi lý do."}
    )


class ReceivedForm(forms.Form):
    received_on = forms.DateField(
        label="Ngày đơn vị nộp tại bộ phận tiếp nhận",
        widget=DAY,
        error_messages={"required": "Hãy ghi ngày nộp.", "invalid": "Hãy ghi ngày theo dạng 30/11/2026."},
    )


class OfficerForm(forms.Form):
    officer = forms.ModelChoiceField(Person.objects.none(), label="Người thụ lý")

    def __init__(self, *args: Any, people: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["officer"].queryset = people  # type: ignore[attr-defined]


class GiveBackForm(forms.Form):
    """A reason in general and one for each paper."""

    reason = forms.CharField(label="Lý do chung", widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, *args: Any, slots: Sequence[Slot], **given: Any) -> None:
        super().__init__(*args, **given)
        self.names = {f"paper_{slot.requirement.pk}": paper_name(slot.requirement) for slot in slots}
        for name, label in self.names.items():
            self.fields[name] = forms.CharField(label=f"{label}: cần sửa gì", required=False)

    @property
    def paper_reasons(self) -> dict[str, str]:
        """Each paper's reason under its name."""
        return {label: self.cleaned_data[name] for name, label in self.names.items() if self.cleaned_data[name]}


class VerifyForm(forms.Form):
    """A verdict and its ground for each criterion."""

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[Criterion],
        kept: dict[int, Any],
        against: Mapping[int, str],
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.criteria = criteria
        self.against = against  # what the facts in hand say of a criterion that is not met by them
        for place, one in enumerate(criteria, 1):
            found = kept.get(one.pk)
            self.fields[f"verdict_{one.pk}"] = forms.ChoiceField(
                label=f"Kết luận {criterion_name(one, place)}",
                choices=[("", "Chưa kết luận"), *Verdict.choices],
                initial=found.verdict if found else "",
                required=False,
            )
            self.fields[f"reason_{one.pk}"] = forms.CharField(
                label=f"Căn cứ, minh chứng {criterion_name(one, place)}",
                initial=found.reason if found else "",
                required=False,
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each criterion with its two fields, for the page."""
        return [
            {
                "criterion": one,
                "verdict": self[f"verdict_{one.pk}"],
                "reason": self[f"reason_{one.pk}"],
                "against": self.against.get(one.pk, ""),
            }
            for one in self.criteria
        ]

    @property
    def found(self) -> list[Found]:
        """What was concluded; criteria left open are not there."""
        data = self.cleaned_data
        return [
            Found(one.pk, Verdict(data[f"verdict_{one.pk}"]), data[f"reason_{one.pk}"])
            for one in self.criteria
            if data[f"verdict_{one.pk}"]
        ]
