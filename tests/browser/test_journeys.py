"""The other four real plans, each from its Word file to its own end, in the windows of the people who do it."""

from datetime import date

import pytest

from tests.browser.journey import (
    Signed,
    Stage,
    add_award,
    choose_papers,
    decline_paper,
    draft_decision,
    draft_from_round,
    hold_the_meeting,
    issue,
    nominate,
    open_round,
    read_plan,
    register,
    round_of,
    said,
    send_up,
    set_due,
    settle,
    sign,
    take_paper,
    verify,
)
from tests.factories import make_level, make_unit
from tests.movements.test_real_plans import PARENT_64
from thidua.awards.models import Decision
from thidua.dossiers.models import Dossier
from thidua.org import journal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

MEMBERS = ("Lê Quang Vinh", "Trần Thị Ánh", "Phạm Đình Toàn")
HUYEN, SO, XA = ("huyen", "Huyện", 4), ("so", "Sở", 3), ("xa", "Xã, phường", 5)
SIGNER = "Hoàng Văn Thạch"


@pytest.fixture
def paper(tmp_path, settings):
    settings.PRACTICE_CLOCK = True
    written = tmp_path / "giay-to.txt"
    written.write_text("Giấy tờ của hồ sơ, nội dung thử.", encoding="utf-8")
    return written


def received(stage, day: date) -> None:
    """All dossiers came in on a day, were verified, and none is late."""
    for dossier in Dossier.objects.order_by("pk"):
        assert (dossier.received_on, dossier.late_days) == (day, 0)
        verify(stage, dossier)
    assert set(Dossier.objects.values_list("state", flat=True)) == {"verified"}


def test_nguyen_binh_waits_for_its_day_and_decides_under_the_later_decree(visit, shared, paper):
    stage = Stage(
        visit,
        "Ủy ban nhân dân huyện Nguyên Bình",
        level=HUYEN,
        units=["Ủy ban nhân dân xã Thành Công"],
        members=MEMBERS,
    )
    # given the plan, whose two spellings of the name somebody settles before it is issued
    stage.on(date(2023, 1, 17))
    page = read_plan(stage, shared / "plans" / "docx" / "nguyen-binh-2023.docx")
    settle(page, "viết 2 cách", "Tên đúng là Nguyên Bình theo bản ký")
    movement = issue(page, Signed("12/KH-UBND", date(2023, 1, 16), SIGNER))
    page = open_round(stage, movement)
    assert "chờ thông báo" in round_of(page, "Đợt xét").inner_text().lower()
    register(stage, movement, 0)

    # when the day is announced by a document and dossiers come with the four papers the plan asks for
    stage.on(date(2024, 1, 22))
    announced = {"day": "28/02/2024", "kind": "Công văn", "number": "88/UBND-NV", "dated_on": "22/01/2024"}
    page = set_due(stage, movement, "Đợt xét", "Ấn định ngày", announced, "Ấn định ngày")
    assert "28/02/2024" in round_of(page, "Đợt xét").inner_text()
    stage.on(date(2024, 2, 20))
    for kind in ("collective", "person"):
        handed = nominate(stage, 0, kind, paper)
        assert handed.papers == ("Tờ trình", "Biên bản họp", "Báo cáo thành tích", "Bản tóm tắt thành tích")
        assert "trong thời hạn" in handed.receipt
    assert "/ 05 chỉ tiêu" in handed.meters and "/ 10 chỉ tiêu" in handed.meters
    received(stage, date(2024, 2, 20))

    # then the council passes them and the decision falls under Decree 98/2023 although the plan names 91/2017
    stage.on(date(2024, 3, 8))
    meeting = hold_the_meeting(stage, date(2024, 3, 8), mode="open")
    decision = draft_decision(stage, meeting)
    assert "tối đa 5 tập thể" in said(stage.window().page) and "tối đa 10 cá nhân" in said(stage.window().page)
    stage.on(date(2024, 3, 15))
    told = sign(stage, decision, "310", Signed("310", date(2024, 3, 15), SIGNER))
    made = Decision.objects.get(state="signed")
    bonuses = set(made.lines.values_list("subject__kind", "bonus"))
    assert bonuses == {("collective", 1_080_000), ("individual", 540_000)}
    assert "98/2023/NĐ-CP" in told and "1.080.000 đồng" in told and "540.000 đồng" in told
    assert "chưa xác minh" in told
    assert list(journal.faults()) == []


