"""Draws a `Paper` as PDF without an office program: the same data, the same measures as `word.docx_of`, in a blink.

Times New Roman is taken from the machine, else its free likeness, else typst's own Libertinus Serif. Only folders
whose fonts hold every Vietnamese letter are looked at: the first Liberation (Debian's `fonts-liberation`) lacks 93, and
letters of two fonts would stand mixed in one word.
"""

import json
from dataclasses import asdict
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import typst

from thidua.documents.layout import Bases, Block, Paper, Picture
from thidua.documents.word import MOTTO, NATION, broken_agency, dated, numbered
from thidua.documents.word_parts import clean

FOLDERS = (
    Path("/usr/share/fonts/truetype/msttcorefonts"),
    Path("/usr/share/fonts/truetype/liberation2"),
    Path("/usr/share/fonts/liberation-serif-fonts"),
    Path("/System/Library/Fonts/Supplemental"),
    Path("C:/Windows/Fonts"),
)
SOURCE = Path(__file__).with_name("paper.typ")


def pdf_of(paper: Paper) -> bytes:
    """Draw the paper; 500 awardees take about half a second. Letters the font lacks come from another font."""
    inputs = {"paper": json.dumps(_told(paper), ensure_ascii=False)}
    drawn: bytes = typst.compile(SOURCE.read_bytes(), font_paths=_fonts(), sys_inputs=inputs)
    return drawn


@cache
def _fonts() -> typst.Fonts:
    """Look through the folders once in the life of the process."""
    return typst.Fonts(include_system_fonts=False, font_paths=[folder for folder in FOLDERS if folder.is_dir()])


def _told(paper: Paper) -> dict[str, Any]:
    head = paper.letterhead
    signatures = [
        {"authority": [line.upper() for line in one.authority], "note": one.note, "name": one.name}
        for one in paper.signatures
    ]
    annexes = [
        {"title": one.title, "tie": one.tie, "landscape": one.landscape, "blocks": _blocks(one.blocks)}
        for one in paper.annexes
    ]
    told = {
        "head": {
            "superior": broken_agency(head.superior),
            "agency": broken_agency(head.agency),
            "nation": NATION,
            "motto": MOTTO,
            "number": numbered(head),
            "dated": dated(head),
        },
        "kind": paper.kind.upper(),
        "title": paper.title,
        "to": _closed(paper.to) if len(paper.to) > 1 else list(paper.to),
        "blocks": _blocks(paper.blocks),
        "recipients": _closed(paper.recipients),
        "signatures": signatures,
        "annexes": annexes,
        "draft": paper.draft,
        "landscape": paper.landscape,
    }
    return {key: _plain(value) for key, value in told.items()}


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    told = []
    for block in blocks:
        fields = {"block": type(block).__name__} | asdict(block)
        if isinstance(block, Bases):
            fields["items"] = _closed(block.items)
        if isinstance(block, Picture):
            fields["png"] = list(block.png)
        told.append(fields)
    return told


def _closed(items: tuple[str, ...]) -> list[str]:
    """End each item with a semicolon, the last with a full stop."""
    return [f"{item.rstrip(' .;')}{';' if place < len(items) else '.'}" for place, item in enumerate(items, 1)]


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case str():
            return clean(value)
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value
