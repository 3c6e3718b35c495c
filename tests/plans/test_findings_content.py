"""What is found about criteria, awards, places, papers and money."""

from dataclasses import replace

import pytest

from tests.plans.quiet import AWARD, CRITERION, DECREE, PAPERS, QUIET, QUOTA, TEXT, codes, found, q
from thidua.plans.draft import Basis, Criterion, DossierRule, Quota

FOR_BOTH = replace(AWARD, subjects=("collective", "individual"))


def criterion(kind: str, text: str = "x", **params: object) -> Criterion:
    return Criterion("collective", kind, text, params, q("Trên 95%"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"criteria": ()}, [("criteria-missing", "error")]),
        ({"criteria": (), "criteria_deferred_to": "64/KH-UBND"}, [("criteria-deferred", "warning")]),
        ({"subjects": ()}, [("subjects-missing", "note")]),
        ({"criteria": (criterion("attestation"),)}, [("criterion-unmeasurable", "note")]),
        ({"criteria": (criterion("attestation"), criterion("attestation", "y"))}, [("criterion-unmeasurable", "note")]),
    ],
)
def test_criteria_are_asked_for(change, expected):
    assert codes(**change) == expected


def test_every_criterion_without_a_figure_is_quoted():
    other = replace(criterion("attestation", "Gương mẫu."), source=q("các thôn"))
    vague = (criterion("attestation", "Hoàn thành tốt."), CRITERION, other)
    finding = found(replace(QUIET, criteria=vague))[0]
    assert len(finding.sources) == 2
    assert finding.message.startswith("02 tiêu chí không có số đo (ví dụ “Hoàn thành tốt.”).")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (criterion("rank", index="PAR INDEX", value=4, direction=None), [("rank-direction-unclear", "warning")]),
        (criterion("rank", index="PAR INDEX", value=4, direction="or_better"), []),
        (criterion("improvement", "Có thay đổi về thứ hạng", of="rank"), [("rank-direction-unclear", "warning")]),
        (criterion("improvement", "Tăng hạng so với năm trước", of="rank"), []),
        (criterion("improvement", "Kết quả xếp hạng tăng điểm", of="score"), [("rank-direction-unclear", "note")]),
        (criterion("improvement", "Tăng điểm so với năm trước", of="score"), []),
        (criterion("initiative", recognised_by=()), [("initiative-body-missing", "note")]),
        (
            criterion("initiative", recognised_by=("tỉnh", "huyện"), joined=None),
            [("initiative-body-unclear", "warning")],
        ),
        (criterion("initiative", recognised_by=("tỉnh", "huyện"), joined="or"), []),
        (criterion("initiative", recognised_by=("xã",), joined=None), []),
        (criterion("discipline", not_at_or_above=None), [("discipline-grade-missing", "note")]),
        (criterion("discipline", not_at_or_above="cảnh cáo"), []),
        (criterion("points", max=90), [("points-sum", "warning")]),
        (criterion("points", max=100), []),
    ],
)
def test_a_criterion_that_can_be_read_two_ways_is_found(one, expected):
    assert codes(criteria=(one,)) == expected


def test_points_are_summed_for_each_kind_of_subject():
    own = replace(criterion("points", max=60), subject="individual")
    both = (criterion("points", max=60), criterion("points", "y", max=40), own)
    assert codes(criteria=both) == [("points-sum", "warning")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"awards": (), "quotas": ()}, [("award-missing", "error")]),
        ({"awards": (replace(AWARD, authority=None),)}, [("award-authority-missing", "warning")]),
        ({"quotas": ()}, [("quota-missing", "warning")]),
        ({"quotas": (), "awards": (replace(AWARD, route=None),)}, []),  # given by the units themselves
        ({"awards": (FOR_BOTH,)}, [("quota-missing", "warning")]),
        ({"awards": (FOR_BOTH,), "quotas": (replace(QUOTA, subject=None),)}, []),
        ({"quotas": (replace(QUOTA, authority="Chủ tịch Ủy ban nhân dân xã"),)}, []),
        ({"quotas": (replace(QUOTA, op="set_by_unit", n=None, subject=None),)}, []),
        ({"quotas": (Quota("Giấy khen", op="deferred", deferred_to="64/KH-UBND"),)}, [("quota-deferred", "warning")]),
        ({"quotas": (), "quotas_deferred_to": "64/KH-UBND"}, [("quota-deferred", "warning")]),
        ({"quotas": (replace(QUOTA, op="share", n=None, percent=20),)}, [("share-rounding-unclear", "note")]),
    ],
)  # fmt: skip
def test_awards_and_places_are_asked_for(change, expected):
    assert codes(**change) == expected


