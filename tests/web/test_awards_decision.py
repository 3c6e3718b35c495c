"""The pages of a decision: choose, draft, sign, print; the same questions of each."""

import io
from datetime import UTC, datetime

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.awards.rows import make_case, make_decision, make_meeting, make_signed
from tests.factories import make_actor
from tests.web.signing import signed_in
from thidua.awards.models import Decision, PrintRun
from thidua.jobs.models import Job
from thidua.movements.models import Quota
from thidua.org.files import content_of
from thidua.org.kinds import Role
from thidua.web import clock

pytestmark = pytest.mark.django_db
SIGNED = {
    "symbol": "QĐ-UBND",
    "number": "123",
    "signed_on": "2022-02-15",
    "signer": "Nguyễn Văn An",
    "signer_title": "Chủ tịch",
}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 2, 16, 3, 0, tzinfo=UTC))


def text_of(content: bytes) -> str:
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])


def test_meeting_waits_and_its_passed_dossiers_become_a_draft():
    first, dossiers, officer = make_case(collectives=2, individuals=1)
    meeting = make_meeting(first, dossiers, failed=(1,))
    client = signed_in(officer)
    assert f"/khen-thuong/phien-hop/{meeting.pk}/" in client.get("/khen-thuong/").content.decode()
    page = client.get(f"/khen-thuong/phien-hop/{meeting.pk}/").content.decode()
    assert page.count(" checked") == 2
    assert page.count(" disabled") == 1
    assert "Tổng tiền thưởng dự kiến nếu ký hôm nay (16/02/2022): <strong>1.350.000 đồng</strong>" in page
    answer = client.post(
        f"/khen-thuong/phien-hop/{meeting.pk}/", {"dossier": [dossiers[0].pk, dossiers[2].pk]}, follow=True
    )
    made = Decision.objects.get()
    assert answer.redirect_chain == [(made.get_absolute_url(), 302)]
    assert made.lines.count() == 2


def test_choosing_nobody_is_refused_in_words():
    first, dossiers, officer = make_case(collectives=1, individuals=0)
    meeting = make_meeting(first, dossiers)
    answer = signed_in(officer).post(f"/khen-thuong/phien-hop/{meeting.pk}/", {})
    assert answer.status_code == 422
    assert "Chưa chọn hồ sơ nào." in answer.content.decode()


def test_minutes_on_paper_are_named_before_a_draft():
    first, dossiers, officer = make_case(collectives=1, individuals=0)
    client = signed_in(officer)
    address = f"/khen-thuong/dot-xet/{first.pk}/"
    assert f'href="{address}"' in client.get("/khen-thuong/").content.decode()
    assert "Hãy ghi số, ngày biên bản" in client.post(address, {"dossier": [dossiers[0].pk]}).content.decode()
    client.post(address, {"dossier": [dossiers[0].pk], "grounds": "Biên bản số 05/BB-HĐ"})
    assert Decision.objects.get().reason == "Biên bản số 05/BB-HĐ"
    assert f'href="{address}"' not in client.get("/khen-thuong/").content.decode()


def test_signing_keeps_the_file_and_freezes_the_paper():
    decision, officer = make_decision(collectives=1, individuals=1)
    client = signed_in(officer)
    scan = SimpleUploadedFile("ky.png", PNG, content_type="image/png")
    answer = client.post(f"{decision.get_absolute_url()}ky/", SIGNED | {"file": scan})
    decision.refresh_from_db()
    assert (answer.status_code, decision.state, decision.number) == (302, "signed", 123)
    assert content_of(decision.signed_file) == PNG
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "450.000 đồng" in page
    assert "900.000 đồng" in page
    assert "91/2017/NĐ-CP" in page
    assert "Ghi nhận đã ban hành" not in page
    handed_out = client.get(f"{decision.get_absolute_url()}ban-ky/")
    assert (handed_out.headers["Content-Type"], b"".join(handed_out)) == ("image/png", PNG)
    handed_out.close()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63"
    "f8cfc0f01f0005000201fffb3d2b3f0000000049454e44ae426082"
)


def test_file_that_is_not_what_its_name_says_is_refused_and_nothing_is_signed():
    decision, officer = make_decision()
    scan = SimpleUploadedFile("ky.pdf", b"MZ khong phai PDF", content_type="application/pdf")
    answer = signed_in(officer).post(f"{decision.get_absolute_url()}ky/", SIGNED | {"file": scan})
    decision.refresh_from_db()
    assert (answer.status_code, decision.state) == (422, "draft")
    assert 'value="Nguyễn Văn An"' in answer.content.decode()


def test_over_the_quota_is_shown_from_the_draft_on_and_refused_when_signed():
    decision, officer = make_decision(collectives=3, individuals=0)
    Quota.objects.update(clause="mục III.3")
    client = signed_in(officer)
    sentence = "Quyết định có 03 tập thể được tặng Giấy khen; kế hoạch cho tối đa 2 tập thể (kế hoạch, mục III.3)."
    assert sentence in client.get(decision.get_absolute_url()).content.decode()
    answer = client.post(f"{decision.get_absolute_url()}ky/", SIGNED)
    assert answer.status_code == 422
    assert f'<p class="refusal" role="alert">{sentence}' in answer.content.decode()


