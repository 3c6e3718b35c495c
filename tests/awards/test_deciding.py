"""From the council's result to a signed decision: who stands in it, its number, its day, its places, its money."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.awards.rows import AT, SIGNED_ON, SIGNING, make_case, make_decision, make_dossier, make_meeting, make_signed
from tests.dossiers.rows import make_dossier as nominated
from tests.dossiers.rows import make_round
from tests.factories import make_actor, make_unit
from thidua.awards.actions import deciding, following, numbers
from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.awards.models import Decision, DecisionLine, Register
from thidua.awards.queries import deciding as queries
from thidua.awards.queries.bonuses import doubts
from thidua.awards.queries.waiting import waiting_for
from thidua.base.refusal import Refused
from thidua.dossiers.gathering import facts_of, overlapping
from thidua.dossiers.models import Dossier, Honour, Overlap
from thidua.movements.models import Quota
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(
        JournalEntry.objects.filter(verb__startswith="awards.").order_by("number").values_list("verb", flat=True)
    )


def test_draft_writes_lines_collectives_first():
    decision, _ = make_decision(collectives=1, individuals=2)
    kinds = [line.subject.kind for line in queries.lines_of(decision)]
    assert kinds == ["collective", "individual", "individual"]
    assert decision.kind == DecisionKind.GRANT
    assert verbs() == ["awards.draft"]


def test_draft_refuses_who_the_council_did_not_pass():
    first, dossiers, officer = make_case()
    meeting = make_meeting(first, dossiers, failed=(1,))
    with pytest.raises(Refused) as refused:
        deciding.draft(first, dossiers, unit=first.movement.unit, meeting=meeting, by=officer, at=AT)
    name = dossiers[1].nominee.name
    assert (
        str(refused.value) == f"{name}: Hội đồng không thông qua (03/09 phiếu đồng ý, cần 05). Hãy bỏ khỏi danh sách."
    )
    assert Decision.objects.count() == 0
    assert verbs() == []


def test_draft_refuses_who_was_not_before_the_meeting():
    first, dossiers, officer = make_case(collectives=2, individuals=0)
    meeting = make_meeting(first, dossiers[:1])
    with pytest.raises(Refused, match="Hội đồng chưa kiểm phiếu"):
        deciding.draft(first, dossiers, unit=first.movement.unit, meeting=meeting, by=officer, at=AT)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"is_closed": False}, "Phiên họp chưa kết thúc"),
        ({"grounds": ""}, "Hãy ghi số, ngày biên bản"),
    ],
)
def test_draft_rests_on_a_closed_meeting_or_minutes(change, sentence):
    first, dossiers, officer = make_case(collectives=1, individuals=0)
    meeting = make_meeting(first, dossiers, is_closed=False) if "is_closed" in change else None
    with pytest.raises(Refused, match=sentence):
        deciding.draft(first, dossiers, unit=first.movement.unit, meeting=meeting, by=officer, at=AT)


def test_draft_refuses_a_dossier_that_was_not_verified():
    first, dossiers, officer = make_case(collectives=1, individuals=0)
    meeting = make_meeting(first, dossiers)
    Dossier.objects.update(state="submitted")
    dossiers[0].refresh_from_db()
    with pytest.raises(Refused, match="chưa được thẩm định đủ điều kiện"):
        deciding.draft(first, dossiers, unit=first.movement.unit, meeting=meeting, by=officer, at=AT)


def test_draft_refuses_the_same_dossier_twice():
    decision, officer = make_decision(collectives=1, individuals=0)
    dossiers = [line.dossier for line in queries.lines_of(decision)]
    with pytest.raises(Refused, match="đã có trong quyết định hoặc dự thảo khác"):
        deciding.draft(decision.round, dossiers, unit=decision.unit, meeting=decision.meeting, by=officer, at=AT)


def test_clerk_may_not_draft():
    first, dossiers, _ = make_case(collectives=1, individuals=0)
    clerk = make_actor(Role.CLERK, unit=first.movement.unit)
    with pytest.raises(Refused, match="Chỉ cán bộ thường trực"):
        deciding.draft(first, dossiers, unit=first.movement.unit, grounds="Biên bản số 3", by=clerk, at=AT)


def test_signed_decision_has_number_day_and_bonus_under_the_decree_of_2017():
    decision, _ = make_signed(collectives=1, individuals=1)
    collective, individual = queries.lines_of(decision)
    assert (decision.state, decision.number, decision.signed_on) == (DecisionState.SIGNED, 123, SIGNED_ON)
    assert str(decision) == "Quyết định số 123/QĐ-UBND"
    assert (collective.bonus, individual.bonus) == (Decimal(900_000), Decimal(450_000))
    assert {line.bonus_steps["regime"] for line in (collective, individual)} == {"Nghị định số 91/2017/NĐ-CP"}
    assert "91/2017/NĐ-CP" in individual.bonus_steps["cite"]
    assert verbs() == ["awards.draft", "awards.sign"]


def test_third_collective_is_refused_with_the_clause():
    decision, officer = make_decision(collectives=3, individuals=0)
    Quota.objects.update(clause="mục III.3")
    with pytest.raises(Refused) as refused:
        deciding.sign(decision, SIGNING, by=officer, at=AT)
    assert str(refused.value) == (
        "Quyết định có 03 tập thể được tặng Giấy khen; kế hoạch cho tối đa 2 tập thể (kế hoạch, mục III.3). "
        "Hãy bỏ bớt, hoặc ban hành văn bản sửa đổi kế hoạch."
    )
    decision.refresh_from_db()
    assert decision.state == DecisionState.DRAFT
    assert Register.objects.count() == 0
    assert verbs() == ["awards.draft"]


def test_second_decision_counts_what_the_first_has_taken():
    decision, officer = make_signed(collectives=2, individuals=0)
    more = make_dossier(decision.round, make_unit(parent=decision.unit))
    meeting = make_meeting(decision.round, [more])
    second = deciding.draft(decision.round, [more], unit=decision.unit, meeting=meeting, by=officer, at=AT)
    with pytest.raises(Refused, match=r"\(đã quyết định 02\); kế hoạch cho tối đa 2 tập thể"):
        deciding.sign(second, replace(SIGNING, number=124), by=officer, at=AT)


EXACT = [{"award": "Giấy khen", "authority": "Chủ tịch UBND huyện", "subject": "collective", "op": "exact", "n": 4}]


def test_exact_quota_warns_below_and_refuses_above():
    three, officer = make_decision(collectives=3, individuals=0, quotas=EXACT)
    (room,) = queries.rooms_of(three, queries.lines_of(three), SIGNED_ON)
    assert room.over is None
    assert room.short == "Mới có 03 tập thể được tặng Giấy khen; kế hoạch ghi 4 tập thể (kế hoạch)."
    assert deciding.sign(three, SIGNING, by=officer, at=AT).state == DecisionState.SIGNED
    five, officer = make_decision(collectives=5, individuals=0, quotas=EXACT)
    with pytest.raises(Refused, match="Quyết định có 05 tập thể"):
        deciding.sign(five, SIGNING, by=officer, at=AT)


SHARE = [
    {"award": "Giấy khen", "authority": "Chủ tịch UBND huyện", "subject": "collective", "op": "share", "percent": 20}
]


def test_share_waits_for_its_base_and_is_cut_to_whole_places():
    decision, officer = make_decision(collectives=2, individuals=0, quotas=SHARE)
    with pytest.raises(Refused, match="chưa có số để tính"):
        deciding.sign(decision, SIGNING, by=officer, at=AT)
    quota = Quota.objects.get()
    deciding.set_base(decision.round, quota, number=9, source="Tổng hợp đăng ký", unit=decision.unit, by=officer, at=AT)
    with pytest.raises(Refused, match="Quyết định có 02 tập thể"):  # a fifth of nine is one
        deciding.sign(decision, SIGNING, by=officer, at=AT)
    deciding.set_base(
        decision.round, quota, number=10, source="Tổng hợp đăng ký", unit=decision.unit, by=officer, at=AT
    )
    assert deciding.sign(decision, SIGNING, by=officer, at=AT).state == DecisionState.SIGNED


def test_movement_without_quota_is_not_limited():
    decision, officer = make_decision(collectives=6, individuals=0, quotas=[])
    assert queries.rooms_of(decision, queries.lines_of(decision), SIGNED_ON) == []
    assert deciding.sign(decision, SIGNING, by=officer, at=AT).state == DecisionState.SIGNED


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": None}, "Hãy nhập số quyết định do văn thư cấp."),
        ({"signed_on": date(2022, 2, 17)}, "Ngày ký 17/02/2022 chưa tới"),
        ({"signed_on": date(2022, 1, 10)}, "trước ngày tiếp nhận hồ sơ 20/01/2022"),
        ({"signed_on": date(2022, 2, 9)}, "trước ngày họp Hội đồng 10/02/2022"),
        ({"signer": " "}, "Hãy nhập ký hiệu văn bản và họ tên người ký."),
    ],
)
def test_sign_refuses_what_cannot_be(change, sentence):
    decision, officer = make_decision(collectives=1, individuals=0)
    with pytest.raises(Refused, match=sentence):
        deciding.sign(decision, replace(SIGNING, **change), by=officer, at=AT)


def test_typed_number_is_taken_once_in_its_year_and_register():
    first, officer = make_signed(collectives=1, individuals=0)
    dossier = make_dossier(first.round, make_unit(parent=first.unit))
    meeting = make_meeting(first.round, [dossier])
    second = deciding.draft(first.round, [dossier], unit=first.unit, meeting=meeting, by=officer, at=AT)
    with pytest.raises(Refused, match="Số 123/QĐ-UBND năm 2022 đã có quyết định khác dùng"):
        deciding.sign(second, SIGNING, by=officer, at=AT)
    assert deciding.sign(second, replace(SIGNING, symbol="QĐ-CT"), by=officer, at=AT).number == 123


def test_automatic_register_gives_the_next_number():
    decision, officer = make_decision(collectives=1, individuals=0)
    numbers.keep_register(
        decision.unit, year=2022, symbol="QĐ-UBND", is_automatic=True, last_number=41, by=officer, at=AT
    )
    with pytest.raises(Refused, match="Sổ này cấp số tự động"):
        deciding.sign(decision, SIGNING, by=officer, at=AT)
    assert deciding.sign(decision, replace(SIGNING, number=None), by=officer, at=AT).number == 42


def test_signed_decision_does_not_change_any_more():
    decision, officer = make_signed()
    line = decision.lines.order_by("pk")[0]
    for act in (
        lambda: deciding.sign(decision, SIGNING, by=officer, at=AT),
        lambda: deciding.step(decision, DecisionState.DROPPED, by=officer, at=AT),
        lambda: deciding.drop_line(line, by=officer, at=AT),
        lambda: deciding.word(decision, merit="khác", by=officer, at=AT),
    ):
        with pytest.raises(Refused, match="Quyết định đã ban hành không sửa được"):
            act()


def test_steps_of_a_draft_are_journaled_and_a_stale_step_is_refused():
    decision, officer = make_decision()
    deciding.step(decision, DecisionState.SUBMITTED, by=officer, at=AT)
    stale = Decision.objects.get(pk=decision.pk)
    deciding.step(decision, DecisionState.DRAFT, by=officer, at=AT)
    with pytest.raises(Refused, match="vừa được người khác thay đổi"):
        deciding.step(stale, DecisionState.DROPPED, by=officer, at=AT)
    assert verbs() == ["awards.draft", "awards.submitted", "awards.draft"]


def test_dropped_line_frees_its_place():
    decision, officer = make_decision(collectives=3, individuals=0)
    deciding.drop_line(queries.lines_of(decision)[0], by=officer, at=AT)
    assert deciding.sign(decision, SIGNING, by=officer, at=AT).lines.count() == 2
    assert verbs() == ["awards.draft", "awards.drop_line", "awards.sign"]


def test_award_of_a_higher_office_becomes_a_proposal_without_bonus():
    award = {"form": "Bằng khen", "authority": "Chủ tịch UBND tỉnh", "route": "propose", "when": "once"}
    decision, officer = make_decision(collectives=1, individuals=0, awards=[award], quotas=[])
    signed = deciding.sign(decision, replace(SIGNING, symbol="TTr-UBND"), by=officer, at=AT)
    assert (signed.kind, str(signed)) == (DecisionKind.PROPOSE, "Tờ trình số 123/TTr-UBND")
    assert DecisionLine.objects.get().bonus is None


def test_revocation_takes_the_award_back_and_frees_the_place():
    decision, officer = make_signed(collectives=2, individuals=0)
    first = queries.lines_of(decision)[0]
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=[first.dossier], reason="Kê khai gian dối", by=officer, at=AT
    )
    assert queries.standing_of(decision) == {line.pk for line in queries.lines_of(decision)}  # a draft does nothing
    deciding.sign(after, replace(SIGNING, number=130), by=officer, at=AT)
    assert queries.standing_of(decision) == {queries.lines_of(decision)[1].pk}
    assert sum(queries.used_places(decision.round).values()) == 1
    with pytest.raises(Refused, match="không còn khen thưởng nào để thu hồi"):
        following.follow(
            decision, kind=DecisionKind.REVOKE, dossiers=[first.dossier], reason="Lần nữa", by=officer, at=AT
        )


def test_award_overlaps_other_dossiers_of_its_subject_but_not_the_one_that_earned_it():
    decision, _ = make_signed(collectives=1, individuals=0)
    line = queries.lines_of(decision)[0]
    honour = Honour.objects.get(subject=line.subject)
    assert honour.earned_by == line.dossier
    assert overlapping(line.dossier, SIGNED_ON) == []
    round = make_round(starts_on=honour.from_on, ends_on=honour.until_on)
    other = nominated(round=round, nominee=line.subject)
    assert overlapping(other, SIGNED_ON) == [honour]


def test_revoked_award_stays_to_be_read_and_blocks_nobody_any_more():
    decision, officer = make_signed(collectives=2, individuals=0)
    first, _ = queries.lines_of(decision)
    later = make_dossier(decision.round, first.dossier.unit, person=True)
    honour = Honour.objects.get(subject=first.subject)
    said = {"is_same": True, "reason": "Cùng thành tích năm 2021", "at": AT}
    Overlap.objects.create(dossier=later, honour=honour, **said)
    assert facts_of(later, SIGNED_ON).same_as == f"{honour.name} (Cùng thành tích năm 2021)"
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=[first.dossier], reason="Kê khai gian dối", by=officer, at=AT
    )
    deciding.sign(after, replace(SIGNING, number=130), by=officer, at=AT)
    honour.refresh_from_db()
    assert str(honour.revoked_by) == "Quyết định số 130/QĐ-UBND ngày 15/02/2022"
    assert (Honour.objects.count(), Overlap.objects.get().is_same) == (2, True)
    assert facts_of(later, SIGNED_ON).same_as == ""
    assert overlapping(first.dossier, SIGNED_ON) == []
    assert [one.name for one in facts_of(first.dossier, SIGNED_ON).prizes] == []
    entry = JournalEntry.objects.get(verb="dossiers.unsettle")
    assert (entry.target_id, entry.facts) == (
        str(later.pk),
        {
            "honour": honour.name,
            "same": True,
            "said": "Cùng thành tích năm 2021",
            "paper": "Quyết định số 130/QĐ-UBND ngày 15/02/2022",
        },
    )


def test_replacement_grants_anew_within_the_same_places():
    decision, officer = make_signed(collectives=2, individuals=0)
    dossiers = [line.dossier for line in queries.lines_of(decision)]
    after = following.follow(
        decision, kind=DecisionKind.REPLACE, dossiers=dossiers, reason="Ghi sai tên", by=officer, at=AT
    )
    signed = deciding.sign(after, replace(SIGNING, number=131), by=officer, at=AT)
    assert queries.standing_of(decision) == set()
    assert len(queries.standing_of(signed)) == 2
    assert sum(queries.used_places(decision.round).values()) == 2


def test_reason_of_not_choosing_is_kept_and_no_longer_possible_after_the_award():
    first, dossiers, officer = make_case(collectives=1, individuals=0)
    said = following.leave_out(dossiers[0], reason="  Hết chỉ tiêu ", by=officer, at=AT)
    assert said.reason == "Hết chỉ tiêu"
    meeting = make_meeting(first, dossiers)
    decision = deciding.draft(first, dossiers, unit=first.movement.unit, meeting=meeting, by=officer, at=AT)
    deciding.sign(decision, SIGNING, by=officer, at=AT)
    with pytest.raises(Refused, match="đã được khen"):
        following.leave_out(dossiers[0], reason="Muộn", by=officer, at=AT)


def test_office_and_authority_are_told_what_waits_for_them():
    first, dossiers, officer = make_case(collectives=1, individuals=0)
    meeting = make_meeting(first, dossiers)
    authority = make_actor(Role.AUTHORITY, unit=first.movement.unit)
    assert [one.address for one in waiting_for(officer, SIGNED_ON)] == [f"/khen-thuong/phien-hop/{meeting.pk}/"]
    draft = deciding.draft(first, dossiers, unit=first.movement.unit, meeting=meeting, by=officer, at=AT)
    deciding.step(draft, DecisionState.SUBMITTED, by=officer, at=AT)
    assert waiting_for(officer, SIGNED_ON) == []
    assert [one.address for one in waiting_for(authority, SIGNED_ON)] == [draft.get_absolute_url()]


def test_level_that_ended_is_doubted_with_who_gives_instead():
    decision, _ = make_decision(collectives=1, individuals=0)
    lines = queries.lines_of(decision)
    assert doubts(decision.unit, lines, SIGNED_ON) == []
    (said,) = [one for one in doubts(decision.unit, lines, date(2025, 8, 1)) if "huyện" in one]
    assert "01/07/2025" in said
