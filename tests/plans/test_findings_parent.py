"""A plan against its superior's plan."""

from dataclasses import replace
from datetime import date

import pytest

from tests.plans.quiet import CRITERION, DOCUMENT, PAPERS, PERIOD, QUIET, QUOTA, SUBMIT, TEXT, q
from thidua.plans.draft import Basis, Criterion, DossierRule, Quota
from thidua.plans.findings_parent import against_parent
from thidua.plans.lint import lint
from thidua.plans.source import from_text

NAMED = Basis("Kế hoạch", "8/KH-UBND", role="parent_plan", source=q("Căn cứ"))
PARENT = replace(QUIET, document=replace(DOCUMENT, number="8/KH-UBND"))
CHILD = replace(QUIET, bases=(NAMED, *QUIET.bases))


def compared(child, parent) -> list[str]:
    return [finding.code for finding in against_parent(replace(CHILD, **child), replace(PARENT, **parent))]


def test_a_plan_like_its_parent_falls_short_of_nothing():
    assert compared({}, {}) == []


def share(op: str, value: int, measure: str = "hộ phân loại rác", unit: str = "%"):
    condition = {"measure": measure, "op": op, "value": value, "unit": unit}
    return replace(CRITERION, params={"conditions": [condition]})


def of_kind(kind: str, subject: str = "collective", text: str = "x", **params: object) -> Criterion:
    return Criterion(subject, kind, text, params, q("Trên 95%"))


def barred(grade: str | None) -> Criterion:
    return of_kind("discipline", not_at_or_above=grade)


@pytest.mark.parametrize(
    ("lower", "upper", "is_weaker"),
    [
        (share(">", 90), share(">", 95), True),
        (share(">", 97), share(">", 95), False),
        (share(">=", 95), share(">", 95), True),
        (share("=", 100), share(">", 95), False),
        (share(">=", 98), share("=", 100), True),
        (share("=", 100), share("=", 100), False),
        (share("<", 5), share("<", 1), True),
        (share("<", 1), share("<", 5), False),
        (share("<=", 2, "hồ sơ trễ hạn", "hồ sơ"), share("=", 0, "hồ sơ trễ hạn", "hồ sơ"), True),
        (share(">", 50, "lớp tập huấn"), share(">", 95), False),  # another measure
        (barred("cảnh cáo"), barred("khiển trách"), True),
        (barred("khiển trách"), barred("cảnh cáo"), False),
        (barred(None), barred("cảnh cáo"), False),
        (of_kind("rating", at_least="Hoàn thành nhiệm vụ"),
         of_kind("rating", at_least="Hoàn thành tốt nhiệm vụ"), True),
        (of_kind("rating", at_least="Hoàn thành xuất sắc nhiệm vụ"),
         of_kind("rating", at_least="Hoàn thành tốt nhiệm vụ"), False),
        (of_kind("rank", index="DTI", value=10), of_kind("rank", index="DTI", value=5), True),
        (of_kind("rank", index="DTI", value=3), of_kind("rank", index="DTI", value=5), False),
        (of_kind("rank", index="PCI", value=10), of_kind("rank", index="DTI", value=5), False),
        (of_kind("initiative", recognised_by=(), joined=None), of_kind("initiative", recognised_by=("tỉnh",)), True),
        (of_kind("initiative", recognised_by=("a", "b"), joined="or"),
         of_kind("initiative", recognised_by=("a", "b"), joined="and"), True),
        (of_kind("attestation"), of_kind("attestation"), False),
        (of_kind("rank", "individual", index="DTI", value=9), of_kind("rank", index="DTI", value=5), False),
        (of_kind("rank", index="DTI", value=9), of_kind("rank", "general", index="DTI", value=5), True),
    ],
)  # fmt: skip
def test_a_criterion_may_not_ask_less(lower, upper, is_weaker):
    assert compared({"criteria": (lower,)}, {"criteria": (upper,)}) == ["weaker-than-parent"] * is_weaker


def test_what_the_parent_leaves_to_its_units_is_no_weakness():
    left = replace(share(">", 95), text="Trên 95% hộ; mức cụ thể do địa phương quy định.")
    assert compared({"criteria": (share(">", 50),)}, {"criteria": (left,)}) == []
    by_unit = replace(QUOTA, op="set_by_unit", n=None)
    assert compared({"quotas": (replace(QUOTA, n=30),)}, {"quotas": (by_unit,)}) == []