def test_paper_has_the_list_the_bonus_and_its_article():
    decision, officer = make_signed(collectives=1, individuals=1)
    text = text_of(signed_in(officer).get(f"{decision.get_absolute_url()}van-ban.docx").content)
    for said in (
        "Số: 123/QĐ-UBND",
        "Nghị định số 91/2017/NĐ-CP",
        "450.000",
        "900.000",
        "1.350.000 đồng",
        "Nguyễn Văn An",
    ):
        assert said in text
    assert "DỰ THẢO" not in text


def test_draft_paper_says_that_it_is_one():
    decision, officer = make_decision()
    assert "DỰ THẢO" in text_of(signed_in(officer).get(f"{decision.get_absolute_url()}van-ban.docx").content)


def test_unverified_rule_is_written_beside_the_bonus():
    decision, officer = make_decision(collectives=1, individuals=0)
    page = signed_in(officer).get(decision.get_absolute_url()).content.decode()
    assert ("chưa xác minh" in page) is bool(text_marks(decision))


def text_marks(decision: Decision) -> list[str]:
    from thidua.awards.queries.bonuses import forecast

    lines = list(decision.lines.select_related("award", "subject", "dossier"))
    return [mark for _, steps in forecast(decision.unit, lines, clock.now().date()).values() for mark in steps["marks"]]


def test_all_certificates_are_asked_for_as_a_job():
    decision, officer = make_signed()
    answer = signed_in(officer).post(f"{decision.get_absolute_url()}in/", {"form": "Giấy khen", "stock": ""})
    assert answer.headers["Location"] == Job.objects.get().get_absolute_url()
    assert PrintRun.objects.count() == 0


@pytest.mark.parametrize("role", [Role.CLERK, Role.MEDIA])
def test_outsider_does_not_find_it(role):
    decision, _ = make_decision()
    assert signed_in(make_actor(role)).get(decision.get_absolute_url()).status_code == 404


def test_accountant_reads_but_does_not_sign():
    decision, _ = make_decision()
    client = signed_in(make_actor(Role.ACCOUNTANT, unit=decision.unit))
    assert "Ghi nhận đã ban hành" not in client.get(decision.get_absolute_url()).content.decode()
    assert client.post(f"{decision.get_absolute_url()}ky/", SIGNED).status_code == 422


def test_stranger_is_sent_to_sign_in():
    decision, _ = make_decision()
    assert Client().get(decision.get_absolute_url()).headers["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("rows", [1, 3])
def test_decision_asks_the_database_a_fixed_number_of_times(rows, django_assert_num_queries):
    decision, officer = make_decision(collectives=rows, individuals=0, quotas=[])
    client = signed_in(officer)
    with django_assert_num_queries(18):
        page = client.get(decision.get_absolute_url())
    assert page.content.decode().count("khỏi danh sách") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_a_fixed_number_of_times(rows, django_assert_num_queries):
    decision, officer = make_signed(collectives=1, individuals=0)
    for _ in range(rows - 1):
        Decision.objects.create(round=decision.round, unit=decision.unit, drafted_at=decision.drafted_at)
    client = signed_in(officer)
    with django_assert_num_queries(9):
        page = client.get("/khen-thuong/")
    assert page.content.decode().count('<td data-label="Văn bản">') == rows


def test_book_of_awards_finds_a_name_without_marks():
    decision, officer = make_signed(collectives=1, individuals=0)
    client = signed_in(officer)
    client.post(f"{decision.get_absolute_url()}in/", {"form": "Giấy khen", "stock": ""})
    name = decision.lines.get().subject_name
    assert name in client.get("/khen-thuong/so-khen-thuong/", {"tim": "don vi"}).content.decode()
    assert name not in client.get("/khen-thuong/so-khen-thuong/", {"tim": "khong co"}).content.decode()


def test_register_is_switched_to_automatic_numbers():
    decision, officer = make_decision()
    client = signed_in(officer)
    client.post("/khen-thuong/so-van-ban/", {"symbol": "QĐ-UBND", "year": 2022, "is_automatic": "on", "last_number": 9})
    client.post(f"{decision.get_absolute_url()}ky/", SIGNED | {"number": ""})
    decision.refresh_from_db()
    assert decision.number == 10


def test_results_page_tells_each_and_takes_a_reason():
    first, dossiers, officer = make_case(collectives=2, individuals=0)
    make_meeting(first, dossiers, failed=(1,))
    client = signed_in(officer)
    page = client.get(f"/khen-thuong/ket-qua/{first.pk}/").content.decode()
    assert "Hội đồng không thông qua (03/09 phiếu đồng ý, cần 05)." in page
    address = f"/khen-thuong/ket-qua/{first.pk}/{dossiers[0].pk}/ly-do/"
    assert client.post(address, {"reason": " "}).status_code == 422
    assert "Hết chỉ tiêu" in client.post(address, {"reason": "Hết chỉ tiêu"}, follow=True).content.decode()


def test_results_of_a_round_nobody_of_ours_is_in_are_not_found():
    first, _, _ = make_case()
    assert signed_in(make_actor(Role.OFFICE)).get(f"/khen-thuong/ket-qua/{first.pk}/").status_code == 404
