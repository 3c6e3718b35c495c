"""The anchor: number and hash of the journal's newest line, noted outside the database after each commit."""

import fcntl
import json
from pathlib import Path
from typing import NamedTuple

from django.conf import settings


class Head(NamedTuple):
    """A line of the journal as noted elsewhere."""

    number: int
    digest: str


def _file() -> Path:
    return Path(settings.VAR) / "journal_anchor.json"


def read() -> Head | None:
    """Give the noted line, None when nothing was noted yet."""
    try:
        noted = json.loads(_file().read_text())
    except FileNotFoundError:
        return None
    return Head(int(noted["number"]), str(noted["digest"]))


def advance(head: Head) -> None:
    """Note a line, unless a later one is already noted. Writers queue by a lock; the file is never half written."""
    target = _file()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        noted = read()
        if noted and noted.number >= head.number:
            return
        replace(head)


def replace(head: Head) -> None:
    """Note a line whatever stood there; only a restore may go back."""
    target = _file()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    draft.write_text(json.dumps(head._asdict()))
    draft.replace(target)
