"""When the movement runs and which rounds it has; a day that is not printed is not made up."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from thidua.base.text import norm
from thidua.plans.draft import Document, Period, Quote
from thidua.plans.grammar.days import Mention, mentions
from thidua.plans.outline import Node
from thidua.plans.passage import Passage, sentences
from thidua.plans.topics import round_of

_OTHER_ACT = re.compile(
    r"đăng ký|hồ sơ|báo cáo|gửi |nộp |sơ kết|tổng kết|xét khen|bình xét|khen thưởng|công bố|trao giải|chấm điểm|"
    r"ban hành kế hoạch"
)
_START = re.compile(
    r"(?P<issue>(?:kể\s+)?từ\s+(?:ngày\s+|khi\s+)?(?:ký\s+)?(?:ban hành|ký|phát động|có kế hoạch|"
    r"kế hoạch(?: này)?(?: được)? (?:ban hành|ký|có hiệu lực)))"
    r"|(?P<now>(?:kể\s+)?từ (?:nay|bây giờ|thời điểm này))"
    r"|(?P<from>(?:kể\s+)?từ\s+(?:đầu\s+|hết\s+)?(?:ngày\s+)?|bắt đầu\s+(?:từ\s+)?(?:ngày\s+)?)(?=\d|tháng|quý|năm|đầu)"
)
_END = re.compile(
    r"(?:đến|tới|cho đến|kết thúc(?:\s+vào)?|hoàn thành)\s+(?:(?P<before>trước)\s+|(?P<until>hết|"
    r"cuối)\s+)?(?P<vague>cuối\s+|hết\s+)?(?:ngày\s+)?"
    r"(?=\d|tháng|quý|năm)|(?P<before2>trước\s+)(?:ngày\s+)?(?=\d)|(?P<dash>\s*-\s*)(?=\d{1,2}\s?/)"
)
_STAGE = re.compile(
    r"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?\d{4}\s*(?:-|đến)\s*(?:năm\s+)?\d{4}|từ năm \d{4} đến (?:năm |hết năm )?\d{4}|"
    r"giai đoạn\s+\d{4}\s*,"
)
_SCHOOL_YEAR = re.compile(r"năm học \d{4}\s*-\s*\d{4}")
_SPAN = re.compile(r"\b\d{4}\s*-\s*\d{4}\b|\b5 năm\b|\b05 năm\b")


_SPANS = re.compile(r"\btừ\b|bắt đầu|kết thúc|trong năm|phong trào|thời gian (?:thi đua|thực hiện)")
_PHASE = re.compile(r"(?:đợt|giai đoạn|chặng|bước)\s*(?:\d|[iv]+\b|một|hai|ba)")


def read_period(root: Node, document: Document, title: Passage | None, preamble: list[Passage]) -> Period:
    """Read the section on time, else the sentence that says how long the movement runs."""
    found: Period | None = None
    for words in _candidates(root, preamble):
        period = _period(words)
        if period is None:
            continue
        if found is None:
            found = period
            if not _PHASE.search(words.low):
                break
        elif _PHASE.search(words.low) and period.end and found.end and period.end > found.end:
            sources = {**found.sources, **{key: each for key, each in period.sources.items() if key == "end"}}
            found = replace(found, end=period.end, end_kind=period.end_kind, last_day=period.last_day, sources=sources)
    if found is not None:
        return _with_rounds(found, root, title)
    kind = "vague" if title is not None and _STAGE.search(title.low) else "unknown"
    sources = {"end": title.quote} if kind == "vague" and title is not None and title.quote else {}
    return _with_rounds(Period(end_kind=kind, sources=sources), root, title)


def _candidates(root: Node, preamble: list[Passage]) -> list[Passage]:
    """Sentences that may hold the period, the likely ones first."""
    likely: list[Passage] = []
    others: list[Passage] = []
    for node in root.items():
        said = node.said if node.own else node.words
        for sentence in _clauses(said):
            if "dossier" in node.topics and not _SPANS.search(sentence.low):
                continue
            if "period" in node.topics:
                label = node.label.low if node.label is not None else ""
                if not _OTHER_ACT.search(label) and not re.match(
                    r"\s*(?:thời gian )?(?:đăng ký|hồ sơ|sơ kết|tổng kết)", sentence.low
                ):
                    likely.append(sentence)
            elif ("phong trào" in sentence.low and re.search(r"\btừ\b.{0,80}\bđến\b", sentence.low)) or re.search(
                r"thời gian (?:thực hiện|thi đua|triển khai|tổ chức|phát động)[^.;]{0,40}\btừ\b", sentence.low
            ):
                others.append(sentence)
    for words in preamble:
        others += [
            each for each in sentences(words) if re.search(r"thời gian[^.;]{0,40}\btừ\b.{0,60}\bđến\b", each.low)
        ]
    return likely + [each for each in others if not re.search(r"giai đoạn (?:từ )?\d{4}", each.low)]


def _clauses(words: Passage) -> Iterator[Passage]:
    """Sentences, one that names several phases cut at them."""
    for sentence in sentences(words):
        yield from (
            sentence.split(re.compile(r";\s+(?=(?:đợt|giai đoạn|chặng)\b)"))
            if _PHASE.search(sentence.low)
            else [sentence]
        )


def _period(words: Passage) -> Period | None:
    low = words.low
    start = _START.search(low)
    begin, begin_at, place = _begin(words, start)
    end = next((found for found in _END.finditer(low, place) if next(_near(low, found.end()), None)), None)
    if end is None:
        return _without_end(begin, begin_at) if begin else None
    mention = next(_near(low, end.end()))
    at = words.cut(end.start(), mention.end)
    start_day, start_kind = begin or (None, "unknown")
    sources: dict[str, Quote] = {"end": at.quote} if at.quote else {}
    if begin_at is not None and begin_at.quote:
        sources["start"] = begin_at.quote
    if mention.shape != "day" or mention.day is None:
        return Period(start_day, start_kind, None, "vague", None, (), sources)
    before = bool(end.group("before") or end.group("before2"))
    last = mention.day - timedelta(days=1) if before else mention.day
    return Period(start_day, start_kind, mention.day, "before" if before else "until", last, (), sources)


def _near(low: str, place: int) -> Iterator[Mention]:
    return (each for each in mentions(low, max(0, place - 5), place + 40) if place - 5 <= each.start <= place + 2)


def _begin(words: Passage, start: re.Match[str] | None) -> tuple[tuple[date | None, str] | None, Passage | None, int]:
    if start is None:
        return None, None, 0
    if start.group("issue"):
        return (None, "on_issue"), words.group(start), start.end()
    if start.group("now"):
        return (None, "now"), words.group(start), start.end()
    mention: Mention | None = next(_near(words.low, start.end()), None)
    if mention is None:
        return None, None, start.end()
    day = mention.day or _first_day(words.low, mention)
    kind = "date" if day else "unknown"
    return (day, kind), words.cut(start.start(), mention.end), mention.end


def _first_day(low: str, mention: Mention) -> date | None:
    """“từ ngày 01/3 đến ngày 31/12/2024”: the year of the end is said once."""
    if mention.month_day is None:
        return None
    after = next((each for each in mentions(low, mention.end, mention.end + 60) if each.day), None)
    month, day = (int(part) for part in mention.month_day.split("-"))
    if after is None or after.day is None or (month, day) > (after.day.month, after.day.day):
        return None
    try:
        return date(after.day.year, month, day)
    except ValueError:
        return None


def _without_end(begin: tuple[date | None, str], at: Passage | None) -> Period:
    sources = {"start": at.quote} if at is not None and at.quote else {}
    return Period(begin[0], begin[1], None, "unknown", None, (), sources)


def _with_rounds(period: Period, root: Node, title: Passage | None) -> Period:
    rounds = _rounds(root, title, period)
    return replace(period, rounds=rounds)


_REWARDS = frozenset(
    {"award", "quota", "dossier", "deadline", "selection", "reward_subject", "review", "period", "criteria", "register"}
)
_YEARLY = re.compile(r"hàng năm|mỗi năm|từng năm|thường niên")
_YEARLY_OF_ELSE = re.compile(
    r"(?:kinh phí|quỹ|nguồn|ngân sách|kế hoạch|chương trình|chỉ tiêu|nhiệm vụ|dự toán)[^.;]{0,60}(?:hàng năm)"
)
_FINAL = re.compile(
    r"tổng kết (?:phong trào|giai đoạn|0?5 năm|\d{4})|khen thưởng (?:tổng kết|giai đoạn|toàn giai đoạn)|"
    r"kết thúc giai đoạn|khi tổng kết|dịp tổng kết|khen thưởng 0?5 năm"
)


def _rounds(root: Node, title: Passage | None, period: Period) -> tuple[str, ...]:
    """Yearly and stage rounds where the rewards speak of them; one round else."""
    yearly = stage = False
    for node in root.walk():
        if node.paragraph is None or not node.topics & _REWARDS:
            continue
        low = node.words.low
        yearly = (
            yearly
            or node.round == "yearly"
            or bool(_YEARLY.search(_YEARLY_OF_ELSE.sub("", low)) and _about_rewards(low, node))
        )
        stage = (
            stage
            or (node.round == "stage" and "award" in node.topics | _REWARDS and _many_years(title, period))
            or bool(_FINAL.search(low))
        )
    yearly = yearly or bool(
        title is not None and round_of(title.text) == "yearly" and "hang nam" in norm(title.low.replace("hàng", "hang"))
    )
    many = _many_years(title, period)
    if yearly:
        return ("yearly", "stage") if stage and many else ("yearly",)
    return ("stage",) if many else ("once",)


def _about_rewards(low: str, node: Node) -> bool:
    if node.topics & {"criteria"} and not node.topics & {"award"}:
        return False
    return bool(re.search(r"khen|hồ sơ|xét|bình chọn|đăng ký|tặng|thi đua|gửi|sơ kết", low))


def _many_years(title: Passage | None, period: Period) -> bool:
    if period.start and period.end:
        return (period.end - period.start).days > 400
    return bool(title is not None and (_STAGE.search(title.low) or _SPAN.search(_SCHOOL_YEAR.sub("", title.low))))
