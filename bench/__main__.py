"""Run the measurements of all rooms, or of those named: ``python -m bench [room …]``; ends with 1 when one is over."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator

import bench
from bench import Row


def rooms() -> list[str]:
    """Modules of this package, each named after its room."""
    return sorted(found.name for found in pkgutil.iter_modules(bench.__path__) if not found.name.startswith("_"))


def measured(wanted: list[str]) -> Iterator[tuple[str, Row]]:
    for room in wanted:
        for row in importlib.import_module(f"bench.{room}").measurements():
            yield room, row


def line(room: str, row: Row) -> str:
    sign = "≥" if row.at_least else "≤"
    limit = "" if row.limit is None else f"(limit {sign} {row.limit:g})"
    verdict = "" if row.limit is None else "ok" if row.keeps else "OVER"
    return f"{room + '/' + row.name:44} {row.value:12.3f} {row.unit:8} {limit:20} {verdict}".rstrip()


def main(words: list[str]) -> int:
    over = 0
    for room, row in measured(words or rooms()):
        print(line(room, row), flush=True)
        over += not row.keeps
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
