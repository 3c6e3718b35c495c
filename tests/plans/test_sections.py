"""What the sections of a plan give: awards, subjects, period, dossier, tasks; and nothing that is not said."""

from datetime import date

import pytest

from tests.plans.page import read_with, words
from thidua.plans import reader
from thidua.plans.draft import Copies, PlanDraft
from thidua.plans.grammar.rewards import reward_mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giấy khen của Giám đốc Sở.", [("Giấy khen", "Giám đốc Sở", False)]),
        ("Chủ tịch UBND xã tặng Giấy khen cho 02 tập thể.", [("Giấy khen", "Chủ tịch UBND xã", False)]),
        ("Đề nghị Chủ tịch UBND tỉnh tặng Bằng khen.", [("Bằng khen", "Chủ tịch UBND tỉnh", True)]),
        (
            "Giám đốc Sở tặng Giấy khen cho 02 tập thể, trình Chủ tịch UBND tỉnh tặng Bằng khen cho 01 cá nhân.",
            [("Giấy khen", "Giám đốc Sở", False), ("Bằng khen", "Chủ tịch UBND tỉnh", True)],
        ),
        (
            "Chủ tịch UBND tỉnh tặng Cờ thi đua cho 01 xã; tặng Bằng khen cho 05 tập thể.",
            [("Cờ thi đua", "Chủ tịch UBND tỉnh", False), ("Bằng khen", "Chủ tịch UBND tỉnh", False)],
        ),
        (
            "Giấy khen của Giám đốc Sở, Chủ tịch UBND huyện.",
            [("Giấy khen", "Giám đốc Sở", False), ("Giấy khen", "Chủ tịch UBND huyện", False)],
        ),
        ("Khen ngợi trong cuộc họp.", []),
    ],
)
def test_rewards_are_named_with_who_gives_them(text: str, expected: list[tuple[object, ...]]):
    found = [
        (each.form, each.authority.text if each.authority else None, each.asked)
        for each in reward_mentions(words(text))
    ]
    assert found == expected


def test_an_award_comes_again_only_for_another_round():
    draft = read_with(
        "III. KHEN THƯỞNG",
        "1. Hằng năm: Chủ tịch UBND xã tặng Giấy khen cho tập thể, cá nhân.",
        "2. Tổng kết giai đoạn: Chủ tịch UBND xã tặng Giấy khen cho tập thể; "
        "đề nghị Chủ tịch UBND tỉnh tặng Bằng khen.",
        title="Phát động phong trào thi đua “Công sở sạch” giai đoạn 2025 - 2027",
    )
    assert [(each.form, each.route, each.when) for each in draft.awards] == [
        ("Giấy khen", "own", "yearly"),
        ("Giấy khen", "own", "stage"),
        ("Bằng khen", "propose", "stage"),
    ]
    assert draft.period.rounds == ("yearly", "stage")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Các phòng, UBND các xã, cán bộ, công chức trong huyện.",
            [("collective", "Các phòng, UBND các xã"), ("individual", "cán bộ, công chức trong huyện")],
        ),
        ("Cán bộ, công chức của Sở.", [("individual", "Cán bộ, công chức của Sở.")]),
        ("Các thôn trong xã.", [("collective", "Các thôn trong xã.")]),
        (
            "Tập thể các phòng và viên chức thuộc phòng, quyết tâm thực hiện tốt nhiệm vụ.",
            [("collective", "Tập thể các phòng"), ("individual", "viên chức thuộc phòng")],
        ),
    ],
)
def test_subjects_are_told_apart(text: str, expected: list[tuple[str, str]]):
    draft = read_with("III. ĐỐI TƯỢNG THI ĐUA", text)
    assert [(each.subject, each.text) for each in draft.subjects] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Từ ngày 01/4/2025 đến hết ngày 30/11/2025.", ("date", date(2025, 4, 1), "until", date(2025, 11, 30))),
        ("Kể từ ngày ban hành đến trước ngày 31/12/2025.", ("on_issue", None, "before", date(2025, 12, 30))),
        ("Từ nay đến năm 2027.", ("now", None, "vague", None)),
        ("Từ ngày 01/4 đến ngày 30/11/2025.", ("date", date(2025, 4, 1), "until", date(2025, 11, 30))),
        ("Từ ngày ký đến khi kết thúc chiến dịch.", ("on_issue", None, "unknown", None)),
        (
            "Đợt 1 từ ngày 01/4/2025 đến ngày 30/6/2025; đợt 2 từ ngày 01/7/2025 đến ngày 30/11/2025.",
            ("date", date(2025, 4, 1), "until", date(2025, 11, 30)),
        ),
    ],
)
def test_the_period_is_what_is_printed(text: str, expected: tuple[object, ...]):
    period = read_with("III. THỜI GIAN THI ĐUA", text).period
    assert (period.start_kind, period.start, period.end_kind, period.last_day) == expected


