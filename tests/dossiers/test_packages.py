"""Up to the higher level and back: the file, its hashes, what is refused, the answer."""

import io
import zipfile

import pytest

from tests.dossiers.rows import make_award, make_dossier, make_file, make_movement, make_round, pdf
from tests.factories import AT, make_actor, make_subject, make_unit
from thidua.base.refusal import Refused
from thidua.dossiers import actions, packages
from thidua.dossiers.models import Dossier, DossierPaper
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self) -> None:
        self.province = make_unit(name="UBND tỉnh")
        self.town = make_unit(name="UBND thị xã", parent=self.province)
        self.below = make_round(movement=make_movement(unit=self.town))
        self.above = make_round(movement=make_movement(unit=self.province))
        asked = make_award(self.below.movement, form="Bằng khen", authority="Chủ tịch UBND tỉnh", route="propose")
        self.granted = make_award(self.above.movement, form="Bằng khen", authority="Chủ tịch UBND tỉnh")
        commune = make_unit(name="UBND xã", parent=self.town)
        self.dossier = make_dossier(
            round=self.below, unit=commune, nominee=make_subject(unit=commune), award=asked, state="verified"
        )
        DossierPaper.objects.create(dossier=self.dossier, paper="bao_cao", file=make_file(pdf()), put_at=AT)
        self.town_office = make_actor(Role.OFFICE, unit=self.town)
        self.province_office = make_actor(Role.OFFICE, unit=self.province)

    def content(self) -> bytes:
        return packages.pack(self.below, [self.dossier])[0]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_package_goes_up_and_its_answer_comes_back(scene):
    sent = packages.send_up(scene.below, [scene.dossier], by=scene.town_office, at=AT)
    content = packages.files.content_of(sent.file)
    taken = packages.take_in(scene.above, content, by=scene.province_office, at=AT)
    arrived = Dossier.objects.get(round=scene.above)
    assert (arrived.state, arrived.award, arrived.nominee) == ("submitted", scene.granted, scene.dossier.nominee)
    assert [paper.file.sha256 for paper in arrived.papers.all()] == [scene.dossier.papers.get().file.sha256]
    actions.give_back(arrived, reason="Thiếu xác nhận sáng kiến", by=scene.province_office, at=AT)
    answered = packages.take_answer(sent, packages.answer_of(taken), by=scene.town_office, at=AT)
    said = {"state": "given_back", "label": "Trả lại để bổ sung", "reason": "Thiếu xác nhận sáng kiến"}
    assert answered.answer == {str(scene.dossier.pk): said}
    assert list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "dossiers.send_up",
        "dossiers.take_in",
        "dossiers.give_back",
        "dossiers.take_answer",
    ]


def test_the_same_dossiers_give_the_same_bytes(scene):
    assert scene.content() == scene.content()


def test_taking_a_package_twice_changes_nothing(scene):
    packages.take_in(scene.above, scene.content(), by=scene.province_office, at=AT)
    with pytest.raises(Refused, match="đã được nhận trước đây"):
        packages.take_in(scene.above, scene.content(), by=scene.province_office, at=AT)
    assert Dossier.objects.filter(round=scene.above).count() == 1


def _altered(content: bytes, change) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return written.getvalue()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda name, raw: raw + b" " if name.endswith(".pdf") else raw, "không khớp mã SHA-256"),
        (lambda name, raw: raw.replace(b"UBND", b"UBNX") if name.endswith(".json") else raw, "đã bị sửa"),
        (lambda name, raw: b"[]" if name.endswith(".json") else raw, "không đọc được"),
    ],
)
def test_an_altered_package_is_refused_whole(scene, change, said):
    with pytest.raises(Refused, match=said):
        packages.take_in(scene.above, _altered(scene.content(), change), by=scene.province_office, at=AT)
    assert not Dossier.objects.filter(round=scene.above).exists()


def test_a_file_that_is_no_package_and_one_that_names_less_than_it_holds_are_refused(scene):
    with pytest.raises(Refused, match="không phải gói đề nghị"):
        packages.unpack(b"khong phai zip")
    more = io.BytesIO(scene.content())
    with zipfile.ZipFile(more, "a") as archive:
        archive.writestr("0001/them.pdf", pdf())
    with pytest.raises(Refused, match="không khớp bảng kê"):
        packages.unpack(more.getvalue())


def test_only_verified_dossiers_go_up_and_only_by_the_office(scene):
    with pytest.raises(Refused, match="Chỉ cơ quan thường trực"):
        packages.send_up(scene.below, [scene.dossier], by=make_actor(Role.CLERK, unit=scene.town), at=AT)
    Dossier.objects.update(state="submitted")
    scene.dossier.refresh_from_db()
    with pytest.raises(Refused, match="chưa thẩm định xong"):
        packages.send_up(scene.below, [scene.dossier], by=scene.town_office, at=AT)


def test_an_award_the_higher_movement_does_not_give_is_refused(scene):
    scene.above.movement.awards.update(form="Giấy khen")
    with pytest.raises(Refused, match="không xét Bằng khen"):
        packages.take_in(scene.above, scene.content(), by=scene.province_office, at=AT)
