"""The end of a document: who receives it, who signed it and by what authority."""

import re

from thidua.base.text import CAPITALS, norm
from thidua.plans.draft import Quote, Signer, Statement
from thidua.plans.paragraphs import mostly_capital
from thidua.plans.passage import Passage

_COLUMNS = re.compile(r"\t+|\s{4,}")
_SENT_TO = re.compile(r"nơi (?:nhận|gửi)\s*:?")
_BULLET = re.compile(r"^\s*(?:[-–—+*•·]|\d{1,2}[.)])\s*")
_AUTHORITY = re.compile(r"^(t\s*/?\s*m|k\s*/?\s*t|t\s*/?\s*l|tuq|t\s*/?\s*uq|q)(?:\s*\.\s*|(?<=/.)\s+)", re.I)
_OFFICE = re.compile(
    r"^(?:quyen |pho |q )*(?:chu tich|giam doc|bi thu|bo truong|thu truong|tong giam doc|hieu truong|"
    r"truong (?:ban|cong an|tram|chi nhanh|"
    r"phong|khoa)|"
    r"chu nhiem|thu tuong|cuc truong|tong cuc truong|vu truong|chanh van phong|chanh an|vien truong|chi cuc truong|"
    r"uy vien|thuong truc|pho giam doc|pho chu tich|pho bi thu|lanh dao|thuong truc|thu ky|tong thu ky|doi truong|"
    r"chi huy truong|tu lenh|chinh uy|chinh tri vien|truong thon|to truong|truong doan)\b"
)
_BODY_LINE = re.compile(
    r"^(?:ủy ban nhân dân|ubnd|ban |hội đồng|đảng ủy|tỉnh ủy|huyện ủy|bộ\b|sở\b|hội |liên đoàn|đoàn |thường trực|"
    r"ban chấp hành|ban thường vụ|công đoàn|mttq|trường\b|chi bộ|công ty|phòng )"
)
_NAME = re.compile(
    rf"^(?:(?:TS|ThS|Ths|PGS|GS|BS|BSCKII|BSCKI|CKII|CN|LS|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|"
    rf"Thiếu tướng|Trung tướng|Bác sĩ|"
    rf"Tiến sĩ)\.?\s*)*"
    rf"((?:[{CAPITALS}][\w’']*)(?:\s+[{CAPITALS}][\w’']*){{1,5}})$"
)
_STAMP = re.compile(r"^\(?\s*(?:đã ký|ký tên|ký, đóng dấu|chữ ký|ký điện tử)", re.I)
_NO_NAME = re.compile(r"noi nhan|luu|cong hoa|doc lap|uy ban|phu luc|\bva\b")
_ORDER = ("TUQ.", "TL.", "KT.", "Q.", "TM.")


def _cells(lines: list[Passage]) -> list[Passage]:
    return [cell for line in lines for cell in line.split(_COLUMNS)]


def recipients(lines: list[Passage]) -> tuple[Statement, ...]:
    """Give one entry for each line under “Nơi nhận”, without its bullet and its end."""
    found: list[Statement] = []
    started = False
    for cell in _cells(lines):
        if sent := _SENT_TO.match(cell.low):
            started = True
            cell = cell.cut(sent.end())
        if not started or not cell or cell.text in "./-":
            continue
        bullet = _BULLET.match(cell.text)
        if bullet is None and (_ends_list(cell) if found else mostly_capital(cell.text)):
            continue
        for part in _several(cell):
            words = part.cut(len(_BULLET.match(part.text).group()) if _BULLET.match(part.text) else 0)  # type: ignore[union-attr]
            words = words.trimmed(" ;.,/")
            if words and not _STAMP.match(words.text):
                found.append(Statement(words.text, words.quote))
    return tuple(found)


def _several(cell: Passage) -> list[Passage]:
    """“- Như trên; - Lưu: VT” on one line are two recipients."""
    return list(cell.split(re.compile(r";\s+(?=[-–]\s)")))


def _ends_list(cell: Passage) -> bool:
    """A line without bullet after the list: part of a signature, unless it goes on with small letters."""
    return not cell.text[0].islower() or mostly_capital(cell.text) or bool(_NAME.match(cell.text))


def signer(lines: list[Passage]) -> Signer:
    """Read authority, title and name from the signature; what is not printed stays None."""
    cells = [cell.cut() for cell in _cells(lines)]
    authority: tuple[str, Passage] | None = None
    title: Passage | None = None
    name: Passage | None = None
    for cell in cells:
        if _BULLET.match(cell.text) or _SENT_TO.match(cell.low):
            continue
        if mostly_capital(cell.text):
            found = _authority(cell)
            rest = cell.cut(found[2]) if found else cell
            if found and (authority is None or _ORDER.index(found[0]) < _ORDER.index(authority[0])):
                authority = (found[0], found[1])
            if _OFFICE.match(norm(rest.text)) and not (found and found[0] in {"KT.", "TL.", "TUQ.", "TM."}):
                title = rest
                continue
        if title is not None or authority is not None:
            name = _name(cell) or name
    return Signer(
        name=name.text if name else None,
        title=_squeezed(title),
        authority=authority[0] if authority else None,
        sources=_sources(name=name, title=title, authority=authority[1] if authority else None),
    )


def _authority(cell: Passage) -> tuple[str, Passage, int] | None:
    found = _AUTHORITY.match(cell.text)
    if not found:
        return None
    short = re.sub(r"[\s/]", "", found.group(1)).upper() + "."
    return short, cell.cut(*found.span()), found.end()


def _name(cell: Passage) -> Passage | None:
    found = _NAME.match(cell.text)
    if not found or _NO_NAME.search(norm(cell.text)) or _BODY_LINE.match(cell.low) or len(cell) > 45:
        return None
    if _OFFICE.match(norm(cell.text)):
        return None
    return cell.group(found, 1)


def _squeezed(words: Passage | None) -> str | None:
    return " ".join(words.text.split()) if words else None


def _sources(**parts: Passage | None) -> dict[str, Quote]:
    return {key: words.quote for key, words in parts.items() if words is not None and words.quote is not None}
