"""Tiêu chí, tiêu chuẩn: each criterion with its subject, kind and parameters; or the plan they stand in."""

import re
from dataclasses import replace

from thidua.base.text import norm
from thidua.plans.draft import Criterion
from thidua.plans.grammar import criteria as grammar
from thidua.plans.grammar.acts import acts
from thidua.plans.grammar.figures import number
from thidua.plans.outline import Node
from thidua.plans.passage import Passage
from thidua.plans.topics import subject_of

_NOT_CRITERION = re.compile(
    r"^(?:hồ sơ|thời gian|số lượng|kinh phí|quy trình|trên cơ sở|hình thức|tặng |giấy khen|bằng khen|căn cứ|chủ tịch|"
    r"mỗi |các đơn vị căn cứ|trên đây)|"
    r"(?:tặng|đề nghị|trình)[^.;]{0,60}(?:giấy khen|bằng khen)|gửi (?:hồ sơ|về)"
)
PLAN_KINDS = frozenset({"Kế hoạch", "Hướng dẫn", "Công văn", "Quyết định", "Kế hoạch liên tịch", "Quy chế", "Quy định"})


_LEAD = re.compile(
    r"(?:theo|tại|của|như|trong)(?:\s+(?:quy định|hướng dẫn|nội dung|nêu|đúng|nêu trên|phân bổ))*"
    r"(?:,?\s+(?:tại\s+)?(?:mục|phần|điểm|khoản|điều|tiểu mục)\s+[\w.]{1,6})*(?:\s+(?:tại|của|"
    r"ở))?(?:\s+các)?\s*$"
)


def deferral(words: Passage, about: re.Pattern[str]) -> tuple[str, Passage] | None:
    """Find “tiêu chuẩn … thực hiện theo quy định tại Kế hoạch số …”: the number and where it stands."""
    start = about.match(words.low)
    if not start:
        return None
    for act in acts(words):
        if act.number is not None and act.kind in PLAN_KINDS and act.start >= start.end() - 8:
            return (act.number, act.words) if _LEAD.search(words.low[: act.start]) else None
    return None


def read_criteria(root: Node) -> tuple[Criterion, ...]:
    """Give every criterion of the sections on tiêu chí and tiêu chuẩn, those in tables too."""
    found: list[Criterion] = []
    table: list[int] | None = None
    group: str | None = None
    for node in root.walk():
        if node.paragraph is None:
            continue
        if node.paragraph.cells:
            table = _columns(node.paragraph.cells) or table
            if table is not None and (row := _row(node, table)):
                found.append(row if group is None else replace(row, subject=group))
            elif table is not None:
                group = _group(node.paragraph.cells) or group
            continue
        table = group = None
        if not node.is_title and "criteria" in node.topics and _is_criterion(node):
            found.append(_criterion(node))
    return tuple(found)


_DEFERS_CRITERIA = re.compile(r"(?:các |về |nội dung |bộ |những )*(?:tiêu chí|tiêu chuẩn|điều kiện)\b")
DEFERS_ALONE = re.compile(r"(?:được )?(?:thực hiện|áp dụng|vận dụng|theo|quy định)\b")


def read_criteria_deferral(root: Node) -> tuple[str, Passage] | None:
    """Name the plan in which the criteria stand, when this one only points to it."""
    for node in root.items():
        if "criteria" in node.topics and (found := _deferred(node)):
            return found
    return None


def _deferred(node: Node) -> tuple[str, Passage] | None:
    found = deferral(node.words, _DEFERS_CRITERIA)
    return found or (deferral(node.said, DEFERS_ALONE) if node.topics == {"criteria"} else None)


def _is_criterion(node: Node) -> bool:
    low = node.words.low
    if low.endswith(":") or len(low) < 12 or re.match(r"(?:ghi chú|lưu ý)", low):
        return False
    if _deferred(node):
        return False
    if node.topics == {"criteria", "content"}:
        return is_criterion_among_contents(node)
    if node.topics == {"criteria"}:
        return not re.match(r"(?:trên đây|hồ sơ (?:gồm|đề nghị)|căn cứ (?:kết quả|vào|tiêu))", low)
    bullet = node.style != "text"
    return bullet and not _NOT_CRITERION.search(low) and (node.subject is not None or subject_of(low[:40]) is not None)


def is_criterion_among_contents(node: Node) -> bool:
    """Under “Nội dung, tiêu chí” what is said of a kind of subject or can be measured is a criterion."""
    if re.match(r"(?:tổ chức |đẩy mạnh |phát động |tiếp tục )?thi đua\b", node.words.low):
        return False
    return node.subject is not None or grammar.kind_of(node.words)[0] != "attestation"


def _criterion(node: Node) -> Criterion:
    tagged = node.label is not None and node.body is not None and subject_of(node.label.text) is not None
    words = node.said if tagged else node.words
    kind, params = grammar.kind_of(words)
    opening = _OPENS_WITH.match(words.low)
    subject = node.subject or (("collective" if opening.group("one") else "individual") if opening else "general")
    return Criterion(subject, kind, words.text, params, words.quote)


_OPENS_WITH = re.compile(
    r"(?:là |các |mỗi )?(?:(?P<one>tập thể)|cá nhân)\b(?!\s*(?:,|/|và|hoặc|được xét khen thưởng là|đạt danh))"
)


# --- tables


def _columns(cells: tuple[Passage, ...]) -> list[int] | None:
    """From the head of a table: the column of the criterion and that of its points; None when it is no head."""
    flat = [norm(cell.text) for cell in cells]
    text = next(
        (place for place, cell in enumerate(flat) if re.match(r"(?:noi dung|tieu chi|tieu chuan|ten tieu chi)", cell)),
        None,
    )
    points = next((place for place, cell in enumerate(flat) if re.search(r"\bdiem\b", cell) and len(cell) < 40), None)
    return [text, points] if text is not None and points is not None else None


def _group(cells: tuple[Passage, ...]) -> str | None:
    """A row that only says of whom the rows below it speak: “A | Đối với tập thể |”."""
    said = [cell for cell in cells if len(cell) > 3 and not re.fullmatch(r"[\d.,]+(?: điểm)?", cell.low)]
    return subject_of(said[0].text, among_subjects=True) if len(said) == 1 else None


def _row(node: Node, columns: list[int]) -> Criterion | None:
    cells = node.paragraph.cells if node.paragraph else ()
    text, points = columns
    if (
        max(columns) >= len(cells)
        or not cells[text]
        or norm(cells[text].text).startswith(("tong", "cong", "noi dung", "tieu chi"))
    ):
        return None
    figure = re.fullmatch(r"(?:tối đa\s*)?(\d{1,4}(?:[.,]\d+)?)(?:\s*điểm)?", cells[points].low)
    if not figure:
        return None
    return Criterion(
        node.subject or "general",
        "points",
        cells[text].text,
        {"max": number(figure.group(1))},
        cells[text].quote,
    )
