"""When to remind, when to mail, how templates are filled."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from thidua.notices import rules

DUE = date(2023, 6, 30)


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2023, 6, 22), None),
        (date(2023, 6, 23), "truoc-7"),
        (date(2023, 6, 26), "truoc-7"),
        (date(2023, 6, 27), "truoc-3"),
        (date(2023, 6, 29), "truoc-1"),
        (date(2023, 6, 30), "hom-nay"),
        (date(2023, 7, 1), "sau-1"),
        (date(2023, 7, 6), "sau-1"),
        (date(2023, 7, 7), "sau-7"),
        (date(2024, 1, 1), "sau-7"),
    ],
)
def test_the_newest_stage_that_has_come_is_told(today, stage):
    found = rules.stage(DUE, today)
    assert (found and found[0]) == stage


def test_without_a_day_nobody_is_reminded():
    assert rules.stage(None, DUE) is None


@pytest.mark.parametrize(
    ("hour", "begin", "end", "quiet"),
    [
        (22, time(20), time(7), True),
        (6, time(20), time(7), True),
        (7, time(20), time(7), False),
        (12, time(11), time(13), True),
        (13, time(11), time(13), False),
        (5, time(8), time(8), False),
    ],
)
def test_quiet_hours_may_run_over_midnight(hour, begin, end, quiet):
    at = datetime(2023, 6, 1, hour, tzinfo=UTC) - timedelta(hours=7)
    assert rules.is_quiet(at, begin, end) is quiet


def test_a_digest_comes_once_a_day_after_half_past_seven():
    morning = datetime(2023, 6, 1, 1, 0, tzinfo=UTC)  # 08:00 here
    assert rules.is_digest_time(morning, None) is True
    assert rules.is_digest_time(morning, morning - timedelta(minutes=5)) is False
    assert rules.is_digest_time(morning, morning - timedelta(days=1)) is True
    assert rules.is_digest_time(morning - timedelta(hours=1), None) is False


def test_tries_wait_longer_each_time():
    at = datetime(2023, 6, 1, tzinfo=UTC)
    assert [(rules.next_try(at, count) - at).seconds // 60 for count in (1, 2, 3)] == [15, 30, 60]


def test_templates_are_filled_and_unknown_fields_are_named():
    assert rules.worded("{viec} – {han} {la}", {"viec": "Nộp", "han": "30/06/2023"}) == "Nộp – 30/06/2023 {la}"
    assert rules.why_not_template("{viec}", "{han}") is None
    assert rules.why_not_template("{ten}", "") == (
        "Mẫu có ô {ten} mà hệ thống không điền được. Chỉ dùng: {viec}, {noi}, {han}, {con}, {don_vi}."
    )
    assert rules.why_not_template(" ", "x") == "Hãy nhập tiêu đề."


def test_several_notices_make_one_mail():
    assert rules.digest([("A", "a")]) == ("A", "a")
    assert rules.digest([("A", "a"), ("B", "b")]) == ("Thi đua, khen thưởng: 2 việc cần xem", "1. A\na\n\n2. B\nb")
