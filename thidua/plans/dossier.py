"""Hồ sơ đề nghị khen thưởng: papers, copies, or the plan that lists them; how winners are chosen; the money."""

import re
from collections.abc import Iterator

from thidua.plans.criteria import DEFERS_ALONE, deferral
from thidua.plans.draft import Copies, DossierRule, Paper, Quote, RewardLevel, Statement
from thidua.plans.grammar.acts import acts
from thidua.plans.outline import Node
from thidua.plans.passage import Passage, sentences

_PAPERS = (
    ("to_trinh", re.compile(r"(?:tờ trình|công văn đề nghị|văn bản đề nghị|giấy đề nghị)")),
    ("bien_ban", re.compile(r"(?:trích )?biên bản")),
    ("tom_tat", re.compile(r"(?:bản |báo cáo )?(?:tóm tắt|trích ngang)[^,;.]{0,20}(?:báo cáo|thành tích)|"
    r"bản tóm tắt|báo cáo tóm tắt|tóm tắt thành tích")),
    ("sang_kien", re.compile(r"[^,;.]{0,60}sáng kiến")),
    ("danh_sach", re.compile(r"(?:bảng |bản )?(?:danh sách|tổng hợp danh sách|bảng tổng hợp)")),
    ("bao_cao", re.compile(r"(?:bản |các )?báo cáo")),
)  # fmt: skip
_OTHER = re.compile(
    r"(?:bản (?!hướng|điện tử|mềm|giấy|chính|cứng)|\d+ (?!bộ|bản|giờ|ngày|phút|tháng)|"
    r"phiếu|giấy|văn bản|quyết định|chứng|tài liệu|"
    r"các tài liệu|"
    r"hình ảnh|minh chứng|file|tệp|ảnh|"
    r"video|đơn(?! vị)|ý kiến|xác nhận|bảng|biểu|"
    r"nhận xét|hồ sơ minh chứng)\b"
)
_ITEM_SIGN = re.compile(r"(?:\(?(?:[a-zđ]|\d{1,2})[.)]\s*|[-+]\s*)?")
_INLINE = re.compile(
    r"(?:hồ sơ|thành phần)(?:\([^()]{0,120}\)|[^.:(]){0,90}?(?:gồm|bao gồm|gồm có|:)\s*"
    r"(?:\d{1,2}\s*bộ[^:;.,]{0,25}(?::|,?\s*(?:bao )?gồm(?: có)?\s*:?))?\s*:?\s*"
)
_COPIES = re.compile(
    r"(?P<n>\d{1,2})\s*(?:\([^)]{2,12}\)\s*)?(?:bộ|bản)\b(?P<what>(?:\s+(?:hồ sơ|bản|chính|giấy|gốc|mềm|điện tử|in|"
    r"cứng))*)"
)
_ELECTRONIC = re.compile(
    r"(?:bản|tệp|file|văn bản|hồ sơ)\s+(?:mềm|điện tử|pdf|word|scan)|qua (?:trục liên thông|phần mềm)|\bfile\b"
)
_ABOUT = re.compile(r"[^.;]{0,70}?(?:hồ sơ|thủ tục)\b")
_SELECTS = re.compile(
    r"họp|xét|bình chọn|lựa chọn|bỏ phiếu|thẩm định|trình|suy tôn|chấm điểm|đánh giá|tham mưu|tổng hợp|quyết định"
)


def read_dossier(root: Node) -> DossierRule:
    """Read the papers of the section on hồ sơ; a sentence that lists them inline too."""
    items: list[Paper] = []
    copies: Copies | None = None
    sources: dict[str, Quote] = {}
    deferred: str | None = None
    for node in root.walk():
        if node.paragraph is None or not _concerns(node):
            if copies is None and node.paragraph is not None and _OF_DOSSIER.search(node.words.low):
                copies, sources = _with_copies(node.words, sources)
            continue
        words = node.words
        found = deferral(words, _ABOUT) or (deferral(node.said, DEFERS_ALONE) if node.topics == {"dossier"} else None)
        if found is not None and deferred is None:
            deferred = found[0]
            if found[1].quote:
                sources["deferred_to"] = found[1].quote
            continue
        if copies is None:
            copies, sources = _with_copies(words, sources)
        items += _papers(node, items)
    if not items and deferred is None:
        items += _sent_with_rewards(root)
    return DossierRule(tuple(items), copies, deferred, sources)


def _sent_with_rewards(root: Node) -> Iterator[Paper]:
    """Where no section lists papers: “nộp biên bản, danh sách đề nghị khen thưởng về …” among the duties."""
    for node in root.items():
        for clause in node.words.split(re.compile(r"[;.]\s+")) if node.topics & _DUTIES else ():
            if (sent := _SENT_PAPERS.search(clause.low)) and "khen thưởng" in clause.low[sent.end() :]:
                yield from _listed(clause.cut(sent.end()), [])
                return


