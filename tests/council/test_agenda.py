"""Before and after the vote: order and shortlist, papers, invitation, conflicts, what the minutes say, their scan."""

from datetime import date

import pytest

from tests.council.rows import HELD, Session, actor_of, line_of
from tests.factories import AT, make_actor, make_person, make_unit
from thidua.base.refusal import Refused
from thidua.council import actions, fairness, invitations, minutes, queries
from thidua.council.actions.filing import SignedMinutes
from thidua.council.actions.meetings import Attendance
from thidua.council.kinds import BallotMode, Choice
from thidua.documents import invitation as papers
from thidua.org import files
from thidua.org.kinds import Gender, Role
from thidua.org.models import JournalEntry, Position

pytestmark = pytest.mark.django_db
A, D = Choice.AGREE, Choice.DISAGREE


def _file(session: Session, name: str = "to-trinh.pdf", content: bytes = b"%PDF-1.7 to trinh"):
    return files.keep(name, content, by=session.office, at=AT, media_type="application/pdf")


def test_the_agenda_is_ordered_and_shortlisted():
    session = Session(members=3, dossiers=3)
    meeting = session.convene()
    first, second, third = (line.pk for line in queries.lines_of(meeting))
    actions.arrange(meeting, [third, first, second], {third}, by=session.office, at=AT)
    assert [(line.pk, line.is_shortlisted) for line in queries.lines_of(meeting)] == [
        (third, True),
        (first, False),
        (second, False),
    ]
    assert JournalEntry.objects.filter(verb="council.arrange").count() == 1


@pytest.mark.parametrize("order", [[0], [0, 0, 1], []])
def test_an_order_that_leaves_a_line_out_is_refused(order):
    session = Session(members=3, dossiers=3)
    meeting = session.convene()
    lines = [line.pk for line in queries.lines_of(meeting)]
    with pytest.raises(Refused, match="Danh sách vừa thay đổi"):
        actions.arrange(meeting, [lines[place] for place in order], set(), by=session.office, at=AT)


def test_papers_are_laid_named_and_stay_once_the_meeting_is_open():
    session = Session(members=3, dossiers=1)
    meeting = session.convene()
    paper = actions.lay_paper(meeting, _file(session), title="Tờ trình", by=session.office, at=AT)
    with pytest.raises(Refused, match="đã có trong tài liệu họp"):
        actions.lay_paper(meeting, _file(session), title="Tờ trình", by=session.office, at=AT)
    other = actions.lay_paper(meeting, _file(session, "b.pdf", b"%PDF b"), title="", by=session.office, at=AT)
    assert other.title == "b.pdf"
    actions.take_paper_away(other, by=session.office, at=AT)
    meeting = actions.take_presence(
        meeting, {seat.pk: Attendance(True) for seat in session.seats}, by=session.office, at=AT
    )
    paper.refresh_from_db()
    with pytest.raises(Refused, match="Đang họp"):
        actions.take_paper_away(paper, by=session.office, at=AT)
    assert minutes.minutes_of(meeting).papers[0] == "Tờ trình"
    stranger = make_actor(Role.OFFICE, unit=make_unit(), person=make_person())
    with pytest.raises(Refused, match="Chỉ cơ quan thường trực"):
        actions.lay_paper(meeting, _file(session, "c.pdf", b"%PDF c"), title="c", by=stranger, at=AT)


def test_the_invitation_names_members_agenda_papers_and_what_is_considered():
    session = Session(members=3, dossiers=2, takes_written=True)
    given = {"agenda": "Xét đề nghị\n\nBỏ phiếu", "guests": "Trưởng phòng Tài chính", "place": "Phòng họp số 2."}
    meeting = actions.convene(
        session.council,
        session.round,
        session.dossiers,
        held_on=HELD,
        begins_at="13:30",
        by=session.office,
        at=AT,
        **given,
    )
    actions.lay_paper(meeting, _file(session), title="Tờ trình", by=session.office, at=AT)
    said = invitations.invitation_to(meeting)
    assert [name.split(",")[0] for name in said.to] == [person.name for person in session.members]
    assert (said.agenda, said.guests, said.venue) == (
        ("Xét đề nghị", "Bỏ phiếu"),
        ("Trưởng phòng Tài chính",),
        "Phòng họp số 2",
    )
    assert said.papers == ("Tờ trình", "Hồ sơ của 02 tập thể được đề nghị khen thưởng")
    assert said.begins_at.hour == 13
    assert said.letterhead.day == date(2023, 6, 1)  # the day it was called, not the day of the meeting
    assert "gửi ý kiến bằng văn bản" in said.asks[-1]
    assert papers.paper_of(said).kind == "Giấy mời"


