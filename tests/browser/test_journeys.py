"""Three districts and departments, each real plan from its Word file to its own end, by the people who do it."""

from datetime import date

import pytest

from tests.browser.journey import (
    Signed,
    Stage,
    issue,
    open_round,
    read_plan,
    register,
    round_of,
    said,
    set_due,
    settle,
    unfold,
)
from tests.browser.journey_decisions import (
    discard,
    draft_decision,
    hold_the_meeting,
    print_and_check,
    sign,
    submit,
    take_out,
)
from tests.browser.journey_dossiers import nominate, nominate_many, verify_all
from tests.browser.journey_papers import decline_paper
from tests.factories import make_level, make_unit
from tests.movements.test_real_plans import PARENT_64
from thidua.awards.models import Decision
from thidua.dossiers.models import Dossier
from thidua.org import journal
from thidua.org.kinds import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

MEMBERS = ("Lê Quang Vinh", "Trần Thị Ánh", "Phạm Đình Toàn")
HUYEN, SO = ("huyen", "Huyện", 4), ("so", "Sở", 3)
SIGNER = "Hoàng Văn Thạch"
SCHOOLS = [f"Trường Tiểu học {name}" for name in ("Thể Dục", "Triệu Nguyên", "Ca Thành", "Vũ Minh", "Mai Long")]
PEOPLE = [
    *("Nông Thị Bích", "Lý Văn Chài", "Hoàng Thị Diệp", "Đàm Văn Giang", "Bế Thị Hường", "Mã Văn Khánh"),
    *("Triệu Thị Lan", "Phan Văn Mạnh", "Lục Thị Nga", "Vi Văn Oanh", "Sầm Thị Phượng"),
]
ROOMS = [
    *("Phòng Hành chính tư pháp", "Phòng Bổ trợ tư pháp", "Phòng Phổ biến giáo dục pháp luật"),
    *("Trung tâm Trợ giúp pháp lý", "Phòng Công chứng số 1"),
]


@pytest.fixture
def paper(tmp_path, settings):
    settings.PRACTICE_CLOCK = True
    written = tmp_path / "giay-to.txt"
    written.write_text("Giấy tờ của hồ sơ, nội dung thử.", encoding="utf-8")
    return written


def bonuses(decision: Decision) -> set[tuple[str, int | None]]:
    return set(decision.lines.values_list("subject__kind", "bonus"))


def test_nguyen_binh_gives_five_and_ten_under_the_later_decree(visit, shared, paper):
    office = "Phòng Giáo dục và Đào tạo"
    stage = Stage(
        visit,
        "Ủy ban nhân dân huyện Nguyên Bình",
        level=HUYEN,
        units=[office, "Ủy ban nhân dân xã Thành Công"],
        below=SCHOOLS,
        people=PEOPLE,
        members=MEMBERS,
    )
    stage.registry = stage.person("vanthu", "Đoàn Thị Thắm", Role.REGISTRY)
    # given the plan, whose two spellings of the name somebody settles before it is issued
    stage.on(date(2023, 1, 17))
    page = read_plan(stage, shared / "plans" / "docx" / "nguyen-binh-2023.docx")
    settle(page, "viết 2 cách", "Tên đúng là Nguyên Bình theo bản ký")
    late = ("đã qua trước ngày ban hành", "Huyện đã giao việc này tại hội nghị đầu tháng 01/2023")
    movement = issue(page, Signed("12/KH-UBND", date(2023, 1, 16), SIGNER), settles=late)
    page = open_round(stage, movement)
    assert "chờ thông báo" in round_of(page, "Đợt xét").inner_text().lower()
    register(stage, movement, 0)

    # when one dossier comes before the law changes, and the day is announced by a document
    stage.on(date(2023, 12, 20))
    assert "trong thời hạn" in nominate(stage, 1, "collective", paper).receipt
    stage.on(date(2024, 1, 22))
    announced = {"day": "28/02/2024", "kind": "Công văn", "number": "88/UBND-NV", "dated_on": "22/01/2024"}
    page = set_due(stage, movement, "Đợt xét", "Ấn định ngày", announced, "Ấn định ngày")
    assert "28/02/2024" in round_of(page, "Đợt xét").inner_text()

    # and six collectives and eleven people are nominated at once with the four papers the plan asks for
    stage.on(date(2024, 2, 20))
    later = [office, *SCHOOLS, *PEOPLE]
    handed = nominate_many(stage, "daumoi0", later, paper)
    assert handed.papers == ("Tờ trình", "Biên bản họp", "Báo cáo thành tích", "Bản tóm tắt thành tích")
    assert "trong thời hạn" in handed.receipt
    assert "/ 05 chỉ tiêu" in handed.meters and "/ 10 chỉ tiêu" in handed.meters
    verify_all(stage)
    days = Dossier.objects.order_by("received_on").values_list("received_on", flat=True).distinct()
    assert list(days) == [date(2023, 12, 20), date(2024, 2, 20)]

    # then the dossier received before and decided after the change is marked unverified
    stage.on(date(2024, 3, 8))
    meeting = hold_the_meeting(stage, date(2024, 3, 8))
    stage.on(date(2024, 3, 15))
    early = draft_decision(stage, meeting, names=["Ủy ban nhân dân xã Thành Công"])
    unfold(stage.window().page)
    seen = said(stage.window().page)
    assert "Nghị định số 91/2017/NĐ-CP" in seen and "chưa xác minh" in seen
    discard(stage, early)

    # and the sixth collective and the eleventh individual are refused with the plan's clause
    decision = draft_decision(stage, meeting, names=later)
    submit(stage, decision)
    signed = Signed("310", date(2024, 3, 15), SIGNER)
    told = sign(stage, decision, signed)
    assert "06 tập thể được tặng Giấy khen; kế hoạch cho tối đa 5 tập thể (kế hoạch, " in told
    assert "11 cá nhân được tặng Giấy khen; kế hoạch cho tối đa 10 cá nhân (kế hoạch, " in told
    take_out(stage, decision, SCHOOLS[-1], PEOPLE[-1])

    # and five and ten stand under Decree 98/2023, though the plan names the decree before it
    told = sign(stage, decision, signed)
    made = Decision.objects.get(state="signed")
    assert bonuses(made) == {("collective", 1_080_000), ("individual", 540_000)}
    assert made.lines.count() == 15
    assert "Kế hoạch nêu Nghị định số 91/2017/NĐ-CP. Nghị định số 91/2017/NĐ-CP hết hiệu lực từ 01/01/2024" in told
    assert "98/2023/NĐ-CP" in told and "1.080.000 đồng" in told and "540.000 đồng" in told
    assert "chưa xác minh" in told
    print_and_check(stage, made)
    assert list(journal.faults()) == []


