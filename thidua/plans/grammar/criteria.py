"""Kinds of criteria and their parameters, read from the criterion's own words."""

import re
from typing import Any

from thidua.plans.grammar.figures import conditions, number
from thidua.plans.passage import Passage

Kind = tuple[str, dict[str, Any]]

GRADES = ("khiển trách", "cảnh cáo", "hạ bậc lương", "giáng chức", "cách chức", "buộc thôi việc", "khai trừ")
_INDEX = re.compile(
    r"\b(?:par[\s-]?index|papi|sipas|pci|ddci|dti|ict[\s-]?index|pgi|pii|dgi|tpi)\b|"
    r"(?:bộ )?chỉ số (?:cải cách hành chính|chuyển đổi số|hài lòng[^,;.(]{0,60}|năng lực cạnh tranh[^,;.(]{0,30}|"
    r"hiệu quả quản trị[^,;.(]{0,40}|xanh|tiếp cận[^,;.(]{0,30})"
)


def kind_of(words: Passage) -> Kind:
    """Say of which kind a criterion is, with the parameters its words give; attestation when nothing else."""
    for read in (_points, _rating, _rank, _improvement, _discipline, _initiative, _threshold, _reporting):
        params = read(words)
        if params is not None:
            return read.__name__.removeprefix("_"), params
    return "attestation", {}


_POINTS = re.compile(
    r"(?:\(|:|\bđược|\btối đa|-)\s*(?:tối đa\s*:?\s*|"
    r"không quá\s*)?(?P<n>\d{1,4}(?:[.,]\d+)?)\s*điểm\s*(?:tối đa)?\s*(?:\)|[.;]?$)"
)


def _points(words: Passage) -> dict[str, Any] | None:
    found = _POINTS.search(words.low)
    return {"max": number(found.group("n"))} if found and "trở lên" not in words.low[found.end() :][:12] else None


_RATING = re.compile(
    r"(?:xếp loại|đánh giá|xếp hạng|phân loại|công nhận)[^.;]{0,90}?(?P<at>hoàn thành (?:xuất sắc |"
    r"tốt )?(?:chức trách, )?(?:các )?nhiệm vụ|"
    r"(?:loại |mức |đạt )(?:xuất sắc|tốt|khá|trung bình|a|b)\b|trong sạch,? vững mạnh|hoàn thành xuất sắc|"
    r"hoàn thành tốt)"
)


_RATED = re.compile(r"(?P<at>hoàn thành (?:xuất sắc |tốt )?(?:chức trách, )?nhiệm vụ) trở lên")


def _rating(words: Passage) -> dict[str, Any] | None:
    found = _RATING.search(words.low) or _RATED.search(words.low)
    if not found:
        return None
    at = words.text[found.start("at") : found.end("at")]
    at = re.sub(r"^(?:loại|mức|đạt) ", "", at, flags=re.IGNORECASE)
    return {"at_least": at[0].upper() + at[1:]}


_RANK = re.compile(
    r"(?:xếp|đứng|giữ|đạt|nằm|thuộc|trong|lọt|vào|vị trí|thứ hạng|hạng)[^.;\d]{0,60}?"
    r"(?:(?P<top>nhóm|top|tốp)\s+(?:đầu\s+)?(?P<a>\d{1,3})|(?:vị trí|hạng|thứ)\s+(?:thứ\s+)?(?P<b>\d{1,3})|"
    r"(?P<c>\d{1,3})\s+(?:đơn vị|địa phương|tỉnh|xã|"
    r"cơ quan|huyện)[^.;]{0,20}(?:dẫn đầu|đứng đầu|cao nhất))"
)


def _rank(words: Passage) -> dict[str, Any] | None:
    found = _RANK.search(words.low)
    if not found:
        return None
    value = int(found.group("a") or found.group("b") or found.group("c"))
    after = words.low[found.end() : found.end() + 40]
    better = bool(found.group("top") or found.group("c") or re.search(r"trở lên", after))
    year = re.search(r"(?:đến|vào|trong) (?:hết )?năm (\d{4})", words.low)
    names = _indexes(words)
    return {
        "index": names[-1] if len(names) == 1 else _nearest(words, found.start()),
        "value": value,
        "direction": "or_better" if better else None,
        "by": year.group(1) if year else None,
    }


def _nearest(words: Passage, place: int) -> str | None:
    found = None
    for found in _INDEX.finditer(words.low, 0, place):  # noqa: B007 - the last one before the rank
        pass
    return words.text[found.start() : found.end()].strip() if found else None


def _indexes(words: Passage) -> tuple[str, ...]:
    """The indexes named, an abbreviation rather than the long name it stands behind."""
    names: list[str] = []
    spans = [found.span() for found in _INDEX.finditer(words.low)]
    for start, end in spans:
        to_bracket = re.match(r"[^.;()]{0,30}\(", words.low[end:])
        if to_bracket and any(other == end + to_bracket.end() for other, _ in spans):
            continue
        name = words.text[start:end].strip()
        if name not in names:
            names.append(name)
    return tuple(names)


_IMPROVEMENT = re.compile(
    r"tăng (?:ít nhất |tối thiểu |từ )?(?:\d+ )?(?:điểm|hạng|bậc|thứ hạng|vị trí)|(?:cải thiện|nâng cao|"
    r"tăng)[^.;,]{0,50}(?:điểm số|thứ hạng|thứ bậc|vị trí)|"
    r"(?:thay đổi|tiến bộ|chuyển biến)[^.;]{0,20}(?:về )?(?:thứ hạng|điểm số|điểm)|(?:tăng|cao hơn|cải thiện|giảm|"
    r"vượt)[^.;]{0,60}so với (?:cùng kỳ|kết quả|năm|giai đoạn)|"
    r"(?:thứ hạng|điểm|chỉ số|kết quả)[^.;]{0,80}(?:tăng|cao hơn)[^.;]{0,15}năm (?:trước|liền)"
)


