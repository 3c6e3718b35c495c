"""Hình thức khen thưởng: which rewards, given by whom, to whom, asked of a higher authority or not, how often."""

import re
from dataclasses import dataclass, replace

from thidua.base.text import norm
from thidua.plans.draft import Award, Document, Period
from thidua.plans.grammar.bodies import bare_body, level_of, same_body
from thidua.plans.grammar.rewards import RewardMention, reward_mentions
from thidua.plans.outline import Node
from thidua.plans.passage import sentences
from thidua.plans.topics import round_of

AWARD_TOPICS = frozenset({"award", "quota", "reward_subject", "selection"})
_SUBJECTS = (
    ("collective", re.compile(r"tập thể|đơn vị|các (?:phòng|cơ quan|sở|xã)|cụm|khối")),
    ("individual", re.compile(r"cá nhân|cán bộ|công chức|đồng chí|người")),
)


@dataclass(frozen=True)
class _Found:
    award: Award
    node: Node
    said_when: bool


def read_awards(root: Node, document: Document, period: Period) -> tuple[Award, ...]:
    """Give each form and authority once; again only for another round."""
    found: list[_Found] = []
    for node in root.items():
        if not node.topics & AWARD_TOPICS or (node.topics <= {"selection"} and _has_own_section(root)):
            continue
        for mention in _mentions(node):
            _merge(found, _award(mention, node, document))
    for node in root.walk():  # “* Giấy khen của Giám đốc Sở:” over the quotas
        if node.is_title and node.label is not None and node.topics & AWARD_TOPICS:
            for mention in reward_mentions(node.label):
                _merge(found, _award(mention, node, document))
    for node in root.walk():  # a row for each reward: “Giấy khen của Giám đốc | Tập thể | 04”
        cells = node.paragraph.cells if node.paragraph is not None and node.topics & AWARD_TOPICS else ()
        for mention in (each for cell in cells for each in reward_mentions(cell)):
            award = _award(mention, node, document)
            said = tuple(name for name, pattern in _SUBJECTS if any(pattern.match(cell.low) for cell in cells))
            _merge(found, replace(award, award=replace(award.award, subjects=said or award.award.subjects)))
    common = _reward_subjects(root)
    return tuple(_settled(each, period, common) for each in found)


def _has_own_section(root: Node) -> bool:
    return any("award" in node.own for node in root.walk())


def _mentions(node: Node) -> list[RewardMention]:
    return [mention for sentence in sentences(node.words) for mention in reward_mentions(sentence)]


def _award(mention: RewardMention, node: Node, document: Document) -> _Found:
    sentence = mention.words
    context = next(
        (each for each in sentences(node.words) if each.start <= mention.words.start < each.start + len(each) + 1),
        sentence,
    )
    authority = " ".join(mention.authority.text.split()) if mention.authority else None
    route = _route(authority, mention, document)
    said = round_of(context.text) or node.round
    subjects = _subjects(mention.scope.low, context.low, node)
    award = Award(mention.form, authority, subjects, route, said, mention.words.quote)
    return _Found(award, node, said is not None)


_HEIGHTS = ("don_vi", "xa", "huyen", "so", "tinh", "bo", "trung_uong")


def _route(authority: str | None, mention: RewardMention, document: Document) -> str | None:
    """Own when this issuer gives it; proposed when asked of another or given by a higher one; else unsaid."""
    if _is_own(authority, document) and not (mention.asked and _is_above(authority, document)):
        return "own"
    if authority is None:
        return "propose" if mention.asked or _is_of_the_state(mention, document) else "own"
    level = level_of(authority)
    higher = level in _HEIGHTS and document.issuer_level in _HEIGHTS
    above = higher and _HEIGHTS.index(level or "") > _HEIGHTS.index(document.issuer_level or "")
    above = above or (level == "bo" and _is_department(document) and norm(authority).startswith("bo "))
    return "propose" if mention.asked or above else None


def _is_of_the_state(mention: RewardMention, document: Document) -> bool:
    """Orders are given by the President, whoever issues the plan."""
    return norm(mention.form).startswith("huan chuong") and document.issuer_level != "trung_uong"


def _is_department(document: Document) -> bool:
    """A cục or tổng cục stands at the level of its ministry and yet below the minister."""
    return document.issuer_level == "bo" and re.match(r"(?:tong )?cuc ", norm(document.issuer or "")) is not None


_JOINT = re.compile(r"\s+(?:và|-|–)\s+(?=(?:Ủy ban|UBND|Ban|Sở|Hội|Liên đoàn|Tỉnh|Thành|Huyện|Đảng|Công|Phòng)\b)")


