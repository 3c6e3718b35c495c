"""Draw the text of a plan with the places its values came from. Works on the whole text in one pass."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from thidua.movements.rules.fields import SECTIONS, Section


@dataclass(frozen=True)
class Span:
    """A stretch of the text and the field that came from it."""

    start: int
    end: int
    anchor: str
    item: str
    group: str


def spans_of(draft: Mapping[str, Any], length: int) -> list[Span]:
    """Give the stretches of all values of a draft that stand within the text."""
    found: list[Span] = []
    for section in SECTIONS:
        found += _of_list(section, draft) if section.many else _of_one(section, draft)
    return [span for span in found if 0 <= span.start < span.end <= length]


def _of_list(section: Section, draft: Mapping[str, Any]) -> Iterable[Span]:
    rows: Any = draft
    for step in section.path.split("."):
        rows = rows.get(step) or {}
    for place, item in enumerate(rows):
        address = f"{section.key}-{place}"
        if source := item.get("source"):
            yield Span(source["start"], source["end"], address, address, section.group)


def _of_one(section: Section, draft: Mapping[str, Any]) -> Iterable[Span]:
    place = draft.get(section.path) if section.path else draft
    if not place:
        return
    if source := place.get("source"):
        yield Span(source["start"], source["end"], section.key, section.key, section.group)
    signer = {f"signer.{name}": each for name, each in ((place.get("signer") or {}).get("sources") or {}).items()}
    for name, source in ((place.get("sources") or {}) | signer).items():
        if source:
            yield Span(source["start"], source["end"], f"{section.key}-{name}", section.key, section.group)


def marked(text: str, spans: list[Span]) -> SafeString:
    """Give the text as a numbered list of lines; each stretch links to its field and carries the anchor of it."""
    cuts = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    opening: dict[int, list[Span]] = {}
    for span in spans:
        opening.setdefault(span.start, []).append(span)
    live: list[Span] = []
    html = ['<ol class="plan-lines"><li id="dong-1" data-start="0">']
    line = 1
    for start, end in pairwise(cuts):
        begun = opening.get(start, [])
        live = [span for span in live if span.end > start] + begun
        html += [f'<span class="place" id="nguon-{escape(span.anchor)}"></span>' for span in begun]
        line = _stretch(html, text, start, end, live, line)
    html.append("</li></ol>")
    return mark_safe("".join(html))  # noqa: S308 - every piece of text is escaped


def _stretch(html: list[str], text: str, start: int, end: int, live: list[Span], line: int) -> int:
    """Draw one stretch between two cuts; lines may end inside it."""
    before, after = "", ""
    if live:
        nearest = min(live, key=lambda span: span.end - span.start)
        names = " ".join(dict.fromkeys(span.item for span in live))
        before = f'<a class="source g-{nearest.group}" href="#muc-{escape(nearest.item)}" data-items="{escape(names)}">'
        after = "</a>"
    for place, part in enumerate(text[start:end].split("\n")):
        if place:
            line += 1
            html.append(f'</li><li id="dong-{line}" data-start="{start}">')
        if part:
            html += [before, escape(part), after]
        start += len(part) + 1
    return line
