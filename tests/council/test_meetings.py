"""Meetings: who may call them, whom they hear, who stands aside, when they end."""

import pytest

from tests.council.rows import HELD, Session, actor_of, line_of, seat_of
from tests.factories import AT, make_actor, make_person
from thidua.base.refusal import Refused
from thidua.council import actions, minutes, queries
from thidua.council.actions.meetings import Attendance
from thidua.council.kinds import BallotMode, Choice, CouncilKind, Office
from thidua.council.models import Turnout
from thidua.council.rules import Vote
from thidua.dossiers.models import Dossier
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db
A = Choice.AGREE


def test_a_candidate_is_taken_out_of_the_own_line_only():
    session = Session(members=5, dossiers=1)
    session.dossiers.append(session.dossier(person=session.members[2]))
    meeting = session.meet()
    own = line_of(meeting, session.dossiers[1])
    assert [recusal.reason for recusal in own.recusals.all()] == ["là người được đề nghị khen thưởng"]
    box = session.box(meeting)
    other = line_of(meeting, session.dossiers[0])
    with pytest.raises(Refused, match="Phiếu chưa đủ các đề nghị"):
        session.cast(box, 2, A, A)
    actions.cast(box, {other.pk: Vote(A)}, by=actor_of(session.members[2]), at=AT)
    for member in (0, 1, 3, 4):
        session.cast(box, member, A, A)
    actions.close_box(box, by=session.office, at=AT)
    tallies = [result.tally for result in queries.results(meeting).values()]
    assert [(one.agree, one.base) for one in tallies] == [(5, 5), (4, 4)]


def test_a_candidate_is_not_put_back_on_the_own_line():
    session = Session(members=5, dossiers=0)
    session.dossiers.append(session.dossier(person=session.members[2]))
    recusal = line_of(session.meet(), session.dossiers[0]).recusals.get()
    with pytest.raises(Refused, match="là người được đề nghị khen thưởng nên không tham gia"):
        actions.unrecuse(recusal, by=session.office, at=AT)


def test_a_member_declares_a_conflict_before_the_ballot_not_after():
    session = Session(members=5)
    meeting = session.meet()
    line, seat = line_of(meeting, session.dossiers[0]), seat_of(session, 1)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.recuse(line, seat, reason="", by=actor_of(session.members[1]), at=AT)
    actions.recuse(line, seat, reason="Anh trai của người được đề nghị", by=actor_of(session.members[1]), at=AT)
    with pytest.raises(Refused, match="Chỉ cơ quan thường trực"):
        actions.recuse(line, seat, reason="Không phải việc của tôi", by=actor_of(session.members[2]), at=AT)
    session.box(meeting)
    with pytest.raises(Refused, match="Đã mở hòm phiếu"):
        actions.recuse(line, seat_of(session, 2), reason="Muộn mất rồi", by=actor_of(session.members[2]), at=AT)


def test_two_councils_meet_together_and_a_person_of_both_votes_once():
    session = Session(members=3, dossiers=1)
    steering = session.found_council(session.unit)
    shared, extra = session.members[0], make_person(unit=session.unit)
    for person in (shared, extra):
        actions.give_seat(steering, person, from_on=session.seats[0].from_on, by=session.office, at=AT)
    meeting = session.convene(joint_with=[steering])
    seats = queries.seats_of(meeting)
    assert sorted(seat.person_id for seat in seats) == sorted(one.pk for one in [*session.members, extra])
    actions.take_presence(meeting, {seat.pk: Attendance(True) for seat in seats}, by=session.office, at=AT)
    box = session.box(meeting)
    actions.cast(box, {box.lines.get().pk: Vote(A)}, by=actor_of(extra), at=AT)
    assert Turnout.objects.count() == 1


def test_only_verified_dossiers_of_the_round_come_before_the_council():
    session = Session(dossiers=1)
    Dossier.objects.update(state="draft")
    session.dossiers[0].refresh_from_db()
    with pytest.raises(Refused, match="đang ở bước “Đang lập” nên chưa đưa ra Hội đồng được"):
        session.convene()


