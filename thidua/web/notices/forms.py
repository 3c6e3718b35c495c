"""How people want to be told; how an office words a topic."""

from django import forms

from thidua.notices.kinds import Pace, Topic
from thidua.notices.models import Preference

TIME = {"required": "Hãy nhập giờ.", "invalid": "Giờ phải ghi như 20:00."}


class PreferenceForm(forms.Form):
    """Mail and quiet hours."""

    pace = forms.ChoiceField(label="Thư điện tử", choices=Pace.choices)
    quiet_from = forms.TimeField(label="Không gửi thư từ", error_messages=TIME)
    quiet_until = forms.TimeField(label="đến", error_messages=TIME)

    def wish(self) -> Preference:
        """Give the preference, unsaved."""
        return Preference(**self.cleaned_data)


class TemplateForm(forms.Form):
    """One topic's words."""

    topic = forms.ChoiceField(label="Việc", choices=Topic.choices)
    title = forms.CharField(label="Tiêu đề", max_length=200, error_messages={"required": "Hãy nhập tiêu đề."})
    body = forms.CharField(
        label="Nội dung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Các ô được điền: {viec}, {noi}, {han}, {con}, {don_vi}.",
    )
