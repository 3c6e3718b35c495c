"""Words in, clean values out, for units, people, roles and clusters. They save nothing."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from thidua.org.kinds import Employment, Gender, Role
from thidua.org.models import Level, Person, Unit
from thidua.org.queries import existing


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, by the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Hãy chọn ngày.", "invalid": "Ngày không đúng. Hãy chọn lại."},
    )


def line(label: str, need: str = "", *, required: bool = True, help_text: str = "", most: int = 250) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=help_text,
        error_messages={"required": need, "max_length": f"Nội dung dài quá {most} ký tự. Hãy rút gọn."},
    )


class UnitField(forms.CharField):
    """A unit, chosen by its code with a list of suggestions; works without script for thousands of units."""

    def __init__(self, *, on: date | None = None, **given: Any) -> None:
        given.setdefault("help_text", "Gõ mã hoặc tên đơn vị rồi chọn trong danh sách gợi ý.")
        given.setdefault("widget", forms.TextInput(attrs={"list": "unit-list", "autocomplete": "off"}))
        super().__init__(**given)
        self.on = on

    def clean(self, value: Any) -> Any:
        """Give the unit of the code or, when only one bears it, of the name."""
        words = super().clean(value)
        if not words:
            return None
        code = words.rsplit("[", 1)[-1].rstrip("] ") if "[" in words else words.strip()
        found = Unit.objects.filter(code=code).first()
        if found:
            return found
        named = list(Unit.objects.filter(name__iexact=words.strip()).order_by("pk")[:2])
        if len(named) == 1:
            return named[0]
        reason = "Có nhiều đơn vị cùng tên này. Hãy chọn bằng mã." if named else "Không có đơn vị này. Hãy chọn lại."
        raise forms.ValidationError(reason)


def shown(unit: Unit | None) -> str:
    """Write a unit as the field takes it back."""
    return f"{unit.name} [{unit.code}]" if unit else ""


def suggestions(day_: date) -> QuerySet[Unit]:
    """The units offered in the list of suggestions; beyond 500 the code is typed."""
    return existing(day_).only("code", "name")[:500]


class PersonField(forms.CharField):
    """A person, chosen by code with a list of suggestions."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("help_text", "Gõ mã hoặc họ tên rồi chọn trong danh sách gợi ý.")
        given.setdefault("widget", forms.TextInput(attrs={"list": "person-list", "autocomplete": "off"}))
        super().__init__(**given)

    def clean(self, value: Any) -> Any:
        """Give the person of the code or, when only one bears it, of the name."""
        words = super().clean(value)
        if not words:
            return None
        code = words.rsplit("[", 1)[-1].rstrip("] ") if "[" in words else words.strip()
        found = Person.objects.filter(code=code).first()
        if found:
            return found
        named = list(Person.objects.filter(name__iexact=words.strip()).order_by("pk")[:2])
        if len(named) == 1:
            return named[0]
        raise forms.ValidationError("Không có người này, hoặc có nhiều người cùng tên. Hãy chọn bằng mã.")


class UnitForm(forms.Form):
    """What is said of a unit besides its place."""

    name = line("Tên đơn vị", "Hãy nhập tên đơn vị.")
    short_name = line("Tên ngắn", required=False, most=120)
    level = forms.ModelChoiceField(
        label="Cấp",
        queryset=Level.objects.order_by("rank", "pk"),
        empty_label="Hãy chọn cấp",
        error_messages={"required": "Hãy chọn cấp."},
    )
    address = line("Địa danh", required=False, help_text="Ghi trên văn bản, ví dụ “Sơn Hà”.", most=120)
    is_remote = forms.BooleanField(label="Vùng sâu, vùng xa, biên giới, biển đảo", required=False)


class OpenUnitForm(UnitForm):
    """A new unit with its parent."""

    parent = UnitField(label="Trực thuộc", required=False)
    code = line("Mã đơn vị", required=False, help_text="Bỏ trống thì hệ thống tự đặt.", most=40)
    begins_on = day("Bắt đầu từ ngày", required=False)
    field_order = ["parent", "name", "short_name", "level", "begins_on", "code", "address", "is_remote"]


class RenameForm(forms.Form):
    name = line("Tên mới", "Hãy nhập tên mới.")
    on = day("Từ ngày")


class MoveForm(forms.Form):
    parent = UnitField(label="Chuyển về trực thuộc", required=False)
    on = day("Từ ngày")


class EndForm(forms.Form):
    last_day = day("Ngày cuối cùng còn hoạt động")


