"""The head of a document: kind, number, place and day, title, movement, theme, issuer."""

import re
from datetime import date
from itertools import pairwise, takewhile

from thidua.base.text import CAPITALS, norm
from thidua.plans import ending
from thidua.plans.draft import Document, Quote
from thidua.plans.grammar.acts import clean_number
from thidua.plans.grammar.bodies import level_of
from thidua.plans.grammar.days import letterhead_day
from thidua.plans.issuer import issuer_of
from thidua.plans.outline import Node
from thidua.plans.paragraphs import mostly_capital
from thidua.plans.passage import Passage, joined
from thidua.plans.structure import Part

_NUMBER = re.compile(
    rf"(?:^|[\s\t|])s(?:ố|o|ô)\s*[:.]?\s*(?P<figure>\d{{0,5}}[a-z]?)(?P<blank>[\s.…_]*)(?P<sign>[-–/])\s*"
    rf"(?P<symbol>[{CAPITALS}][\w]*(?:\s?[-–/.&]\s?[{CAPITALS}][\w&]*)*)",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"\t+|\s{4,}|\s*\|\s*")
_AFTER_CAPITALS = re.compile(rf"(?:[{CAPITALS}]{{2,}}\s+)+(?=[{CAPITALS}]\w*[^\W{CAPITALS}\d_])")
_PLACE_DAY = re.compile(rf"(?P<place>[{CAPITALS}][^,\t\n;:]{{1,40}}?)\s*,?\s*ngày[\s.…_\d]*tháng", re.I)
_MOVEMENT = re.compile(
    r"(?:phong trào|đợt|cuộc vận động|chuyên đề)\s+thi đua(?:\s+(?:yêu nước|đặc biệt|chuyên đề|ngắn ngày))?\s*"
)
_QUOTED = re.compile(r"[“\"«](?P<in>[^”\"»]{6,300})[”\"»]")
_THEME = re.compile(
    r"chủ đề(?:\s+(?:thi đua|năm \d{4}|của năm|là|phong trào|phong trào thi đua))*\s*[:,]?\s*(?:là\s*:?\s*)?(?=[“\"])"
)


_NAMED_BEFORE_THEME = re.compile(  # “phong trào thi đua lao động sản xuất năm 2025, chủ đề “…””: the name stands first
    r"(?P<name>(?!(?:năm|với|theo|chào mừng|giai đoạn|đợt|trong|của|các|quý)\b)\w+(?:[ ,-]+\w+){2,}?)[\s,.-]*"
    r"(?:với |theo |có )?chủ đề\s*:?\s*"
)


def read_document(part: Part, plan: Part, root: Node, *, launches: bool) -> Document:
    """Read what stands before and after the body; ``plan`` is the part that holds the plan itself."""
    head = _cells(part.head)
    number, symbol, numbered = _number(part.head)
    tail = _cells(part.ending)
    dated = _dated([*head, *tail])
    title = part.title
    movement = _movement(part, plan) if launches else None
    theme = _theme(part, plan, root) if launches else None
    issuer, issuer_at = issuer_of(part, plan, head)
    place = _place([*head, *tail])
    sources = {
        "kind": part.kind_at, "number": numbered if number else None, "symbol": numbered, "place": place,
        "date": dated[2] if dated[0] else None, "month": dated[2] if dated[1] else None, "title": title,
        "movement": movement, "theme": theme, "issuer": issuer_at,
    }  # fmt: skip
    return Document(
        kind=part.kind,
        launches_movement=launches,
        issuer=issuer,
        issuer_level=(level_of(issuer) or _printed_level(head) or "khac") if issuer else None,
        number=number,
        symbol=symbol,
        place=place.text if place else None,
        date=dated[0],
        month=dated[1],
        title=title.text if title else None,
        movement=movement.text if movement else None,
        theme=theme.text if theme else None,
        signer=ending.signer(part.ending),
        sources=_quotes(sources),
    )


def _printed_level(head: list[Passage]) -> str | None:
    """The level the letterhead shows, for an issuer whose name shows none: “Ban Thường vụ Đảng ủy”."""
    capital = [
        cell.text for cell in head if mostly_capital(cell.text) and not re.search(r"(?i)cộng|đảng cộng", cell.text)
    ]
    return next((level for text in reversed(capital) if (level := level_of(text))), None)


def _cells(lines: list[Passage]) -> list[Passage]:
    """The columns of a letterhead, whatever keeps them apart."""
    return [cell for line in lines for cell in line.split(_COLUMNS)]


def _quotes(sources: dict[str, Passage | None]) -> dict[str, Quote]:
    return {key: words.quote for key, words in sources.items() if words is not None and words.quote is not None}


