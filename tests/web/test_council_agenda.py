"""The pages around a meeting: rules, papers, order, invitation, letters, paper ballots, signed minutes."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.council.rows import Session
from tests.dossiers.rows import pdf
from tests.factories import AT, make_actor, make_person, make_unit
from tests.web.signing import signed_in
from thidua.council import actions, queries
from thidua.council.actions.meetings import Attendance
from thidua.council.kinds import BallotMode
from thidua.council.models import Box, Meeting
from thidua.org.actor import Actor
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


def _as_member(session: Session, place: int) -> Client:
    person = session.members[place]
    return signed_in(Actor(person.pk, person.name))


def _scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-quet.pdf", pdf(), "application/pdf")


def _addresses(meeting: Meeting, box: Box, seat: int) -> list[tuple[str, str]]:
    line = box.lines.order_by("pk")[0]
    return [
        ("get", f"phien/{meeting.pk}/giay-moi.docx"),
        ("get", f"phien/{meeting.pk}/giay-moi.pdf"),
        ("get", f"phien/{meeting.pk}/bien-ban.pdf"),
        ("get", f"phien/{meeting.pk}/dang-xet/"),
        ("post", f"phien/{meeting.pk}/sap-xep/"),
        ("post", f"phien/{meeting.pk}/tai-lieu/"),
        ("post", f"phien/{meeting.pk}/bien-ban-da-ky/"),
        ("get", f"phien/{meeting.pk}/bien-ban-da-ky/tep/"),
        ("get", f"hom-phieu/{box.pk}/van-ban/{seat}/"),
        ("get", f"hom-phieu/{box.pk}/kiem-phieu.pdf"),
        ("post", f"dong/{line.pk}/khong-tham-gia/"),
        ("get", f"{meeting.council_id}/quy-che/"),
    ]


def test_an_outsider_finds_nothing() -> None:
    session = Session(members=3, dossiers=1)
    meeting = session.meet()
    box = session.box(meeting, BallotMode.OPEN)
    outsider = signed_in(make_actor(Role.OFFICE, unit=make_unit(), person=make_person()))
    for how, address in _addresses(meeting, box, session.seats[0].pk):
        assert getattr(outsider, how)(f"/hoi-dong/{address}").status_code == 404, address


def test_a_member_reads_but_neither_arranges_nor_lays_nor_changes_rules() -> None:
    session = Session(members=3, dossiers=1)
    meeting = session.convene()
    member = _as_member(session, 2)
    paper = {"title": "Tờ trình", "file": _scan()}
    line = meeting.lines.get()
    for address, data in [
        (f"phien/{meeting.pk}/tai-lieu/", paper),
        (f"phien/{meeting.pk}/sap-xep/", {f"place_{line.pk}": "1"}),
        (f"{session.council.pk}/quy-che/", {}),
    ]:
        page = member.post(f"/hoi-dong/{address}", data)
        assert page.status_code == 422
        assert "Chỉ cơ quan thường trực" in page.content.decode()
    assert not meeting.papers.exists()
    assert "Sắp xếp, rút gọn" not in member.get(meeting.get_absolute_url()).content.decode()


def test_papers_are_uploaded_read_by_members_and_taken_away() -> None:
    session = Session(members=3, dossiers=1)
    meeting = session.convene()
    office = signed_in(session.office)
    office.post(f"/hoi-dong/phien/{meeting.pk}/tai-lieu/", {"title": "Tờ trình", "file": _scan()})
    paper = meeting.papers.get()
    answer = _as_member(session, 2).get(f"/hoi-dong/phien/{meeting.pk}/tai-lieu/{paper.pk}/")
    assert b"".join(answer.streaming_content) == pdf()
    page = office.post(f"/hoi-dong/phien/{meeting.pk}/tai-lieu/", {"title": "Thiếu tệp"})
    assert (page.status_code, "Chưa chọn tệp" in page.content.decode()) == (422, True)
    office.post(f"/hoi-dong/phien/{meeting.pk}/tai-lieu/{paper.pk}/bo/")
    assert not meeting.papers.exists()


def test_the_order_and_shortlist_come_back_in_the_ballot_s_form() -> None:
    session = Session(members=3, dossiers=2)
    meeting = session.meet()
    first, second = (line.pk for line in queries.lines_of(meeting))
    office = signed_in(session.office)
    given = {f"place_{first}": "2", f"place_{second}": "1", f"short_{second}": "on"}
    office.post(f"/hoi-dong/phien/{meeting.pk}/sap-xep/", given)
    assert [line.pk for line in queries.lines_of(meeting)] == [second, first]
    page = office.get(meeting.get_absolute_url())
    assert [line.pk for line in page.context["box_form"].initial["lines"]] == [second]
    page = office.post(f"/hoi-dong/phien/{meeting.pk}/sap-xep/", {**given, f"place_{first}": "hai"})
    assert page.status_code == 422


def test_invitation_and_minutes_come_as_word_and_pdf() -> None:
    session = Session(members=3, dossiers=1)
    meeting = session.convene()
    member = _as_member(session, 2)
    for name, begins in [
        ("giay-moi.docx", b"PK"),
        ("giay-moi.pdf", b"%PDF"),
        ("bien-ban.docx", b"PK"),
        ("bien-ban.pdf", b"%PDF"),
    ]:
        assert member.get(f"/hoi-dong/phien/{meeting.pk}/{name}").content.startswith(begins)


def test_minutes_are_kept_and_then_signed() -> None:
    session = Session(members=3, dossiers=1)
    meeting = actions.end_meeting(session.meet(), by=session.office, at=AT)
    office = signed_in(session.office)
    address = f"/hoi-dong/phien/{meeting.pk}"
    page = office.post(f"{address}/bien-ban-da-ky/", {"dated_on": "2023-06-21", "file": _scan()})
    assert "Chưa lưu biên bản" in page.content.decode()
    office.post(f"{address}/luu-bien-ban/")
    assert office.post(f"{address}/bien-ban-da-ky/", {"file": _scan()}).status_code == 422
    office.post(f"{address}/bien-ban-da-ky/", {"dated_on": "2023-06-21", "number": "05/BB", "file": _scan()})
    assert b"".join(office.get(f"{address}/bien-ban-da-ky/tep/").streaming_content) == pdf()
    assert office.get(f"{address}/bien-ban.pdf").content.startswith(b"%PDF")
    assert "Biên bản họp số 05/BB ngày 21/06/2023 đã ký." in office.get(f"{address}/").content.decode()


def test_rules_are_changed_by_who_runs_the_council() -> None:
    session = Session(members=3, dossiers=1)
    office = signed_in(session.office)
    rules = {
        "quorum_numerator": 3,
        "quorum_denominator": 4,
        "share_numerator": 2,
        "share_denominator": 3,
        "base": "present",
        "default_mode": "open",
        "least_voters": 3,
        "over": "top",
    }
    address = f"/hoi-dong/{session.council.pk}/quy-che/"
    office.post(address, rules)
    page = office.get(session.council.get_absolute_url()).content.decode()
    assert "ít nhất 3/4 số thành viên" in page
    assert "Lấy theo số phiếu từ cao xuống cho đủ số lượng" in page
    page = office.post(address, {**rules, "least_voters": 2}).content.decode()
    assert "hai người thì ai cũng biết phiếu của người kia" in page


def test_a_letter_is_entered_by_the_secretary_into_an_open_ballot() -> None:
    session = Session(members=4, dossiers=1, takes_written=True)
    meeting = session.convene()
    there = {seat.pk: Attendance(place > 0, in_writing=place == 0) for place, seat in enumerate(session.seats)}
    actions.take_presence(meeting, there, by=session.office, at=AT)
    box = session.box(meeting, BallotMode.OPEN)
    secretary = _as_member(session, 1)
    address = f"/hoi-dong/hom-phieu/{box.pk}/van-ban/{session.seats[0].pk}/"
    assert "Nhập ý kiến" in secretary.get(box.get_absolute_url()).content.decode()
    line = box.lines.get()
    assert secretary.post(address, {f"choice_{line.pk}": "agree"}).status_code == 200
    assert not box.turnouts.exists()
    secretary.post(address, {f"choice_{line.pk}": "agree", "letter": "Công văn số 12 ngày 19/6/2023"})
    assert box.turnouts.count() == 1
    assert _as_member(session, 2).get(address).status_code == 404


def test_what_is_under_discussion_comes_to_every_screen() -> None:
    session = Session(members=3, dossiers=2)
    meeting = session.meet()
    line = queries.lines_of(meeting)[1]
    actions.discuss(line, by=session.office, at=AT)
    member = _as_member(session, 2)
    part = member.get(f"/hoi-dong/phien/{meeting.pk}/dang-xet/").content.decode()
    assert line.dossier.nominee.name in part
    assert "<html" not in part
    other = queries.lines_of(meeting)[0]
    assert "Đang xét:" in member.get(f"/hoi-dong/dong/{other.pk}/").content.decode()


def test_lines_stand_unit_by_unit_when_asked() -> None:
    session = Session(members=3, dossiers=2)
    meeting = session.meet()
    member = _as_member(session, 2)
    assert len(member.get(meeting.get_absolute_url()).context["groups"]) == 1
    groups = member.get(f"{meeting.get_absolute_url()}?nhom=don-vi").context["groups"]
    assert [name for name, _ in groups] == [dossier.unit.name for dossier in session.dossiers]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_ballot_and_its_count_ask_a_fixed_number_of_times(rows: int, django_assert_num_queries: Any) -> None:
    session = Session(members=4, dossiers=rows)
    box = session.box(session.meet(), BallotMode.OPEN)
    browser = signed_in(session.office)
    with django_assert_num_queries(OPEN):
        browser.get(box.get_absolute_url())
    for member in range(4):
        session.cast(box, member, *["agree"] * rows)
    actions.close_box(box, by=session.office, at=AT)
    with django_assert_num_queries(CLOSED):
        assert browser.get(box.get_absolute_url()).content.decode().count("<tr>") == rows + 1


OPEN = 17  # session, account, person, roles, page frame, box, meeting, lines, floor, turnout, letters
CLOSED = 17  # the same with the count and the names instead of the letters
