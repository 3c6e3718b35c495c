"""Purposes, requirements, contents, solutions: what the sections say, paragraph by paragraph."""

import re

from thidua.plans.criteria import is_criterion_among_contents
from thidua.plans.draft import Statement
from thidua.plans.outline import Node
from thidua.plans.passage import Passage

_ASKS = re.compile(
    r"^(?:việc|phong trào|công tác|các (?:cơ quan|đơn vị|cấp)|nội dung|quá trình|tổ chức|thường xuyên)?[^.;]{0,90}\b"
    r"(?:phải|cần|đảm bảo|bảo đảm|yêu cầu|gắn|tránh|không (?:phô|hình thức))\b"
)
_OTHER_SECTIONS = frozenset(
    {"criteria", "award", "quota", "dossier", "deadline", "period", "selection", "subject", "theme"}
)


def read_statements(root: Node, topic: str) -> tuple[Statement, ...]:
    """Give each paragraph of the sections on one topic; of a shared section those whose words fit."""
    return tuple(
        Statement(_said(node).text, _said(node).quote)
        for node in root.items()
        if topic in node.topics and not node.words.text.endswith((":", "./.")) and _fits(node, topic)
    )


def _said(node: Node) -> Passage:
    """Without the label when the label is the heading of the section."""
    return node.said if node.body is not None and node.own else node.words


def _fits(node: Node, topic: str) -> bool:
    if len(node.topics) == 1:
        return True
    if node.topics == {"purpose", "requirement"}:
        return (topic == "requirement") == bool(_ASKS.match(node.words.low))
    if node.topics == {"content", "criteria"}:
        return topic == "content" and not is_criterion_among_contents(node)
    return not node.topics & _OTHER_SECTIONS
