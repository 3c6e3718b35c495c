"""Forms of scoring: words in, clean values out."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from thidua.base.refusal import Refused
from thidua.scoring.catalogue import FIGURES, figure_name
from thidua.scoring.kinds import Formula, Source
from thidua.web.org.forms import UnitField, day, line


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

    code = forms.ChoiceField(label="Số liệu")
    numerator = forms.DecimalField(label="Số đạt", max_digits=18, decimal_places=4)
    denominator = forms.DecimalField(label="Tổng số", max_digits=18, decimal_places=4, required=False)

    def __init__(self, *given: Any, codes: Sequence[str] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        known = dict.fromkeys([*codes, *FIGURES])  # what the sets of the year read stands first
        self.fields["code"] = forms.ChoiceField(label="Số liệu", choices=[(one, figure_name(one)) for one in known])


class PublishForm(forms.Form):
    """The decision that publishes results."""

    number = forms.CharField(label="Số quyết định", max_length=80, help_text="Ví dụ: 125/QĐ-UBND.")
    dated_on = forms.DateField(label="Ngày quyết định", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label="Lý do đính chính", max_length=300, required=False)


def _year(label: str, *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=2000, max_value=2100, required=required)


class PaperForm(forms.Form):
    """The paper an entry stands on."""

    kind = line("Loại văn bản", "Hãy ghi loại văn bản, ví dụ “Quyết định”.", most=60)
    number = line("Số, ký hiệu", "Hãy ghi số, ký hiệu văn bản.", most=80)
    dated_on = day("Ngày văn bản")
    issuer = line("Cơ quan ban hành", "Hãy ghi cơ quan ban hành.")


class OutsideForm(PaperForm):
    """A result another office published."""

    index_name = line("Chỉ số", "Hãy ghi tên chỉ số.", help_text="Ví dụ: PAR INDEX, DDCI, SIPAS, PAPI, PCI.", most=80)
    component = line("Chỉ số thành phần", required=False, help_text="Để trống khi là cả chỉ số.", most=400)
    year = _year("Năm")
    score = forms.DecimalField(
        label="Điểm", max_digits=12, decimal_places=4, min_value=0, required=False, localize=True
    )
    rank = forms.IntegerField(label="Thứ hạng", min_value=1, required=False)
    field_order = ["index_name", "component", "year", "score", "rank", "kind", "number", "dated_on", "issuer"]


class DutyForm(PaperForm):
    """A component a unit answers for."""

    index_name = line("Chỉ số", "Hãy ghi tên chỉ số.", help_text="Ví dụ: PAR INDEX, DDCI.", most=80)
    component = line("Chỉ số thành phần", "Hãy ghi tên chỉ số thành phần.", most=400)
    subject = UnitField(label="Chỉ số của đơn vị nào")
    from_year = _year("Từ năm")
    until_year = _year("Đến năm", required=False)
    field_order = [
        "index_name",
        "component",
        "subject",
        "from_year",
        "until_year",
        "kind",
        "number",
        "dated_on",
        "issuer",
    ]


class CopyForm(forms.Form):
    """Where a set is copied to."""

    unit = UnitField(label="Cơ quan chấm điểm")
    year = _year("Năm")


def _file() -> forms.FileField:
    return forms.FileField(
        label="Tệp Excel (.xlsx)",
        help_text="Đúng bố cục của nút “Tải về Excel”.",
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp rỗng. Hãy chọn lại tệp."},
    )


class LinesForm(forms.Form):
    """The lines of a set as a table."""

    file = _file()


class ImportForm(CopyForm):
    """A new set from a table."""

    name = line("Tên bộ chỉ số", "Hãy ghi tên bộ chỉ số.")
    file = _file()
    field_order = ["name", "unit", "year", "file"]


class DaysForm(forms.Form):
    """Last days of claiming and explaining."""

    claim_until = day("Tự chấm đến hết ngày", required=False)
    explain_until = day("Giải trình đến hết ngày", required=False)


class ItemForm(forms.Form):
    """One line of a draft set."""

    name = line("Tên", "Hãy ghi tên dòng.", most=600)
    maximum = forms.DecimalField(label="Điểm tối đa", max_digits=9, decimal_places=4, min_value=0, localize=True)
    is_bonus = forms.BooleanField(label="Điểm thưởng", required=False)
    formula = forms.ChoiceField(label="Cách tính", choices=Formula.choices)
    params = line(
        "Tham số", required=False, most=400, help_text="Ví dụ: sàn = 80; đủ điểm từ = 95. Khoảng = 80:0,5 | 95:1."
    )
    source = forms.ChoiceField(label="Nguồn", choices=Source.choices)
    figure_code = line("Mã số liệu", required=False, most=40)
    evidence_wanted = line("Tài liệu kiểm chứng", required=False, most=400)
    note = forms.CharField(label="Hướng dẫn", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ExemptForm(PaperForm):
    """An item that does not apply to a unit, by decision."""

    code = line("Mã dòng", "Hãy ghi mã dòng, ví dụ 1.2.3.", most=20)
    unit = UnitField(label="Đơn vị")
    reason = line("Lý do", "Hãy ghi lý do không áp dụng.", most=300)
    field_order = ["code", "unit", "reason", "kind", "number", "dated_on", "issuer"]


class EvidenceForm(forms.Form):
    """A document for the vault."""

    file = forms.FileField(label="Tệp", help_text="PDF, ảnh, Word hoặc Excel, đến 25 MB.")
    title = line("Trích yếu", "Hãy ghi trích yếu: tài liệu này chứng minh điều gì.", most=400)
    number = line("Số, ký hiệu", required=False, most=80)
    dated_on = day("Ngày", required=False)
    issuer = line("Cơ quan ban hành", required=False)


class FiguresForm(forms.Form):
    """Figures of many units as a table."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx) hoặc CSV",
        help_text="Mỗi dòng một đơn vị, mỗi cột một mã số liệu; ô ghi 95/100 hoặc 95.",
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp rỗng. Hãy chọn lại tệp."},
    )


class SurveyForm(forms.Form):
    """A survey for one item of a set."""

    item = forms.ChoiceField(label="Tiêu chí lấy điểm từ khảo sát")
    title = line("Tên khảo sát", "Hãy ghi tên khảo sát.", help_text="Người trả lời đọc thấy tên này.")
    questions = forms.CharField(
        label="Câu hỏi",
        help_text="Mỗi dòng một câu. Người trả lời chọn từ “Rất không hài lòng” đến “Rất hài lòng”.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Hãy ghi ít nhất một câu hỏi."},
    )
    opens_on = day("Mở từ ngày")
    closes_on = day("Đến hết ngày")
    least = forms.IntegerField(
        label="Số phiếu ít nhất của một đơn vị",
        help_text="Đơn vị có ít phiếu hơn thì không có kết quả.",
        min_value=1,
        max_value=30_000,
        initial=10,
    )


class CodesForm(forms.Form):
    """How many codes for which unit."""

    unit = UnitField(label="Đơn vị", required=False, help_text="Để trống: mọi đơn vị có phiếu chấm.")
    each = forms.IntegerField(label="Số mã cho mỗi đơn vị", min_value=1, max_value=5_000)