def test_a_year_in_the_title_is_no_end():
    period = read_with("III. KHEN THƯỞNG", "1. Chủ tịch UBND xã tặng Giấy khen.").period
    assert (period.start, period.start_kind, period.end, period.end_kind, period.rounds) == (
        None, "unknown", None, "unknown", ("once",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "papers", "copies"),
    [
        (("- Tờ trình;", "- Biên bản họp;", "- Bản tóm tắt thành tích."), ["to_trinh", "bien_ban", "tom_tat"], None),
        (
            ("1. Hồ sơ gồm: tờ trình; danh sách; báo cáo thành tích. Lập thành 02 bộ.",),
            ["to_trinh", "danh_sach", "bao_cao"],
            Copies(2),
        ),
        (("1. Các thôn gửi hồ sơ (biên bản họp, danh sách) về Văn phòng.",), ["bien_ban", "danh_sach"], None),
        (("1. Số lượng: 01 bộ bản giấy và 01 bộ bản điện tử hồ sơ.",), [], Copies(1, 1)),
        (("- Bản sao quyết định công nhận sáng kiến;", "- Ảnh hoạt động."), ["sang_kien", "khac"], None),
        (
            ("1. Hồ sơ gồm 01 bộ (bản chính): Tờ trình kèm danh sách; Biên bản họp xét; Báo cáo thành tích.",),
            ["to_trinh", "bien_ban", "bao_cao"],
            Copies(1),
        ),
        (
            ("1. Hồ sơ: 01 bộ, gồm tờ trình, biên bản họp tổ, thôn, báo cáo thành tích của tập thể, cá nhân.",),
            ["to_trinh", "bien_ban", "bao_cao"],
            Copies(1),
        ),
        (("1. Hồ sơ 02 bộ gồm: Tờ trình; Biên bản họp thôn, đơn vị.",), ["to_trinh", "bien_ban"], Copies(2)),
    ],
)
def test_papers_and_copies_are_those_the_plan_names(lines: tuple[str, ...], papers: list[str], copies: Copies | None):
    dossier = read_with("III. HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG", *lines).dossier
    assert ([each.paper for each in dossier.items], dossier.copies) == (papers, copies)


def test_a_dossier_in_another_plan_is_only_pointed_to():
    dossier = read_with("III. HỒ SƠ", "Hồ sơ thực hiện theo hướng dẫn tại Kế hoạch số 31/KH-UBND.").dossier
    assert (dossier.items, dossier.deferred_to) == ((), "31/KH-UBND")


def test_units_are_read_from_headings_and_sentences():
    draft = read_with(
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Hội đồng Thi đua - Khen thưởng xã",
        "- Theo dõi chung.",
        "2. Giao Văn phòng xã chủ trì, tổng hợp kết quả.",
        "3. Đề nghị Mặt trận Tổ quốc xã, các đoàn thể vận động hội viên tham gia.",
        "4. Các thôn dọn dẹp hằng tuần; Riêng thôn Đồi xây dựng kế hoạch riêng.",
        "Trong quá trình thực hiện, nếu vướng mắc thì báo cáo.",
    )
    assert [each.unit for each in draft.responsibilities] == [
        "Hội đồng Thi đua - Khen thưởng xã",
        "Văn phòng xã",
        "Mặt trận Tổ quốc xã, các đoàn thể",
        "thôn Đồi",
    ]


