"""What is found about the paper itself."""

from dataclasses import replace
from datetime import date

import pytest

from tests.plans.quiet import DOCUMENT, QUIET, TEXT, codes, found


def test_nothing_is_found_in_a_plan_without_fault():
    assert found() == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"number": None}, [("number-missing", "error")]),
        ({"date": None, "month": "2024-05"}, [("date-missing", "error")]),
        ({"issuer": None}, [("issuer-missing", "error")]),
        ({"signer": replace(DOCUMENT.signer, name=None)}, [("signer-missing", "error")]),
        ({"signer": replace(DOCUMENT.signer, title=None)}, []),
    ],
)
def test_what_must_be_printed_is_asked_for(change, expected):
    assert codes(document=replace(DOCUMENT, **change)) == expected


def test_a_month_without_a_day_is_named_in_the_message():
    message = found(replace(QUIET, document=replace(DOCUMENT, date=None, month="2024-05")))[0].message
    assert message.startswith("Ngày ban hành chỉ in tháng 05/2024, chưa có ngày.")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Huyện Tân Phú và xã Tấn Phú.", [("name-spelt-two-ways", "error")]),
        ("Người ký: Nguyễn Thị Mái.", [("name-spelt-two-ways", "error")]),
        ("Xã TÂN PHÚ, xã Tân  Phú.", []),
        ("Huyện Khánh Hoà, huyện Khánh Hòa.", []),  # two ways of placing a tone, one name
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM; Hội Chữ thập đỏ.", []),
        ("các cơ quan tận phú.", []),
    ],
)
def test_a_name_differs_only_in_its_marks(line, expected):
    assert codes(TEXT + line) == expected


def test_both_spellings_are_quoted():
    finding = found(text=TEXT + "xã Tấn Phú")[0]
    assert [source.quote for source in finding.sources] == ["TÂN PHÚ", "Tấn Phú"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Theo Kế hoạch ngày 22/3//2024.", [("date-malformed", "warning")]),
        ("Trước ngày 31/4/2024.", [("date-malformed", "error")]),
        ("Trước ngày 30 tháng 02 năm 2024.", [("date-malformed", "error")]),
        ("Trước ngày 29/02/2024.", []),
        ("Tỷ lệ 3/4 số hộ, văn bản 07/2024/QH15.", []),
        ("Kế hoạch số 24/KHUBND.", [("number-malformed", "note")]),
        ("Nghị định 107/2021/NĐCP.", [("number-malformed", "note")]),
    ],
)
def test_misprints_are_found(line, expected):
    assert codes(TEXT + line) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Thôn trưởng được người dân khen\n\nngợi.\n", [("paragraph-cut", "note")]),
        ("Thôn trưởng được người dân khen\n\n   3\n\nngợi.\n", [("paragraph-cut", "note")]),
        ("Thôn trưởng được người dân khen\nngợi.\n", []),  # a wrapped line
        ("Thôn trưởng được người dân khen.\n\nngợi.\n", []),
    ],
)
def test_a_paragraph_cut_in_a_sentence_is_found(lines, expected):
    assert codes(TEXT + lines) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("gửi về Văn phòng (qua Giám Trường Giang).", [("person-named-as-office", "warning")]),
        ("gửi về Sở (qua đồng chí Lê Thị Hòa).", [("person-named-as-office", "warning")]),
        ("gửi về Sở (qua Phòng Nội vụ).", []),
        ("gửi về Sở (qua Thanh tra Sở).", []),
        ("gửi về Sở (qua thư điện tử).", []),
    ],
)
def test_a_person_is_no_office(line, expected):
    assert codes(TEXT + line) == expected


def test_a_report_is_no_plan():
    document = replace(DOCUMENT, kind="Báo cáo", launches_movement=False, date=date(2024, 5, 2))
    assert codes(document=document, criteria=(), awards=()) == [("not-a-launching-plan", "error")]
