"""The text of typed and pasted plans: what is taken off, what stays, where it stood."""

import pytest

from thidua.base.refusal import Refused
from thidua.base.text import nfc
from thidua.plans.source import from_text, load, stored


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("#### **I. MỤC ĐÍCH**", "I. MỤC ĐÍCH"),
        ("nộp **trước ngày 30/01/2022**, để", "nộp trước ngày 30/01/2022, để"),
        ("**TM. ỦY BAN\nCHỦ TỊCH**", "TM. ỦY BAN\nCHỦ TỊCH"),
        ("“**Đẩy mạnh**”, (*qua Phòng*)", "“Đẩy mạnh”, (qua Phòng)"),
        ("* Giấy khen của *Giám đốc*:", "* Giấy khen của Giám đốc:"),
        ("Ghi chú (*), (**) và 2 * 3 * 4", "Ghi chú (*), (**) và 2 * 3 * 4"),
        ("1\\. Mục tiêu\\\n\\- Một", "1. Mục tiêu\n- Một"),
        ("Họ tên: ______ <tên đơn vị> a_b_c", "Họ tên: ______ <tên đơn vị> a_b_c"),
        ("_nghiêng_ <u>gạch</u><br/>", "nghiêng gạch"),
        ("| TT | Tiêu chí |\n|---|:---:|\n| 1 | Đủ |", "TT\tTiêu chí\n\n1\tĐủ"),
        ("thi\u00ad đua\u200b\u00a0khen", "thi đua khen"),
        ("a\r\nb\rc\x0cd", "a\nb\ncd"),
        ("\uf0b7 Một\n• Hai", "- Một\n- Hai"),
        ("[Kế hoạch](http://a.vn/x) `số 1`", "Kế hoạch số 1"),
    ],
)
def test_text_loses_the_signs_of_a_layout(given: str, text: str) -> None:
    assert from_text(given).text == text


def test_every_word_is_found_again_in_the_file_as_it_stands() -> None:
    raw = "## **KẾ HOẠCH**\n\n- Nộp **trước ngày 30/01/2022** (*qua Phòng*)\n| a | b |\n"
    source = from_text(raw)
    start = source.text.index("trước")
    end = source.text.index("(qua") + len("(qua Phòng)")
    left, right = source.in_original(start, end)
    assert source.original == raw
    assert source.original[left:right] == "trước ngày 30/01/2022** (*qua Phòng*)"
    assert source.original.count("\n") == source.text.count("\n")


def test_table_cells_have_their_places() -> None:
    source = from_text("| TT | Tên |\n| -- | -- |\n| 1 | Đào |")
    (table,) = source.tables
    assert [[source.text[a:b] for a, b in row] for row in table.rows] == [["TT", "Tên"], ["1", "Đào"]]


def test_text_without_signs_is_its_own_original() -> None:
    source = from_text("Một\nhai")
    assert (source.shifts, source.original, source.in_original(1, 3)) == ((), source.text, (1, 3))


def test_decomposed_letters_are_composed() -> None:
    assert from_text("Kế hoạch").text == nfc("Kế hoạch")


def test_empty_and_huge_files_are_refused() -> None:
    with pytest.raises(Refused, match="Tệp trống"):
        load("a.txt", b" \n")
    with pytest.raises(Refused, match="25 MB"):
        load("a.txt", b"a" * (25 * 1024 * 1024 + 1))
    with pytest.raises(Refused, match=r"dài hơn 600\.000 ký tự"):
        load("a.txt", "Kế hoạch\n".encode() * 2_000_000)


def test_a_kept_text_is_taken_as_it_is() -> None:
    text = from_text("Số \\*1\\*\n| a | b |\n| c | d |").text
    kept = stored(text)
    assert (text, kept.text, kept.original, kept.shifts) == ("Số *1*\na\tb\nc\td", text, text, ())
    assert [[kept.text[start:end] for start, end in row] for row in kept.tables[0].rows] == [["a", "b"], ["c", "d"]]
