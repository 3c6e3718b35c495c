"""Sơn Tây's real plan, from its Word file to a certificate anyone can check, played by the people who would do it."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from docx import Document as Docx
from PIL import Image

from tests.browser.conftest import PASSWORD, Visitor
from tests.factories import give_role, make_account, make_level, make_person, make_unit
from thidua.awards.models import Decision
from thidua.dossiers.models import Dossier
from thidua.org import journal
from thidua.org.kinds import Role
from thidua.web import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

COMMUNES = ("Sơn Mùa", "Sơn Dung", "Sơn Long")
MEMBERS = ("Lê Quang Vinh", "Trần Thị Ánh", "Hồ Văn Thới", "Đinh Văn Pơ", "Phạm Đình Toàn")


class Stage:
    """The district with its people, and a window for each of them."""

    def __init__(self, visit) -> None:
        self.visit = visit
        self.windows: dict[str, Visitor] = {}
        huyen = make_level("huyen", "Huyện", 5)
        self.office = make_unit(name="Ủy ban nhân dân huyện Sơn Tây", short_name="UBND huyện Sơn Tây", level=huyen)
        self.communes = [
            make_unit(name=f"Ủy ban nhân dân xã {name}", short_name=f"UBND xã {name}", parent=self.office)
            for name in COMMUNES
        ]
        self.person("thuongtruc", "Đinh Thị Hạnh", Role.OFFICE, Role.ADMIN)
        self.person("thamdinh", "Nguyễn Thị Hoa", Role.VERIFIER)
        self.person("vanthu", "Võ Thành Nhân", Role.REGISTRY)
        for place, unit in enumerate(self.communes):
            self.person(f"xa{place}", f"Đinh Văn {'ABC'[place]}", Role.CLERK, unit=unit)
        for place, name in enumerate(MEMBERS):
            self.person(f"uyvien{place}", name)

    def person(self, username, name, *roles, unit=None):
        person = make_person(name=name, unit=unit or self.office)
        make_account(person, username=username, password=PASSWORD)
        for role in roles:
            give_role(person, role, unit or self.office)

    def window(self, username: str) -> Visitor:
        if username not in self.windows:
            self.windows[username] = self.visit(username)
        return self.windows[username]

    def on(self, day: date) -> None:
        clock.set_practice_day(day)


def press(page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()


def unfold(page) -> None:
    """Open what is folded on the page, as a person looking for a button would."""
    folded = page.locator("main details:not([open]) > summary")
    while folded.count():
        folded.first.click()


@pytest.fixture
def stage(visit, settings):
    settings.PRACTICE_CLOCK = True
    return Stage(visit)


def issue_the_plan(stage: Stage, plan: Path) -> str:
    """The standing office uploads the Word file, looks at what was read and issues it; gives the movement's address."""
    stage.on(date(2021, 3, 1))
    window = stage.window("thuongtruc")
    page = window.open("/phong-trao/tai-len/")
    page.set_input_files("input[type=file]", str(plan))
    press(page, "Đọc kế hoạch")
    assert "29/01/2022" in page.inner_text("main")
    page.fill("[name=issue-number]", "12/KH-UBND")
    page.fill("[name=issue-issued_on]", "2021-02-26")
    page.fill("[name=issue-signer]", "Nguyễn Ngọc Trân")
    press(page, "Ban hành")
    window.open("/phong-trao/")
    page.locator("main a[href^='/phong-trao/']").filter(has_text="ải cách hành chính").first.click()
    page.wait_for_load_state()
    return page.url


def register(stage: Stage, movement: str, place: int) -> None:
    """A commune's clerk registers the commune."""
    page = stage.window(f"xa{place}").page
    page.goto(movement)
    page.get_by_role("link", name="Đăng ký", exact=True).first.click()
    page.wait_for_load_state()
    page.fill("textarea[name=content]", "Hoàn thành nhiệm vụ cải cách hành chính năm 2021")
    page.locator("fieldset.line select").first.select_option(index=1)
    page.locator("fieldset.line").first.locator("select").nth(1).select_option(index=1)
    press(page, "Gửi đăng ký")
    assert "Đã nhận đăng ký" in page.inner_text("main")