def _is_above(authority: str | None, document: Document) -> bool:
    """“Kho bạc Nhà nước” stands above “Kho bạc Nhà nước khu vực XXII”: its name is the beginning of the other."""
    one, other = bare_body(authority or ""), bare_body(document.issuer or "")
    return len(one.split()) > 2 and other.startswith(one + " khu vuc")


def _is_own(authority: str | None, document: Document) -> bool:
    if authority is None or document.issuer is None:
        return False
    if any(same_body(authority, issuer) for issuer in _JOINT.split(document.issuer)):
        return True
    one, other = bare_body(authority), bare_body(document.issuer)
    if other.startswith(one + " ") or one in {
        "giam doc",
        "thu truong",
        "hieu truong",
        "chu tich",
        "tong giam doc",
        "bo truong",
        "cuc truong",
        "chi cuc truong",
        "chi huy truong",
        "vien truong",
        "chanh an",
        "tu lenh",
        "truong ban",
    }:
        return True
    level = level_of(authority)
    return (
        level is not None
        and level == document.issuer_level
        and one.split()[0] == other.split()[0]
        and level != "trung_uong"
    )


def _named_in(low: str) -> tuple[str, ...]:
    return tuple(
        name
        for name, pattern in _SUBJECTS
        if re.search(rf"(?:cho|đối với|tặng|khen)[^.;]{{0,80}}(?:{pattern.pattern})", low)
    )


_CHOSEN = re.compile(r"(?:lựa chọn|chọn|xét chọn|bình chọn)([^.;]{0,80})(?:đề nghị|trình|đề xuất)\b")


def _subjects(scope: str, low: str, node: Node) -> tuple[str, ...]:
    """For whom a reward is: as said after it, else in the sentence, else by the heading."""
    said = _named_in(scope) or _named_in(low)
    if said:
        return said
    words = scope.split(";")[0][:30]
    clause = next((part for part in low.split(";") if words in part), "")
    chosen = _CHOSEN.search(clause)
    if chosen and (names := tuple(name for name, pattern in _SUBJECTS if pattern.search(chosen.group(1)))):
        return names
    counted = tuple(name for name, pattern in _SUBJECTS if re.search(rf"\d\s+(?:{pattern.pattern})", clause))
    if counted:
        return counted
    if opening := re.match(r"(?:các |những )?(?:tập thể|cá nhân|đơn vị)[^.;]{0,160}(?:tặng|khen)", low):
        return tuple(name for name, pattern in _SUBJECTS if pattern.search(opening.group()))
    return (node.subject,) if node.subject in {"collective", "individual"} else ()


def _merge(found: list[_Found], new: _Found) -> None:
    """Join a mention to the same award unless both name different rounds."""
    for place, old in enumerate(found):
        if norm(old.award.form) != norm(new.award.form) or not _same_authority(old.award, new.award):
            continue
        if {old.award.route, new.award.route} == {"own", "propose"} and not _same_name(old.award, new.award):
            continue  # “Giám đốc Kho bạc khu vực” gives, “Giám đốc Kho bạc” is asked
        if old.said_when and new.said_when and old.award.when != new.award.when:
            continue
        merged = replace(
            old.award,
            authority=old.award.authority or new.award.authority,
            subjects=tuple(name for name, _ in _SUBJECTS if name in (*old.award.subjects, *new.award.subjects)),
            route=old.award.route if old.award.authority else new.award.route,
            when=old.award.when or new.award.when,
        )
        found[place] = _Found(merged, old.node, old.said_when or new.said_when)
        return
    found.append(new)


def _same_name(one: Award, other: Award) -> bool:
    return not (one.authority and other.authority) or bare_body(one.authority) == bare_body(other.authority)


def _same_authority(one: Award, other: Award) -> bool:
    if one.authority is None or other.authority is None:
        return True
    left, right = bare_body(one.authority), bare_body(other.authority)
    return left == right or left.startswith(right + " ") or right.startswith(left + " ")


def _reward_subjects(root: Node) -> list[tuple[Node, tuple[str, ...]]]:
    """What “Đối tượng khen thưởng” says, with the section it holds for."""
    found = []
    for node in root.items():
        if "reward_subject" in node.topics and node.topics <= {"reward_subject"}:
            names = tuple(name for name, pattern in _SUBJECTS if pattern.search(node.words.low))
            section = node.parent.parent if node.parent is not None and node.parent.parent is not None else root
            found.append((section, names))
    return found


def _settled(found: _Found, period: Period, common: list[tuple[Node, tuple[str, ...]]]) -> Award:
    award = found.award
    subjects = award.subjects
    if not subjects:
        subjects = next(
            (names for section, names in common if section in found.node.up() or section.paragraph is None), ()
        )
    when = award.when or (period.rounds[0] if len(period.rounds) == 1 else None)
    return replace(award, subjects=subjects, when=when)
