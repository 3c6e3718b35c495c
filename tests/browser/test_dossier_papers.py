"""Papers of a dossier with a real hand: a wrong file says why and changes nothing; a signed one says who signed."""

import pytest

from tests.browser.conftest import PHONE, serious_faults
from tests.documents.test_signatures import SIGNER, signed
from tests.dossiers.rows import make_dossier, make_movement, make_requirement, make_round
from tests.factories import give_role, make_account, make_person, make_unit
from thidua.dossiers import paper_templates
from thidua.dossiers.models import Dossier, DossierPaper
from thidua.org.kinds import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def clerk_with_a_dossier() -> Dossier:
    above = make_unit()
    unit = make_unit(parent=above)
    clerk = make_person(unit=unit)
    give_role(clerk, Role.CLERK, unit)
    make_account(clerk, username="lan")
    movement = make_movement(unit=above)
    make_requirement(movement, "bao_cao")
    return make_dossier(round=make_round(movement=movement), unit=unit)


def test_a_program_named_pdf_is_refused_in_one_sentence_and_the_right_file_then_taken(visit):
    dossier = clerk_with_a_dossier()
    window = visit("lan", viewport=PHONE)
    page = window.open(dossier.get_absolute_url())
    form = page.locator("form[action$='/giay-to/']").first
    wrong = {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00" + b"\x00" * 600}
    form.locator("input[type=file]").set_input_files(wrong)
    form.locator("button").click()
    page.wait_for_selector("[role=alert]")
    assert page.inner_text("[role=alert]") == (
        "Tệp có đuôi .pdf nhưng bên trong là chương trình Windows (.exe). "
        "Hãy chọn đúng tệp hoặc lưu lại đúng dạng .pdf."
    )
    assert not DossierPaper.objects.exists()
    form = page.locator("form[action$='/giay-to/']").first
    right = {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": signed()}
    form.locator("input[type=file]").set_input_files(right)
    form.locator("button").click()
    page.wait_for_selector(f"text=Chữ ký toàn vẹn nhưng chưa xác định được người ký: {SIGNER}")
    assert page.locator("[role=alert]").count() == 0
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_report_is_worded_by_keyboard_laid_in_and_follows_the_office_s_template(visit):
    dossier = clerk_with_a_dossier()
    officer = make_person(unit=dossier.round.movement.unit)
    give_role(officer, Role.OFFICE, dossier.round.movement.unit)
    make_account(officer, username="thu")
    window = visit("lan", script=False)
    page = window.open(f"{dossier.get_absolute_url()}soan/bao_cao/")
    page.fill("[name='text-noi-bat'] >> nth=0", "Giảm 30 % thời gian giải quyết")
    page.press("button[name=keep]", "Enter")
    page.wait_for_selector("text=Bản soạn lưu lúc")
    assert page.locator("text=Còn 01 dòng chưa có minh chứng").count() == 1
    page.click("button[name=lay]")
    page.wait_for_selector("text=Đã đưa báo cáo thành tích vào hồ sơ, bản 1.")
    office = visit("thu", viewport=PHONE)
    page = office.open("/ho-so/mau/")
    starter = {"name": "mau.docx", "mimeType": "application/octet-stream", "buffer": paper_templates.starter("bao_cao")}
    page.locator("#bao_cao input[type=file]").set_input_files(starter)
    page.locator("#bao_cao form.inline button").click()
    page.wait_for_selector("text=Từ nay báo cáo thành tích được soạn theo mẫu")
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    editor = visit("lan", viewport=PHONE).open(f"{dossier.get_absolute_url()}soan/bao_cao/")
    assert serious_faults(editor) == []
    assert editor.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
