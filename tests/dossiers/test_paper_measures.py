"""The papers of a dossier as they come out of the printer, measured against Decree 30/2020/NĐ-CP, annex I.

Each paper is drafted from facts, drawn as Word, turned into PDF by LibreOffice, and measured on the page.
"""

from datetime import date

import pypdfium2
import pytest
from docx.oxml.ns import qn

from tests.documents import samples
from tests.documents.reading import Place, place, places, rendered, word
from tests.dossiers.rows import make_award, make_criterion, make_dossier, make_movement, make_requirement, make_round
from tests.factories import AT, make_actor, make_person, make_subject, make_unit
from thidua.documents.word import docx_of
from thidua.dossiers import facts, papers
from thidua.movements.models import Subject
from thidua.org.kinds import Role
from thidua.org.models import Position, Unit

pytestmark = pytest.mark.django_db
TODAY = date(2023, 12, 20)
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
BY_CONTENT = "Báo cáo thành tích (nêu rõ kết quả đạt được theo các nội dung cải cách hành chính)."
PAPERS = {
    "letter": ("to_trinh", "collective", "TỜ TRÌNH"),
    "report of a collective": ("bao_cao", "collective", "BÁO CÁO THÀNH TÍCH"),
    "report of a person": ("bao_cao", "person", "BÁO CÁO THÀNH TÍCH"),
    "report by content": ("bao_cao", "content", "BÁO CÁO THÀNH TÍCH"),
    "summary": ("tom_tat", "person", "TÓM TẮT THÀNH TÍCH"),
    "list": ("danh_sach", "collective", "DANH SÁCH"),
}


def facts_about(nominee: Subject, unit: Unit) -> None:
    clerk = make_actor(Role.CLERK, unit=unit)
    rated = {"year": 2022, "grade": "Hoàn thành tốt nhiệm vụ", "number": "9/TB-UBND", "dated_on": date(2022, 12, 20)}
    found = {"title": "Gọi điện mời dân", "recognised_by": "UBND tỉnh", "number": "15/QĐ-UBND"}
    facts.add(nominee, "rating", rated, by=clerk, at=AT)
    facts.add(nominee, "initiative", found, by=clerk, at=AT)


def drafted(paper: str, scene: str) -> bytes:
    """Draft a paper of a commune under a district, for it or for one of its people."""
    district = make_unit(name="UBND huyện Mường Mẫu")
    unit = make_unit(name="UBND xã Suối Trong", parent=district)
    head, clerk = make_person(name="Trần Văn Ký", unit=unit), make_person(name="Lò Thị Ẫn", unit=unit)
    Position.objects.create(person=head, unit=unit, title="Chủ tịch", is_head=True, from_on=date(2021, 1, 1))
    movement = make_movement(unit=district, name="cải cách hành chính năm 2023")
    make_requirement(movement, "bao_cao", text=BY_CONTENT if scene == "content" else "")
    make_criterion(movement, "initiative", text="Có sáng kiến", clause="mục III.2")
    round, award = make_round(movement=movement), make_award(movement)
    told = "Giảm 30 % thời gian giải quyết thủ tục hành chính tại bộ phận Một cửa.\nĐoàn kết nội bộ tốt."
    who = make_subject(person=clerk) if scene == "person" else make_subject(unit=unit)
    facts_about(who, unit)
    dossier = make_dossier(round=round, unit=unit, nominee=who, award=award, achievements=told)
    if scene == "content":
        contents = [{"text": "Cải cách thể chế."}, {"text": "Cải cách thủ tục hành chính."}]
        dossier.round.movement.plan.draft = {"contents": contents}
    return papers.docx_of(dossier, paper, TODAY)


def size_of(pdf: pypdfium2.PdfDocument, page: int, words: str) -> float:
    """The size of the letters in points, as the page sets them."""
    text = pdf[page].get_textpage()
    start, _ = text.search(words, match_case=True).get_next()
    return round(pypdfium2.raw.FPDFText_GetFontSize(text.raw, start), 1)


def middle(found: Place) -> float:
    return (found.left + found.right) / 2


