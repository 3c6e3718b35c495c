"""Số lượng khen thưởng: how many of each award, whole or by group, by share, left to the unit or to another plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.base.text import norm
from thidua.plans.awards import AWARD_TOPICS
from thidua.plans.criteria import DEFERS_ALONE, deferral
from thidua.plans.draft import Award, Quota
from thidua.plans.grammar.bodies import bare_body, body_at
from thidua.plans.grammar.counts import Count, bare_count, counts
from thidua.plans.grammar.rewards import reward_mentions
from thidua.plans.outline import Node
from thidua.plans.passage import Passage, sentences
from thidua.plans.topics import subject_of

_ABOUT = re.compile(r"[^.;]{0,90}?(?:số lượng|cơ cấu|tỷ lệ|tỉ lệ)\b")
_REWARDS = re.compile(r"khen|tặng|bình chọn|lựa chọn|suy tôn|đề nghị|xét chọn|đề xuất|tôn vinh")
_BY_UNIT = re.compile(
    r"(?:số lượng|cơ cấu|tỷ lệ)[^.;]{0,100}\bdo\b[^.;]{0,80}(?:quyết định|quy định|xác định|xây dựng)|"
    r"\bdo (?:các )?(?:đơn vị|cơ quan|địa phương|thủ trưởng|xã|cấp)[^.;]{0,60}(?:quyết định|xây dựng|quy định|"
    r"xác định)[^.;]{0,60}số lượng|"
    r"(?:tự|chủ động) (?:quyết định|quy định|xác định)[^.;]{0,30}số lượng"
)
_ASKED_OF = re.compile(
    r"(?:đề nghị|trình|kiến nghị|đề xuất)\s+(?=(?:chủ tịch|giám đốc|bộ trưởng|thủ tướng|thủ trưởng|ubnd|ủy ban|"
    r"ban thường vụ|liên đoàn|cấp)\b)"
)
_NOT_REWARDS = re.compile(r"(?<!tại )hội nghị|cuộc họp|phiên họp|đăng ký (?:ít nhất|tối thiểu)|thành viên")
Named = tuple[str | None, str | None]


def read_quotas(root: Node, awards: tuple[Award, ...]) -> tuple[Quota, ...]:
    """Give every figure of the sections on rewards with the award it is for."""
    found: list[Quota] = []
    for node in root.walk():
        if node.paragraph is None:
            continue
        if node.paragraph.cells:
            continue
        if node.is_title and not (node.label is not None and node.topics & AWARD_TOPICS and any(counts(node.label))):
            continue
        found += _of_node(node, awards)
    found += _of_tables(root, awards)
    return tuple(found)


def _of_node(node: Node, awards: tuple[Award, ...]) -> Iterator[Quota]:
    in_section = bool(node.topics & AWARD_TOPICS)
    if in_section and (deferred := _deferred(node)):
        yield from _deferrals(node, *deferred)
        return
    if in_section and _BY_UNIT.search(node.words.low):
        yield Quota(op="set_by_unit", source=node.words.quote)
        return
    for sentence in sentences(node.words):
        if not in_section and not _speaks_of_rewards(sentence, node):
            continue
        for count in counts(sentence):
            if not _NOT_REWARDS.search(sentence.low):
                yield _quota(count, *_award_of(count.words, sentence, node, awards), node)
    if "quota" in node.topics and node.body is not None and not any(counts(node.words)):
        label = subject_of(node.label.text) if node.label is not None else None
        if alone := bare_count(node.body, label):
            yield _quota(alone, *_award_of(alone.words, node.body, node, awards), node)


def _speaks_of_rewards(sentence: Passage, node: Node) -> bool:
    if not node.topics & {"dossier", "deadline", "criteria", "responsibility"}:
        return False
    return bool(
        re.search(r"(?:đề nghị|xét|tặng|bình chọn|lựa chọn)[^.;]{0,60}(?:không quá|tối đa|mỗi|\d)", sentence.low)
    ) and bool(re.search(r"không quá|tối đa|mỗi|từng|%", sentence.low) and re.search(r"khen|tặng", sentence.low))


def _quota(count: Count, award: str | None, authority: str | None, node: Node) -> Quota:
    subject = count.subject
    return Quota(
        award,
        authority,
        subject,
        count.op,
        count.n,
        count.n_max,
        count.percent,
        count.per,
        None,
        _scope(node),
        count.words.quote,
    )


_SCOPE = re.compile(r"(?:đối với |khối |cụm |cấp )(?!tập thể|cá nhân|các tập thể|các cá nhân|khen)")


def _scope(node: Node) -> str | None:
    """The kind of unit a label names: “Đối với các xã, phường”, “Khối các sở”."""
    for each in node.up():
        if (
            each.label is not None
            and _SCOPE.match(each.label.low)
            and subject_of(each.label.text) != "individual"
            and len(each.label) < 80
        ):
            return re.sub(r"(?i)^đối với (?:các )?", "", each.label.text)
    return None


_REWARDS_SIMPLY = re.compile(r"\s*(?:xét\s+|xem xét,?\s+)?(?:khen thưởng|khen|biểu dương|tôn vinh)\b")


def _after(words: Passage, part: Passage) -> int:
    """The place in a passage where a part of it ends."""
    last = part.at[-1]
    return next((place + 1 for place, at in enumerate(words.at) if at == last), len(words))


_CLAUSE_END = re.compile(r";")


def _holds(words: Passage, part: Passage) -> bool:
    return words.at[0] <= part.start <= words.at[-1]


def _award_of(figure: Passage, sentence: Passage, node: Node, awards: tuple[Award, ...]) -> Named:
    """The award named nearest before the figure, else in the sentence, a label above, or the only one there is."""
    mentions = list(reward_mentions(sentence))
    clause = next((part for part in sentence.split(_CLAUSE_END) if _holds(part, figure)), sentence)
    mentions = [each for each in mentions if _holds(clause, each.words)] or mentions
    before = [each for each in mentions if each.words.start <= figure.start]
    if mentions:
        chosen = before[-1] if before else mentions[0]
        return _like(chosen.form, " ".join(chosen.authority.text.split()) if chosen.authority else None, awards)
    if asked := _ASKED_OF.search(sentence.low):
        body = body_at(sentence, asked.end())
        if body is not None and _REWARDS_SIMPLY.match(sentence.low, _after(sentence, body)):
            return None, " ".join(body.text.split())
    for each in node.up():
        words = each.label if each.label is not None else None
        named = list(reward_mentions(words)) if words is not None else []
        if len(named) == 1:
            authority = named[0].authority
            return _like(named[0].form, " ".join(authority.text.split()) if authority else None, awards)
    earlier = _earlier_sentence(sentence, node)
    if earlier is not None:
        return _like(earlier[0], earlier[1], awards)
    own = [each for each in awards if each.route == "own"] or list(awards)
    single = (
        awards[0] if len(awards) == 1 else own[0] if len({(each.form, each.authority) for each in own}) == 1 else None
    )
    return (single.form, single.authority) if single else (None, None)


def _earlier_sentence(sentence: Passage, node: Node) -> tuple[str, str | None] | None:
    """The last award named before the sentence in its own paragraph or the one it hangs under."""
    for each in (node, node.parent):
        if each is None or each.paragraph is None:
            continue
        named = [mention for mention in reward_mentions(each.words) if mention.words.start < sentence.start]
        if named:
            authority = named[-1].authority
            return named[-1].form, " ".join(authority.text.split()) if authority else None
    return None


def _like(form: str, authority: str | None, awards: tuple[Award, ...]) -> Named:
    """Complete the authority from the award of the same form."""
    same = [each for each in awards if norm(each.form) == norm(form)]
    if authority is None and len({each.authority for each in same}) == 1:
        return form, same[0].authority
    if authority is not None:
        exact = next(
            (each for each in same if each.authority and bare_body(each.authority) == bare_body(authority)), None
        )
        return form, exact.authority if exact else authority
    return form, authority


def _deferred(node: Node) -> tuple[str, Passage] | None:
    found = deferral(node.words, _ABOUT)
    if found is None and not any(counts(node.words)):
        clauses = list(node.words.split(_CLAUSE_END))[1:]
        found = next((each for part in clauses if (each := deferral(part, _ABOUT))), None)
    if (found is None and "quota" in node.topics) or "quota" in (node.parent.topics if node.parent else ()):
        found = found or deferral(node.said, DEFERS_ALONE)
    return found


def _deferrals(node: Node, number: str, at: Passage) -> Iterator[Quota]:
    """One entry for each award named; one without when none is."""
    named = list(reward_mentions(node.words))
    for mention in named:
        authority = " ".join(mention.authority.text.split()) if mention.authority else None
        yield Quota(mention.form, authority, None, "deferred", deferred_to=number, source=mention.words.quote)
    state = re.search(r"khen thưởng cấp nhà nước", node.words.low)
    if state:
        yield from _state_level(node, number, state)
    elif not named:
        yield Quota(op="deferred", deferred_to=number, source=at.quote)


def _state_level(node: Node, number: str, found: re.Match[str]) -> Iterator[Quota]:
    words = node.words.group(found)
    yield Quota(words.text[0].upper() + words.text[1:], None, None, "deferred", deferred_to=number, source=words.quote)


# --- tables


def _of_tables(root: Node, awards: tuple[Award, ...]) -> Iterator[Quota]:
    """Rows of units under heads “Tập thể”, “Cá nhân”: one quota for each figure."""
    columns: dict[int, str] = {}
    heading: _Heading | None = None
    name = 0
    for node in root.walk():
        cells = node.paragraph.cells if node.paragraph is not None else ()
        if not cells:
            columns, heading = {}, None
            continue
        yield from _of_row(node, cells, heading := _heading(cells) or heading)
        heads = {place: kind for place, cell in enumerate(cells) if (kind := _column(cell))}
        if heads:
            columns = heads
            name = next(
                (
                    place
                    for place, cell in enumerate(cells)
                    if re.match(r"(?:ten )?(?:don vi|co quan|khoi|cum|dia phuong)", norm(cell.text))
                ),
                1,
            )
        elif (
            columns
            and node.topics & AWARD_TOPICS
            and name < len(cells)
            and not re.match(r"(?:tong|cong)\b", norm(" ".join(cell.text for cell in cells[: name + 1])))
        ):
            for place, kind in columns.items():
                if place < len(cells) and re.fullmatch(r"\d{1,3}", cells[place].text):
                    award, authority = _award_in(cells, awards) or _award_of(cells[place], cells[place], node, awards)
                    yield Quota(
                        award,
                        authority,
                        kind,
                        "exact",
                        int(cells[place].text),
                        scope=cells[name].text,
                        source=cells[place].quote,
                    )


@dataclass(frozen=True)
class _Heading:
    """The columns of a table that gives each reward a row: whom it is for, how many, and whether that is the most."""

    subject: int
    count: int
    is_most: bool


def _heading(cells: tuple[Passage, ...]) -> _Heading | None:
    flat = [norm(cell.text) for cell in cells]
    subject = next(
        (place for place, cell in enumerate(flat) if re.match(r"(?:loai )?(?:doi tuong|danh cho)", cell)), None
    )
    count = next((place for place, cell in enumerate(flat) if re.match(r"(?:so luong|chi tieu|toi da)", cell)), None)
    if subject is None or count is None or not any(re.match(r"(?:hinh thuc|danh hieu|khen)", cell) for cell in flat):
        return None
    return _Heading(subject, count, bool(_MOST.search(flat[count])))


_MOST = re.compile(r"toi da|khong qua")


def _of_row(node: Node, cells: tuple[Passage, ...], heading: _Heading | None) -> Iterator[Quota]:
    """“Giấy khen của Giám đốc | Tập thể | 04”: the reward, whom it is for, how many."""
    if heading is None or max(heading.subject, heading.count) >= len(cells) or not node.topics & AWARD_TOPICS:
        return
    kind, figure = (
        _column(cells[heading.subject]),
        re.fullmatch(r"(không quá |tối đa )?(\d{1,3})", cells[heading.count].low),
    )
    named = _award_in(cells, ())
    if kind is None or figure is None or named is None:
        return
    op = "max" if heading.is_most or figure.group(1) else "exact"
    yield Quota(*named, kind, op, int(figure.group(2)), source=cells[heading.count].quote)


def _award_in(cells: tuple[Passage, ...], awards: tuple[Award, ...]) -> Named | None:
    """The reward a row names in one of its cells."""
    mention = next((each for cell in cells for each in reward_mentions(cell)), None)
    if mention is None:
        return None
    return _like(mention.form, " ".join(mention.authority.text.split()) if mention.authority else None, awards)


def _column(cell: Passage) -> str | None:
    flat = norm(cell.text)
    if len(flat) > 40:
        return None
    return (
        "collective" if re.search(r"\btap the\b", flat) else "individual" if re.search(r"\bca nhan\b", flat) else None
    )
