"""Quotas: figures, shares, groups, and what only looks like one."""

import pytest

from tests.plans.page import read_with, words
from thidua.plans.grammar.counts import counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Không quá 02 tập thể.", [("collective", "max", 2, None, None, None)]),
        ("Tối đa cho 05 tập thể và 10 cá nhân.", [
            ("collective", "max", 5, None, None, None), ("individual", "max", 10, None, None, None)]),
        ("04 tập thể; không quá 08 cá nhân.", [
            ("collective", "exact", 4, None, None, None), ("individual", "max", 8, None, None, None)]),
        ("Từ 03 đến 05 tập thể.", [("collective", "range", 3, 5, None, None)]),
        ("05 - 10 cá nhân.", [("individual", "range", 5, 10, None, None)]),
        ("Không quá 20% tổng số tập thể.", [("collective", "share", None, None, 20, None)]),
        ("Mỗi cụm, khối 01 tập thể và 02 cá nhân.", [
            ("collective", "per_group", 1, None, None, "cụm, khối"),
            ("individual", "per_group", 2, None, None, "cụm, khối")]),
        ("Mỗi khối không quá 02 đơn vị.", [("collective", "per_group", 2, None, None, "khối")]),
        ("Tối đa 02 tập thể, 03 cá nhân/đơn vị.", [
            ("collective", "per_group", 2, None, None, "đơn vị"),
            ("individual", "per_group", 3, None, None, "đơn vị")]),
        ("Tặng cho 05 tập thể, cá nhân.", [(None, "exact", 5, None, None, None)]),
        ("Không quá 10 (mười) người.", [("individual", "max", 10, None, None, None)]),
        ("Tập thể không quá 03; cá nhân 09.", [
            ("collective", "max", 3, None, None, None), ("individual", "exact", 9, None, None, None)]),
        ("Số lượng: 02 bộ.", []),
        ("Hướng dẫn hoàn thiện hồ sơ không quá một lần.", []),
        ("Ít nhất 02 tập thể được nhân rộng.", []),
        ("Mỗi Chi cục không quá 02 tập thể.", [("collective", "per_group", 2, None, None, "chi cục")]),
        ("Mỗi phòng, Trung tâm: tối đa 03 cá nhân.", [
            ("individual", "per_group", 3, None, None, "phòng, trung tâm")]),
        ("Mỗi công đoàn cấp trên trực tiếp cơ sở 01 tập thể.", [
            ("collective", "per_group", 1, None, None, "công đoàn cấp trên trực tiếp cơ sở")]),
        ("Tối đa 60 cá nhân; trong đó giảng viên trẻ không ít hơn 20 người.", [
            ("individual", "max", 60, None, None, None)]),
        ("20 cá nhân, trong đó 08 công nhân trực tiếp sản xuất.", [("individual", "exact", 20, None, None, None)]),
    ],
)  # fmt: skip
def test_counts_are_read(text: str, expected: list[tuple[object, ...]]):
    found = counts(words(text))
    assert [(each.subject, each.op, each.n, each.n_max, each.percent, each.per) for each in found] == expected


def quotas_of(*lines: str) -> list[tuple[object, ...]]:
    draft = read_with("III. KHEN THƯỞNG", *lines)
    return [(each.award, each.authority, each.subject, each.op, each.n) for each in draft.quotas]


def test_a_figure_belongs_to_the_award_named_before_it():
    assert quotas_of(
        "1. Giấy khen của Chủ tịch UBND xã: không quá 03 tập thể.",
        "2. Đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 01 cá nhân.",
    ) == [
        ("Giấy khen", "Chủ tịch UBND xã", "collective", "max", 3),
        ("Bằng khen", "Chủ tịch UBND tỉnh", "individual", "exact", 1),
    ]


def test_a_figure_alone_belongs_to_the_only_award():
    assert quotas_of("1. Hình thức: Giấy khen của Chủ tịch UBND xã.", "2. Số lượng:", "- Tập thể: không quá 02.") == [
        ("Giấy khen", "Chủ tịch UBND xã", "collective", "max", 2)
    ]


def test_a_number_left_to_the_units_or_to_another_plan_is_said_so():
    draft = read_with(
        "III. KHEN THƯỞNG",
        "1. Các cơ quan tự khen: số lượng do thủ trưởng đơn vị quyết định.",
        "2. Số lượng Bằng khen của Chủ tịch UBND tỉnh thực hiện theo quy định tại Kế hoạch số 31/KH-UBND.",
    )
    assert [(each.op, each.award, each.deferred_to) for each in draft.quotas] == [
        ("set_by_unit", None, None),
        ("deferred", "Bằng khen", "31/KH-UBND"),
    ]


def test_rows_of_a_table_are_quotas_of_each_unit():
    draft = read_with(
        "III. SỐ LƯỢNG KHEN THƯỞNG",
        "1. Giấy khen của Chủ tịch UBND xã:",
        "TT\tĐơn vị\tTập thể\tCá nhân\n1\tKhối thôn\t02\t05\n2\tKhối trường\t01\t03\n\tTổng cộng\t03\t08",
    )
    assert [(each.scope, each.subject, each.n) for each in draft.quotas] == [
        ("Khối thôn", "collective", 2),
        ("Khối thôn", "individual", 5),
        ("Khối trường", "collective", 1),
        ("Khối trường", "individual", 3),
    ]