def test_ha_nam_keeps_its_yearly_day_and_is_warned_of_fewer_than_four(visit, shared, paper):
    stage = Stage(visit, "Sở Tư pháp tỉnh Hà Nam", level=SO, units=["Phòng Hành chính tư pháp"], members=MEMBERS)
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

    # when dossiers come on the last day with the two papers the plan asks for
    stage.on(date(2024, 1, 4))
    for kind in ("collective", "person"):
        handed = nominate(stage, 0, kind, paper, award="Giấy khen")
        assert handed.papers == ("Tờ trình", "Báo cáo thành tích")
        assert "trong thời hạn" in handed.receipt
    received(stage, date(2024, 1, 4))

    # then signing fewer than four is warned with the clause, and possible
    stage.on(date(2024, 1, 20))
    decision = draft_decision(stage, hold_the_meeting(stage, date(2024, 1, 20), mode="open"))
    warned = said(stage.window().page)
    assert "Mới có 01 tập thể được tặng Giấy khen; kế hoạch ghi 4 tập thể" in warned
    assert "tối đa 10 cá nhân" in warned
    stage.on(date(2024, 1, 25))
    sign(stage, decision, "16", Signed("16", date(2024, 1, 25), SIGNER), symbol="QĐ-STP")
    assert str(Decision.objects.get(state="signed")).startswith("Quyết định số 16/QĐ-STP")
    assert list(journal.faults()) == []


def test_kien_giang_takes_standards_and_papers_from_its_province_and_counts_from_the_event(visit, shared, paper):
    province = make_unit(name="Ủy ban nhân dân tỉnh Kiên Giang", level=make_level("tinh", "Tỉnh", 2))
    units = ["Phòng Quản lý ngân sách"]
    stage = Stage(visit, "Sở Tài chính Kiên Giang", level=SO, units=units, members=MEMBERS, parent=province)
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

    # then a dossier with the parent's papers is received on the last day and goes up as a proposal
    stage.on(date(2024, 2, 15))
    handed = nominate(stage, 0, "collective", paper)
    assert handed.papers == ("Tờ trình", "Báo cáo thành tích")
    assert "trong thời hạn" in handed.receipt and "/ 05 chỉ tiêu" in handed.meters
    received(stage, date(2024, 2, 15))
    stage.on(date(2024, 2, 20))
    decision = draft_decision(stage, hold_the_meeting(stage, date(2024, 2, 20), mode="open"))
    stage.on(date(2024, 3, 1))
    sign(stage, decision, "9", Signed("9", date(2024, 3, 1), SIGNER), symbol="TTr-STC")
    assert str(Decision.objects.get(state="signed")) == "Tờ trình số 09/TTr-STC"
    assert list(journal.faults()) == []


def hoa_xuan_nam(visit, shared):
    """The commune under its town and province, with its plan read in and the missing day settled."""
    province = make_unit(name="Ủy ban nhân dân tỉnh Phú Yên", level=make_level("tinh", "Tỉnh", 2))
    town = make_unit(name="Ủy ban nhân dân thị xã Đông Hòa", parent=province, level=make_level(*HUYEN))
    units = ["Văn phòng – Thống kê"]
    stage = Stage(visit, "Ủy ban nhân dân xã Hòa Xuân Nam", level=XA, units=units, members=MEMBERS, parent=town)
    stage.on(date(2023, 9, 22))
    page = read_plan(stage, shared / "plans" / "docx" / "hoa-xuan-nam-2023-2025.docx")
    settle(page, "Kế hoạch không ghi hạn nộp hồ sơ", "Theo thông báo hằng năm của thị xã")
    return stage, page