def test_both_sentences_are_said():
    lower = replace(share(">", 90), text="Trên 90% hộ phân loại rác.")
    finding = against_parent(replace(CHILD, criteria=(lower,)), PARENT)[0]
    assert finding.message == (
        "Tiêu chí nhẹ hơn cấp trên. Ở đây: “Trên 90% hộ phân loại rác.”. Cấp trên: “Trên 95% hộ phân loại rác.”. "
        "Hãy sửa cho không thấp hơn, hoặc ghi rõ lý do."
    )
    assert finding.sources == (lower.source,)


@pytest.mark.parametrize(
    ("lower", "upper", "is_larger"),
    [
        ({"n": 4}, {"n": 3}, True),
        ({"n": 3}, {"n": 3}, False),
        ({"n": 2, "n_max": 5}, {"n": 4}, True),
        ({"n": 4, "subject": "individual"}, {"n": 3}, False),
        ({"n": 4, "authority": "Chủ tịch UBND tỉnh"}, {"n": 3}, False),
        ({"n": None, "percent": 20}, {"n": None, "percent": 15}, True),
        ({"n": None, "percent": 20}, {"n": 3}, False),
    ],
)
def test_there_may_not_be_more_places(lower, upper, is_larger):
    child, parent = replace(QUOTA, **lower), replace(QUOTA, **upper)
    assert compared({"quotas": (child,)}, {"quotas": (parent,)}) == ["quota-larger-than-parent"] * is_larger


LATER = ["deadline-later-than-parent"]


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        ({"last_day": date(2024, 12, 20)}, {}, LATER),
        ({"last_day": date(2024, 12, 5)}, {}, []),
        ({"last_day": date(2024, 12, 20), "act": "register"}, {}, []),
        ({"last_day": None, "month_day": "01-10"}, {"last_day": None, "month_day": "01-05"}, LATER),
        ({"last_day": None, "month_day": "01-05"}, {}, []),
    ],
)  # fmt: skip
def test_days_may_not_be_later(lower, upper, expected):
    child, parent = replace(SUBMIT, **lower), replace(SUBMIT, **upper)
    assert compared({"deadlines": (child,)}, {"deadlines": (parent,)}) == expected


def test_a_movement_that_outlasts_its_parent_is_said():
    later = replace(PERIOD, last_day=date(2024, 12, 31))
    assert compared({"period": later}, {}) == ["period-beyond-parent"]


@pytest.mark.parametrize(
    ("child", "parent", "expected"),
    [
        ({"criteria": (), "criteria_deferred_to": "8/KH-UBND"}, {"criteria": ()}, ["parent-silent"]),
        ({"criteria": (), "criteria_deferred_to": "8/KH-UBND"}, {}, []),
        ({"quotas": (), "quotas_deferred_to": "8/KH-UBND"}, {"quotas": ()}, ["parent-silent"]),
        ({"quotas": (Quota("Giấy khen", op="deferred", deferred_to="8/KH-UBND"),)}, {"quotas": ()}, ["parent-silent"]),
        ({"dossier": DossierRule(deferred_to="8/KH-UBND")}, {"dossier": DossierRule()}, ["parent-silent"]),
        ({"dossier": DossierRule(deferred_to="8/KH-UBND")}, {"dossier": PAPERS}, []),
    ],
)
def test_what_is_left_to_the_parent_must_stand_there(child, parent, expected):
    assert compared(child, parent) == expected


def linted(parent) -> list[str]:
    deferred = replace(CHILD, quotas=(), quotas_deferred_to="8/KH-UBND")
    return [finding.code for finding in lint(deferred, from_text(TEXT), parent)]


def test_the_parent_settles_what_waited_for_it():
    assert linted(None) == ["quota-deferred", "parent-not-loaded"]
    assert linted(PARENT) == []


def test_another_plan_is_not_taken_for_the_parent():
    other = replace(PARENT, document=replace(DOCUMENT, number="9/KH-UBND"))
    assert linted(other) == ["parent-mismatch", "quota-deferred", "parent-not-loaded"]
