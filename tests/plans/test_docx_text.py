"""What Word shows is what is read: numbers, columns, tracked changes, boxes, notes, old fonts."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.plans.word_files import cell, docx, level, listed, numbering, p, r, table
from thidua.base.refusal import Refused
from thidua.plans.source import load


def text(body: str, **parts: str) -> str:
    return load("a.docx", docx(body, **parts)).text


def test_lists_are_numbered_as_word_shows_them() -> None:
    lists = numbering(
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "lowerLetter", "%3)"),
        level(3, "bullet", "\uf02d"),
    )
    body = (
        listed("MỤC ĐÍCH", 1)
        + listed("Mục đích", 1, 1)
        + listed("Tập thể", 1, 2)
        + listed("Cá nhân", 1, 2)
        + listed("Một", 1, 3)
        + listed("Yêu cầu", 1, 1)
        + listed("Chung", 1, 2)
        + listed("NỘI DUNG", 1)
        + listed("Đầu", 1, 1)
    )
    assert text(body, numbering=lists).split("\n") == [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "a) Tập thể",
        "b) Cá nhân",
        "- Một",
        "2. Yêu cầu",
        "a) Chung",
        "II. NỘI DUNG",
        "1. Đầu",
    ]


def test_levels_count_together_and_may_start_elsewhere() -> None:
    lists = numbering(level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2."), lists=2)
    body = listed("Ba", 1) + listed("Con", 1, 1) + listed("Bốn", 2) + listed("", 2) + listed("Sáu", 1)
    assert text(body, numbering=lists).split("\n") == ["3. Ba", "3.1. Con", "4. Bốn", "", "6. Sáu"]


def test_a_list_may_come_from_the_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    body = p("Một", properties='<w:pStyle w:val="Con"/>') + p("Hai", properties='<w:pStyle w:val="Muc"/>')
    lists = numbering(level(0, "decimalZero", "Điều %1."))
    assert text(body, styles=styles, numbering=lists) == "Điều 01. Một\nĐiều 02. Hai"


def test_letterhead_and_signature_come_column_by_column() -> None:
    head = table(
        ["UBND HUYỆN A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 5/KH-UBND", "A, ngày 05 tháng 01 năm 2026"]
    )
    foot = table([p("Nơi nhận:") + p("- Lưu: VT."), p("CHỦ TỊCH") + p("") + p("Lê Văn B")])
    assert text(head + p("KẾ HOẠCH") + foot) == (
        "UBND HUYỆN A\nSố: 5/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nA, ngày 05 tháng 01 năm 2026\n\n"
        "KẾ HOẠCH\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\nLê Văn B"
    )


def test_a_ruled_table_gives_a_line_for_each_row_and_places_for_its_cells() -> None:
    body = p("Bảng") + table(["TT", "Tiêu chí"], ["1", p("Đúng hạn") + p("đầy đủ")], bordered=True)
    source = load("a.docx", docx(body))
    assert source.text == "Bảng\nTT\tTiêu chí\n1\tĐúng hạn đầy đủ"
    (found,) = source.tables
    assert [[source.text[start:end] for start, end in row] for row in found.rows] == [
        ["TT", "Tiêu chí"],
        ["1", "Đúng hạn đầy đủ"],
    ]


def test_a_merged_cell_speaks_once() -> None:
    merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>bỏ</w:t></w:r></w:p></w:tc>"
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Khối</w:t></w:r></w:p></w:tc>'
    borders = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    body = f"<w:tbl>{borders}<w:tr>{first}{cell('A')}</w:tr><w:tr>{merged}{cell('B')}</w:tr></w:tbl>"
    assert text(body) == "Khối\tA\n\tB"


def test_tracked_changes_read_as_accepted() -> None:
    body = p(
        "Nộp trước ngày ",
        "<w:del><w:r><w:delText>15</w:delText></w:r></w:del>",
        f"<w:ins>{r('20')}</w:ins>",
        "/01/2026",
        f"<w:moveFrom>{r('đi')}</w:moveFrom>",
    )
    joined = p("Nối", properties="<w:rPr><w:del/></w:rPr>") + p("liền")
    assert text(body + joined) == "Nộp trước ngày 20/01/2026\nNối liền"


def test_boxes_fields_hidden_words_and_breaks() -> None:
    box = "<w:r><w:pict><w:txbxContent>" + p("Trong khung") + "</w:txbxContent></w:pict></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    breaks = "<w:r><w:t>TM. ỦY BAN</w:t><w:br/><w:t>CHỦ TỊCH</w:t></w:r>"
    wrapped = "<w:r><w:t>phong trào</w:t><w:br/><w:t>thi đua</w:t></w:r>"
    body = (
        p("Ngoài", box, hidden, field)
        + p(breaks)
        + p(wrapped)
        + p("<w:r><w:t>2021</w:t><w:noBreakHyphen/><w:t>2025</w:t></w:r>")
    )
    assert text(body) == "Ngoài\nTrong khung\nTM. ỦY BAN\nCHỦ TỊCH\nphong trào thi đua\n2021-2025"


def boxed(*inside: str) -> str:
    return "<w:r><w:pict><w:txbxContent>" + p(*inside) + "</w:txbxContent></w:pict></w:r>"


def test_a_box_in_a_box_or_in_a_cell_is_read_once() -> None:
    body = p("Ngoài", boxed("Khung", boxed("Trong khung", boxed("Trong cùng"))))
    assert text(body) == "Ngoài\nKhung\nTrong khung\nTrong cùng"
    rows = table([p("TT"), p("Nội dung")], [p("1"), p("Đúng hạn", boxed("Ghi chú"))], bordered=True)
    assert text(rows).count("Ghi chú") == 1


def test_headers_footers_and_footnotes_come_last_and_page_numbers_not_at_all() -> None:
    rule = f'<w:footnote w:id="0" w:type="separator">{p("x")}</w:footnote>'
    notes = f'{rule}<w:footnote w:id="1">{p("Chú thích một")}</w:footnote>'
    parts = {"header1": p("2"), "footer1": p("Trang 1/5") + p("Lưu hành nội bộ"), "footnotes": notes}
    assert text(p("Thân bài"), **parts) == "Thân bài\nLưu hành nội bộ\nChú thích một"


def test_a_letterhead_in_the_header_comes_first() -> None:
    assert text(p("KẾ HOẠCH"), header1=p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")).startswith("CỘNG HÒA")


def test_old_fonts_become_unicode() -> None:
    source = load(
        "a.docx", docx(p(r("KÕ ho¹ch", ".VnTime")) + p(r("kÕ ho¹ch", ".VnTimeH")) + p(r("KEÁ HOAÏCH", "VNI-Times")))
    )
    assert source.text == "Kế hoạch\nKẾ HOẠCH\nKẾ HOẠCH"
    assert source.notes == (
        "Tài liệu dùng phông .VnTime, đã chuyển sang Unicode.",
        "Tài liệu dùng phông .VnTimeH, đã chuyển sang Unicode.",
        "Tài liệu dùng phông VNI-Times, đã chuyển sang Unicode.",
    )


def test_an_old_font_over_unicode_letters_changes_nothing() -> None:
    source = load("a.docx", docx(p(r("Kế hoạch số 5", ".VnTime"))))
    assert (source.text, source.notes) == ("Kế hoạch số 5", ())


def zipped(entries: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (docx(p("")), "không có chữ nào"),
        (docx(p("a"))[:200], "bị hỏng"),
        (zipped({"word/document.xml": b"<w:document"}), "bị hỏng"),
        (zipped({"word/other.xml": b"<a/>"}), "bị hỏng"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "bảng tính"),
        (zipped({"ppt/p.xml": b"<a/>"}), "trình chiếu"),
        (zipped({"a.docx": docx(p("a"))}), "giải nén"),
        (zipped({"word/document.xml": b"a" * 60_000_000}), "dữ liệu bất thường"),
        (zipped({f"word/{at}": b"" for at in range(3100)}), "dữ liệu bất thường"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "không phải văn bản Word"),
        (b"MZ\x90\x00", "chương trình"),
        (b"\x89PNG\r\n", "ảnh"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        load("ke-hoach.pdf", content)
    assert str(refused.value).count("\n") == 0
    assert "Hãy" in str(refused.value)


def test_entities_are_never_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật")
    document = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><d><body><p><r><t>a&x;b</t></r></p></body></d>'
    assert load("a.docx", zipped({"word/document.xml": document.encode()})).text == "a"
