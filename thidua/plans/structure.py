"""The parts of a document: letterhead, kind, title, preamble, body, ending; and the documents of one file."""

import re
from dataclasses import dataclass, field

from thidua.base.text import norm
from thidua.plans.inline import split_lists
from thidua.plans.numbering import Sign, sign_of
from thidua.plans.paragraphs import UNWRAPPED, Paragraph, line_width, mostly_capital, paragraphs
from thidua.plans.passage import Page, Passage, joined

KINDS = {
    "ke hoach lien tich": "Kế hoạch liên tịch", "ke hoach": "Kế hoạch", "huong dan lien tich": "Hướng dẫn liên tịch",
    "huong dan": "Hướng dẫn", "quyet dinh": "Quyết định", "to trinh": "Tờ trình", "bao cao": "Báo cáo",
    "thong bao": "Thông báo", "chi thi": "Chỉ thị", "cong van": "Công văn", "nghi quyet": "Nghị quyết",
    "ket luan": "Kết luận", "chuong trinh": "Chương trình", "phuong an": "Phương án", "de an": "Đề án",
    "quy dinh": "Quy định", "quy che": "Quy chế", "loi phat dong": "Lời phát động", "the le": "Thể lệ",
    "dieu le": "Điều lệ", "loi keu goi": "Lời kêu gọi", "cong dien": "Công điện", "ke hoach hanh dong": "Kế hoạch",
    "chuong trinh hanh dong": "Chương trình", "chuong trinh phoi hop": "Chương trình", "thu keu goi": "Lời kêu gọi",
    "bien ban": "Biên bản", "giay moi": "Giấy mời", "giao uoc thi dua": "Giao ước thi đua",
}  # fmt: skip
_FORM = re.compile(
    r"(phieu|ban|giay|mau|bieu|danh sach|bang)?\s*(dang ky|giao uoc|dang ki)|mau (so|bao cao|to trinh|bien ban)|phieu |"
    r"bieu mau|"
    r"danh sach|bang (cham|diem|tieu chi|tong hop)|bao cao (tom tat )?thanh tich|tom tat thanh tich|bien ban|to trinh"
)
_NATION = re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam")
_MOTTO = re.compile(r"doc lap\s*[-–]\s*tu do|^[\s_\-–—=*.o0]+$")
_ANNEX = re.compile(r"(phu luc|mau so|mau \d|bieu mau|bieu so|mau)\b(?! (don|muc|gom))")
_ANNEX_ALONE = re.compile(r"(?:phu luc|mau|bieu mau)(?: so)?[ .:]*(?:[ivx]{1,4}|\d{1,2})?[ .:]*")
_SENT_TO = re.compile(r"noi (?:nhan|gui)\b")
_NUMBER_LINE = re.compile(r"(?:^|\t|\s{2,})\s*s[ốỐo]\s*[:.]?\s*[\d.…_\s]*\s*[-/]", re.I)
_OFFICE_LINE = re.compile(
    r"(ủy ban|ubnd|sở|phòng|bộ|ban|đảng|huyện|tỉnh|thành|hội|liên đoàn|trường|tên|cơ quan|đơn vị|cụm)\b"
)
_PREAMBLE = re.compile(
    r"(can cu|thuc hien|theo|xet|nham|trien khai|de|tiep tuc|huong ung|chao mung|ngay|kinh gui|dieu|phan|chuong|"
    r"duoc su|phat huy|thi hanh|tren co so)\b"
)
_ACT_OF = re.compile(r"\b(ban hành|xây dựng|phát động|tổ chức|hướng dẫn|triển khai|như sau|đề ra)\b")


@dataclass
class Part:
    """One document of the file, its lines told apart by what they are for."""

    page: Page
    head: list[Passage] = field(default_factory=list)  # letterhead, without the kind
    kind: str | None = None
    kind_at: Passage | None = None
    title: Passage | None = None
    lines: list[Passage] = field(default_factory=list)  # preamble and body
    ending: list[Passage] = field(default_factory=list)  # from "Nơi nhận" or the signature on
    preamble: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    is_form: bool = False

    @property
    def text(self) -> str:
        """Everything of the part as one text, lines kept."""
        return "\n".join(line.text for line in [*self.head, *self.lines, *self.ending])


def parts(page: Page, *, wrapped: bool = True) -> list[Part]:
    """Tell the documents of one file apart and the parts of each; one at least, empty for an empty text."""
    width = line_width(page) if wrapped else UNWRAPPED
    found: list[Part] = []
    for chunk in _chunks(list(page.lines())):
        part = _part(page, chunk)
        gathered = list(split_lists(paragraphs(part.lines, width)))
        start = next((order for order, each in enumerate(gathered) if _begins_body(each)), len(gathered))
        part.preamble, part.body = gathered[:start], gathered[start:]
        found.append(part)
    return found


