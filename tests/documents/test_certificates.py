import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from tests.documents.reading import place
from thidua.base.refusal import Refused
from thidua.base.text import nfc
from thidua.documents import certificates, stamping
from thidua.documents.certificates import A3, Certificate, Shared, Stock, batch, pages, trial_sheet
from thidua.documents.stamping import Face, Pen, Side, Slot, letters

SCHOOL = "Trường Phổ thông Dân tộc bán trú Trung học cơ sở Nậm Nghẹp"
SHARED = Shared(
    "Giấy khen",
    "Chủ tịch Ủy ban nhân dân xã Suối Trong",
    "Quyết định số 07/QĐ-UBND ngày 05/01/2026",
    "Suối Trong",
    date(2026, 1, 5),
    ("TM. Ủy ban nhân dân", "Chủ tịch"),
    "Lò Văn Ủ",
    "https://thidua.example.vn/kiem-tra/",
)
MERIT = "Đã có thành tích xuất sắc trong phong trào thi đua cải cách hành chính năm 2025"
ONE = Certificate("Nguyễn Thị Ẫn Ướm", MERIT, "K7QD2M", f"Hiệu trưởng {SCHOOL}", "12")
STOCK = Stock((297, 210), {"name": Slot(40, 90, 217, 16, 28, 12, Face.BOLD)}, (30, 166, 22))


def text(made, page=0):
    return nfc(" ".join(pypdfium2.PdfDocument(made)[page].get_textpage().get_text_range().split()))


def codes(made, page=0):
    image = pypdfium2.PdfDocument(made)[page].render(scale=3).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_page_says_everything_once():
    said = text(pages(SHARED, [ONE]))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ SUỐI TRONG",
        "TẶNG",
        "GIẤY KHEN",
        ONE.name,
        ONE.unit,
        MERIT,
        "Quyết định số 07/QĐ-UBND ngày 05/01/2026",
        "Vào sổ khen thưởng số: 12",
        "Mã tra cứu: K7QD2M",
        "Suối Trong, ngày 05 tháng 01 năm 2026",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Lò Văn Ủ",
    ):
        assert said.count(words) == 1, words


@pytest.mark.parametrize("page", [0, 4])
def test_code_of_any_page_is_read_back(page):
    many = [replace(ONE, code=f"A{number}") for number in range(5)]
    assert codes(pages(SHARED, many), page) == [f"https://thidua.example.vn/kiem-tra/A{page}"]


def test_ground_and_fonts_lie_in_the_file_once():
    small, large = (pages(SHARED, [ONE] * count) for count in (1, 41))
    assert (len(large) - len(small)) / 40 < 4_000
    assert len(PdfReader(io.BytesIO(large)).pages) == 41
    assert small == pages(SHARED, [ONE])


@pytest.mark.parametrize(("size", "wide"), [(certificates.A4, 297), (A3, 420)])
def test_page_has_its_size_and_the_name_stands_in_the_middle(size, wide):
    pdf = pypdfium2.PdfDocument(pages(replace(SHARED, size=size), [ONE]))
    assert [round(side * 25.4 / 72) for side in pdf[0].get_size()] == list(map(round, size))
    name = place(pdf, 0, "Nguyễn Thị")
    rest = place(pdf, 0, "Ẫn Ướm")
    assert abs((name.left + rest.right) / 2 - wide / 2) < 1.5


def test_stock_prints_only_what_has_a_slot_and_moves_with_the_offset():
    made = pages(SHARED, [ONE], STOCK)
    moved = pages(SHARED, [ONE], replace(STOCK, offset=(3, -5)))
    assert text(made) == ONE.name
    before, after = (place(pypdfium2.PdfDocument(each), 0, ONE.name) for each in (made, moved))
    assert (round(after.left - before.left, 1), round(after.top - before.top, 1)) == (3, -5)
    assert 90 <= before.top < before.bottom <= 106
    assert codes(made) == ["https://thidua.example.vn/kiem-tra/K7QD2M"]


def test_trial_sheet_names_every_slot_and_its_place():
    said = text(trial_sheet(STOCK))
    assert "tên người, tập thể x 40 y 90" in said
    assert "mã QR x 30 y 166" in said


def test_unknown_slot_is_wrong_use():
    with pytest.raises(ValueError, match="unknown slots"):
        pages(SHARED, [ONE], replace(STOCK, slots={"price": STOCK.slots["name"]}))


def test_batch_tells_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(certificates, "CHUNK", 2)
    told = []
    path = batch(SHARED, [ONE] * 5, tmp_path / "all.pdf", lambda done, whole: told.append((done, whole)))
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert len(PdfReader(path).pages) == 5


def test_nobody_and_unknown_signs_are_refused():
    with pytest.raises(Refused, match="Chưa có ai"):
        pages(SHARED, [])
    with pytest.raises(Refused, match="“中”"):
        pages(SHARED, [replace(ONE, name="Nguyễn 中")])
    with pytest.raises(Refused, match="dài quá chỗ trống"):
        pages(SHARED, [replace(ONE, name="Rất dài " * 100)])


def pen():
    return Pen(210, [letters(Face.BOLD, [SCHOOL, ONE.name, "Ở"])])


SLOT = Slot(20, 50, 200, 20, 30, 10, Face.BOLD)


def test_short_name_keeps_its_size_and_long_name_breaks_evenly():
    write = pen()
    (short,) = write.lines(ONE.name, SLOT)
    first, second = write.lines(f"{SCHOOL} {SCHOOL}", SLOT)
    assert short.size == 30
    assert first.size == second.size < 30
    assert f"{first.text} {second.text}" == f"{SCHOOL} {SCHOOL}"
    assert abs(len(first.text) - len(second.text)) <= 12
    bottom = (210 - 70) * stamping.MM
    assert bottom < second.y < first.y < (210 - 50) * stamping.MM


def test_single_word_wider_than_the_slot_shrinks():
    (line,) = pen().lines("Nghẹp" * 9, replace(SLOT, width=100))
    assert 10 <= line.size < 30


@pytest.mark.parametrize(("side", "left"), [(Side.LEFT, 20), (Side.RIGHT, 220), (Side.CENTER, 120)])
def test_lines_stand_on_their_side(side, left):
    write = pen()
    (line,) = write.lines("Ở", replace(SLOT, side=side))
    wide = letters(Face.BOLD, ["Ở"]).width("Ở") * line.size
    assert round(line.x + wide * side.value) == round(left * stamping.MM)


def test_every_vietnamese_letter_has_a_code_and_a_width():
    vowels = "aăâeêioôơuưy"
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    low = [nfc(vowel + tone) for vowel in vowels for tone in tones] + list("bcdđghklmnpqrstvx")
    signs = low + [sign.upper() for sign in low]
    for face in Face:
        made = letters(face, signs)
        assert [sign for sign in signs if made.widths[sign] <= 0] == []


def test_widths_are_read_as_runs_and_as_lists():
    assert stamping._widths([0, 1, 500, 3, [250.0, 300.0]]) == {0: 500, 1: 500, 3: 250, 4: 300}


def test_texts_that_are_not_given_leave_their_slot_empty():
    bare = text(pages(SHARED, [replace(ONE, unit="", register="")]))
    assert "Vào sổ" not in bare
    only = Stock((297, 210), STOCK.slots)
    assert codes(pages(SHARED, [ONE], only)) == []
    assert "mã QR" not in text(trial_sheet(only))
