"""Up to the higher level and back: the file, its hashes, what is refused, the answer."""

import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest

from tests.dossiers.rows import make_award, make_dossier, make_due_day, make_file, make_movement, make_round, pdf
from tests.factories import AT, DAY, make_actor, make_subject, make_unit
from thidua.base.refusal import Refused
from thidua.dossiers import actions, invariants, packages, packing, queries
from thidua.dossiers.models import Dossier, DossierPaper, Initiative, Package, Rating
from thidua.org.files import content_of
from thidua.org.kinds import Role
from thidua.org.models import Document, JournalEntry, Succession, Unit

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
        return packing.pack(self.below, [self.dossier], to="UBND tỉnh", via="Sở Nội vụ", day=DAY)[0]

    def send(self) -> Package:
        return packages.send_up(self.below, [self.dossier], to="UBND tỉnh", by=self.town_office, at=AT)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_package_goes_up_and_its_answer_comes_back(scene):
    sent = scene.send()
    content = content_of(sent.file)
    taken = packages.take_in(scene.above, content, by=scene.province_office, at=AT)
    arrived = Dossier.objects.get(round=scene.above)
    assert (arrived.state, arrived.award, arrived.nominee) == ("submitted", scene.granted, scene.dossier.nominee)
    assert [paper.file.sha256 for paper in arrived.papers.all()] == [scene.dossier.papers.get().file.sha256]
    papers = {"Báo cáo thành tích": "Chưa ký"}
    why = "Thiếu xác nhận sáng kiến"
    actions.give_back(arrived, reason=why, paper_reasons=papers, by=scene.province_office, at=AT)
    answer = packages.answer_of(taken)
    for _ in range(2):  # the same answer again tells the unit nothing new
        answered = packages.take_answer(sent, answer, by=scene.town_office, at=AT)
    said = {"state": "given_back", "label": "Trả lại để bổ sung", "reason": why, "papers": papers}
    assert answered.answer == {str(scene.dossier.pk): said}
    told = [(step.reason, step.paper_reasons) for step in queries.timeline(scene.dossier)]
    assert told == [
        ("Đã lập gói trình UBND tỉnh", {}),
        ("UBND tỉnh: Trả lại để bổ sung: Thiếu xác nhận sáng kiến", papers),
    ]
    assert list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "dossiers.send_up",
        "dossiers.take_in",
        "dossiers.give_back",
        "dossiers.take_answer",
        "dossiers.take_answer",
    ]
    assert list(invariants.faults()) == []


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
    with pytest.raises(Refused, match="tệp bị hỏng hoặc không phải gói đề nghị"):
        packing.unpack(b"khong phai zip")
    more = io.BytesIO(scene.content())
    with zipfile.ZipFile(more, "a") as archive:
        archive.writestr("0001/them.pdf", pdf())
    with pytest.raises(Refused, match="không khớp bảng kê"):
        packing.unpack(more.getvalue())


def test_only_verified_dossiers_go_up_and_only_by_the_office(scene):
    with pytest.raises(Refused, match="Chỉ cơ quan thường trực"):
        packages.send_up(
            scene.below, [scene.dossier], to="UBND tỉnh", by=make_actor(Role.CLERK, unit=scene.town), at=AT
        )
    Dossier.objects.update(state="submitted")
    scene.dossier.refresh_from_db()
    with pytest.raises(Refused, match="chưa thẩm định xong"):
        scene.send()


def test_an_award_the_higher_movement_does_not_give_is_refused(scene):
    scene.above.movement.awards.update(form="Giấy khen")
    with pytest.raises(Refused, match="không xét Bằng khen"):
        packages.take_in(scene.above, scene.content(), by=scene.province_office, at=AT)


