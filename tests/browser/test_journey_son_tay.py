"""Sơn Tây's real plan, from its Word file to a certificate anyone can check, played by the people who would do it."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from docx import Document as Docx
from PIL import Image

from tests.browser.journey import (
    Signed,
    Stage,
    draft_decision,
    fetched,
    hold_the_meeting,
    issue,
    nominate,
    open_round,
    press,
    read_plan,
    register,
    said,
    sign,
    unfold,
    verify,
)
from thidua.awards.models import Decision
from thidua.dossiers.models import Dossier
from thidua.org import journal
from thidua.org.kinds import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

COMMUNES = ("xã Sơn Mùa", "xã Sơn Dung", "xã Sơn Long")
MEMBERS = ("Lê Quang Vinh", "Trần Thị Ánh", "Hồ Văn Thới", "Đinh Văn Pơ", "Phạm Đình Toàn")
PLAN = Signed("12/KH-UBND", date(2021, 2, 26), "Nguyễn Ngọc Trân")
DECISION = Signed("215", date(2022, 2, 15), "Nguyễn Ngọc Trân")


@pytest.fixture
def stage(visit, settings):
    settings.PRACTICE_CLOCK = True
    units = [f"Ủy ban nhân dân {name}" for name in COMMUNES]
    huyen = ("huyen", "Huyện", 5)
    made = Stage(visit, "Ủy ban nhân dân huyện Sơn Tây", level=huyen, units=units, members=MEMBERS)
    made.verifier = made.person("thamdinh", "Nguyễn Thị Hoa", Role.VERIFIER)
    made.registry = made.person("vanthu", "Võ Thành Nhân", Role.REGISTRY)
    return made


def test_plan_to_certificate(stage, shared, tmp_path):
    paper = tmp_path / "bien-ban.txt"
    paper.write_text("Biên bản họp xét khen thưởng, nội dung thử.", encoding="utf-8")

    # given the plan as signed, and a commune that registered
    stage.on(date(2021, 3, 1))
    read = read_plan(stage, shared / "plans" / "docx" / "son-tay-2021.docx")
    assert "29/01/2022" in said(read)
    movement = issue(read, PLAN)
    office = open_round(stage, movement)
    stage.on(date(2021, 4, 12))
    register(stage, movement, 0)

    # when three communes and two people are nominated, the last commune a day too late
    for place, day in ((0, date(2022, 1, 18)), (1, date(2022, 1, 29)), (2, date(2022, 1, 30))):
        stage.on(day)
        late = nominate(stage, place, "collective", paper)
        if place < 2:
            nominate(stage, place, "person", paper)
    assert Dossier.objects.count() == 5
    assert "muộn 01 ngày" in late.receipt

    # then it waits until the standing office admits it with a reason
    stage.on(date(2022, 2, 8))
    office.goto(late.address)
    unfold(office)
    office.locator("#reason-chap-nhan").fill("Xã bị chia cắt do mưa lũ, có báo cáo kèm theo")
    press(office, "Chấp nhận hồ sơ nộp muộn")
    for dossier in Dossier.objects.order_by("pk"):
        verify(stage, dossier)
    assert set(Dossier.objects.values_list("state", flat=True)) == {"verified"}

    # and the council passes all of them in a secret ballot
    stage.on(date(2022, 2, 10))
    meeting = hold_the_meeting(stage, date(2022, 2, 10))
    number = meeting.rstrip("/").split("/")[-1]
    minutes = Docx(BytesIO(fetched(stage.window(), f"/hoi-dong/phien/{number}/bien-ban.docx")))
    assert any("Sơn Long" in cell.text for table in minutes.tables for row in table.rows for cell in row.cells) or any(
        "Sơn Long" in line.text for line in minutes.paragraphs
    )

    # but a decision naming three collectives is refused with the clause
    stage.on(date(2022, 2, 15))
    decision = draft_decision(stage, meeting)
    told = sign(stage, decision, "215", DECISION)
    assert "03 tập thể" in told and "III.3" in told
    assert Decision.objects.filter(state="signed").count() == 0

    # so one is taken out and the decision stands, with the bonus and its article
    office.goto(decision)
    office.get_by_role("button", name="Bỏ Ủy ban nhân dân xã Sơn Long khỏi danh sách").click()
    office.wait_for_load_state()
    told = sign(stage, decision, "215", DECISION)
    made = Decision.objects.get(state="signed")
    bonuses = set(made.lines.values_list("subject__kind", "bonus"))
    assert bonuses == {("collective", 900_000), ("individual", 450_000)}
    assert "91/2017/NĐ-CP" in told and "900.000 đồng" in told
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
    content = fetched(stage.window(), f"/khen-thuong/giay-khen/{certificate.pk}.pdf")
    drawn: Image.Image = pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(drawn)
    assert code.text.startswith(f"{settings.BASE_URL}/cong-khai/kiem-tra/")
    stranger = stage.visit(script=False)
    page = stranger.open(code.text.removeprefix(settings.BASE_URL))
    assert certificate.line.subject_name in said(page)
    assert "215" in said(page)
