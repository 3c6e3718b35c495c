"""The golds and their plans: where they lie, and in which forms each plan is read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.plans.word import as_docx

OWN = Path(__file__).parent / "own"
KINDS = ("txt", "docx", "pdf")
IN_WORD = (
    "phuong-tan-hoa-2026",
    "tinh-lam-son-chuyen-doi-so-2024",
    "huyen-ia-mnong-2024-theo-khoi",
    "benh-vien-song-tra-2025",
    "so-cong-nghiep-theo-cap-tren-2025",
)


def load_gold(path: Path) -> dict[str, Any]:
    """Read a gold reading."""
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def forms_of(gold: Path) -> Iterator[tuple[str, bytes]]:
    """Give name and content of every form a plan is read in: its files, and a Word file built from its text."""
    for kind in KINDS:
        places = (gold.parent, gold.parent.parent, gold.parent.parent / kind)
        for file in (place / f"{gold.stem}.{kind}" for place in places):
            if file.is_file():
                yield file.name, file.read_bytes()
    if gold.stem in IN_WORD and gold.parent == OWN:
        yield f"{gold.stem}.docx", as_docx(gold.with_suffix(".txt").read_text(encoding="utf-8"))
