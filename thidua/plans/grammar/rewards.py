"""Forms of reward and who gives them, as a sentence says it: “Giấy khen của …”, “đề nghị … tặng Bằng khen”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from thidua.plans.grammar.bodies import BODY, body_at
from thidua.plans.passage import Passage

_FORM = re.compile(
    r"(?P<form>giấy khen|bằng khen|huân chương(?: (?:lao động|độc lập|hữu nghị|sao vàng|"
    r"hồ chí minh))?(?: hạng (?:nhất|nhì|ba))?|"
    r"cờ thi đua|cờ đơn vị dẫn đầu|kỷ niệm chương|huy chương|thư khen|giấy chứng nhận|giấy biểu dương|"
    r"chiến sĩ thi đua (?:cơ sở|toàn quốc|cấp (?:tỉnh|bộ|cơ sở)|ngành)|tập thể lao động (?:xuất sắc|tiên tiến)|"
    r"đơn vị (?:quyết thắng|tiên tiến)|lao động tiên tiến|chiến sĩ tiên tiến|giải (?:nhất|nhì|ba|khuyến khích|"
    r"đặc biệt))\b"
)
_OF = re.compile(r"\s*(?:của|do)\s+")
_GIVES = re.compile(r"(?:tặng|khen thưởng|trao|tặng thưởng|quyết định|xét|cấp|phong tặng|xem xét|biểu dương)")
_ALSO_GIVES = re.compile(r",\s*(?:và )?tặng\s+$")  # “tặng Cờ thi đua cho …, tặng Bằng khen cho …”: one giver
_ASKS = re.compile(r"(?:đề nghị|trình|đề xuất|kiến nghị|đề cử|giới thiệu|báo cáo)\b")


MOST = 30  # a sentence that names more forms than this is no list of rewards


_ASKED_AFTER = re.compile(
    r"\s*(?::|-|,)?\s*(?:[^.;:()]{0,60}\s)?(?<!được )(?:đề nghị|trình)\s+(?:xét\s+)?(?:tặng|khen)|"
    r"[^.;()]{0,60}\([^.;()]*\b(?:đề nghị|trình)\s*\)"
)


@dataclass(frozen=True)
class RewardMention:
    """One mention of a form of reward: who gives it and whether it is asked of them."""

    form: str
    authority: Passage | None
    asked: bool
    words: Passage
    scope: Passage  # from the form to the next one: for whom, how many


_SAME_GIVER = re.compile(
    r"(?:(?!đề nghị|trình|của|do )[^.])*[;,]\s*(?:và\s+)?(?:xét\s+)?(?:tặng|trao tặng|trao|khen tặng)\s+(?:thưởng\s+)?"
)


def reward_mentions(words: Passage) -> Iterator[RewardMention]:
    """Give the forms of reward a passage names, in order."""
    found = list(islice(_FORM.finditer(words.low), MOST))
    giver: Passage | None = None
    previous: Passage | None = None
    for place, mention in enumerate(found):
        floor = found[place - 1].end() if place else 0
        authority, end = _after(words, mention.end())
        if (
            authority is None
            and place + 1 < len(found)
            and _linked(words.low[mention.end() : found[place + 1].start()])
        ):
            authority, _ = _after(words, found[place + 1].end())
        asked_from = mention.start()
        if place and authority is None and _SAME_GIVER.fullmatch(words.low[floor : mention.start()]):
            authority = giver
        elif authority is None:
            authority = _before(words, floor, mention.start())
            asked_from = _place_of(words, authority) if authority else mention.start()
        if authority is None and previous is not None and _ALSO_GIVES.search(words.low[floor : mention.start()]):
            authority = previous
        previous = authority
        asked = bool(
            _ASKS.search(words.low, max(floor, asked_from - 40), asked_from)
            or _asked_at_all(words.low, mention.start())
            or _ASKED_AFTER.match(words.low, end)
        )
        giver = authority
        form = words.text[mention.start("form") : mention.end("form")]
        scope = words.cut(mention.start(), found[place + 1].start() if place + 1 < len(found) else None)
        yield RewardMention(_canonical(form), authority, asked, words.cut(mention.start(), end), scope)
        for other, stop in _further(words, end):
            yield RewardMention(_canonical(form), other, asked, words.cut(mention.start(), stop), scope)


def _canonical(form: str) -> str:
    clean = " ".join(form.split())
    return (
        clean[0].upper() + clean[1:].lower()
        if clean.isupper() or (clean.istitle() and "chương" not in clean.lower())
        else clean[0].upper() + clean[1:]
    )


def _linked(between: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:,|và|hoặc|/)\s*", between))


def _after(words: Passage, place: int) -> tuple[Passage | None, int]:
    if lead := _OF.match(words.low, place):
        body = body_at(words, lead.end())
        if body is not None:
            return body, _place_of(words, body) + len(body.text)
    return None, place


_OTHER_HEAD = re.compile(
    r"\s*(?:,|và|hoặc)\s+(?=(?:chủ tịch|giám đốc|bộ trưởng|thủ trưởng|thủ tướng|ban thường vụ|tổng giám đốc)\b)"
)


def _further(words: Passage, place: int) -> Iterator[tuple[Passage, int]]:
    """“Giấy khen của Giám đốc Sở, Chủ tịch UBND huyện”: one form, two authorities."""
    while lead := _OTHER_HEAD.match(words.low, place):
        body = body_at(words, lead.end())
        if body is None:
            return
        place = _place_of(words, body) + len(body.text)
        yield body, place


def _place_of(words: Passage, part: Passage) -> int:
    return words.at.index(part.start) if part.start in words.at else 0


_SUBJECTS_BETWEEN = re.compile(r"[.;]")


def _before(words: Passage, floor: int, place: int) -> Passage | None:
    """The body that gives, named before: “Chủ tịch UBND tỉnh xét tặng Bằng khen cho …”."""
    start = max(floor, place - 160)
    for stop in _SUBJECTS_BETWEEN.finditer(words.low, start, place):
        start = stop.end()
    best = None
    for found in BODY.finditer(words.text, start, place):
        between = words.low[found.end() : place]
        if _GIVES.search(between) and len(between) < 90 and not re.search(r"^\s*(?:xét )?đề nghị|^\s*trình", between):
            best = words.group(found).trimmed(" ,-–")
    return best


def _asked_at_all(low: str, place: int) -> bool:
    start = max(low.rfind(".", 0, place), low.rfind(";", 0, place), place - 400) + 1
    return bool(re.search(r"(?:đề nghị|trình|đề xuất)\b[^.;]{0,120}(?:tặng|khen|xét)", low[start:place]))
