"""Files on disk, each once, named by its SHA-256. “Đã nhận” may be said only after ``keep`` and the commit."""

import hashlib
import os
import tempfile
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
    if not content:
        raise Refused(f"Tệp “{name}” không có nội dung. Hãy kiểm tra rồi tải lên lại.")
    digest = hashlib.sha256(content).hexdigest()
    _write(path_of(digest), content)
    kept, _ = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "size": len(content),
            "media_type": media_type,
            "name": nfc(Path(name).name)[:255],
            "may_show_inline": may_show_inline,
            "stored_at": at,
            "stored_by_id": by.person_id,
        },
    )
    return kept


def _write(target: Path, content: bytes) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def content_of(stored: StoredFile) -> bytes:
    """Read the bytes back."""
    return path_of(stored.sha256).read_bytes()
