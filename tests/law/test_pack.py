"""What the law of a day answers, with article and marks."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from thidua.base.refusal import Refused
from thidua.law import packs, reader
from thidua.law.packs import Authority
from thidua.law.rows import Level, SetBy
from thidua.law.rulings import REVOCATION_NAMES, Ballot, Force

TODAY = date(2026, 11, 20)
UNREAD = "chưa đối chiếu Luật 06/2026/QH16"
NO_DATA = "chưa có dữ liệu luật cho ngày này"


@pytest.mark.parametrize("day", [date(2017, 9, 30), date(2027, 3, 1), date(1999, 1, 1), date(2040, 1, 1)])
def test_a_day_outside_is_refused_not_guessed(day: date) -> None:
    with pytest.raises(Refused) as refused:
        packs.on(day)
    assert str(refused.value) == (
        f"Ngày {day:%d/%m/%Y}: chưa có dữ liệu luật cho ngày này (dữ liệu có từ 01/10/2017 đến hết 28/02/2027). "
        "Hãy nhờ quản trị nạp gói luật mới."
    )


def test_the_first_and_the_last_day_have_law() -> None:
    assert packs.on(date(2017, 10, 1)).regime().value.id == "nd_91_2017"
    assert packs.on(packs.last_day()).regime().value.id == "nd_152_2025"
    assert packs.last_day() == date(2027, 2, 28) == packs.on(TODAY).ends_on


@pytest.mark.parametrize(
    ("day", "warning"),
    [
        (date(2026, 8, 31), None),
        (
            TODAY,
            "Dữ liệu luật chỉ có đến hết 28/02/2027 (còn 100 ngày). Hãy nạp gói luật mới trước ngày đó: "
            "sau ngày đó phần mềm không tính tiền thưởng.",
        ),
    ],
)
def test_the_end_of_the_law_is_announced(day: date, warning: str | None) -> None:
    assert packs.on(day).expiry_warning() == warning


@pytest.mark.parametrize(
    ("day", "amount", "cite"),
    [
        (date(2019, 6, 30), 1_390_000, "Nghị định số 72/2018/NĐ-CP"),
        (date(2023, 6, 30), 1_490_000, "Nghị định số 38/2019/NĐ-CP"),
        (date(2024, 6, 30), 1_800_000, "Nghị định số 24/2023/NĐ-CP"),
        (date(2026, 6, 30), 2_340_000, "Nghị định số 73/2024/NĐ-CP"),
        (date(2026, 7, 1), 2_530_000, "khoản 2 Điều 3 Nghị định số 161/2026/NĐ-CP"),
    ],
)
def test_the_base_salary_is_that_of_the_day(day: date, amount: int, cite: str) -> None:
    ruling = packs.on(day).base_salary()
    assert (ruling.value, ruling.cite, ruling.verified) == (amount, cite, True)
    assert packs.on(TODAY).base_salary(day) == packs.on(TODAY).base_salary(day)
    assert packs.on(TODAY).base_salary(day).value == amount


@pytest.mark.parametrize(
    ("day", "level", "code", "answer", "verified"),
    [
        (TODAY, "xa", "GK_XA", True, True),
        (TODAY, "xa", "CSTD_CS", True, True),
        (TODAY, "xa", "BK_TINH", False, True),  # a commune never gives a Bằng khen
        (date(2018, 1, 1), "xa", "BK_TINH", False, False),
        (date(2025, 6, 30), "xa", "CSTD_CS", False, True),
        (date(2025, 6, 30), "huyen", "CSTD_CS", True, True),
        (date(2025, 6, 30), "huyen", "GK_HUYEN", True, True),
        (date(2025, 7, 1), "huyen", "GK_HUYEN", False, True),
        (date(2022, 1, 30), "huyen", "GK_HUYEN", True, False),  # inferred
        (date(2022, 1, 30), "huyen", "CSTD_CS", None, False),  # nobody has read Law 15/2003 here
        (TODAY, "so", "GK_SO", True, True),
        (TODAY, "so", "BK_TINH", False, True),
        (TODAY, "tinh", "BK_TINH", True, True),
        (TODAY, "tinh", "GK_SO", False, True),
        (TODAY, "tinh", "LDTT", False, True),
        (TODAY, "thu_tuong", "BK_TTG", True, True),
        (TODAY, "chu_tich_nuoc", "HC_LAODONG_3", True, False),
        (TODAY, "xa", "KNC_UBTVQH", False, True),
        (date(2018, 1, 1), "xa", "THON_VH", None, False),
    ],
)
def test_who_may_award_what(day: date, level: str, code: str, answer: bool | None, verified: bool) -> None:
    ruling = packs.on(day).may_award(level, code)
    assert (ruling.value, ruling.verified) == (answer, verified)


@pytest.mark.parametrize(
    ("day", "level", "code", "note", "cite"),
    [
        (
            TODAY,
            "xa",
            "BK_TTG",
            "Chủ tịch UBND xã không tặng Bằng khen của Thủ tướng Chính phủ; thẩm quyền thuộc Thủ tướng Chính phủ.",
            "Điều 78 Luật Thi đua, khen thưởng số 06/2022/QH15",
        ),
        (
            TODAY,
            "huyen",
            "GK_HUYEN",
            "Từ 01/07/2025 không còn cấp huyện: Chủ tịch UBND xã tặng Giấy khen, Chủ tịch UBND tỉnh tặng Bằng khen.",
            "Luật số 72/2025/QH15",
        ),
        (
            TODAY,
            "xa",
            "KNC_UBTVQH",
            "Chủ tịch UBND xã không tặng Kỷ niệm chương của Ủy ban Thường vụ Quốc hội.",
            "điểm c khoản 1 Điều 54 Nghị định số 152/2025/NĐ-CP",
        ),
    ],
)
def test_a_no_names_who_may(day: date, level: str, code: str, note: str, cite: str) -> None:
    ruling = packs.on(day).may_award(level, code)
    assert (ruling.value, ruling.note, ruling.cite) == (False, note, cite)


def test_levels_and_awards_have_names() -> None:
    pack = packs.on(TODAY)
    assert pack.level_name(Level.DISTRICT) == "Chủ tịch UBND huyện"
    assert [one.value for one in pack.who_may("GK_XA")] == [Level.COMMUNE]
    assert pack.act("nd_152_2025").name == "Nghị định số 152/2025/NĐ-CP"
    with pytest.raises(ValueError, match="no award GK_ABC in the catalogue"):
        pack.award("GK_ABC")


def test_from_october_2026_rules_of_the_amended_law_are_marked() -> None:
    before, after = packs.on(date(2026, 9, 30)), packs.on(date(2026, 10, 1))
    assert before.may_award("so", "GK_SO").marks == ()
    assert after.may_award("so", "GK_SO").marks == (UNREAD,)
    assert (before.principle("one_achievement").is_sure, after.principle("one_achievement").is_sure) == (True, False)
    assert after.principle("one_achievement").cite_marked == (
        f"điểm c khoản 2 Điều 5 Luật Thi đua, khen thưởng số 06/2022/QH15 ({UNREAD})"
    )
    assert after.gate().marks == ()
    assert after.gate().cite_marked == "khoản 4 Điều 4 Nghị định số 152/2025/NĐ-CP"
    assert after.may_award("chu_tich_nuoc", "HUY_CHUONG").marks == ("chưa xác minh", UNREAD)


@pytest.mark.parametrize(
    ("day", "code", "ballot", "cite"),
    [
        (
            date(2022, 1, 5),
            "CSTD_TINH",
            Ballot(Fraction(9, 10), None, True, True, SetBy.LAW),
            "khoản 8 Điều 45 Nghị định số 91/2017/NĐ-CP",
        ),
        (
            TODAY,
            "CO_CP",
            Ballot(Fraction(4, 5), None, None, None, SetBy.LAW),
            "khoản 5 Điều 33 Nghị định số 152/2025/NĐ-CP",
        ),
        (
            TODAY,
            "GK_XA",
            Ballot(None, None, None, None, SetBy.LOCAL),
            "điểm đ và điểm e khoản 2 Điều 6 Nghị định số 152/2025/NĐ-CP",
        ),
        (date(2024, 3, 1), "GK_HUYEN", Ballot(), ""),
    ],
)
def test_the_ballot_is_that_of_law_or_left_open(day: date, code: str, ballot: Ballot, cite: str) -> None:
    ruling = packs.on(day).ballot(code)
    assert (ruling.value, ruling.cite) == (ballot, cite)


@pytest.mark.parametrize(
    ("day", "code", "papers", "sets"),
    [
        (TODAY, "GK_XA", [("to_trinh", False), ("bao_cao", False), ("bien_ban", False), ("khac", True)], None),
        (TODAY, "BK_TTG", [("to_trinh", False), ("bao_cao", False), ("bien_ban", False), ("khac", True)], 1),
        (TODAY, "CSTD_TQ", [("to_trinh", False), ("bao_cao", False), ("bien_ban", False), ("sang_kien", False)], 1),
        (TODAY, "CSTD_CS", [("to_trinh", False), ("bao_cao", False), ("bien_ban", False), ("sang_kien", True)], None),
        (date(2022, 1, 5), "BK_TTG", [], 2),
        (date(2022, 1, 5), "GK_HUYEN", [], None),
    ],
)
def test_papers_are_those_of_the_law_of_the_day(
    day: date, code: str, papers: list[tuple[str, bool]], sets: int | None
) -> None:
    pack = packs.on(day)
    assert [(one.value.paper, one.value.if_any) for one in pack.papers(code)] == papers
    assert pack.sets(code).value == sets


def test_a_thematic_movement_has_papers_of_its_own() -> None:
    pack = packs.on(date(2022, 1, 5))
    assert [one.value.name for one in pack.papers("GK_XA", "theme")] == [
        "Tờ trình",
        "Danh sách đề nghị",
        "Báo cáo thành tích",
        "Biên bản họp",
    ]
    assert pack.sets("GK_XA", "theme").value == 1


@pytest.mark.parametrize(
    ("day", "cite", "grounds"),
    [
        (date(2017, 12, 14), "", 0),
        (date(2022, 1, 5), "Thông tư số 08/2017/TT-BNV", 4),
        (date(2024, 3, 1), "Điều 4 Nghị định số 98/2023/NĐ-CP", 5),
        (TODAY, "khoản 4 Điều 4 Nghị định số 152/2025/NĐ-CP", 5),
    ],
)
def test_the_gate_changes_with_the_decree(day: date, cite: str, grounds: int) -> None:
    ruling = packs.on(day).gate()
    assert ruling.cite == cite
    assert len(ruling.value.names if ruling.value else ()) == grounds


@pytest.mark.parametrize(
    ("day", "principle", "cite"),
    [
        (date(2022, 1, 5), "one_achievement", "Thông tư số 08/2017/TT-BNV"),
        (date(2024, 1, 1), "one_achievement", "điểm c khoản 2 Điều 5 Luật Thi đua, khen thưởng số 06/2022/QH15"),
        (TODAY, "thematic_not_for_merit", "khoản 3 Điều 4 Nghị định số 152/2025/NĐ-CP"),
        (date(2025, 6, 30), "thematic_not_for_merit", ""),
        (TODAY, "women_first", "khoản 6 Điều 4 Nghị định số 152/2025/NĐ-CP"),
        (TODAY, "direct_workers", "khoản 2 Điều 5 Luật Thi đua, khen thưởng số 06/2022/QH15"),
        (date(2023, 1, 1), "direct_workers", ""),
    ],
)
def test_principles_hold_by_their_days(day: date, principle: str, cite: str) -> None:
    ruling = packs.on(day).principle(principle)
    assert ruling.cite == cite
    assert (ruling.value is None) == (cite == "")
    assert (ruling.note == NO_DATA) == (cite == "")


def test_figures_of_money_and_time_carry_their_article() -> None:
    pack, old = packs.on(TODAY), packs.on(date(2022, 1, 5))
    assert pack.principle("women_first").value.share == Fraction(7, 10)
    assert (pack.organising_share().value, old.organising_share().value) == (Fraction(1, 5), None)
    assert (pack.fund("highland").value, pack.fund("lowland").value) == (Fraction(3, 200), Fraction(1, 100))
    assert old.fund("ministry").cite == "Điều 65 Nghị định số 91/2017/NĐ-CP"
    assert (pack.return_working_days().value, old.return_working_days().value) == (15, None)
    assert pack.return_working_days().cite == "khoản 2 Điều 58 Nghị định số 152/2025/NĐ-CP"
    assert pack.revocation_grounds().value == tuple(REVOCATION_NAMES)
    assert old.revocation_grounds().note == NO_DATA
    assert pack.standard("CSTD_CS").marks == ("chưa xác minh",)
    assert packs.on(date(2026, 9, 30)).standard("CSTD_CS").marks == ()
    assert pack.term("ministry_appraisal").value.working_days == 20
    assert old.term("ministry_appraisal").value is None
    assert [term.value.month_day for term in pack.terms("CO_CP")] == ["06-30"]


def test_the_public_is_asked_where_the_law_says_so() -> None:
    pack = packs.on(TODAY)
    assert (pack.consultation("CSTD_TQ").value.required, pack.consultation("CSTD_TQ").value.working_days) == (True, 10)
    assert pack.consultation("GK_XA").value.required is False
    assert packs.on(date(2024, 3, 1)).consultation("GK_XA").value is None


def test_what_is_left_to_the_province_is_listed() -> None:
    texts = [one.cite.split(" Điều")[0] for one in packs.on(TODAY).left_to_local("GK_XA")]
    assert texts == [
        "điểm c khoản 2",
        "điểm d khoản 2",
        "điểm đ và điểm e khoản 2",
        "điểm g và điểm h khoản 2",
        "khoản 2",
    ]
    assert packs.on(date(2022, 1, 5)).left_to_local("GK_XA") == ()


@pytest.mark.parametrize(
    ("received", "decided", "cites"),
    [
        (date(2026, 9, 30), TODAY, ["khoản 4 Điều 4 Luật số 06/2026/QH16"]),
        (date(2026, 10, 1), TODAY, []),
        (date(2025, 8, 1), date(2025, 12, 31), ["khoản 2 Điều 60 Nghị định số 152/2025/NĐ-CP"]),
    ],
)
def test_transition_notices_fit_the_days_of_the_dossier(received: date, decided: date, cites: list[str]) -> None:
    assert [notice.cite for notice in packs.on(decided).notices(received)] == cites


@pytest.mark.parametrize(
    ("number", "day", "state", "sentence"),
    [
        (
            "91/2017/NĐ-CP",
            date(2023, 1, 10),
            Force.IN_FORCE,
            "Nghị định số 91/2017/NĐ-CP đang có hiệu lực vào ngày 10/01/2023.",
        ),
        (
            "Nghị định số 91/2017/NĐCP",
            date(2024, 3, 15),
            Force.ENDED,
            "Nghị định số 91/2017/NĐ-CP hết hiệu lực từ 01/01/2024, được thay bằng Nghị định số 98/2023/NĐ-CP.",
        ),
        (
            "61/2018/NĐ-CP",
            TODAY,
            Force.ENDED,
            "Nghị định số 61/2018/NĐ-CP hết hiệu lực từ 01/07/2025, được thay bằng "
            "Nghị định số 118/2025/NĐ-CP (chưa xác minh).",
        ),
        (
            "6/2026/QH16",
            date(2026, 9, 30),
            Force.NOT_YET,
            "Luật số 06/2026/QH16 có hiệu lực từ 01/10/2026, ngày 30/09/2026 chưa áp dụng.",
        ),
        ("876/QĐ-BNV", TODAY, Force.IN_FORCE, "Quyết định số 876/QĐ-BNV đang có hiệu lực vào ngày 20/11/2026."),
        (
            "2038/QĐ-UBND",
            TODAY,
            Force.UNKNOWN,
            "Chưa có dữ liệu về hiệu lực của văn bản số 2038/QĐ-UBND.",
        ),
        ("không số", TODAY, Force.UNKNOWN, "Chưa có dữ liệu về hiệu lực của văn bản số không số."),
    ],
)
def test_an_act_is_in_force_ended_or_unknown(number: str, day: date, state: Force, sentence: str) -> None:
    standing = packs.on(TODAY).act_in_force(number, day)
    assert (standing.state, standing.sentence) == (state, sentence)


def test_an_ended_act_without_an_heir_names_none() -> None:
    assert packs.on(TODAY).act_in_force("08/2017/TT-BNV").replaced_by == ("01/2024/TT-BNV",)
    assert packs.on(date(2027, 2, 28)).act_in_force("152/2025/NĐ-CP", date(2027, 3, 1)).sentence == (
        "Nghị định số 152/2025/NĐ-CP hết hiệu lực từ 01/03/2027."
    )


def test_an_act_is_known_also_on_a_day_without_a_pack() -> None:
    assert packs.act_in_force("15/2003/QH11", date(2010, 5, 5)).state is Force.IN_FORCE
    assert packs.act_in_force("152/2025/NĐ-CP", date(2027, 3, 1)).state is Force.ENDED


@pytest.mark.parametrize(
    ("day", "covered"),
    [(date(2017, 9, 30), False), (date(2017, 10, 1), True), (date(2027, 2, 28), True), (date(2027, 3, 1), False)],
)
def test_one_may_ask_whether_a_day_has_law(day: date, covered: bool) -> None:
    assert packs.covers(day) is covered


SAMPLE = Authority(Level.COMMUNE, ("xa-12", "mau-tinh"))


def test_a_local_pack_lies_over_the_national_one() -> None:
    pack = packs.on(TODAY, SAMPLE)
    ruling = pack.ballot("GK_XA")
    assert ruling.value == Ballot(Fraction(2, 3), Fraction(2, 3), False, False, SetBy.LOCAL)
    assert ruling.cite == "khoản 3 Điều 8 Quyết định mẫu của UBND tỉnh Mẫu (không có thật)"
    assert ruling.marks == ("chưa xác minh",)
    papers = [one.value.paper for one in pack.papers("GK_XA")]
    assert papers == ["to_trinh", "danh_sach", "bien_ban", "tom_tat", "bao_cao", "khac"]
    assert [term.value.working_days for term in pack.terms("GK_XA")] == [7]


def test_a_local_pack_cannot_lower_a_share_that_the_law_sets() -> None:
    assert packs.on(TODAY, SAMPLE).ballot("CSTD_TQ") == packs.on(TODAY).ballot("CSTD_TQ")


@pytest.mark.parametrize(
    ("day", "authority"),
    [
        (date(2025, 12, 31), SAMPLE),
        (TODAY, Authority("xa")),
        (TODAY, Authority("xa", ("vn",))),
        (TODAY, Authority("so", ("x",))),
    ],
)
def test_without_a_local_pack_of_the_day_the_national_one_speaks(day: date, authority: Authority) -> None:
    assert packs.on(day, authority).over == ()
    assert packs.on(day, authority) == packs.on(day)


@pytest.mark.parametrize("sheet", packs.shelf().values(), ids=lambda sheet: sheet.id)
def test_every_row_speaks_from_its_first_day_to_the_day_before_its_end(sheet: reader.Sheet) -> None:
    one_day = timedelta(days=1)
    national = packs.shelf()["vn"]
    for section, rows in sheet.rows.items():
        for row in rows:
            first, end = max(row.start, sheet.start), min(row.until or sheet.until, sheet.until)
            days = {first: True, end - one_day: True, row.start - one_day: False, row.until or first: row.until is None}
            inside = {day: speaks for day, speaks in days.items() if national.start <= day < national.until}
            found = {day: row in packs.on(day, Authority("tinh", (sheet.id,))).rows(section) for day in inside}
            assert found == inside, (section, row.cite)