def _begins_body(paragraph: Paragraph) -> bool:
    sign = paragraph.sign
    if sign is None:
        return False
    if sign.style in {"roman", "part", "chapter", "section", "article", "upper", "ordinal"}:
        return True
    return sign.style in {"arabic", "decimal2"} and not _PREAMBLE.match(norm(paragraph.words.text[:40]))


def kind_of(line: Passage) -> tuple[str, Passage, Passage] | None:
    """Read “KẾ HOẠCH” at the start of a line: its name, its words, and what follows on the same line."""
    words = line.text.split()
    for count in (4, 3, 2):
        head = " ".join(words[:count]).strip(":.-_* ")
        name = KINDS.get(norm(head))
        if name and len(words) >= count and mostly_capital(head):
            first = line.text.find(words[0])
            end = first
            for word in words[:count]:
                end = line.text.find(word, end) + len(word)
            rest = line.cut(end).trimmed(" :.-_*")
            return (
                None
                if rest and not mostly_capital(rest.text[:12]) and rest.text[0].islower()
                else (name, line.cut(first, end), rest)
            )
    return None


def _chunks(lines: list[Passage]) -> list[list[Passage]]:
    """Cut the file where a new document or an annex begins after the end of one."""
    cuts = [0]
    seen_end = seen_kind = False
    for order, line in enumerate(lines):
        flat = norm(line.text)
        if not flat:
            continue
        begins = order > cuts[-1] and _begins_document(lines, order, flat, seen_end=seen_end, seen_kind=seen_kind)
        if begins and not _just_begun(lines[cuts[-1] : order]):
            cuts.append(_letterhead_start(lines, order, cuts[-1]))
            seen_end = seen_kind = False
        seen_kind = seen_kind or kind_of(line) is not None
        seen_end = seen_end or bool(_SENT_TO.match(flat))
    return [lines[start:end] for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True)]


def _just_begun(lines: list[Passage]) -> bool:
    """“PHỤ LỤC” and “MẪU ĐĂNG KÝ” below it head the same document."""
    said = [line.text for line in lines if line.text.strip()]
    return bool(said) and len(said) <= 3 and bool(_ANNEX.match(norm(said[0])))


def _begins_document(lines: list[Passage], order: int, flat: str, *, seen_end: bool, seen_kind: bool) -> bool:
    if _NATION.search(flat):
        return seen_end or seen_kind
    if _ANNEX_ALONE.fullmatch(flat):
        return any(mostly_capital(line.text) for line in lines[order + 1 : order + 3])
    if _ANNEX.match(flat) and len(flat) < 120 and (seen_end or mostly_capital(lines[order].text)):
        return sign_of(lines[order].text) is None
    if not seen_end or not mostly_capital(lines[order].text) or sign_of(lines[order].text):
        return False
    return kind_of(lines[order]) is not None or bool(_FORM.match(flat))


def _letterhead_start(lines: list[Passage], order: int, floor: int) -> int:
    """Go back over the lines of a letterhead that stand before the name of the country."""
    start = order
    for back in range(order - 1, max(floor, order - 6), -1):
        text = lines[back].text.strip()
        if not text:
            continue
        if not _OFFICE_LINE.match(text.lower()):
            break
        if not mostly_capital(re.sub(r"[.…<>]+", "", text)):
            break
        start = back
    return start


def _part(page: Page, lines: list[Passage]) -> Part:
    part = Part(page)
    start = _read_head(part, lines)
    end = _ending_start(lines, start)
    part.lines, part.ending = lines[start:end], [line for line in lines[end:] if line.cut()]
    head_text = norm(part.title.text if part.title else "") + " " + norm(" ".join(line.text for line in part.head[:3]))
    part.is_form = part.kind is None and bool(_ANNEX.match(head_text.strip()) or _FORM.search(head_text))
    return part


def _read_head(part: Part, lines: list[Passage]) -> int:
    """Read letterhead, kind and title; give the line the preamble begins at."""
    for order, line in enumerate(lines[:60]):
        bare = line.cut()
        if not bare:
            continue
        if found := kind_of(bare):
            part.kind, part.kind_at, rest = found
            return _read_title(part, lines, order + 1, [rest] if rest else [])
        if _is_opening(bare):
            return _without_kind(part, lines, order)
        part.head.append(bare)
    return _without_kind(part, lines, len(part.head) and min(len(lines), 60))


