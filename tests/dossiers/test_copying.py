"""Copied reports are found whole, in part and rearranged; honest ones are not."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from thidua.dossiers import copying

OURS = (
    "Trong năm 2023 xã đã rút ngắn thời gian giải quyết thủ tục đất đai từ ba mươi ngày xuống còn mười lăm ngày, "
    "bố trí hai cán bộ trực tại bộ phận một cửa cả sáng thứ bảy và gọi điện mời từng hộ đến nhận kết quả."
)
OTHER = (
    "Phòng Tài chính số hóa toàn bộ chứng từ từ năm 2019, mở lớp hướng dẫn cho kế toán các trường và giảm số lần "
    "đi lại của đơn vị xuống còn một lần mỗi quý."
)


def test_the_same_report_in_other_case_and_spacing_is_the_same():
    shouted = OURS.upper().replace(" ", "  \n")
    assert [one.share for one in copying.likeness(shouted, {1: OURS})] == [Fraction(1)]


def test_half_a_report_is_found_and_shown():
    mixed = f"{OURS[:110]} Chúng tôi còn trồng cây quanh trụ sở và sơn lại hàng rào trước Tết."
    found = copying.likeness(mixed, {1: OURS, 2: OTHER})
    assert [one.key for one in found] == [1]
    shown = copying.passages(mixed, OURS)
    assert shown[0].text.startswith("Trong năm 2023 xã đã rút ngắn")
    assert shown[0].text in OURS


def test_an_honest_report_is_not_like_another():
    assert copying.likeness(OTHER, {1: OURS}) == []
    assert copying.passages(OTHER, OURS) == []


def test_only_reports_with_enough_marks_in_common_are_worth_comparing():
    assert copying.near({1: 40, 2: 6, 3: 7, 4: 41}, 200) == [4, 1, 3]
    assert copying.near({5: 2}, 2) == [5]  # a text of two runs, both known


def test_marks_of_tone_tell_words_apart():
    assert copying.likeness("má mà mạ mả mã ma", {1: "ma mà mạ mã mả má"}) == []


def test_an_empty_text_is_like_nothing():
    assert (copying.likeness("", {1: OURS}), copying.sketch(""), copying.passages("", OURS)) == ([], (), [])


@given(some.text(max_size=300))
def test_every_text_is_wholly_like_itself(text):
    found = copying.likeness(text, {1: text})
    assert [one.share for one in found] == ([Fraction(1)] if copying.syllables(text) else [])
