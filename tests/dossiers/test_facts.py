"""Facts typed and from Excel; eligibility over real rows; one achievement settled by a person."""

from datetime import date
from decimal import Decimal

import pytest

from tests.dossiers.rows import make_criterion, make_dossier, make_movement, make_round
from tests.factories import AT, make_actor, make_person, make_subject, make_unit
from tests.scoring.rows import make_paper
from thidua.base.refusal import Refused
from thidua.documents import sheets
from thidua.dossiers import actions, facts, gathering
from thidua.dossiers.eligibility import HIDDEN, overall
from thidua.dossiers.kinds import Verdict
from thidua.dossiers.models import Discipline, Honour, Rating
from thidua.dossiers.rules import may_see_personal
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry, Position
from thidua.scoring import actions as scoring
from thidua.scoring import actions_outside

pytestmark = pytest.mark.django_db
TODAY = date(2024, 1, 15)
TOP = "Hoàn thành xuất sắc nhiệm vụ"
WARNED = {"grade": "warning", "decided_on": date(2023, 5, 2)}


class Scene:
    def __init__(self) -> None:
        self.office_unit = make_unit(name="UBND huyện")
        self.unit = make_unit(name="UBND xã", parent=self.office_unit)
        self.head = make_person(name="Trần Văn Đầu", unit=self.unit)
        Position.objects.create(
            person=self.head, unit=self.unit, title="Chủ tịch", is_head=True, from_on=date(2021, 1, 1)
        )
        movement = make_movement(unit=self.office_unit)
        make_criterion(movement, "discipline", subject="collective", params={"not_at_or_above": "cảnh cáo"})
        make_criterion(movement, "discipline", subject="individual", params={"head_answers_for_unit": True})
        round = make_round(movement=movement)
        self.collective = make_dossier(round=round, unit=self.unit, nominee=make_subject(unit=self.unit))
        self.person = make_dossier(round=round, unit=self.unit, nominee=make_subject(person=self.head))
        self.clerk = make_actor(Role.CLERK, unit=self.unit)
        self.office = make_actor(Role.OFFICE, unit=self.office_unit)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def _attested(scene: Scene) -> None:
    for dossier in (scene.collective, scene.person):
        actions.attest(dossier, by=scene.clerk, at=AT)


def test_without_the_unit_s_word_the_verdict_is_open(scene):
    assert overall(gathering.judged(scene.collective, TODAY)) == Verdict.UNKNOWN
    _attested(scene)
    assert overall(gathering.judged(scene.collective, TODAY)) == Verdict.MET


def test_a_reprimand_in_the_unit_passes_the_unit_and_fails_its_head(scene):
    somebody = make_subject(person=make_person(unit=scene.unit))
    reprimand = {"grade": "reprimand", "decided_on": date(2023, 5, 2)}
    facts.add(somebody, "discipline", reprimand, by=scene.clerk, at=AT)
    _attested(scene)
    assert overall(gathering.judged(scene.collective, TODAY)) == Verdict.MET
    assert overall(gathering.judged(scene.person, TODAY)) == Verdict.NOT_MET


def test_a_discipline_opens_to_those_who_must_see_it_and_not_to_the_journal(scene):
    facts.add(make_subject(person=scene.head), "discipline", WARNED, by=scene.clerk, at=AT)
    failed = [one for one in gathering.judged(scene.collective, TODAY) if one.verdict == Verdict.NOT_MET]
    assert [one.shown_to(may_see=False) for one in failed] == [HIDDEN]
    assert "Trần Văn Đầu" in failed[0].shown_to(may_see=True)
    stranger = make_actor(Role.CLERK, unit=make_unit(parent=scene.office_unit))
    seen = [may_see_personal(who, scene.collective) for who in (scene.clerk, scene.office, stranger)]
    assert seen == [True, True, False]
    assert "warning" not in str(JournalEntry.objects.latest("pk").facts)


def test_a_gate_of_the_law_stops_verification(scene):
    actions.attest(scene.collective, by=scene.clerk, at=AT)
    opened = {"kind": "complaint", "opened_on": date(2023, 5, 20)}
    facts.add(scene.collective.nominee, "matter", opened, by=scene.clerk, at=AT)
    scene.collective.__class__.objects.filter(pk=scene.collective.pk).update(
        state="submitted", received_on=date(2023, 6, 1), submitted_at=AT, submitted_by=scene.head
    )
    scene.collective.refresh_from_db()
    criterion = scene.collective.round.movement.criteria.get(subject="collective")
    found = [actions.rules.Found(criterion.pk, Verdict.MET)]
    with pytest.raises(Refused, match=r"chưa đạt \(Thông tư số 08/2017/TT-BNV\)"):
        actions.verify(scene.collective, found, by=scene.office, at=AT)


def _table(*rows: tuple[object, ...]) -> bytes:
    heads = (("Mã", 12.0), ("Năm", 8.0), ("Mức", 30.0))
    return sheets.write(sheets.Leaf("Xếp loại", heads, [tuple(row) for row in rows]))


def test_a_table_is_taken_whole(scene):
    content = _table((scene.head.code, 2022, "Hoàn thành tốt nhiệm vụ"), (scene.unit.code, 2022, "Hoàn thành nhiệm vụ"))
    assert facts.take_table("rating", content, by=scene.clerk, at=AT) == 2
    assert sorted(Rating.objects.values_list("subject__name", "year", "grade")) == [
        ("Trần Văn Đầu", 2022, "Hoàn thành tốt nhiệm vụ"),
        ("UBND xã", 2022, "Hoàn thành nhiệm vụ"),
    ]


