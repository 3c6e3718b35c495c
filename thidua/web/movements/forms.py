"""Words in, clean values out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from thidua.movements.rules import edits
from thidua.movements.rules.fields import Field, fields_of, split

WAYS = {"required": "Hãy nhập ô này.", "invalid_choice": "Hãy chọn một giá trị trong danh sách."}
DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, typed as 30/11/2026 or picked."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"placeholder": "30/11/2026", "inputmode": "numeric"}, format="%d/%m/%Y"),
        error_messages={"required": f"Hãy nhập {label.lower()}.", "invalid": "Ngày phải ghi như 30/11/2026."},
    )


class DraftValue(forms.Field):
    """Reads a control by the rules of the draft."""

    def __init__(self, field: Field, item: Mapping[str, Any], **options: Any) -> None:
        super().__init__(label=field.label, required=field.is_needed, error_messages=WAYS, **options)
        self.part, self.item = field, item

    def clean(self, value: Any) -> Any:
        """Give the value of the draft."""
        self.validate(value)
        try:
            return edits.read_value(self.part, value, self.item)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None


def _widget(field: Field) -> forms.Widget:
    if field.kind == "choice":
        return forms.Select(choices=[("", "— không nêu —"), *field.options])
    if field.kind == "choices":
        return forms.CheckboxSelectMultiple(choices=field.options)
    if field.kind == "flag":
        return forms.CheckboxInput()
    if field.kind in {"long", "tasks", "conditions"}:
        return forms.Textarea(attrs={"rows": 5 if field.kind == "tasks" else 3})
    hints = {"day": "30/11/2026", "month_day": "05/01"}
    return forms.TextInput(attrs={"placeholder": hints[field.kind]} if field.kind in hints else {})


class ItemForm(forms.Form):
    """The fields of one item of a draft, made for its section and kind."""

    def __init__(self, address: str, item: Mapping[str, Any], data: Any = None) -> None:
        section, _ = split(address)
        initial = {}
        for field in fields_of(section, item):
            value = edits.written(field, item)
            initial[field.name] = edits.shown(field, item) if field.kind in {"day", "month_day"} else value
        super().__init__(data, initial=initial, auto_id=f"{address}-%s")
        for field in fields_of(section, item):
            self.fields[field.name] = DraftValue(field, item, widget=_widget(field))
        if section.many:
            quote = (item.get("source") or {}).get("quote", "")
            self.initial["quote"] = quote
            self.fields["quote"] = forms.CharField(
                label="Câu trong kế hoạch",
                required=False,
                help_text="Chép nguyên văn từ kế hoạch để chỉ chỗ khác.",
                widget=forms.Textarea(attrs={"rows": 2}),
            )


class UploadForm(forms.Form):
    """A plan's file, or its text."""

    file = forms.FileField(
        label="Tệp kế hoạch",
        required=False,
        help_text="DOCX, PDF có chữ, TXT; tối đa 25 MB.",
    )
    text = forms.CharField(label="Hoặc dán nội dung kế hoạch", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    is_outside = forms.BooleanField(
        label="Kế hoạch của cơ quan cấp trên không dùng hệ thống này (chỉ để dẫn chiếu)", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        given = super().clean() or {}
        if not given.get("file") and not given.get("text"):
            raise forms.ValidationError("Hãy chọn tệp kế hoạch hoặc dán nội dung.")
        return given


class IssueForm(forms.Form):
    """Number, day, signer and the signed file."""

    number = forms.CharField(label="Số, ký hiệu", max_length=80, error_messages={"required": "Hãy nhập số, ký hiệu."})
    issued_on = day_field("Ngày ban hành")
    signer = forms.CharField(label="Người ký", max_length=120, error_messages={"required": "Hãy nhập người ký."})
    signed_file = forms.FileField(label="Bản đã ký (PDF)", required=False)

    def __init__(self, data: Any = None, files: Any = None, *, document: Mapping[str, Any]) -> None:
        signer = (document.get("signer") or {}).get("name") or ""
        day = date.fromisoformat(document["date"]) if document.get("date") else None
        initial = {"number": document.get("number") or "", "issued_on": day, "signer": signer}
        super().__init__(data, files, initial=initial, prefix="issue")
