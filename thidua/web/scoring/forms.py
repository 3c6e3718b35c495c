"""Forms of scoring: words in, clean values out."""

from decimal import Decimal, InvalidOperation

from django import forms

from thidua.base.refusal import Refused


def points_of(words: str, code: str) -> Decimal | None:
    """Read points as people type them, with a comma or a dot; empty is no value, 0 is one."""
    text = words.strip().replace(" ", "").replace(",", ".")
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise Refused(f"Ô {code}: “{words.strip()}” không phải là số. Hãy nhập số, ví dụ 1,5.") from None
    if not value.is_finite() or -int(value.as_tuple().exponent) > 4:
        raise Refused(f"Ô {code}: điểm chỉ ghi đến bốn chữ số thập phân.")
    return value


class FigureForm(forms.Form):
    """One figure of a unit."""

    code = forms.SlugField(label="Mã số liệu", help_text="Ví dụ: ho_so_dung_han.", max_length=40)
    numerator = forms.DecimalField(label="Số đạt", max_digits=18, decimal_places=4)
    denominator = forms.DecimalField(label="Tổng số", max_digits=18, decimal_places=4, required=False)


class PublishForm(forms.Form):
    """The decision that publishes results."""

    number = forms.CharField(label="Số quyết định", max_length=80, help_text="Ví dụ: 125/QĐ-UBND.")
    dated_on = forms.DateField(label="Ngày quyết định", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label="Lý do đính chính", max_length=300, required=False)