def nominate(stage: Stage, place: int, kind: str, paper: Path) -> str:
    """A clerk opens a dossier for the commune or a person, lays every paper in and hands it over."""
    window = stage.window(f"xa{place}")
    page = window.open("/ho-so/de-nghi/")
    page.locator("main a[href*='/ho-so/de-nghi/']").last.click()
    page.wait_for_load_state()
    page.locator(f"select[name={kind}]").select_option(index=1)
    press(page, "Lập hồ sơ")
    page.fill("textarea[name=achievements]", "Giải quyết đúng hạn toàn bộ hồ sơ, công khai đủ thủ tục. " * 8)
    press(page, "Lưu tóm tắt")
    while page.locator("#giay-to .badge.warn").count():
        card = page.locator("#giay-to li.card").filter(has_text="còn thiếu").first
        card.locator("input[type=file]").set_input_files(str(paper))
        card.get_by_role("button", name="Tải lên").click()
        page.wait_for_load_state()
    assert "Đã nhận, SHA-256" in page.inner_text("#giay-to")
    press(page, "Nộp hồ sơ")
    return page.url


def verify(stage: Stage, dossier: Dossier) -> None:
    """The verifier finds every criterion met."""
    page = stage.window("thamdinh").open(f"/ho-so/{dossier.pk}/tham-dinh/")
    for select in page.locator("select[name^=verdict_]").all():
        select.select_option("met")
    for reason in page.locator("[name^=reason_]").all():
        reason.fill("Theo báo cáo và biên bản kèm hồ sơ")
    press(page, "Đủ điều kiện, chuyển Hội đồng")


def hold_the_meeting(stage: Stage) -> str:
    """The office sets up the council, convenes it and opens the secret ballot; five members vote; gives its address."""
    page = stage.window("thuongtruc").open("/hoi-dong/moi/")
    unfold(page)
    page.select_option("#id_unit", label="Ủy ban nhân dân huyện Sơn Tây")
    page.fill("#id_name", "Hội đồng Thi đua – Khen thưởng huyện Sơn Tây")
    page.fill("#id_rules_from", "Quy chế của Hội đồng")
    press(page, "Lập hội đồng")
    council = page.url
    for place, name in enumerate(MEMBERS):
        unfold(page)
        person = page.locator("#id_person option").filter(has_text=name).first
        page.select_option("#id_person", value=person.get_attribute("value"))
        page.select_option("#id_office", "chair" if place == 4 else "secretary" if place == 0 else "member")
        page.fill("#id_from_on", "2021-01-01")
        press(page, "Thêm thành viên")
    page.goto(council)
    page.locator("a[href$='/trieu-tap/']").first.click()
    page.wait_for_load_state()
    if page.locator("#id_held_on").count() == 0:
        press(page, "Chọn đợt")
    page.fill("#id_held_on", "2022-02-10")
    for box in page.locator("input[name=dossiers]").all():
        box.check()
    press(page, "Triệu tập")
    meeting = page.url
    unfold(page)
    press(page, "Ghi có mặt")
    unfold(page)
    for box in page.locator("input[name=lines]").all():
        box.check()
    page.select_option("#id_mode", "secret")
    press(page, "Mở hòm phiếu")
    ballot = page.url
    for place in range(len(MEMBERS)):
        voter = stage.window(f"uyvien{place}").page
        voter.goto(ballot)
        for choice in voter.locator("input[type=radio][value=agree]").all():
            choice.check()
        press(voter, "Bỏ phiếu")
        assert "Mã biên nhận" in voter.inner_text("main")
    page.goto(ballot)
    press(page, "Đóng hòm phiếu và kiểm phiếu")
    page.goto(meeting)
    press(page, "Kết thúc phiên họp")
    return page.url


def draft_decision(stage: Stage, meeting: str) -> str:
    """The office drafts a decision from what the council passed; gives its address."""
    page = stage.window("thuongtruc").page
    number = meeting.rstrip("/").split("/")[-1]
    stage.window("thuongtruc").open(f"/khen-thuong/phien-hop/{number}/")
    for box in page.locator("input[name=dossier]:not([disabled])").all():
        box.check()
    press(page, "Lập dự thảo")
    return page.url


def sign(stage: Stage, decision: str) -> str:
    """The registry enters the signed paper; gives what the page then says."""
    page = stage.window("vanthu").page
    page.goto(decision)
    unfold(page)
    page.fill("#id_symbol", "QĐ-UBND")
    page.fill("#id_number", "215")
    page.fill("#id_signed_on", "2022-02-15")
    page.fill("#id_signer", "Nguyễn Ngọc Trân")
    page.fill("#id_signer_title", "Chủ tịch")
    press(page, "Ghi nhận đã ban hành")
    return page.inner_text("main")


