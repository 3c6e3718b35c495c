"""Dossiers and councils in a real browser: the thin way, no complaints in the console, nothing serious for axe."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PASSWORD, PHONE, Visitor, serious_faults
from tests.council.rows import Session
from tests.dossiers.rows import make_criterion, make_requirement, pdf
from tests.factories import make_account, make_actor, make_unit
from thidua.council.models import Box, Meeting
from thidua.dossiers.models import Dossier
from thidua.org.kinds import Role
from thidua.org.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES_IN")  # a folder: keep a picture of each page looked at


def _look(visitor: Visitor, name: str) -> None:
    page = visitor.page
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    assert serious_faults(page) == []
    assert [one for one in visitor.complaints if "422" not in one] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def _account(person_id: int | None, name: str) -> str:
    make_account(Person.objects.get(pk=person_id), username=name, password=PASSWORD)
    return name


def test_a_dossier_goes_from_nomination_to_verification(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    session = Session(members=3, dossiers=0)
    make_requirement(session.round.movement, "bao_cao")
    make_criterion(session.round.movement, text="Hoàn thành 100 % nhiệm vụ được giao")
    unit = make_unit(name="UBND xã Suối Trong", parent=session.unit)
    clerk = visit(_account(make_actor(Role.CLERK, unit=unit).person_id, "dau-moi"))
    page = clerk.open(f"/ho-so/de-nghi/{session.round.pk}/")
    page.select_option("#id_collective", str(unit.pk))
    _look(clerk, "nominate")
    page.click("text=Lập hồ sơ >> nth=-1")
    report = tmp_path / "bao-cao.pdf"
    report.write_bytes(pdf())
    page.set_input_files("input[name=file] >> nth=0", str(report))
    page.click("text=Tải lên >> nth=0")
    page.wait_for_selector("text=Đủ giấy tờ theo danh mục.")
    _look(clerk, "dossier")
    dossier = Dossier.objects.get()
    clerk.open(f"/ho-so/{dossier.pk}/dieu-kien/")
    _look(clerk, "eligibility")
    clerk.open(dossier.get_absolute_url()).click("text=Nộp hồ sơ")
    page.wait_for_selector("text=Biên nhận hồ sơ")
    _look(clerk, "receipt")
    office = visit(_account(session.office.person_id, "thuong-truc"))
    page = office.open(f"/ho-so/{dossier.pk}/tham-dinh/")
    page.select_option("select >> nth=0", "met")
    _look(office, "verify")
    page.click("text=Đủ điều kiện, chuyển Hội đồng")
    page.wait_for_selector("text=Đã thẩm định")
    office.open("/ho-so/")
    _look(office, "dossiers")


@pytest.mark.parametrize("viewport", ["wide", "phone"])
def test_a_member_votes_and_the_secretary_counts(visit: Callable[..., Visitor], viewport: str) -> None:
    session = Session(members=3, dossiers=2)
    meeting: Meeting = session.meet()
    box: Box = session.box(meeting)
    given: dict[str, Any] = {"viewport": PHONE} if viewport == "phone" else {}
    for place in range(3):
        member = visit(_account(session.members[place].pk, f"uy-vien-{place}"), **given)
        page = member.open(box.get_absolute_url())
        for line in box.lines.order_by("pk"):
            page.check(f"input[name=choice_{line.pk}][value=agree]")
        if not place:
            _look(member, f"ballot-{viewport}")
        page.click(".ballot button")
        page.wait_for_selector("text=Mã biên nhận của anh, chị")
        if not place:
            _look(member, f"receipt-{viewport}")
    office = visit(_account(session.office.person_id, "thuong-truc"), **given)
    page = office.open(box.get_absolute_url())
    page.click("text=Đóng hòm phiếu và kiểm phiếu")
    page.wait_for_selector("text=Kết quả kiểm phiếu")
    _look(office, f"count-{viewport}")
    office.open(meeting.get_absolute_url())
    _look(office, f"meeting-{viewport}")
    office.open("/hoi-dong/")
    _look(office, f"councils-{viewport}")