def test_one_package_goes_to_one_authority_and_only_for_what_is_asked_of_it(scene):
    town = make_award(scene.below.movement, form="Giấy khen", authority="Chủ tịch UBND thị xã", route="propose")
    other = make_dossier(round=scene.below, unit=scene.dossier.unit, award=town, state="verified")
    own = make_award(scene.below.movement, form="Giấy khen", route="own")
    ours = make_dossier(round=scene.below, unit=scene.dossier.unit, award=own, state="verified")
    for chosen, said in (
        ([scene.dossier, other], "Mỗi gói gửi một cấp có thẩm quyền; hồ sơ đã chọn gửi Chủ tịch UBND thị xã và"),
        ([ours], "thuộc thẩm quyền của cơ quan mình, không trình cấp trên"),
        ([], "Chưa chọn hồ sơ nào"),
    ):
        with pytest.raises(Refused, match=said):
            packages.send_up(scene.below, chosen, to="UBND thị xã", by=scene.town_office, at=AT)
    with pytest.raises(Refused, match="Hãy ghi nơi nhận gói"):
        packages.send_up(scene.below, [other], to=" ", by=scene.town_office, at=AT)
    sent = packages.send_up(scene.below, [other], to="UBND thị xã", via="Phòng Nội vụ", by=scene.town_office, at=AT)
    assert (sent.to, sent.via, sent.manifest["via"]) == ("UBND thị xã", "Phòng Nội vụ", "Phòng Nội vụ")


def test_nothing_goes_up_to_an_authority_that_has_ended(scene):
    act = Document.objects.create(kind="Nghị quyết", number="202/2025/QH15", entered_at=AT)
    heir = make_unit(name="UBND tỉnh Mới")
    rest = {"kind": "merged", "from_on": DAY, "document": act}
    Succession.objects.create(predecessor=scene.province, successor=heir, **rest)
    Unit.objects.filter(pk=scene.province.pk).update(ends_on=date(2023, 5, 31))
    scene.dossier.award.authority_unit = scene.province
    scene.dossier.award.save(update_fields=["authority_unit"])
    ended = Dossier.objects.select_related("award__authority_unit", "round__movement__unit").get(pk=scene.dossier.pk)
    with pytest.raises(Refused, match=r"từ 01/06/2023 là UBND tỉnh Mới \(Nghị quyết số 202/2025/QH15\)"):
        packages.send_up(scene.below, [ended], to="UBND tỉnh", by=scene.town_office, at=AT)


def test_facts_and_checks_travel_and_disciplines_stay(scene):
    nominee = scene.dossier.nominee
    paper = {"kind": "Quyết định", "number": "5/QĐ", "dated_on": DAY, "issuer": "UBND thị xã"}
    proof = Document.objects.create(**paper, entered_at=AT)
    Rating.objects.create(subject=nominee, year=2022, grade="Hoàn thành tốt nhiệm vụ", document=proof)
    Initiative.objects.create(subject=nominee, title="Một cửa số", recognised_by="UBND thị xã", recognised_on=DAY)
    nominee.honours.create(name="Giấy khen", is_thematic=True, decided_on=DAY)
    nominee.honours.create(name="Bằng khen bị thu hồi", decided_on=DAY, revoked_by=proof)
    nominee.disciplines.create(grade="reprimand", decided_on=date(2023, 2, 1))
    content = scene.content()
    said = packing.unpack(content)[0]["dossiers"][0]
    none = {"kind": "", "number": "", "dated_on": None, "issuer": ""}
    assert said["facts"] == {
        "ratings": [{"year": 2022, "grade": "Hoàn thành tốt nhiệm vụ", "document": paper | {"dated_on": "2023-06-01"}}],
        "honours": [{"name": "Giấy khen", "is_thematic": True, "decided_on": "2023-06-01", "document": none}],
        "initiatives": [
            {
                "title": "Một cửa số",
                "recognised_by": "UBND thị xã",
                "level": "",
                "spread": "",
                "recognised_on": "2023-06-01",
                "document": none,
            }
        ],
    }
    assert {one["about"] for one in said["checks"]} == {"Không đang bị xem xét kỷ luật, điều tra, thanh tra, xác minh"}
    assert "hiển trách" not in zipfile.ZipFile(io.BytesIO(content)).read("manifest.json").decode()
    for kept in (nominee.ratings, nominee.initiatives, nominee.honours):
        kept.all().delete()  # as in an installation that does not know them
    proof.delete()
    packages.take_in(scene.above, content, by=scene.province_office, at=AT)
    assert str(nominee.ratings.get().document).startswith("Quyết định số 5/QĐ")
    assert (nominee.ratings.get().grade, nominee.initiatives.get().title) == ("Hoàn thành tốt nhiệm vụ", "Một cửa số")
    assert (nominee.honours.get().is_thematic, nominee.honours.get().decided_on) == (True, DAY)