def fetched(window: Visitor, address: str) -> bytes:
    answer = window.page.request.get(window.base + address if address.startswith("/") else address)
    assert answer.status == 200, answer.text()[:400]
    return answer.body()


def test_plan_to_certificate(stage, shared, tmp_path):
    paper = tmp_path / "bien-ban.txt"
    paper.write_text("Biên bản họp xét khen thưởng, nội dung thử.", encoding="utf-8")

    # given the plan as signed, and two communes that registered
    movement = issue_the_plan(stage, shared / "plans" / "docx" / "son-tay-2021.docx")
    office = stage.window("thuongtruc").page
    if office.get_by_role("button", name="Mở đợt").count():
        press(office, "Mở đợt")
    stage.on(date(2021, 4, 12))
    register(stage, movement, 0)

    # when three communes and two people are nominated, the last commune a day too late
    for place, day in ((0, date(2022, 1, 18)), (1, date(2022, 1, 29)), (2, date(2022, 1, 30))):
        stage.on(day)
        late = nominate(stage, place, "collective", paper)
        if place < 2:
            nominate(stage, place, "person", paper)
    assert Dossier.objects.count() == 5
    last = stage.window("xa2").page
    assert "muộn 01 ngày" in last.inner_text("main")

    # then it waits until the standing office admits it with a reason
    stage.on(date(2022, 2, 8))
    office.goto(late.replace("bien-nhan/", ""))
    unfold(office)
    office.locator("#reason-chap-nhan").fill("Xã bị chia cắt do mưa lũ, có báo cáo kèm theo")
    press(office, "Chấp nhận hồ sơ nộp muộn")
    for dossier in Dossier.objects.order_by("pk"):
        verify(stage, dossier)
    assert set(Dossier.objects.values_list("state", flat=True)) == {"verified"}

    # and the council passes all of them in a secret ballot
    stage.on(date(2022, 2, 10))
    meeting = hold_the_meeting(stage)
    number = meeting.rstrip("/").split("/")[-1]
    minutes = Docx(BytesIO(fetched(stage.window("thuongtruc"), f"/hoi-dong/phien/{number}/bien-ban.docx")))
    assert any("Sơn Long" in cell.text for table in minutes.tables for row in table.rows for cell in row.cells) or any(
        "Sơn Long" in line.text for line in minutes.paragraphs
    )

    # but a decision naming three collectives is refused with the clause
    stage.on(date(2022, 2, 15))
    decision = draft_decision(stage, meeting)
    said = sign(stage, decision)
    assert "03 tập thể" in said and "III.3" in said
    assert Decision.objects.filter(state="signed").count() == 0

    # so one is taken out and the decision stands, with the bonus and its article
    office.goto(decision)
    office.get_by_role("button", name="Bỏ Ủy ban nhân dân xã Sơn Long khỏi danh sách").click()
    office.wait_for_load_state()
    said = sign(stage, decision)
    made = Decision.objects.get(state="signed")
    bonuses = set(made.lines.values_list("subject__kind", "bonus"))
    assert bonuses == {("collective", 900_000), ("individual", 450_000)}
    assert "91/2017/NĐ-CP" in said and "900.000 đồng" in said
    text = "\n".join(
        [
            line.text
            for line in Docx(
                BytesIO(fetched(stage.window("vanthu"), f"/khen-thuong/{made.pk}/van-ban.docx"))
            ).paragraphs
        ]
    )
    assert "QUYẾT ĐỊNH" in text and "Sơn Tây" in text

    # and a certificate is printed whose code anyone can check
    office.goto(decision)
    press(office, "Vào sổ và in tất cả")
    check_certificate(stage, made)
    assert list(journal.faults()) == []


def check_certificate(stage: Stage, decision: Decision) -> None:
    """Open the PDF, read the QR code off the page and follow it as a stranger."""
    certificate = decision.lines.order_by("pk").first().certificates.get()
    content = fetched(stage.window("thuongtruc"), f"/khen-thuong/giay-khen/{certificate.pk}.pdf")
    drawn: Image.Image = pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(drawn)
    assert code.text.startswith(f"{settings.BASE_URL}/cong-khai/kiem-tra/")
    stranger = stage.visit(script=False)
    page = stranger.open(code.text.removeprefix(settings.BASE_URL))
    said = page.inner_text("main")
    assert certificate.line.subject_name in said
    assert "215" in said
