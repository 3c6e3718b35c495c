"""Which document of a file is the plan, and whether it launches a movement at all."""

import re
from dataclasses import dataclass

from thidua.base.text import norm
from thidua.plans.outline import Node, outline
from thidua.plans.structure import Part

_NEVER = {"Báo cáo", "Tờ trình", "Thông báo", "Biên bản", "Giấy mời", "Kết luận"}
_CARRIERS = {"Quyết định", "Công văn", "Tờ trình", "Thông báo"}
_OTHER_PURPOSE = re.compile(
    r"^(?:ke hoach |huong dan |quyet dinh )?(?:v/v |ve viec |ve )?(?:ban hanh )?(?:so ket|tong ket|kiem tra|"
    r"giam sat|khen thuong|"
    r"tang (?:giay|bang)|cong nhan|kien toan|thanh lap|phan cong|don doc|bao cao|to chuc (?:hoi nghi|le|hoi thao|"
    r"tap huan)|"
    r"hop |thanh lap|dao tao|boi duong|tuyen dung|phe duyet (?:danh|ket)|de nghi|trinh|danh gia|cong bo|tham dinh|"
    r"dieu chinh|huong dan (?:ho so|thu tuc|cham diem|trinh)|cu |moi )"
)
_MOVEMENT = re.compile(r"thi dua")
_SECTIONS = frozenset(
    {
        "content",
        "criteria",
        "award",
        "subject",
        "quota",
        "dossier",
        "period",
        "requirement",
        "purpose",
        "reward_subject",
    }
)


@dataclass(frozen=True)
class Chosen:
    """The part with letterhead and signature, the part with the plan, the tree of its body, and the rest."""

    letter: Part
    plan: Part
    root: Node
    launches: bool
    others: tuple[Part, ...]


def choose(parts: list[Part]) -> Chosen:
    """Take the first document that launches a movement; else the first document of the file."""
    for place, part in enumerate(parts):
        if part.is_form:
            continue
        carried = next((each for each in parts[place + 1 :] if _is_carried(each)), None)
        plan = carried if part.kind in _CARRIERS and carried is not None and not _is_whole(part) else part
        if plan is not part and plan.kind is not None and _has_own_number(plan):
            continue
        root = outline(plan.body)
        if _launches(part, plan, root):
            others = tuple(each for each in parts if each is not part and each is not plan)
            return Chosen(part, plan, root, True, others)
    first = parts[0]
    return Chosen(first, first, outline(first.body), False, tuple(parts[1:]))


def _is_carried(part: Part) -> bool:
    return not part.is_form and part.kind in {
        "Kế hoạch",
        "Hướng dẫn",
        "Quy chế",
        "Quy định",
        "Thể lệ",
        "Phương án",
        "Chương trình",
    }


def _is_whole(part: Part) -> bool:
    """A letter that has contents and criteria itself carries nothing."""
    topics = {topic for node in outline(part.body).walk() for topic in node.own}
    return len(topics & {"content", "criteria", "award"}) >= 2


def _has_own_number(part: Part) -> bool:
    return any(re.search(r"\bs[ốo]\s*[:.]?\s*[\d.…\s]*[-/]", line.low) for line in part.head)


def _launches(part: Part, plan: Part, root: Node) -> bool:
    if part.kind in _NEVER and plan is part:
        return False
    titles = [norm(each.title.text) for each in (part, plan) if each.title is not None]
    if titles and all(_OTHER_PURPOSE.match(title) and "phat dong" not in title for title in titles):
        return False
    topics = {topic for node in root.walk() for topic in node.own}
    named = any(_MOVEMENT.search(title) for title in titles)
    said = any(_MOVEMENT.search(norm(paragraph.words.text)) for paragraph in [*part.preamble, *plan.preamble])
    if part.kind == "Quyết định" and plan is part:
        return named and len(topics & _SECTIONS) >= 3
    if part.kind == "Công văn" and plan is part:
        return (named or said) and len(topics & _SECTIONS) >= 3
    body = sum(bool(_MOVEMENT.search(norm(paragraph.words.text))) for paragraph in plan.body)
    if "award" in topics and any("phat dong" in title and _MOVEMENT.search(title) for title in titles):
        return True  # however short: it says that it launches, and what is given
    return (named or said or body > 3) and len(topics & _SECTIONS) >= 2
