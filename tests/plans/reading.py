"""Files and golds for the tests of reading: where they lie, and one way to read a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from thidua.plans import reader, source

OWN = Path(__file__).parent / "own"
KINDS = ("txt", "docx", "pdf")


def load_gold(path: Path) -> dict[str, Any]:
    """Read a gold reading."""
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def files_of(gold: Path) -> Iterator[Path]:
    """Give the files that a gold is the reading of: text, DOCX, PDF, as far as they are there."""
    for kind in KINDS:
        places = (gold.parent, gold.parent.parent, gold.parent.parent / kind)
        yield from (file for place in places if (file := place / f"{gold.stem}.{kind}").is_file())


def read_file(path: Path) -> tuple[dict[str, Any], str]:
    """Read a file; give the draft as JSON and the text to which its offsets belong."""
    given = source.load(path.name, path.read_bytes())
    return reader.read(given).to_json(), given.text
