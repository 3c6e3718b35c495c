"""The office's own Word files with places to fill: “{{ ten }}”, rows repeated by “{%tr for … %}”.

A template is somebody's upload: only names, loops, conditions and a few filters are allowed in it, and it runs in
a sandbox without functions.
"""

import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from thidua.base.refusal import Refused
from thidua.base.text import words
from thidua.documents import archives
from thidua.documents.word import timeless
from thidua.documents.word_parts import clean

FILTERS = ("upper", "lower", "join", "length", "default", "first", "last")
FORBIDDEN = "Mẫu có lệnh không được dùng; chỉ dùng chỗ điền, vòng lặp và điều kiện. Hãy sửa mẫu trong Word rồi tải lại."
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Filter,
)

_CAPITALS = re.compile(rb"\{\{ ([A-Z_]+) \}\}")
Value = str | Sequence[Mapping[str, str]]


def placeholders(template: bytes) -> set[str]:
    """Name the places the template wants filled; refuses what is no Word file or holds more than places."""
    try:
        found: set[str] = _opened(template).get_undeclared_template_variables(_Sandbox())
    except TemplateSyntaxError as fault:
        raise Refused(_misspelt(fault)) from None
    return found


def why_not(template: bytes, known: Mapping[str, str], needed: Collection[str] = ()) -> str | None:
    """Say which places nobody fills and which needed ones the template lacks; None when all is well.

    ``known`` maps each name to what it is filled with, in Vietnamese.
    """
    found = placeholders(template)
    faults = []
    if unknown := sorted(found - set(known)):
        faults.append(f"có chỗ điền không dùng được: {words(map(_quoted, unknown))}")
    if missing := sorted(set(needed) - found):
        told = (f"{_quoted(name)} ({known[name]})" if name in known else _quoted(name) for name in missing)
        faults.append(f"thiếu chỗ điền {words(told)}")
    if not faults:
        return None
    usable = words(map(_quoted, known))
    return f"Mẫu {'; '.join(faults)}. Hãy sửa mẫu trong Word rồi tải lại; các chỗ điền dùng được: {usable}."


def fill(template: bytes, values: Mapping[str, Value]) -> bytes:
    """Fill the template; a value is a text or a table of texts. The same values give the same bytes."""
    document = _opened(template)
    try:
        document.render({name: _cleaned(value) for name, value in values.items()}, _Sandbox(), autoescape=True)
    except TemplateSyntaxError as fault:
        raise Refused(_misspelt(fault)) from None
    except UndefinedError as fault:
        raise Refused(
            f"Mẫu có chỗ điền không có số liệu ({_named(fault)}). Hãy sửa mẫu trong Word rồi tải lại."
        ) from None
    except TemplateError:
        raise Refused("Mẫu có chỗ điền không tính được. Hãy sửa mẫu trong Word rồi tải lại.") from None
    made = io.BytesIO()
    document.save(made)
    return timeless(made.getvalue())


def with_small_names(drawn: bytes) -> bytes:
    """Write the places of a drawn paper in small letters again where the layout set them in capitals."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(drawn)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                part = _CAPITALS.sub(lambda found: b"{{ %s|upper }}" % found[1].lower(), part)
            after.writestr(name, part)
    return timeless(made.getvalue())


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with nothing but places, loops and conditions: what else a template tries is refused while it is read."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.Filter) and node.name not in FILTERS):
                raise Refused(FORBIDDEN)
        return tree


def _opened(template: bytes) -> DocxTemplate:
    if not template.startswith(b"PK") or archives.kind_of(template) != archives.WORD:
        raise Refused("Mẫu phải là tệp Word (.docx). Hãy lưu mẫu thành .docx rồi tải lại.")
    return DocxTemplate(io.BytesIO(template))


def _cleaned(value: Value) -> Any:
    if isinstance(value, str):
        return clean(value)
    return [{name: clean(text) for name, text in row.items()} for row in value]


def _quoted(name: str) -> str:
    return f"“{{{{ {name} }}}}”"


def _named(fault: UndefinedError) -> str:
    found = re.search(r"'([^']+)' is undefined|no attribute '([^']+)'", str(fault))
    return _quoted(next(filter(None, found.groups()))) if found else "không rõ tên"


def _misspelt(fault: TemplateSyntaxError) -> str:
    near = re.sub(r"<[^>]+>", "", (fault.source or "").splitlines()[fault.lineno - 1] if fault.source else "")
    place = f" gần “{near.strip()[:60]}”" if near.strip() else ""
    return (
        f"Mẫu có chỗ điền viết sai{place}; mỗi chỗ điền viết như {_quoted('ten')}. Hãy sửa mẫu trong Word rồi tải lại."
    )
