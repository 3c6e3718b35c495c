"""Forms of the work while a movement runs."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from thidua.movements.kinds import ChangeKind, NoteKind, Paper
from thidua.org.models import Unit
from thidua.web.movements.forms import day_field

REQUIRED = {"required": "Hãy nhập ô này."}


class TaskForm(forms.Form):
    """The result of a task."""

    text = forms.CharField(label="Kết quả", widget=forms.Textarea(attrs={"rows": 5}), error_messages=REQUIRED)
    evidence = forms.FileField(label="Minh chứng", required=False)
    is_done = forms.BooleanField(label="Nhiệm vụ đã xong", required=False)


class AssignForm(forms.Form):
    """Whose task it is."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Giao cho", error_messages=REQUIRED)
    due_on = day_field("Hạn", required=False)

    def __init__(self, *given: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units


class ReportForm(forms.Form):
    """A report's words or its file."""

    text = forms.CharField(label="Nội dung báo cáo", required=False, widget=forms.Textarea(attrs={"rows": 8}))
    evidence = forms.FileField(label="Tệp báo cáo", required=False)


class NoteForm(forms.Form):
    """An inspection at a unit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị", error_messages=REQUIRED)
    kind = forms.ChoiceField(label="Loại", choices=NoteKind.choices)
    on = day_field("Ngày")
    text = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 3}), error_messages=REQUIRED)
    evidence = forms.FileField(label="Minh chứng", required=False)

    def __init__(self, *given: Any, units: QuerySet[Unit]) -> None:
        super().__init__(*given)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units


class FigureForm(forms.Form):
    """A figure of a target."""

    period = forms.CharField(label="Kỳ", max_length=40, error_messages=REQUIRED)
    value = forms.DecimalField(
        label="Kết quả", max_digits=16, decimal_places=4, error_messages=REQUIRED | {"invalid": "Kết quả phải là số."}
    )


class ChangeForm(forms.Form):
    """Close, extend, stop."""

    kind = forms.ChoiceField(label="Việc", choices=ChangeKind.choices)
    ends_on = day_field("Gia hạn đến hết ngày", required=False)
    document_kind = forms.CharField(label="Loại văn bản", max_length=60, initial="Quyết định", error_messages=REQUIRED)
    number = forms.CharField(label="Số, ký hiệu", max_length=80, error_messages=REQUIRED)
    dated_on = day_field("Ngày văn bản")
    reason = forms.CharField(label="Lý do", required=False, max_length=300)


class DutyDayForm(forms.Form):
    """A day for a duty the plan left without one."""

    day = day_field("Hạn")


class PaperForm(forms.Form):
    """A paper the office puts on the list, with what asks for it."""

    paper = forms.ChoiceField(label="Giấy tờ", choices=Paper.choices, error_messages=REQUIRED)
    text = forms.CharField(
        label="Tên giấy tờ", required=False, max_length=300, help_text="Bắt buộc với giấy tờ khác; còn lại để trống."
    )
    source = forms.CharField(
        label="Căn cứ chọn",
        max_length=300,
        help_text="Văn bản, điều khoản hoặc thông lệ của cơ quan.",
        error_messages={"required": "Hãy ghi căn cứ chọn giấy tờ này."},
    )
