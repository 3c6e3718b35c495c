"""How plans of unions, armed forces, schools and departments say things that committees say otherwise."""

from datetime import date

import pytest

from tests.plans.page import read_with, words
from thidua.plans import reader
from thidua.plans.ending import signer
from thidua.plans.grammar.bodies import body_at, level_of, same_body
from thidua.plans.grammar.limits import limits
from thidua.plans.grammar.rewards import reward_mentions
from thidua.plans.issuer import set_small
from thidua.plans.topics import round_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh tặng", "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh"),
        ("Tư lệnh Quân khu tặng", "Tư lệnh Quân khu"),
        ("Trung ương Hội LHPN Việt Nam: 01 tập thể", "Trung ương Hội LHPN Việt Nam"),
        ("Ban Bí thư Trung ương Đoàn tặng", "Ban Bí thư Trung ương Đoàn"),
        ("Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh xây dựng", "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh"),
    ],
)
def test_a_body_is_named_whole(text: str, name: str):
    found = body_at(words(text), 0)
    assert found is not None
    assert found.text == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ban Thường vụ Hội LHPN tỉnh", "Hội Liên hiệp Phụ nữ tỉnh", True),
        ("Trưởng Ban Quản lý", "Ban Quản lý", True),
        ("Hội LHPN tỉnh", "Hội LHPN huyện", False),
    ],
)
def test_short_forms_and_heads_mean_the_same_body(one: str, other: str, same: bool):
    assert same_body(one, other) is same


@pytest.mark.parametrize(
    ("body", "level"),
    [("Ban Quản lý Khu kinh tế tỉnh", "so"), ("Ban Quản lý dự án", "don_vi"), ("Cục Kiểm định giống", "bo")],
)
def test_boards_of_zones_stand_beside_departments(body: str, level: str):
    assert level_of(body) == level


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Bằng khen của Bộ trưởng Bộ Công Thương: đề nghị tặng cho 03 tập thể.", True),
        ("Bằng khen của Trung ương Đoàn: 01 tập thể (do Ban Thường vụ Tỉnh đoàn đề nghị).", True),
        ("Giấy khen của Giám đốc Sở: mỗi phòng được đề nghị tối đa 02 cá nhân.", False),
    ],
)
def test_an_award_asked_for_may_say_so_after_its_name(text: str, asked: bool):
    assert [each.asked for each in reward_mentions(words(text))] == [asked]


@pytest.mark.parametrize(
    ("label", "when"),
    [("Trên cơ sở kết quả bình xét", None), ("Khen thưởng sơ kết", "stage"), ("Khen thưởng hằng năm", "yearly")],
)
def test_the_basis_of_a_result_is_no_round(label: str, when: str | None):
    assert round_of(label) == when


def test_a_target_under_rewards_is_a_quota():
    draft = read_with(
        "III. KHEN THƯỞNG", "1. Hình thức: Giấy khen của Chủ tịch UBND xã.", "2. Chỉ tiêu: 04 tập thể và 12 cá nhân."
    )
    found = [(each.award, each.subject, each.n) for each in draft.quotas]
    assert found == [("Giấy khen", "collective", 4), ("Giấy khen", "individual", 12)]
    assert [each.text for each in draft.contents] == ["Thi đua dọn dẹp."]


@pytest.mark.parametrize(
    ("time", "title", "rounds"),
    [
        ("từ ngày 10/12/2022 đến ngày 23/01/2023", "Phát động đợt thi đua đột kích", ("once",)),
        ("từ tháng 9 năm 2025 đến hết ngày 30/6/2026", "Phong trào thi đua năm học 2025 - 2026", ("once",)),
        ("từ ngày 01/01/2025 đến ngày 31/12/2027", "Phong trào thi đua “Công sở sạch”", ("stage",)),
    ],
)
def test_two_years_are_a_stage_only_when_it_lasts(time: str, title: str, rounds: tuple[str, ...]):
    draft = read_with("II. THỜI GIAN", f"Thời gian thực hiện: {time}.", title=title)
    assert draft.period.rounds == rounds


def test_a_commander_signs_with_his_rank():
    found = signer([words("CHỈ HUY TRƯỞNG"), words("(Đã ký)"), words("Đại tá Nông Văn Thượng")])
    assert (found.title, found.name) == ("CHỈ HUY TRƯỞNG", "Nông Văn Thượng")


