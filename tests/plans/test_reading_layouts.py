"""Layouts and wordings of plans, one at a time: what each of them must be read as."""

from typing import Any

import pytest

from thidua.plans.reader import read

HEAD = """UBND XÃ TÂN PHÚ
Số: 12/KH-UBND
Tân Phú, ngày 02 tháng 5 năm 2024

KẾ HOẠCH
Phát động phong trào thi đua “Sạch làng” năm 2024

Căn cứ Kế hoạch số 77/KH-UBND ngày 14/02/2024 của UBND tỉnh Hậu Sơn phát động phong trào thi đua “Sạch làng”,
UBND xã Tân Phú phát động phong trào thi đua như sau:

"""
AIMS = "I. MỤC ĐÍCH\n1. Làng sạch, dân vui.\n2. Dân tin.\n"
TAIL = """
Nơi nhận:
- Các thôn;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Thị Mai
"""


def draft(body: str) -> dict[str, Any]:
    """Read a plan with this body; a first section on aims comes before one that begins with “II.”."""
    body = body.lstrip("\n")
    return read(HEAD + (AIMS if body.startswith("II.") else "") + body.strip("\n") + "\n" + TAIL).to_json()


def criteria(body: str) -> list[tuple[str, str, str]]:
    return [(each["subject"], each["kind"], each["text"]) for each in draft(body)["criteria"]]


PARTS = """
Phần thứ nhất
MỤC TIÊU
1. Làng sạch, dân vui.
Phần thứ hai
NỘI DUNG, TIÊU CHÍ
I. Khối các thôn
1. Trên 95% hộ phân loại rác.
II. Cá nhân
1. Không bị kỷ luật từ cảnh cáo trở lên.
"""


def test_parts_and_chapters_on_a_line_of_their_own_head_what_follows():
    assert [each["text"] for each in draft(PARTS)["purposes"]] == ["Làng sạch, dân vui."]
    assert criteria(PARTS) == [
        ("collective", "threshold", "Trên 95% hộ phân loại rác."),
        ("individual", "discipline", "Không bị kỷ luật từ cảnh cáo trở lên."),
    ]


@pytest.mark.parametrize(
    ("label", "subject"),
    [
        ("Đối với tổ", "collective"),
        ("Chỉ tiêu đối với công đoàn cơ sở", "collective"),
        ("Chỉ tiêu đối với đoàn viên", "individual"),
        ("Khối trường học", "collective"),
    ],
)
def test_a_label_says_whose_criteria_follow(label, subject):
    body = f"II. NỘI DUNG, CHỈ TIÊU, TIÊU CHÍ\n1. {label}\na) Trên 95% hộ phân loại rác.\n"
    assert [each[0] for each in criteria(body)] == [subject]


ROUNDS = """
II. TIÊU CHÍ
1. Trên 95% hộ phân loại rác.
III. KHEN THƯỞNG
1. Hằng năm: Chủ tịch UBND xã tặng Giấy khen cho tối đa 04 tập thể.
2. Tổng kết giai đoạn: Chủ tịch UBND xã tặng Giấy khen cho tối đa 06 tập thể.
"""


def test_the_closing_review_under_rewards_is_a_round_of_rewards():
    read_draft = draft(ROUNDS)
    assert [each["when"] for each in read_draft["awards"]] == ["yearly", "stage"]
    assert [each["n"] for each in read_draft["quotas"]] == [4, 6]


def test_the_source_of_the_money_may_be_called_nguon_chi():
    body = "II. KHEN THƯỞNG\n1. Chủ tịch UBND xã tặng Giấy khen cho 02 thôn.\n2. Nguồn chi: Quỹ của xã.\n"
    assert [each["text"] for each in draft(body)["funding"]] == ["Quỹ của xã."]


def test_the_time_of_the_dossier_is_not_that_of_the_movement():
    body = (
        "II. HỒ SƠ\n1. Thời hạn: trước ngày 01 tháng 12 năm 2024 các thôn gửi hồ sơ về Văn phòng.\n"
        "III. THỜI GIAN\nTừ ngày 06/5/2024 đến hết ngày 30/11/2024.\n"
    )
    assert draft(body)["period"]["end"] == "2024-11-30"
    assert [each["date"] for each in draft(body)["deadlines"]] == ["2024-12-01"]


def test_one_who_gives_two_forms_gives_both():
    body = "II. KHEN THƯỞNG\n1. Chủ tịch UBND xã tặng Cờ thi đua cho 03 đơn vị, tặng Giấy khen cho 05 cá nhân.\n"
    assert [(each["form"], each["authority"], each["subjects"]) for each in draft(body)["awards"]] == [
        ("Cờ thi đua", "Chủ tịch UBND xã", ["collective"]),
        ("Giấy khen", "Chủ tịch UBND xã", ["individual"]),
    ]


