"""Sixteen candidates over every gate and each period of the law; then the details of each kind of criterion."""

from dataclasses import replace
from datetime import date

import pytest

from thidua.dossiers.eligibility import (
    HIDDEN,
    Facts,
    Find,
    Matter,
    Penalty,
    Prize,
    Rule,
    judge,
    judge_criterion,
    overall,
)
from thidua.dossiers.kinds import Verdict
from thidua.law import packs
from thidua.scoring import verdicts
from thidua.scoring.kinds import Outcome

MET, NOT, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
Y2021 = {"first": date(2021, 1, 1), "last": date(2021, 12, 31), "day": date(2022, 1, 29)}
Y2024 = {"first": date(2024, 1, 1), "last": date(2024, 12, 31), "day": date(2025, 1, 4)}
Y2025 = {"first": date(2025, 1, 1), "last": date(2025, 12, 31), "day": date(2025, 12, 20)}
CIRCULAR = "Thông tư số 08/2017/TT-BNV"
DECREE_98 = "Điều 4 Nghị định số 98/2023/NĐ-CP"
DECREE_152 = "khoản 4 Điều 4 Nghị định số 152/2025/NĐ-CP"
THEMATIC = "khoản 3 Điều 4 Nghị định số 152/2025/NĐ-CP"
LAW_5 = "điểm c khoản 2 Điều 5 Luật Thi đua, khen thưởng số 06/2022/QH15"
UNIT_GATE = Rule("discipline", "Không có kỷ luật từ cảnh cáo", {"not_at_or_above": "cảnh cáo"}, "mục III.1.đ")
HEAD_GATE = Rule("discipline", "Không kỷ luật; thủ trưởng thì tập thể", {"head_answers_for_unit": True}, "mục III.2.đ")
RATED = Rule("rating", "Hoàn thành tốt", {"at_least": "Hoàn thành tốt nhiệm vụ"}, "mục IV")
FOUND = Rule(
    "initiative", "Sáng kiến", {"recognised_by": ["thị xã", "tỉnh"], "joined": "or", "spread": ["nhân rộng"]}, "mục V"
)
REPRIMAND_2021 = Penalty("reprimand", date(2021, 5, 4), of="Ông A")


def _unit(days: dict[str, date], **given: object) -> Facts:
    return replace(Facts("UBND xã", "collective", **days, attested=True), **given)


def _person(days: dict[str, date], **given: object) -> Facts:
    return replace(Facts("Bà B", "individual", **days, attested=True), **given)


CANDIDATES = {
    "a unit without any matter, 2021": (_unit(Y2021), [UNIT_GATE], MET, ""),
    "a unit with a reprimand passes its own gate": (_unit(Y2021, penalties=(REPRIMAND_2021,)), [UNIT_GATE], MET, ""),
    "its head fails the gate of persons": (
        _person(Y2021, heads="UBND xã", unit_penalties=(REPRIMAND_2021,)),
        [HEAD_GATE],
        NOT,
        "mục III.2.đ",
    ),
    "a person there who is no head passes": (_person(Y2021, unit_penalties=(REPRIMAND_2021,)), [HEAD_GATE], MET, ""),
    "a unit with a warning fails": (
        _unit(Y2021, penalties=(Penalty("warning", date(2021, 6, 1)),)),
        [UNIT_GATE],
        NOT,
        "mục III.1.đ",
    ),
    "a warning of the year before does not count": (
        _unit(Y2021, penalties=(Penalty("warning", date(2020, 6, 1)),)),
        [UNIT_GATE],
        MET,
        "",
    ),
    "a unit that has not attested is open": (replace(_unit(Y2021), attested=False), [UNIT_GATE], OPEN, CIRCULAR),
    "a pending complaint in 2022": (_unit(Y2021, matters=(Matter("complaint", date(2022, 1, 5)),)), [], NOT, CIRCULAR),
    "press alone does not stop in 2022": (_unit(Y2021, matters=(Matter("press", date(2022, 1, 5)),)), [], MET, ""),
    "press stops in 2025 before July": (
        _unit(Y2024, matters=(Matter("press", date(2024, 12, 5)),)),
        [],
        NOT,
        DECREE_98,
    ),
    "an investigation under Decree 152": (
        _person(Y2025, matters=(Matter("investigation", date(2025, 11, 1)),)),
        [],
        NOT,
        DECREE_152,
    ),
    "a matter closed before the day does not stop": (
        _person(Y2025, matters=(Matter("inspection", date(2025, 3, 1), date(2025, 6, 1)),)),
        [],
        MET,
        "",
    ),
    "a discipline not yet served under Decree 152": (
        _person(Y2025, penalties=(Penalty("reprimand", date(2025, 8, 1)),)),
        [],
        NOT,
        DECREE_152,
    ),
    "only thematic awards to go up with": (
        _unit(Y2025, goes_up=True, prizes=(Prize("Giấy khen chuyên đề", is_thematic=True),)),
        [],
        NOT,
        THEMATIC,
    ),
    "the same achievement was praised before": (_unit(Y2024, same_as="Bằng khen của UBND tỉnh"), [], NOT, LAW_5),
    "a district that ended": (
        _unit(Y2025, ends_on=date(2025, 6, 30), heir="UBND xã Sơn Hạ"),
        [],
        NOT,
        "",
    ),
}


