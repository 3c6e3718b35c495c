"""Words in, clean values out; nothing is saved here."""

from typing import Any

from django import forms

from thidua.awards.kinds import DecisionKind, EntryKind, FundKind
from thidua.awards.models import Decision, Stock
from thidua.awards.rules import wording
from thidua.movements.models import Subject
from thidua.org.models import Unit

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class GroundsForm(forms.Form):
    """What a decision without a meeting here rests on."""

    grounds = forms.CharField(
        label="Căn cứ",
        max_length=500,
        help_text="Số, ngày biên bản họp xét khen thưởng, ví dụ: Biên bản số 05/BB-HĐ ngày 10/02/2022.",
        error_messages={"required": "Hãy ghi số, ngày biên bản họp xét khen thưởng."},
    )


class MeritForm(forms.Form):
    """What for, as it stands in the decision and on the certificates."""

    merit = forms.CharField(
        label="Thành tích ghi trong quyết định và trên giấy khen",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi thành tích được khen."},
    )


class BaseForm(forms.Form):
    """What a share or a “mỗi …” quota is reckoned from."""

    number = forms.IntegerField(
        label="Số làm căn cứ",
        min_value=1,
        error_messages={"required": "Hãy nhập số.", "invalid": "Số phải là số nguyên, ví dụ 45."},
    )
    source = forms.CharField(
        label="Căn cứ của số này", max_length=300, error_messages={"required": "Hãy ghi căn cứ của số này."}
    )


class SignForm(forms.Form):
    """What the registry wrote on the signed paper."""

    symbol = forms.CharField(label="Ký hiệu", max_length=40, error_messages={"required": "Hãy nhập ký hiệu văn bản."})
    number = forms.IntegerField(
        label="Số",
        required=False,
        min_value=1,
        help_text="Số văn thư đã cấp. Để trống nếu sổ này cấp số tự động tại đây.",
        error_messages={"invalid": "Số phải là số nguyên, ví dụ 245."},
    )
    signed_on = forms.DateField(
        label="Ngày ký",
        widget=DAY,
        error_messages={"required": "Hãy nhập ngày ký.", "invalid": "Ngày ký không đúng, ví dụ 15/02/2022."},
    )
    signing_line = forms.ChoiceField(
        label="Thẩm quyền ký",
        required=False,
        choices=[
            ("", "Người đứng đầu ký"),
            *((key, f"{key} ({said})") for key, said in wording.SIGNING.items() if key),
        ],
    )
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=200, required=False)
    signer = forms.CharField(
        label="Họ tên người ký", max_length=120, error_messages={"required": "Hãy nhập họ tên người ký."}
    )
    file = forms.FileField(
        label="Bản đã ký (PDF hoặc ảnh quét)",
        required=False,
        help_text="Tệp được kiểm tra và lưu theo mã SHA-256, không sửa được nữa.",
        error_messages={"empty": "Tệp rỗng, không có nội dung. Hãy chọn lại đúng tệp."},
    )