_DUTIES = frozenset({"responsibility", "award", "selection", "deadline"})
_BRACKETED = re.compile(
    r"hồ sơ[^.:;()]{0,60}\((?=\s*(?:\d+ bộ,? )?(?:gồm:? )?(?:tờ trình|biên bản|báo cáo|danh sách|"
    r"bản (?!chính|giấy|gốc|cứng|in|điện tử|mềm)|tóm tắt))"
)


_OF_DOSSIER = re.compile(r"hồ sơ(?: đề nghị| khen thưởng)?\s*\(?\s*(?:gồm |lập thành |: )?\d{1,2} bộ\b")


def _with_copies(words: Passage, sources: dict[str, Quote]) -> tuple[Copies | None, dict[str, Quote]]:
    counted = _copies(words)
    if counted is None or counted[1].quote is None:
        return None, sources
    return counted[0], {**sources, "copies": counted[1].quote}


_FOR_REWARDS = re.compile(r"khen|bộ hồ sơ gồm[^.]*\b(?:biên bản|tờ trình|thành tích)\b")


def _concerns(node: Node) -> bool:
    if _BRACKETED.search(node.words.low):
        return True
    return "dossier" in node.topics or bool(_INLINE.search(node.words.low) and _FOR_REWARDS.search(node.words.low))


def _papers(node: Node, known: list[Paper]) -> Iterator[Paper]:
    if bracket := _BRACKETED.search(node.words.low):
        yield from _listed(node.words.cut(bracket.end(), node.words.text.find(")", bracket.end())), known)
        return
    if inline := _INLINE.search(node.words.low):
        yield from _listed(node.words.cut(inline.end()), known)
        return
    if "dossier" not in node.topics or (
        node.is_title and node.children and node.label is not None and node.words.text.endswith(":") and node.own
    ):
        return
    words = node.words if node.label is None or node.body is None or not node.own else node.said
    if words.low.endswith(":") and node.children:
        return
    if paper := _paper(words, listed=node.style != "text"):
        yield Paper(paper, words.text, words.quote)
    elif node.topics <= {"dossier", "deadline", "period"} and (sent := _SENT_PAPERS.search(words.low)):
        yield from _listed(words.cut(sent.end()), known)


_SENT_PAPERS = re.compile(
    r"(?:^|:|\b(?:nộp|gửi|lập|gồm|gồm có|kèm)(?: theo)?)\s+(?=(?:\d+ )?(?:tờ trình|biên bản|báo cáo|bản|danh sách|"
    r"tóm tắt))"
)


def _paper(words: Passage, *, listed: bool) -> str | None:
    low = re.sub(r"^(?:\d{1,2}\s+)?(?:các |một |bản chính |mẫu |01 |02 )?", "", words.low)
    kind = next((name for name, pattern in _PAPERS if pattern.match(low)), None)
    if re.search(r"\b(?:gửi|nộp)\b[^.]{0,60}(?:về|cho|đến|trước)|chịu trách nhiệm|thực hiện theo", low) and not listed:
        return None
    if re.search(r"^(?:báo cáo|tờ trình)[^.]{0,60}\b(?:gửi|nộp) (?:về|trước)", low):
        return kind if listed else None
    if kind is None and listed and _OTHER.match(low):
        return "khac"
    return kind if listed or (kind and len(words) < 200) else None


_STARTS_PAPER = (
    r"(?:\d+ |các |bảng |\(?[a-zđ\d][.)] )?(?:tờ trình|công văn|(?:trích )?biên bản|báo cáo|danh sách|bản\b|tóm tắt|"
    r"văn bản|file|tệp|phiếu|giấy|quyết định|chứng|tài liệu|hình ảnh|minh chứng|"
    r"ảnh|video|đơn(?! vị)|ý kiến|xác nhận|biểu|bảng|"
    r"nhận xét|hồ sơ|trích ngang|sáng kiến)"
)
_BETWEEN_PAPERS = re.compile(rf";|,(?![^(]*\))\s*(?:và\s+)?(?={_STARTS_PAPER})|\s+và\s+(?={_STARTS_PAPER})")
_AFTER_PAPER = re.compile(r"\s+(?:cho|gửi về|gửi|về|trước ngày|trong vòng|chậm nhất)\s")


def _listed(words: Passage, known: list[Paper]) -> Iterator[Paper]:
    """“gồm: Tờ trình; biên bản họp; báo cáo thành tích” in one sentence."""
    first = next(sentences(words), None)
    for piece in first.split(_BETWEEN_PAPERS) if first is not None else ():
        sign = _ITEM_SIGN.match(piece.text)
        part = piece.cut(sign.end() if sign else 0)
        if end := _AFTER_PAPER.search(part.low):
            part = part.cut(0, end.start())
        paper = _paper(part, listed=False) or ("khac" if _OTHER.match(part.low) else None)
        if paper and all(each.text != part.text for each in known):
            yield Paper(paper, part.trimmed(" ;,.").text, part.trimmed(" ;,.").quote)


