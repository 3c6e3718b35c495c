"""A dossier's hard ways in the windows of clerk and officer: what is missing, late, given back, on paper, asked."""

from datetime import date

import pytest

from tests.browser.conftest import PHONE, serious_faults
from tests.browser.journey import OFFICE, Stage, press, said, unfold
from tests.browser.journey_dossiers import MERITS
from tests.dossiers.rows import (
    make_award,
    make_criterion,
    make_due_day,
    make_movement,
    make_quota,
    make_requirement,
    make_round,
)
from tests.factories import make_subject
from thidua.dossiers.models import Consultation, Dossier
from thidua.org import journal
from thidua.org.models import Account, Document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]
HUYEN = ("huyen", "Huyện", 4)
LAST = date(2025, 11, 20)
NAMES = ("Trần Văn An", "Hoàng Thị Bích", "Lê Quang Vinh")


@pytest.fixture
def paper(tmp_path, settings):
    settings.PRACTICE_CLOCK = True
    written = tmp_path / "giay-to.txt"
    written.write_text("Giấy tờ của hồ sơ, nội dung thử.", encoding="utf-8")
    return written


@pytest.fixture
def stage(visit, paper):
    """A district whose movement of the year asks for a report and minutes by 20/11/2025."""
    made = Stage(visit, "UBND huyện Mẫu", level=HUYEN, units=["UBND xã Thử", "UBND xã Bên"], members=NAMES)
    movement = make_movement(
        unit=made.office,
        name="Cải cách hành chính năm 2025",
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
    )
    made.round = make_round(movement=movement, name="Năm 2025", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    made.award = make_award(movement, authority="Chủ tịch UBND huyện")
    make_quota(made.award, 1)
    for kind in ("bao_cao", "bien_ban"):
        make_requirement(movement, kind)
    make_criterion(movement, "rating", text="Hoàn thành tốt nhiệm vụ", params={"at_least": "Hoàn thành tốt nhiệm vụ"})
    make_due_day(made.round, LAST)
    return made


def opened(stage: Stage, place: int) -> str:
    """A clerk nominates the unit itself and writes the summary; gives the dossier's address."""
    page = stage.clerk(place).open("/ho-so/de-nghi/")
    page.get_by_role("link", name="Lập một hồ sơ").first.click()
    page.wait_for_load_state()
    page.locator("select[name=collective]").select_option(index=1)
    press(page, "Lập hồ sơ")
    page.fill("textarea[name=achievements]", MERITS)
    press(page, "Lưu tóm tắt")
    return str(page.url)


def fill(page, paper) -> None:
    """Lay something in every place that is still empty."""
    while page.locator("#giay-to .badge.warn").count():
        card = page.locator("#giay-to li.card").filter(has_text="còn thiếu").first
        card.locator("input[type=file]").set_input_files(str(paper))
        card.get_by_role("button", name="Tải lên").click()
        page.wait_for_load_state()


def test_late_given_back_by_paper_and_handed_in_again(stage, paper):
    # given a dossier that comes a day late, with its receipt
    stage.on(date(2025, 11, 21))
    address = opened(stage, 0)
    clerk = stage.clerk(0).page
    assert "nộp hôm nay là muộn 01 ngày" in said(clerk)
    fill(clerk, paper)
    press(clerk, "Nộp hồ sơ")
    receipt = said(clerk)
    assert "muộn 01 ngày" in receipt and receipt.count("giay-to.txt") == 2
    assert clerk.locator("code").first.inner_text() == Dossier.objects.get().papers.first().file.sha256
    assert serious_faults(clerk) == []
    with clerk.expect_download() as coming:
        clerk.get_by_role("link", name="Tải biên nhận (Word)").click()
    assert coming.value.suggested_filename.endswith(".docx")

    # when the office gives it back with a reason for one paper, the clerk sees which and why
    office = stage.window().page
    office.goto(address)
    assert "Hồ sơ chờ cơ quan thường trực chấp nhận" in said(office)
    office.locator("summary", has_text="Trả lại để bổ sung").click()
    office.get_by_label("Biên bản họp: cần sửa gì").fill("Chưa có chữ ký thư ký")
    press(office, "Trả lại hồ sơ")
    clerk.goto(address)
    assert "Biên bản họp: Chưa có chữ ký thư ký" in clerk.locator("#giay-to").inner_text()
    assert "Trả lại để bổ sung" in said(clerk)

    # and handed in again it keeps its day, is admitted with a reason and goes to an officer
    card = clerk.locator("#giay-to li.card").filter(has_text="Biên bản họp")
    better = paper.with_name("bien-ban-da-ky.txt")
    better.write_text("Biên bản đã ký đủ.", encoding="utf-8")
    unfold(clerk)
    card.locator("input[type=file]").set_input_files(str(better))
    card.get_by_role("button", name="Tải lên").click()
    clerk.wait_for_load_state()
    stage.on(date(2025, 11, 25))
    clerk.goto(address)
    press(clerk, "Nộp hồ sơ")
    assert "bien-ban-da-ky.txt" in said(clerk) and "muộn 01 ngày" in said(clerk)
    office.goto(address)
    unfold(office)
    office.locator("#reason-chap-nhan").fill("Mưa lũ chia cắt, có báo cáo")
    press(office, "Chấp nhận hồ sơ nộp muộn")
    unfold(office)
    office.select_option("#id_officer", label=office.locator("#id_officer option").nth(1).inner_text())
    press(office, "Giao")
    assert "Người thụ lý:" in said(office)
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.received_on, dossier.late_days) == ("submitted", date(2025, 11, 21), 1)
    assert list(journal.faults()) == []


