"""How long the real job takes to enter and print 10,000 certificates, and how much memory, on a database of its own."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import Row
from tests.houses import House, own_database

CERTIFICATES = 10_000


def measurements() -> Iterator[Row]:
    """Measure on SQLite, or on the PostgreSQL server that DATABASE_URL names."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder, own_database(Path(folder), "bench") as inside:
        house = House(inside)
        spans = json.loads(house.run("-m", "tests.kill.printing", "fill", str(CERTIFICATES)))
        yield Row("sign a decision about 10,000", spans["sign"], "s")
        yield Row("enter 10,000 in the book and ask", spans["ask"], "s")
        begun, before = time.perf_counter(), _processor_seconds()
        subprocess.run([sys.executable, "-m", "thidua", "worker", "--batch", "--no-tick"], env=inside, check=True)
        seconds, used = time.perf_counter() - begun, _processor_seconds() - before
        told = json.loads(house.run("-m", "tests.kill.printing", "tell"))
    whole = [told["job"][0], told["pages"], told["certificates"], told["faults"]]
    if whole != ["done", CERTIFICATES, CERTIFICATES, []]:
        raise SystemExit(f"the printing is not whole: {told}")
    yield Row("job: 10,000 certificates, by the clock", seconds, "s")
    yield Row("job: 10,000 certificates, processor", used, "s", 35)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Row("job: most memory of a process", most, "MB", 1200)
    yield Row("job: file", told["megabytes"], "MB")


def _processor_seconds() -> float:
    """What finished children have used of the processors; other work on the machine does not change it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
