"""Sơn Tây's real plan, from its Word file to a certificate anyone can check, played by the people who would do it."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document as Docx

from tests.browser.journey import Signed, Stage, fetched, issue, open_round, press, read_plan, register, said, unfold
from tests.browser.journey_decisions import draft_decision, hold_the_meeting, print_and_check, sign, submit, take_out
from tests.browser.journey_dossiers import nominate, nominate_many, verify_all
from thidua.awards.models import Decision
from thidua.dossiers.models import Dossier
from thidua.org import journal
from thidua.org.kinds import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

COMMUNES = ("xã Sơn Mùa", "xã Sơn Dung", "xã Sơn Long")
MEMBERS = ("Lê Quang Vinh", "Trần Thị Ánh", "Hồ Văn Thới", "Đinh Văn Pơ", "Phạm Đình Toàn")
PEOPLE = ("Đinh Thị Xuân", "Đinh Văn Trói", "Hồ Thị Lem", "Phạm Văn Bình", "Đinh Thị Y Lan", "Lê Thị Hồng")
PLAN = Signed("12/KH-UBND", date(2021, 2, 26), "Nguyễn Ngọc Trân")
DECISION = Signed("215", date(2022, 2, 15), "Nguyễn Ngọc Trân")


@pytest.fixture
def stage(visit, settings):
    settings.PRACTICE_CLOCK = True
    units = [f"Ủy ban nhân dân {name}" for name in COMMUNES]
    huyen = ("huyen", "Huyện", 5)
    made = Stage(visit, "Ủy ban nhân dân huyện Sơn Tây", level=huyen, units=units, people=PEOPLE, members=MEMBERS)
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
    open_round(stage, movement)
    stage.on(date(2021, 4, 12))
    register(stage, movement, 0)

    # when three communes and six people are nominated, the last commune a day too late
    stage.on(date(2022, 1, 18))
    assert "trong thời hạn" in nominate_many(stage, "daumoi0", PEOPLE, paper).receipt
    for place, day in ((0, date(2022, 1, 18)), (1, date(2022, 1, 29)), (2, date(2022, 1, 30))):
        stage.on(day)
        late = nominate(stage, place, "collective", paper)
    assert Dossier.objects.count() == 9
    assert "muộn 01 ngày" in late.receipt

    # then it waits until the standing office admits it with a reason
    stage.on(date(2022, 2, 8))
    office = stage.window().page
    office.goto(late.address)
    unfold(office)
    office.locator("#reason-chap-nhan").fill("Xã bị chia cắt do mưa lũ, có báo cáo kèm theo")
    press(office, "Chấp nhận hồ sơ nộp muộn")
    verify_all(stage)
    assert set(Dossier.objects.values_list("state", flat=True)) == {"verified"}

    # and the council passes all of them in a secret ballot
    stage.on(date(2022, 2, 10))
    meeting = hold_the_meeting(stage, date(2022, 2, 10), mode="secret")
    number = meeting.rstrip("/").split("/")[-1]
    minutes = Docx(BytesIO(fetched(stage.window(), f"/hoi-dong/phien/{number}/bien-ban.docx")))
    assert any("Sơn Long" in cell.text for table in minutes.tables for row in table.rows for cell in row.cells) or any(
        "Sơn Long" in line.text for line in minutes.paragraphs
    )

    # but a decision naming three collectives and six people is refused with the clause
    stage.on(date(2022, 2, 15))
    decision = draft_decision(stage, meeting)
    submit(stage, decision)
    told = sign(stage, decision, DECISION)
    assert "03 tập thể" in told and "06 cá nhân" in told and told.count("III.3") >= 2
    assert Decision.objects.filter(state="signed").count() == 0

    # so two are taken out and the decision stands, with the bonus and its article
    take_out(stage, decision, "Ủy ban nhân dân xã Sơn Long", PEOPLE[-1])
    told = sign(stage, decision, DECISION)
    made = Decision.objects.get(state="signed")
    assert made.lines.count() == 7
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

    # and certificates are printed whose code anyone can check
    print_and_check(stage, made)
    assert list(journal.faults()) == []
