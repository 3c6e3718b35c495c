"""Legal acts and papers a plan names: kind, number, day and issuer, each place where one stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.base.text import CAPITALS
from thidua.plans.grammar.bodies import body_at
from thidua.plans.grammar.days import mentions
from thidua.plans.passage import Passage

_KIND = (
    "bộ luật|luật|pháp lệnh|nghị định|nghị quyết liên tịch|nghị quyết|quyết định|chỉ thị|kết luận|thông tư liên tịch|"
    "thông tư|"
    "thông báo|kế hoạch liên tịch|kế hoạch|hướng dẫn liên tịch|hướng dẫn|công văn|công điện|tờ trình|báo cáo|"
    "quy định|quy chế|"
    "chương trình hành động|chương trình phối hợp|chương trình|đề án|văn bản hợp nhất|văn bản|thông tri|lệnh"
)
_BY_SYMBOL = {
    "qh": "Luật", "nđ": "Nghị định", "nq": "Nghị quyết", "qđ": "Quyết định", "ct": "Chỉ thị", "kl": "Kết luận",
    "tt": "Thông tư", "ttlt": "Thông tư liên tịch", "tb": "Thông báo", "kh": "Kế hoạch", "hd": "Hướng dẫn",
    "cv": "Công văn", "ttr": "Tờ trình", "bc": "Báo cáo", "ctr": "Chương trình", "vbhn": "Văn bản hợp nhất",
    "qc": "Quy chế", "cđ": "Công điện", "qđi": "Quy định",
}  # fmt: skip
NUMBER = rf"\d{{1,5}}\s?[/\-–]\s?(?:(?:19|20)\d\d\s?[/\-]\s?)?[{CAPITALS}][\w]*(?:\s?[-–/&.]\s?[{CAPITALS}][\w&]*)*"
_NUMBER = re.compile(rf"(?<![\d/\w]){NUMBER}")
_KIND_BY_DAY = re.compile(
    rf"\b(?P<kind>{_KIND})\b(?P<name>(?:(?!\b(?:{_KIND})\b)[^;:.\d]){{0,90}}?)\s+(?:(?P<no>số \d{{1,5}})\s+)?ngày\s+"
)
_TITLE_WORD = re.compile(r"^\s*(?:(?:tổng thể|hành động|phối hợp|liên tịch)\s*)?(?:số|nêu trên số)?\s*[:.]?\s*$")


@dataclass(frozen=True)
class Act:
    """One mention of an act."""

    kind: str
    number: str | None
    day: date | None
    issuer: Passage | None
    words: Passage
    start: int
    end: int


def acts(words: Passage) -> Iterator[Act]:
    """Give the acts a passage names, in order; acts with neither number nor day are not counted."""
    done = 0
    kind: str | None = None
    kind_end = 0
    for found in _NUMBER.finditer(words.text):
        before = words.low[max(0, found.start() - 160) : found.start()]
        named = _kind_before(before, found.start(), words.low)
        if named:
            kind, kind_start = named
        elif kind and re.fullmatch(r"[^.:]{0,400}(?:số|,|;|và)\s*", words.low[kind_end : found.start()][-400:] or "x"):
            kind_start = found.start()
        else:
            kind, kind_start = None, found.start()
        yield from _unnumbered(words, done, kind_start)
        by_symbol = _kind_by_symbol(found.group())
        if by_symbol is None and kind is None:
            continue
        act = _complete(words, _best_kind(kind, by_symbol), clean_number(found.group()), kind_start, found.end())
        done = kind_end = act.end
        yield act
    yield from _unnumbered(words, done, len(words.text))


def _best_kind(kind: str | None, by_symbol: str | None) -> str:
    if kind and by_symbol and by_symbol.lower() not in kind and kind in {"văn bản", "đề án", "chương trình"}:
        return by_symbol
    return (kind or by_symbol or "Văn bản").capitalize() if kind else by_symbol or "Văn bản"


_KIND_IN = re.compile(rf"\b(?:các )?({_KIND})\b")
_LAW_NAME = re.compile(r"[^;:.\d]{0,120}\bsố\s*:?\s*|[^;:.\d]{0,120}\(\s*")


def _kind_before(before: str, place: int, low: str) -> tuple[str, int] | None:
    """Find the kind a number belongs to; a law may name itself between its kind and its number."""
    found = None
    for found in _KIND_IN.finditer(before):  # noqa: B007 - the last one counts
        pass
    if found is None:
        return None
    between = before[found.end() :]
    named_law = found.group(1) in {"luật", "bộ luật", "pháp lệnh"} and _LAW_NAME.fullmatch(between)
    if not _TITLE_WORD.match(between) and not named_law:
        return None
    return found.group(1), place - len(before) + found.start(1)


def _kind_by_symbol(number: str) -> str | None:
    for piece in re.split(r"[-–/\s]+", number.lower())[1:]:
        letters = re.match(r"[a-zđ]+", piece)
        if letters and letters.group() in _BY_SYMBOL:
            return _BY_SYMBOL[letters.group()]
    glued = re.search(r"[/\-]\s?(kh|qđ|nđ|hd|ct|nq|tb)(?:ubnd|cp|ttg|sở|tu|hđnd)", number.lower())
    return _BY_SYMBOL[glued.group(1)] if glued else None


def clean_number(number: str) -> str:
    """Give the number without the blanks a scan or a hand put between its signs."""
    return re.sub(r"\s*([/\-–&.])\s*", lambda found: found.group(1).replace("–", "-"), number).strip()


_DAY_LEAD = re.compile(r"\s*(?:,|\()?\s*(?:ban hành\s+)?(?:ngày|ký ngày)\s*")
_OF = re.compile(r"\s*(?:,|\))?\s*(?:của|do)\s+(?:liên\s+(?:ngành|bộ)\s+)?")


def _complete(words: Passage, kind: str, number: str | None, start: int, end: int) -> Act:
    """Read the day and the issuer that follow a number."""
    day = None
    if lead := _DAY_LEAD.match(words.low, end):
        mention = next(mentions(words.low, lead.end() - len("ngày "), lead.end() + 30), None)
        if mention and mention.start <= lead.end() + 2:
            day, end = mention.day, mention.end
    issuer = None
    if of := _OF.match(words.low, end):
        issuer = body_at(words, of.end())
        if issuer is not None and issuer.text:
            end = words.text.find(issuer.text, of.end()) + len(issuer.text)
    return Act(kind, number, day, issuer, words.cut(start, end), start, end)


_IS_DEADLINE = re.compile(r"(?:trước|đến|hết|từ|kể từ|vào|chậm nhất là|là|qua|nhất|vụ\))$")
_HAS_DEADLINE = re.compile(r"\b(?:báo cáo|kế hoạch|hồ sơ)\b.*\b(?:trước|đến|hết|chậm nhất)$")


def _unnumbered(words: Passage, start: int, end: int) -> Iterator[Act]:
    """Give acts named by their day alone: “Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022”."""
    for found in _KIND_BY_DAY.finditer(words.low, start, end):
        mention = next(mentions(words.low, found.end() - 5, min(end, found.end() + 30)), None)
        if mention is None or mention.day is None or mention.start > found.end() + 1:
            continue
        lead = words.low[found.start() : found.end() - 5].rstrip()
        if _IS_DEADLINE.search(lead) or _HAS_DEADLINE.search(lead):
            continue
        number = found.group("no").removeprefix("số ") if found.group("no") else None
        issuer, place = None, mention.end
        if of := _OF.match(words.low, mention.end):
            issuer = body_at(words, of.end())
            place = of.end() + len(issuer.text) if issuer else place
        kind = found.group("kind").capitalize()
        yield Act(kind, number, mention.day, issuer, words.cut(found.start(), place), found.start(), place)
