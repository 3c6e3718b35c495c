"""Tell by its first bytes what a file is, whatever its name says."""

from thidua.base.refusal import Refused
from thidua.plans.archive import Archive

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"MZ", "chương trình"),
    (b"\x7fELF", "chương trình"),
    (b"\x89PNG", "ảnh"),
    (b"\xff\xd8\xff", "ảnh"),
    (b"GIF8", "ảnh"),
    (b"II*\x00", "ảnh"),
    (b"MM\x00*", "ảnh"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén"),
    (b"ID3", "âm thanh"),
    (b"\x00\x00\x00\x18ftyp", "phim"),
    (b"\x00\x00\x00 ftyp", "phim"),
)
_LOCKED = "Tệp Word có mật khẩu. Hãy bỏ mật khẩu rồi tải lại."


def of(name: str, content: bytes) -> str:
    """Give docx | odt | pdf | doc | rtf | md | txt; Refused for what is no document."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(_OLE):
        return _of_ole(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(Archive(content))
    for start, what in _FOREIGN:
        if content.startswith(start):
            raise Refused(f"Tệp này là {what}, không phải văn bản kế hoạch. Hãy chọn tệp DOCX, PDF hoặc TXT.")
    return "md" if name.lower().endswith((".md", ".markdown")) else "txt"


def _of_zip(archive: Archive) -> str:
    if any(name.startswith("word/") for name in archive.names):
        return "docx"
    if any(name.startswith("xl/") for name in archive.names):
        raise Refused("Tệp này là bảng tính Excel. Hãy chọn tệp kế hoạch dạng DOCX, PDF hoặc TXT.")
    if any(name.startswith("ppt/") for name in archive.names):
        raise Refused("Tệp này là bài trình chiếu. Hãy chọn tệp kế hoạch dạng DOCX, PDF hoặc TXT.")
    if (archive.part("mimetype") or b"").startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    raise Refused("Tệp này là tệp nén. Hãy giải nén rồi chọn đúng tệp kế hoạch dạng DOCX, PDF hoặc TXT.")


def _of_ole(content: bytes) -> str:
    """Old Office files share one container; the names of its streams are in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(_LOCKED)
    if "WordDocument".encode("utf-16-le") in content:
        return "doc"
    raise Refused("Tệp Office kiểu cũ này không phải văn bản Word. Hãy chọn tệp kế hoạch dạng DOCX, PDF hoặc TXT.")
