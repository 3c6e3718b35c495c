import io
import struct
import zipfile
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.documents import samples
from thidua.base.refusal import Refused
from thidua.documents import archives, inspection, sheets
from thidua.documents.inspection import Inspected, inspect
from thidua.documents.word import docx_of

WORD = docx_of(samples.PAPERS["receipt"])
EXCEL = sheets.write(sheets.Leaf("A", (("B", 5),), [("c",)]))
RELS = "word/_rels/document.xml.rels"


def pdf(change=lambda writer: None):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def png(width=2, height=2):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00\x00" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width=2, height=2):
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04JF" + frame + b"\xff\xd9"


def archive(parts, *, lock=False):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    content = bytearray(made.getvalue())
    if lock:
        place = content.find(b"PK\x01\x02")
        content[place + 8] |= 1
    return bytes(content)


def word(at):
    """The sample with parts put in or changed."""
    with zipfile.ZipFile(io.BytesIO(WORD)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    return archive(parts | at)


def relation(kind, target, mode="External"):
    with zipfile.ZipFile(io.BytesIO(WORD)) as file:
        rels = file.read(RELS).decode()
    said = f'<Relationship Id="rX" Type="http://x/relationships/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return word({RELS: rels.replace("</Relationships>", f"{said}</Relationships>")})


def field(code):
    with zipfile.ZipFile(io.BytesIO(WORD)) as file:
        body = file.read("word/document.xml").decode()
    half = len(code) // 2
    run = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:half], code[half:]))
    return word({"word/document.xml": body.replace("<w:body>", f"<w:body><w:p>{run}</w:p>")})


def document(content="<a/>", extra=None):
    parts = {"mimetype": archives.OPEN_DOCUMENT, "content.xml": content, "META-INF/manifest.xml": "<m/>"}
    return archive(parts | (extra or {}))


LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    ("name", "content", "seen"),
    [
        ("bao-cao.pdf", pdf(), Inspected("application/pdf", True)),
        ("Báo cáo.PDF", pdf(), Inspected("application/pdf", True)),
        ("a.docx", WORD, Inspected(archives.WORD, False)),
        ("a.docx", relation("hyperlink", "https://x.vn"), Inspected(archives.WORD, False)),
        ("a.docx", field(" PAGE "), Inspected(archives.WORD, False)),
        ("a.xlsx", EXCEL, Inspected(archives.EXCEL, False)),
        ("a.odt", document(f'<a {LINK} xlink:href="https://x.vn"/>'), Inspected(archives.OPEN_DOCUMENT, False)),
        ("a.png", png(), Inspected("image/png", True)),
        ("a.jpg", jpeg(), Inspected("image/jpeg", True)),
        ("a.jpeg", png(), Inspected("image/png", True)),
        ("a.txt", "BM-01 Biểu mẫu".encode(), Inspected("text/plain", False)),
    ],
)
def test_allowed_files_come_in_as_what_they_are(name, content, seen):
    assert inspect(name, content) == seen


def launch(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
    writer.root_object[NameObject("/OpenAction")] = action


def hidden(writer):
    """A script that runs when the page is opened."""
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): writer._add_object(action)})


def form(writer):
    inner = DictionaryObject({NameObject("/XFA"): TextStringObject("x")})
    writer.root_object[NameObject("/AcroForm")] = inner


PDF_ACTIVE = [
    (launch, "lệnh chạy chương trình"),
    (lambda writer: writer.add_attachment("a.exe", b"MZ"), "tệp khác đính kèm"),
    (hidden, "lệnh JavaScript"),
    (form, "biểu mẫu động"),
]


@pytest.mark.parametrize(("change", "said"), PDF_ACTIVE)
def test_pdf_that_could_act_is_refused(change, said):
    with pytest.raises(Refused, match=said):
        inspect("a.pdf", pdf(change))