def test_the_office_keys_a_dossier_brought_on_paper_with_its_day(stage):
    stage.on(date(2025, 11, 24))
    office = stage.window().open("/ho-so/de-nghi/")
    office.get_by_role("link", name="Lập một hồ sơ").first.click()
    office.wait_for_load_state()
    office.select_option("select[name=unit]", label="UBND xã Bên")
    office.select_option("select[name=collective]", label="UBND xã Bên")
    office.check("input[name=is_paper]")
    press(office, "Lập hồ sơ")
    assert "Hồ sơ giấy" in said(office)
    while office.get_by_role("button", name="Đã nhận bản giấy").count():
        office.get_by_role("button", name="Đã nhận bản giấy").first.click()
        office.wait_for_load_state()
    office.fill("[name=achievements]", MERITS)
    press(office, "Lưu tóm tắt")
    office.fill("[name=received_on]", "2025-11-19")
    press(office, "Tiếp nhận hồ sơ giấy")
    receipt = said(office)
    assert "trong thời hạn" in receipt and "19/11/2025" in receipt and receipt.count("Bản giấy") == 2
    assert Dossier.objects.get().received_on == date(2025, 11, 19)
    assert serious_faults(office) == []


def test_what_is_missing_and_an_earlier_award_for_the_same_time(stage, paper):
    # given a unit with an award of another movement for the same months
    stage.on(date(2025, 11, 10))
    address = opened(stage, 0)
    dossier = Dossier.objects.get()
    act = Document.objects.create(
        kind="Quyết định", number="88/QĐ-UBND", dated_on=date(2025, 8, 1), entered_at=dossier.opened_at
    )
    dossier.nominee.honours.create(
        name="Giấy khen chuyển đổi số",
        is_thematic=True,
        from_on=date(2025, 1, 1),
        until_on=date(2025, 6, 30),
        decided_on=date(2025, 8, 1),
        document=act,
    )
    # when the clerk asks what is missing, each line says what and by which article or clause
    clerk = stage.clerk(0).page
    clerk.goto(address)
    clerk.get_by_role("link", name="Còn thiếu gì").click()
    clerk.wait_for_load_state()
    words = said(clerk)
    assert "Chưa có kết quả xếp loại năm 2025" in words
    assert "khoản 4 Điều 4 Nghị định số 152/2025/NĐ-CP" in words
    assert "Chờ người thẩm định kết luận có cùng thành tích không." in words
    press(clerk, "Xác nhận: thông tin về kỷ luật và việc đang xem xét đã nhập đủ")
    assert "Đơn vị xác nhận không có việc đang xem xét." in said(clerk)
    make_subject(unit=stage.units[0]).ratings.create(year=2025, grade="Hoàn thành tốt nhiệm vụ")

    # then the office sees both awards and the article side by side; only its yes blocks
    office = stage.window().page
    office.goto(address + "dieu-kien/")
    both = said(office)
    assert "Giấy khen chuyển đổi số" in both and "88/QĐ-UBND" in both
    assert "điểm c khoản 2 Điều 5 Luật Thi đua, khen thưởng số 06/2022/QH15" in both
    office.get_by_label("Có phải cùng thành tích không?").select_option("yes")
    office.get_by_label("Lý do").fill("Cùng kết quả số hóa hồ sơ")
    press(office, "Kết luận")
    assert "Đã được Giấy khen chuyển đổi số (Cùng kết quả số hóa hồ sơ) cho cùng thành tích." in said(office)
    assert "Chưa đủ điều kiện" in said(office)
    clerk.goto(address)
    fill(clerk, paper)
    press(clerk, "Nộp hồ sơ")
    office.goto(address + "tham-dinh/")
    office.select_option("select[name^=verdict_]", "met")
    press(office, "Đủ điều kiện, chuyển Hội đồng")
    assert "Một thành tích chỉ khen một lần: chưa đạt" in office.locator("[role=alert]").inner_text()
    office.goto(address + "dieu-kien/")
    office.get_by_label("Có phải cùng thành tích không?").select_option("no")
    office.get_by_label("Lý do").fill("Giấy khen kia cho số hóa, đây cho một cửa")
    press(office, "Kết luận lại")
    assert "thành tích khác" in said(office) and "Đủ điều kiện" in said(office)
    assert serious_faults(office) == []


