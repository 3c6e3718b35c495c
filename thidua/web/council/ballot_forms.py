"""The ballot in words: how it is opened, filled in, keyed. Nothing is saved here."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from thidua.council.kinds import BallotKind, BallotMode, Choice
from thidua.council.models import Box, Line
from thidua.council.rules import Vote

CHOICES = [(one.value, one.label) for one in (Choice.AGREE, Choice.DISAGREE, Choice.ABSTAIN)]
MEASURES = 5  # rows for what is scored
KEYED = (("a", "đồng ý"), ("d", "không đồng ý"), ("n", "không có ý kiến"), ("x", "không hợp lệ"))


class BoxForm(forms.Form):
    """Which lines, and how the ballot is filled in."""

    lines = forms.ModelMultipleChoiceField(
        Line.objects.none(), label="Bỏ phiếu về", widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(label="Hình thức", choices=BallotMode.choices)
    kind = forms.ChoiceField(label="Cách bỏ phiếu", choices=BallotKind.choices)
    most = forms.IntegerField(
        label="Số đề nghị được chọn",
        min_value=1,
        max_value=9999,
        required=False,
        help_text="Chỉ khi chọn, xếp thứ tự hoặc chấm điểm.",
    )

    def __init__(self, *args: Any, lines: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["lines"].queryset = lines  # type: ignore[attr-defined]
        self.fields["lines"].label_from_instance = _named  # type: ignore[attr-defined]
        for place in range(1, MEASURES + 1):
            self.fields[f"measure_{place}"] = forms.CharField(
                label=f"Nội dung chấm {place}", max_length=120, required=False
            )
            self.fields[f"weight_{place}"] = forms.DecimalField(
                label=f"Trọng số {place}", max_digits=6, decimal_places=2, required=False
            )

    def measure_rows(self) -> list[tuple[Any, Any]]:
        """Name and weight of each row, for the page."""
        return [(self[f"measure_{place}"], self[f"weight_{place}"]) for place in range(1, MEASURES + 1)]

    def clean(self) -> dict[str, Any]:
        """Ask for a name where there is a weight, and the other way."""
        data = super().clean() or self.cleaned_data
        for place in range(1, MEASURES + 1):
            name, weight = data.get(f"measure_{place}", ""), data.get(f"weight_{place}")
            if bool(name) != (weight is not None) and f"weight_{place}" not in self.errors:
                self.add_error(f"weight_{place}", "Hãy ghi cả tên nội dung và trọng số, hoặc để trống cả hai.")
        return data

    @property
    def measures(self) -> list[tuple[str, str]]:
        """What is scored, with its weight."""
        rows = [
            (self.cleaned_data[f"measure_{place}"], self.cleaned_data[f"weight_{place}"])
            for place in range(1, MEASURES + 1)
        ]
        return [(name, str(Decimal(weight))) for name, weight in rows if name and weight is not None]


def _named(line: Line) -> str:
    dossier = line.dossier
    return f"{dossier.nominee.name} – {dossier.award}"


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
            return [(f"place_{line.pk}", self._place(who))]
        if self.box.kind == BallotKind.SCORE:
            return [
                (f"score_{line.pk}_{place}", self._score(name, weight, who))
                for place, (name, weight) in enumerate(self.box.measures)
            ]
        if self.box.kind == BallotKind.CHOOSE:
            return [(f"chosen_{line.pk}", forms.BooleanField(label=f"Chọn {who}", required=False))]
        error = {"required": f"Chưa cho ý kiến về {who}."}
        field = forms.ChoiceField(label="Ý kiến", choices=CHOICES, widget=forms.RadioSelect(), error_messages=error)
        return [(f"choice_{line.pk}", field)]

    def _place(self, who: str) -> forms.Field:
        places = [("", "Chưa xếp")] + [(place, f"Thứ {place}") for place in range(1, len(self.lines) + 1)]
        error = {"required": f"Chưa xếp thứ tự {who}."}
        return forms.TypedChoiceField(label=f"Thứ tự của {who}", choices=places, coerce=int, error_messages=error)

    def _score(self, name: str, weight: str, who: str) -> forms.Field:
        weighed = f", trọng số {weight.replace('.', ',')}" if len(self.box.measures) > 1 else ""
        return forms.IntegerField(
            label=f"{name} (0–10{weighed})",
            min_value=0,
            max_value=10,
            error_messages={"required": f"Chưa chấm “{name}” cho {who}.", "invalid": "Điểm là số nguyên từ 0 đến 10."},
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "aria-label": f"{name} của {who}, từ 0 đến 10"}),
        )

    def rows(self) -> list[dict[str, Any]]:
        """Each line with its fields, for the page."""
        return [{"line": line, "fields": [self[name] for name, _ in self._fields(line)]} for line in self.lines]

    @property
    def votes(self) -> dict[int, Vote]:
        """The ballot as the action takes it."""
        data = self.cleaned_data
        return {
            line.pk: Vote(
                self._choice(line),
                data.get(f"place_{line.pk}"),
                tuple(data[name] for name, _ in self._fields(line) if name.startswith("score_")),
            )
            for line in self.lines
        }

    def _choice(self, line: Line) -> str:
        if self.box.kind == BallotKind.CHOOSE:
            return Choice.AGREE if self.cleaned_data[f"chosen_{line.pk}"] else Choice.DISAGREE
        chosen: str = self.cleaned_data.get(f"choice_{line.pk}", "")
        return chosen


class WrittenForm(VoteForm):
    """What an absent member wrote, as the secretary enters it."""

    letter = forms.CharField(
        label="Văn bản gửi ý kiến (số, ngày)",
        max_length=200,
        help_text="Ví dụ: Công văn số 12 ngày 20/6/2023. Biên bản ghi theo văn bản này.",
    )


class KeyingForm(forms.Form):
    """What one teller counted on paper."""

    returned = forms.IntegerField(label="Số phiếu thu về", min_value=0, max_value=9999)

    def __init__(self, *args: Any, lines: Sequence[Line], **given: Any) -> None:
        super().__init__(*args, **given)
        self.lines = lines
        for line in lines:
            for name, label in KEYED:
                who = line.dossier.nominee.name
                self.fields[f"{name}_{line.pk}"] = forms.IntegerField(
                    label=f"{who}: {label}",
                    min_value=0,
                    max_value=9999,
                    initial=0,
                    widget=forms.NumberInput(attrs={"aria-label": f"{who}: {label}", "inputmode": "numeric"}),
                )

    def rows(self) -> list[dict[str, Any]]:
        """Each line with its four numbers, for the page."""
        return [
            {"line": line, "cells": [(label.capitalize(), self[f"{name}_{line.pk}"]) for name, label in KEYED]}
            for line in self.lines
        ]

    @property
    def counts(self) -> dict[int, list[int]]:
        """Counts by line: agree, disagree, abstain, invalid."""
        data = self.cleaned_data
        return {line.pk: [data[f"{name}_{line.pk}"] for name, _ in KEYED] for line in self.lines}
