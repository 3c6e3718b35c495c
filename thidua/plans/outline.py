"""The body as a tree by its numbering, each node with what it is about, whom it speaks of and which round."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.base.text import CAPITALS, norm
from thidua.plans.paragraphs import Paragraph, mostly_capital
from thidua.plans.passage import Passage
from thidua.plans.topics import round_of, starts_as_heading, subject_of, topics_of

_LABEL = re.compile(r"^([^:]{2,110}?)\s*:\s+(?=\S)|^([^:]{2,110}?)\s*:$")
_DOT_LABEL = re.compile(rf"^([^.:;]{{4,60}})\.\s+(?=[{CAPITALS}“])")
_RUN_IN = re.compile(
    r"^((?:mục đích|yêu cầu|quy trình|hồ sơ đề nghị(?: xét)? khen thưởng|đối tượng thi đua|nội dung thi đua|"
    r"thời gian thi đua|"
    r"tiêu chí thi đua|hình thức khen thưởng|số lượng khen thưởng|kinh phí khen thưởng|mức khen thưởng|quy trình xét|"
    r"thời gian đề nghị(?: xét)? khen thưởng|thời gian nộp hồ sơ|trình tự|kinh phí|thời gian thực hiện)) (?=\S)"
)
_KIND_OF_UNIT = re.compile(r"(?:khối|cụm|cấp|các|ở cấp|đối với) ")
_CLOSED = tuple(".;!?…")
_NUMBERED = {"part", "chapter", "section", "article", "roman", "upper", "ordinal", "arabic", "letter", "round"}


@dataclass(eq=False)
class Node:
    """A paragraph in the tree: ``label`` is the heading it opens with, ``body`` what follows it."""

    paragraph: Paragraph | None
    label: Passage | None = None
    body: Passage | None = None
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    own: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    subject: str | None = None
    round: str | None = None

    @property
    def words(self) -> Passage:
        """All words of the paragraph."""
        if self.paragraph is None:
            raise ValueError("the root has no words")
        return self.paragraph.words

    @property
    def style(self) -> str:
        """The style of its number or bullet, “text” without one."""
        return self.paragraph.sign.style if self.paragraph and self.paragraph.sign else "text"

    @property
    def is_title(self) -> bool:
        """Say whether it only heads what stands below it."""
        return self.paragraph is None or (
            self.label is not None and self.body is None and bool(self.children or self.own)
        )

    def walk(self) -> Iterator["Node"]:
        """Give the node and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def items(self) -> Iterator["Node"]:
        """Give the paragraphs at or below it that say something: headings and rows of tables left out."""
        for node in self.walk():
            if node.paragraph is not None and not node.is_title and not node.paragraph.cells:
                yield node

    def up(self) -> Iterator["Node"]:
        """Give the node and those above it, the root left out."""
        node: Node | None = self
        while node is not None and node.paragraph is not None:
            yield node
            node = node.parent

    @property
    def said(self) -> Passage:
        """What the paragraph says after its label."""
        return self.body or self.words


def outline(body: list[Paragraph]) -> Node:
    """Build the tree in one pass and say of each node what it is about."""
    root = Node(None)
    stack: list[tuple[str, Node]] = []
    for place, paragraph in enumerate(body):
        node = Node(paragraph)
        after = body[place + 1] if place + 1 < len(body) else None
        node.label, node.body = split_label(paragraph, after)
        _unwind(stack, node)
        parent = stack[-1][1] if stack else root
        node.parent = parent
        parent.children.append(node)
        if paragraph.sign is not None or _opens(node):
            stack.append((node.style, node))
    _name(root)
    return root


def _opens(node: Node) -> bool:
    """Say whether what follows belongs under it."""
    return node.label is not None and node.body is None


def _unwind(stack: list[tuple[str, Node]], node: Node) -> None:
    """Leave on the stack only what the node stands under."""
    style = node.style
    if style == "text":
        if any(known == "text" for known, _ in stack):
            while stack.pop()[0] != "text":
                pass
        while stack and not _opens(stack[-1][1]) and not _holds_text(stack[-1][1]):
            stack.pop()
        return
    if any(known == style for known, _ in stack):
        while stack.pop()[0] != style:
            pass
        return
    bare = style.rstrip("234")
    if bare in _NUMBERED:
        while stack and (stack[-1][0] in "-+*•" or stack[-1][0] == "text") and not _opens(stack[-1][1]):
            stack.pop()
    elif style == "*" and stack and stack[-1][0] in "-+" and node.label is not None and not _opens(stack[-1][1]):
        stack.pop()


def _holds_text(node: Node) -> bool:
    return node.style in {"part", "chapter", "section", "article", "roman", "upper", "ordinal"}


