"""What the terminal says of a draft, in 80 columns."""

from datetime import date

import pytest

from thidua.plans import report, wording
from thidua.plans.draft import (
    Award,
    Basis,
    Copies,
    Criterion,
    Deadline,
    Document,
    DossierRule,
    Finding,
    Form,
    Paper,
    Period,
    PlanDraft,
    Quota,
    Quote,
    Responsibility,
    RewardLevel,
    Signer,
    Statement,
    Subject,
    Task,
)


def at(line: int) -> Quote:
    return Quote(line, 0, 1, "x")


ON_TIME = {"conditions": [{"measure": "đúng hạn", "op": ">", "value": 95, "unit": "%"}]}
DRAFT = PlanDraft(
    document=Document(
        kind="Kế hoạch",
        launches_movement=True,
        issuer="UBND xã An Hòa",
        symbol="KH-UBND",
        month="2026-01",
        title="Phát động phong trào thi đua năm 2026",
        signer=Signer("Lê Thị Bình", "CHỦ TỊCH", "TM.", {"name": at(90)}),
        sources={"issuer": at(1), "month": at(3)},
    ),
    bases=(Basis("Kế hoạch", "64/KH-UBND", date(2026, 1, 2), "UBND huyện", "parent_plan", at(7)),),
    period=Period(
        end=date(2026, 12, 31), end_kind="until", start_kind="on_issue", rounds=("once",), sources={"end": at(9)}
    ),
    subjects=(Subject("collective", "các thôn", at(12)),),
    criteria=(
        Criterion("collective", "threshold", "Đúng hạn trên 95% hồ sơ", ON_TIME, at(20)),
        Criterion("individual", "attestation", "Gương mẫu", {}, at(22)),
    ),
    criteria_deferred_to="64/KH-UBND",
    awards=(Award("Giấy khen", "Chủ tịch UBND xã", ("collective", "individual"), "own", "once", at(30)),),
    quotas=(Quota("Giấy khen", "Chủ tịch UBND xã", "collective", "max", 2, source=at(31)),),
    quotas_deferred_to="65/KH-UBND",
    dossier=DossierRule(
        (Paper("bien_ban", "Biên bản họp xét", at(35)), Paper("khac", "Bản xác nhận", at(36))),
        Copies(1, None),
        "64/KH-UBND",
    ),
    deadlines=(
        Deadline(
            "submit_dossier",
            "before",
            date(2027, 1, 30),
            date(2027, 1, 29),
            who="Các thôn",
            to="UBND xã",
            via="Văn phòng",
            source=at(40),
        ),
    ),
    selection=Statement("Hội đồng họp, chọn.", at(41)),
    funding=(Statement("Quỹ thi đua của xã", at(42)),),
    reward_level=(RewardLevel("Theo quy định", None, at(43)),),
    responsibilities=(Responsibility("Văn phòng", (Task("Theo dõi, đôn đốc", date(2026, 6, 1), at(51)),), at(50)),),
    forms=(Form("ĐĂNG KÝ", (), at(99)),),
    findings=(
        Finding("number-missing", "warning", "Kế hoạch chưa có số.", (at(2),)),
        Finding("deadline-conflict", "error", "Hai hạn nộp khác nhau.", (at(40), at(51))),
    ),
)


def test_report_groups_what_was_read() -> None:
    assert report.told(DRAFT, ("Văn bản dùng bảng mã VNI, đã chuyển sang Unicode.",)).split("\n") == [
        "Kế hoạch: Phát động phong trào thi đua năm 2026",
        "  - Ghi chú: Văn bản dùng bảng mã VNI, đã chuyển sang Unicode.",
        "",
        "AI",
        "  - Ban hành: UBND xã An Hòa (dòng 1)",
        "  - Ký: TM. CHỦ TỊCH Lê Thị Bình (dòng 90)",
        "  - Đối tượng (tập thể): các thôn (dòng 12)",
        "",
        "KHI NÀO",
        "  - Ngày ban hành: tháng 01/2026, chưa ghi ngày (dòng 3)",
        "  - Thời gian thi đua: từ ngày ban hành đến hết ngày 31/12/2026 (một lần)",
        "    (dòng 9)",
        "  - Nộp hồ sơ: trước ngày 30/01/2027 (ngày cuối cùng 29/01/2027); Các thôn, gửi",
        "    UBND xã, qua Văn phòng (dòng 40)",
        "",
        "BAO NHIÊU",
        "  - Giấy khen của Chủ tịch UBND xã: tặng theo thẩm quyền, tập thể và cá nhân,",
        "    một lần (dòng 30)",
        "  - Số lượng Giấy khen: không quá 02 tập thể (dòng 31)",
        "  - Số lượng: theo 65/KH-UBND",
        "  - Mức thưởng: Theo quy định (dòng 43)",
        "  - Kinh phí: Quỹ thi đua của xã (dòng 42)",
        "",
        "GIẤY TỜ GÌ",
        "  - Biên bản họp xét (dòng 35)",
        "  - Giấy tờ khác: Bản xác nhận (dòng 36)",
        "  - Số bộ: 01 bộ giấy",
        "  - Hồ sơ: theo 64/KH-UBND",
        "  - Mẫu kèm theo: ĐĂNG KÝ (dòng 99)",
        "",
        "TIÊU CHÍ",
        "  Tập thể:",
        "    - Đúng hạn trên 95% hồ sơ [ngưỡng số liệu: đúng hạn > 95%] (dòng 20)",
        "  Cá nhân:",
        "    - Gương mẫu [xác nhận] (dòng 22)",
        "  - Theo 64/KH-UBND",
        "",
        "AI LÀM GÌ",
        "  - Bình xét: Hội đồng họp, chọn. (dòng 41)",
        "  - Văn phòng",
        "    - Theo dõi, đôn đốc (hạn 01/06/2026) (dòng 51)",
        "",
        "CĂN CỨ",
        "  - Kế hoạch số 64/KH-UBND ngày 02/01/2026 của UBND huyện [kế hoạch cấp trên]",
        "    (dòng 7)",
        "",
        "ĐIỀU CẦN XEM LẠI",
        "  - Phải sửa: Hai hạn nộp khác nhau. (dòng 40, 51)",
        "  - Nên xem: Kế hoạch chưa có số. (dòng 2)",
    ]


