"""Time limits in a sentence: before or until a day, yearly, N days after something, announced later, a month."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day  # noqa: N812 - the field is called "date" by the contract
from datetime import timedelta
from itertools import islice, zip_longest

from thidua.plans.grammar.acts import acts
from thidua.plans.grammar.days import Mention, mentions
from thidua.plans.passage import Passage


@dataclass(frozen=True)
class Limit:
    """One time limit as the words say it."""

    meaning: str  # before until relative announced yearly_before yearly_until vague
    words: Passage
    start: int
    date: Day | None = None
    last_day: Day | None = None
    month_day: str | None = None
    days: int | None = None
    day_kind: str | None = None
    event: str | None = None
    shape: str = "day"


_BEFORE = re.compile(
    r"(?:(?:chậm nhất|muộn nhất|xong|hoàn thành)\s+)?(?:(?:là|vào|đến)\s+)*trước\s*(?:thời hạn |thời điểm |hạn )?"
    r"(?P<hour>\d{1,2}\s*(?:giờ|h|g)\s*\d*\s*(?:phút)?,?\s*)?(?:ngày |mùng |các ngày )?$"
)
_UNTIL = re.compile(
    r"(?:(?:đến|tới|chậm nhất|muộn nhất|không quá|hạn cuối|hạn chót|thời hạn|hạn nộp|hạn gửi|không muộn hơn|"
    r"hết hạn)(?:\s+(?:là|vào|đến|trong|cùng|cuối cùng))*(?:\s+hết)?|"
    r"hết|vào(?: các)?)\s*:?\s*(?:\d{1,2}\s*(?:giờ|h|g)\s*\d*\s*(?:phút)?,?\s*)?(?:ngày |mùng |các ngày )?$"
)
_SINCE = re.compile(r"(?:kể từ|từ|bắt đầu|bắt đầu từ|ký|ban hành|sinh|thành lập)\s*(?:ngày )?$")
_LOOSE = re.compile(
    r"(?:trong|vào|đầu|cuối|giữa|trước|đến|hết|dịp|khoảng|:)\s*(?:tháng|hết|cuối|đầu|thời gian|(?:thượng|trung|"
    r"hạ) tuần)?\s*$"
)
_AND = re.compile(r"\s*(?:\([^)]{0,60}\)\s*)?(?:,|và|hoặc|;)\s*(?:trước\s+)?(?:ngày )?\s*$")
_YEARLY = re.compile(r"hàng năm|mỗi năm|từng năm|năm sau|năm kế tiếp|năm tiếp theo|của năm")
_RELATIVE = re.compile(
    r"(?:(?P<lead>chậm nhất|muộn nhất|trong (?:vòng|thời hạn|thời gian)|không quá|tối đa|sau)(?:\s+(?:là|sau|"
    r"không quá))*\s*)?"
    r"(?<!\d)(?P<n>\d{1,3})(?:\s*\([^)]{1,20}\))?\s*ngày(?P<work>\s+làm việc)?\s*,?\s*"
    r"(?P<from>kể từ(?: (?:ngày|khi|thời điểm|lúc))?|tính từ(?: (?:ngày|khi))?|từ (?:ngày|khi)|sau (?:khi|ngày)|"
    r"trước (?:khi|ngày)|sau)\s*(?P<event>[^.;]{2,400})"
)
_RELATIVE_BACK = re.compile(
    r"(?:kể từ|sau|từ)\s*(?:ngày|khi)\s+(?P<event>[^.;,]{4,200}),?\s*(?:trong (?:vòng|thời hạn)|chậm nhất|"
    r"không quá)(?:\s+(?:là|sau))*\s*"
    r"(?P<n>\d{1,3})\s*ngày(?P<work>\s+làm việc)?(?!\s*(?:kể|tính|sau|từ))"
)
_EVENT_END = re.compile(
    r",\s+(?=(?:các |thủ trưởng |đơn vị|phòng|sở|ubnd|ban |hội đồng|cơ quan|gửi|nộp|phải|lập|tổ chức|báo cáo|"
    r"đề nghị|để )\b)|\s+\(?để tổng hợp"
)
_ANNOUNCED = re.compile(
    r"sẽ (?:có |được )?(?:văn bản )?(?:thông báo|hướng dẫn)|(?:theo|khi có) (?:thông báo|văn bản)(?: hướng dẫn|"
    r" đề nghị)?(?: (?:của|riêng|hàng năm|cụ thể))|(?:thông báo|hướng dẫn) (?:cụ thể )?sau|"
    r"có (?:thông báo|văn bản|hướng dẫn) (?:riêng|sau|cụ thể)|thông báo (?:riêng|bằng văn bản)"
)
_AFTER = re.compile(r"\b(?:sau khi|khi)\s+(?P<event>[^.;]{6,300})")


MOST = 20  # a sentence with more days than this sets no deadline
_MONTHLY = re.compile(
    r"(?:trước|đến|chậm nhất|vào)\s+(?:là )?(?:ngày )?\d{1,2}\s+(?:của )?"
    r"(?:hàng tháng|hàng quý|mỗi tháng|tháng cuối|tháng đầu|tháng liền)"
)


def limits(words: Passage, *, bare: bool = False) -> Iterator[Limit]:
    """Give the time limits of a sentence in order; ``bare`` takes a day without “trước” or “đến” as the last one."""
    low = words.low
    taken = [(act.start, act.end) for act in acts(words)]
    previous: Limit | None = None
    related = list(_relative(words))
    yield from related
    inside = [(each.start, each.start + len(each.words)) for each in related]
    seen = False
    for mention in _with_shared_year(low):
        if any(start <= mention.start < end for start, end in [*taken, *inside]):
            continue
        limit = _limit(words, mention, previous, bare=bare and not seen)
        seen = True
        if limit is not None:
            yield limit
        previous = limit
    if not seen and not related and (monthly := _MONTHLY.search(low)):
        yield Limit("vague", words.group(monthly), monthly.start(), shape="day of month")
        return
    if not related and previous is None and (found := _ANNOUNCED.search(low)):
        event = _AFTER.search(low)
        said = words.text[event.start("event") : event.end("event")].strip(" ,") if event else None
        yield Limit("announced", words, found.start(), event=said)


_BOTH = re.compile(r"\s*và\s*(?:trước\s+)?(?:ngày\s+)?")


def _with_shared_year(low: str) -> Iterator[Mention]:
    """“trước ngày 10 tháng 6 và ngày 10 tháng 11 năm 2026”: the year is said once for both."""
    every = list(islice(mentions(low), MOST))
    for mention, after in zip_longest(every, every[1:]):
        last = after.day if after is not None and _BOTH.fullmatch(low, mention.end, after.start) else None
        if last is not None and mention.month_day is not None:
            month, day = (int(part) for part in mention.month_day.split("-"))
            if (month, day) <= (last.month, last.day):
                yield replace(mention, shape="day", day=Day(last.year, month, day), month_day=None)
                continue
        yield mention


def _relative(words: Passage) -> Iterator[Limit]:
    found = list(islice(_RELATIVE.finditer(words.low), MOST)) or list(islice(_RELATIVE_BACK.finditer(words.low), MOST))
    for each in found:
        event = words.text[each.start("event") : each.end("event")]
        end = _EVENT_END.search(event.lower())
        event = event[: end.start()] if end else event
        kind = "working" if each.group("work") else None
        at = words.cut(
            each.start(), each.start("event") + len(event) if each.start("event") > each.start("n") else each.end()
        )
        yield Limit("relative", at, each.start(), days=int(each.group("n")), day_kind=kind, event=event.strip(" ,:"))


def _limit(words: Passage, mention: Mention, previous: Limit | None, *, bare: bool) -> Limit | None:
    low = words.low
    lead = low[max(0, mention.start - 60) : mention.start]
    lead += low[mention.start : mention.start + _shared(low, mention)]
    if _SINCE.search(lead):
        return None
    before, until = _BEFORE.search(lead), _UNTIL.search(lead)
    found = before or until
    start = mention.start - (len(found.group()) - _shared(low, mention)) if found else mention.start
    at = words.cut(max(0, min(start, mention.start)), _end_of_year(low, mention.end))
    if mention.shape in {"month", "quarter", "year"}:
        return _vague(words, mention, lead, at)
    if mention.shape == "malformed":
        return Limit("vague", at, mention.start, shape="malformed") if before or until or bare else None
    meaning = "until" if before and before.group("hour") else "before" if before else "until" if until or bare else None
    if (
        meaning is None
        and previous is not None
        and _AND.search(low[previous.start : mention.start].split(previous.words.text.lower())[-1][-40:])
    ):
        meaning = "before" if "before" in previous.meaning else "until"
    if meaning is None:
        return None
    if mention.day is not None:
        last = mention.day - timedelta(days=1) if meaning == "before" else mention.day
        return Limit(meaning, at, mention.start, mention.day, last)
    return Limit(f"yearly_{meaning}", at, mention.start, month_day=mention.month_day)


def _shared(low: str, mention: Mention) -> int:
    """The length of “ngày ” when the mention itself begins with it."""
    return 5 if low[mention.start : mention.start + 5] == "ngày " else 0


def _end_of_year(low: str, end: int) -> int:
    after = re.match(r"\s*(?:của )?(?:hàng năm|mỗi năm|năm sau|năm kế tiếp|năm tiếp theo)", low[end:])
    return end + after.end() if after else end


def _vague(words: Passage, mention: Mention, lead: str, at: Passage) -> Limit | None:
    loose = _LOOSE.search(lead)
    if mention.shape == "year":
        if not loose or not re.search(r"cuối|vào|đầu", loose.group()):
            return None
        if re.search(r"trong năm|đến năm|của năm", lead):
            return None
    elif mention.shape == "month" and not loose and mention.year is None:
        return None
    start = mention.start - (len(loose.group()) if loose else 0)
    return Limit("vague", words.cut(max(0, start), mention.end) if loose else at, mention.start, shape=mention.shape)