def _is_opening(line: Passage) -> bool:
    flat = norm(line.text[:40])
    return bool(re.match(r"(can cu|thuc hien|kinh gui|i\.|phan (thu|i\b)|dieu 1)", flat)) and len(line.text) > 8


def _without_kind(part: Part, lines: list[Passage], order: int) -> int:
    """A document that prints no kind: a công văn says “V/v”; a form has a title in capitals; a text has none."""
    about = next((each for each in part.head if re.search(r"(^|\s)(v/v|về việc)\b", each.low)), None)
    if about is not None:
        found = re.search(r"(v/v|về việc)", about.low)
        part.kind, part.kind_at = "Công văn", about
        part.title = about.cut(found.start() if found else 0)
        return order
    capital = [each for each in part.head if mostly_capital(each.text) and not _is_letterhead(each)]
    form = next((each for each in capital if _FORM.match(norm(each.text)) or _ANNEX.match(norm(each.text))), None)
    if form is not None:
        part.title = form
        return next(place for place, line in enumerate(lines) if line.cut() and line.start == form.start) + 1
    part.head.clear() if not any(_is_letterhead(each) or _NUMBER_LINE.search(each.text) for each in part.head) else None
    return 0 if not part.head else order


def _is_letterhead(line: Passage) -> bool:
    flat = norm(line.text)
    return bool(
        _NATION.search(flat)
        or _MOTTO.search(flat)
        or re.match(r"(uy ban|ubnd|so|bo|dang (bo|uy|cong)|huyen uy|tinh uy)\b", flat)
    )


def _read_title(part: Part, lines: list[Passage], order: int, pieces: list[Passage]) -> int:
    """Join the lines of the title; it ends where the preamble or the body begins."""
    while order < len(lines):
        bare = lines[order].cut()
        flat = norm(bare.text)
        if bare and _MOTTO.search(flat):
            order += 1
            continue
        if bare and (_ends_title(bare, flat, pieces) or len(pieces) > 8):
            break
        if bare:
            pieces.append(bare)
        order += 1
    if pieces:
        part.title = joined(pieces)
    return order


_DECIDES = re.compile(
    r"(?:chu tich|giam doc|bo truong|uy ban nhan dan|thu tuong|tong giam doc|hieu truong|ban thuong vu)\b"
)


def _ends_title(line: Passage, flat: str, pieces: list[Passage]) -> bool:
    sign: Sign | None = sign_of(line.text)
    if sign is not None and (sign.style != "-" or pieces):
        return True
    if flat.startswith(("kem theo", "(kem theo", "(ban hanh kem")):
        return True
    if not pieces:
        return bool(
            re.match(r"(can cu|kinh gui|thuc hien (ke hoach|chi thi|quyet dinh|nghi quyet|cong van|huong dan))\b", flat)
        )
    if mostly_capital(line.text) and (not mostly_capital(pieces[-1].text) or _DECIDES.match(flat)):
        return True  # "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" under the title of a decision
    return bool(_PREAMBLE.match(flat) and not pieces[-1].text.endswith(",") and not line.text[0].islower()) or (
        line.text.endswith((":", ";")) or (len(line.text) > 120 and bool(_ACT_OF.search(line.low)))
    )


_AUTHORITY = re.compile(
    r"^(t/?m|k/?t|t/?l|tuq|q)\s*\.\s*\S|^(chủ tịch|giám đốc|bí thư|bộ trưởng|tổng giám đốc|hiệu trưởng|"
    r"trưởng ban|trưởng công an|chủ nhiệm|thủ tướng|phó |cục trưởng|chỉ huy trưởng|tư lệnh|chánh văn phòng|thứ trưởng)",
    re.I,
)
_SENT_TO_LINE = re.compile(r"(^|\t|\s{3,}|^[_*\s]*)nơi (?:nhận|gửi)\s*:?")


def _ending_start(lines: list[Passage], start: int) -> int:
    """Find the line of “Nơi nhận”, or of the signature when it stands alone or comes first."""
    end = next((order for order in range(start, len(lines)) if _SENT_TO.search(norm(lines[order].text)[:60])
                and _is_recipients_line(lines[order])), len(lines))  # fmt: skip
    for order in range(min(end, len(lines)) - 1, max(start, end - 14), -1):
        text = lines[order].cut().text
        if text and mostly_capital(text) and _AUTHORITY.match(text.lower()) and sign_of(text) is None:
            end = order
        elif len(text) > 60:
            break
    return end


def _is_recipients_line(line: Passage) -> bool:
    if not _SENT_TO_LINE.search(line.low):
        return False
    return len(line) < 40 or "\t" in line.text or "   " in line.text or ":" in line.text[:14]
