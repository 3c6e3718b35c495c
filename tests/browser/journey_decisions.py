"""The council's vote, the decision and its certificates, as steps that the journeys of the five plans share."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pypdfium2
import zxingcpp
from django.conf import settings
from PIL import Image

from tests.browser.journey import Signed, Stage, fetched, press, said, unfold
from thidua.awards.models import Decision

CHOOSE = """(rows, [award, names]) => rows.forEach((row) => {
  const box = row.querySelector("input[name=dossier]");
  const name = row.querySelector("label").innerText.trim();
  box.checked = row.innerText.includes(award) && (names.length === 0 || names.includes(name));
})"""


def council_of(stage: Stage) -> str:
    """The office sets up its council once, the last member in the chair; gives its address."""
    if stage.council:
        return stage.council
    page = stage.window().open("/hoi-dong/moi/")
    unfold(page)
    page.select_option("#id_unit", label=stage.office.name)
    page.fill("#id_name", "Hội đồng Thi đua – Khen thưởng")
    page.fill("#id_rules_from", "Quy chế của Hội đồng")
    press(page, "Lập hội đồng")
    last = len(stage.members) - 1
    for place, name in enumerate(stage.members):
        unfold(page)
        person = page.locator("#id_person option").filter(has_text=name).first
        page.select_option("#id_person", value=person.get_attribute("value"))
        page.select_option("#id_office", "chair" if place == last else "secretary" if place == 0 else "member")
        page.fill("#id_from_on", "2021-01-01")
        press(page, "Thêm thành viên")
    stage.council = str(page.url)
    return stage.council


def hold_the_meeting(stage: Stage, held_on: date, *, mode: str = "open", round: str = "") -> str:
    """The office convenes its council about everything verified, all members vote yes; gives the meeting's address."""
    page = stage.window().open(council_of(stage).removeprefix(stage.window().base) + "trieu-tap/")
    if round and page.locator("#dot").count():
        option = page.locator("#dot option").filter(has_text=round).first
        page.select_option("#dot", value=option.get_attribute("value"))
        press(page, "Chọn đợt")
    page.fill("#id_held_on", held_on.isoformat())
    press(page, "Triệu tập")
    meeting = str(page.url)
    unfold(page)
    press(page, "Ghi có mặt")
    unfold(page)
    page.select_option("#id_mode", mode)
    press(page, "Mở hòm phiếu")
    ballot = page.url
    for place in range(len(stage.members)):
        vote(stage.window(f"uyvien{place}").page, ballot, mode)
    page.goto(ballot)
    press(page, "Đóng hòm phiếu và kiểm phiếu")
    page.goto(meeting)
    press(page, "Kết thúc phiên họp")
    return meeting


def vote(page: Any, ballot: str, mode: str) -> None:
    """A member says yes to every line."""
    page.goto(ballot)
    page.eval_on_selector_all("input[type=radio][value=agree]", "all => all.forEach((one) => one.click())")
    press(page, "Bỏ phiếu")
    assert mode == "open" or "Mã biên nhận" in said(page)


def draft_decision(stage: Stage, meeting: str, *, award: str = "", names: Sequence[str] = ()) -> str:
    """The office drafts a decision from what the council passed, of one award or of those named; gives its address."""
    number = meeting.rstrip("/").split("/")[-1]
    page = stage.window().open(f"/khen-thuong/phien-hop/{number}/")
    page.eval_on_selector_all("main tbody tr", CHOOSE, [award, list(names)])
    press(page, "Lập dự thảo")
    return str(page.url)


def draft_from_round(stage: Stage, name: str, grounds: str, *, award: str = "") -> str:
    """The office drafts a decision from verified dossiers by the minutes of a meeting on paper; gives its address."""
    page = stage.window().open("/khen-thuong/")
    page.get_by_role("link", name=f"Lập dự thảo theo biên bản giấy: {name}").click()
    page.wait_for_load_state()
    page.fill("[name=grounds]", grounds)
    page.eval_on_selector_all("main tbody tr", CHOOSE, [award, []])
    press(page, "Lập dự thảo")
    return str(page.url)


def take_out(stage: Stage, decision: str, *names: str) -> None:
    """The office takes candidates out of a draft."""
    page = stage.window().page
    page.goto(decision)
    for name in names:
        with page.expect_navigation():
            page.get_by_role("button", name=f"Bỏ {name} khỏi danh sách").click()


def discard(stage: Stage, decision: str) -> None:
    """The office drops a draft."""
    page = stage.window().page
    page.goto(decision)
    press(page, "Bỏ dự thảo")


def submit(stage: Stage, decision: str) -> None:
    """The office submits a draft for signing."""
    page = stage.window().page
    page.goto(decision)
    press(page, "Trình ký")
    assert page.get_by_role("button", name="Rút về sửa").count() == 1


def sign(stage: Stage, decision: str, signed: Signed, *, symbol: str = "QĐ-UBND", title: str = "Chủ tịch") -> str:
    """Whoever keeps the registry enters the signed paper; gives what the page then says."""
    page = stage.window(stage.registry).page
    page.goto(decision)
    unfold(page)
    page.fill("#id_symbol", symbol)
    page.fill("#id_number", signed.number)
    page.fill("#id_signed_on", signed.on.isoformat())
    page.fill("#id_signer", signed.signer)
    page.fill("#id_signer_title", title)
    press(page, "Ghi nhận đã ban hành")
    unfold(page)
    return said(page)


def print_and_check(stage: Stage, decision: Decision) -> None:
    """Print all, open one PDF, read the QR code off the page and follow it as a stranger."""
    office = stage.window()
    office.open(decision.get_absolute_url())
    press(office.page, "Vào sổ và in tất cả")
    assert all(line.certificates.count() == 1 for line in decision.lines.all())
    certificate = decision.lines.order_by("pk")[0].certificates.get()
    content = fetched(office, f"/khen-thuong/giay-khen/{certificate.pk}.pdf")
    drawn: Image.Image = pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(drawn)
    assert code.text.startswith(f"{settings.BASE_URL}/cong-khai/kiem-tra/")
    seen = said(stage.visit(script=False).open(code.text.removeprefix(settings.BASE_URL)))
    assert certificate.line.subject_name in seen and str(decision.number) in seen and "Còn giá trị" in seen