def split_label(paragraph: Paragraph, after: Paragraph | None) -> tuple[Passage | None, Passage | None]:
    """Part a heading from what follows it in the same paragraph; (None, words) for a plain sentence."""
    words = paragraph.words
    if paragraph.cells:
        return None, words
    if paragraph.is_capital and len(words) < 300:
        return words.trimmed(" .:;"), None
    if found := _LABEL.match(words.low):
        label = words.group(found, 1 if found.group(1) else 2)
        rest = words.cut(found.end())
        if not rest:
            return label, None
        if starts_as_heading(label.text) or _is_tag(label) or mostly_capital(label.text):
            return label, rest
        return None, words
    if (found := _RUN_IN.match(words.low)) and words.text[found.end()].isupper() and len(words) > found.end() + 30:
        return words.group(found, 1), words.cut(found.end())
    if (found := _DOT_LABEL.match(words.text)) and starts_as_heading(found.group(1)) and topics_of(found.group(1)):
        return words.group(found, 1), words.cut(found.end())
    if words.text.endswith(_CLOSED) and not _is_short_heading(words):
        return None, words
    return (words.trimmed(" .:;"), None) if _is_heading(paragraph, after) else (None, words)


def _is_tag(label: Passage) -> bool:
    return len(label) < 60 and (subject_of(label.text) is not None or bool(_KIND_OF_UNIT.match(label.low)))


def _is_short_heading(words: Passage) -> bool:
    return (
        len(words) < 50 and words.text.endswith(".") and starts_as_heading(words.text) and bool(topics_of(words.text))
    )


def _is_heading(paragraph: Paragraph, after: Paragraph | None) -> bool:
    """A short line without an end, over something that is not its sibling."""
    if after is None or len(paragraph.words) > 150:
        return False
    style = paragraph.sign.style if paragraph.sign else "text"
    next_style = after.sign.style if after.sign else "text"
    if style == "text":
        return next_style != "text" and len(paragraph.words) < 100 and not after.is_capital
    return style != next_style


def _name(root: Node) -> None:
    """Hand topics, subject and round down the tree."""
    for node in root.walk():
        if node.paragraph is None or node.parent is None:
            continue
        parent = node.parent
        label = node.label.text if node.label is not None else ""
        is_heading = node.label is not None and (node.children or node.body is not None or node.paragraph.is_capital)
        bullet = node.paragraph.sign is not None and node.paragraph.sign.is_bullet
        knows = is_heading and (not bullet or starts_as_heading(label))
        if "responsibility" in parent.topics and not starts_as_heading(label):
            knows = False  # there a heading names a unit, whatever the unit is called
        node.own = _refined(topics_of(label), label, parent) if knows else _opening(node)
        if node.own & parent.topics and "khen thuong" not in norm(label) and len(node.own) == 1 and bullet:
            node.own = parent.topics & node.own
        if is_heading and _is_target_of_subject(node, label):
            node.own = frozenset({"criteria"})
        node.topics = node.own or parent.topics
        among = bool(parent.topics & {"criteria", "quota", "award"}) and not node.own
        node.subject = (subject_of(label, among_subjects=among) if is_heading else None) or parent.subject
        node.round = (round_of(label) if is_heading else None) or parent.round


def _is_target_of_subject(node: Node, label: str) -> bool:
    """“1. Tập thể” under “Chỉ tiêu thi đua”: what each has to reach is what it is judged by."""
    above = node.parent.label if node.parent is not None else None
    if above is None or node.own or not re.match(r"(?:cac )?chi tieu\b", norm(above.text)):
        return False
    return node.parent is not None and node.parent.own == {"content"} and subject_of(label) is not None


_REWARDS = frozenset({"award", "reward_subject", "quota", "selection", "dossier", "deadline"})


def _refined(topics: frozenset[str], label: str, parent: Node) -> frozenset[str]:
    """Read a heading by the section it stands in.

    “Đối tượng” under rewards is who may be rewarded; “Thời hạn” under the dossier is the deadline, not the period;
    “Tổng kết giai đoạn” under rewards is a round of them.
    """
    if "subject" in topics and parent.topics & _REWARDS and not parent.topics & {"subject", "content"}:
        return topics - {"subject"} | {"reward_subject"}
    if topics == {"period"} and parent.topics & {"dossier", "deadline"} and "period" not in parent.topics:
        return frozenset({"deadline"})
    if topics == {"quota"} and parent.topics and parent.topics <= {"dossier", "deadline"}:
        return frozenset()  # “Số lượng: 01 bộ”
    if topics == {"content"} and norm(label).startswith("chi tieu") and parent.topics & {"award", "quota"}:
        return frozenset({"quota"})  # “Chỉ tiêu: 04 tập thể” under rewards
    if topics == {"review"} and parent.topics & {"award", "quota"}:
        return frozenset()
    return topics


_OPENINGS = (
    ("reward_level", re.compile(r"(?:chi thưởng|mức (?:chi |tiền )?thưởng|tiền thưởng|mức khen thưởng|mức tiền)\b")),
    (
        "funding",
        re.compile(r"(?:nguồn (?:chi|quỹ)|(?:nguồn )?kinh phí)(?: khen thưởng| thực hiện| tổ chức)?\b(?! hoạt động)"),
    ),
    ("dossier", re.compile(r"(?:thành phần )?hồ sơ(?: đề nghị| khen| xét| gồm| bao)")),
)


def _opening(node: Node) -> frozenset[str]:
    """A sentence under rewards or organisation that opens like a section of its own is one."""
    if node.parent is None or not node.parent.topics & (_REWARDS | {"responsibility"}):
        return frozenset()
    found = next((topic for topic, pattern in _OPENINGS if pattern.match(node.words.low)), None)
    if found is None or (found == "dossier" and "responsibility" in node.parent.topics):
        return frozenset()
    return frozenset({found})