def _improvement(words: Passage) -> dict[str, Any] | None:
    found = _IMPROVEMENT.search(words.low)
    if not found:
        return None
    said = found.group()
    of = (
        "score"
        if re.search(r"tăng (?:\S+ ){0,3}điểm|điểm", said)
        else "rank"
        if re.search(r"hạng|bậc|vị trí", said)
        else "score"
    )
    return {"of": of, "index": _indexes(words)}


_DISCIPLINE = re.compile(
    r"(?:nghiêm|chấp hành|không|giữ|bảo đảm|đảm bảo|bị|tuân thủ)[^.]{0,90}(?:kỷ luật|kỉ luật)|bị (?:xử lý )?kỷ luật|"
    r"không (?:có |để )?[^.;]{0,60}vi phạm (?:đạo đức|pháp luật|kỷ luật|quy định|các quy định|nội quy|quy chế)|"
    r"không vi phạm|"
    r"bị truy cứu|bị xử lý"
)
_HEAD_ANSWERS = re.compile(
    r"(?:thủ trưởng|người đứng đầu|lãnh đạo|trưởng (?:phòng|đơn vị))[^.]{0,60}(?:thì |, )?(?:tập thể|đơn vị|"
    r"cơ quan)[^.]{0,60}"
    r"(?:không|vi phạm|kỷ luật)|(?:thủ trưởng|người đứng đầu)[^.;]{0,40}chịu trách nhiệm"
)


def _discipline(words: Passage) -> dict[str, Any] | None:
    if not _DISCIPLINE.search(words.low):
        return None
    grade = next(
        (
            each
            for each in GRADES
            if re.search(rf"{each}\b[^.;]{{0,20}}trở lên|hình thức (?:kỷ luật )?(?:từ )?{each}", words.low)
        ),
        None,
    )
    return {"not_at_or_above": grade, "head_answers_for_unit": bool(_HEAD_ANSWERS.search(words.low))}


_INITIATIVE = re.compile(
    r"(?:^|[;.] )(?:(?:tập thể|cá nhân|đơn vị|mỗi [^,;]{2,30}|hàng năm,?|trong năm,?|thường xuyên) )?(?:phải |"
    r"cần )?(?:có|đề xuất|đăng ký|chủ động đề xuất|đưa ra|áp dụng|"
    r"là tác giả)(?:[^.;]{0,60}?)(?:sáng kiến|giải pháp|mô hình|cách làm|đề tài|sáng tạo)|"
    r"sáng kiến[^.;]{0,120}công nhận"
)
_RECOGNISED = re.compile(
    r"được (?P<by>(?:(?!được)[^.;]){0,140}?)\s*(?:công nhận|xét duyệt|nghiệm thu|ghi nhận|đánh giá|thẩm định)"
)
_SPREAD = re.compile(
    r"(?:nhân rộng|triển khai|áp dụng|lan tỏa|phạm vi ảnh hưởng)[^.;]{0,30}?(?:trên|trong|ở|"
    r"tại|ra)\s+(?P<where>[^.;()]{3,80})"
)
_SPLIT = re.compile(r"\s*,\s*(?:hoặc|và)?\s*|\s+(?:hoặc|và)\s+")
_WHERE = re.compile(
    r"(?:(?:ít nhất )?\d+ |toàn |phạm vi |địa bàn |cấp )?(?:thị xã|tỉnh|huyện|xã|ngành|thành phố|cơ quan|đơn vị|cơ sở|"
    r"khoa|phòng|tổ|trường|cục|chi cục|toàn quốc|"
    r"cả nước|bộ|quận|phường)"
)


def _initiative(words: Passage) -> dict[str, Any] | None:
    if not _INITIATIVE.search(words.low):
        return None
    recognised, joined = _recognised(words)
    spread = _SPREAD.search(words.low)
    places: list[str] = []
    if spread:
        parts = [part.strip() for part in _SPLIT.split(words.text[spread.start("where") : spread.end("where")])]
        places = [part for part in parts if _WHERE.match(part.lower())]
    return {"recognised_by": recognised, "joined": joined, "spread": tuple(places)}


def _recognised(words: Passage) -> tuple[tuple[str, ...], str | None]:
    found = _RECOGNISED.search(words.low)
    if not found or not found.group("by").strip():
        return (), None
    by = words.text[found.start("by") : found.end("by")].strip()
    if re.match(r"(?:nhân rộng|triển khai|áp dụng|giao)\b", by.lower()):
        return (), None
    parts = tuple(part.strip() for part in _SPLIT.split(by) if part.strip())
    low = by.lower()
    joined = "or" if " hoặc " in low else "and" if " và " in low and len(parts) > 1 else None
    return parts, joined


def _threshold(words: Passage) -> dict[str, Any] | None:
    found = tuple(conditions(words))
    return {"conditions": found} if found else None


_REPORTING = re.compile(
    r"chế độ (?:thông tin,? )?(?:thống kê,? )?báo cáo|(?:gửi|nộp|thực hiện|"
    r"thông tin)[^.;]{0,30}báo cáo[^.;]{0,60}(?:đúng|đầy đủ|kịp thời|định kỳ|theo quy định)|"
    r"báo cáo[^.;]{0,50}(?:đúng (?:hạn|thời gian|quy định)|đầy đủ|kịp thời)|(?:thường xuyên|định kỳ)[^.;]{0,30}báo cáo"
)


def _reporting(words: Passage) -> dict[str, Any] | None:
    return {} if _REPORTING.search(words.low) else None
