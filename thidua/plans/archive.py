"""Open a zipped office file without being led into a bomb: every size is checked before and while unpacking."""

import zipfile
import zlib
from io import BytesIO

from thidua.base.refusal import Refused

MOST_ENTRIES = 3000
LARGEST_PART = 24 * 1024 * 1024
LARGEST_WHOLE = 250 * 1024 * 1024
STEEPEST = 200  # an honest document is seldom packed to less than a hundredth

_BOMB = "Tệp nén chứa lượng dữ liệu bất thường nên không mở. Hãy lưu lại tài liệu bằng Word rồi tải lên."
_BROKEN = "Tệp bị hỏng, không mở được. Hãy mở bằng Word, lưu thành tệp mới rồi tải lại."
_LOCKED = "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lại."


class Archive:
    """The parts of a zipped document, read one by one."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
            raise Refused(_BROKEN) from None
        whole = sum(entry.file_size for entry in entries)
        steep = whole > LARGEST_PART and whole > STEEPEST * len(content)
        if len(entries) > MOST_ENTRIES or whole > LARGEST_WHOLE or steep:
            raise Refused(_BOMB)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused(_LOCKED)
        self.names = frozenset(self._zip.namelist())

    def part(self, name: str) -> bytes | None:
        """Unpack one part; None when it is not there; Refused when it is broken or too large."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as stream:
                content = stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            raise Refused(_BROKEN) from None
        if len(content) > LARGEST_PART:
            raise Refused(_BOMB)
        return content
