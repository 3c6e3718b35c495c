"""Registration: by headcount and by name, changed, withdrawn, late, printed, through Excel."""

import io
from datetime import UTC, date, datetime

import pytest
from docx import Document as Word

from tests.factories import make_actor, make_draft, make_movement, make_person, make_round, make_unit
from thidua.base.refusal import Refused
from thidua.documents import sheets
from thidua.documents.sheets import Leaf
from thidua.movements import actions, papers, queries, workbook
from thidua.movements.actions import Entry
from thidua.movements.models import Registration, RegistrationLine
from thidua.movements.subjects import subject_of_household, subject_of_person, subject_of_unit
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry

pytestmark = pytest.mark.django_db
IN_TIME = datetime(2023, 6, 30, 10, tzinfo=UTC)  # 17:00 on the last day
LATE = datetime(2023, 7, 2, 3, tzinfo=UTC)


@pytest.fixture
def round():
    return make_round(movement=make_movement(unit=make_unit(name="UBND huyện Mẫu")))


@pytest.fixture
def unit(round):
    return make_unit(name="UBND xã Sông Mây", parent=round.movement.unit)


@pytest.fixture
def clerk(unit):
    return make_actor(Role.CLERK, unit=unit)


TWO = [Entry("individual", headcount=2)]


def test_by_headcount_in_time(round, unit, clerk):
    sent = actions.register(round, unit, entries=TWO, content="Hoàn thành xuất sắc", by=clerk, at=IN_TIME)
    assert (sent.state, sent.late_days, sent.sent_by_id) == ("sent", 0, clerk.person_id)
    assert [(line.kind, line.headcount) for line in sent.lines.all()] == [("individual", 2)]
    assert JournalEntry.objects.get(verb="movements.register").facts["lines"] == 1


def test_by_name_of_units_people_and_households(round, unit, clerk):
    entries = [
        Entry("collective", subject_of_unit(unit)),
        Entry("individual", subject_of_person(make_person(unit=unit)), award=round.movement.awards.get()),
        Entry("household", subject_of_household("Hộ ông Lê Văn Ba", unit)),
    ]
    sent = actions.register(round, unit, entries=entries, by=clerk, at=IN_TIME)
    assert sorted(sent.lines.values_list("subject__kind", flat=True)) == ["collective", "household", "individual"]


def test_a_change_replaces_the_lines_and_keeps_one_registration(round, unit, clerk):
    actions.register(round, unit, entries=TWO, by=clerk, at=IN_TIME)
    actions.register(round, unit, entries=[Entry("individual", headcount=5)], by=clerk, at=IN_TIME)
    assert Registration.objects.get().lines.get().headcount == 5


def test_the_first_after_the_last_day_is_received_and_marked(round, unit, clerk):
    assert actions.register(round, unit, entries=TWO, by=clerk, at=LATE).late_days == 2


def test_a_change_after_the_last_day_is_refused(round, unit, clerk):
    actions.register(round, unit, entries=TWO, by=clerk, at=IN_TIME)
    with pytest.raises(Refused, match=r"^Đã hết hạn đăng ký ngày 30/06/2023, không sửa được"):
        actions.register(round, unit, entries=[Entry("individual", headcount=9)], by=clerk, at=LATE)
    assert RegistrationLine.objects.get().headcount == 2


def test_withdrawn_before_the_last_day_only(round, unit, clerk):
    sent = actions.register(round, unit, entries=TWO, by=clerk, at=IN_TIME)
    with pytest.raises(Refused, match="không rút được nữa"):
        actions.withdraw(sent, by=clerk, at=LATE)
    assert actions.withdraw(sent, by=clerk, at=IN_TIME).state == "withdrawn"
    with pytest.raises(Refused, match="không có gì để rút"):
        actions.withdraw(sent, by=clerk, at=IN_TIME)


