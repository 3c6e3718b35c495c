"""Seals the ballots of an open secret box, so that no row, page of the database or log shows a choice.

Each box has its own random key in a file beside the database, never in it; closing the box destroys the key.
A sealed ballot is always of the same length and carries neither time nor order.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

BLOCK = 512  # every sealed ballot is padded to a multiple of this
NONCE = 12


def _path(name: str) -> Path:
    return Path(settings.VAR) / "urns" / name


def make_key() -> str:
    """Make the key of a new box and give its name; the file is on disk when this returns."""
    name = secrets.token_hex(16)
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(AESGCM.generate_key(bit_length=256))
        file.flush()
        os.fsync(file.fileno())
    return name


def destroy_key(name: str) -> None:
    """Destroy the key: what was sealed with it stays sealed for ever."""
    _path(name).unlink(missing_ok=True)


def has_key(name: str) -> bool:
    """Say whether the key is still there."""
    return _path(name).is_file()


class Urn:
    """The key of one open box at work."""

    def __init__(self, name: str) -> None:
        self._cipher = AESGCM(_path(name).read_bytes())

    def seal(self, said: dict[str, Any]) -> str:
        """Seal one ballot; the same words give another text each time."""
        plain = json.dumps(said, sort_keys=True).encode()
        padded = plain.ljust(-(-len(plain) // BLOCK) * BLOCK)
        nonce = secrets.token_bytes(NONCE)
        return b64encode(nonce + self._cipher.encrypt(nonce, padded, None)).decode()

    def open(self, sealed: str) -> dict[str, Any]:
        """Open one ballot; an altered one raises."""
        raw = b64decode(sealed)
        said: dict[str, Any] = json.loads(self._cipher.decrypt(raw[:NONCE], raw[NONCE:], None))
        return said
