"""Decisions and the public door in a real browser: they fit, axe finds nothing, the way to the check page works."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.awards.rows import AT, make_case, make_decision, make_meeting, make_signed
from tests.awards.test_money import make_fund
from tests.awards.test_stocks import make_stock
from tests.awards.test_stories import make_story, publish
from tests.browser.conftest import faults_at_both_sizes
from tests.factories import make_account
from thidua.awards.actions import certifying
from thidua.awards.models import Certificate, Decision
from thidua.awards.rules import codes
from thidua.movements.models import Quota
from thidua.org.models import Person
from thidua.web import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 2, 16, 3, 0, tzinfo=UTC))


def faults(window, *addresses: str) -> list[str]:
    """What is wrong with pages, wide and on a phone."""
    return [fault for address in addresses for fault in faults_at_both_sizes(window, address)]


def test_pages_of_decisions_pass_axe_and_fit(visit):
    draft, officer = make_decision(collectives=3, individuals=1)
    Quota.objects.update(clause="mục III.3")
    make_account(Person.objects.get(pk=officer.person_id), username="lan")
    signed, other = make_signed(collectives=2, individuals=1)
    certifying.certify(signed, by=other, at=AT)
    make_account(Person.objects.get(pk=other.person_id), username="hoa")
    first, dossiers, third = make_case(collectives=3, individuals=2)
    meeting = make_meeting(first, dossiers, failed=(1,))
    make_account(Person.objects.get(pk=third.person_id), username="minh")
    lan, hoa, minh = (visit(name) for name in ("lan", "hoa", "minh"))
    assert faults(lan, draft.get_absolute_url(), "/khen-thuong/cua-toi/") == []
    lists = ("/khen-thuong/", "/khen-thuong/so-khen-thuong/", "/khen-thuong/so-van-ban/")
    assert faults(hoa, signed.get_absolute_url(), *lists) == []
    assert faults(minh, "/khen-thuong/", f"/khen-thuong/phien-hop/{meeting.pk}/") == []
    fund, keeper = make_fund(signed)
    make_account(Person.objects.get(pk=keeper.person_id), username="tam")
    tam = visit("tam")
    assert faults(tam, "/khen-thuong/quy/", fund.get_absolute_url()) == []
    results, signing = f"/khen-thuong/ket-qua/{signed.round_id}/", f"{draft.get_absolute_url()}ky-so/"
    assert faults(hoa, results) == []
    assert faults(lan, signing) == []
    stock = make_stock(signed.unit, other)
    story, office = make_story()
    publish(story, office)
    assert faults(hoa, "/khen-thuong/phoi/", f"/khen-thuong/phoi/{stock.pk}/", "/khen-thuong/dien-hinh/") == []
    make_account(Person.objects.get(pk=office.person_id), username="nga")
    assert faults(visit("nga"), story.get_absolute_url()) == []
    code = codes.shown(Certificate.objects.order_by("pk")[0].code)
    public = ("", "dien-hinh/", f"dien-hinh/{story.pk}/", f"kiem-tra/{code}", "quyet-dinh/", f"quyet-dinh/{signed.pk}/")
    assert faults(visit(), *(f"/cong-khai/{each}" for each in public)) == []


def test_from_the_meeting_to_the_confirmed_certificate(visit):
    first, dossiers, officer = make_case(collectives=3, individuals=1)
    Quota.objects.update(clause="mục III.3")
    make_meeting(first, dossiers)
    make_account(Person.objects.get(pk=officer.person_id), username="lan")
    window = visit("lan")
    page = window.open("/khen-thuong/")
    page.click(".next a")
    page.click("main form button:has-text('Lập dự thảo')")
    page.wait_for_selector("#ky")
    page.fill("#id_number", "123")
    page.fill("#id_signed_on", "2022-02-15")
    page.fill("#id_signer", "Nguyễn Văn An")
    page.click("text=Ghi nhận đã ban hành")
    assert "kế hoạch cho tối đa 2 tập thể (kế hoạch, mục III.3)" in page.inner_text("[role=alert]")
    assert page.input_value("#id_signer") == "Nguyễn Văn An"
    page.click("button[aria-label^='Bỏ '] >> nth=0")
    page.wait_for_load_state()
    page.fill("#id_number", "123")
    page.fill("#id_signed_on", "2022-02-15")
    page.fill("#id_signer", "Nguyễn Văn An")
    page.click("text=Ghi nhận đã ban hành")
    page.wait_for_selector("#in")
    decision = Decision.objects.get()
    assert "450.000 đồng" in page.inner_text("main")
    certifying.certify(decision, by=officer, at=AT)
    certificate = Certificate.objects.order_by("pk")[0]
    seen = visit().open("/cong-khai/")
    seen.fill("#ma", certificate.code.lower())
    seen.click("main button:has-text('Kiểm tra')")
    assert "Còn giá trị." in seen.inner_text("main")


def test_box_is_dragged_on_the_picture_and_saved(visit):
    decision, officer = make_signed(collectives=1, individuals=0)
    stock = make_stock(decision.unit, officer)
    make_account(Person.objects.get(pk=officer.person_id), username="lan")
    page = visit("lan").open(f"/khen-thuong/phoi/{stock.pk}/")
    box = page.locator("rect[data-key=signer]").bounding_box()
    scale = page.locator("#stock-sheet").bounding_box()["width"] / 297
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 - 20 * scale, box["y"] + box["height"] / 2 - 10 * scale, steps=4)
    page.mouse.up()
    page.click("text=Lưu vị trí")
    page.wait_for_load_state()
    stock.refresh_from_db()
    assert abs(float(stock.slots["signer"]["x"]) - 145) <= 1
    assert abs(float(stock.slots["signer"]["y"]) - 172) <= 1


def test_box_is_moved_by_the_keyboard_told_and_saved(visit):
    decision, officer = make_signed(collectives=1, individuals=0)
    stock = make_stock(decision.unit, officer)
    make_account(Person.objects.get(pk=officer.person_id), username="lan")
    page = visit("lan").open(f"/khen-thuong/phoi/{stock.pk}/")
    x, y = (Decimal(stock.slots["signer"][name]) for name in ("x", "y"))
    page.focus("rect[data-key=signer]")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "Shift+ArrowUp", "Tab"):
        page.keyboard.press(key)
    assert page.input_value("[name=signer-x]") == f"{x - 2:.1f}"
    said = f"Người ký: cách trái {x - 2:.1f} mm, cách trên {y - Decimal('1.1'):.1f} mm.".replace(".", ",")
    assert page.inner_text("#stock-told").rstrip(".") == said.rstrip(",")
    assert page.evaluate("document.activeElement.dataset.key") == "qr"
    page.click("text=Lưu vị trí")
    page.wait_for_load_state()
    stock.refresh_from_db()
    assert (Decimal(stock.slots["signer"]["x"]), Decimal(stock.slots["signer"]["y"])) == (x - 2, y - Decimal("1.1"))