def test_strangers_neither_convene_nor_close():
    session = Session()
    stranger = actor_of(make_person())
    box = session.box(session.meet())
    with pytest.raises(Refused, match="Chỉ cơ quan thường trực"):
        actions.close_box(box, by=stranger, at=AT)
    with pytest.raises(Refused, match="Chỉ cơ quan thường trực"):
        actions.convene(session.council, session.round, [], held_on=AT.date(), by=stranger, at=AT)


def test_the_secretary_puts_a_line_on_every_screen():
    session = Session()
    meeting = session.meet()
    assert seat_of(session, 1).office == Office.SECRETARY
    actions.discuss(line_of(meeting, session.dossiers[1]), by=actor_of(session.members[1]), at=AT)
    assert [one.is_under_discussion for one in meeting.lines.order_by("pk")] == [False, True]


def test_a_meeting_does_not_end_while_a_box_is_open():
    session = Session()
    meeting = session.meet()
    session.box(meeting)
    with pytest.raises(Refused, match="Còn hòm phiếu đang mở"):
        actions.end_meeting(meeting, by=session.office, at=AT)


def test_a_unit_s_own_meeting_hears_its_drafts_and_its_minutes_go_into_them():
    session = Session(members=1, dossiers=1)
    dossier = session.dossiers[0]
    Dossier.objects.update(state="draft")
    dossier.refresh_from_db()
    clerk = make_actor(Role.CLERK, unit=dossier.unit)
    own = actions.set_up(dossier.unit, kind=CouncilKind.UNIT, name="Họp bình xét", by=clerk, at=AT)
    people = [make_person(unit=dossier.unit) for _ in range(3)]
    seats = [actions.give_seat(own, person, from_on=HELD, by=clerk, at=AT) for person in people]
    meeting = actions.convene(own, session.round, [dossier], held_on=HELD, by=clerk, at=AT)
    actions.take_presence(meeting, {seat.pk: Attendance(True) for seat in seats}, by=clerk, at=AT)
    box = actions.open_box(meeting, list(meeting.lines.all()), mode=BallotMode.OPEN, by=clerk, at=AT)
    for person in people:
        actions.cast(box, {box.lines.get().pk: Vote(A)}, by=actor_of(person), at=AT)
    actions.close_box(box, by=clerk, at=AT)
    with pytest.raises(Refused, match="Đang họp"):
        actions.file_minutes(meeting, by=clerk, at=AT)
    actions.end_meeting(meeting, by=clerk, at=AT)
    actions.file_minutes(meeting, by=clerk, at=AT)
    assert [(paper.paper, paper.file) for paper in dossier.papers.all()] == [("bien_ban", meeting.minutes)]
    with pytest.raises(Refused, match="đã được lưu"):
        actions.file_minutes(meeting, by=clerk, at=AT)


def test_a_council_has_one_chair_and_a_person_one_seat():
    session = Session(members=3)
    given = {"from_on": AT.date(), "by": session.office, "at": AT}
    with pytest.raises(Refused, match="đã có Chủ tịch"):
        actions.give_seat(session.council, make_person(), office=Office.CHAIR, **given)
    with pytest.raises(Refused, match="đã là thành viên"):
        actions.give_seat(session.council, session.members[0], **given)


def test_shares_are_fractions_of_one():
    session = Session(members=1)
    with pytest.raises(Refused, match="phân số không lớn hơn 1"):
        actions.lay_rules(session.council, share_numerator=5, share_denominator=3, by=session.office, at=AT)
    session.council.refresh_from_db()
    assert (session.council.share_numerator, session.council.share_denominator) == (1, 2)


@pytest.mark.parametrize(("absent", "said"), [(3, "đủ"), (4, "chưa đủ")])
def test_minutes_say_whether_there_was_a_quorum(absent, said):
    session = Session(members=9, dossiers=1)
    meeting = session.meet(absent=absent)
    here = 9 - absent
    expected = f"Có {here:02d}/09 thành viên có quyền biểu quyết dự họp hoặc gửi ý kiến, {said} tỷ lệ 2/3 để họp."
    assert minutes.minutes_of(meeting).quorum == expected
