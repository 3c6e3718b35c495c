"""Counts of a quota: “không quá 02 tập thể”, “từ 03 đến 05 cá nhân”, “20% tổng số”, “mỗi cụm, khối 01 tập thể”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from thidua.plans.grammar.figures import number
from thidua.plans.passage import Passage

_COLLECTIVE = (
    r"tập thể|đơn vị|cơ quan|phòng|xã, phường|xã|phường|chi bộ|chi đoàn|thôn|trường|doanh nghiệp|khu dân cư|tổ chức|"
    r"hợp tác xã|bệnh viện|trung tâm|trạm|viện|xí nghiệp|chi nhánh|công ty|"
    r"cụm|nhóm|cơ sở|đội(?! viên)|công đoàn cơ sở|chi hội|sở|tổ dân phố|tổ|khoa|lớp|ban|ngành|đoàn thể|"
    r"hội(?! viên)|đảng bộ|"
    r"huyện|thị xã|thành phố|quận|tỉnh|"
    r"bản(?! (?:chính|giấy|gốc|mềm|sao|in|cứng|điện tử|hồ sơ))(?!\s*\))|"
    r"buôn|làng|ấp|khu phố|thị trấn"
)
_INDIVIDUAL = (
    r"cá nhân|người|đồng chí|cán bộ|công chức|viên chức|hộ gia đình|hộ|gương|đoàn viên|hội viên|giáo viên|học sinh|"
    r"chiến sĩ|"
    r"công nhân|nông dân|nhà giáo|thầy thuốc|sinh viên|đảng viên|giảng viên|nghệ nhân|doanh nhân|bác sĩ|phụ nữ|"
    r"thanh niên|lao động"
)
_UNIT = (
    rf"(?P<both>tập thể\s*(?:,|và|hoặc|/)\s*cá nhân|cá nhân\s*(?:,|và|hoặc|/)\s*tập thể|trường hợp|suất|giấy khen|"
    rf"bằng khen)|"
    rf"(?P<one>{_COLLECTIVE})|(?P<many>{_INDIVIDUAL})"
)
_COUNT = re.compile(
    r"(?<![\d/.,%\-])(?:từ\s+)?(?P<n>\d{1,4}(?:[.,]\d+)?)(?:\s*\([^)\d]{2,20}\))?(?:\s*(?:-|"
    r"đến)\s*(?P<m>\d{1,4}))?\s*(?P<pct>%)?\s*"
    rf"(?:(?:trên\s+)?(?:tổng\s+)?số\s+(?:lượng\s+)?)?(?:các\s+|"
    rf"giấy khen cho\s+)?(?:{_UNIT})\b(?:\s*/\s*(?P<slash>[a-zđà-ỹ]+(?: [a-zđà-ỹ]+)?))?"
)
_BARE = re.compile(r"^(?:[^\d]{0,40}?)(?P<n>\d{1,4})(?:\s*-\s*(?P<m>\d{1,4}))?\s*[.;,]?$")
_MAX = re.compile(r"không quá|không vượt quá|tối đa|nhiều nhất|không nhiều hơn|không được quá|≤|trần")
_LEAST = re.compile(r"ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn|chí ít|trở lên")
_GROUP = (
    r"(?:cơ quan|đơn vị|cụm|khối|xã|phường|thị trấn|sở|huyện|tỉnh|thành phố|ngành|địa phương|tổ chức|trường học|trường|"
    r"chi bộ|chi cục|chi hội|chi đoàn|chi nhánh|lĩnh vực|phòng|ban|doanh nghiệp|nhóm|thôn|tổ dân phố|khu phố|"
    r"công đoàn(?: cấp trên)?(?: trực tiếp)?(?: cơ sở)?|cấp|đảng bộ|tập thể|hội|khoa|viện|trung tâm|cơ sở|đội|lớp|"
    r"trạm|bộ phận|đoàn thể)\b"
)
_PER = re.compile(rf"(?:mỗi|từng|cho mỗi|một)\s+(?P<per>{_GROUP}(?:, {_GROUP})*(?:\s+thi đua)?)")
_PART = re.compile(r"trong (?:đó|số đó|số này)\b[^.;]*$")  # a part of a figure already given is no quota of its own


MOST = 60  # a sentence with more figures than this sets no quota


@dataclass(frozen=True)
class Count:
    """One figure of a quota."""

    subject: str | None
    op: str  # max exact range share per_group
    n: int | None
    n_max: int | None
    percent: Any
    per: str | None
    words: Passage


def counts(sentence: Passage) -> Iterator[Count]:
    """Give the figures of a sentence; “tối đa” before two figures holds for both."""
    low = sentence.low
    done, limited = 0, False
    per: str | None = None
    every = list(islice(_COUNT.finditer(low), MOST))
    if not every:
        yield from _labelled(sentence)
    for found in every:
        between = low[done : found.start()]
        if (
            _LEAST.search(between[-25:])
            or (done and _PART.search(between))
            or re.match(r"\s*trở lên", low[found.end() :])
        ):
            done = found.end()
            continue
        if re.search(r"[.;:]", between) and done:
            limited = False
        limited = bool(_MAX.search(between)) or (limited and not re.search(r"[.;]", between))
        group = _last(_PER, between)
        per = group or (per if not re.search(r"[.;]", between) else None)
        done = found.end()
        yield _count(sentence, found, limited, _slashed(found) or per or _slashed_later(every, found, low))


def _last(pattern: re.Pattern[str], text: str) -> str | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the nearest one
        pass
    return found.group("per") if found else None


def _slashed_later(every: list[re.Match[str]], found: re.Match[str], low: str) -> str | None:
    """“02 tập thể, 03 cá nhân/đơn vị”: the group holds for both."""
    place = every.index(found)
    if place + 1 < len(every) and re.fullmatch(r"\s*(?:,|và)\s*", low[found.end() : every[place + 1].start()]):
        return _slashed(every[place + 1])
    return None


def _slashed(found: re.Match[str]) -> str | None:
    words = found.group("slash")
    return re.split(r"\s+(?:và|được|cho|theo|thuộc|có)\b", words)[0] if words else None


def _count(sentence: Passage, found: re.Match[str], limited: bool, per: str | None) -> Count:
    subject = None if found.group("both") else "collective" if found.group("one") else "individual"
    words = sentence.group(found)
    if found.group("pct"):
        return Count(subject, "share", None, None, number(found.group("n")), per, words)
    n, top = int(number(found.group("n"))), found.group("m")
    if top:
        return Count(subject, "range", n, int(top), None, per, words)
    return Count(subject, "per_group" if per else "max" if limited else "exact", n, None, None, per, words)


_LABELLED = re.compile(
    r"(?P<kind>tập thể|cá nhân)\s*:?\s*(?P<op>không quá|tối đa|không vượt quá|là|từ)?\s*(?P<n>\d{1,3})(?:\s*(?:-|"
    r"đến)\s*(?P<m>\d{1,3}))?"
    r"(?=\s*(?:$|[.;,)]|và\b))"
)


def _labelled(sentence: Passage) -> Iterator[Count]:
    """“Tập thể không quá 03; cá nhân không quá 09”: the kind stands before its figure."""
    limited = False
    for found in _LABELLED.finditer(sentence.low):
        subject = "collective" if found.group("kind") == "tập thể" else "individual"
        limited = bool(found.group("op") and _MAX.search(found.group("op")))
        n, top = int(found.group("n")), found.group("m")
        op = "range" if top else "max" if limited else "exact"
        yield Count(subject, op, n, int(top) if top else None, None, None, sentence.group(found))


def bare_count(words: Passage, subject: str | None) -> Count | None:
    """Read a figure that stands alone after a label: “Tập thể: không quá 02”."""
    found = _BARE.match(words.low)
    if not found or subject not in {"collective", "individual"} or _LEAST.search(words.low):
        return None
    per = _last(_PER, words.low[: found.start("n")])
    limited = bool(_MAX.search(words.low))
    n, top = int(found.group("n")), found.group("m")
    op = "range" if top else "per_group" if per else "max" if limited else "exact"
    return Count(
        subject, op, n, int(top) if top else None, None, per, words.cut(0, found.end("m") if top else found.end("n"))
    )
