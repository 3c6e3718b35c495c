"""Who issues the document: as its launching sentence says it, made whole from letterhead or title."""

import re

from thidua.base.text import CAPITALS, norm
from thidua.plans.grammar.bodies import BODY
from thidua.plans.paragraphs import mostly_capital
from thidua.plans.passage import Passage, sentences
from thidua.plans.structure import Part

Named = tuple[str | None, Passage | None]

_BODY_STARTS = (
    "ủy ban|ubnd|sở|bộ|ban|hội|liên đoàn|đảng ủy|tỉnh|huyện|thành|trường|công|phòng|cục|chi cục|bệnh viện|trung tâm|"
    "tổng|đoàn|"
    "thường|thủ|chủ|giám|viện|văn phòng|đảng|học viện|kho|ngân|tòa|tập đoàn|chi"
)
_CLAUSES = re.compile(rf"[;,]\s+(?=(?:{_BODY_STARTS})\b)")
_ACTS = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:đã |sẽ |thống nhất |phối hợp [^;]{0,40})?"
    r"(?:ban hành|xây dựng|phát động|tổ chức|hướng dẫn|triển khai|yêu cầu|đề nghị|đề ra|quyết định|lập)\b"
)
_BARE = re.compile(
    r"(?:ubnd|uy ban nhan dan|dang uy|hdnd)(?: (?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu))?"
)
_UNITS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_NO_BODY = re.compile(
    r"cong hoa xa hoi|chu nghia viet nam|doc lap|dang cong san|^so\s*[:/.]|ngay .*thang|^v/v|^/|^du thao|^\W*$|^so \d"
)
_HEAD_START = re.compile(
    r"(?:uy ban|ubnd|so|bo|ban|hoi|lien doan|tong|dang uy|dang bo|tinh (?:uy|doan)|huyen (?:uy|doan)|thanh (?:uy|"
    r"doan)|truong|"
    r"cong|phong|cuc|chi cuc|benh vien|trung tam|doan|vien|van phong|bch|hoc vien|kho bac|ngan hang|toa|quan uy|"
    r"thi uy|cum|"
    r"khoi|tap doan|dai hoc)\b"
)
_SMALL_WORDS = re.compile(
    r"ủy|ban|nhân|dân|tỉnh|thành|phố|huyện|quận|thị|xã|phường|trấn|và|hội|đồng|đảng|bộ|liên|đoàn|đặc|khu|chấp|hành|"
    r"thường|vụ|trực|"
    r"công|ty|của|cơ|quan"
)


_INITIALS = re.compile(r"(?i)^(?:ubnd|hđnd|lhpn|lđlđ|mttq|tncs|bch|kcn|kkt)$")
_COMMON = re.compile(  # names of kinds and fields, of which only the first word has a capital
    r"\b(?:Đại Học|Cao Đẳng|Trung Học|Tiểu Học|Mầm Non|Kỹ Thuật|Công Nghệ|Kinh Tế|Khoa Học|Nông Nghiệp|"
    r"Công Nghiệp|Y Tế|"
    r"Lao Động|Phụ Nữ|Nông Dân|Thanh Niên|Quân Sự|Chỉ Huy|Kiểm Sát|Bảo Hiểm|Giáo Dục|Đào Tạo|Quản Lý|Du Lịch)\b"
)


def issuer_of(part: Part, plan: Part, head: list[Passage]) -> Named:
    """Name the body that issues and say where its name stands."""
    launched = _launching_body(part) or _launching_body(plan)
    printed = _letterhead_body(head, part)
    if launched is None:
        return printed or (None, None)
    name = " ".join(launched.text.split())
    if not _BARE.fullmatch(norm(name)):
        return name, launched
    return _with_place(name, launched, printed, [part, plan])


def _launching_body(part: Part) -> Passage | None:
    for paragraph in reversed(part.preamble):
        for sentence in reversed(list(sentences(paragraph.words))):
            for clause in reversed(list(sentence.split(_CLAUSES))):
                found = BODY.match(clause.text)
                if found and (both := _with_second(clause, found.end())):
                    return clause.cut(found.start(), both)
                if found and len(found.group()) > 3 and _ACTS.match(clause.low, found.end()):
                    return clause.group(found).trimmed(" ,-–")
    return None


_AND = re.compile(r"\s*(?:,\s*)?(?:và|cùng|cùng với|phối hợp với|phối hợp)\s+")


def _with_second(clause: Passage, place: int) -> int | None:
    """“UBND tỉnh và Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh ban hành …”: where the second of two issuers ends."""
    joins = _AND.match(clause.low, place)
    second = BODY.match(clause.text, joins.end()) if joins else None
    return second.end() if second and _ACTS.match(clause.low, second.end()) else None


def _with_place(name: str, launched: Passage, printed: tuple[str, Passage] | None, parts: list[Part]) -> Named:
    """“Ủy ban nhân dân huyện” is made whole by “huyện …” in letterhead, title or preamble."""
    short = shortened(name)
    if printed and norm(printed[0]).startswith(norm(short)) and len(printed[0]) > len(short):
        return printed
    unit = next((unit for unit in _UNITS if norm(name).endswith(" " + norm(unit))), None)
    titles = [each.title for each in parts if each.title is not None]
    preambles = [paragraph.words for each in parts for paragraph in each.preamble]
    for words in [*titles, *preambles] if unit else []:
        if found := re.search(rf"(?i:\b{unit})((?:\s+[{CAPITALS}]\w*){{1,4}})", words.text):
            return f"{short} {' '.join(found.group(1).split())}", words.group(found)
    return short, launched


def shortened(name: str) -> str:
    """Write UBND for Ủy ban nhân dân at the start of a name."""
    return re.sub(r"(?i)^(?:ủy|uỷ) ban nhân dân", "UBND", " ".join(name.split()))


def _letterhead_body(head: list[Passage], part: Part) -> tuple[str, Passage] | None:
    """The last body of the letterhead, its capitals set small as the text writes them."""
    lines = [each for each in head if not _NO_BODY.search(norm(each.text)) and mostly_capital(each.text)]
    start = max((order for order, each in enumerate(lines) if _HEAD_START.match(norm(each.text))), default=None)
    if start is None:
        return None
    text = " ".join(" ".join(each.text.split()) for each in lines[start:]).strip(" *_-–")
    return shortened(set_small(text, part.text)), lines[start]


def set_small(capital: str, text: str) -> str:
    """Write a name printed in capitals as the text writes it elsewhere; else each place name with capitals."""
    for found in re.finditer(re.escape(capital), text, re.IGNORECASE):
        if not mostly_capital(found.group()):
            return found.group()
    words = [word.lower() for word in capital.split()]
    small = " ".join(
        word.upper() if _INITIALS.match(word) else word if _SMALL_WORDS.fullmatch(word) and order else word.capitalize()
        for order, word in enumerate(words)
    )
    return _COMMON.sub(lambda found: found.group()[0] + found.group()[1:].lower(), small)