def test_a_table_of_tasks_gives_units_and_deadlines():
    draft = read_with(
        "III. PHÂN CÔNG NHIỆM VỤ",
        "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tBan hành kế hoạch hưởng ứng\tCác thôn\tTrước 05/4/2025\n"
        "2\tTổng kết phong trào\tVăn phòng\tTháng 12/2025",
    )
    assert [(each.unit, each.tasks[0].due) for each in draft.responsibilities] == [
        ("Các thôn", date(2025, 4, 4)),
        ("Văn phòng", None),
    ]
    assert [(each.act, each.meaning, each.who) for each in draft.deadlines] == [
        ("issue_own_plan", "before", "Các thôn"),
        ("review", "vague", "Văn phòng"),
    ]


def test_money_is_told_from_its_source():
    draft = read_with(
        "III. KHEN THƯỞNG",
        "1. Chủ tịch UBND xã tặng Giấy khen.",
        "2. Mức thưởng: theo Nghị định số 152/2025/NĐ-CP.",
        "3. Kinh phí: trích từ quỹ khen thưởng của xã.",
    )
    assert [(each.text, each.basis) for each in draft.reward_level] == [
        ("theo Nghị định số 152/2025/NĐ-CP.", "152/2025/NĐ-CP")
    ]
    assert [each.text for each in draft.funding] == ["trích từ quỹ khen thưởng của xã."]


def test_what_is_not_said_stays_empty():
    draft = read_with()
    empty = PlanDraft()
    names = (
        "criteria", "awards", "quotas", "dossier", "deadlines", "selection", "funding", "reward_level", "forms",
        "subjects",
        "requirements", "solutions", "responsibilities", "bases", "criteria_deferred_to",
    )  # fmt: skip
    for name in names:
        assert (name, getattr(draft, name)) == (name, getattr(empty, name))


@pytest.mark.parametrize(
    "text",
    [
        "BÁO CÁO\nKết quả phong trào thi đua năm 2024\n\nI. KẾT QUẢ\n1. Đã tặng Giấy khen cho 05 tập thể.",
        "TỜ TRÌNH\nVề việc khen thưởng phong trào thi đua\n\nI. TIÊU CHÍ\n1. Tốt.\nII. KHEN THƯỞNG\n1. Giấy khen.",
        "KẾ HOẠCH\nKiểm tra công tác thi đua, khen thưởng năm 2025\n\nI. MỤC ĐÍCH\n1. Xem.\nII. NỘI DUNG\n1. Hồ sơ.",
        "QUYẾT ĐỊNH\nVề việc tặng Giấy khen\n\nĐiều 1. Tặng Giấy khen cho 02 tập thể.",
        "Một bức thư không liên quan.",
        "",
    ],
)
def test_a_document_that_launches_nothing_gives_no_plan(text: str):
    draft = reader.read(text)
    assert draft.document.launches_movement is False
    assert [each.code for each in draft.findings].count("not-a-launching-plan") == 1
    assert (draft.criteria, draft.awards, draft.quotas, draft.deadlines, draft.bases, draft.recipients) == ((),) * 6


def test_a_form_is_read_apart_and_its_numbers_are_no_quotas():
    text = (
        "KẾ HOẠCH\nPhát động phong trào thi đua sạch đẹp năm 2025\n\n"
        "I. MỤC ĐÍCH\n1. Gọn.\nII. NỘI DUNG\n1. Dọn.\nIII. KHEN THƯỞNG\n1. Giấy khen.\n\n"
        "Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLò Văn Bình\n\nĐĂNG KÝ\nThi đua năm 2025\n\n"
        "1. Tập thể: <tên tập thể>.....\n2. Cá nhân: <không ghi tên>\nSố lượng: 02\n\nNơi nhận:\n- Phòng.\n"
    )
    draft = reader.read(text)
    assert [(form.title, form.fields) for form in draft.forms] == [
        ("ĐĂNG KÝ", ("collective_by_name", "individual_headcount"))
    ]
    assert (draft.quotas, [each.text for each in draft.recipients]) == ((), ["Lưu: VT"])
