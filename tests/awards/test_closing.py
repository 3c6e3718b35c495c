"""The closing report says what happened, in numbers, and what is missing."""

import io
from dataclasses import replace

import docx
import pytest

from tests.awards.rows import AT, SIGNING, make_case, make_signed
from tests.factories import make_actor
from tests.web.signing import signed_in
from thidua.awards import closing
from thidua.awards.actions import deciding, following
from thidua.awards.kinds import DecisionKind
from thidua.awards.models import Story
from thidua.awards.queries import deciding as queries
from thidua.documents import word
from thidua.dossiers.models import Dossier
from thidua.movements.models import Movement, Target
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


def text_of(movement: Movement) -> str:
    paper = docx.Document(io.BytesIO(word.docx_of(closing.paper_of(movement))))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])


def test_report_counts_what_stands_and_says_what_is_missing():
    decision, officer = make_signed(collectives=2, individuals=3)
    movement = decision.round.movement
    Target.objects.create(movement=movement, measure="Hồ sơ trả đúng hạn", op=">", value=95, unit_word="%")
    gone = queries.lines_of(decision)[0].dossier
    after = following.follow(decision, kind=DecisionKind.REVOKE, dossiers=[gone], reason="Hồ sơ giả", by=officer, at=AT)
    deciding.sign(after, replace(SIGNING, number=190), by=officer, at=AT)
    text = text_of(movement)
    for said in (
        "Đã khen thưởng 01 tập thể và 03 cá nhân; tổng tiền thưởng 2.250.000 đồng.",
        "Chưa có đơn vị nào đăng ký thi đua trên hệ thống.",
        "Còn 01 chỉ tiêu chưa có số liệu.",
        "> 95 %",
        "Đã thu hồi 01 trường hợp theo quyết định có lý do.",
        "Quyết định số 123/QĐ-UBND\n15/02/2022\n4\n2.250.000",
        "Cơ quan bổ sung nguyên nhân, bài học kinh nghiệm",
    ):
        assert said in text


def test_report_of_a_movement_without_decisions_says_so():
    first, _, _ = make_case(collectives=0, individuals=0)
    text = text_of(first.movement)
    assert "Chưa có quyết định khen thưởng nào được ký." in text
    assert "Chưa có hồ sơ đề nghị khen thưởng nào được nhận." in text


def test_report_is_handed_to_the_office_only():
    first, _, officer = make_case()
    address = f"/khen-thuong/tong-ket/{first.movement_id}.docx"
    assert signed_in(officer).get(address).content[:2] == b"PK"
    assert signed_in(make_actor(Role.CLERK, unit=first.movement.unit)).get(address).status_code == 404


def test_report_names_published_examples_and_what_fell_short():
    decision, _ = make_signed(collectives=1, individuals=0)
    movement, dossier = decision.round.movement, decision.lines.get().dossier
    Dossier.objects.filter(pk=dossier.pk).update(late_days=2)
    story = {"unit": movement.unit, "movement": movement, "subject": dossier.nominee, "proposed_at": AT}
    Story.objects.create(title="Hẹn giờ trả kết quả", state="published", verified_at=AT, published_at=AT, **story)
    Story.objects.create(title="Chưa công bố", **story)
    text = text_of(movement)
    assert "Đã công bố 01 điển hình." in text
    assert f"Hẹn giờ trả kết quả\n{dossier.nominee.name}\n0" in text
    assert "Chưa công bố" not in text
    assert "01 hồ sơ nộp muộn." in text