def test_who_runs_the_meeting_writes_a_conflict_somebody_said_aloud_and_takes_it_back_before_the_vote():
    session = Session(members=4, dossiers=2)
    meeting = session.meet()
    line = line_of(meeting, session.dossiers[0])
    made = actions.recuse(line, session.seats[2], reason="là em rể", by=session.office, at=AT)
    with pytest.raises(Refused, match="Chỉ cơ quan thường trực"):
        actions.recuse(line, session.seats[2], reason="là em rể", by=actor_of(session.members[3]), at=AT)
    actions.unrecuse(made, by=session.office, at=AT)
    assert queries.recused([line]) == {line.pk: set()}


def _held(session: Session):
    """A meeting with a cancelled ballot, a paper one that ties, the chair's vote, an open one, one member by letter."""
    meeting = session.convene()
    there = {seat.pk: Attendance(True) for seat in session.seats}
    there[session.seats[4].pk] = Attendance(False, in_writing=True)
    there[session.seats[5].pk] = Attendance(False, reason="đi công tác")
    actions.take_presence(meeting, there, by=session.office, at=AT)
    box = session.box(meeting)
    actions.cancel_box(box, reason="Nhầm danh sách", by=session.office, at=AT)
    box = session.box(meeting, BallotMode.PAPER)
    for teller in (2, 3):
        counts = {line.pk: [2, 2, 1, 0] for line in box.lines.all()}
        actions.key_paper(box, counts, returned=5, by=actor_of(session.members[teller]), at=AT)
    actions.close_box(box, by=session.office, at=AT)
    chair = actor_of(session.members[0])
    actions.settle_tie(line_of(meeting, session.dossiers[0]), A, reason="Xã vùng sâu", by=chair, at=AT)
    last = line_of(meeting, session.dossiers[1])
    box = actions.open_box(meeting, [last], mode=BallotMode.OPEN, by=session.office, at=AT)
    for member in range(4):
        session.cast(box, member, A if member else D)
    return meeting, actions.close_box(box, by=session.office, at=AT)


def test_the_minutes_tell_every_ballot_letters_the_chair_s_vote_and_who_counted_paper():
    session = Session(members=6, dossiers=2, takes_written=True, has_casting_vote=True)
    meeting, named = _held(session)
    said = minutes.minutes_of(meeting)
    assert [one.name for one in said.writing] == [session.members[4].name]
    assert [(one.name, one.note) for one in said.absent] == [(session.members[5].name, "đi công tác")]
    assert len(said.present) == 4
    assert [one.title for one in said.ballots] == [
        "Lần 1: bỏ phiếu kín",
        "Lần 2: phiếu giấy, hai người nhập độc lập",
        "Lần 3: biểu quyết công khai",
    ]
    assert said.ballots[0].note == "Đã hủy, không kiểm phiếu: Nhầm danh sách."
    assert [line.outcome for line in said.ballots[1].votes] == ["Ngang phiếu", "Ngang phiếu"]
    assert [(line.passed, line.outcome) for line in said.votes] == [(True, "Đạt (Chủ tịch quyết định)"), (False, "")]
    tellers = f"{session.members[2].name} và {session.members[3].name}"
    assert said.conclusions == (
        f"Ngang phiếu về {session.dossiers[0].nominee.name}: Chủ tịch quyết định “Đồng ý” (Xã vùng sâu)",
        f"Phiếu giấy lần 2: {tellers} đếm và nhập độc lập, kết quả trùng nhau",
    )
    count = minutes.count_of(named)
    assert [one.partition(":")[2].split()[0] for one in count.opinions] == ["không", "đồng", "đồng", "đồng"]
    assert count.receipts == ()


