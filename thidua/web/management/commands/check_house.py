"""`thidua check`: what must always be true in every room, and the journal."""

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from thidua.org import journal


def faults() -> Iterator[str]:
    """Ask the ``invariants`` of every room that has some, then the journal."""
    for config in apps.get_app_configs():
        if config.name.startswith("thidua.") and find_spec(f"{config.name}.invariants"):
            yield from import_module(f"{config.name}.invariants").faults()
    yield from journal.faults()


class Command(BaseCommand):
    help = "Kiểm tra những điều luôn phải đúng trong mọi phần của cơ sở dữ liệu, và nhật ký. Có lỗi thì mã 1."

    def handle(self, **options: Any) -> None:
        found = 0
        for sentence in faults():
            found += 1
            self.stderr.write(sentence)
        if found:
            self.stderr.write(f"Có {found} chỗ không đúng.")
            sys.exit(1)
        self.stdout.write("Mọi điều phải đúng đều đúng; nhật ký nguyên vẹn.")
