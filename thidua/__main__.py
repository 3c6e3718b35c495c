"""The command `thidua`: reading and linting plans without a database, everything else through Django."""

import os
import sys
from importlib import import_module

from thidua.base.refusal import Refused


def main() -> None:
    """Run one command and end with its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    if len(sys.argv) > 1 and sys.argv[1] in {"read", "lint"}:
        sys.exit(import_module("thidua.plans.command").main(sys.argv[1:]))  # without loading Django
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["thidua", *_renamed(sys.argv[1:])])
    except Refused as refused:
        sys.exit(str(refused))


def _renamed(words: list[str]) -> list[str]:
    """`thidua check` looks after the living database; Django's own check stays reachable as `system-check`."""
    if not words or words[0].startswith("-"):
        return words
    first = {"check": "check_house", "system-check": "check"}
    return [first.get(words[0], words[0].replace("-", "_")), *words[1:]]


if __name__ == "__main__":
    main()
