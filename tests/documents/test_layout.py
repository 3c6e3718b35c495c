from datetime import date

from docx.oxml.ns import qn

from tests.documents.reading import lines, place, places, rendered, word
from thidua.documents.layout import (
    Align,
    Annex,
    Bases,
    Column,
    Heading,
    Letterhead,
    Listing,
    Note,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from thidua.documents.word import docx_of

COLUMNS = (Column("TT", 10, Align.CENTER), Column("Họ và tên", 60), Column("Mức thưởng (đồng)", 30, Align.RIGHT))
ROWS = (("1", "Nguyễn Thị Ẫn Ướm", "702.000"), ("2", "Đặng Văn Ỷ", "702.000"))
PAPER = Paper(
    letterhead=Letterhead(
        "Ủy ban nhân dân xã Suối Trong", "Ủy ban nhân dân tỉnh Mẫu", "7", "QĐ-UBND", "Suối Trong", date(2026, 2, 3)
    ),
    kind="Quyết định",
    title="Về việc khen thưởng",
    blocks=(
        Bases(("Căn cứ thứ nhất", "Căn cứ thứ hai;")),
        Heading("I. PHẦN CHUNG"),
        Paragraph("Tặng Giấy khen.", lead="Điều 1."),
        Listing(("Một là", "Hai là")),
        Note("Ghi chú nhỏ"),
        Table(COLUMNS, ROWS, bands=((0, "I. CÁ NHÂN"),), total=("", "Cộng", "1.404.000")),
    ),
    recipients=("Như Điều 3;", "Lưu: VT"),
    signatures=(Signature(("TM. Ủy ban nhân dân", "Chủ tịch"), "Trần Văn Ký"),),
    annexes=(Annex("DANH SÁCH", "Kèm theo Quyết định số 07/QĐ-UBND", (Table(COLUMNS, ROWS * 40),), landscape=True),),
)


def test_paper_holds_its_words_in_order():
    assert lines(docx_of(PAPER))[:30] == [
        "ỦY BAN NHÂN DÂN TỈNH MẪU",
        "ỦY BAN NHÂN DÂN",
        "XÃ SUỐI TRONG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/QĐ-UBND",
        "Suối Trong, ngày 03 tháng 02 năm 2026",
        "QUYẾT ĐỊNH",
        "Về việc khen thưởng",
        "Căn cứ thứ nhất;",
        "Căn cứ thứ hai.",
        "I. PHẦN CHUNG",
        "Điều 1. Tặng Giấy khen.",
        "- Một là",
        "- Hai là",
        "Ghi chú nhỏ",
        "TT",
        "Họ và tên",
        "Mức thưởng (đồng)",
        "I. CÁ NHÂN",
        "1",
        "Nguyễn Thị Ẫn Ướm",
        "702.000",
        "2",
        "Đặng Văn Ỷ",
        "702.000",
        "Cộng",
        "1.404.000",
        "Nơi nhận:",
        "- Như Điều 3;",
    ]


def test_same_data_gives_same_bytes():
    assert docx_of(PAPER) == docx_of(PAPER)


def test_page_is_a4_with_the_margins_of_the_decree():
    document = word(docx_of(PAPER))
    first, annex = document.sections
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert (round(annex.page_width.mm), round(annex.page_height.mm)) == (297, 210)
    margins = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 20]


def test_headings_repeat_and_rows_do_not_break():
    tables = word(docx_of(PAPER)).element.body.findall(qn("w:tbl"))
    listed = tables[-1]
    rows = listed.findall(qn("w:tr"))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * 80
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_unprintable_signs_are_dropped_and_words_are_composed():
    odd = Paper(Letterhead("Sở Mẫu"), "Báo cáo", blocks=(Paragraph("Ho\u0300a\x00 bi\u0300nh\x1b"),))
    assert lines(docx_of(odd))[-1] == "Hòa bình"


def test_gaps_are_left_for_number_and_day():
    blank = Paper(Letterhead("Sở Mẫu", symbol="TTr-SM", place="Hà Nội"), "Tờ trình", to=("Sở Nội vụ",), draft=True)
    texts = [" ".join(line.split()) for line in lines(docx_of(blank))]
    assert texts[3:] == [
        "Số: /TTr-SM",
        "DỰ THẢO",
        "Hà Nội, ngày tháng năm",
        "TỜ TRÌNH",
        "Kính gửi: Sở Nội vụ",
    ]


def test_rendered_page_keeps_the_measures():
    pdf = rendered(docx_of(PAPER))
    nation, motto = place(pdf, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), place(pdf, 0, "Độc lập - Tự do")
    assert 18 <= nation.top <= 25
    assert nation.right <= 190.5
    assert motto.top > nation.bottom
    assert place(pdf, 0, "ỦY BAN NHÂN DÂN").left >= 30
    assert round(place(pdf, 0, "Điều 1.").left) in (42, 43)  # 30 and a first line of 12,7
    assert place(pdf, 0, "Trần Văn Ký").left > 105
    assert [found for found in places(pdf, 0, "1") if found.top < 18] == []  # the first page has no number


def test_pages_are_numbered_in_the_middle_above_from_the_second():
    pdf = rendered(docx_of(PAPER))
    assert len(pdf) == 5
    number = place(pdf, 2, "3")
    assert 8 <= number.top <= 16
    assert abs((number.left + number.right) / 2 - (30 + 277) / 2) < 2
    assert [place(pdf, page, "Họ và tên").top < 45 for page in (1, 2, 3, 4)] == [True] * 4


def test_gaps_and_marks_inside_texts_are_kept():
    tabbed = Paper(Letterhead("Sở Mẫu"), "Báo cáo", blocks=(Paragraph("a\tb\nc"), Heading("Nhỏ", level=3)))
    made = docx_of(tabbed)
    assert lines(made)[3:] == ["BÁO CÁO", "ab", "c", "Nhỏ"]
    assert len(list(word(made).element.body.iter(qn("w:tab")))) == 1


def test_recipients_alone_stand_without_a_signature():
    alone = Paper(Letterhead("Sở Mẫu"), "Thông báo", recipients=("Lưu: VT.",))
    assert lines(docx_of(alone))[3:] == ["THÔNG BÁO", "Nơi nhận:", "- Lưu: VT."]


def test_annex_without_a_tie_has_its_title_only():
    annexed = Paper(Letterhead("Sở Mẫu"), "Thông báo", annexes=(Annex("PHỤ LỤC", "", ()),))
    assert lines(docx_of(annexed))[3:] == ["THÔNG BÁO", "PHỤ LỤC"]


def test_word_is_told_the_language_and_the_headings():
    made = word(docx_of(PAPER))
    told = {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))}
    levels = [each.get(qn("w:val")) for each in made.element.body.iter(qn("w:outlineLvl"))]
    assert (told, levels) == ({"vi-VN"}, ["0"])
