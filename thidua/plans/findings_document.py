"""Findings about the paper itself: number, day, signature, names, misprints, broken paragraphs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from thidua.base.text import norm, words
from thidua.plans.case import Case, error, note, warning
from thidua.plans.draft import Finding
from thidua.plans.numbering import sign_of
from thidua.plans.passage import lowered

_LEVEL_WORD = re.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+(?=\S)", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAME_WORDS = 3

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})\s?(/{1,3})\s?(\d{1,2})\s?(/{1,3})\s?(\d{4})(?!\d)")
_SPELT = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})(?!\d)", re.I)
_RUN_TOGETHER = re.compile(r"\b\d{1,5}/(?:\d{4}/)?(?:KH|QĐ|NĐ|NQ|TTr|TT|CT|HD|BC|TB)(?:UBND|HĐND|CP|TTg|BNV|TU|SNV)\b")
_ENDS_OPEN = re.compile(r"[^\W\d_]$|[,–-]$")
_THROUGH = re.compile(r"\(\s*\*?\s*qua\s+([^()]{3,60}?)\s*\*?\s*\)", re.I)
_POLITE = re.compile(r"^(?:đồng chí|đ/c|ông|bà|anh|chị)\s+(?=[^\W\d_])", re.I)
_OFFICE = re.compile(
    r"(?:phong|so|ban|van phong|co quan|hoi dong|ubnd|uy ban|trung tam|vu|cuc|chi cuc|doan|hoi|bo|to|khoa|truong|"
    r"thanh tra|he thong|dia chi|thu dien tu|email|truc|bo phan|don vi|vien|cong|phan mem|duong|buu dien|dang uy|"
    r"cong doan|mat tran)\b"
)


def unnumbered(case: Case) -> Iterator[Finding]:
    """Ask for the number, the day and the signature that are not printed."""
    document = case.draft.document
    symbol = document.sources.get("symbol")
    if not document.number:
        yield error("number-missing", "Văn bản chưa có số. Hãy nhập số văn thư cấp khi ban hành.", symbol)
    if not document.date:
        said = f"chỉ in tháng {document.month[5:]}/{document.month[:4]}, chưa có ngày" if document.month else "chưa có"
        message = f"Ngày ban hành {said}. Hãy nhập ngày ký: hạn tính “kể từ ngày ban hành” và luật áp dụng dựa vào đó."
        yield error("date-missing", message, document.sources.get("month") or document.sources.get("place"))
    if not document.issuer:
        yield error("issuer-missing", "Không thấy tên cơ quan ban hành. Hãy nhập cơ quan ban hành.")
    if not document.signer.name:
        yield error("signer-missing", "Không thấy họ tên người ký. Hãy nhập người ký và chức vụ.")


@dataclass(frozen=True)
class _Spot:
    """One word of the text: where it stands, and folded."""

    start: int
    end: int
    folded: str
    is_capital: bool


@lru_cache(maxsize=10_000)
def _folded(word: str) -> str:
    """A plan says the same few hundred words again and again."""
    return norm(word)


def spelt_two_ways(case: Case) -> Iterator[Finding]:
    """Find a proper name written with different marks: “Nguyễn Bình” and “Nguyên Bình”."""
    spots = [
        _Spot(found.start(), found.end(), _folded(found.group()), found.group()[0].isupper())
        for found in _WORD.finditer(case.text)
    ]
    names = _place_names(case.text, spots)
    if signer := case.draft.document.signer.name:
        names.add(tuple(norm(signer).split()))
    for spellings in _spellings(case.text, spots, names):
        if len(spellings) > 1:
            places = [quote for span in spellings.values() for quote in case.quote(*span)]
            shown = words(f"“{quote.quote}”" for quote in places)
            message = f"Một tên riêng viết {len(spellings)} cách: {shown}. Hãy chọn cách viết đúng và sửa chỗ còn lại."
            yield error("name-spelt-two-ways", message, *places)


def _spellings(text: str, spots: list[_Spot], names: set[tuple[str, ...]]) -> Iterator[dict[str, tuple[int, int]]]:
    """Give for each name its spellings, each with the first place it stands; one walk over the words for all names."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names):
        by_first.setdefault(name[0], []).append(name)
    found: dict[tuple[str, ...], dict[str, tuple[int, int]]] = {name: {} for name in sorted(names)}
    for at, spot in enumerate(spots):
        for name in by_first.get(spot.folded, ()):
            window = spots[at : at + len(name)]
            if tuple(each.folded for each in window) == name and _is_name(text, window):
                span = window[0].start, window[-1].end
                found[name].setdefault(lowered(" ".join(text[slice(*span)].split())), span)
    yield from found.values()


