"""The handbook names every finding there is, and no other."""

import re
from pathlib import Path

ROOM = Path(__file__).parents[2] / "thidua" / "plans"
PAGE = Path(__file__).parents[2] / "docs" / "handbook" / "ke-hoach-can-hoi-lai.md"


def test_the_handbook_names_every_finding():
    code = "".join(file.read_text(encoding="utf-8") for file in sorted(ROOM.glob("findings*.py")))
    made = set(re.findall(r'\b(?:error|warning|note)\(\s*"([a-z-]+)"', code))
    listed = {name for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
              for name in re.findall(r"`([a-z-]+)`", line.split("|")[1])}  # fmt: skip
    assert made == listed
