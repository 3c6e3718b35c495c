"""Hòa Xuân Nam's real plan through its three years: every year it proposes, at the end it gives and proposes."""

from datetime import date

import pytest

from tests.browser.journey import Signed, Stage, add_award, issue, open_round, read_plan, said, settle
from tests.browser.journey_decisions import (
    draft_decision,
    draft_from_round,
    hold_the_meeting,
    print_and_check,
    sign,
    submit,
)
from tests.browser.journey_dossiers import nominate_many, send_up, verify_all
from tests.browser.journey_papers import choose_papers, take_paper
from tests.factories import make_level, make_unit
from thidua.awards.models import Decision
from thidua.org import journal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

MEMBERS = ("Lê Quang Vinh", "Trần Thị Ánh", "Phạm Đình Toàn")
SIGNER = "Trần Kim Trọng"
UNIT, PERSON = "Văn phòng – Thống kê", "Nguyễn Thị Thu"
PAPERS = ("Tờ trình", "Báo cáo thành tích", "Bản tóm tắt thành tích")
TOWN = {"collective": "Giấy khen", "individual": "Bằng khen"}
YEARS = {  # the last one before the towns end on 01/07/2025
    2023: (date(2023, 12, 20), date(2023, 12, 25), date(2023, 12, 28)),
    2024: (date(2024, 12, 18), date(2024, 12, 23), date(2024, 12, 27)),
    2025: (date(2025, 6, 2), date(2025, 6, 10), date(2025, 6, 16)),
}


@pytest.fixture
def paper(tmp_path, settings):
    settings.PRACTICE_CLOCK = True
    written = tmp_path / "giay-to.txt"
    written.write_text("Giấy tờ của hồ sơ, nội dung thử.", encoding="utf-8")
    return written


@pytest.fixture
def stage(visit):
    province = make_unit(name="Ủy ban nhân dân tỉnh Phú Yên", level=make_level("tinh", "Tỉnh", 2))
    town = make_unit(name="Ủy ban nhân dân thị xã Đông Hòa", parent=province, level=make_level("huyen", "Huyện", 4))
    level = ("xa", "Xã, phường", 5)
    name = "Ủy ban nhân dân xã Hòa Xuân Nam"
    return Stage(visit, name, level=level, units=[UNIT], people=[PERSON], members=MEMBERS, parent=town)


def test_it_proposes_every_year_and_gives_and_proposes_at_the_end(stage, shared, paper):
    # given the plan, whose “theo thẩm quyền” a person spells out as the commune's own award
    stage.on(date(2023, 9, 22))
    page = read_plan(stage, shared / "plans" / "docx" / "hoa-xuan-nam-2023-2025.docx")
    settle(page, "Kế hoạch không ghi hạn nộp hồ sơ", "Theo thông báo hằng năm của thị xã")
    own = {"Hình thức": "Giấy khen", "Thẩm quyền": "Chủ tịch UBND xã", "Tuyến": "Tự khen theo thẩm quyền"}
    add_award(page, "đạt thành tích xuất sắc theo thẩm quyền", own | {"Khi nào": "Giai đoạn"})
    movement = issue(page, Signed("130/KH-UBND", date(2023, 9, 20), SIGNER))
    page = open_round(stage, movement, "Năm 2023")
    assert "Kế hoạch không nêu thành phần hồ sơ" in said(page)
    assert [page.get_by_role("heading", name=f"Năm {year}").count() for year in YEARS] == [1, 1, 1]
    page = choose_papers(stage, movement, PAPERS, "Hướng dẫn số 15/HD-UBND của thị xã")
    assert said(page).count("Cơ quan thường trực chọn: Hướng dẫn số 15/HD-UBND của thị xã") == 1
    assert said(page).count("Pháp luật yêu cầu, đã tiếp nhận: ") == 2  # of the commune's own award, with the article

    # when each year a collective is put forward to the town and a person to the province, then two letters go up
    for year, (handed_on, met_on, signed_on) in YEARS.items():
        stage.on(handed_on)
        open_round(stage, movement, f"Năm {year}")
        handed = nominate_many(stage, "daumoi0", [UNIT, PERSON], paper, awards=TOWN, round=f"Năm {year}")
        assert handed.meters.count("kế hoạch không nêu số lượng") == 4
        verify_all(stage)
        stage.on(met_on)
        meeting = hold_the_meeting(stage, met_on, round=f"Năm {year}")
        stage.on(signed_on)
        for number, award in ((f"{year - 1962}", "Giấy khen"), (f"{year - 1952}", "Bằng khen")):
            letter = draft_decision(stage, meeting, award=award)
            assert "Kế hoạch không nêu số lượng" in said(stage.window().page)
            submit(stage, letter)
            told = sign(stage, letter, Signed(number, signed_on, SIGNER), symbol="TTr-UBND")
            assert f"Tờ trình số {number}/TTr-UBND" in told
    letters = Decision.objects.filter(kind="propose", state="signed")
    assert letters.count() == 6
    assert set(letters.values_list("lines__bonus", flat=True)) == {None}

    # and each authority gets its own package, with the papers and no other's dossier
    for award, to in (("Giấy khen", "Ủy ban nhân dân thị xã Đông Hòa"), ("Bằng khen", "Ủy ban nhân dân tỉnh Phú Yên")):
        sent = send_up(stage, "Năm 2023", to=to, via="")
        assert [one["award"]["form"] for one in sent.manifest["dossiers"]] == [award]
        papers = [paper["paper"] for paper in sent.manifest["dossiers"][0]["papers"]]
        assert papers == ["to_trinh", "bao_cao", "tom_tat"]

    # when the stage is judged under the law of 2025, whose minutes are taken into the list with their article
    open_round(stage, movement, "Giai đoạn 2023–2025")
    page = take_paper(stage, movement, "Biên bản họp")
    taken = "Pháp luật yêu cầu, đã tiếp nhận: khoản 2 Điều 84 Luật Thi đua, khen thưởng số 06/2022/QH15"
    assert taken in said(page)
    final = {"collective": "Bằng khen", "individual": "Chủ tịch UBND xã"}
    handed = nominate_many(stage, "daumoi0", [UNIT, PERSON], paper, awards=final, round="Giai đoạn 2023–2025")
    assert handed.papers == (*PAPERS, "Biên bản họp")
    assert "kế hoạch không nêu số lượng" in handed.meters
    verify_all(stage)

    # then by the minutes of a meeting on paper the commune gives its own award and proposes the province's
    stage.on(date(2025, 6, 20))
    grounds = "Biên bản họp số 04/BB-HĐ ngày 18/06/2025"
    for award, number, symbol in (("Giấy khen", "140", "QĐ-UBND"), ("Bằng khen", "90", "TTr-UBND")):
        made = draft_from_round(stage, "Giai đoạn 2023–2025", grounds, award=award)
        submit(stage, made)
        told = sign(stage, made, Signed(number, date(2025, 6, 20), SIGNER), symbol=symbol)
        assert f"số {number}/{symbol}" in told
    given = Decision.objects.get(kind="grant")
    assert (given.lines.get().bonus, given.lines.get().bonus_steps["regime"]) == (
        360_000,
        "Nghị định số 98/2023/NĐ-CP",
    )
    assert Decision.objects.filter(kind="propose", state="signed").count() == 7
    print_and_check(stage, given)
    assert list(journal.faults()) == []