class DigitalForm(SignForm):
    """The same, and the office's key instead of a signed file."""

    means = forms.ChoiceField(
        label="Ký bằng", choices=[("file", "Tệp chứng thư (.p12, .pfx)"), ("token", "Thiết bị ký số gắn ở máy chủ")]
    )
    key = forms.FileField(
        label="Tệp chứng thư của cơ quan (.p12, .pfx)",
        required=False,
        help_text="Chỉ dùng một lần để ký; không lưu lại trên máy chủ.",
        error_messages={"empty": "Tệp chứng thư rỗng. Hãy chọn lại."},
    )
    passphrase = forms.CharField(
        label="Mật khẩu của chứng thư",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Hãy nhập mật khẩu của chứng thư."},
    )

    def __init__(self, *args: Any, has_token: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        del self.fields["file"]
        if has_token:
            self.fields["key"].help_text += " Để trống khi ký bằng thiết bị."
            self.fields["passphrase"].label = "Mật khẩu của chứng thư hoặc mã PIN của thiết bị"
        else:
            del self.fields["means"]

    def clean(self) -> dict[str, Any]:
        """Ask for the file unless a device holds the key."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("means", "file") == "file" and not given.get("key") and "key" not in self.errors:
            self.add_error("key", "Hãy chọn tệp chứng thư.")
        return given


class FollowForm(forms.Form):
    """Which awards of a signed decision are taken back or granted anew, and why."""

    kind = forms.ChoiceField(
        label="Việc cần làm",
        choices=[(DecisionKind.REVOKE, "Hủy bỏ, thu hồi"), (DecisionKind.REPLACE, "Thay thế bằng quyết định khác")],
    )
    lines = forms.TypedMultipleChoiceField(
        label="Các trường hợp",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một trường hợp."},
    )
    reason = forms.CharField(
        label="Lý do, căn cứ",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi lý do thu hồi hoặc thay thế, kèm căn cứ."},
    )

    def __init__(self, *args: Any, decision: Decision, standing: set[int], **given: Any) -> None:
        super().__init__(*args, **given)
        rows = (
            decision.lines.filter(pk__in=standing).order_by("position", "pk").values_list("dossier_id", "subject_name")
        )
        self.fields["lines"].choices = list(rows)  # type: ignore[attr-defined]


class ReissueForm(forms.Form):
    """Why a certificate is issued again."""

    reason = forms.CharField(
        label="Lý do cấp lại", max_length=300, error_messages={"required": "Hãy ghi lý do cấp lại."}
    )


class PrintForm(forms.Form):
    """Which form, on which paper."""

    form = forms.ChoiceField(label="Hình thức")
    stock = forms.ModelChoiceField(
        Stock.objects.none(), label="Giấy in", required=False, empty_label="Giấy trắng, in trọn khung và chữ"
    )

    def __init__(self, *args: Any, forms_given: list[str], stocks: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["form"].choices = [(one, one) for one in forms_given]  # type: ignore[attr-defined]
        self.fields["stock"].queryset = stocks  # type: ignore[attr-defined]


class RegisterForm(forms.Form):
    """A book of numbers."""

    symbol = forms.CharField(label="Ký hiệu", max_length=40, error_messages={"required": "Hãy nhập ký hiệu."})
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    is_automatic = forms.BooleanField(label="Cấp số tự động tại đây", required=False)
    last_number = forms.IntegerField(label="Số cuối đã dùng", min_value=0, initial=0)


class BookForm(forms.Form):
    """The search of the book of awards."""

    tim = forms.CharField(label="Tìm tên hoặc mã", required=False)
    nam = forms.IntegerField(label="Năm", required=False)


class FundForm(forms.Form):
    """The fund of a year."""

    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    kind = forms.ChoiceField(label="Cách tính trần", choices=FundKind.choices)
    base = forms.DecimalField(
        label="Căn cứ tính trần (đồng)",
        required=False,
        decimal_places=0,
        max_digits=18,
        help_text="Chi ngân sách thường xuyên hoặc tổng quỹ tiền lương được duyệt cả năm, theo cách tính đã chọn.",
    )


class EntryForm(forms.Form):
    """A sum that is no bonus."""

    kind = forms.ChoiceField(
        label="Loại", choices=[one for one in EntryKind.choices if one[0] not in ("bonus", "returned")]
    )
    amount = forms.DecimalField(
        label="Số tiền (đồng)", decimal_places=0, max_digits=16, error_messages={"required": "Hãy nhập số tiền."}
    )
    on = forms.DateField(label="Ngày", widget=DAY, error_messages={"required": "Hãy nhập ngày."})
    voucher = forms.CharField(label="Số chứng từ", max_length=60, required=False)
    note = forms.CharField(label="Nội dung", max_length=300, required=False)


class PayForm(forms.Form):
    """When, and by which voucher."""

    on = forms.DateField(label="Ngày chi hoặc thu", widget=DAY, error_messages={"required": "Hãy nhập ngày."})
    voucher = forms.CharField(label="Số phiếu", max_length=60, required=False)


class StockForm(forms.Form):
    """A new kind of pre-printed paper."""

    name = forms.CharField(label="Tên phôi", max_length=120, error_messages={"required": "Hãy đặt tên phôi."})
    width = forms.DecimalField(label="Chiều ngang (mm)", min_value=50, max_value=600, decimal_places=1, initial=297)
    height = forms.DecimalField(label="Chiều dọc (mm)", min_value=50, max_value=600, decimal_places=1, initial=210)
    picture = forms.FileField(
        label="Ảnh quét tờ phôi (PNG, JPG)", required=False, help_text="Để kéo các ô chữ vào đúng chỗ trên ảnh."
    )


class StoryForm(forms.Form):
    """A good example, proposed."""

    subject = forms.ModelChoiceField(Subject.objects.none(), label="Tập thể, cá nhân")
    title = forms.CharField(label="Tên điển hình", max_length=250, error_messages={"required": "Hãy đặt tên."})
    lead = forms.CharField(label="Tóm tắt", max_length=500, error_messages={"required": "Hãy viết tóm tắt."})
    text = forms.CharField(
        label="Cách làm, kết quả",
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Hãy viết cách làm và kết quả."},
    )
    source = forms.CharField(label="Căn cứ của số liệu", max_length=500, required=False)
    consents = forms.BooleanField(label="Người được nêu đồng ý công bố", required=False)

    def __init__(self, *args: Any, subjects: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["subject"].queryset = subjects  # type: ignore[attr-defined]


class ReplicationForm(forms.Form):
    """Who took it over."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị làm theo")
    on = forms.DateField(label="Từ ngày", widget=DAY, error_messages={"required": "Hãy nhập ngày."})
    result = forms.CharField(label="Kết quả", max_length=500, required=False)

    def __init__(self, *args: Any, units: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
