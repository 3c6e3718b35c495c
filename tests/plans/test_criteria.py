"""Kinds of criteria and what their words set."""

from decimal import Decimal

import pytest

from tests.plans.page import read_with, words
from thidua.plans.grammar.criteria import kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hoàn thành xuất sắc nhiệm vụ được giao.", "attestation"),
        ("Được xếp loại hoàn thành tốt nhiệm vụ trở lên.", "rating"),
        ("Không có người bị kỷ luật từ khiển trách trở lên.", "discipline"),
        ("Không vi phạm pháp luật.", "discipline"),
        ("Có ít nhất 01 sáng kiến được công nhận.", "initiative"),
        ("Tỷ lệ hồ sơ đúng hạn đạt trên 98%.", "threshold"),
        ("Không có hồ sơ trễ hạn.", "threshold"),
        ("Chỉ số PAR INDEX tăng ít nhất 02 bậc so với năm trước.", "improvement"),
        ("Chỉ số PCI nằm trong nhóm 10 tỉnh dẫn đầu.", "rank"),
        ("Thực hiện đầy đủ chế độ báo cáo.", "reporting"),
        ("Niêm yết thủ tục hành chính (tối đa 15 điểm).", "points"),
        ("Đoàn kết, giúp đỡ đồng nghiệp.", "attestation"),
    ],
)
def test_the_kind_is_told_from_the_words(text: str, kind: str):
    assert kind_of(words(text))[0] == kind


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("Giải quyết trên 98% hồ sơ đúng hạn.", [(">", 98, "%")]),
        ("Tỷ lệ hài lòng từ 90% trở lên.", [(">=", 90, "%")]),
        ("Đạt từ 85,5 điểm trở lên.", [(">=", Decimal("85.5"), "điểm")]),
        ("Không quá 2% hồ sơ phải bổ sung.", [("<=", 2, "%")]),
        ("Dưới 5% hộ nghèo.", [("<", 5, "%")]),
        ("100% thôn có tổ công nghệ, trên 60% hộ dùng dịch vụ công.", [("=", 100, "%"), (">", 60, "%")]),
        ("Xây dựng ít nhất 02 mô hình.", [(">=", 2, "mô hình")]),
        ("Không có hồ sơ trễ hạn.", [("=", 0, "hồ sơ")]),
        ("Có ít nhất 05 bài báo trên 10 giảng viên.", [(">=", 5, "bài báo")]),
        ("Điểm người học đánh giá từ 4,0/5,0 trở lên.", [(">=", 4, "điểm")]),
        ("Mỗi hồ sơ trễ hạn trừ 02 điểm.", []),
        ("Hoàn thành trước ngày 30/6/2025 theo Kế hoạch số 12/KH-UBND.", []),
    ],
)
def test_each_figure_is_a_condition(text: str, conditions: list[tuple[object, ...]]):
    _, params = kind_of(words(text))
    found = [(each["op"], each["value"], each["unit"]) for each in params.get("conditions", ())]
    assert found == conditions


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Hoàn thành từ 95% trở lên chỉ tiêu kiểm tra được giao.", ["chỉ tiêu kiểm tra được giao"]),
        ("Thu kinh phí đạt từ 98% kế hoạch trở lên.", ["Thu kinh phí"]),
        ("Góp từ 20 ngày công trở lên hoặc hiến từ 100 m2 đất trở lên.", ["ngày công", "hiến"]),
    ],
)
def test_a_figure_measures_what_stands_beside_it(text: str, measures: list[str]):
    _, params = kind_of(words(text))
    assert [each["measure"] for each in params["conditions"]] == measures


@pytest.mark.parametrize(
    ("text", "params"),
    [
        (
            "Có sáng kiến được UBND tỉnh hoặc UBND huyện công nhận, áp dụng trong toàn tỉnh.",
            {"recognised_by": ("UBND tỉnh", "UBND huyện"), "joined": "or", "spread": ("toàn tỉnh",)},
        ),
        ("Có giải pháp mới trong công việc.", {"recognised_by": (), "joined": None, "spread": ()}),
        (
            "Không bị kỷ luật từ hình thức cảnh cáo trở lên.",
            {"not_at_or_above": "cảnh cáo", "head_answers_for_unit": False},
        ),
        (
            "Chấp hành nghiêm kỷ luật; nếu là người đứng đầu thì đơn vị không có vi phạm.",
            {"not_at_or_above": None, "head_answers_for_unit": True},
        ),
        (
            "Đến năm 2027, chỉ số SIPAS xếp thứ 3 của tỉnh.",
            {"index": "SIPAS", "value": 3, "direction": None, "by": "2027"},
        ),
        (
            "Chỉ số DDCI xếp từ thứ 5 trở lên.",
            {"index": "DDCI", "value": 5, "direction": "or_better", "by": None},
        ),
        ("Điểm PAR INDEX và PAPI tăng điểm so với năm trước.", {"of": "score", "index": ("PAR INDEX", "PAPI")}),
        ("Được xếp loại hoàn thành tốt nhiệm vụ trở lên.", {"at_least": "Hoàn thành tốt nhiệm vụ"}),
        ("Trả lời kiến nghị đúng hạn: 12,5 điểm.", {"max": Decimal("12.5")}),
    ],
)
def test_parameters_are_taken_from_the_words(text: str, params: dict[str, object]):
    assert kind_of(words(text))[1] == params


def test_criteria_carry_the_subject_of_their_heading():
    draft = read_with(
        "III. TIÊU CHÍ THI ĐUA",
        "1. Tiêu chí chung",
        "- Giữ gìn đoàn kết trong cơ quan.",
        "2. Đối với tập thể",
        "- Trên 95% hồ sơ đúng hạn.",
        "3. Đối với cá nhân:",
        "- Có sáng kiến trong công việc.",
        "4. Đối với các thôn",
        "- Không có hộ lấn chiếm lề đường.",
    )
    assert [(each.subject, each.kind) for each in draft.criteria] == [
        ("general", "attestation"),
        ("collective", "threshold"),
        ("individual", "initiative"),
        ("collective", "threshold"),
    ]


def test_rows_of_a_table_of_points_are_criteria():
    draft = read_with(
        "III. TIÊU CHÍ CHẤM ĐIỂM",
        "TT\tNội dung tiêu chí\tĐiểm tối đa\n"
        "1\tNiêm yết công khai thủ tục\t20\n2\tTrả kết quả đúng hạn\t30,5\n\tTổng\t50,5",
    )
    assert [(each.text, each.kind, each.params["max"]) for each in draft.criteria] == [
        ("Niêm yết công khai thủ tục", "points", 20),
        ("Trả kết quả đúng hạn", "points", Decimal("30.5")),
    ]


def test_criteria_of_another_plan_are_only_pointed_to():
    draft = read_with(
        "III. TIÊU CHUẨN XÉT KHEN THƯỞNG", "Thực hiện theo quy định tại Kế hoạch số 40/KH-UBND ngày 02/01/2025."
    )
    assert (draft.criteria, draft.criteria_deferred_to) == ((), "40/KH-UBND")
