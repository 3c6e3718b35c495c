"""Facts and eligibility in the browser."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.dossiers.rows import pdf
from tests.dossiers.test_facts import Scene, _table
from tests.factories import AT, make_actor, make_person, make_subject, make_unit
from tests.web.signing import signed_in
from thidua.documents import sheets
from thidua.dossiers import facts
from thidua.dossiers.models import Discipline, Honour, Initiative, Rating
from thidua.movements.models import Subject
from thidua.org.kinds import Role
from thidua.org.models import Document, JournalEntry, StoredFile

pytestmark = pytest.mark.django_db


def test_the_verdicts_of_a_candidate_with_source_and_the_unit_s_word():
    scene = Scene()
    browser = signed_in(scene.clerk)
    address = f"/ho-so/{scene.collective.pk}/dieu-kien/"
    page = browser.get(address).content.decode()
    assert "Còn thiếu dữ liệu" in page
    assert "Thông tư số 08/2017/TT-BNV" in page or "Nghị định" in page
    assert "Kế hoạch, mục III.1" in page
    browser.post(f"{address}xac-nhan/")
    assert "Đơn vị đã xác nhận lúc" in browser.get(address).content.decode()


def test_a_discipline_is_typed_and_opens_to_no_outsider():
    scene = Scene()
    subject = make_subject(person=scene.head)
    browser = signed_in(scene.clerk)
    typed = {"discipline-grade": "warning", "discipline-decided_on": "2023-05-02"}
    browser.post(f"/ho-so/thong-tin/{subject.pk}/them/discipline/", typed)
    assert Discipline.objects.get().subject == subject
    assert "Cảnh cáo, 02/05/2023" in browser.get(f"/ho-so/thong-tin/{subject.pk}/").content.decode()
    outsider = signed_in(make_actor(Role.CLERK, unit=make_unit()))
    assert outsider.get(f"/ho-so/thong-tin/{subject.pk}/").status_code == 404


def test_an_excel_table_is_taken_from_the_page():
    scene = Scene()
    browser = signed_in(scene.clerk)
    file = SimpleUploadedFile("xep-loai.xlsx", _table((scene.head.code, 2022, "Hoàn thành tốt nhiệm vụ")))
    page = browser.post("/ho-so/thong-tin/nhap-bang/", {"kind": "rating", "file": file})
    assert "Đã nhập 1 dòng: xếp loại hằng năm." in page.content.decode()
    assert Rating.objects.count() == 1
    assert browser.get("/ho-so/thong-tin/mau/rating.xlsx").content[:2] == b"PK"


def test_facts_are_begun_by_a_form_and_never_by_opening_an_address():
    scene = Scene()
    somebody = make_person(name="Giàng Thị Mỷ", unit=scene.unit)
    browser, address = signed_in(scene.clerk), f"/ho-so/thong-tin/cua/nguoi/{somebody.pk}/"
    before = (Subject.objects.count(), JournalEntry.objects.count())
    assert browser.get(address).status_code == 405
    found = browser.get("/ho-so/thong-tin/", {"tim": "giang"}).content.decode()
    assert f'action="{address}"' in found
    assert f'action="{address}"' in browser.get(somebody.get_absolute_url()).content.decode()
    of_unit = f'action="/ho-so/thong-tin/cua/don-vi/{scene.unit.pk}/"'
    assert of_unit in browser.get(scene.unit.get_absolute_url()).content.decode()
    assert (Subject.objects.count(), JournalEntry.objects.count()) == before
    subject_page = browser.post(address).url
    assert subject_page == f"/ho-so/thong-tin/{Subject.objects.get(person=somebody).pk}/"
    assert "Giàng Thị Mỷ" in browser.get(subject_page).content.decode()


def test_nobody_begins_the_facts_of_people_elsewhere():
    scene = Scene()
    somebody = make_person(unit=scene.unit)
    outsider = signed_in(make_actor(Role.CLERK, unit=make_unit()))
    assert "cua/nguoi" not in outsider.get(somebody.get_absolute_url()).content.decode()
    answer = outsider.post(f"/ho-so/thong-tin/cua/nguoi/{somebody.pk}/")
    assert answer.status_code == 422
    assert "Chỉ đầu mối của đơn vị hoặc cơ quan thường trực" in answer.content.decode()
    assert not Subject.objects.filter(person=somebody).exists()


def test_who_reads_a_discipline_and_who_only_keeps_it():
    scene = Scene()
    subject = make_subject(person=scene.head)
    facts.add(subject, "discipline", {"grade": "warning", "decided_on": AT.date()}, by=scene.clerk, at=AT)
    address = f"/ho-so/thong-tin/{subject.pk}/"
    readers = {
        "outsider": make_actor(Role.CLERK, Role.OFFICE, unit=make_unit()),
        "colleague": make_actor(unit=scene.unit),
        "higher officer": make_actor(Role.VERIFIER, unit=scene.office_unit),
        "authority": make_actor(Role.AUTHORITY, unit=scene.office_unit),
        "the person": make_actor(unit=scene.unit, person=scene.head),
    }
    seen = {}
    for who, actor in readers.items():
        answer = signed_in(actor).get(address)
        said = answer.content.decode()
        seen[who] = (answer.status_code, "Cảnh cáo" in said, "Lý do bỏ" in said)
    assert seen == {
        "outsider": (404, False, False),
        "colleague": (404, False, False),
        "higher officer": (200, True, True),
        "authority": (200, True, False),
        "the person": (200, True, False),
    }


def test_a_personal_ground_is_hidden_where_the_dossier_is_seen_without_it():
    scene = Scene()
    facts.add(
        make_subject(person=scene.head),
        "discipline",
        {"grade": "warning", "decided_on": AT.date()},
        by=scene.clerk,
        at=AT,
    )
    address = f"/ho-so/{scene.person.pk}/dieu-kien/"
    assert "cảnh cáo ngày 01/06/2023" in signed_in(scene.clerk).get(address).content.decode().lower()
    assert signed_in(make_actor(unit=scene.unit)).get(address).status_code == 404
    journal = " ".join(str(entry.facts) for entry in JournalEntry.objects.all())
    assert "warning" not in journal.lower()


def test_an_initiative_is_typed_with_its_level_its_decision_and_where_it_was_copied():
    scene = Scene()
    subject, browser = make_subject(person=scene.head), signed_in(scene.clerk)
    typed = {
        "initiative-title": "Gọi điện mời dân",
        "initiative-recognised_by": "UBND tỉnh",
        "initiative-level": "tinh",
        "initiative-spread": "03 xã đã áp dụng",
        "initiative-recognised_on": "2023-05-02",
        "initiative-number": "15/QĐ-UBND",
        "file": SimpleUploadedFile("quyet-dinh.pdf", pdf()),
    }
    browser.post(f"/ho-so/thong-tin/{subject.pk}/them/initiative/", typed)
    kept = Initiative.objects.get()
    page = browser.get(f"/ho-so/thong-tin/{subject.pk}/").content.decode()
    assert "Gọi điện mời dân – UBND tỉnh (cấp tỉnh), 02/05/2023; 03 xã đã áp dụng" in page
    assert "Quyết định số 15/QĐ-UBND ngày 02/05/2023" in page
    proof = f"/ho-so/thong-tin/{subject.pk}/van-ban/{kept.document_id}/"
    assert signed_in(make_actor(unit=scene.unit)).get(proof).status_code == 404
    answer = browser.get(proof)
    assert b"".join(answer.streaming_content) == pdf()
    answer.close()


def test_days_that_cannot_be_are_refused_and_nothing_is_kept(settings):
    scene = Scene()
    subject = make_subject(person=scene.head)
    typed = {
        "discipline-grade": "warning",
        "discipline-decided_on": "2023-05-02",
        "discipline-served_on": "2023-04-01",
        "file": SimpleUploadedFile("qd.pdf", pdf()),
    }
    answer = signed_in(scene.clerk).post(f"/ho-so/thong-tin/{subject.pk}/them/discipline/", typed)
    assert answer.status_code == 422
    assert answer.context["refusal"] == "Ngày chấp hành xong trước ngày quyết định. Hãy sửa rồi ghi lại."
    assert (Discipline.objects.count(), Document.objects.count(), StoredFile.objects.count()) == (0, 0, 0)
    assert not [path for path in Path(settings.FILES).rglob("*") if path.is_file()]


def test_each_wrong_cell_of_a_table_is_named_and_no_row_is_taken():
    scene = Scene()
    heads = (("Mã", 12.0), ("Năm", 8.0), ("Mức", 30.0), ("Số văn bản", 20.0))
    rows = [
        (scene.head.code, 2022, "Hoàn thành tốt nhiệm vụ", "9/TB"),
        (scene.head.code, 1200, "Hoàn thành tốt nhiệm vụ", "9/TB"),
        ("ai-do", 2022, "Hoàn thành tốt nhiệm vụ", ""),
    ]
    file = SimpleUploadedFile("xep-loai.xlsx", sheets.write(sheets.Leaf("Xếp loại", heads, rows)))
    answer = signed_in(scene.clerk).post("/ho-so/thong-tin/nhap-bang/", {"kind": "rating", "file": file})
    assert answer.status_code == 422
    assert answer.context["refusal"] == (
        "Chưa nhập dòng nào. Ô B3: năm 1200 không thể là năm xếp loại; hãy ghi năm từ 1990 đến nay. "
        "Ô A4: không có người hoặc đơn vị mang mã “ai-do”."
    )
    assert (Rating.objects.count(), Document.objects.count()) == (0, 0)


def test_a_table_brings_the_documents_that_prove():
    scene = Scene()
    heads = (("Mã", 12.0), ("Tên", 30.0), ("Danh hiệu", 8.0), ("Ngày quyết định", 12.0), ("Số văn bản", 20.0))
    rows = [(scene.head.code, "Chiến sĩ thi đua cơ sở", "có", "20/12/2022", "77/QĐ-UBND")]
    file = SimpleUploadedFile("khen.xlsx", sheets.write(sheets.Leaf("Khen", heads, rows)))
    signed_in(scene.clerk).post("/ho-so/thong-tin/nhap-bang/", {"kind": "honour", "file": file})
    kept = Honour.objects.select_related("document").get()
    assert (kept.is_title, str(kept.document)) == (True, "Quyết định số 77/QĐ-UBND ngày 20/12/2022")


def test_an_award_born_from_a_decision_here_is_not_taken_out_by_hand():
    scene = Scene()
    own = Document.objects.create(kind="Quyết định", number="9/QĐ", unit=scene.office_unit, entered_at=AT)
    honour = Honour.objects.create(subject=scene.collective.nominee, name="Giấy khen", document=own)
    address = f"/ho-so/thong-tin/{scene.collective.nominee_id}/"
    answer = signed_in(scene.clerk).post(f"{address}bo/honour/{honour.pk}/", {"reason": "Nhập nhầm người"})
    assert answer.status_code == 422
    assert answer.context["refusal"].startswith("Khen thưởng này ghi theo Quyết định số 9/QĐ nên không bỏ được")
    assert Honour.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_and_one_page_of_facts_ask_a_fixed_number_of_times(rows, django_assert_num_queries):
    scene = Scene()
    clerk, unit = signed_in(scene.clerk), scene.unit
    for number in range(rows):
        subject = make_subject(person=make_person(name=f"Vàng A {number}", unit=unit))
        facts.add(subject, "rating", {"year": 2022, "grade": facts.RATINGS[0]}, by=scene.clerk, at=AT)
        make_person(name=f"Vàng B {number}", unit=unit)
        for year in range(2010, 2010 + rows):
            said = {"year": year, "grade": facts.RATINGS[0], "number": f"{year}/TB"}
            facts.add(subject, "rating", said, by=scene.clerk, at=AT)
    with django_assert_num_queries(9):
        page = clerk.get("/ho-so/thong-tin/", {"tim": "vang"}).content.decode()
    assert page.count("Mở thông tin<") == rows
    with django_assert_num_queries(11):
        clerk.get(f"/ho-so/thong-tin/{subject.pk}/")
