"""The worker is killed while it prints: the job is taken up again, ends with one whole file, enters nothing twice."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.houses import ROOT, House, own_database

LINES = 1500
pytestmark = [pytest.mark.slow]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with own_database(tmp_path / "var", "print") as environment:
        yield House(environment)


def started(house: House, *words: str, told: bool = False) -> subprocess.Popen[str]:
    command, out = [sys.executable, *words], subprocess.PIPE if told else subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, env=house.environment, stdout=out, text=True, start_new_session=True)


def test_printing_begun_again_after_a_kill_ends_whole(house: House) -> None:
    house.run("-m", "tests.kill.printing", "fill", str(LINES))
    watcher = started(house, "-m", "tests.kill.printing", "watch", told=True)
    worker = started(house, "-m", "thidua", "worker", "--batch", "--no-tick")
    seen = json.loads(watcher.communicate(timeout=120)[0])
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    assert 0 < seen["done"] < seen["total"] == LINES
    left = json.loads(house.run("-m", "tests.kill.printing", "tell"))
    assert (left["job"][0], left["runs"], left["certificates"]) == ("running", 0, LINES)
    house.run("-m", "tests.kill.printing", "expire")
    house.run("-m", "thidua", "worker", "--batch", "--no-tick")
    found = json.loads(house.run("-m", "tests.kill.printing", "tell"))
    assert found["job"] == ["done", LINES, LINES, 2, ""]
    assert (found["runs"], found["certificates"], found["printed"], found["pages"]) == (1, LINES, LINES, LINES)
    assert found["faults"] == []
