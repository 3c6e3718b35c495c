"""Words in, clean values out; nothing is saved here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from thidua.council.actions.meetings import Attendance
from thidua.council.actions.seating import RULES
from thidua.council.kinds import BallotKind, BallotMode, Choice, Office
from thidua.council.models import Box, Council, Line, Presence, Seat
from thidua.council.rules import Vote
from thidua.dossiers.models import Dossier
from thidua.org.models import Person, Unit

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CHOICES = [(one.value, one.label) for one in (Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN)]


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
    agenda = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 3}), required=False)
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


class BoxForm(forms.Form):
    """Which lines, and how the ballot is filled in."""

    lines = forms.ModelMultipleChoiceField(
        Line.objects.none(), label="Bỏ phiếu về", widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(label="Hình thức", choices=BallotMode.choices)
    kind = forms.ChoiceField(label="Cách bỏ phiếu", choices=BallotKind.choices)
    most = forms.IntegerField(
        label="Số đề nghị được chọn (khi chọn, xếp thứ tự, chấm điểm)", min_value=1, required=False
    )

    def __init__(self, *args: Any, lines: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["lines"].queryset = lines  # type: ignore[attr-defined]
        self.fields["lines"].label_from_instance = lambda line: line.dossier.nominee.name  # type: ignore[attr-defined]


class VoteForm(forms.Form):
    """The ballot of one voter: one answer for each line the voter may vote on."""

    def __init__(self, *args: Any, box: Box, lines: Sequence[Line], **given: Any) -> None:
        super().__init__(*args, **given)
        self.box, self.lines = box, lines
        for line in lines:
            for name, field in self._fields(line):
                self.fields[name] = field

    def _fields(self, line: Line) -> list[tuple[str, forms.Field]]:
        who = line.dossier.nominee.name
        if self.box.kind == BallotKind.RANK:
            return [(f"place_{line.pk}", forms.IntegerField(label=f"Thứ tự của {who}", min_value=1))]
        if self.box.kind == BallotKind.SCORE:
            return [
                (
                    f"score_{line.pk}_{place}",
                    forms.IntegerField(label=f"{name} của {who} (0–10)", min_value=0, max_value=10),
                )
                for place, (name, _) in enumerate(self.box.measures)
            ]
        widget = forms.RadioSelect()
        error = {"required": f"Chưa cho ý kiến về {who}."}
        return [
            (
                f"choice_{line.pk}",
                forms.ChoiceField(label=f"Ý kiến về {who}", choices=CHOICES, widget=widget, error_messages=error),
            )
        ]

    def rows(self) -> list[dict[str, Any]]:
        """Each line with its fields, for the page."""
        return [{"line": line, "fields": [self[name] for name, _ in self._fields(line)]} for line in self.lines]

    @property
    def votes(self) -> dict[int, Vote]:
        """The ballot as the action takes it."""
        data = self.cleaned_data
        return {
            line.pk: Vote(
                data.get(f"choice_{line.pk}", ""),
                data.get(f"place_{line.pk}"),
                tuple(data[name] for name, _ in self._fields(line) if name.startswith("score_")),
            )
            for line in self.lines
        }


class KeyingForm(forms.Form):
    """What one teller counted on paper."""

    returned = forms.IntegerField(label="Số phiếu thu về", min_value=0)

    def __init__(self, *args: Any, lines: Sequence[Line], **given: Any) -> None:
        super().__init__(*args, **given)
        self.lines = lines
        for line in lines:
            for name, label in zip(
                ("a", "d", "n", "x"), ("đồng ý", "không đồng ý", "không có ý kiến", "không hợp lệ"), strict=True
            ):
                self.fields[f"{name}_{line.pk}"] = forms.IntegerField(
                    label=f"{line.dossier.nominee.name}: {label}", min_value=0, initial=0
                )

    @property
    def counts(self) -> dict[int, list[int]]:
        """Counts by line: agree, disagree, abstain, invalid."""
        data = self.cleaned_data
        return {line.pk: [data[f"{name}_{line.pk}"] for name in ("a", "d", "n", "x")] for line in self.lines}


def units_under(paths: Any) -> Any:
    """Units for the choice of a council's office."""
    return Unit.objects.filter(paths).order_by("path", "pk")
