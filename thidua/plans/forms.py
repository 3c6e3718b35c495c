"""Forms attached to a plan: their titles and what they ask for."""

import re
from collections.abc import Iterable

from thidua.base.text import norm
from thidua.plans.draft import Form
from thidua.plans.paragraphs import Paragraph
from thidua.plans.structure import Part

_BY_NUMBER = re.compile(r"so luong|khong ghi ten|tong so")
_BY_NAME = re.compile(r"<?ten|ho (?:va )?ten|\.{3,}|…")


def read_forms(parts: Iterable[Part]) -> tuple[Form, ...]:
    """Give each attached form with its title and fields."""
    return tuple(
        Form(part.title.text, _fields([*part.preamble, *part.body]), part.title.quote)
        for part in parts
        if part.is_form and part.title is not None
    )


def _fields(paragraphs: list[Paragraph]) -> tuple[str, ...]:
    found: list[str] = []
    subject = ""
    for paragraph in paragraphs:
        for words in paragraph.cells or (paragraph.words,):
            flat = norm(words.text)
            subject = _subject(flat) or subject
            field = _field(flat, subject)
            if field and field not in found:
                found.append(field)
    return tuple(found)


def _subject(flat: str) -> str:
    found = re.match(r"(?:ten |danh sach |doi voi )?(?:cac )?(tap the|don vi|ca nhan)\b", flat)
    if not found:
        return ""
    return "individual" if found.group(1) == "ca nhan" else "collective"


def _field(flat: str, subject: str) -> str | None:
    if re.match(r"ho (?:va )?ten", flat):
        return "individual_by_name"
    if re.match(r"ten (?:tap the|don vi)", flat):
        return "collective_by_name"
    if not subject:
        return None
    if _BY_NUMBER.search(flat):
        return f"{subject}_headcount"
    return f"{subject}_by_name" if _subject(flat) and _BY_NAME.search(flat) else None
