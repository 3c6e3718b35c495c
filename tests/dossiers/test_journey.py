"""The journey of a dossier: nominate, papers, submit, late, give back, verify; rows, journal, refusals."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.dossiers.rows import (
    make_award,
    make_criterion,
    make_due_day,
    make_file,
    make_movement,
    make_quota,
    make_requirement,
    make_round,
)
from tests.factories import AT, make_actor, make_subject, make_unit
from thidua.base.refusal import Refused
from thidua.dossiers import actions, queries
from thidua.dossiers.kinds import State, Verdict
from thidua.dossiers.models import Dossier, DossierPaper, Finding
from thidua.dossiers.rules import Found
from thidua.org import journal
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry

pytestmark = pytest.mark.django_db
LAST = date(2023, 6, 10)
ON_TIME = datetime(2023, 6, 10, 16, 59, tzinfo=UTC)  # 23:59 in Viet Nam
LATE = datetime(2023, 6, 10, 17, 1, tzinfo=UTC)  # 00:01 on the next day


class Scene:
    """One movement with a round, one commune with its clerk, the office that serves the movement."""

    def __init__(self) -> None:
        self.office_unit = make_unit(name="UBND huyện")
        self.unit = make_unit(name="UBND xã", parent=self.office_unit)
        self.movement = make_movement(unit=self.office_unit)
        self.round = make_round(movement=self.movement)
        self.award = make_award(self.movement)
        self.need = make_requirement(self.movement, "bao_cao")
        self.criterion = make_criterion(self.movement)
        make_due_day(self.round, LAST)
        self.clerk = make_actor(Role.CLERK, unit=self.unit)
        self.office = make_actor(Role.OFFICE, unit=self.office_unit)
        self.verifier = make_actor(Role.VERIFIER, unit=self.office_unit)

    def nominate(self) -> Dossier:
        nominee = make_subject(unit=self.unit)
        return actions.open_for(self.round, self.unit, nominee, self.award, by=self.clerk, at=AT)

    def full(self) -> Dossier:
        dossier = self.nominate()
        actions.put_paper(dossier, "bao_cao", make_file(), requirement=self.need, by=self.clerk, at=AT)
        return dossier

    def found(self, verdict: Verdict = Verdict.MET) -> list[Found]:
        return [Found(self.criterion.pk, verdict, "Theo báo cáo số 1")]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def _verbs() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_nominating_opens_a_draft_and_is_in_the_journal(scene):
    dossier = scene.nominate()
    assert (dossier.state, dossier.opened_by_id) == (State.DRAFT, scene.clerk.person_id)
    assert _verbs() == ["dossiers.open_for"]
    with pytest.raises(Refused, match="đã có hồ sơ đề nghị"):
        scene.nominate()
    assert Dossier.objects.count() == 1


def test_nobody_is_nominated_for_what_is_no_longer_given(scene):
    scene.award.until_on = date(2023, 5, 31)
    scene.award.save(update_fields=["until_on"])
    assert not queries.awards_on(scene.round, date(2023, 6, 1)).exists()
    with pytest.raises(Refused, match=r"áp dụng đến hết ngày 31/05/2023\. Hãy chọn hình thức đang áp dụng"):
        scene.nominate()
    assert (Dossier.objects.count(), _verbs()) == (0, [])


def test_nominating_over_the_quota_is_allowed_and_shown(scene):
    make_quota(scene.award, 1)
    scene.nominate()
    other = make_subject(unit=make_unit(parent=scene.unit))
    actions.open_for(scene.round, scene.unit, other, scene.award, by=scene.clerk, at=AT)
    shown = [(one.count.used, one.count.most, one.count.is_over) for one in queries.meters(scene.round, LAST)]
    assert shown == [(2, 1, True), (0, None, False)]


def test_a_clerk_of_another_unit_may_not_nominate(scene):
    stranger = make_actor(Role.CLERK, unit=make_unit(parent=scene.office_unit))
    with pytest.raises(Refused, match="Chỉ đầu mối thi đua của UBND xã"):
        actions.open_for(scene.round, scene.unit, make_subject(unit=scene.unit), scene.award, by=stranger, at=AT)
    assert not Dossier.objects.exists()


def test_the_same_file_again_is_harmless_and_a_new_one_is_a_new_version(scene):
    dossier = scene.full()
    again = actions.put_paper(dossier, "bao_cao", make_file(), requirement=scene.need, by=scene.clerk, at=AT)
    other = make_file(b"%PDF-1.4 ban hai")
    newer = actions.put_paper(dossier, "bao_cao", other, requirement=scene.need, by=scene.clerk, at=AT)
    assert (again.version, newer.version) == (1, 2)
    kept = DossierPaper.objects.order_by("version").values_list("version", "is_current")
    assert list(kept) == [(1, False), (2, True)]
    assert _verbs() == ["dossiers.open_for", "dossiers.put_paper", "dossiers.put_paper"]


def test_an_incomplete_dossier_is_not_submitted(scene):
    dossier = scene.nominate()
    with pytest.raises(Refused, match=r"còn thiếu báo cáo thành tích \(kế hoạch yêu cầu: mục V.1\)"):
        actions.submit(dossier, by=scene.clerk, at=ON_TIME)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.submitted_at) == (State.DRAFT, None)
    assert _verbs() == ["dossiers.open_for"]


def test_submitting_on_the_last_day_is_in_time(scene):
    dossier = actions.submit(scene.full(), by=scene.clerk, at=ON_TIME)
    assert (dossier.state, dossier.received_on, dossier.late_days) == (State.SUBMITTED, LAST, 0)
    last = JournalEntry.objects.latest("pk")
    assert (last.verb, last.facts["files"]) == ("dossiers.submit", [make_file().sha256])


def test_a_late_dossier_waits_until_the_office_admits_it_with_a_reason(scene):
    dossier = actions.submit(scene.full(), by=scene.clerk, at=LATE)
    assert (dossier.state, dossier.late_days) == (State.LATE, 1)
    assert queries.timeline(dossier).last().reason == "muộn 01 ngày"
    with pytest.raises(Refused, match="Chỉ cán bộ thường trực"):
        actions.admit(dossier, reason="Mưa bão chia cắt", by=scene.clerk, at=LATE)
    with pytest.raises(Refused, match="Hãy ghi lý do chấp nhận"):
        actions.admit(dossier, reason=" ", by=scene.office, at=LATE)
    with pytest.raises(Refused, match="đang ở bước “Nộp muộn, chờ chấp nhận”"):
        actions.verify(dossier, scene.found(), by=scene.verifier, at=LATE)
    actions.admit(dossier, reason="Mưa bão chia cắt đường", by=scene.office, at=LATE)
    assert (dossier.state, dossier.admitted_because) == (State.SUBMITTED, "Mưa bão chia cắt đường")


def test_a_paper_dossier_counts_by_its_own_day(scene):
    nominee = make_subject(unit=scene.unit)
    dossier = actions.open_for(scene.round, scene.unit, nominee, scene.award, is_paper=True, by=scene.office, at=LATE)
    actions.put_paper(dossier, "bao_cao", None, requirement=scene.need, by=scene.office, at=LATE)
    with pytest.raises(Refused, match="chưa đến"):
        actions.receive_paper(dossier, received_on=date(2023, 6, 12), by=scene.office, at=LATE)
    actions.receive_paper(dossier, received_on=LAST, by=scene.office, at=LATE + timedelta(days=3))
    assert (dossier.state, dossier.received_on, dossier.late_days) == (State.SUBMITTED, LAST, 0)
    assert JournalEntry.objects.latest("pk").happened_on == LAST


def test_given_back_and_submitted_again_keeps_the_first_day(scene):
    dossier = actions.submit(scene.full(), by=scene.clerk, at=ON_TIME)
    with pytest.raises(Refused, match="Hãy ghi lý do trả lại"):
        actions.give_back(dossier, reason="", by=scene.verifier, at=ON_TIME)
    why = {"Báo cáo thành tích": "Chưa có số liệu năm trước"}
    actions.give_back(dossier, reason="", paper_reasons=why, by=scene.verifier, at=ON_TIME)
    assert (dossier.state, queries.timeline(dossier).last().paper_reasons) == (State.GIVEN_BACK, why)
    actions.submit(dossier, by=scene.clerk, at=LATE)
    assert (dossier.state, dossier.received_on, dossier.late_days) == (State.SUBMITTED, LAST, 0)


def test_nothing_changes_in_a_submitted_dossier(scene):
    dossier = actions.submit(scene.full(), by=scene.clerk, at=ON_TIME)
    with pytest.raises(Refused, match="đang ở bước “Đã nộp”"):
        actions.put_paper(dossier, "bao_cao", make_file(b"%PDF-1.4 sau"), by=scene.clerk, at=ON_TIME)
    with pytest.raises(Refused, match="đang ở bước “Đã nộp”"):
        actions.write(dossier, achievements="Sau khi nộp", by=scene.clerk, at=ON_TIME)
    assert DossierPaper.objects.count() == 1


def test_verification_writes_findings_and_makes_it_decidable(scene):
    dossier = actions.submit(scene.full(), by=scene.clerk, at=ON_TIME)
    assert not queries.decidable(scene.round).exists()
    actions.verify(dossier, scene.found(), by=scene.verifier, at=ON_TIME)
    assert [(one.verdict, one.reason) for one in Finding.objects.all()] == [("met", "Theo báo cáo số 1")]
    assert list(queries.decidable(scene.round)) == [dossier]


def test_a_criterion_not_met_leads_to_a_refusal_with_its_reason(scene):
    dossier = actions.submit(scene.full(), by=scene.clerk, at=ON_TIME)
    with pytest.raises(Refused, match="chưa đạt"):
        actions.verify(dossier, scene.found(Verdict.NOT_MET), by=scene.verifier, at=ON_TIME)
    assert not Finding.objects.exists()
    found = scene.found(Verdict.NOT_MET)
    actions.refuse(dossier, found, reason="Không đạt tiêu chí 1", by=scene.verifier, at=ON_TIME)
    assert dossier.state == State.REFUSED
    actions.reopen(dossier, reason="Có minh chứng mới", by=scene.office, at=ON_TIME)
    assert dossier.state == State.SUBMITTED


def test_the_slower_of_two_people_is_told_to_reload(scene):
    dossier = actions.submit(scene.full(), by=scene.clerk, at=ON_TIME)
    stale = queries.with_names().get(pk=dossier.pk)
    actions.withdraw(dossier, reason="Đề nghị lại năm sau", by=scene.clerk, at=ON_TIME)
    with pytest.raises(Refused, match="vừa được người khác thay đổi"):
        actions.verify(stale, scene.found(), by=scene.verifier, at=ON_TIME)
    assert not Finding.objects.exists()


def test_an_officer_is_handed_the_dossier(scene):
    dossier = actions.submit(scene.full(), by=scene.clerk, at=ON_TIME)
    officer = scene.verifier
    actions.hand_to(dossier, queries.Person.objects.get(pk=officer.person_id), by=scene.office, at=ON_TIME)
    dossier.refresh_from_db()
    assert dossier.officer_id == officer.person_id


def test_the_whole_journey_leaves_an_unbroken_journal(scene):
    dossier = actions.submit(scene.full(), by=scene.clerk, at=LATE)
    actions.admit(dossier, reason="Có lý do chính đáng", by=scene.office, at=LATE)
    actions.verify(dossier, scene.found(), by=scene.verifier, at=LATE)
    assert list(journal.faults()) == []
    assert _verbs() == [
        "dossiers.open_for",
        "dossiers.put_paper",
        "dossiers.submit",
        "dossiers.admit",
        "dossiers.verify",
    ]
    assert [str(step) for step in queries.timeline(dossier)] == [
        "Đang lập",
        "Nộp muộn, chờ chấp nhận",
        "Đã nộp",
        "Đã thẩm định, đủ điều kiện trình",
    ]


def test_only_the_concerned_see_a_dossier(scene):
    dossier = scene.nominate()
    assert list(queries.visible_to(scene.clerk)) == [dossier]
    assert list(queries.visible_to(scene.office)) == [dossier]
    stranger = make_actor(Role.CLERK, Role.OFFICE, unit=make_unit(parent=scene.office_unit))
    assert list(queries.visible_to(stranger)) == []
