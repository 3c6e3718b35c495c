import io
from dataclasses import replace

import pypdfium2
import pytest
from pypdf import PdfReader

from tests.documents import samples
from tests.documents.reading import lines, place
from thidua.base.text import nfc
from thidua.documents import layout
from thidua.documents.layout import Letterhead, Paper, Paragraph
from thidua.documents.printed import pdf_of
from thidua.documents.word import docx_of


def pieces(made):
    """The text without blanks and hyphens at line ends, so that wrapping does not matter."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
    return "".join(nfc("".join(pages)).replace("\ufffe", "-").split())


@pytest.mark.parametrize("name", samples.PAPERS)
def test_pdf_says_all_that_the_word_file_says(name):
    paper = samples.PAPERS[name]
    said = pieces(pdf_of(paper))
    assert [line for line in lines(docx_of(paper)) if "".join(line.split()) not in said] == []


def test_same_data_gives_same_bytes():
    assert pdf_of(samples.PAPERS["decision"]) == pdf_of(samples.PAPERS["decision"])


def test_page_keeps_the_measures_of_the_decree():
    pdf = pypdfium2.PdfDocument(pdf_of(samples.PAPERS["decision"]))
    assert [round(side * 25.4 / 72) for side in pdf[0].get_size()] == [210, 297]
    nation = place(pdf, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert 19 <= nation.top <= 24
    assert nation.right <= 190.5
    assert round(place(pdf, 0, "Điều 1.").left) in (42, 43)
    assert place(pdf, 0, "Nơi nhận").left >= 29.5
    assert place(pdf, 0, "PHÓ CHỦ TỊCH").left > 105
    assert place(pdf, 1, "2.808.000").right <= 190.5


def test_pages_are_numbered_from_the_second_and_headings_repeat():
    long = replace(samples.DECISION, awards=samples.AWARDS * 40)
    pdf = pypdfium2.PdfDocument(pdf_of(samples.decision.paper_of(long)))
    number = place(pdf, 2, "3")
    assert 8 <= number.top <= 16
    assert abs((number.left + number.right) / 2 - 110) < 1
    assert [place(pdf, page, "Chức vụ, đơn vị").top < 60 for page in range(1, len(pdf))] == [True] * (len(pdf) - 1)
    first = (
        pypdfium2.PdfDocument(pdf_of(samples.PAPERS["summary"]))[0].get_textpage().get_text_bounded(top=842, bottom=790)
    )
    assert first == ""


def test_wide_annex_lies_on_its_side():
    wide = Paper(
        Letterhead("Sở Mẫu"), "Thông báo", annexes=(layout.Annex("PHỤ LỤC", "", (Paragraph("a"),), landscape=True),)
    )
    sizes = [round(float(page.mediabox.width) * 25.4 / 72) for page in PdfReader(io.BytesIO(pdf_of(wide))).pages]
    assert sizes == [210, 297]


@pytest.mark.parametrize(
    "text", ["#panic(1) *b* _i_ $x$ <a> @b", "\\ // /* ` [ ] ( ) { }", "- = + / ' \" ~", "a\x00b\ud800"]
)
def test_marks_of_the_typesetter_are_only_text(text):
    said = pieces(pdf_of(Paper(Letterhead("Sở Mẫu"), "Báo cáo", blocks=(Paragraph(text),))))
    kept = "".join(text.replace("\x00", "").replace("\ud800", "").split())
    assert said.endswith((kept, kept.replace("'", "’").replace('"', "”")))
