"""The frame of the measurements finds the rooms and says what is over."""

from bench import Row
from bench.__main__ import line, rooms


def test_rooms_are_found() -> None:
    assert "plans" in rooms()


def test_a_row_says_whether_it_keeps_its_limit() -> None:
    rows = [Row("a", 1.5, "s", 2), Row("a", 3, "s", 2), Row("a", 90, "rows/s", 100, at_least=True), Row("a", 7, "s")]
    assert [row.keeps for row in rows] == [True, False, False, True]
    assert [line("plans", row).split() for row in rows] == [
        ["plans/a", "1.500", "s", "(limit", "≤", "2)", "ok"],
        ["plans/a", "3.000", "s", "(limit", "≤", "2)", "OVER"],
        ["plans/a", "90.000", "rows/s", "(limit", "≥", "100)", "OVER"],
        ["plans/a", "7.000", "s"],
    ]