def test_report_of_an_empty_draft_says_so() -> None:
    told = report.told(PlanDraft()).split("\n")
    assert told[:2] == ["Văn bản: chưa nêu", "  - Đây không phải văn bản phát động phong trào thi đua."]
    assert told[-2:] == ["ĐIỀU CẦN XEM LẠI", "  - Không có."]


def test_findings_alone_are_counted() -> None:
    assert report.findings_told(DRAFT).split("\n")[-1] == "Tổng cộng: phải sửa: 1, nên xem: 1, lưu ý: 0."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Deadline("report", "until", date(2026, 5, 1)), "đến hết ngày 01/05/2026"),
        (Deadline("report", "before", date(2026, 5, 1)), "trước ngày 01/05/2026"),
        (Deadline("report", "relative", days=15, event="ngày công bố"), "trong 15 ngày kể từ ngày công bố"),
        (Deadline("report", "relative", days=5, day_kind="working"), "trong 05 ngày làm việc"),
        (Deadline("report", "announced"), "sẽ thông báo sau"),
        (Deadline("report", "yearly_before", month_day="01-05"), "trước ngày 05/01 hằng năm"),
        (Deadline("report", "yearly_until", month_day="11-20"), "đến hết ngày 20/11 hằng năm"),
        (Deadline("report", "none_stated"), "chưa nêu ngày"),
        (Deadline("report", "vague", text="cuối năm 2026"), "không rõ ngày: “cuối năm 2026”"),
    ],
)
def test_deadlines_are_said_as_clerks_do(given: Deadline, said: str) -> None:
    assert wording.deadline(given) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Quota(op="exact", n=4, subject="collective"), "04 tập thể"),
        (Quota(op="range", n=2, n_max=3, subject="individual"), "từ 02 đến 03 cá nhân"),
        (Quota(op="share", percent=20, subject="collective"), "không quá 20% tập thể"),
        (Quota(op="per_group", n=2, per="khối"), "không quá 02 mỗi khối"),
        (Quota(op="deferred", deferred_to="800/KH-UBND"), "theo 800/KH-UBND"),
        (Quota(op="set_by_unit"), "do đơn vị tự quy định"),
    ],
)
def test_quotas_are_said_as_clerks_do(given: Quota, said: str) -> None:
    assert wording.quota(given) == said


@pytest.mark.parametrize(
    ("kind", "params", "said"),
    [
        ("rank", {"value": 4, "direction": "or_better"}, "hạng 4 trở lên"),
        ("rank", {"value": 4, "direction": None}, "hạng 4"),
        ("rating", {"at_least": "Hoàn thành tốt nhiệm vụ"}, "từ “Hoàn thành tốt nhiệm vụ”"),
        ("points", {"max": 100}, "tối đa 100 điểm"),
        ("points", {"max": None}, ""),
        ("attestation", {}, ""),
    ],
)
def test_what_is_measured_is_said(kind: str, params: dict[str, object], said: str) -> None:
    assert wording.measured(Criterion("collective", kind, "…", params)) == said


def test_period_and_copies_without_words() -> None:
    assert (wording.period(Period()), wording.copies(None)) == ("chưa nêu", "")
    assert wording.copies(Copies(2, 1)) == "02 bộ giấy và 01 bản điện tử"
    assert wording.period(Period(date(2026, 1, 1), "date", date(2026, 12, 31), "before")) == (
        "từ ngày 01/01/2026 đến trước ngày 31/12/2026"
    )
