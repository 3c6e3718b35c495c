"""The import contracts hold, and a forbidden import breaks them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


PURE = "Pure rooms know no Django; rules know no database, request or clock"


def contracts(folder: Path) -> tuple[int, str]:
    """Run the tool on a copy of the house."""
    tool = Path(sys.executable).with_name("lint-imports")
    env = os.environ | {"PYTHONPATH": str(folder), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run([tool, "--no-cache"], cwd=folder, env=env, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("planted", "line", "broken"),
    [
        ("", "", ""),
        ("thidua/org/queries.py", "from thidua.council import models as later", "Rooms look only down"),
        ("thidua/org/rules.py", "import django.db", PURE),
        ("thidua/org/kinds.py", "from thidua.org import journal", "The files of a room keep their order"),
    ],
)
def test_a_forbidden_import_breaks_the_contracts(tmp_path: Path, planted: str, line: str, broken: str):
    shutil.copytree(ROOT / "thidua", tmp_path / "thidua", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    if planted:
        target = tmp_path / planted
        target.write_text(f"{target.read_text()}\n\n{line}\n")
    code, said = contracts(tmp_path)
    found = {row.split(" BROKEN")[0] for row in said.splitlines() if " BROKEN" in row}
    assert (code, found) == (int(bool(broken)), {broken} - {""})
