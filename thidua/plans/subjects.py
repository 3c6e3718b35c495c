"""Đối tượng thi đua: who takes part, collectives and individuals told apart."""

import re
from collections.abc import Iterator

from thidua.plans.draft import Subject
from thidua.plans.outline import Node
from thidua.plans.passage import Passage
from thidua.plans.topics import subject_of

_PEOPLE = (
    r"cán bộ|công chức|viên chức|người lao động|cá nhân|đoàn viên|hội viên|chiến sĩ|sĩ quan|học sinh|sinh viên|"
    r"nhà giáo|giáo viên|giảng viên|nhân viên|học viên|điều dưỡng|kỹ sư|nghệ nhân|nhà khoa học|ngư dân|thẩm phán|"
    r"kiểm sát viên|"
    r"nông dân|công nhân|người dân|nhân dân|đảng viên|doanh nhân|y sĩ|y, bác sĩ|bác sĩ|những người|hộ gia đình|"
    r"các hộ|người hoạt động|"
    r"lãnh đạo|người đứng đầu|thủ trưởng|đồng bào|các tầng lớp|mọi người|trí thức|cựu chiến binh|phụ nữ|thanh niên"
)
_PERSON = re.compile(
    rf"(?:^|(?<=[,;:(])\s*|\s(?:và|cùng|hoặc)\s+)(?:toàn thể |các |mọi |tất cả |đội ngũ |những |từng |"
    rf"tập thể )*(?P<who>{_PEOPLE})\b"
)
_FURTHER = re.compile(
    r",\s+(?=(?:phát động|quyết tâm|tích cực|phấn đấu|hưởng ứng|có thành tích|lập thành tích|thi đua|tổ chức|ra sức)\b)"
)
_VERB_STARTS = re.compile(
    r"^(?:thực hiện|tổ chức|phát động|xây dựng|triển khai|căn cứ|theo|không áp dụng|việc|trong|khi)\b"
)


def read_subjects(root: Node) -> tuple[Subject, ...]:
    """Give one entry for each collective and each individual phrase of the section."""
    found: list[Subject] = []
    for node in root.items():
        if "subject" not in node.topics or node.words.text.endswith(":"):
            continue
        if len(node.topics) > 1 and not _is_of_subjects(node):
            continue
        found += _of_node(node)
    return tuple(found)


def _is_of_subjects(node: Node) -> bool:
    """Under “Nội dung, đối tượng” without own headings only what names people or units counts."""
    return bool(_PERSON.match(node.said.low) or subject_of(node.said.text[:60])) and len(node.said) < 400


def _of_node(node: Node) -> Iterator[Subject]:
    said = node.said
    if _VERB_STARTS.match(said.low):
        return
    if node.subject in {"collective", "individual"}:
        yield Subject(node.subject, said.text, said.quote)
        return
    for part in said.split(re.compile(r"(?<=[.;])\s+(?=\w)")):
        yield from _told_apart(part)


def _told_apart(words: Passage) -> Iterator[Subject]:
    """Cut “Các cơ quan, đơn vị, cán bộ, công chức …” before the first people."""
    if further := _FURTHER.search(words.low):
        words = words.cut(0, further.start())
    label = words.low[:25]
    if re.match(r"(?:về |đối với )?tập thể\s*:", label) or re.match(r"(?:về |đối với )?cá nhân\s*:", label):
        kind = "collective" if "tập thể" in label else "individual"
        rest = words.cut(words.text.index(":") + 1)
        yield Subject(kind, rest.text, rest.quote)
        return
    person = next((found for found in _PERSON.finditer(words.low)), None)
    if person is None:
        yield Subject("collective", words.text, words.quote)
        return
    before = words.cut(0, person.start()).trimmed(" ,;")
    if not before:
        yield from _people_first(words, person)
        return
    if len(before.text.split()) <= 2:
        yield Subject("collective", words.text, words.quote)
        yield Subject("individual", words.text, words.quote)
        return
    yield Subject("collective", before.text, before.quote)
    people = (
        words.cut(person.end() - len(person.group("who")))
        if words.low[person.start() :].lstrip(" ,").startswith(("và ", "cùng "))
        else words.cut(person.start())
    )
    people = people.trimmed(" ,;.")
    yield Subject("individual", people.text, people.quote)


_THEN_UNITS = re.compile(
    r"(?:;|,|\svà|\scùng)\s+(?=(?:các |những )*(?:tập thể|cơ quan|đơn vị|phòng|doanh nghiệp|ubnd|tổ chức)\b)"
)


def _people_first(words: Passage, person: re.Match[str]) -> Iterator[Subject]:
    """“Cá nhân, tập thể …”: both; “Cán bộ, công chức của Sở”: people only."""
    start = re.match(r"(?:các |mọi )?cá nhân\s*(?:,|và)\s*(?:các )?(?:tập thể|đơn vị|cơ quan)", words.low)
    if start:
        yield Subject("individual", words.text, words.quote)
        yield Subject("collective", words.text, words.quote)
        return
    if then := _THEN_UNITS.search(words.low, person.end()):
        people, units = words.cut(0, then.start()).trimmed(" ,;"), words.cut(then.end()).trimmed(" ,;.")
        yield Subject("individual", people.text, people.quote)
        yield Subject("collective", units.text, units.quote)
        return
    yield Subject("individual", words.text, words.quote)