def test_taking_no_part_is_an_answer_too(round, unit, clerk):
    sent = actions.register(round, unit, entries=[], takes_part=False, by=clerk, at=IN_TIME)
    assert (sent.takes_part, sent.lines.count()) == (False, 0)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], "Hãy ghi ít nhất một tập thể hoặc cá nhân"),
        ([Entry("collective", headcount=2)], "Chỉ cá nhân mới đăng ký theo số lượng"),
        ([Entry("individual")], "Mỗi dòng ghi tên một tập thể, cá nhân, hoặc ghi số lượng"),
    ],
)
def test_lines_that_say_nothing_are_refused(round, unit, clerk, entries, words):
    with pytest.raises(Refused, match=f"^{words}"):
        actions.register(round, unit, entries=entries, by=clerk, at=IN_TIME)
    assert not Registration.objects.exists()


def test_the_same_subject_twice_is_refused(round, unit, clerk):
    line = Entry("collective", subject_of_unit(unit))
    with pytest.raises(Refused, match="UBND xã Sông Mây được ghi hai lần"):
        actions.register(round, unit, entries=[line, line], by=clerk, at=IN_TIME)


def test_strangers_and_closed_rounds_are_refused(round, unit, clerk):
    with pytest.raises(Refused, match="Chỉ đầu mối thi đua của đơn vị"):
        actions.register(round, unit, entries=TWO, by=make_actor(Role.CLERK), at=IN_TIME)
    far = make_unit()
    with pytest.raises(Refused, match="không thuộc cơ quan phát động"):
        actions.register(round, far, entries=TWO, by=make_actor(Role.CLERK, unit=far), at=IN_TIME)
    actions.close_round(round, by=make_actor(Role.OFFICE, unit=round.movement.unit), at=IN_TIME)
    with pytest.raises(Refused, match="Đợt này đã kết thúc"):
        actions.register(round, unit, entries=TWO, by=clerk, at=IN_TIME)


def test_the_summary_counts_names_and_numbers_together(round, unit, clerk):
    person = subject_of_person(make_person(unit=unit))
    entries = [Entry("collective", subject_of_unit(unit)), Entry("individual", person), *TWO]
    actions.register(round, unit, entries=entries, by=clerk, at=IN_TIME)
    assert [(each.collectives, each.individuals) for each in queries.registration_summary(round)] == [(1, 3)]


def test_it_is_printed_as_the_plans_form(unit, clerk, round):
    draft = make_draft(forms=[{"title": "Thi đua cải cách hành chính hằng năm", "fields": []}])
    round = make_round(movement=make_movement(unit=round.movement.unit, draft=draft))
    entries = [Entry("collective", subject_of_unit(unit), content="Hoàn thành xuất sắc"), *TWO]
    sent = actions.register(round, unit, entries=entries, by=clerk, at=IN_TIME)
    word = Word(io.BytesIO(papers.registration_docx(sent, day=date(2023, 6, 30))))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "Thi đua cải cách hành chính hằng năm" in said
    assert "UBND xã Sông Mây" in cells
    assert cells[cells.index("Tổng số") + 2 :][0] == "2"


def filled(*rows):
    headings = tuple((field.heading, 20.0) for field in workbook.FIELDS)
    return sheets.write(Leaf("Đăng ký", headings, rows))


def test_excel_goes_out_and_comes_back_the_same(round, unit, clerk):
    person = make_person(unit=unit)
    award = round.movement.awards.get()
    entries = [
        Entry("collective", subject_of_unit(unit), award=award, content="Xuất sắc"),
        Entry("individual", subject_of_person(person)),
        Entry("individual", headcount=4),
        Entry("household", subject_of_household("Hộ bà Tư", unit)),
    ]
    sent = actions.register(round, unit, entries=entries, by=clerk, at=IN_TIME)
    back, faults = workbook.read(workbook.write(round, unit, sent), round, unit)
    assert faults == ()
    assert back == entries


def test_excel_with_three_wrong_cells_is_refused_whole_with_three_named_cells(round, unit):
    content = filled(
        ("Tập thể", unit.code, "", None, "", ""),
        ("Cá nhân", "khong-co", "", None, "", ""),
        ("Số lượng cá nhân", "", "", 0, "", ""),
        ("Tập thể", unit.code, "", None, "Huân chương", ""),
    )
    entries, faults = workbook.read(content, round, unit)
    assert entries == []
    assert [str(fault) for fault in faults] == [
        "Ô B3: không có người mang mã “khong-co” trong đơn vị này.",
        "Ô D4: phải là số người lớn hơn 0.",
        "Ô E5: đợt này không có hình thức “Huân chương”.",
    ]