def test_the_public_is_asked_and_the_conclusion_stands(stage, paper, visit):
    # given a verified dossier whose list is published for three working days
    stage.on(date(2025, 11, 13))
    address = opened(stage, 0)
    make_subject(unit=stage.units[0]).ratings.create(year=2025, grade="Hoàn thành tốt nhiệm vụ")
    clerk, office = stage.clerk(0).page, stage.window().page
    fill(clerk, paper)
    press(clerk, "Nộp hồ sơ")
    office.goto(address + "tham-dinh/")
    office.select_option("select[name^=verdict_]", "met")
    press(office, "Đủ điều kiện, chuyển Hội đồng")
    stage.window().open("/ho-so/")
    for link in ("Lấy ý kiến Nhân dân", "Năm 2025"):
        office.get_by_role("link", name=link, exact=True).first.click()
        office.wait_for_load_state()
    office.get_by_label("Số ngày làm việc").fill("3")
    office.get_by_label("Căn cứ (điều, khoản hoặc mục của kế hoạch)").fill("mục V.2 của kế hoạch")
    press(office, "Công khai để lấy ý kiến")
    asked = Consultation.objects.get()
    assert asked.closes_on == date(2025, 11, 18)  # Thursday and three working days over a weekend

    # when somebody without an account comments on a phone
    stranger = visit(viewport=PHONE).open("/cong-khai/lay-y-kien/")
    stranger.get_by_role("link", name="Cải cách hành chính năm 2025").first.click()
    stranger.wait_for_load_state()
    assert "UBND xã Thử" in said(stranger) and "18/11/2025" in said(stranger)
    stranger.fill("[name=text]", "Xã giải quyết hồ sơ nhanh, tôi đồng tình.")
    stranger.locator("main form button").last.click()
    stranger.wait_for_load_state()
    assert "Đã nhận ý kiến" in said(stranger)
    assert serious_faults(stranger) == []

    # then the office reads it, cannot conclude early, and concludes after the last day
    stage.window().open(f"/ho-so/lay-y-kien/{asked.round_id}/")
    assert "tôi đồng tình" in said(office)
    office.fill("textarea[name=conclusion]", "Nhân dân đồng tình với danh sách.")
    press(office, "Kết luận")
    assert "Còn đang lấy ý kiến đến hết ngày 18/11/2025" in office.locator("[role=alert]").inner_text()
    stage.on(date(2025, 11, 19))
    stage.window().open(f"/ho-so/lay-y-kien/{asked.round_id}/")
    office.fill("textarea[name=conclusion]", "Nhân dân đồng tình với danh sách.")
    press(office, "Kết luận")
    assert "Kết luận: Nhân dân đồng tình với danh sách." in said(office)
    closed = visit().open(f"/cong-khai/lay-y-kien/{asked.pk}/")
    assert "tôi đồng tình" not in closed.inner_text("body")
    assert Account.objects.filter(username=OFFICE).exists()
