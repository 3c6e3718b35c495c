"""Old Vietnamese letter sets are recognised by their words and turned into Unicode."""

import unicodedata

import pytest

from thidua.base.refusal import Refused
from thidua.plans import encodings
from thidua.plans.source import load

PLAN = (
    "KẾ HOẠCH\nPhát động phong trào thi đua “Xây dựng cơ quan kiểu mẫu” năm 2026\n"
    "1. Mục đích: nâng cao ý thức, trách nhiệm của mỗi cán bộ; không để hồ sơ trễ hẹn.\n"
    "Các phòng gửi hồ sơ trước ngày 05/12/2026; tặng Giấy khen cho không quá 03 tập thể.\n"
)
LETTERS = (
    "à á ả ã ạ ằ ắ ẳ ẵ ặ ầ ấ ẩ ẫ ậ è é ẻ ẽ ẹ ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ ồ ố ổ ỗ ộ "
    "ờ ớ ở ỡ ợ ù ú ủ ũ ụ ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ ă â ê ô ơ ư đ"
)


def to_tcvn3(text: str) -> bytes:
    codes = {letter: code for code, letter in encodings._TCVN3.items()}
    lower = "".join(sign if sign in codes else sign.lower() if sign.lower() in codes else sign for sign in text)
    return "".join(chr(codes.get(sign, ord(sign))) for sign in lower).encode("cp1252", "ignore")


def to_vni(text: str) -> bytes:
    pairs = {letter: pair for pair, letter in encodings._VNI.items()}
    return "".join(pairs.get(sign, sign) for sign in text).encode("cp1252", "ignore")


def to_cp1258(text: str) -> bytes:
    """Windows keeps ă â ê ô ơ ư whole and puts the tone after them."""
    out = ""
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        tone = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        out += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tone)) + tone
    return out.encode("cp1258")


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (PLAN.encode(), ()),
        (b"\xef\xbb\xbf" + PLAN.encode(), ()),
        (PLAN.encode("utf-16"), ()),
        (PLAN.encode("utf-16-be"), ()),
        (unicodedata.normalize("NFD", PLAN).encode(), ()),
        (to_cp1258(PLAN), ("Văn bản dùng bảng mã Windows-1258, đã chuyển sang Unicode.",)),
        (to_vni(PLAN), ("Văn bản dùng bảng mã VNI, đã chuyển sang Unicode.",)),
        (to_vni(PLAN).decode("cp1252").encode(), ("Văn bản dùng bảng mã VNI, đã chuyển sang Unicode.",)),
    ],
)
def test_each_way_to_write_gives_the_same_text(content: bytes, note: tuple[str, ...]) -> None:
    source = load("a.txt", content)
    assert (source.text, source.notes) == (PLAN, note)


@pytest.mark.parametrize("in_unicode", [False, True])
def test_tcvn3_gives_the_text_with_its_capitals(in_unicode: bool) -> None:
    content = to_tcvn3(PLAN)
    source = load("a.txt", content.decode("cp1252").encode() if in_unicode else content)
    assert source.text == PLAN
    assert source.notes == ("Văn bản dùng bảng mã TCVN3 (ABC), đã chuyển sang Unicode.",)


def test_every_letter_survives_vni_and_tcvn3() -> None:
    assert encodings.from_vni(to_vni(LETTERS).decode("cp1252")) == LETTERS
    assert encodings.from_vni(to_vni(LETTERS.upper()).decode("cp1252")) == LETTERS.upper()
    assert encodings.from_tcvn3("MôC §ÝCH, Y£U CÇU và Bé TµI CHÝNH") == "MỤC ĐÍCH, YÊU CẦU và Bộ TÀI CHÍNH"
    assert encodings.from_tcvn3(to_tcvn3(LETTERS).decode("cp1252")) == LETTERS


def test_a_few_broken_signs_are_noted() -> None:
    source = load("a.txt", PLAN.encode()[:-20] + b"\xff\xfe" + PLAN.encode()[-20:])
    assert source.notes == ("Một số ký tự trong tệp bị hỏng, hiện thành “\ufffd”. Hãy so lại với bản gốc.",)


@pytest.mark.parametrize("content", [bytes(range(256)) * 20, b"MZ\x90\x00\x03\x00\x00\x00\x04" * 300])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match=r"Hãy (lưu lại|chọn tệp)"):
        load("a.txt", content)


def test_french_stays_french() -> None:
    text = "Déjà vu à la préfecture, où l’élève reçoit une médaille dorée."
    assert encodings.repaired(text) == (text, ())