def test_a_deputy_chairs_where_the_chair_is_away():
    session = Session(members=3, dossiers=1)
    actions.leave_seat(session.seats[2], until_on=date(2023, 6, 1), by=session.office, at=AT)
    deputy = make_person(unit=session.unit, name="Phó Chủ tịch Vắng")
    from_on = date(2023, 6, 2)
    seat = actions.give_seat(session.council, deputy, office="deputy", from_on=from_on, by=session.office, at=AT)
    meeting = session.convene()
    there = {one.pk: Attendance(one.pk != session.seats[0].pk) for one in (*session.seats[:2], seat)}
    actions.take_presence(meeting, there, by=session.office, at=AT)
    assert minutes.minutes_of(meeting).chair.name == deputy.name


def test_signed_minutes_are_entered_once_after_the_kept_text():
    session = Session(members=3, dossiers=1)
    meeting = session.meet()
    scan = _file(session, "bien-ban-da-ky.pdf", b"%PDF ky")
    signed = SignedMinutes(date(2023, 6, 21), "05/BB", scan)
    at = AT.replace(day=30)
    with pytest.raises(Refused, match="Đang họp"):
        actions.sign_minutes(meeting, signed, by=session.office, at=at)
    meeting = actions.end_meeting(meeting, by=session.office, at=at)
    with pytest.raises(Refused, match="Chưa lưu biên bản"):
        actions.sign_minutes(meeting, signed, by=session.office, at=at)
    meeting = actions.file_minutes(meeting, by=session.office, at=at)
    assert (meeting.minutes.media_type[-8:], meeting.minutes_pdf.media_type) == ("document", "application/pdf")
    for day in (date(2023, 6, 19), date(2023, 7, 1)):
        with pytest.raises(Refused, match="phải từ ngày họp 20/06/2023 đến hôm nay"):
            actions.sign_minutes(meeting, SignedMinutes(day, "", scan), by=session.office, at=at)
    with pytest.raises(Refused, match="Chưa có bản quét"):
        actions.sign_minutes(meeting, SignedMinutes(date(2023, 6, 21)), by=session.office, at=at)
    document = actions.sign_minutes(meeting, signed, by=session.office, at=at)
    assert (str(document), document.file_id) == ("Biên bản họp số 05/BB ngày 21/06/2023", scan.pk)
    with pytest.raises(Refused, match="đã được nhập"):
        actions.sign_minutes(meeting, signed, by=session.office, at=at)


def test_the_fairness_panel_is_counted_from_facts():
    session = Session(members=3, dossiers=0)
    woman = make_person(unit=make_unit(parent=session.unit, is_remote=True), gender=Gender.FEMALE)
    man = make_person(unit=woman.unit, gender=Gender.MALE, is_direct_worker=False)
    Position.objects.create(person=man, unit=man.unit, title="Chủ tịch", is_leader=True, from_on=date(2020, 1, 1))
    for person in (woman, man):
        dossier = session.dossier(person)
        type(dossier).objects.filter(pk=dossier.pk).update(unit=person.unit)
        session.dossiers.append(dossier)
    session.dossiers.append(session.dossier())
    panel = {one.name: (one.part, one.whole) for one in fairness.panel(session.convene())}
    assert panel["Cá nhân là nữ"] == (1, 2)
    assert panel["Cá nhân là lãnh đạo, quản lý"] == (1, 2)
    assert panel["Cá nhân trực tiếp lao động, công tác"] == (1, 2)
    assert panel["Thuộc đơn vị vùng sâu, vùng xa, biên giới, biển đảo"] == (2, 3)
    assert panel["Tập thể có từ 70 % nữ"] == (0, 1)
    assert panel["Đã được khen thưởng trước đây"] == (0, 3)
    assert panel["Đơn vị có đề nghị trên số đơn vị trực thuộc"][0] == 2