def test_an_opening_tells_whose_criterion_it_is():
    draft = read_with(
        "II. TIÊU CHÍ",
        "1. Tập thể đạt từ 90 điểm trở lên.",
        "2. Cá nhân hoàn thành xuất sắc nhiệm vụ.",
        "3. Tập thể, cá nhân chấp hành nội quy.",
    )
    assert [each.subject for each in draft.criteria] == ["collective", "individual", "general"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Các phòng gửi hồ sơ trong tháng 10/2025, muộn nhất là ngày 31/10/2025.",
            [("submit_dossier", "until", "Các phòng", None)],
        ),
        (
            "Các xã tổ chức phát động xong trước ngày 12/3/2025, báo cáo kết quả về Phòng Nội vụ trước ngày 15/3/2025.",
            [
                ("issue_own_plan", "before", "Các xã", None),  # only the report is sent anywhere
                ("report", "before", "Các xã", "Phòng Nội vụ"),
            ],
        ),
        ("Các xã gửi Phòng Nội vụ bản đăng ký trước ngày 15/3/2025.",
            [("register", "before", "Các xã", "Phòng Nội vụ")]),
        ("Trưởng các thôn tổ chức đăng ký thi đua cho các hộ, hoàn thành trong tháng 4 năm 2025.",
            [("register", "vague", "Trưởng các thôn", None)]),
    ],
)  # fmt: skip
def test_each_limit_has_its_act_and_its_receiver(text: str, expected: list[tuple[object, ...]]):
    draft = read_with("IV. TỔ CHỨC THỰC HIỆN", f"1. {text}")
    assert [(each.act, each.meaning, each.who, each.to) for each in draft.deadlines] == expected


def test_a_level_of_unions_is_part_of_their_name():
    draft = read_with("V. TỔ CHỨC THỰC HIỆN", "1. Công đoàn cấp trên trực tiếp cơ sở", "- Hướng dẫn cơ sở đăng ký.")
    assert [each.unit for each in draft.responsibilities] == ["Công đoàn cấp trên trực tiếp cơ sở"]


@pytest.mark.parametrize(
    ("capital", "small"),
    [
        ("TRƯỜNG ĐẠI HỌC KỸ THUẬT BIỂN ĐÔNG", "Trường Đại học Kỹ thuật Biển Đông"),
        ("BỘ CHỈ HUY QUÂN SỰ TỈNH ĐÔNG LA", "Bộ Chỉ huy Quân sự tỉnh Đông La"),
    ],
)
def test_a_letterhead_is_set_in_small_letters(capital: str, small: str):
    assert set_small(capital, "") == small


def test_a_short_plan_that_says_it_launches_is_one():
    draft = reader.read(
        "UBND XÃ MƯỜNG LÓI\nSố:     /KH-UBND\nMường Lói, ngày     tháng 4 năm 2026\n\nDỰ THẢO\n\nKẾ HOẠCH\n"
        "Phát động thi đua “Toàn dân làm đường” năm 2026\n\nỦy ban nhân dân xã phát động thi đua như sau:\n\n"
        "1. Khen thưởng: Giấy khen của Chủ tịch UBND xã cho 03 bản.\n\n2. Phân công:\n"
        "- Các bản: gửi danh sách đề nghị khen về UBND xã trước ngày 15/12/2026.\n\nNơi nhận:\n- Các bản.\n\nCHỦ TỊCH\n"
    )
    assert (draft.document.launches_movement, draft.document.issuer) == (True, "UBND xã Mường Lói")
    assert [each.who for each in draft.deadlines] == ["Các bản"]


def test_targets_of_each_kind_of_subject_are_criteria():
    draft = read_with(
        "III. CHỈ TIÊU THI ĐUA", "1. Tập thể", "- 100% tin báo được xử lý.", "2. Cá nhân", "- Có sáng kiến."
    )
    assert [(each.subject, each.kind) for each in draft.criteria] == [
        ("collective", "threshold"),
        ("individual", "initiative"),
    ]


def test_a_figure_before_its_award_stays_in_its_clause():
    draft = read_with(
        "III. KHEN THƯỞNG",
        "1. 02 thôn đề nghị Chủ tịch UBND tỉnh tặng Bằng khen; 05 cá nhân đề nghị Giám đốc Sở tặng Giấy khen.",
    )
    assert [(each.award, each.authority, each.n) for each in draft.quotas] == [
        ("Bằng khen", "Chủ tịch UBND tỉnh", 2),
        ("Giấy khen", "Giám đốc Sở", 5),
    ]


def test_the_end_of_a_phase_is_no_day_of_its_review():
    draft = read_with("III. THỜI GIAN", "Đợt 1: từ 01/01/2025 đến 30/6/2025, sơ kết trước 05/7/2025.")
    assert [each.text for each in draft.deadlines] == ["trước 05/7/2025"]


def test_a_year_said_once_holds_for_both_days():
    found = [each.date for each in limits(words("Gửi hồ sơ trước ngày 10 tháng 6 và ngày 10 tháng 11 năm 2026."))]
    assert found == [date(2026, 6, 10), date(2026, 11, 10)]