def test_ha_nam_gives_exactly_four_and_at_most_ten_and_proposes_the_rest(visit, shared, paper):
    stage = Stage(visit, "Sở Tư pháp tỉnh Hà Nam", level=SO, units=ROOMS, people=PEOPLE, members=MEMBERS)
    stage.person("vanphong", "Trần Thị Sen", Role.CLERK)  # the department's office gathers for all its rooms
    # given the plan and its yearly rounds, whose day no weekend moves
    stage.on(date(2023, 5, 12))
    page = read_plan(stage, shared / "plans" / "docx" / "so-tu-phap-ha-nam-2023-2025.docx")
    movement = issue(page, Signed("40/KH-STP", date(2023, 5, 10), SIGNER))
    page = open_round(stage, movement, "Năm 2023")
    assert "04/01/2024" in round_of(page, "Năm 2023").inner_text()
    assert "04/01/2026" in round_of(page, "Năm 2025").inner_text()

    # what the law of 2024 asks beyond its list of papers is shown with its article and declined with a reason
    assert "Luật yêu cầu thêm" not in said(page)
    stage.on(date(2024, 1, 2))
    page.goto(movement)
    article = "khoản 2 Điều 84 Luật Thi đua, khen thưởng số 06/2022/QH15"
    assert f"Luật yêu cầu thêm giấy tờ mà danh mục chưa có: Biên bản họp ({article})" in said(page)
    page = decline_paper(stage, movement, "Biên bản họp", "Hội đồng của Sở lập biên bản, không thuộc hồ sơ của phòng")
    assert f"{article}; lý do: Hội đồng của Sở lập biên bản" in said(page)

    # when dossiers come on the last day with the two papers the plan asks for, for three awards
    stage.on(date(2024, 1, 4))
    own, asked = {"collective": "Giám đốc Sở", "individual": "Giám đốc Sở"}, ("Ủy ban nhân dân tỉnh", "Thủ tướng")
    handed = nominate_many(stage, "vanphong", [*ROOMS, *PEOPLE], paper, awards=own, round="Năm 2023")
    assert handed.papers == ("Tờ trình", "Báo cáo thành tích") and "trong thời hạn" in handed.receipt
    for authority in asked:
        nominate_many(stage, "vanphong", ROOMS[:1], paper, awards={"collective": authority}, round="Năm 2023")
    verify_all(stage)
    stage.on(date(2024, 1, 20))
    meeting = hold_the_meeting(stage, date(2024, 1, 20), round="Năm 2023")

    # then three collectives are warned, five and the eleventh individual refused, with the clause
    few = draft_decision(stage, meeting, award="Giám đốc Sở", names=ROOMS[:3])
    assert "Mới có 03 tập thể được tặng Giấy khen; kế hoạch ghi 4 tập thể (kế hoạch, " in said(stage.window().page)
    discard(stage, few)
    decision = draft_decision(stage, meeting, award="Giám đốc Sở")
    submit(stage, decision)
    stage.on(date(2024, 1, 25))
    signed = Signed("16", date(2024, 1, 25), SIGNER)
    told = sign(stage, decision, signed, symbol="QĐ-STP", title="Giám đốc")
    assert "05 tập thể được tặng Giấy khen; kế hoạch cho 4 tập thể (kế hoạch, " in told
    assert "11 cá nhân được tặng Giấy khen; kế hoạch cho tối đa 10 cá nhân (kế hoạch, " in told
    take_out(stage, decision, ROOMS[-1], PEOPLE[-1])
    assert "Mới có" not in said(stage.window().page)
    sign(stage, decision, signed, symbol="QĐ-STP", title="Giám đốc")
    made = Decision.objects.get(state="signed")
    assert (str(made), made.lines.count()) == ("Quyết định số 16/QĐ-STP", 14)
    print_and_check(stage, made)

    # and a letter goes to the province and one to the Prime Minister, numbers by the parent's plan
    for number, authority in enumerate(asked, 17):
        letter = draft_decision(stage, meeting, award=authority)
        submit(stage, letter)
        told = sign(stage, letter, Signed(str(number), date(2024, 1, 25), SIGNER), symbol="TTr-STP", title="Giám đốc")
        assert f"Tờ trình số {number}/TTr-STP" in told and authority in told
    assert list(journal.faults()) == []


