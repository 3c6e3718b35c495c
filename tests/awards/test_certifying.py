"""The book of awards, the printed PDF with its QR code, and issuing again."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings

from tests.awards.rows import AT, SIGNING, make_decision, make_signed
from tests.factories import make_account, make_actor
from thidua.awards.actions import certifying, deciding, following
from thidua.awards.kinds import DecisionKind
from thidua.awards.models import Certificate, PrintRun
from thidua.awards.queries import deciding as queries
from thidua.awards.rules import codes
from thidua.base.refusal import Refused
from thidua.jobs import runner
from thidua.jobs.models import Job
from thidua.org.files import content_of
from thidua.org.kinds import Role
from thidua.org.models import Person

pytestmark = pytest.mark.django_db


def silent(done: int, whole: int) -> None:
    """Take progress and tell nobody."""


def test_book_numbers_follow_the_list_and_a_second_time_changes_nothing():
    decision, officer = make_signed(collectives=2, individuals=1)
    made = certifying.certify(decision, by=officer, at=AT)
    assert [(one.line.position, one.book_number, one.book_year) for one in made] == [
        (1, 1, 2022),
        (2, 2, 2022),
        (3, 3, 2022),
    ]
    assert all(codes.is_ours(one.code, [settings.SECRET_KEY]) for one in made)
    assert certifying.certify(decision, by=officer, at=AT) == []


def test_draft_has_no_certificates():
    decision, officer = make_decision()
    with pytest.raises(Refused, match="Quyết định chưa ban hành"):
        certifying.certify(decision, by=officer, at=AT)


def test_clerk_does_not_print():
    decision, _ = make_signed()
    with pytest.raises(Refused, match="Chỉ cán bộ thường trực"):
        certifying.certify(decision, by=make_actor(Role.CLERK, unit=decision.unit), at=AT)


def test_printed_page_leads_to_the_public_check_page():
    decision, officer = make_signed(collectives=1, individuals=1)
    run = certifying.print_all(decision, None, silent, by=officer, at=AT)
    pdf = pypdfium2.PdfDocument(content_of(run.file))
    picture = pdf[1].render(scale=2).to_pil()
    (seen,) = zxingcpp.read_barcodes(picture)
    second = Certificate.objects.get(book_number=2)
    assert (len(pdf), run.count) == (2, 2)
    assert seen.text == f"{settings.BASE_URL}/cong-khai/kiem-tra/{codes.shown(second.code)}"
    text = pdf[1].get_textpage().get_text_bounded()
    pdf.close()
    assert second.line.subject_name in text
    assert "Vào sổ khen thưởng số: 2/2022" in text


def test_all_are_printed_by_a_job_with_progress():
    decision, officer = make_signed(collectives=2, individuals=2)
    make_account(Person.objects.get(pk=officer.person_id))
    certifying.ask_to_print(decision, by=officer, at=AT)
    runner.run(Job.objects.get().pk, beats=False)
    job, run = Job.objects.get(), PrintRun.objects.get()
    assert (job.error, job.state, job.done, job.total) == ("", "done", 4, 4)
    assert job.result_url == f"/khen-thuong/{decision.pk}/in/{run.pk}/"


def test_revoked_award_is_neither_entered_nor_printed():
    decision, officer = make_signed(collectives=2, individuals=0)
    lines = queries.lines_of(decision)
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=[lines[0].dossier], reason="Hồ sơ giả", by=officer, at=AT
    )
    deciding.sign(after, replace(SIGNING, number=124), by=officer, at=AT)
    run = certifying.print_all(decision, None, silent, by=officer, at=AT)
    assert (run.count, Certificate.objects.get().line_id) == (1, lines[1].pk)


def test_reissue_takes_a_new_number_and_code_and_only_once():
    decision, officer = make_signed(collectives=1, individuals=0)
    (first,) = certifying.certify(decision, by=officer, at=AT)
    again = certifying.reissue(first, reason="In sai tên", by=officer, at=AT)
    assert (again.book_number, again.replaces_id, again.reason) == (2, first.pk, "In sai tên")
    assert again.code != first.code
    with pytest.raises(Refused, match="đã được cấp lại rồi"):
        certifying.reissue(first, reason="Lần nữa", by=officer, at=AT)
    with pytest.raises(Refused, match="Hãy ghi lý do cấp lại"):
        certifying.reissue(again, reason=" ", by=officer, at=AT)
