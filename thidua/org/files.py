"""Files on disk, each once, named by its SHA-256. “Đã nhận” may be said only after ``keep`` and the commit."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from thidua.base.refusal import Refused
from thidua.base.text import nfc
from thidua.org.actor import Actor
from thidua.org.models import StoredFile


def path_of(sha256: str) -> Path:
    """Give where a file lies: two levels of folders, so that no folder grows large."""
    return Path(settings.FILES) / sha256[:2] / sha256[2:4] / sha256


def keep(
    name: str, content: bytes, *, by: Actor, at: datetime, media_type: str, may_show_inline: bool = False
) -> StoredFile:
    """Put the bytes on disk (written, synced, renamed) and give its row; the same bytes give the same row."""
    return keep_stream(name, [content], by=by, at=at, media_type=media_type, may_show_inline=may_show_inline)


def keep_stream(
    name: str, pieces: Iterable[bytes], *, by: Actor, at: datetime, media_type: str, may_show_inline: bool = False
) -> StoredFile:
    """Do as ``keep`` with a file that comes in pieces: never more than one piece is in memory."""
    digest, size = put(pieces)
    if digest is None:
        raise Refused(f"Tệp “{name}” không có nội dung. Hãy kiểm tra rồi tải lên lại.")
    kept, _ = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "size": size,
            "media_type": media_type,
            "name": nfc(Path(name).name)[:255],
            "may_show_inline": may_show_inline,
            "stored_at": at,
            "stored_by_id": by.person_id,
        },
    )
    return kept


def put(pieces: Iterable[bytes]) -> tuple[str | None, int]:
    """Write to a draft, sync, rename: under its final name a file is whole or not there at all.

    Gives its SHA-256 (None when it is empty) and its size; writes no row.
    """
    drafts = Path(settings.FILES) / "drafts"
    drafts.mkdir(parents=True, exist_ok=True)
    hashed, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=drafts, delete=False) as draft:
        for piece in pieces:
            draft.write(piece)
            hashed.update(piece)
            size += len(piece)
        draft.flush()
        os.fsync(draft.fileno())
    written, target = Path(draft.name), path_of(hashed.hexdigest())
    if not size or target.exists():
        written.unlink()
        return (hashed.hexdigest() if size else None), size
    target.parent.mkdir(parents=True, exist_ok=True)
    written.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return hashed.hexdigest(), size


def content_of(stored: StoredFile) -> bytes:
    """Read the bytes back."""
    return path_of(stored.sha256).read_bytes()