@pytest.mark.parametrize("candidate", list(CANDIDATES))
def test_sixteen_candidates_get_the_verdict_with_its_article(candidate):
    facts, criteria, verdict, source = CANDIDATES[candidate]
    judged = judge(facts, criteria, packs.on(facts.day))
    assert overall(judged) == verdict
    deciding = [one.article or one.clause for one in judged if one.verdict == verdict and verdict != MET]
    assert deciding[:1] == ([source] if verdict != MET else [])


def test_there_are_sixteen():
    assert len(CANDIDATES) == 16


ALL = ("discipline", "investigation", "inspection", "complaint", "press")
PERIODS = [
    (date(2018, 1, 2), CIRCULAR, ALL[:4]),
    (date(2023, 12, 31), CIRCULAR, ALL[:4]),  # the last day of the circular
    (date(2024, 1, 1), DECREE_98, ALL),
    (date(2025, 6, 30), DECREE_98, ALL),
    (date(2025, 7, 1), DECREE_152, ALL),  # the first day of Decree 152
    (date(2026, 10, 1), DECREE_152, ALL),
]


@pytest.mark.parametrize(("day", "article", "stopping"), PERIODS)
@pytest.mark.parametrize("kind", ALL)
def test_what_is_under_examination_stops_by_the_law_of_the_day(day, article, stopping, kind):
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    open_one = Matter(kind, day)
    facts = Facts("Bà B", "individual", first, last, day, attested=True, matters=(open_one,))
    gate = judge(facts, [], packs.on(day))[0]
    assert (gate.verdict, gate.article) == (NOT if kind in stopping else MET, article)
    assert gate.reason == (HIDDEN if kind in stopping else "Đơn vị xác nhận không có việc đang xem xét.")


@pytest.mark.parametrize(
    ("opened", "closed", "verdict"),
    [
        (date(2025, 12, 20), None, NOT),  # opened on the day of receipt
        (date(2025, 12, 21), None, MET),  # opened a day later
        (date(2025, 3, 1), date(2025, 12, 20), MET),  # concluded on that day
        (date(2025, 3, 1), date(2025, 12, 21), NOT),  # concluded a day later
        (date(2024, 3, 1), None, NOT),  # begun long before the period, still open
    ],
)
def test_a_matter_counts_while_it_is_open_on_the_day_of_receipt(opened, closed, verdict):
    facts = _person(Y2025, matters=(Matter("inspection", opened, closed),))
    assert overall(judge(facts, [], packs.on(facts.day))) == verdict


@pytest.mark.parametrize(
    ("days", "served_on", "verdicts"),
    [
        (Y2025, None, [NOT]),
        (Y2025, date(2026, 2, 1), [NOT]),  # after the period
        (Y2025, date(2025, 10, 1), [OPEN]),  # a person says what part of the period counts
        (Y2025, date(2024, 12, 31), []),  # served before the period began
        (Y2024, None, []),  # no such rule before Decree 152
    ],
)
def test_merits_count_from_when_a_discipline_was_served(days, served_on, verdicts):
    facts = _person(days, penalties=(Penalty("reprimand", date(2024, 6, 1), served_on),))
    found = [one for one in judge(facts, [], packs.on(facts.day)) if one.about.startswith("Thành tích chỉ tính")]
    assert [one.verdict for one in found] == verdicts
    assert {one.article for one in found} <= {DECREE_152}


THEME, MERIT = Prize("Giấy khen chuyên đề", is_thematic=True), Prize("Giấy khen", is_thematic=False)