def test_kien_giang_is_held_to_the_plan_of_its_province(visit, shared, paper):
    province = make_unit(name="Ủy ban nhân dân tỉnh Kiên Giang", level=make_level("tinh", "Tỉnh", 2))
    units = ["Phòng Quản lý ngân sách", *(f"Phòng Tài chính khối {place}" for place in range(1, 6))]
    stage = Stage(visit, "Sở Tài chính Kiên Giang", level=SO, units=units, members=MEMBERS, parent=province)
    stage.person("vanphong", "Giám Trường Giang", Role.CLERK)
    # given a plan that leaves standards, papers and numbers to plan 64, and a registration by number only
    stage.on(date(2022, 3, 28))
    page = read_plan(stage, shared / "plans" / "docx" / "so-tai-chinh-kien-giang-2021-2025.docx")
    settle(page, "Hạn đăng ký thi đua ghi hai cách", "Lấy mốc đến hết ngày 30/3/2022")
    movement = issue(page, Signed("20/KH-STC", date(2022, 3, 25), SIGNER))
    page = stage.window().page
    assert said(page).count("theo Kế hoạch số 64/KH-UBND: chưa có kế hoạch này") == 3
    stage.on(date(2022, 3, 30))
    assert "muộn" not in register(stage, movement, 0, name="Năm 2022", headcount=4)

    # when the province's plan is loaded, its standards and papers stand in the movement with their source
    page = read_plan(stage, PARENT_64, is_outside=True)
    settle(page, "Kế hoạch không ghi hạn nộp hồ sơ", "Hạn theo kế hoạch của Sở")
    issue(page, Signed("64/KH-UBND", date(2022, 3, 22), SIGNER))
    stage.on(date(2024, 1, 29))
    page = open_round(stage, movement, "Năm 2023")
    assert "chưa có kế hoạch này" not in said(page)
    assert "trên 97%" in said(page) and "(Kế hoạch số 64/KH-UBND)" in said(page)

    # and the day counts from the event that happened, not from the day it was entered
    event = {"happened_on": "26/01/2024", "kind": "Quyết định", "number": "301/QĐ-UBND", "dated_on": "26/01/2024"}
    page = set_due(stage, movement, "Năm 2023", "Ghi sự kiện", event, "Ghi sự kiện")
    assert "15/02/2024" in round_of(page, "Năm 2023").inner_text()

    # then dossiers with the parent's papers are received on the last day
    stage.on(date(2024, 2, 15))
    handed = nominate_many(stage, "vanphong", units, paper, round="Năm 2023")
    assert handed.papers == ("Tờ trình", "Báo cáo thành tích")
    assert "trong thời hạn" in handed.receipt and "/ 05 chỉ tiêu" in handed.meters
    verify_all(stage)

    # and the sixth may not go up: the parent's number holds
    stage.on(date(2024, 2, 20))
    decision = draft_decision(stage, hold_the_meeting(stage, date(2024, 2, 20), round="Năm 2023"), award="Bằng khen")
    submit(stage, decision)
    stage.on(date(2024, 3, 1))
    letter = {"symbol": "TTr-STC", "title": "Giám đốc"}
    told = sign(stage, decision, Signed("9", date(2024, 3, 1), SIGNER), **letter)
    assert "06 tập thể được tặng Bằng khen; kế hoạch cho tối đa 5 tập thể" in told
    take_out(stage, decision, units[-1])
    sign(stage, decision, Signed("9", date(2024, 3, 1), SIGNER), **letter)
    assert str(Decision.objects.get(state="signed")) == "Tờ trình số 09/TTr-STC"
    assert list(journal.faults()) == []
