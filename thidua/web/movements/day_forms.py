"""Days that come alive: events with their paper, announcements, postponements."""

from django import forms

from thidua.web.movements.forms import day_field


class PaperForm(forms.Form):
    """The paper an act rests on."""

    kind = forms.CharField(label="Loại văn bản", required=False, max_length=60, initial="Quyết định")
    number = forms.CharField(label="Số, ký hiệu văn bản", required=False, max_length=80)
    dated_on = day_field("Ngày văn bản", required=False)
    issuer = forms.CharField(label="Cơ quan ban hành văn bản", required=False, max_length=250)


class EventForm(PaperForm):
    """An event that starts a period."""

    happened_on = day_field("Sự kiện xảy ra ngày", help_text="Ngày sự kiện xảy ra, không phải ngày nhập.")
    reason = forms.CharField(label="Ghi chú", required=False, max_length=300)
    field_order = ["happened_on"]


class AnnounceForm(PaperForm):
    """A day the office gives."""

    day = day_field("Ngày cuối")
    reason = forms.CharField(label="Lý do", required=False, max_length=300, help_text="Bắt buộc khi dời ngày đã có.")
    kind = forms.CharField(label="Loại văn bản", required=False, max_length=60)
    field_order = ["day", "reason"]