def test_the_same_table_again_and_a_double_click_change_nothing(scene):
    heads = (("Mã", 12.0), ("Tên", 30.0), ("Ngày quyết định", 14.0), ("Số văn bản", 14.0))
    rows = [
        (scene.head.code, "Giấy khen", "02/05/2023", "7/QĐ-UBND"),
        (scene.head.code, "Bằng khen", "02/05/2023", ""),
    ]
    content = sheets.write(sheets.Leaf("Khen", heads, rows))
    assert [facts.take_table("honour", content, by=scene.clerk, at=AT) for _ in range(2)] == [2, 0]
    for _ in range(2):
        facts.add(make_subject(person=scene.head), "discipline", WARNED, by=scene.clerk, at=AT)
    assert (Honour.objects.count(), Discipline.objects.count()) == (2, 1)
    renumbered = {"name": "Giấy khen", "decided_on": date(2023, 5, 2), "number": "8/QĐ-UBND"}
    facts.add(make_subject(person=scene.head), "honour", renumbered, by=scene.clerk, at=AT)
    assert Honour.objects.count() == 3


def test_one_wrong_row_leaves_nothing_and_is_named(scene):
    other = make_person(unit=scene.office_unit)
    content = _table((scene.head.code, 2022, TOP), ("khong-co", 2022, TOP), (other.code, 2022, TOP))
    with pytest.raises(Refused, match=r"Ô A3: không có người hoặc đơn vị mang mã “khong-co”\. Ô A4: Chỉ đầu mối"):
        facts.take_table("rating", content, by=scene.clerk, at=AT)
    assert not Rating.objects.exists()


def test_a_fact_is_taken_out_with_a_reason(scene):
    fact = facts.add(make_subject(person=scene.head), "discipline", WARNED, by=scene.clerk, at=AT)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        facts.remove(fact, reason="", by=scene.clerk, at=AT)
    facts.remove(fact, reason="Nhập nhầm người", by=scene.clerk, at=AT)
    assert not Discipline.objects.exists()


def test_an_overlapping_award_blocks_only_when_a_person_says_it_is_the_same(scene):
    _attested(scene)
    given = {"name": "Giấy khen của UBND huyện", "from_on": date(2023, 1, 1), "until_on": date(2023, 6, 30)}
    facts.add(scene.collective.nominee, "honour", given, by=scene.clerk, at=AT)
    assert [one.name for one in gathering.overlapping(scene.collective, TODAY)] == ["Giấy khen của UBND huyện"]
    assert overall(gathering.judged(scene.collective, TODAY)) == Verdict.MET
    honour = Honour.objects.get()
    with pytest.raises(Refused, match="Hãy ghi lý do kết luận về khen trùng"):
        actions.settle(scene.collective, honour, is_same=True, reason="", by=scene.office, at=AT)
    actions.settle(scene.collective, honour, is_same=False, reason="Khen về thu thuế", by=scene.office, at=AT)
    assert overall(gathering.judged(scene.collective, TODAY)) == Verdict.MET
    actions.settle(scene.collective, honour, is_same=True, reason="Cùng thành tích cải cách", by=scene.office, at=AT)
    assert overall(gathering.judged(scene.collective, TODAY)) == Verdict.NOT_MET
    assert gathering.overlapping(scene.collective, TODAY) == []


def _read(dossier, kind):
    (found,) = [one for one in gathering.judged(dossier, TODAY) if one.about == kind]
    return found.verdict, found.reason


def test_published_results_are_read_for_the_unit_its_head_and_the_agency(scene):
    movement, agency = scene.collective.round.movement, scene.office_unit
    for subject in ("collective", "individual"):
        params = {"of": "score", "index": ["PAR INDEX"]}
        make_criterion(movement, "improvement", subject=subject, text="Tăng điểm", params=params)
    wanted = {"index": "PAR INDEX", "value": 4, "direction": "or_better", "by": "2025"}
    make_criterion(movement, "rank", subject="general", text="Hạng 4", params=wanted)
    make_criterion(movement, "threshold", subject="collective", text="Nhiệm vụ xong đủ", params={
        "conditions": [{"measure": "đơn vị", "op": "=", "value": 100, "unit": "%"}]})  # fmt: skip
    assert _read(scene.collective, "Tăng điểm") == (Verdict.UNKNOWN, "PAR INDEX: chưa có điểm năm 2022 và 2023.")
    paper = make_paper("9/QĐ-UBND", date(2024, 1, 9))
    for subject, year, score, rank in ((scene.unit, 2022, "80.5", None), (scene.unit, 2023, "81", None),
                                       (agency, 2023, None, 4)):  # fmt: skip
        points = None if score is None else Decimal(score)
        actions_outside.enter_result(
            subject, "PAR INDEX", year, score=points, rank=rank, document=paper, by=scene.office, at=AT
        )
    figures = {"numerator": Decimal(19), "denominator": Decimal(20)}
    scoring.put_figure(scene.unit, "nhiem_vu_hoan_thanh", 2023, **figures, by=scene.clerk, at=AT)
    said = "PAR INDEX: 80,5 điểm năm 2022, 81 điểm năm 2023, tăng 0,5 điểm. Căn cứ: Quyết định số 9/QĐ-UBND"
    for dossier in (scene.collective, scene.person):
        verdict, reason = _read(dossier, "Tăng điểm")
        assert (verdict, reason.startswith(said)) == (Verdict.MET, True)
    verdict, reason = _read(scene.collective, "Hạng 4")
    said = "PAR INDEX của UBND huyện: hạng 4 năm 2023, kế hoạch đặt hạng 4. Căn cứ: Quyết định số 9/QĐ-UBND"
    assert (verdict, reason.startswith(said)) == (Verdict.MET, True)
    verdict, reason = _read(scene.collective, "Nhiệm vụ xong đủ")
    assert (verdict, "19/20 = 95 %, cần = 100 %" in reason) == (Verdict.NOT_MET, True)
