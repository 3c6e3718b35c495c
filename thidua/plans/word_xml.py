"""Walk the XML of office files by local names, so that both the transitional and the strict namespace are read."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from thidua.base.refusal import Refused

Element = Any  # lxml has no types of its own

MOST_TAGS = 400_000  # a plan of sixty pages has some fifty thousand; more takes too long and too much memory
TOO_LONG = "Tài liệu Word quá dài hoặc quá phức tạp nên không đọc được. Hãy tách riêng phần kế hoạch rồi tải lên."
BROKEN = "Tệp Word bị hỏng nên không đọc được. Hãy mở bằng Word, lưu thành tệp mới rồi tải lại."


def parsed(content: bytes | None) -> Element | None:
    """Parse one part: no entities, no network, no giant trees."""
    if content is None:
        return None
    if content.count(b"<") > MOST_TAGS:
        raise Refused(TOO_LONG)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused(BROKEN) from None


def name(element: Element) -> str:
    """Give the name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=2_000)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def value(element: Element, attribute: str = "val") -> str:
    """Give an attribute by its local name, "" when it is not there."""
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == attribute:
            return str(text)
    return ""


def children(element: Element, local: str) -> list[Element]:
    """Give the direct children of this name."""
    return [found for found in element if name(found) == local]


def child(element: Element | None, *path: str) -> Element | None:
    """Follow a path of names from child to child; None where it breaks off."""
    for local in path:
        if element is None:
            return None
        element = next((found for found in element if name(found) == local), None)
    return element


def child_value(element: Element | None, *path: str) -> str:
    """Give the ``val`` at the end of a path, "" when there is none."""
    found = child(element, *path)
    return "" if found is None else value(found)


def descendants(element: Element, local: str) -> Iterator[Element]:
    """Give all elements of this name below."""
    return (found for found in element.iter() if name(found) == local)


def is_on(element: Element | None, *path: str) -> bool:
    """Read a switch such as <w:b/>: on when it is there and not switched off."""
    found = child(element, *path)
    return found is not None and value(found) not in {"0", "false", "off", "none"}
