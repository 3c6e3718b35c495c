"""Arithmetic of quotas."""

from decimal import Decimal

import pytest

from thidua.movements.rules.quotas import Limit, limit_words, meter, most, why_not_award


@pytest.mark.parametrize(
    ("limit", "base", "groups", "number"),
    [
        (Limit("max", 2), None, None, 2),
        (Limit("exact", 4), None, None, 4),
        (Limit("range", 2, 4), None, None, 4),
        (Limit("share", percent=Decimal(20)), 9, None, 1),  # 1.8 is cut
        (Limit("share", percent=Decimal("33.333")), 3, None, 0),
        (Limit("share", percent=Decimal(20)), None, None, None),
        (Limit("per_group", 2, per="khối"), None, 3, 6),
        (Limit("per_group", 2, per="khối"), None, None, None),
        (Limit("deferred", deferred_to="800/KH-UBND"), None, None, None),
        (Limit("set_by_unit"), None, None, None),
    ],
)
def test_most_gives_a_number_only_where_the_plan_does(limit, base, groups, number):
    assert most(limit, base=base, groups=groups) == number


@pytest.mark.parametrize(
    ("limit", "used", "words", "left", "over"),
    [
        (Limit("max", 2), 1, "1/2 – còn 1", 1, False),
        (Limit("max", 2), 3, "3/2 – còn 0", 0, True),
        (None, 3, "3 – kế hoạch không nêu số lượng", None, False),
        (Limit("deferred", deferred_to="800/KH-UBND"), 0, "0 – số lượng theo Kế hoạch số 800/KH-UBND", None, False),
        (Limit("set_by_unit"), 0, "0 – số lượng do đơn vị tự quyết định", None, False),
        (Limit("share", percent=Decimal(20)), 1, "1 – không quá 20 %", None, False),
        (Limit("per_group", 2, per="khối"), 1, "1 – 2 cho mỗi khối", None, False),
    ],
)
def test_meter_shows_used_and_left(limit, used, words, left, over):
    count = meter(limit, used)
    assert (count.words, count.left, count.is_over) == (words, left, over)


def test_over_the_quota_is_refused_with_its_clause():
    assert why_not_award(meter(Limit("max", 2), 1), 1, "mục III.2") is None
    assert why_not_award(meter(None, 1), 9, "") is None
    assert why_not_award(meter(Limit("max", 2), 0), 3, "mục III.2") == (
        "Kế hoạch cho tối đa 2 (mục III.2), đã có 0, thêm 3 là vượt 1. Hãy bỏ bớt, hoặc ban hành văn bản sửa đổi "
        "kế hoạch."
    )


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit("max", 5), "tối đa 5"),
        (Limit("exact", 4), "4"),
        (Limit("range", 2, 4), "từ 2 đến 4"),
        (Limit("share", percent=Decimal(20)), "không quá 20 %"),
        (Limit("per_group", 2), "2 cho mỗi nhóm"),
        (Limit("deferred"), "số lượng theo kế hoạch khác"),
    ],
)
def test_limit_words_read_as_a_clerk_writes(limit, words):
    assert limit_words(limit) == words