def _number(lines: list[Passage]) -> tuple[str | None, str | None, Passage | None]:
    """Read “Số: 12/KH-UBND”; (None, "KH-UBND") when the figure is blank, the Party's “12-KH/TU” too."""
    for line in lines:
        if found := _NUMBER.search(line.text):
            symbol = clean_number(found.group("symbol"))
            if not symbol.isupper() and symbol[:2].islower():
                continue
            at = line.cut(found.start("figure"), found.end())
            figure = found.group("figure")
            sign = "-" if found.group("sign") in "-–" else "/"
            return (f"{figure}{sign}{symbol}" if figure else None), symbol, at
    return None, None, None


def _with_pairs(cells: list[Passage]) -> list[Passage]:
    """Each cell, then each with the next: “Sơn La, ngày 17” may go on below."""
    return cells + [joined(pair) for pair in pairwise(cells)]


def _dated(head: list[Passage]) -> tuple[date | None, str | None, Passage | None]:
    for cell in _with_pairs(head):
        if found := letterhead_day(cell.low):
            return found.day, found.month, cell.cut(found.start, found.end)
    return None, None, None


def _place(head: list[Passage]) -> Passage | None:
    for cell in _with_pairs(head):
        if found := _PLACE_DAY.search(cell.text):
            printed = cell.group(found, "place").trimmed(" ,")
            mixed = _AFTER_CAPITALS.match(printed.text)
            return printed.cut(mixed.end()) if mixed else printed
    return None


# --- title, movement, theme


def _movement(part: Part, plan: Part) -> Passage | None:
    """The name in quotation marks; else what title and launching sentence call it alike."""
    name = _titled(part, plan)
    if name is None or not mostly_capital(name.text):
        return name
    for words in [paragraph.words for paragraph in plan.preamble]:
        for quoted in _QUOTED.finditer(words.text):
            if norm(quoted.group("in")) == norm(name.text) and not mostly_capital(quoted.group("in")):
                return words.group(quoted, "in")
    return name


def _titled(part: Part, plan: Part) -> Passage | None:
    titles = [each.title for each in (plan, part) if each.title is not None]
    for title in titles:
        if (found := _MOVEMENT.search(title.low)) and (quoted := _QUOTED.search(title.text, found.end())):
            if named := _NAMED_BEFORE_THEME.fullmatch(title.low, found.end(), quoted.start()):
                return _without_frame(title.group(named, "name"))
            return title.group(quoted, "in")
    for title in titles:
        if quoted := _QUOTED.search(title.text):
            return title.group(quoted, "in")
    for title in titles:
        if found := _MOVEMENT.search(title.low):
            name = _without_frame(title.cut(found.end()))
            return _as_far_as_agreed(name, plan) if len(name) > 5 else None
    return _launched(plan)


def _without_frame(name: Passage) -> Passage:
    """Take “thực hiện …”, “, giai đoạn …” as they are; only brackets and the end sign go."""
    return name.trimmed(" .,;:-–")


def _as_far_as_agreed(name: Passage, plan: Part) -> Passage:
    """Cut the name where the launching sentence goes on differently; at least four words must agree."""
    words = _plain_words(name.text)
    best = 0
    for paragraph in plan.preamble:
        for found in _MOVEMENT.finditer(paragraph.words.low):
            said = _plain_words(paragraph.words.text[found.end() :])
            best = max(best, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, said, strict=False))))
    if best < 4 or best >= len(words):
        return name
    place = 0
    for found in list(re.finditer(r"\S+", name.text))[:best]:
        place = found.end()
    return name.cut(0, place).trimmed(" ,;.")


def _plain_words(text: str) -> list[str]:
    return [re.sub(r"[.,;:]", "", word) for word in norm(text).split()]


def _launched(plan: Part) -> Passage | None:
    for paragraph in plan.preamble[-3:]:
        found = re.search(r"phát động[^“\"]{0,60}thi đua[^“\"]{0,30}(?=[“\"])", paragraph.words.low)
        if found and (quoted := _QUOTED.match(paragraph.words.text, found.end())):
            return paragraph.words.group(quoted, "in")
    return None


def _theme(part: Part, plan: Part, root: Node) -> Passage | None:
    for node in root.walk():
        if "theme" in node.topics and node.paragraph is not None and not node.is_title:
            quoted = _QUOTED.search(node.said.text)
            return node.said.group(quoted, "in") if quoted else node.said.trimmed(' .;“”"')
    texts = [each.title for each in (part, plan) if each.title is not None]
    texts += [paragraph.words for paragraph in [*plan.preamble, *plan.body]]
    for words in texts:
        for found in _THEME.finditer(words.low):
            if quoted := _QUOTED.match(words.text, found.end()):
                return words.group(quoted, "in")
    return None
