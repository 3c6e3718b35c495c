"""What is found about days."""

from dataclasses import replace
from datetime import date

import pytest

from tests.plans.quiet import AWARD, DOCUMENT, PERIOD, QUIET, SUBMIT, TEXT, codes, found, q
from thidua.plans.draft import Basis, Deadline, DossierRule


def own_plan(day: date | None, meaning: str = "until", **given):
    return Deadline("issue_own_plan", meaning, day, day, text="x", source=q("Thi đua từ"), **given)


def on(day: date, meaning: str = "until", printed: date | None = None):
    return replace(SUBMIT, date=printed or day, last_day=day, meaning=meaning)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), [("deadline-missing", "error")]),
        ((SUBMIT, own_plan(None, "none_stated")), [("deadline-missing", "warning")]),
        ((replace(SUBMIT, meaning="announced", date=None, last_day=None),), [("deadline-announced-later", "warning")]),
        ((replace(SUBMIT, meaning="vague", date=None, last_day=None),), [("deadline-vague", "note")]),
        ((replace(SUBMIT, meaning="relative", date=None, last_day=None, days=15),), []),
    ],
)
def test_a_day_is_asked_for(lines, expected):
    assert codes(deadlines=lines) == expected


def test_a_plan_that_leaves_the_dossier_to_its_parent_needs_no_day_of_its_own():
    left = DossierRule(deferred_to="64/KH-UBND", sources={"deferred_to": q("Hồ sơ")})
    assert codes(deadlines=(), dossier=left) == [("dossier-deferred", "warning")]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 12, 14), [("deadline-on-holiday", "warning")]),  # a Saturday
        (date(2025, 1, 1), [("deadline-on-holiday", "warning")]),
        (date(2025, 1, 29), [("deadline-on-holiday", "warning")]),  # Tết
        (date(2024, 12, 13), []),
    ],
)
def test_a_last_day_on_which_offices_are_closed_is_found(day, expected):
    assert codes(deadlines=(on(day),)) == expected


def test_the_holiday_is_named():
    message = found(replace(QUIET, deadlines=(on(date(2025, 1, 1)),)))[0].message
    assert message.startswith("Ngày cuối để nộp hồ sơ là thứ Tư 01/01/2025 (")


@pytest.mark.parametrize(
    ("month_day", "meaning", "expected"),
    [
        ("01-05", "yearly_before", [("deadline-on-holiday", "note")]),  # 04/01/2025 is a Saturday
        ("01-10", "yearly_before", []),
        ("01-10", "yearly_until", []),
        ("01-11", "yearly_until", [("deadline-on-holiday", "note")]),
    ],
)
def test_a_yearly_day_is_looked_up_in_the_years_of_the_movement(month_day, meaning, expected):
    yearly = replace(SUBMIT, meaning=meaning, date=None, last_day=None, month_day=month_day)
    assert codes(deadlines=(yearly,)) == expected


MAY = {"date": None, "month": "2024-05"}


def test_a_deadline_before_the_acts_a_plan_stands_on_is_before_its_issue():
    found_codes = codes(document=replace(DOCUMENT, date=None), deadlines=(SUBMIT, own_plan(date(2023, 12, 1))))
    assert found_codes[:2] == [("date-missing", "error"), ("deadline-before-issue", "error")]


@pytest.mark.parametrize(
    ("document", "day", "expected"),
    [
        ({}, date(2024, 4, 26), [("deadline-before-issue", "error")]),
        ({}, date(2024, 5, 6), [("deadline-tight", "note")]),
        ({}, date(2024, 5, 10), []),
        (MAY, date(2024, 5, 9), [("date-missing", "error"), ("deadline-before-issue", "warning")]),
        (MAY, date(2024, 6, 14), [("date-missing", "error")]),
    ],
)  # fmt: skip
def test_a_deadline_cannot_pass_before_the_plan_exists(document, day, expected):
    lines = (SUBMIT, own_plan(day))
    assert codes(document=replace(DOCUMENT, **document), deadlines=lines) == expected


