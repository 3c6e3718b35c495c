"""Figures of a criterion: “trên 95%”, “ít nhất 02 mô hình”, “không có hồ sơ trễ hạn”."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from thidua.plans.grammar.days import mentions
from thidua.plans.passage import Passage

_OPS = (
    (
        ">=",
        r"từ(?= [\d.,]+\s*\S* ?\S* ?trở lên)|ít nhất(?: là)?|tối thiểu(?: là)?|không dưới|không thấp hơn|"
        r"không ít hơn|≥|>=|đạt từ|đạt tối thiểu",
    ),
    ("<=", r"không quá|tối đa(?: là)?|không vượt quá|không cao hơn|≤|<=|không lớn hơn"),
    (">", r"trên|hơn|vượt|lớn hơn|>|cao hơn"),
    ("<", r"dưới|thấp hơn|ít hơn|<|nhỏ hơn"),
)
_OP = re.compile("|".join(f"(?P<op{place}>(?<!\\w)(?:{pattern}))" for place, (_, pattern) in enumerate(_OPS)))
_FIGURE = re.compile(
    r"(?<![\d/.\-])(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,4}(?:[.,]\d{1,2})?)\s*(?P<unit>%|điểm\b|(?!(?:năm|tháng|"
    r"ngày(?! (?:công|trở lên))|lần|cấp|giờ|sáng kiến)\b)(?:k?m2|[a-zđà-ỹ]+(?: (?!trở\b)[a-zđà-ỹ]+)?)|"
    r"/\s?\d{1,3}(?:[.,]\d)?(?= điểm)|/\s?\d{1,3}[.,]\d)"
)
_PER_MANY = re.compile(r"\d(?:(?!\b(?:và|hoặc|đạt|có|là)\b)[^.,;:])*\strên\s*$")  # “05 bài báo trên 10 giảng viên”
_MARKS_GIVEN = re.compile(r"(?:trừ|cộng|cộng thêm|thưởng|tính|cho)\s*$")  # what a rule of marks gives or takes
_NONE = re.compile(
    r"không (?:có|để|để xảy ra|xảy ra|phát sinh|còn) (?P<what>(?:(?:hồ sơ|vụ|trường hợp|đơn|đơn thư|tai nạn|văn bản|"
    r"nhiệm vụ|khiếu nại|tổ chức|cá nhân|nợ|"
    r"hộ|cán bộ|công chức|sự cố|ý kiến|phản ánh|học sinh|điểm nóng|vi phạm|tình trạng|thủ tục|dự án|công trình|"
    r"sai sót|cháy nổ|tội phạm|người)\b)[^.;:)]{0,80})"
)


MOST = 40  # a criterion with more figures than this sets none


def conditions(words: Passage) -> Iterator[dict[str, Any]]:
    """Give one condition for each figure of a criterion, and “= 0” for “không có …”."""
    days = [(each.start, each.end) for each in mentions(words.low)]
    for found in islice(_FIGURE.finditer(words.low), MOST):
        if any(start <= found.start() < end for start, end in days):
            continue
        op = _op_of(words.low, found)
        unit = "điểm" if found.group("unit").startswith("/") else found.group("unit")
        before = words.low[max(0, found.start() - 120) : found.start()]
        if (unit == "điểm" and _MARKS_GIVEN.search(before)) or _PER_MANY.search(before):
            continue
        if (unit not in {"%", "điểm"} and op is None) or re.search(r"thang(?: điểm)?\s*$", before):
            continue
        yield {
            "measure": _measure(words, found),
            "op": op or "=",
            "value": number(found.group("n")),
            "unit": unit if unit in {"%", "điểm"} else unit.split()[0] if len(unit) < 3 else unit,
        }
    for found in islice(_NONE.finditer(words.low), MOST):
        what = words.text[found.start("what") : found.end("what")].strip(" ,")
        unit = re.match(r"hồ sơ|vụ|trường hợp|đơn thư|đơn|văn bản|nhiệm vụ", what.lower())
        yield {"measure": what, "op": "=", "value": 0, "unit": unit.group() if unit else ""}


def _op_of(low: str, figure: re.Match[str]) -> str | None:
    before = low[max(0, figure.start() - 22) : figure.start()]
    found = None
    for found in _OP.finditer(before):  # noqa: B007 - the nearest one
        pass
    if re.match(r"[^.;,]{0,40}trở lên", low[figure.end() :]):
        return ">="
    if re.match(r"[^.;,]{0,40}trở xuống", low[figure.end() :]):
        return "<="
    if (
        figure.group("unit") == "%"
        and re.search(r"(?<!\w)từ\s*$", before)
        and not re.match(r"\s*(?:đến|-)", low[figure.end() :])
    ):
        return ">="
    if found is None or re.search(r"\d|[;.]", before[found.end() :]) or len(before) - found.end() > 6:
        return None
    return next(_OPS[place][0] for place in range(len(_OPS)) if found.group(f"op{place}"))


_MEASURE_END = re.compile(
    r"\s*(?:hoàn thành|đạt|đạt tỷ lệ|đạt từ|là|chiếm|phải đạt|tỷ lệ|trên|ít nhất|tối thiểu|từ|dưới|không quá|"
    r"đạt trên|đạt tối thiểu|đảm bảo|bảo đảm|và|,)\s*$"
)


_NOT_MEASURED = re.compile(r"\s*/|\s*(?:trở lên|so với|kế hoạch|và |theo|trong)")
_MEASURED_TAIL = re.compile(r"\s+trở lên\b|,?\s+(?:và|trong đó|trên|trong vòng|không quá|trong)\s*$")


_MEASURE_STOP = re.compile(r"[;,]|\s+trở (?:lên|xuống)\b|\s+hoặc\s")
_ALTERNATIVE = re.compile(r"\s+(?:hoặc|và)\s+")
_OR_MORE = re.compile(r"^\s*trở (?:lên|xuống)(?=\s+\w)")
_AMOUNT = re.compile(r"(?:triệu|tỷ|nghìn|ngàn|đồng|m2|km2|km|ha|m|tấn)\b")


def _measure(words: Passage, figure: re.Match[str]) -> str:
    """What a figure measures: the words after “100% …”, else those before it in the clause."""
    if (
        figure.group("unit") not in {"%", "điểm"}
        and figure.group("unit")[0] != "/"
        and not _AMOUNT.match(figure.group("unit"))
    ):
        return _MEASURE_STOP.split(words.text[figure.start("unit") :], maxsplit=1)[0].strip(" .")
    start = max(words.low.rfind(sign, 0, figure.start()) for sign in (".", ";", ":", ","))
    before = words.text[start + 1 : figure.start()].strip()
    before = _ALTERNATIVE.split(before)[-1] if re.search(r"\d", before) else before
    while cut := _MEASURE_END.search(before.lower()):
        before = before[: cut.start()]
    rest = words.text[figure.end() :]
    rest = rest if before else _OR_MORE.sub("", rest)
    after = re.match(r"\s*(?P<sum>(?:tổng )?số\s+)?(?P<what>[^.;\d]{4,160})", rest)
    is_after = (
        figure.group("unit") == "%" and after is not None and not _NOT_MEASURED.match(after.group("what").lower())
    )
    if after is not None and is_after and not (after.group("sum") and len(before) > 10):
        return _MEASURED_TAIL.sub("", " ".join(after.group("what").split())).strip(" ,(")
    return " ".join((before or figure.group("unit")).split())


def number(text: str) -> int | Decimal:
    """Read a figure the Vietnamese way: comma for decimals, a dot for thousands."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return int(text.replace(".", ""))
    exact = Decimal(text.replace(",", "."))
    return int(exact) if exact == exact.to_integral_value() else exact
