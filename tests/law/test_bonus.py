"""The bonus: our own table, its steps, its refusals, and what must hold for any day and award."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.base.refusal import Refused
from thidua.law import packs
from thidua.law.bonus import Granted
from thidua.law.rows import Kind, Rate, Subject

RATES: tuple[Rate, ...] = packs.shelf()["vn"].rows["rates"]
PAID_DAYS = st.dates(date(2018, 7, 1), packs.last_day())


@pytest.mark.parametrize(
    ("code", "subject", "received", "decided", "regime", "amount"),
    [
        ("GK_XA", "individual", None, date(2022, 6, 1), "nd_91_2017", 230_000),
        ("GK_XA", "collective", None, date(2022, 6, 1), "nd_91_2017", 450_000),
        ("GK_HUYEN", "individual", None, date(2022, 1, 30), "nd_91_2017", 450_000),  # Sơn Tây
        ("GK_HUYEN", "collective", None, date(2023, 12, 31), "nd_91_2017", 1_080_000),
        ("GK_HUYEN", "individual", date(2024, 2, 20), date(2024, 3, 15), "nd_98_2023", 540_000),  # Nguyên Bình
        ("GK_HUYEN", "collective", date(2024, 2, 20), date(2024, 3, 15), "nd_98_2023", 1_080_000),
        ("GK_XA", "individual", None, date(2025, 6, 30), "nd_98_2023", 360_000),
        ("GK_XA", "individual", date(2025, 6, 30), date(2025, 7, 15), "nd_98_2023", 360_000),  # received before
        ("GK_XA", "individual", date(2025, 6, 30), date(2026, 7, 1), "nd_98_2023", 380_000),  # salary of the decision
        ("GK_XA", "individual", date(2025, 7, 1), date(2025, 7, 15), "nd_152_2025", 710_000),
        ("GK_XA", "household", None, date(2026, 7, 1), "nd_152_2025", 1_140_000),
        ("GK_SO", "collective", None, date(2026, 7, 1), "nd_152_2025", 1_520_000),
        ("BK_TINH", "individual", None, date(2023, 6, 30), "nd_91_2017", 1_490_000),
        ("BK_TINH", "individual", None, date(2026, 6, 30), "nd_152_2025", 3_510_000),
        ("BK_TINH", "collective", None, date(2026, 11, 20), "nd_152_2025", 7_590_000),
        ("BK_TTG", "individual", None, date(2026, 11, 20), "nd_152_2025", 8_860_000),
        ("TTLDTT", "collective", None, date(2026, 11, 20), "nd_152_2025", 2_030_000),  # a title is not doubled
        ("TTLDXS", "collective", None, date(2026, 11, 20), "nd_152_2025", 3_800_000),
        ("CSTD_TQ", "individual", None, date(2024, 1, 15), "nd_98_2023", 8_100_000),
        ("KNC_TINH", "individual", None, date(2026, 11, 20), "nd_152_2025", 1_520_000),
        ("GT_HCM", "work", None, date(2026, 11, 20), "nd_152_2025", 683_100_000),
        ("HC_LAODONG_3", "collective", None, date(2026, 11, 20), "nd_152_2025", 22_770_000),
    ],
)
def test_a_bonus_follows_the_received_day_and_the_salary_of_the_decision(
    code: str, subject: str, received: date | None, decided: date, regime: str, amount: int
) -> None:
    bonus = packs.on(decided).bonus(code, subject, received, decided)
    assert (bonus.regime.id, bonus.amount) == (regime, amount)


def test_every_step_is_said_with_its_article() -> None:
    bonus = packs.on(date(2026, 7, 1)).bonus("GK_XA", "household", date(2026, 6, 1))
    assert [(step.text, step.cite) for step in bonus.steps] == [
        (
            "Hồ sơ tiếp nhận ngày 01/06/2026, quyết định ngày 01/07/2026: theo Nghị định số 152/2025/NĐ-CP.",
            "khoản 1 Điều 60 Nghị định số 152/2025/NĐ-CP",
        ),
        (
            "Hệ số của Giấy khen của Chủ tịch UBND xã: 0,3 lần mức lương cơ sở.",
            "điểm e khoản 1 Điều 54 Nghị định số 152/2025/NĐ-CP",
        ),
        (
            "Mức lương cơ sở ngày ban hành quyết định: 2.530.000 đồng.",
            "khoản 2 Điều 3 Nghị định số 161/2026/NĐ-CP",
        ),
        ("Hộ gia đình: nhân 1,5.", "khoản 3 Điều 54 Nghị định số 152/2025/NĐ-CP"),
        (
            "0,3 × 2.530.000 × 1,5 = 1.138.500 đồng; làm tròn lên một lần đến 10.000 đồng: 1.140.000 đồng.",
            "khoản 2 Điều 49 Nghị định số 152/2025/NĐ-CP",
        ),
    ]
    assert (bonus.verified, bonus.marks) == (True, ())
    assert bonus.cite == "điểm e khoản 1 Điều 54 Nghị định số 152/2025/NĐ-CP"


def test_a_title_of_a_collective_says_why_it_is_not_doubled() -> None:
    bonus = packs.on(date(2026, 11, 20)).bonus("TTLDTT", "collective")
    assert bonus.steps[3].text == "Tập thể: hệ số của danh hiệu đã là mức của tập thể, không nhân đôi."
    assert bonus.factor == 1


def test_a_ceiling_is_said_to_be_one() -> None:
    bonus = packs.on(date(2026, 11, 20)).bonus("KNC_TINH", "individual")
    assert bonus.is_ceiling
    assert bonus.steps[1].text.endswith("không quá 0,6 lần mức lương cơ sở.")
    assert bonus.steps[4].text.endswith("không quá 1.520.000 đồng.")


def test_an_unverified_coefficient_makes_the_whole_bonus_unverified() -> None:
    bonus = packs.on(date(2024, 3, 15)).bonus("GK_HUYEN", "individual", date(2024, 2, 20))
    assert (bonus.verified, bonus.marks) == (False, ("chưa xác minh",))
    assert [step.verified for step in bonus.steps] == [True, False, True, False, True]


@pytest.mark.parametrize(
    ("received", "decided", "regime", "verified"),
    [
        (date(2023, 12, 31), date(2024, 1, 1), "nd_91_2017", False),  # no transition clause was seen
        (date(2023, 12, 31), date(2025, 7, 1), "nd_98_2023", False),
        (date(2024, 1, 1), date(2025, 7, 1), "nd_98_2023", True),  # art. 60.3
        (date(2025, 6, 30), date(2027, 2, 28), "nd_98_2023", True),
        (date(2025, 7, 1), date(2025, 7, 1), "nd_152_2025", True),
        (date(2023, 1, 1), date(2023, 12, 31), "nd_91_2017", True),
    ],
)
def test_the_regime_follows_the_received_day(received: date, decided: date, regime: str, verified: bool) -> None:
    ruling = packs.on(decided).regime(received)
    assert (ruling.value.id, ruling.verified) == (regime, verified)


@pytest.mark.parametrize(
    ("code", "subject", "received", "decided", "sentence"),
    [
        (
            "CSTD_CS",
            "collective",
            None,
            date(2026, 1, 5),
            "Chiến sĩ thi đua cơ sở chỉ tặng cá nhân, không tặng tập thể.",
        ),
        (
            "GK_XA",
            "work",
            None,
            date(2026, 1, 5),
            "Giấy khen của Chủ tịch UBND xã chỉ tặng cá nhân hoặc tập thể hoặc hộ gia đình, "
            "không tặng công trình, tác phẩm.",
        ),
        (
            "GK_XA",
            "household",
            None,
            date(2025, 6, 30),
            "Nghị định số 98/2023/NĐ-CP: chưa có dữ liệu mức tiền thưởng của Giấy khen của Chủ tịch UBND xã "
            "cho hộ gia đình.",
        ),
        (
            "GK_HUYEN",
            "individual",
            None,
            date(2025, 7, 1),
            "Nghị định số 152/2025/NĐ-CP: chưa có dữ liệu mức tiền thưởng cho Giấy khen của Chủ tịch UBND huyện.",
        ),
        (
            "GIA_DINH_VH",
            "household",
            None,
            date(2026, 1, 5),
            "Nghị định số 152/2025/NĐ-CP: chưa có dữ liệu mức tiền thưởng cho Gia đình văn hóa.",
        ),
        (
            "GK_XA",
            "individual",
            date(2026, 1, 6),
            date(2026, 1, 5),
            "Ngày tiếp nhận hồ sơ 06/01/2026 sau ngày quyết định 05/01/2026. Hãy xem lại hai ngày.",
        ),
        (
            "GK_XA",
            "individual",
            date(2017, 9, 30),
            date(2017, 10, 2),
            "Ngày 30/09/2017: chưa có dữ liệu luật cho ngày này. Hãy nhờ quản trị nạp gói luật mới.",
        ),
        (
            "GK_XA",
            "individual",
            None,
            date(2018, 6, 30),
            "Mức lương cơ sở ngày 30/06/2018: chưa có dữ liệu luật cho ngày này. Hãy nhờ quản trị bổ sung gói luật.",
        ),
    ],
)
def test_a_bonus_without_data_is_refused_in_one_sentence(
    code: str, subject: str, received: date | None, decided: date, sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        packs.on(decided).bonus(code, subject, received)
    assert str(refused.value) == sentence


def test_a_decision_after_the_last_pack_is_refused() -> None:
    with pytest.raises(Refused, match="Ngày 01/03/2027: chưa có dữ liệu luật cho ngày này"):
        packs.on(date(2026, 11, 20)).bonus("GK_XA", "individual", decided_on=date(2027, 3, 1))


@given(st.sampled_from(RATES), PAID_DAYS, st.sampled_from(list(Subject)))
def test_any_bonus_is_a_multiple_just_above_the_exact_product(rate: Rate, day: date, subject: Subject) -> None:
    pack = packs.on(day)
    try:
        bonus = pack.bonus(rate.award, subject)
    except Refused as refused:
        assert str(refused).endswith(".")
        return
    assert bonus.exact == bonus.coefficient * bonus.factor * pack.base_salary().value
    assert bonus.amount % 10_000 == 0
    assert bonus.exact <= bonus.amount < bonus.exact + 10_000


@given(st.sampled_from(RATES), st.sampled_from(RATES), PAID_DAYS)
def test_a_higher_coefficient_never_pays_less(one: Rate, other: Rate, day: date) -> None:
    pack = packs.on(day)
    pair = [rate for rate in (one, other) if rate.covers(day) and Subject.INDIVIDUAL in pack.award(rate.award).subjects]
    amounts = [pack.bonus(rate.award, "individual").amount for rate in sorted(pair, key=lambda rate: rate.coefficient)]
    assert amounts == sorted(amounts)


YEAR, HALF = (date(2026, 1, 1), date(2026, 12, 31)), (date(2026, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("lines", "paid"),
    [
        ([("LDTT", YEAR, 760), ("CSTD_CS", YEAR, 2530)], [False, True]),  # one period: only the highest
        ([("CSTD_CS", YEAR, 2530), ("LDTT", YEAR, 760), ("CSTD_TQ", YEAR, 2530)], [True, False, False]),
        ([("LDTT", HALF, 760), ("CSTD_CS", YEAR, 2530)], [True, True]),  # two periods
        ([("LDTT", YEAR, 760), ("GK_XA", YEAR, 760)], [True, True]),  # title and form
        ([("GK_XA", YEAR, 760), ("BK_TINH", HALF, 3800)], [True, True]),
        ([], []),
    ],
)
def test_of_titles_for_one_period_only_the_highest_is_paid(
    lines: list[tuple[str, tuple[date, date], int]], paid: list[bool]
) -> None:
    pack = packs.on(date(2026, 11, 20))
    answers = pack.stacked([Granted(code, period, Decimal(amount)) for code, period, amount in lines])
    assert [answer.value for answer in answers] == paid
    assert all(answer.cite.endswith("Nghị định số 152/2025/NĐ-CP") for answer in answers)


def test_before_decree_152_nothing_is_known_of_several_bonuses() -> None:
    answer = packs.on(date(2024, 5, 6)).stacked([Granted("LDTT", YEAR, Decimal(1))])[0]
    assert (answer.value, answer.note) == (None, "chưa có dữ liệu luật cho ngày này")


def test_titles_and_award_forms_are_listed_apart() -> None:
    pack = packs.on(date(2026, 11, 20))
    titles, forms = pack.awards(Kind.TITLE), pack.awards(Kind.FORM)
    assert {award.code for award in titles} & {award.code for award in forms} == set()
    assert len(titles) + len(forms) == len(pack.awards())
    assert "GK_HUYEN" not in {award.code for award in forms}
