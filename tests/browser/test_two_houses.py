"""A package by file: made in one house, carried to another with a database of its own, its answer carried back."""

import json
from pathlib import Path

import pytest

from tests.browser.conftest import PASSWORD, Visitor
from tests.browser.journey import press, said
from tests.dossiers.rows import make_award, make_criterion, make_dossier, make_file, make_movement, make_round, pdf
from tests.factories import AT, make_account, make_actor, make_subject, make_unit
from tests.houses import House, own_database
from thidua.dossiers import queries
from thidua.dossiers.models import Dossier, DossierPaper
from thidua.org.kinds import Role
from thidua.org.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]
UNITS = ("UBND tỉnh", "UBND thị xã", "UBND phường")


class Below:
    """The lower office with one verified dossier for the province's award."""

    def __init__(self) -> None:
        province = make_unit(name=UNITS[0])
        self.town = make_unit(name=UNITS[1], parent=province)
        ward = make_unit(name=UNITS[2], parent=self.town)
        self.units = [[unit.code, unit.name] for unit in (province, self.town, ward)]
        round = make_round(movement=make_movement(unit=self.town), name="Năm 2023")
        criterion = make_criterion(round.movement)
        award = make_award(round.movement, form="Bằng khen", authority="Chủ tịch UBND tỉnh", route="propose")
        subject = make_subject(unit=ward)
        self.dossier = make_dossier(round=round, unit=ward, nominee=subject, award=award, state="verified")
        DossierPaper.objects.create(dossier=self.dossier, paper="bao_cao", file=make_file(pdf()), put_at=AT)
        found = {"verdict": "met", "reason": "Theo báo cáo số 12", "at": AT}
        self.dossier.findings.create(criterion=criterion, **found)
        subject.initiatives.create(title="Một cửa số", recognised_by="UBND thị xã", recognised_on=AT.date())
        office = make_actor(Role.OFFICE, unit=self.town)
        make_account(Person.objects.get(pk=office.person_id), username="thixa", password=PASSWORD)


@pytest.fixture
def above(tmp_path, chromium):
    """Another house, as a running server with its own database and an officer's window in it."""
    below = Below()
    with own_database(tmp_path / "tinh", "above") as environment:
        house = House(environment)
        context = chromium.new_context(locale="vi-VN")
        try:
            house.run("-m", "tests.browser.seed_above", json.dumps(below.units))
            house.start()
            yield Visitor(context.new_page(), house.address(""), []).sign_in("tinh")
        finally:
            context.close()
            house.kill()


def fetch(page, link: str, into: Path) -> Path:
    """Download by a click, as a person does."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).first.click()
    coming.value.save_as(into)
    return into


def test_a_package_goes_to_another_house_and_its_answer_comes_back(visit, above, tmp_path):
    province = above
    # given a package that the town made of what it chose
    town = visit("thixa").open("/ho-so/cap-tren/")
    town.get_by_role("link", name="Lập gói: Năm 2023").click()
    town.wait_for_load_state()
    town.get_by_label("Gửi tới").fill("UBND tỉnh")
    town.get_by_label("Qua").fill("Sở Nội vụ")
    press(town, "Lập gói")
    assert "Đã lập gói 01 hồ sơ trình UBND tỉnh" in town.inner_text("body")
    assert "UBND thị xã trình UBND tỉnh (qua Sở Nội vụ)" in said(town)
    package = fetch(town, "Tải gói", tmp_path / "goi.zip")

    # when somebody damaged the file, the province is told in one sentence and nothing is there
    damaged = tmp_path / "hong.zip"
    content = bytearray(package.read_bytes())
    content[len(content) // 3] ^= 0xFF
    damaged.write_bytes(bytes(content))
    office = province.open("/ho-so/cap-tren/")
    take_in(office, damaged)
    assert "Hãy đề nghị cấp dưới gửi lại." in office.locator("[role=alert]").inner_text()
    assert "Chưa có gói nào." in said(office)

    # when the whole file is handed over, it stands there with papers, facts and what was checked below
    take_in(office, package)
    assert "Đã nhận gói 01 hồ sơ" in office.inner_text("body")
    office.locator("summary", has_text="Kết quả thẩm định của cấp dưới").click()
    assert "Theo báo cáo số 12" in said(office)
    province.open("/ho-so/").get_by_role("link", name="UBND phường").first.click()
    office.wait_for_load_state()
    assert "Cấp dưới trình, cấp dưới nhận ngày 01/06/2023" in said(office)
    assert office.get_by_role("link", name="bao-cao.pdf").count() == 1

    # and what the province says comes back to the town and stands on the unit's timeline
    office.locator("summary", has_text="Trả lại").first.click()
    office.get_by_label("Lý do chung").fill("Chưa có xác nhận của Sở Nội vụ")
    press(office, "Trả lại hồ sơ")
    province.open("/ho-so/cap-tren/")
    answer = fetch(office, "Tải trả lời cho cấp dưới", tmp_path / "tra-loi.json")
    town.set_input_files("input[type=file][accept='.json']", str(answer))
    press(town, "Cập nhật trả lời")
    assert "Trả lại để bổ sung – Chưa có xác nhận của Sở Nội vụ" in said(town)
    last = queries.timeline(Dossier.objects.get()).last()
    assert last.reason == "UBND tỉnh: Trả lại để bổ sung: Chưa có xác nhận của Sở Nội vụ"


def take_in(page, file: Path) -> None:
    page.set_input_files("input[type=file][accept='.zip']", str(file))
    press(page, "Nhận gói")