@pytest.mark.parametrize(
    ("words", "kind", "params"),
    [
        ("Chỉ số năng lực cạnh tranh cấp sở, huyện (DDCI) tăng 03 bậc so với năm 2023.", "improvement",
         {"of": "rank", "index": ["DDCI"]}),
        ("Có sáng kiến được UBND xã công nhận, áp dụng tại ít nhất 02 tổ khác.", "initiative",
         {"recognised_by": ["UBND xã"], "joined": None, "spread": ["ít nhất 02 tổ khác"]}),
        ("Vận động được ít nhất 50 ngày công làm đường.", "threshold",
         {"conditions": [{"measure": "ngày công làm đường", "op": ">=", "value": 50, "unit": "ngày công"}]}),
    ],
)  # fmt: skip
def test_the_parameters_of_a_criterion(words, kind, params):
    read_one = draft(f"II. TIÊU CHÍ\n1. Đối với tập thể\na) {words}\nb) Trên 95% hộ phân loại rác.\n")["criteria"][0]
    assert (read_one["kind"], read_one["params"]) == (kind, params)


def test_individuals_who_may_be_awarded_are_no_deadline():
    body = "II. TIÊU CHÍ\n1. Cá nhân được xét khen khi đạt các tiêu chí sau:\na) Không quá 02 lần bị góp ý.\n"
    assert [each[0] for each in criteria(body)] == ["individual"]


def test_the_closing_words_are_no_requirement():
    body = "II. TIÊU CHÍ\n1. Trên 95% hộ phân loại rác.\nYêu cầu Trưởng các thôn nghiêm túc thực hiện Kế hoạch này./.\n"
    assert draft(body)["requirements"] == []


def test_what_is_asked_of_a_superior_is_no_quota_of_our_own_award():
    body = (
        "II. KHEN THƯỞNG\n- Chủ tịch UBND xã tặng Giấy khen cho tối đa 03 thôn.\n"
        "- Đề nghị Chủ tịch UBND huyện khen thưởng 01 tập thể xuất sắc.\n"
    )
    assert [(each["award"], each["authority"], each["n"]) for each in draft(body)["quotas"]] == [
        ("Giấy khen", "Chủ tịch UBND xã", 3),
        (None, "Chủ tịch UBND huyện", 1),
    ]


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("Cục Hải quan tỉnh Hậu Sơn", "don_vi"),
        ("UBND quận Ba Tơ", "huyen"),
        ("UBND huyện Ba Tơ", "huyen"),
        ("Sở Tư pháp", "so"),
    ],
)
def test_the_level_of_an_issuer(issuer, level):
    text = HEAD.replace("UBND xã Tân Phú phát", f"{issuer} phát").replace("UBND XÃ TÂN PHÚ", issuer.upper())
    document = read(text + AIMS + "II. KHEN THƯỞNG\n1. Tặng Giấy khen cho 02 tập thể.\n" + TAIL).to_json()["document"]
    assert (document["issuer"], document["issuer_level"]) == (issuer, level)


def test_criteria_may_stand_in_a_part_of_another_plan():
    body = (
        "II. TIÊU CHUẨN, SỐ LƯỢNG, HỒ SƠ\n1. Tiêu chuẩn khen thưởng thực hiện theo điểm a khoản 2 Mục IV Kế hoạch số "
        "77/KH-UBND.\n2. Thành phần hồ sơ thực hiện theo Mục V Kế hoạch số 77/KH-UBND.\n"
    )
    read_draft = draft(body)
    assert (read_draft["criteria_deferred_to"], read_draft["dossier"]["deferred_to"]) == ("77/KH-UBND", "77/KH-UBND")
    assert read_draft["criteria"] == []


def test_a_duty_of_another_clause_names_no_receiver_for_this_one():
    body = (
        "II. TIÊU CHÍ\n1. Trên 95% hộ phân loại rác.\nIII. TỔ CHỨC THỰC HIỆN\n"
        "1. Các thôn: đăng ký về Văn phòng trước ngày 20/5/2024; sơ kết vào tháng 7/2024.\n"
    )
    assert [(each["act"], each["to"]) for each in draft(body)["deadlines"]] == [
        ("register", "Văn phòng"),
        ("review", None),
    ]


def test_a_day_is_no_receiver():
    body = "II. THỜI GIAN\n- Đăng ký thi đua 05 năm và hằng năm đến hết ngày 30/5/2024.\n"
    assert [(each["act"], each["to"]) for each in draft(body)["deadlines"]] == [("register", None)]


def test_party_offices_sign_with_a_slash():
    text = (HEAD + AIMS + "II. TIÊU CHÍ\n1. Trên 95% hộ phân loại rác.\n" + TAIL).replace(
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "T/M BAN THƯỜNG VỤ\nBÍ THƯ"
    )
    signer = read(text).document.signer
    assert (signer.authority, signer.title, signer.name) == ("TM.", "BÍ THƯ", "Nguyễn Thị Mai")


def test_copies_of_a_paper_are_no_villages():
    body = (
        "II. KHEN THƯỞNG\n1. Chủ tịch UBND xã tặng Giấy khen cho 03 bản.\n"
        "III. HỒ SƠ, THỦ TỤC\n1. Tờ trình (01 bản chính).\n2. Biên bản họp (02 bản).\n"
    )
    assert [each["n"] for each in draft(body)["quotas"]] == [3]


def test_the_label_says_what_a_quarter_is_for():
    body = "II. TIÊU CHÍ\n1. Trên 95% hộ phân loại rác.\nIII. THỜI GIAN\n- Sơ kết: quý IV năm 2024.\n"
    assert [(each["act"], each["meaning"]) for each in draft(body)["deadlines"]] == [("review", "vague")]