def test_the_subject_without_a_place_is_named():
    message = found(replace(QUIET, awards=(FOR_BOTH,)))[0].message
    assert message.startswith("Giấy khen của Chủ tịch UBND xã không có số lượng cho cá nhân.")


def test_a_share_whose_rounding_is_said_is_clear():
    share = replace(QUOTA, op="share", n=None, percent=20)
    assert codes(TEXT + "Số lẻ được làm tròn lên.", quotas=(share,)) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"dossier": DossierRule()}, [("dossier-missing", "warning")]),
        ({"dossier": DossierRule(deferred_to="64/KH-UBND")}, [("dossier-deferred", "warning")]),
        ({"dossier": replace(PAPERS, items=PAPERS.items[:2])}, [("dossier-lacks-paper", "warning")]),
        ({"selection": None}, []),  # the council is named elsewhere
        ({"bases": (Basis("Kế hoạch", "8/KH-UBND", role="parent_plan", source=q("Căn cứ")), DECREE)},
         [("parent-not-loaded", "warning")]),
    ],
)  # fmt: skip
def test_papers_money_and_the_parent_are_asked_for(change, expected):
    assert codes(**change) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Kinh phí: như mọi năm.", [("funding-missing", "note")]), ("Văn phòng lo kinh phí khen thưởng.", [])],
)
def test_the_source_of_the_money_is_asked_for(words, expected):
    assert codes(TEXT.replace("Kinh phí: quỹ thi đua, khen thưởng xã.", words), funding=()) == expected


def test_who_chooses_is_asked_for_when_no_council_is_named():
    assert codes(TEXT.replace("Hội đồng Thi đua - Khen thưởng xã", "Xã"), selection=None) == [
        ("selection-missing", "note")
    ]


def test_the_paper_the_law_asks_for_is_named_with_its_article():
    finding = found(replace(QUIET, dossier=replace(PAPERS, items=PAPERS.items[:2])))[0]
    assert "Báo cáo thành tích (" in finding.message
    assert "Luật Thi đua, khen thưởng số 06/2022/QH15" in finding.message


@pytest.mark.parametrize(
    ("other", "rounds", "expected"),
    [
        ({"n": 5}, ("once",), [("quota-conflict", "error")]),
        ({"n": 3}, ("once",), []),
        ({"n": 5}, ("yearly", "stage"), []),  # one a year, another at the end
        ({"n": 5, "scope": "khối xã"}, ("once",), []),
        ({"n": 5, "subject": "individual"}, ("once",), []),
    ],
)
def test_one_award_has_one_figure(other, rounds, expected):
    period = replace(QUIET.period, rounds=rounds)
    assert codes(quotas=(QUOTA, replace(QUOTA, **other)), period=period) == expected


def test_one_message_is_said_once_with_all_its_places():
    twice = (AWARD, replace(AWARD, when="stage", source=q("Chủ tịch UBND xã")))
    finding = found(replace(QUIET, awards=twice, quotas=()))[0]
    assert (finding.code, finding.sources) == ("quota-missing", (AWARD.source, q("Chủ tịch UBND xã")))
    assert len(found(replace(QUIET, awards=twice, quotas=()))) == 1
