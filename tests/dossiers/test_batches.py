"""Many dossiers at once: whose file is whose, all or nothing."""

import pytest

from tests.dossiers.rows import make_award, make_dossier, make_file, make_movement, make_requirement, make_round
from tests.factories import AT, make_actor, make_person, make_subject, make_unit
from thidua.base.refusal import Refused
from thidua.dossiers import batches
from thidua.dossiers.models import Dossier, DossierPaper
from thidua.dossiers.rules import files_by_name
from thidua.movements.models import Registration, RegistrationLine
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry

NAMES = {1: "Nguyễn Văn An", 2: "Nguyễn Văn Anh", 3: "Lê Thị Hoa"}
TWINS = {1: "Nguyễn Văn An", 2: "Nguyễn Văn An"}


@pytest.mark.parametrize(
    ("files", "nominees", "found"),
    [
        (["bao-cao-Nguyễn Văn An.docx", "LE THI HOA.pdf"], NAMES, {0: 1, 1: 3}),
        (["bc_nguyen_van_anh.docx"], NAMES, {0: 2}),  # An's name is no part of Anh's: whole words count
        (["Le Thi Hoa - Nguyen Van An.docx"], {3: "Lê Thị Hoa", 4: "Lê Thị Hoa - Nguyễn Văn An"}, {0: 4}),
    ],
)
def test_file_goes_to_the_longest_name_it_bears(files, nominees, found):
    assert files_by_name(files, nominees) == (found, None)


@pytest.mark.parametrize(
    ("files", "nominees", "said"),
    [
        (["bao-cao.docx"], NAMES, "Không rõ tệp “bao-cao.docx” là của ai"),
        (["Nguyen Van An.docx"], TWINS, "Không rõ tệp “Nguyen Van An.docx” là của ai"),
        (["Le Thi Hoa 1.docx", "Le Thi Hoa 2.docx"], NAMES, "Có hai tệp của Lê Thị Hoa."),
    ],
)
def test_file_of_nobody_or_two_of_one_is_said(files, nominees, said):
    found, reason = files_by_name(files, nominees)
    assert found == {} and reason is not None and reason.startswith(said)


class Scene:
    def __init__(self):
        self.office = make_unit()
        self.unit = make_unit(name="UBND xã", parent=self.office)
        self.round = make_round(movement=make_movement(unit=self.office))
        self.award = make_award(self.round.movement)
        self.need = make_requirement(self.round.movement, "to_trinh")
        self.clerk = make_actor(Role.CLERK, unit=self.unit)
        self.people = [make_person(unit=self.unit, name=name) for name in ("Đinh Văn Pơ", "Hồ Thị Lan")]

    def chosen(self):
        return [one for one in batches.candidates(self.round, self.unit) if one.who in (self.unit, *self.people)]

    def opened(self):
        awards = {"collective": self.award, "individual": self.award}
        return batches.open_many(self.round, self.unit, self.chosen(), awards, by=self.clerk, at=AT)


@pytest.fixture
def scene(db):
    return Scene()


def test_registered_come_first_and_who_is_asked_for_is_told(scene):
    hoa = scene.people[1]
    sent = Registration.objects.create(round=scene.round, unit=scene.unit, state="sent", sent_at=AT)
    RegistrationLine.objects.create(registration=sent, kind="individual", subject=make_subject(person=hoa))
    there = make_dossier(round=scene.round, unit=scene.unit, nominee=make_subject(unit=scene.unit))
    rows = batches.candidates(scene.round, scene.unit)
    assert [(row.key, row.asked) for row in rows[:1]] == [(f"u{scene.unit.pk}", (there,))]
    assert [(row.who, row.is_registered) for row in rows[1:2]] == [(hoa, True)]
    assert not any(row.is_registered for row in rows[2:])


def test_a_draft_for_each_and_nothing_when_one_is_refused(scene):
    made = scene.opened()
    assert [one.nominee.name for one in made] == ["UBND xã", "Hồ Thị Lan", "Đinh Văn Pơ"]
    assert JournalEntry.objects.filter(verb="dossiers.open_for").count() == 3
    make_person(unit=scene.unit, name="Lê Thị Hoa")
    with pytest.raises(Refused, match="UBND xã đã có hồ sơ"):
        scene.opened()
    with pytest.raises(Refused, match="Chưa chọn ai"):
        batches.open_many(scene.round, scene.unit, [], {}, by=scene.clerk, at=AT)
    with pytest.raises(Refused, match="Hãy chọn hình thức khen cho tập thể"):
        batches.open_many(scene.round, scene.unit, scene.chosen(), {}, by=scene.clerk, at=AT)
    assert Dossier.objects.count() == 3


def test_one_file_goes_into_all_and_several_to_their_own(scene):
    made = scene.opened()
    assert batches.put_many(made, scene.need, [make_file()], by=scene.clerk, at=AT) == 3
    own = [make_file(b"%PDF-1.4 a", name="to-trinh-ho-thi-lan.pdf"), make_file(b"%PDF-1.4 b", name="Đinh Văn Pơ.pdf")]
    assert batches.put_many(made, scene.need, own, by=scene.clerk, at=AT) == 2
    kept = {paper.dossier.nominee.name: paper.file.name for paper in DossierPaper.objects.filter(is_current=True)}
    assert kept == {
        "UBND xã": "bao-cao.pdf", "Hồ Thị Lan": "to-trinh-ho-thi-lan.pdf", "Đinh Văn Pơ": "Đinh Văn Pơ.pdf"
    }  # fmt: skip
    lost = [make_file(b"%PDF-1.4 c", name="la.pdf"), make_file(b"%PDF-1.4 d", name="Đinh Văn Pơ.pdf")]
    with pytest.raises(Refused, match="Không rõ tệp “la"):
        batches.put_many(made, scene.need, lost, by=scene.clerk, at=AT)
    with pytest.raises(Refused, match="Chưa chọn hồ sơ nào"):
        batches.put_many([], scene.need, own, by=scene.clerk, at=AT)


def test_all_are_handed_in_or_none(scene):
    made = scene.opened()
    batches.put_many(made[:2], scene.need, [make_file()], by=scene.clerk, at=AT)
    with pytest.raises(Refused) as refused:
        batches.submit_many(scene.round, made, by=scene.clerk, at=AT)
    assert str(refused.value).startswith("Đinh Văn Pơ: Hồ sơ còn thiếu tờ trình")
    assert set(Dossier.objects.values_list("state", flat=True)) == {"draft"}
    handed = batches.submit_many(scene.round, made[:2], by=scene.clerk, at=AT)
    assert [one.state for one in handed] == ["submitted", "submitted"]
    assert len(batches.mine(scene.clerk, scene.round)) == 3
