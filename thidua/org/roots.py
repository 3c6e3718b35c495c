"""The root certificates this house trusts: files in the folder “roots” of the data folder."""

from pathlib import Path

from django.conf import settings

from thidua.documents import signatures
from thidua.documents.signatures import Checked
from thidua.org.files import content_of
from thidua.org.models import StoredFile

ENDINGS = (".pem", ".cer", ".crt", ".der")


def trusted() -> list[bytes]:
    """Read the roots; none when the folder is not there."""
    folder = Path(settings.VAR) / "roots"
    if not folder.is_dir():
        return []
    return [path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix.lower() in ENDINGS]


def checks(stored: StoredFile) -> list[Checked]:
    """Check the digital signatures of a kept PDF. Some ten milliseconds for each signature."""
    return signatures.check(content_of(stored), trusted())