def test_hoa_xuan_nam_proposes_each_year_by_a_list_the_office_chose(visit, shared, paper):
    # given a plan that names neither papers nor numbers nor a day
    stage, page = hoa_xuan_nam(visit, shared)
    movement = issue(page, Signed("130/KH-UBND", date(2023, 9, 20), SIGNER))
    page = open_round(stage, movement, "Năm 2023")
    assert "Kế hoạch không nêu thành phần hồ sơ" in said(page)
    assert [page.get_by_role("heading", name=f"Năm {year}").count() for year in (2023, 2024, 2025)] == [1, 1, 1]

    # when the office chooses the list with its source and nominees are put forward to town and province
    page = choose_papers(stage, movement, ("Tờ trình", "Báo cáo thành tích"), "Hướng dẫn số 15/HD-UBND của thị xã")
    assert said(page).count("Cơ quan thường trực chọn: Hướng dẫn số 15/HD-UBND của thị xã") == 2
    stage.on(date(2023, 12, 20))
    for kind, award in (("collective", "Giấy khen"), ("person", "Bằng khen")):
        handed = nominate(stage, 0, kind, paper, award=award)
        assert handed.papers == ("Tờ trình", "Báo cáo thành tích")
        assert "kế hoạch không nêu số lượng" in handed.meters
    received(stage, date(2023, 12, 20))

    # then the commune's council passes them and one letter goes up for each award, without a bonus of its own
    stage.on(date(2023, 12, 25))
    meeting = hold_the_meeting(stage, date(2023, 12, 25), mode="open")
    stage.on(date(2023, 12, 28))
    for number, award in (("61", "Giấy khen"), ("62", "Bằng khen")):
        letter = draft_decision(stage, meeting, award=award)
        assert "Kế hoạch không nêu số lượng" in said(stage.window().page)
        told = sign(stage, letter, number, Signed(number, date(2023, 12, 28), SIGNER), symbol="TTr-UBND")
        assert f"Tờ trình số {number}/TTr-UBND" in told
    assert set(Decision.objects.values_list("kind", "state")) == {("propose", "signed")}
    assert set(Decision.objects.values_list("lines__bonus", flat=True)) == {None}

    # and each authority gets its own package, with the papers and no other's dossier
    for award, to in (("Giấy khen", "Ủy ban nhân dân thị xã Đông Hòa"), ("Bằng khen", "Ủy ban nhân dân tỉnh Phú Yên")):
        sent = send_up(stage, "Năm 2023", to=to, via="")
        assert [one["award"]["form"] for one in sent.manifest["dossiers"]] == [award]
        assert [paper["paper"] for paper in sent.manifest["dossiers"][0]["papers"]] == ["to_trinh", "bao_cao"]
    assert list(journal.faults()) == []


def test_hoa_xuan_nam_gives_its_own_award_at_the_end(visit, shared, paper):
    # given the plan, whose “theo thẩm quyền” a person spells out as the commune's own award
    stage, page = hoa_xuan_nam(visit, shared)
    own = {"Hình thức": "Giấy khen", "Thẩm quyền": "Chủ tịch UBND xã", "Tuyến": "Tự khen theo thẩm quyền"}
    add_award(page, "đạt thành tích xuất sắc theo thẩm quyền", own | {"Khi nào": "Giai đoạn"})
    movement = issue(page, Signed("130/KH-UBND", date(2023, 9, 20), SIGNER))

    # when the stage is judged under the law of 2025, whose minutes are taken into the list with their article
    stage.on(date(2025, 6, 2))
    open_round(stage, movement, "Giai đoạn 2023–2025")
    choose_papers(stage, movement, ("Bản tóm tắt thành tích",), "Quy chế thi đua, khen thưởng của xã")
    for name in ("Tờ trình", "Báo cáo thành tích", "Biên bản họp"):
        page = take_paper(stage, movement, name)
    taken = "Pháp luật yêu cầu, đã tiếp nhận: khoản 2 Điều 84 Luật Thi đua, khen thưởng số 06/2022/QH15"
    assert said(page).count(taken) == 3
    handed = nominate(stage, 0, "person", paper, award="Chủ tịch UBND xã")
    assert handed.papers == ("Bản tóm tắt thành tích", "Tờ trình", "Báo cáo thành tích", "Biên bản họp")
    received(stage, date(2025, 6, 2))

    # then the commune itself decides, by the minutes of a meeting held on paper, and owes the bonus of its level
    stage.on(date(2025, 6, 20))
    decision = draft_from_round(stage, "Giai đoạn 2023–2025", "Biên bản họp số 04/BB-HĐ ngày 10/06/2025")
    told = sign(stage, decision, "140", Signed("140", date(2025, 6, 20), SIGNER))
    made = Decision.objects.get(state="signed")
    assert (made.kind, made.lines.get().bonus) == ("grant", 360_000)
    assert "98/2023/NĐ-CP" in told and "360.000 đồng" in told
    assert list(journal.faults()) == []
