"""Words in, clean values out; nothing is saved here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from thidua.council.actions.meetings import Attendance
from thidua.council.actions.seating import RULES
from thidua.council.kinds import Office
from thidua.council.models import Council, Line, Presence, Seat
from thidua.dossiers.models import Dossier
from thidua.org.models import Person, Unit

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CouncilForm(forms.ModelForm[Council]):
    """A council and the rules it laid down."""

    class Meta:
        model = Council
        fields = ["unit", "kind", "name", *RULES]
        labels = {
            "quorum_numerator": "Tỷ lệ họp: tử số",
            "quorum_denominator": "Tỷ lệ họp: mẫu số",
            "share_numerator": "Tỷ lệ tán thành: tử số",
            "share_denominator": "Tỷ lệ tán thành: mẫu số",
            "unit": "Cơ quan",
        }

    def __init__(self, *args: Any, units: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class RulesForm(forms.ModelForm[Council]):
    """The rules a council laid down, to be changed."""

    class Meta:
        model = Council
        fields = RULES
        labels = CouncilForm.Meta.labels


class SeatForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label="Người")
    office = forms.ChoiceField(label="Chức danh trong Hội đồng", choices=Office.choices, initial=Office.MEMBER)
    has_voice = forms.BooleanField(label="Có quyền biểu quyết", required=False, initial=True)
    from_on = forms.DateField(label="Từ ngày", widget=DAY)

    def __init__(self, *args: Any, people: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class ConveneForm(forms.Form):
    """When, where, about what; several councils may meet together."""

    held_on = forms.DateField(label="Ngày họp", widget=DAY)
    begins_at = forms.RegexField(
        r"^([01]\d|2[0-3]):[0-5]\d$",
        label="Giờ họp",
        initial="08:00",
        error_messages={"invalid": "Hãy ghi giờ theo dạng 08:00."},
    )
    place = forms.CharField(label="Địa điểm", max_length=200, required=False)
    agenda = forms.CharField(
        label="Nội dung, mỗi dòng một việc", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    guests = forms.CharField(
        label="Khách mời, mỗi dòng một người", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    joint_with = forms.ModelMultipleChoiceField(
        Council.objects.none(), label="Họp cùng", required=False, widget=forms.CheckboxSelectMultiple
    )
    dossiers = forms.ModelMultipleChoiceField(
        Dossier.objects.none(),
        label="Hồ sơ đưa ra Hội đồng",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một hồ sơ."},
    )

    def __init__(self, *args: Any, dossiers: Any, councils: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["dossiers"].queryset = dossiers  # type: ignore[attr-defined]
        self.fields["dossiers"].label_from_instance = _dossier_label  # type: ignore[attr-defined]
        self.fields["joint_with"].queryset = councils  # type: ignore[attr-defined]


def _dossier_label(dossier: Dossier) -> str:
    return f"{dossier.nominee.name} – {dossier.award} ({dossier.unit.short})"


class PresenceForm(forms.Form):
    """How each seat attends."""

    def __init__(self, *args: Any, seats: Sequence[Seat], there: Mapping[int, Presence], **given: Any) -> None:
        super().__init__(*args, **given)
        self.seats = seats
        ways = [("here", "Có mặt"), ("writing", "Gửi ý kiến bằng văn bản"), ("absent", "Vắng")]
        for seat in seats:
            now = there.get(seat.pk)
            initial = "here" if now is None or now.is_present else "writing" if now.in_writing else "absent"
            name = seat.person.name
            self.fields[f"seat_{seat.pk}"] = forms.ChoiceField(label=name, choices=ways, initial=initial)
            self.fields[f"why_{seat.pk}"] = forms.CharField(
                label=f"Lý do vắng của {name}", required=False, initial=now.reason if now else ""
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each seat with its fields, for the page."""
        return [{"seat": seat, "way": self[f"seat_{seat.pk}"], "why": self[f"why_{seat.pk}"]} for seat in self.seats]

    @property
    def attendances(self) -> dict[int, Attendance]:
        """What was said of each seat."""
        data = self.cleaned_data
        return {
            seat.pk: Attendance(
                data[f"seat_{seat.pk}"] == "here", data[f"seat_{seat.pk}"] == "writing", data[f"why_{seat.pk}"]
            )
            for seat in self.seats
        }


class ArrangeForm(forms.Form):
    """The place of each line on the agenda, and whether it stands on the shortlist."""

    def __init__(self, *args: Any, lines: Sequence[Line], **given: Any) -> None:
        super().__init__(*args, **given)
        self.lines = lines
        for place, line in enumerate(lines, 1):
            who = line.dossier.nominee.name
            self.fields[f"place_{line.pk}"] = forms.IntegerField(
                label=f"Thứ tự của {who}", min_value=1, max_value=9999, initial=place
            )
            self.fields[f"short_{line.pk}"] = forms.BooleanField(
                label="Rút gọn", required=False, initial=line.is_shortlisted
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each line with its fields, for the page."""
        return [
            {"line": line, "place": self[f"place_{line.pk}"], "short": self[f"short_{line.pk}"]} for line in self.lines
        ]

    @property
    def order(self) -> list[int]:
        """Lines in the order wanted; equal numbers keep the order they had."""
        return [line.pk for line in sorted(self.lines, key=lambda line: self.cleaned_data[f"place_{line.pk}"])]

    @property
    def shortlist(self) -> set[int]:
        """Lines on the shortlist."""
        return {line.pk for line in self.lines if self.cleaned_data[f"short_{line.pk}"]}


class SignedMinutesForm(forms.Form):
    dated_on = forms.DateField(label="Ngày ký", widget=DAY)
    number = forms.CharField(label="Số biên bản", max_length=80, required=False)


def units_under(paths: Any) -> Any:
    """Units for the choice of a council's office."""
    return Unit.objects.filter(paths).order_by("path", "pk")