def _copies(words: Passage) -> tuple[Copies, Passage] | None:
    """“02 bộ bản chính”, “01 bộ (kèm bản điện tử)”: null electronic when its number is not said."""
    found = list(_COPIES.finditer(words.low))
    paper = next((each for each in found if (not re.search(r"mềm|điện tử", each.group("what")) and "bộ" in each.group())
                  or re.search(r"chính|giấy|gốc|cứng", each.group("what"))), None)  # fmt: skip
    electronic = next((each for each in found if re.search(r"mềm|điện tử", each.group("what"))), None)
    if paper is None and electronic is None:
        return None
    chosen = paper or electronic
    if chosen is None or not re.search(r"hồ sơ|bộ|gửi|lập|số lượng", words.low):
        return None
    return Copies(
        int(paper.group("n")) if paper else None, int(electronic.group("n")) if electronic else None
    ), words.group(chosen)


def read_selection(root: Node) -> Statement | None:
    """Who meets, chooses and submits, in the plan's own words."""
    parts = [node.said for node in root.items() if "selection" in node.topics and _is_selection(node)]
    if not parts:
        return None
    text = " ".join(part.text for part in parts)
    return Statement(text, parts[0].quote)


def _is_selection(node: Node) -> bool:
    if node.topics == {"selection"}:
        return True
    return (
        node.topics <= {"selection", "dossier", "deadline", "period"}
        and bool(_SELECTS.search(node.words.low))
        and bool(re.search(r"hội đồng|họp|bình xét|lựa chọn|thẩm định|xét chọn", node.words.low))
    )


_LEVEL = re.compile(r"mức (?:chi|thưởng|tiền|khen)|tiền thưởng|chế độ")
_MONEY = re.compile(r"kinh phí|quỹ|ngân sách|nguồn")


def read_funding(root: Node) -> tuple[Statement, ...]:
    """Give what the plan says of where the money comes from."""
    said = [words for node in root.items() if _is_funding(node) and (words := _without_level(node.said))]
    return tuple(Statement(words.text, words.quote) for words in said or _told_with_rewards(root))


_DRAWN = re.compile(
    r"\b(?:trích|chi|lấy|sử dụng|bố trí|đảm bảo|bảo đảm)(?: trả)? (?:từ |trong )?(?:nguồn|quỹ|ngân sách|kinh phí)|"
    r"\btừ (?:nguồn|quỹ|ngân sách)\b"
)


def _told_with_rewards(root: Node) -> list[Passage]:
    """Where no section speaks of money: the sentence on rewards that says where it is drawn from."""
    return [
        sentence
        for node in root.items()
        if node.topics & {"award", "quota", "reward_level"}
        for sentence in sentences(node.said)
        if _DRAWN.search(sentence.low)
    ]


def _without_level(words: Passage) -> Passage:
    """A last sentence on how much is paid is no source of money."""
    levels = [each for each in sentences(words) if _LEVEL.match(each.low)]
    end = next((place for place, at in enumerate(words.at) if levels and at == levels[0].start), len(words))
    return words.cut(0, end)


def _is_funding(node: Node) -> bool:
    if "funding" not in node.topics:
        return False
    return node.topics == {"funding"} or bool(_MONEY.search(node.words.low) and not _LEVEL.match(node.said.low))


_SUM = re.compile(r"\d{1,3}(?:\.\d{3})+ ?(?:đồng|đ\b)|\d+ triệu đồng")


def _only_source(words: Passage) -> bool:
    """“Tiền thưởng lấy từ quỹ …” says where it comes from, not how much it is."""
    return bool(_DRAWN.search(words.low) or "lấy từ" in words.low) and not (
        _SUM.search(words.low) or any(True for _ in acts(words)) or "theo quy định" in words.low
    )


def _sums_with_rewards(root: Node) -> list[Passage]:
    """Where no section speaks of how much: the paragraphs on rewards that name a sum."""
    return [
        node.said
        for node in root.items()
        if node.topics & {"award", "quota"} and "thưởng" in node.words.low and _SUM.search(node.words.low)
    ]


def read_reward_level(root: Node) -> tuple[RewardLevel, ...]:
    """Give what the plan says of how much is paid, with the act it rests on."""
    sections = [
        node.said
        for node in root.items()
        if "reward_level" in node.topics and (len(node.topics) == 1 or _LEVEL.search(node.words.low))
    ]
    sections += [
        sentence
        for node in root.items()
        if node.topics == {"funding"}
        for sentence in sentences(node.said)
        if _LEVEL.match(sentence.low)
    ]
    sections = [words for words in sections if not _only_source(words)] or _sums_with_rewards(root)
    return tuple(
        RewardLevel(words.text, next((act.number for act in acts(words) if act.number), None), words.quote)
        for words in sections
    )