TWICE = TEXT + "Thôn nộp chậm nhất ngày 09/12/2024.\nĐợt 2: thôn nộp ngày 11/12/2024.\n"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (on(date(2024, 12, 9), "before", date(2024, 12, 10)), [("deadline-conflict", "error")]),
        (replace(on(date(2024, 12, 9)), source=q("ngày 09/12/2024", TWICE)), [("deadline-conflict", "error")]),
        (replace(on(date(2024, 12, 11)), source=q("ngày 11/12/2024", TWICE)), []),  # the second round
        (replace(on(date(2024, 12, 9)), who="các thôn", source=q("ngày 09/12/2024", TWICE)), []),  # other people
        (replace(SUBMIT, act="report", last_day=date(2024, 12, 9)), []),
    ],
)
def test_one_duty_has_one_day(other, expected):
    assert codes(TWICE, deadlines=(SUBMIT, other)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Gửi chậm nhất trước ngày 15/11/2024.", [("deadline-wording-unclear", "note")]),
        ("Gửi từ nay đến trước ngày 15 tháng 11.", [("deadline-wording-unclear", "note")]),
        ("Gửi trước ngày 15/11/2024, chậm nhất ngày 16/11/2024.", []),
    ],
)
def test_a_wording_that_leaves_the_day_open_is_found(line, expected):
    assert codes(TEXT + line) == expected


A_DAY_SHORT = {"end": date(2024, 12, 31), "end_kind": "before", "last_day": date(2024, 12, 30)}
NO_END = {"end_kind": "vague", "end": None, "last_day": None}
BEFORE_YEAR_END = TEXT + "từ nay đến trước ngày 31/12/2024"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (A_DAY_SHORT, "period-ends-before-year-end"),
        ({"end": date(2024, 12, 30), "last_day": date(2024, 12, 30)}, "period-ends-before-year-end"),
        ({"start_kind": "unknown", "start": None, **NO_END, "end_kind": "unknown"}, "period-missing"),
        (NO_END, "period-vague"),
        ({"start": date(2024, 12, 2), "last_day": date(2024, 11, 30)}, "period-reversed"),
        ({"start": date(2024, 1, 1)}, "period-starts-before-issue"),
    ],
)  # fmt: skip
def test_the_period_is_looked_at(change, expected):
    lines = (on(date(2025, 1, 10)),)
    assert [code for code, _ in codes(period=replace(PERIOD, **change), deadlines=lines)] == [expected]


def test_the_end_of_the_period_is_not_called_unclear_as_well():
    end = q("đến trước ngày 31/12/2024", BEFORE_YEAR_END)
    period = replace(PERIOD, **A_DAY_SHORT, sources={"end": end})
    assert codes(BEFORE_YEAR_END, period=period, deadlines=(on(date(2025, 1, 10)),)) == [
        ("period-ends-before-year-end", "warning")
    ]


@pytest.mark.parametrize(
    ("rounds", "expected"), [(("once",), [("deadline-before-period-end", "note")]), (("yearly",), [])]
)
def test_dossiers_due_before_the_movement_ends(rounds, expected):
    period = replace(PERIOD, rounds=rounds)
    assert codes(period=period, deadlines=(on(date(2024, 11, 15)),)) == expected


def test_the_last_act_named_stands_for_a_missing_day_of_issue():
    later = Basis("Kế hoạch", "9/KH-UBND", date(2024, 12, 20), source=q("Căn cứ"))
    document = replace(DOCUMENT, date=None)
    assert codes(document=document, bases=(later, *QUIET.bases), awards=(AWARD,)) == [
        ("date-missing", "error"),
        ("deadline-before-issue", "error"),
        ("period-starts-before-issue", "note"),
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Phong trào “Sạch làng” năm 2023", [("period-year-mismatch", "warning")]),
        ("Phong trào “Sạch làng” giai đoạn 2023 - 2025", []),
        ("Phong trào “Sạch làng”", []),
    ],
)
def test_the_year_of_the_title_is_that_of_the_period(title, expected):
    assert codes(document=replace(DOCUMENT, title=title)) == expected