def _place_names(text: str, spots: list[_Spot]) -> set[tuple[str, ...]]:
    """Gather folded names of two words and more that follow a word of level."""
    by_start = {spot.start: at for at, spot in enumerate(spots)}
    found: set[tuple[str, ...]] = set()
    for level in _LEVEL_WORD.finditer(text):
        at = by_start.get(level.end(), len(spots))
        run: list[_Spot] = []
        while at < len(spots) and len(run) < _NAME_WORDS and _is_name(text, [*run, spots[at]]):
            run.append(spots[at])
            at += 1
        if run and run[0].folded != "hoi":  # “xã hội” is no commune
            found |= {tuple(spot.folded for spot in run[:size]) for size in range(2, len(run) + 1)}
    return found


def _is_name(text: str, run: list[_Spot]) -> bool:
    """Say whether words stand side by side and each begins with a capital."""
    gaps = (text[left.end : right.start] for left, right in pairwise(run))
    return all(spot.is_capital for spot in run) and all(not gap.strip() and gap.count("\n") < 2 for gap in gaps)


def misprinted(case: Case) -> Iterator[Finding]:
    """Find days that do not exist, doubled slashes and numbers of acts run together."""
    for found in _SLASHED.finditer(case.text):
        place = case.quote(*found.span())
        if found[2] != "/" or found[4] != "/":
            yield warning("date-malformed", f"Ngày “{found.group()}” viết thừa dấu gạch. Hãy sửa lại.", *place)
        elif not _exists(found[5], found[3], found[1]):
            yield error("date-malformed", f"Không có ngày “{found.group()}” trong lịch. Hãy sửa lại.", *place)
    for found in _SPELT.finditer(case.text):
        if not _exists(found[3], found[2], found[1]):
            message = f"Không có “{found.group()}” trong lịch. Hãy sửa lại."
            yield error("date-malformed", message, *case.quote(*found.span()))
    for found in _RUN_TOGETHER.finditer(case.text):
        message = f"Số, ký hiệu “{found.group()}” thiếu dấu gạch nối. Hãy viết đúng số, ký hiệu của văn bản."
        yield note("number-malformed", message, *case.quote(*found.span()))


def _exists(year: str, month: str, day: str) -> bool:
    try:
        return bool(date(int(year), int(month), int(day)))
    except ValueError:
        return False


def broken(case: Case) -> Iterator[Finding]:
    """Find paragraphs that a page break has cut in the middle of a sentence."""
    cuts = list(_cuts(case))
    if cuts:
        places = [quote for before, start in cuts for quote in (*case.quote(*before), *case.quote(start, start + 1))]
        message = f"{len(cuts):02d} đoạn bị ngắt giữa câu (thường do sang trang). Hãy nối lại để không hiểu sai."
        yield note("paragraph-cut", message, *places)


def _cuts(case: Case) -> Iterator[tuple[tuple[int, int], int]]:
    """Give the last words before each cut and where the rest begins."""
    before: tuple[int, int] | None = None
    gap = False
    for line in case.page.lines():
        bare = line.cut()
        if not bare or bare.text.strip(" -–—").isdigit():
            gap = True
            continue
        if (
            before
            and gap
            and bare.text[0].islower()
            and sign_of(bare.text) is None
            and _ENDS_OPEN.search(case.text[slice(*before)])
        ):
            yield (max(before[0], before[1] - 60), before[1]), bare.start
        before, gap = (bare.at[0], bare.at[-1] + 1), False


def person_as_office(case: Case) -> Iterator[Finding]:
    """Find papers sent through a person by name: people move, offices stay."""
    for found in _THROUGH.finditer(case.text):
        whom = found[1].strip(" *")
        parts = _POLITE.sub("", whom).split()
        named = all(part[0].isupper() and part.isalpha() for part in parts) and 2 <= len(parts) <= 5
        if named and (_POLITE.match(whom) or not _OFFICE.match(norm(whom))):
            message = f"Đầu mối nhận là một người (“{whom}”). Hãy ghi phòng, bộ phận nhận: người có thể đổi việc."
            yield warning("person-named-as-office", message, *case.quote(*found.span()))


CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    unnumbered,
    spelt_two_ways,
    misprinted,
    broken,
    person_as_office,
)