class SucceedForm(forms.Form):
    """Merging, splitting, abolishing, with the document it rests on."""

    endings = forms.CharField(
        label="Đơn vị kết thúc",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một mã đơn vị.",
        error_messages={"required": "Hãy ghi ít nhất một đơn vị kết thúc."},
    )
    heirs = forms.CharField(
        label="Đơn vị kế thừa",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một mã đơn vị. Bỏ trống khi giải thể không có đơn vị kế thừa.",
    )
    on = day("Hiệu lực từ ngày", help_text="Ngày đầu tiên của tổ chức mới.")
    kind = line("Loại văn bản", "Hãy ghi loại văn bản.", help_text="Ví dụ: Nghị quyết, Quyết định.", most=60)
    number = line("Số, ký hiệu", "Hãy ghi số, ký hiệu văn bản.", most=80)
    dated_on = day("Ngày văn bản")
    issuer = line("Cơ quan ban hành", "Hãy ghi cơ quan ban hành.")

    def clean_endings(self) -> list[Unit]:
        return _units(self.cleaned_data["endings"])

    def clean_heirs(self) -> list[Unit]:
        return _units(self.cleaned_data["heirs"])


def _units(text: str) -> list[Unit]:
    codes = [words for row in text.splitlines() if (words := row.strip())]
    found = {unit.code: unit for unit in Unit.objects.filter(code__in=codes).order_by("pk")}
    if missing := [code for code in codes if code not in found]:
        raise forms.ValidationError(f"Không có đơn vị mang mã: {', '.join(missing)}.")
    return [found[code] for code in dict.fromkeys(codes)]


class PersonForm(forms.Form):
    """What is said of a person besides where they work."""

    name = line("Họ và tên", "Hãy nhập họ và tên.", most=120)
    code = line("Mã", required=False, help_text="Bỏ trống thì hệ thống tự đặt.", most=40)
    gender = forms.ChoiceField(label="Giới tính", choices=Gender.choices, required=False)
    born_on = day("Ngày sinh", required=False)
    email = forms.EmailField(
        label="Thư điện tử", required=False, error_messages={"invalid": "Địa chỉ thư điện tử không đúng."}
    )
    phone = line("Điện thoại", required=False, most=30)
    employment = forms.ChoiceField(label="Đối tượng", choices=Employment.choices, initial=Employment.CIVIL_SERVANT)
    is_direct_worker = forms.BooleanField(label="Trực tiếp lao động, công tác", required=False, initial=True)


class AddPersonForm(PersonForm):
    """A new person with their unit."""

    unit = UnitField(label="Đơn vị công tác", error_messages={"required": "Hãy chọn đơn vị."})
    field_order = ["unit", "name"]


class TransferForm(forms.Form):
    unit = UnitField(label="Chuyển đến đơn vị", error_messages={"required": "Hãy chọn đơn vị."})
    on = day("Từ ngày")


class AppointForm(forms.Form):
    unit = UnitField(label="Đơn vị", error_messages={"required": "Hãy chọn đơn vị."})
    title = line("Chức vụ", "Hãy nhập chức vụ.", most=120)
    is_head = forms.BooleanField(label="Là người đứng đầu đơn vị", required=False)
    is_leader = forms.BooleanField(label="Là lãnh đạo, quản lý", required=False)
    from_on = day("Từ ngày")


class UntilForm(forms.Form):
    until_on = day("Đến hết ngày")


class OnForm(forms.Form):
    on = day("Từ ngày")


class AssignForm(forms.Form):
    role = forms.ChoiceField(label="Vai trò", choices=Role.choices)
    unit = UnitField(label="Tại đơn vị (và các đơn vị trực thuộc)", error_messages={"required": "Hãy chọn đơn vị."})
    from_on = day("Từ ngày")


class HandOverForm(forms.Form):
    to = PersonField(label="Người nhận bàn giao", error_messages={"required": "Hãy chọn người nhận."})
    on = day("Từ ngày")


class InviteForm(forms.Form):
    username = line("Tên đăng nhập", "Hãy nhập tên đăng nhập.", help_text="Chữ không dấu, viết liền.", most=150)


class ClusterForm(forms.Form):
    name = line("Tên cụm, khối", "Hãy nhập tên cụm, khối.", most=200)
    unit = UnitField(label="Cơ quan lập cụm, khối", error_messages={"required": "Hãy chọn đơn vị."})
    from_on = day("Từ ngày")


class JoinForm(forms.Form):
    unit = UnitField(label="Đơn vị thành viên", error_messages={"required": "Hãy chọn đơn vị."})
    from_on = day("Từ ngày")


class LeadForm(forms.Form):
    head = UnitField(label="Cụm trưởng", required=False)
    deputy = UnitField(label="Cụm phó", required=False)


class OfficeDayForm(forms.Form):
    unit = UnitField(label="Cơ quan", error_messages={"required": "Hãy chọn đơn vị."})
    on = day("Ngày")
    is_working = forms.TypedChoiceField(
        label="Ngày này",
        choices=[("1", "Làm việc (làm bù)"), ("0", "Nghỉ riêng")],
        coerce=lambda word: word == "1",
    )
    reason = line("Lý do", "Hãy ghi lý do.", help_text="Ví dụ số văn bản về hoán đổi ngày làm việc.", most=200)


class FileForm(forms.Form):
    file = forms.FileField(
        label="Bảng Excel (.xlsx)",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Hãy chọn tệp .xlsx.", "empty": "Tệp không có nội dung. Hãy chọn tệp khác."},
    )
