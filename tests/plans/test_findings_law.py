"""What is found against the law of the day of issue and of the award."""

from dataclasses import replace
from datetime import date

import pytest

from tests.plans.quiet import AWARD, DECREE, DOCUMENT, LAW, PERIOD, QUIET, QUOTA, SUBMIT, codes, found, q
from thidua.plans.draft import Basis

DECREE_91 = Basis("Nghị định", "91/2017/NĐ-CP", date(2017, 7, 31), source=DECREE.source)
DECREE_152 = Basis("Nghị định", "152/2025/NĐ-CP", date(2025, 6, 14), source=DECREE.source)
OTHER = Basis("Quyết định", "2038/QĐ-UBND", date(2020, 12, 28), source=q("Đối tượng"))


def ending(last: date, issued: date, **changes):
    """Change the quiet plan to another day of issue and end."""
    period = replace(PERIOD, start=issued, end=last, last_day=last)
    submit = replace(SUBMIT, date=last, last_day=last, meaning="relative", act="other")
    given = {"document": replace(DOCUMENT, date=issued), "period": period, "deadlines": (submit, SUBMIT)}
    return [each for each in codes(**(given | changes)) if not each[0].startswith("deadline")]


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        ((), [("basis-missing", "warning")]),
        ((OTHER,), [("basis-missing", "note")]),
        ((OTHER, LAW), []),
        ((replace(OTHER, role="mentioned"),), [("basis-missing", "warning")]),
        ((replace(OTHER, role="parent_plan"),), [("parent-not-loaded", "warning")]),
        ((LAW, DECREE_91), [("basis-not-in-force", "error")]),  # repealed on 01/01/2024
        ((LAW, DECREE_152), [("basis-after-issue", "error"), ("basis-not-in-force", "error")]),
        ((LAW, replace(OTHER, date=date(2024, 5, 3))), [("basis-after-issue", "error")]),
        ((LAW, replace(OTHER, date=date(2024, 5, 3), role="mentioned")), []),
        ((replace(LAW, date=date(2003, 11, 26)), DECREE), [("basis-not-in-force", "error")]),
    ],
)
def test_the_bases_are_held_against_the_day_of_issue(bases, expected):
    assert codes(bases=bases) == expected


def test_a_decree_repealed_before_the_award_is_a_warning():
    found_codes = ending(date(2023, 12, 30), date(2023, 1, 10), bases=(DECREE_91,))
    assert ("basis-not-in-force", "warning") in found_codes
    assert ("basis-not-in-force", "error") not in found_codes


def test_a_law_that_comes_between_issue_and_award_is_named():
    message = next(
        each.message
        for each in found(replace(QUIET, period=replace(PERIOD, end=date(2025, 7, 31), last_day=date(2025, 7, 31))))
        if each.code == "law-changes"
    )
    assert "Nghị định số 152/2025/NĐ-CP (từ 01/07/2025)" in message


@pytest.mark.parametrize(
    ("form", "authority", "expected"),
    [
        ("Giấy khen", "UBND xã", [("award-outside-authority", "warning")]),
        ("Bằng khen", "Chủ tịch UBND xã", [("award-outside-authority", "error")]),
        ("Bằng khen", "Giám đốc Sở Tài chính", [("award-outside-authority", "error")]),
        ("Bằng khen", "Chủ tịch UBND tỉnh", []),
        ("Giấy khen", "Giám đốc Sở Tài chính", []),
        ("Giấy khen", "Chủ tịch UBND huyện", []),  # the level still stands in 2024
        ("Bằng khen", "Ban Bí thư Trung ương Đoàn", []),  # the packs do not speak of it
    ],
)
def test_who_may_give_what(form, authority, expected):
    award, quota = replace(AWARD, form=form, authority=authority), replace(QUOTA, award=form, authority=authority)
    kept = [each for each in codes(awards=(award,), quotas=(quota,)) if each[0] == "award-outside-authority"]
    assert kept == expected


def test_a_level_that_ends_before_the_award_is_a_warning_with_its_heir():
    award = replace(AWARD, authority="Chủ tịch UBND huyện")
    draft = replace(QUIET, awards=(award,), period=replace(PERIOD, end=date(2025, 9, 30), last_day=date(2025, 9, 30)))
    finding = next(each for each in found(draft) if each.code == "award-outside-authority")
    assert finding.severity == "warning"
    assert finding.message.startswith("Khi xét khen (dự kiến sau ngày 30/09/2025): ")
    assert finding.sources == (award.source,)


@pytest.mark.parametrize(
    ("last", "expected"), [(date(2027, 6, 30), ["law-unknown"]), (date(2026, 12, 31), []), (date(2024, 11, 30), [])]
)
def test_a_day_without_law_is_said(last, expected):
    found_codes = codes(period=replace(PERIOD, end=last, last_day=last))
    assert [code for code, _ in found_codes if code == "law-unknown"] == expected


@pytest.mark.parametrize(
    ("level", "last", "expected"),
    [
        ("huyen", date(2025, 9, 30), ["issuer-abolished"]),
        ("huyen", date(2025, 4, 30), []),
        ("xa", date(2025, 9, 30), []),
        ("khac", date(2025, 9, 30), []),
    ],
)
def test_an_issuer_whose_level_ends_before_the_award_is_found(level, last, expected):
    document, period = replace(DOCUMENT, issuer_level=level), replace(PERIOD, end=last, last_day=last)
    found_codes = codes(document=document, period=period)
    assert [code for code, _ in found_codes if code == "issuer-abolished"] == expected
