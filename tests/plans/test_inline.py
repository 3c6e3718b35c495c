"""Lists that run on in one line, and text no office ever wrote."""

import time

import pytest

from tests.plans.page import read_with
from thidua.plans.inline import split_lists
from thidua.plans.numbering import sign_of
from thidua.plans.paragraphs import Paragraph
from thidua.plans.passage import Page


def split(text: str) -> list[str]:
    return [each.words.text for each in split_lists([Paragraph(Page(text).whole())])]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Đối tượng: (1) các sở; (2) các xã.", ["Đối tượng:", "các sở;", "các xã."]),
        ("(1) Các sở; (2) các xã; (3) cán bộ.", ["Các sở;", "các xã;", "cán bộ."]),
        ("Theo điểm (1) và điểm (2) của Kế hoạch.", ["Theo điểm (1) và điểm (2) của Kế hoạch."]),
        ("Đối tượng: (1) các sở; (3) các xã.", ["Đối tượng: (1) các sở; (3) các xã."]),
        ("Không có gì để tách.", ["Không có gì để tách."]),
    ],
)
def test_a_list_in_one_line_is_parted_when_its_numbers_follow_each_other(text: str, parts: list[str]):
    assert split(text) == parts


def test_a_line_that_begins_with_its_first_number_is_parted_too():
    line = Page("(1) Các sở; (2) các xã.").whole()
    sign = sign_of(line.text)
    assert sign is not None
    parted = list(split_lists([Paragraph(line.cut(sign.length), sign)]))
    assert [(each.sign and each.sign.label, each.words.text) for each in parted] == [("1", "Các sở;"), ("2", "các xã.")]


def test_a_paragraph_beyond_measure_is_cut_at_blanks_and_loses_no_word():
    text = "không một văn bản nào dài như thế này " * 2000
    assert " ".join(split(text.strip())) == text.strip()


def test_a_word_beyond_measure_is_cut_too():
    assert "".join(split("a" * 20_000)) == "a" * 20_000


def test_subjects_in_one_line_are_told_apart():
    draft = read_with("III. ĐỐI TƯỢNG", "(1) Các phòng thuộc xã; (2) các thôn; (3) cán bộ, công chức xã.")
    assert [(each.subject, each.text) for each in draft.subjects] == [
        ("collective", "Các phòng thuộc xã;"),
        ("collective", "các thôn;"),
        ("individual", "cán bộ, công chức xã."),
    ]


def test_sections_headed_by_words_are_sections():
    draft = read_with("Thứ ba: Đối tượng", "- Các thôn.", "Thứ tư: Kinh phí", "- Từ ngân sách xã.")
    assert ([each.text for each in draft.subjects], [each.text for each in draft.funding]) == (
        ["Các thôn."],
        ["Từ ngân sách xã."],
    )


@pytest.mark.parametrize(
    "words", ["trước ngày 15/11/2025 ", "đạt từ 95% trở lên và ", "Giấy khen của Chủ tịch UBND xã cho 02 tập thể, "]
)
def test_hostile_text_is_read_in_time_in_proportion_to_its_length(words: str):
    begun = time.process_time()
    read_with("III. THỜI GIAN, HỒ SƠ", (words * 70_000)[:70_000])
    assert time.process_time() - begun < 4  # seconds of one core; under two on a quiet machine, minutes before
