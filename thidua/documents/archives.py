"""What may be wrong with the zipped kinds of files: DOCX, XLSX and ODT. Each fault is one sentence."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from lxml import etree

from thidua.base.refusal import Refused

MAX_PARTS = 10_000
MAX_INDEX = 4 * 2**20  # bytes of the list of parts: refused before a million entries are read into memory
MAX_UNPACKED = 300 * 2**20
MAX_XML = 100 * 2**20
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BROKEN = "Tệp bị hỏng, không mở được. Hãy mở lại tệp gốc, lưu ra tệp mới rồi tải lên."
BOMB = (
    "Tệp nén bất thường: giải nén ra quá lớn hoặc quá nhiều phần nên không được nhận. Hãy xuất lại tệp từ Word, Excel."
)
LOCKED = "Tệp có mật khẩu nên không ai khác xem được. Hãy bỏ mật khẩu rồi tải lại."
MACRO = "Tệp có macro (lệnh chạy kèm) nên không được nhận. Hãy lưu thành .docx hoặc .xlsx thường rồi tải lại."
TEMPLATE = (
    "Tệp gắn với một mẫu (template) ở nơi khác nên không được nhận. Hãy lưu thành tệp mới không gắn mẫu rồi tải lại."
)
OBJECT = "Tệp có đối tượng nhúng (OLE) nên không được nhận. Hãy dán nội dung dưới dạng ảnh hoặc bảng rồi tải lại."
LINKED_IMAGE = "Tệp có ảnh liên kết từ nơi khác nên người xem sẽ không thấy. Hãy chèn hẳn ảnh vào tệp rồi tải lại."
LINKED = "Tệp lấy nội dung từ tệp khác bằng liên kết nên không được nhận. Hãy dán hẳn nội dung vào tệp rồi tải lại."

FAULTS = (  # what zipfile and lxml meet broken archives with; found by changing bytes at random
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_FETCHING = re.compile(r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT)\b")
_OUTSIDE = re.compile(r"^(https?|ftp|file|smb|\\\\|//)", re.IGNORECASE)


def kind_of(content: bytes) -> str | None:
    """Give the media type of a zipped document after all its checks; None for any other archive."""
    _weigh(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _checked(packed)
    except FAULTS:
        raise Refused(BROKEN) from None


def _weigh(content: bytes) -> None:
    """Read the number of parts from the end of the file, before anything is unpacked."""
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or len(content) < end + 22:
        raise Refused(BROKEN)
    parts, index = struct.unpack_from("<HI", content, end + 10)
    if parts == 0xFFFF or index == 0xFFFFFFFF:  # told elsewhere: only for more than 65,535 parts or 4 GB
        raise Refused(BOMB)
    if parts > MAX_PARTS or index > MAX_INDEX:
        raise Refused(BOMB)


def _checked(packed: zipfile.ZipFile) -> str | None:
    parts = packed.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(LOCKED)
    names = {part.filename for part in parts}
    kind, check = _kind(packed, names)
    if check is None:
        return None
    if packed.testzip() is not None:  # reads no more than the index says, so a lie about sizes ends here
        raise Refused(BROKEN)
    check(packed, names)
    return kind


def _kind(
    packed: zipfile.ZipFile, names: set[str]
) -> tuple[str | None, Callable[[zipfile.ZipFile, set[str]], None] | None]:
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return WORD, _check_office
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return EXCEL, _check_office
    told = packed.read("mimetype") if "mimetype" in names and packed.getinfo("mimetype").file_size < 200 else b""
    if told.strip() == OPEN_DOCUMENT.encode():
        return OPEN_DOCUMENT, _check_open_document
    return None, None


def _check_office(packed: zipfile.ZipFile, names: set[str]) -> None:
    lower = {name.lower() for name in names}
    types = {str(element.get("ContentType")) for element in _xml(packed, "[Content_Types].xml").iter("{*}*")}
    if any("macro" in kind.lower() or "vba" in kind.lower() for kind in types) or any(
        name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lower
    ):
        raise Refused(MACRO)
    if any("/activex/" in name or ("/embeddings/" in name and name.endswith(".bin")) for name in lower):
        raise Refused(OBJECT)
    if any(name.startswith("xl/externallinks/") or name == "xl/connections.xml" for name in lower):
        raise Refused(LINKED)
    for name in sorted(names):
        if name.lower().endswith(".rels"):
            _check_relations(packed, name)
    for name in sorted(names):
        if name.startswith("word/") and name.endswith(".xml"):
            _check_fields(packed, name)


def _check_relations(packed: zipfile.ZipFile, name: str) -> None:
    of_chart = "/charts/" in name  # the figures of a chart lie in a small workbook: harmless and usual
    for relation in _xml(packed, name).iter("{*}Relationship"):
        kind = str(relation.get("Type")).rpartition("/")[2]
        if kind in ("oleObject", "control") or (kind == "package" and not of_chart):
            raise Refused(OBJECT)
        if str(relation.get("TargetMode")).lower() == "external" and kind != "hyperlink":
            raise Refused({"attachedTemplate": TEMPLATE, "image": LINKED_IMAGE}.get(kind, LINKED))


def _check_fields(packed: zipfile.ZipFile, name: str) -> None:
    tree = _xml(packed, name)
    told = "".join(element.text or "" for element in tree.iter("{*}instrText"))
    simple = " ".join(value for element in tree.iter("{*}fldSimple") for value in map(str, element.attrib.values()))
    if _FETCHING.search(f"{told} {simple}"):
        raise Refused(LINKED)


def _check_open_document(packed: zipfile.ZipFile, names: set[str]) -> None:
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Refused(MACRO)
    if "META-INF/manifest.xml" in names and any(
        True for _ in _xml(packed, "META-INF/manifest.xml").iter("{*}encryption-data")
    ):
        raise Refused(LOCKED)
    for name in sorted(names & {"content.xml", "styles.xml"}):
        for element in _xml(packed, name).iter("{*}*"):
            _check_open_element(element)


def _check_open_element(element: etree._Element) -> None:
    tag = str(element.tag).rpartition("}")[2]
    target = next((str(value) for key, value in element.attrib.items() if str(key).endswith("}href")), "")
    if tag in ("object-ole", "plugin", "applet"):
        raise Refused(OBJECT)
    if tag in ("event-listener", "script"):
        raise Refused(MACRO)
    if _OUTSIDE.match(target) and tag != "a":
        raise Refused(LINKED_IMAGE if tag == "image" else LINKED)


def _xml(packed: zipfile.ZipFile, name: str) -> etree._Element:
    """Parse a part; entities are never followed, and a part that declares any is refused."""
    if packed.getinfo(name).file_size > MAX_XML:
        raise Refused(BOMB)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(packed.read(name), parser)
    if root.getroottree().docinfo.doctype:
        raise Refused(BROKEN)
    return root
