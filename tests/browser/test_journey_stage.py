"""Kiên Giang's whole stage: the province ends before it is judged, and what it was asked goes to who came after it."""

from datetime import date

import pytest

from tests.browser.journey import (
    OFFICE,
    Signed,
    Stage,
    issue,
    open_round,
    press,
    read_plan,
    round_of,
    said,
    set_due,
    settle,
)
from tests.browser.journey_dossiers import nominate, send_up, verify_all
from tests.browser.test_journeys import SIGNER, SO
from tests.dossiers.rows import make_award, make_movement, make_round
from tests.factories import give_role, make_account, make_level, make_person, make_unit
from tests.movements.test_real_plans import PARENT_64_FINAL
from thidua.dossiers.models import Dossier
from thidua.org import journal
from thidua.org.kinds import Role
from thidua.org.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

STAGE = "Giai đoạn 2021–2025"


@pytest.fixture
def stage(visit, settings):
    settings.PRACTICE_CLOCK = True
    level = make_level("tinh", "Tỉnh", 2)
    province = make_unit(name="Ủy ban nhân dân tỉnh Kiên Giang", level=level)
    make_unit(name="Ủy ban nhân dân tỉnh An Giang", level=level)
    units = ["Phòng Quản lý ngân sách"]
    return Stage(visit, "Sở Tài chính Kiên Giang", level=SO, units=units, members=(), parent=province)


def merge(stage: Stage, old, new) -> None:
    """The administrator enters the reform of 01/07/2025 with its resolution."""
    person = Account.objects.get(username=OFFICE).person
    for unit in (old, new):
        give_role(person, Role.ADMIN, unit)
    page = stage.window().open(f"/to-chuc/ke-thua/?don-vi={old.code}")
    page.fill("[name=heirs]", new.code)
    page.fill("[name=on]", "2025-07-01")
    for field, value in (("kind", "Nghị quyết"), ("number", "202/2025/QH15"), ("issuer", "Quốc hội")):
        page.fill(f"[name={field}]", value)
    page.fill("[name=dated_on]", "2025-06-12")
    press(page, "Ghi việc kế thừa")
    assert "Việc đang mở của đơn vị cũ chuyển sang đơn vị kế thừa" in page.inner_text("body")


def higher_office(stage: Stage, province) -> None:
    """The province that came after has its own movement with an open round, and an officer."""
    movement = make_movement(unit=province, name="Phong trào thi đua cải cách hành chính tỉnh An Giang")
    make_round(movement=movement, name="Tổng kết giai đoạn", kind="stage")
    make_award(movement, form="Bằng khen", authority="Chủ tịch Ủy ban nhân dân tỉnh", round_kind="stage")
    person = make_person(name="Lâm Thị Sáu", unit=province)
    make_account(person, username="sonoivu")
    give_role(person, Role.OFFICE, province)


def test_kien_giang_is_judged_for_the_stage_and_goes_up_through_the_home_office(stage, shared, tmp_path):
    paper = tmp_path / "giay-to.txt"
    paper.write_text("Giấy tờ của hồ sơ, nội dung thử.", encoding="utf-8")
    old, new = stage.office.parent, type(stage.office).objects.get(name="Ủy ban nhân dân tỉnh An Giang")
    # given the plan, and the province's plan 64 whose papers and places it takes over
    stage.on(date(2022, 3, 28))
    page = read_plan(stage, shared / "plans" / "docx" / "so-tai-chinh-kien-giang-2021-2025.docx")
    settle(page, "Hạn đăng ký thi đua ghi hai cách", "Lấy mốc đến hết ngày 30/3/2022")
    movement = issue(page, Signed("20/KH-STC", date(2022, 3, 25), SIGNER))
    page = read_plan(stage, PARENT_64_FINAL, is_outside=True)
    settle(page, "Kế hoạch không ghi hạn nộp hồ sơ", "Hạn theo kế hoạch của Sở")
    issue(page, Signed("64/KH-UBND", date(2022, 3, 22), SIGNER))

    # when the province has ended and the day of the stage counts from the event of its successor
    stage.on(date(2025, 7, 3))
    merge(stage, old, new)
    stage.on(date(2026, 1, 21))
    open_round(stage, movement, STAGE)
    event = {"happened_on": "20/01/2026", "kind": "Quyết định", "number": "88/QĐ-UBND", "dated_on": "20/01/2026"}
    page = set_due(stage, movement, STAGE, "Ghi sự kiện", event, "Ghi sự kiện")
    assert "04/02/2026" in round_of(page, STAGE).inner_text()

    # then a dossier with the parent's papers is received on the last day, for the award of the province that is now
    stage.on(date(2026, 2, 4))
    handed = nominate(stage, 0, "collective", paper, round=STAGE)
    assert handed.papers == ("Tờ trình", "Báo cáo thành tích")
    assert "trong thời hạn" in handed.receipt and "/ 03 chỉ tiêu" in handed.meters
    dossier = Dossier.objects.get()
    assert (dossier.round.name, dossier.received_on, dossier.late_days) == (STAGE, date(2026, 2, 4), 0)
    assert dossier.award.authority_unit == new
    verify_all(stage)

    # and it goes to the province through its home office, which gives it back with a reason the unit reads
    send_up(stage, STAGE, to=new.name, via="Sở Nội vụ")
    higher_office(stage, new)
    above = stage.window("sonoivu").open("/ho-so/cap-tren/")
    assert f"1 hồ sơ trình {new.name} (qua Sở Nội vụ)" in said(above)
    above.select_option("#take-here", index=1)
    press(above, "Nhận gói")
    taken = Dossier.objects.latest("pk")
    assert (taken.round.name, taken.state, taken.received_on) == ("Tổng kết giai đoạn", "submitted", date(2026, 2, 4))
    above = stage.window("sonoivu").open(f"/ho-so/{taken.pk}/")
    above.locator("summary", has_text="Trả lại").first.click()
    above.get_by_label("Lý do chung").fill("Chưa có kết quả chỉ số năm 2025")
    press(above, "Trả lại hồ sơ")
    office = stage.window().open("/ho-so/cap-tren/")
    press(office, "Cập nhật trả lời")
    assert "Trả lại để bổ sung – Chưa có kết quả chỉ số năm 2025" in said(office)
    clerk = stage.clerk(0).open(f"/ho-so/{dossier.pk}/")
    assert f"{new.name}: Trả lại để bổ sung: Chưa có kết quả chỉ số năm 2025" in said(clerk)
    assert list(journal.faults()) == []
