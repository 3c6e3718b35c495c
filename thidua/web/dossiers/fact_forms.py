"""Facts typed on a page: one form for each kind. Words in, clean values out; nothing is saved here."""

from django import forms

from thidua.dossiers.facts import RATINGS
from thidua.dossiers.kinds import DisciplineGrade, InitiativeLevel, MatterKind

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NUMBER = forms.CharField(label="Số văn bản chứng minh", max_length=80, required=False)
ISSUER = forms.CharField(label="Cơ quan ban hành văn bản", max_length=250, required=False)


class RatingForm(forms.Form):
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    grade = forms.ChoiceField(label="Mức xếp loại", choices=[(one, one) for one in RATINGS])
    number = NUMBER
    dated_on = forms.DateField(label="Ngày văn bản", widget=DAY, required=False)
    issuer = ISSUER


class HonourForm(forms.Form):
    name = forms.CharField(label="Tên hình thức khen, danh hiệu", max_length=200)
    is_title = forms.BooleanField(label="Là danh hiệu thi đua", required=False)
    is_thematic = forms.BooleanField(label="Khen theo chuyên đề, đợt", required=False)
    from_on = forms.DateField(label="Thành tích từ ngày", widget=DAY, required=False)
    until_on = forms.DateField(label="Thành tích đến hết ngày", widget=DAY, required=False)
    decided_on = forms.DateField(label="Ngày quyết định", widget=DAY, required=False)
    number = NUMBER
    issuer = ISSUER


class InitiativeForm(forms.Form):
    title = forms.CharField(label="Tên sáng kiến, đề tài", max_length=500)
    recognised_by = forms.CharField(label="Cơ quan công nhận", max_length=200, required=False)
    level = forms.ChoiceField(
        label="Cấp công nhận", choices=[("", "Chưa rõ"), *InitiativeLevel.choices], required=False
    )
    spread = forms.CharField(label="Phạm vi ảnh hưởng, nơi nhân rộng", max_length=300, required=False)
    recognised_on = forms.DateField(label="Ngày công nhận", widget=DAY, required=False)
    number = NUMBER


class DisciplineForm(forms.Form):
    grade = forms.ChoiceField(label="Hình thức kỷ luật", choices=DisciplineGrade.choices)
    decided_on = forms.DateField(label="Ngày quyết định", widget=DAY)
    served_on = forms.DateField(label="Chấp hành xong ngày", widget=DAY, required=False)
    number = NUMBER
    issuer = ISSUER


class MatterForm(forms.Form):
    kind = forms.ChoiceField(label="Việc đang xem xét", choices=MatterKind.choices)
    opened_on = forms.DateField(label="Từ ngày", widget=DAY)
    closed_on = forms.DateField(label="Kết luận ngày", widget=DAY, required=False)


FORMS: dict[str, type[forms.Form]] = {
    "rating": RatingForm,
    "honour": HonourForm,
    "initiative": InitiativeForm,
    "discipline": DisciplineForm,
    "matter": MatterForm,
}