def test_what_was_given_back_above_comes_again_as_newer_papers_with_its_first_day(scene):
    make_due_day(scene.above, DAY)
    packages.take_in(scene.above, scene.content(), by=scene.province_office, at=AT)
    arrived = Dossier.objects.get(round=scene.above)
    actions.give_back(arrived, reason="Báo cáo chưa ký", by=scene.province_office, at=AT)
    DossierPaper.objects.update_or_create(
        dossier=scene.dossier, paper="bao_cao", defaults={"file": make_file(pdf(2)), "put_at": AT}
    )
    later = datetime(2023, 6, 20, 2, 0, tzinfo=UTC)
    packages.take_in(scene.above, scene.content(), by=scene.province_office, at=later)
    arrived.refresh_from_db()
    assert (arrived.state, arrived.received_on, arrived.late_days) == ("submitted", DAY, 0)
    assert [(paper.version, paper.is_current) for paper in arrived.papers.order_by("version")] == [
        (1, False),
        (2, True),
    ]
    assert queries.timeline(arrived).last().reason == "Cấp dưới trình lại, cấp dưới nhận ngày 01/06/2023"
    assert list(invariants.faults()) == []


@pytest.mark.parametrize(
    ("handed_on", "state", "late"), [(DAY, "submitted", 0), (date(2023, 6, 3), "late", 2), (None, "late", 19)]
)
def test_the_day_it_was_handed_over_counts(scene, handed_on, state, late):
    make_due_day(scene.above, DAY)
    at = datetime(2023, 6, 20, 2, 0, tzinfo=UTC)
    packages.take_in(scene.above, scene.content(), handed_on=handed_on, by=scene.province_office, at=at)
    arrived = Dossier.objects.get(round=scene.above)
    assert (arrived.state, arrived.late_days) == (state, late)
    with pytest.raises(Refused, match="chưa đến"):
        packages.take_in(scene.above, b"", handed_on=date(2023, 6, 21), by=scene.province_office, at=at)


def test_a_package_is_taken_in_only_where_it_fits(scene):
    content = scene.content()
    with pytest.raises(Refused, match="Gói này do chính UBND thị xã lập"):
        packages.take_in(scene.below, content, by=scene.town_office, at=AT)
    elsewhere = make_unit(name="UBND tỉnh khác")
    there = make_round(movement=make_movement(unit=elsewhere))
    make_award(there.movement, form="Bằng khen")
    with pytest.raises(Refused, match="UBND xã không thuộc UBND tỉnh khác"):
        packages.take_in(there, content, by=make_actor(Role.OFFICE, unit=elsewhere), at=AT)
    scene.granted.round_kind = "stage"
    scene.granted.save(update_fields=["round_kind"])
    with pytest.raises(Refused, match="đợt này là đợt"):
        packages.take_in(scene.above, content, by=scene.province_office, at=AT)
    assert Dossier.objects.exclude(pk=scene.dossier.pk).count() == 0


def test_a_package_cut_short_or_forged_is_refused_with_a_sentence(scene):
    content = scene.content()
    middle = bytearray(content)
    middle[40] ^= 0xFF
    for broken in (content[:-30], bytes(middle)):
        with pytest.raises(Refused, match="gửi lại"):
            packages.take_in(scene.above, broken, by=scene.province_office, at=AT)

    def forged(name: str, raw: bytes) -> bytes:
        if name != "manifest.json":
            return raw
        said = json.loads(raw)
        said["dossiers"][0]["received_on"] = "hôm qua"
        return json.dumps(said | {"code": packing.code_of(said)}).encode()

    with pytest.raises(Refused, match="không đọc được hoặc đã bị sửa"):
        packages.take_in(scene.above, _altered(content, forged), by=scene.province_office, at=AT)
    assert not Dossier.objects.filter(round=scene.above).exists()


def test_an_answer_that_was_altered_or_is_of_another_package_is_refused(scene):
    sent = scene.send()
    taken = packages.take_in(scene.above, content_of(sent.file), by=scene.province_office, at=AT)
    answer = packages.answer_of(taken)
    altered = answer | {"from": "Ai đó"}
    with pytest.raises(Refused, match="bị hỏng hoặc đã bị sửa"):
        packages.take_answer(sent, altered, by=scene.town_office, at=AT)
    other = answer | {"package": "khác"}
    other |= {"code": packing.code_of(other)}
    with pytest.raises(Refused, match="không phải của gói đang chọn"):
        packages.take_answer(sent, other, by=scene.town_office, at=AT)
    sent.refresh_from_db()
    assert sent.answer == {}
