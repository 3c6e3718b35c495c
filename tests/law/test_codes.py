"""From a plan's words to a code of the catalogue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import packs
from thidua.law.codes import award_code, level_of
from thidua.law.rows import Level

CODES = {award.code for award in packs.shelf()["vn"].rows["awards"]}


@pytest.mark.parametrize(
    ("form", "authority", "code"),
    [
        ("Giấy khen", "Chủ tịch UBND huyện", "GK_HUYEN"),
        ("giấy khen", "Ủy ban nhân dân huyện", "GK_HUYEN"),
        ("Giấy khen", "Chủ tịch UBND thị xã", "GK_HUYEN"),
        ("Giấy khen", "Chủ tịch UBND quận 3", "GK_HUYEN"),
        ("Giấy khen", "Chủ tịch UBND thành phố", "GK_HUYEN"),
        ("Giấy khen", "Chủ tịch UBND xã", "GK_XA"),
        ("Giấy khen", "Chủ tịch Ủy ban nhân dân phường", "GK_XA"),
        ("Giấy khen", "Giám đốc Sở", "GK_SO"),
        ("Giấy khen", "Giám đốc Sở Tài chính tỉnh", "GK_SO"),
        ("Giấy khen", "Thủ trưởng đơn vị", "GK_DONVI"),
        ("Giấy khen", "Tổng Giám đốc Công ty", "GK_DN"),
        ("Giấy khen", "Giám đốc Hợp tác xã", "GK_DN"),
        ("Giấy khen của Giám đốc Sở", None, "GK_SO"),
        ("Giấy khen", "Chủ tịch UBND tỉnh", None),
        ("Giấy khen", None, None),
        ("Giấy khen", "theo thẩm quyền", None),
        ("Bằng khen", "Chủ tịch UBND tỉnh", "BK_TINH"),
        ("Bằng khen", "UBND thành phố Hà Nội", "BK_TINH"),
        ("Bằng khen", "Chủ tịch UBND thành phố", "BK_TINH"),
        ("Bằng khen", "Bộ trưởng Bộ Nội vụ", "BK_TINH"),
        ("Bằng khen", "Thủ tướng Chính phủ", "BK_TTG"),
        ("Bằng khen của Thủ tướng Chính phủ", None, "BK_TTG"),
        ("Bằng khen", "Chủ tịch UBND xã", None),
        ("Bằng khen", None, None),
        ("Cờ thi đua", "Chính phủ", "CO_CP"),
        ("Cờ thi đua", "UBND tỉnh", "CO_TINH"),
        ("Kỷ niệm chương", "UBND tỉnh", "KNC_TINH"),
        ("Kỷ niệm chương", "Thủ tướng Chính phủ", None),
        ("Tập thể Lao động xuất sắc", None, "TTLDXS"),
        ("Tập thể lao động tiên tiến", "Chủ tịch UBND huyện", "TTLDTT"),
        ("Lao động tiên tiến", None, "LDTT"),
        ("Chiến sĩ thi đua cơ sở", None, "CSTD_CS"),
        ("Chiến sĩ thi đua cấp tỉnh", None, "CSTD_TINH"),
        ("Chiến sĩ thi đua toàn quốc", None, "CSTD_TQ"),
        ("Huân chương Lao động hạng Ba", "Chủ tịch nước", "HC_LAODONG_3"),
        ("Huân chương Độc lập hạng Nhất", None, "HC_DOCLAP_1"),
        ("Huân chương Lao động", None, None),  # no class, no code
        ("Huân chương Sao vàng", None, "HC_SAOVANG"),
        ("Thư khen", "Chủ tịch UBND tỉnh", None),
        ("", None, None),
    ],
)
def test_form_and_authority_give_a_code(form: str, authority: str | None, code: str | None) -> None:
    assert award_code(form, authority) == code


@pytest.mark.parametrize(
    ("authority", "level"),
    [
        ("Chủ tịch nước", Level.STATE_PRESIDENT),
        ("Chủ tịch UBND thành phố Đà Nẵng", Level.PROVINCE),
        ("Chủ tịch UBND thành phố Hà Tiên", None),
        ("Chủ tịch UBND thị trấn", Level.COMMUNE),
        ("Quân khu 5", Level.AGENCY),
        ("Thủ trưởng cơ quan, đơn vị", Level.AGENCY),
        ("Tổng cục trưởng Tổng cục Hải quan", Level.AGENCY),
        ("Cục Hải quan tỉnh Biên Sơn", Level.AGENCY),
        ("Chủ tịch UBND quận Ba Đình", Level.DISTRICT),
        ("Chủ tịch UBND các quận, huyện", Level.DISTRICT),
    ],
)
def test_an_authority_has_a_level(authority: str, level: Level | None) -> None:
    assert level_of(authority) is level


FORMS = ["Giấy khen", "Bằng khen", "Cờ thi đua", "Huân chương", "Chiến sĩ thi đua", "Lao động"]
WORDS = st.sampled_from([*FORMS, "huyện", "xã", "tỉnh", "Sở", "hạng", "Ba", "thành phố"])


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=4))
def test_whatever_the_words_the_code_is_in_the_catalogue(form: list[str], authority: list[str]) -> None:
    assert award_code(" ".join(form), " ".join(authority) or None) in CODES | {None}