@pytest.mark.parametrize(
    ("days", "goes_up", "prizes", "verdicts"),
    [
        (Y2025, True, (THEME,), [NOT]),
        (Y2025, True, (THEME, MERIT), [MET]),
        (Y2025, True, (), []),
        (Y2025, False, (THEME,), []),  # the own award asks for no earlier one
        (Y2024, True, (THEME,), []),  # no such rule before Decree 152
    ],
)
def test_thematic_awards_carry_nobody_to_a_higher_merit(days, goes_up, prizes, verdicts):
    facts = _unit(days, goes_up=goes_up, prizes=prizes)
    found = [one for one in judge(facts, [], packs.on(facts.day)) if one.about.startswith("Khen theo chuyên đề")]
    assert [(one.verdict, one.article) for one in found] == [(verdict, THEMATIC) for verdict in verdicts]


@pytest.mark.parametrize(("ends_on", "verdict"), [(date(2025, 12, 20), MET), (date(2025, 12, 19), NOT)])
def test_a_unit_is_there_to_the_end_of_its_last_day(ends_on, verdict):
    facts = _unit(Y2025, ends_on=ends_on, heir="UBND xã Sơn Hạ")
    judged = judge(facts, [], packs.on(facts.day))
    assert overall(judged) == verdict
    assert ("đơn vị kế thừa: UBND xã Sơn Hạ" in judged[0].reason) is (verdict == NOT)


def test_the_same_achievement_names_the_article_of_its_day():
    circular, law = (judge(_unit(days, same_as="Giấy khen"), [], packs.on(days["day"]))[-1] for days in (Y2021, Y2025))
    assert (circular.verdict, circular.article, law.article) == (NOT, CIRCULAR, LAW_5)


def test_personal_reasons_are_shown_only_to_those_who_must_see_them():
    facts = _unit(Y2021, penalties=(Penalty("warning", date(2021, 6, 1), of="Ông A"),))
    judged = judge_criterion(facts, UNIT_GATE)
    assert judged.shown_to(may_see=False) == HIDDEN
    assert judged.shown_to(may_see=True) == "Có kỷ luật từ cảnh cáo trở lên: Ông A: cảnh cáo ngày 01/06/2021."


@pytest.mark.parametrize(
    ("ratings", "verdict"),
    [
        ({2021: "Hoàn thành tốt nhiệm vụ"}, MET),
        ({2021: "Hoàn thành xuất sắc nhiệm vụ"}, MET),
        ({2021: "Hoàn thành nhiệm vụ"}, NOT),
        ({2021: "Loại A"}, OPEN),
        ({}, OPEN),
    ],
)
def test_a_rating_is_met_each_year_or_missing(ratings, verdict):
    assert judge_criterion(_person(Y2021, ratings=ratings), RATED).verdict == verdict


@pytest.mark.parametrize(
    ("finds", "verdict"),
    [
        ((), OPEN),
        ((Find("A", "UBND tỉnh", "03 xã áp dụng", date(2021, 5, 1)),), MET),
        ((Find("A", "UBND tỉnh", "", date(2021, 5, 1)),), OPEN),
        ((Find("A", "UBND xã", "03 xã", date(2021, 5, 1)),), NOT),
        ((Find("A", "UBND tỉnh", "03 xã", date(2020, 5, 1)),), OPEN),
    ],
)
def test_an_initiative_needs_its_level_and_its_spread(finds, verdict):
    assert judge_criterion(_person(Y2021, finds=finds), FOUND).verdict == verdict


def test_both_bodies_are_needed_where_the_plan_says_and():
    both = replace(FOUND, params={"recognised_by": ["xã", "tỉnh"], "joined": "and"})
    one = (Find("A", "UBND tỉnh", "", date(2021, 5, 1)),)
    two = (*one, Find("B", "UBND xã", "", date(2021, 6, 1)))
    assert [judge_criterion(_person(Y2021, finds=finds), both).verdict for finds in (one, two)] == [NOT, MET]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_criteria_that_read_a_result_say_its_figures_and_where_they_stand(outcome):
    said = verdicts.Verdict(outcome, "Hạng 4 năm 2021.", ("Quyết định số 9/QĐ-UBND", "Số liệu năm 2021"))
    found = judge_criterion(_unit(Y2021), Rule("rank", "…", {}, read=said))
    assert found.verdict.value == outcome.value
    assert found.reason == "Hạng 4 năm 2021. Căn cứ: Quyết định số 9/QĐ-UBND và Số liệu năm 2021."


@pytest.mark.parametrize("kind", ["improvement", "rank", "threshold", "attestation"])
def test_what_nobody_can_read_waits_for_the_verifier(kind):
    assert judge_criterion(_unit(Y2021), Rule(kind, "…", {})).verdict == OPEN


@pytest.mark.parametrize(("late", "verdict"), [(None, OPEN), (0, MET), (2, NOT)])
def test_reports_on_time(late, verdict):
    assert judge_criterion(_unit(Y2021, late_reports=late), Rule("reporting", "…", {})).verdict == verdict