@pytest.mark.parametrize("name", PAPERS)
def test_page_margins_and_letters_are_those_of_the_decree(name: str) -> None:
    paper, scene, title = PAPERS[name]
    made = drafted(paper, scene)
    section = word(made).sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(side.mm) for side in sides] == [210, 297, 20, 20]
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 20)
    assert word(made).styles["Normal"].font.name == "Times New Roman"
    sizes = {run.get(qn("w:val")) for run in word(made).element.body.iter(qn("w:sz"))}
    assert {int(size) / 2 for size in sizes if int(size) >= 20} <= {11, 12, 13, 14}  # smaller ones are rules and gaps
    pdf = rendered(made)
    assert [round(side * 25.4 / 72) for side in pdf[0].get_size()] == [210, 297]
    told = {words: size_of(pdf, 0, words) for words in (NATION, MOTTO, "XÃ SUỐI TRONG", title)}
    assert told == {NATION: 12, MOTTO: 13, "XÃ SUỐI TRONG": 12, title: 14}


@pytest.mark.parametrize("name", PAPERS)
def test_head_title_and_signature_stand_where_the_decree_puts_them(name: str) -> None:
    paper, scene, title = PAPERS[name]
    pdf = rendered(drafted(paper, scene))
    nation, motto, agency = place(pdf, 0, NATION), place(pdf, 0, MOTTO), place(pdf, 0, "XÃ SUỐI TRONG")
    assert 18 <= nation.top <= 25
    assert (nation.left > 100, nation.right <= 190.5) == (True, True)
    assert abs(middle(nation) - middle(motto)) < 1.5
    assert nation.bottom < motto.top
    assert (agency.left >= 29.5, agency.right < nation.left) == (True, True)
    day, kind = place(pdf, 0, "Suối Trong, ngày"), place(pdf, 0, title)
    assert motto.bottom < day.top < kind.top
    assert day.left > nation.left
    assert abs(middle(kind) - 110) < 2  # the middle between margins of 30 and 20
    if scene != "person" or paper != "bao_cao":  # a person's report bears no number
        number = place(pdf, 0, "Số:")
        assert (abs(number.top - day.top) < 2, number.right < 100) == (True, True)
    last = len(pdf) - 1
    signer = place(pdf, last, "Lò Thị Ẫn" if name == "report of a person" else "Trần Văn Ký")
    office = place(pdf, last, "NGƯỜI BÁO CÁO THÀNH TÍCH" if name == "report of a person" else "CHỦ TỊCH")
    assert signer.left > 105
    assert abs(middle(signer) - middle(office)) < 2
    assert 15 < signer.top - office.bottom < 40  # room for the seal and the hand
    assert signer.bottom < 277


def test_recipients_of_a_letter_stand_left_of_the_signature() -> None:
    pdf = rendered(drafted("to_trinh", "collective"))
    recipients, chair = place(pdf, 0, "Nơi nhận:"), place(pdf, 0, "TM. ỦY BAN NHÂN DÂN")
    assert (size_of(pdf, 0, "Nơi nhận:"), size_of(pdf, 0, "Như trên")) == (12, 11)
    assert (29.5 <= recipients.left <= 32, recipients.right < chair.left) == (True, True)
    assert abs(recipients.top - chair.top) < 3
    assert place(pdf, 0, "Kính gửi: Ủy ban nhân dân huyện Mường Mẫu").top > place(pdf, 0, "TỜ TRÌNH").bottom


def test_body_is_set_in_14_with_a_first_line_of_12_7_millimetres() -> None:
    pdf = rendered(drafted("bao_cao", "collective"))
    line = place(pdf, 0, "- Giảm 30 % thời gian")
    assert size_of(pdf, 0, "- Giảm 30 % thời gian") == 14
    assert abs(line.left - 42.7) < 1
    heads = [place(pdf, 0, head).top for head in ("I. SƠ LƯỢC", "II. THÀNH TÍCH", "1. Có sáng kiến", "2. Kết quả nổi")]
    assert heads == sorted(heads)


def test_report_by_content_has_a_heading_for_each_content() -> None:
    pdf = rendered(drafted("bao_cao", "content"))
    tops = [place(pdf, 0, head).top for head in ("1. Cải cách thể chế.", "2. Cải cách thủ tục", "3. Kết quả theo")]
    assert tops == sorted(tops)


def test_minutes_are_signed_side_by_side_secretary_left_chair_right() -> None:
    pdf = rendered(docx_of(samples.PAPERS["minutes"]))
    last = len(pdf) - 1
    secretary, chair = place(pdf, last, "THƯ KÝ"), place(pdf, last, "CHỦ TRÌ")
    assert (secretary.right < 110, chair.left > 105) == (True, True)
    assert abs(secretary.top - chair.top) < 1
    assert size_of(pdf, 0, "BIÊN BẢN") == 14
    assert [found for found in places(pdf, 0, "1") if found.top < 18] == []  # the first page has no number
