"""Text: one form to store, to search, to sort by."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.base import text
from thidua.base.refusal import Refused


def test_the_stored_form_is_composed_and_squeezed() -> None:
    apart = unicodedata.normalize("NFD", "Nguyễn Thị Đào")
    assert text.nfc(apart) == "Nguyễn Thị Đào"
    assert text.squeeze(f"  {apart}\n\t Hoa\u00a0") == "Nguyễn Thị Đào Hoa"


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("NGUYỄN  THỊ ĐÀO ", "nguyen thi dao"),
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("Uỷ ban Nhân dân", "uy ban nhan dan"),
        ("Nghị định 91/2017/NĐ-CP", "nghi dinh 91/2017/nd-cp"),
        ("", ""),
    ],
)
def test_search_sees_neither_case_nor_marks(given_text: str, folded: str) -> None:
    assert text.norm(given_text) == folded
    assert text.norm(unicodedata.normalize("NFD", given_text)) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(any_text: str) -> None:
    once = text.norm(any_text)
    assert text.norm(once) == once


IN_ORDER = (
    "a à ả ã á ạ an anh ăn ân ba bà ca da đa đà em ê lan lăng lâm ma mà mả mã má mạ nga ngã oanh ôn ơn "
    "phương sơn tâm thảo trang tuấn tư uyên ưng vân xuân yến"
)


def test_words_sort_as_in_a_vietnamese_dictionary() -> None:
    upside_down = list(reversed(IN_ORDER.split(" ")))
    assert " ".join(sorted(upside_down, key=text.word_key)) == IN_ORDER


@given(st.text())
def test_a_key_sorts_alike_in_every_collation(any_text: str) -> None:
    assert set(text.name_key(any_text)) <= set("0123456789")
    assert len(text.name_key("Nguyễn Thị Thúy Hằng")) < 4 * len("Nguyễn Thị Thúy Hằng")


def test_digits_stand_before_letters() -> None:
    assert sorted(["an", "đội", "2", "10a", "z"], key=text.word_key) == ["10a", "2", "an", "đội", "z"]


def test_the_place_of_the_tone_does_not_matter() -> None:
    assert text.word_key("hoà") == text.word_key("hòa")
    assert text.word_key("Hòa") == text.word_key("hòa")
    assert text.word_key("hoa") < text.word_key("hoà") < text.word_key("hoạ")


def test_people_are_listed_by_given_name_then_family_name() -> None:
    people = [
        "Trần Văn Đức",
        "Lê Thị Anh",
        "Nguyễn Văn An",
        "Bùi Thị Ân",
        "Đỗ Văn An",
        "Nguyễn Thị An",
        "Lý Dũng",
        "Anh",
    ]
    assert sorted(people, key=text.name_key) == [
        "Đỗ Văn An",
        "Nguyễn Thị An",
        "Nguyễn Văn An",
        "Anh",
        "Lê Thị Anh",
        "Bùi Thị Ân",
        "Lý Dũng",
        "Trần Văn Đức",
    ]


def test_a_name_in_either_unicode_form_has_one_key() -> None:
    name = "Nguyễn Thị Thúy Hằng"
    assert text.name_key(unicodedata.normalize("NFD", f" {name} ")) == text.name_key(name)


@pytest.mark.parametrize("odd", ["", "\u0301", "🙂", "漢", "-"])
def test_any_name_has_a_key(odd: str) -> None:
    assert text.name_key(odd) < text.name_key("An")


@pytest.mark.parametrize(
    ("items", "joined"),
    [([], ""), (["một"], "một"), (["một", "hai"], "một và hai"), ([1, 2, 3], "1, 2 và 3")],
)
def test_words_join_as_in_speech(items: list[object], joined: str) -> None:
    assert text.words(items) == joined


def test_words_join_with_another_last_word() -> None:
    assert text.words(["một", "hai"], "hoặc") == "một hoặc hai"


@pytest.mark.parametrize(
    ("given_text", "slug"), [("Kế hoạch 64/KH-UBND", "ke-hoach-64-kh-ubnd"), (" – Đợt 1 – ", "dot-1"), ("…", "")]
)
def test_a_slug_has_no_marks(given_text: str, slug: str) -> None:
    assert text.slug(given_text) == slug


@pytest.mark.parametrize(
    ("given_text", "signs", "short"),
    [
        ("Bằng khen", 9, "Bằng khen"),
        ("Bằng khen", 8, "Bằng…"),
        ("Bằng  khen  tỉnh", 14, "Bằng khen tỉnh"),
        ("Nghiêng", 4, "Ngh…"),
    ],
)
def test_texts_are_cut_at_a_word(given_text: str, signs: int, short: str) -> None:
    assert text.shorten(given_text, signs) == short


@given(st.text(), st.integers(1, 30))
def test_a_cut_text_is_never_longer(any_text: str, signs: int) -> None:
    assert len(text.shorten(any_text, signs)) <= signs


def test_numbers_have_as_many_digits_as_the_last() -> None:
    assert text.numbered(["a", "b"]) == ["01. a", "02. b"]
    assert text.numbered(["x"] * 100)[::99] == ["001. x", "100. x"]
    assert text.numbered([]) == []


def test_a_refusal_is_its_sentence() -> None:
    assert str(Refused("Hãy nhập tên.")) == "Hãy nhập tên."