def test_script_with_a_disguised_name_is_found():
    with pytest.raises(Refused, match="JavaScript"):
        inspect("a.pdf", pdf(hidden).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS ", b"/J#53 "))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"MZ", "Chỉ nhận tệp .pdf, .docx"),
        ("khong-duoi", b"x", "Chỉ nhận tệp .pdf, .docx"),
        ("a.pdf", b"", "Tệp rỗng"),
        ("a.pdf", b"%PDF-" + b"0" * inspection.MAX_BYTES, "lớn hơn 25 MB"),
        ("a.pdf", b"MZ\x90\x00" + b"\x00" * 60, "bên trong là chương trình Windows (.exe)"),
        ("a.pdf", b"\x89\x00\x01", "dữ liệu không rõ dạng"),
        ("a.pdf", WORD, "bên trong là tài liệu Word"),
        ("a.docx", EXCEL, "bên trong là bảng tính Excel"),
        ("a.docx", archive({"a.txt": "x"}), "bên trong là tệp nén ZIP"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "đời cũ (.doc, .xls)"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
        ("a.pdf", b"%PDF-1.7\nnothing", "Tệp bị hỏng"),
        ("a.pdf", pdf(lambda writer: writer.encrypt("secret", algorithm="AES-256")), "có mật khẩu"),
        ("a.png", png()[:40], "Tệp bị hỏng"),
        ("a.png", png(0), "Tệp bị hỏng"),
        ("a.png", png(20_000, 20_000), "quá nhiều điểm ảnh"),
        ("a.jpg", b"\xff\xd8\xff\xd9", "Tệp bị hỏng"),
        ("a.jpg", jpeg(60_000, 60_000), "quá nhiều điểm ảnh"),
        ("a.txt", b"<html><script>", "trang web"),
        ("a.txt", "Phòng Nội vụ".encode("utf-16-le"), "không rõ dạng"),
        ("a.txt", b"ti\xe9ng", "không phải UTF-8"),
    ],
)
def test_wrong_files_are_refused_in_one_sentence(name, content, said):
    with pytest.raises(Refused) as refused:
        inspect(name, content)
    assert said in str(refused.value)
    assert str(refused.value).count("Hãy") <= 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (word({"word/vbaProject.bin": b"x"}), archives.MACRO),
        (word({"word/embeddings/oleObject1.bin": b"x"}), archives.OBJECT),
        (word({"word/activeX/activeX1.xml": b"<a/>"}), archives.OBJECT),
        (relation("oleObject", "https://x.vn/a.doc"), archives.OBJECT),
        (relation("package", "embeddings/a.xlsx", "Internal"), archives.OBJECT),
        (relation("attachedTemplate", "https://x.vn/a.dotm"), archives.TEMPLATE),
        (relation("image", "https://x.vn/a.png"), archives.LINKED_IMAGE),
        (relation("frame", "https://x.vn/a.html"), archives.LINKED),
        (field(' DDEAUTO c:\\\\cmd.exe "/c calc" '), archives.LINKED),
        (word({"big.xml": b"0" * (archives.MAX_UNPACKED + 1)}), archives.BOMB),
        (archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}, lock=True), archives.LOCKED),
        (archive({"[Content_Types].xml": "<a", "word/document.xml": "<a/>"}), archives.BROKEN),
        (archive({"[Content_Types].xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>', "word/d.xml": "<a/>"}), archives.BROKEN),
        (WORD[: len(WORD) // 2], archives.BROKEN),
    ],
)
def test_word_files_that_bring_more_than_words_are_refused(content, said):
    with pytest.raises(Refused) as refused:
        inspect("a.docx", content)
    assert str(refused.value) == said


@pytest.mark.parametrize("name", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml"])
def test_tables_that_fetch_figures_from_elsewhere_are_refused(name):
    with zipfile.ZipFile(io.BytesIO(EXCEL)) as file:
        parts = {part: file.read(part) for part in file.namelist()}
    with pytest.raises(Refused) as refused:
        inspect("a.xlsx", archive(parts | {name: "<a/>"}))
    assert str(refused.value) == archives.LINKED


def test_chart_may_carry_its_figures():
    rels = '<R><Relationship Type="http://x/package" Target="../embeddings/a.xlsx"/></R>'
    assert inspect("a.docx", word({"word/charts/_rels/chart1.xml.rels": rels})).media_type == archives.WORD


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (document(extra={"Basic/Standard/a.xml": "<a/>"}), archives.MACRO),
        (document('<o:event-listener xmlns:o="x"/>'), archives.MACRO),
        (document('<d:object-ole xmlns:d="x"/>'), archives.OBJECT),
        (document(f'<d:image xmlns:d="x" {LINK} xlink:href="http://x.vn/a.png"/>'), archives.LINKED_IMAGE),
        (document(f'<t:section-source xmlns:t="x" {LINK} xlink:href="file:///a.odt"/>'), archives.LINKED),
        (document(extra={"META-INF/manifest.xml": "<m><encryption-data/></m>"}), archives.LOCKED),
    ],
)
def test_open_documents_that_bring_more_than_words_are_refused(content, said):
    with pytest.raises(Refused) as refused:
        inspect("a.odt", content)
    assert str(refused.value) == said


@pytest.mark.parametrize("parts", [60_000, 1_000_000])
def test_archive_of_very_many_parts_is_refused_before_it_is_read(parts):
    index = b"PK\x01\x02" + b"\x00" * 42
    count, size = (parts, parts * 46) if parts < 65_536 else (0xFFFF, 0xFFFFFFFF)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, size, 0, 0)
    with pytest.raises(Refused) as refused:
        inspect("a.docx", b"PK\x03\x04" + index * 10 + end)
    assert str(refused.value) == archives.BOMB


def test_archive_that_lies_about_a_size_is_refused():
    content = bytearray(WORD)
    place = content.rfind(b"word/document.xml") - 46
    content[place + 24 : place + 28] = (1).to_bytes(4, "little")
    with pytest.raises(Refused) as refused:
        inspect("a.docx", bytes(content))
    assert str(refused.value) == archives.BROKEN


def test_part_larger_than_any_text_is_refused():
    big = archive({"[Content_Types].xml": b" " * (archives.MAX_XML + 1), "word/document.xml": "<a/>"})
    with pytest.raises(Refused) as refused:
        inspect("a.docx", big)
    assert str(refused.value) == archives.BOMB


def test_pdf_without_pages_or_with_too_many_objects_is_refused(monkeypatch):
    empty = io.BytesIO()
    PdfWriter().write(empty)
    with pytest.raises(Refused) as refused:
        inspect("a.pdf", empty.getvalue())
    assert str(refused.value) == archives.BROKEN
    monkeypatch.setattr(inspection, "MAX_OBJECTS", 2)
    with pytest.raises(Refused) as refused:
        inspect("a.pdf", pdf())
    assert str(refused.value) == archives.BOMB
