"""Looks into an uploaded file before it is kept: what it is by its content, and whether it may come in."""

import io
import re
import struct
import zlib
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from thidua.base.refusal import Refused
from thidua.base.text import words
from thidua.documents import archives

MAX_BYTES = 25 * 2**20
MAX_OBJECTS = 300_000
MAX_PIXELS = 120_000_000
PDF, PNG, JPEG, TEXT = "application/pdf", "image/png", "image/jpeg", "text/plain"
ALLOWED = {
    "pdf": (PDF,),
    "docx": (archives.WORD,),
    "xlsx": (archives.EXCEL,),
    "png": (PNG, JPEG),  # either picture may bear the name of the other: phones do that
    "jpg": (JPEG, PNG),
    "jpeg": (JPEG, PNG),
    "odt": (archives.OPEN_DOCUMENT,),
    "txt": (TEXT,),
}
INLINE = (PDF, PNG, JPEG)
_OTHERS = (
    (b"MZ", "chương trình Windows (.exe)"),
    (b"\x7fELF", "chương trình Linux"),
    (b"\xca\xfe\xba\xbe", "chương trình"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"RIFF", "ảnh WebP hoặc phim"),
)
_ACTIVE_WORDS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
_ACTIVE_PDF = {
    "/JavaScript": "lệnh JavaScript",
    "/JS": "lệnh JavaScript",
    "/Launch": "lệnh chạy chương trình",
    "/EmbeddedFile": "tệp khác đính kèm bên trong",
    "/EmbeddedFiles": "tệp khác đính kèm bên trong",
    "/RichMedia": "phim hoặc nội dung chạy",
    "/SubmitForm": "lệnh gửi dữ liệu ra ngoài",
    "/ImportData": "lệnh lấy dữ liệu từ ngoài",
    "/XFA": "biểu mẫu động XFA",
}


_PDF_FAULTS = (  # what pypdf meets broken files with; found by changing bytes at random
    PyPdfError,
    zlib.error,
    struct.error,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class Inspected:
    """What the file is by its content, and whether a browser may show it in place."""

    media_type: str
    inline: bool


def inspect(name: str, content: bytes) -> Inspected:
    """Look at the whole file; refuse in one sentence what may not come in.

    Costs up to a second for a file of 25 MB. The name counts only for its ending.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in ALLOWED:
        raise Refused(f"Chỉ nhận tệp {words([f'.{kind}' for kind in ALLOWED], 'hoặc')}. Hãy xuất tệp sang một dạng đó.")
    if not content:
        raise Refused("Tệp rỗng, không có nội dung. Hãy chọn lại đúng tệp.")
    if len(content) > MAX_BYTES:
        raise Refused(
            f"Tệp lớn hơn {MAX_BYTES // 2**20} MB. Hãy quét lại với độ phân giải thấp hơn hoặc tách thành nhiều tệp."
        )
    media_type = _media_type(content, ending)
    if media_type not in ALLOWED[ending]:
        raise Refused(_misnamed(ending, media_type))
    return Inspected(media_type, media_type in INLINE)


def _media_type(content: bytes, ending: str) -> str:
    """Give the type by content after the checks of that type; refuse what is of no allowed type."""
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        _check_png(content)
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        _check_jpeg(content)
        return JPEG
    if content.startswith(b"PK"):
        if (kind := archives.kind_of(content)) is None:
            raise Refused(_misnamed(ending, "tệp nén ZIP"))
        return kind
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(_compound(content))
    return _text(content, ending)


_NAMES = {
    PDF: "tài liệu PDF",
    PNG: "ảnh PNG",
    JPEG: "ảnh JPG",
    TEXT: "văn bản thuần",
    archives.WORD: "tài liệu Word",
    archives.EXCEL: "bảng tính Excel",
    archives.OPEN_DOCUMENT: "tài liệu OpenDocument",
}


def _misnamed(ending: str, inside: str) -> str:
    what = _NAMES.get(inside, inside)
    return f"Tệp có đuôi .{ending} nhưng bên trong là {what}. Hãy chọn đúng tệp hoặc lưu lại đúng dạng .{ending}."


def _compound(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return archives.LOCKED
    return "Tệp là Word, Excel đời cũ (.doc, .xls). Hãy mở bằng Word, Excel mới, lưu thành .docx, .xlsx rồi tải lại."


def _text(content: bytes, ending: str) -> str:
    if re.match(rb"\s*(<!doctype|<html|<\?xml|<svg|<script)", content[:500].lower()):
        raise Refused(_misnamed(ending, "trang web hoặc XML"))
    try:
        is_text = "\x00" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        is_text = False
    if is_text:  # a text may well begin with “BM”, as a picture does
        return TEXT
    what = next((what for start, what in _OTHERS if content.startswith(start)), "")
    if ending == "txt" and not what and b"\x00" not in content:
        raise Refused("Tệp văn bản không phải UTF-8. Hãy lưu lại với bảng mã UTF-8 rồi tải lên.")
    raise Refused(_misnamed(ending, what or "dữ liệu không rõ dạng"))


def _check_png(content: bytes) -> None:
    if len(content) < 33 or content[12:16] != b"IHDR" or b"IEND" not in content[-64:]:
        raise Refused(archives.BROKEN)
    _check_pixels(*struct.unpack(">II", content[16:24]))


def _check_jpeg(content: bytes) -> None:
    """Walk the segments up to the one that tells the size."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return _check_pixels(width, height)
        at += 1 if marker == 0xFF else 2 + length
    raise Refused(archives.BROKEN)


def _check_pixels(width: int, height: int) -> None:
    if not width or not height:
        raise Refused(archives.BROKEN)
    if width * height > MAX_PIXELS:
        raise Refused("Ảnh có quá nhiều điểm ảnh. Hãy thu nhỏ ảnh rồi tải lại.")


def _check_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(archives.LOCKED)
        if not len(reader.pages):
            raise Refused(archives.BROKEN)
        found = _active(reader, content)
    except _PDF_FAULTS:
        raise Refused(archives.BROKEN) from None
    if found:
        raise Refused(f"Tệp PDF có {found} nên không được nhận. Hãy in lại ra PDF (Print to PDF) rồi tải lên.")


def _active(reader: PdfReader, content: bytes) -> str:
    """Say what in the PDF could act by itself, "" for nothing: every object is read, named by the index or not."""
    for word in _ACTIVE_WORDS:
        if word in content:
            return _ACTIVE_PDF[word.decode()]
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    if len(numbers) > MAX_OBJECTS:
        raise Refused(archives.BOMB)
    for number in sorted(numbers):
        if found := _acting(reader.get_object(number)):
            return found
    return ""


def _acting(found: PdfObject | None) -> str:
    """Look through one object; other objects it points to are looked at in their turn."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            named = [str(key) for key in one] + [
                str(one.raw_get(key)) for key in ("/S", "/Type", "/Subtype") if key in one
            ]
            if hit := next((name for name in named if name in _ACTIVE_PDF), None):
                return _ACTIVE_PDF[hit]
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)
    return ""
