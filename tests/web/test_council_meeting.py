"""A council in the browser: set up, convene, presence, vote, receipt, count, minutes."""

from typing import Any

import pytest
from django.test import Client

from tests.council.rows import Session
from tests.factories import make_actor, make_person, make_unit
from tests.web.signing import signed_in
from thidua.council.models import Ballot, Box, Council, Meeting
from thidua.org.actor import Actor
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


def _as_member(session: Session, place: int) -> Client:
    person = session.members[place]
    return signed_in(Actor(person.pk, person.name))


def _open_secret_box(session: Session) -> tuple[Meeting, Box]:
    meeting = session.meet()
    return meeting, session.box(meeting)


def _ballot(box: Box, *choices: str) -> dict[str, str]:
    lines = box.lines.order_by("pk")
    return {f"choice_{line.pk}": choice for line, choice in zip(lines, choices, strict=True)}


def test_the_office_sets_up_a_council_convenes_and_takes_presence() -> None:
    session = Session(members=3, dossiers=1)
    office = signed_in(session.office)
    rules = {
        "quorum_numerator": 2,
        "quorum_denominator": 3,
        "share_numerator": 2,
        "share_denominator": 3,
        "base": "members",
        "default_mode": "secret",
        "least_voters": 3,
        "over": "keep",
    }
    answer = office.post(
        "/hoi-dong/moi/", {"unit": session.unit.pk, "kind": "standing", "name": "Thường trực", **rules}
    )
    made = Council.objects.latest("pk")
    assert answer.url == made.get_absolute_url()
    seat = {"person": session.members[0].pk, "office": "chair", "has_voice": "on", "from_on": "2023-01-01"}
    office.post(f"/hoi-dong/{made.pk}/thanh-vien/", seat)
    call = {"held_on": "2023-06-20", "begins_at": "08:00", "dossiers": [session.dossiers[0].pk]}
    answer = office.post(f"/hoi-dong/{made.pk}/trieu-tap/", call)
    meeting = Meeting.objects.latest("pk")
    assert answer.url == meeting.get_absolute_url()
    office.post(f"/hoi-dong/phien/{meeting.pk}/co-mat/", {f"seat_{made.seats.get().pk}": "here"})
    meeting.refresh_from_db()
    assert meeting.state == "open"


def test_members_vote_get_a_receipt_once_and_find_themselves_counted() -> None:
    session = Session(members=3, dossiers=2)
    _, box = _open_secret_box(session)
    codes = []
    for place in range(3):
        member = _as_member(session, place)
        page = member.post(f"/hoi-dong/hom-phieu/{box.pk}/bo-phieu/", _ballot(box, "agree", "disagree"))
        assert page.status_code == 200
        assert "no-store" in page.headers["Cache-Control"]
        codes.append(page.context["code"])
        assert codes[-1] not in member.get(f"/hoi-dong/hom-phieu/{box.pk}/").content.decode()
        assert codes[-1] not in str(dict(member.session))
    office = signed_in(session.office)
    office.post(f"/hoi-dong/hom-phieu/{box.pk}/kiem-phieu/")
    page = _as_checked(_as_member_again(session, 0), box, codes[0])
    assert "Phiếu có mã này nằm trong kết quả kiểm phiếu." in page
    assert "Không có phiếu nào mang mã này." in _as_checked(office, box, "AAAA-BBBB-CCCC-DDDD")


def _as_member_again(session: Session, place: int) -> Client:
    client = Client()
    client.force_login(session.members[place].account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _as_checked(browser: Client, box: Box, code: str) -> str:
    return browser.post(f"/hoi-dong/hom-phieu/{box.pk}/doi-chieu/", {"code": code}).content.decode()


def test_the_turnout_is_live_and_the_result_is_not() -> None:
    session = Session(members=4, dossiers=1)
    meeting, box = _open_secret_box(session)
    session.cast(box, 0, "agree")
    office = signed_in(session.office)
    page = office.get(f"/hoi-dong/hom-phieu/{box.pk}/", headers={"HX-Request": "true"})
    text = page.content.decode()
    assert "Đã bỏ phiếu: 1/4" in text
    assert "<html" not in text
    assert "chưa bỏ phiếu" in office.get(meeting.get_absolute_url()).content.decode()
    assert "Kết quả kiểm phiếu" not in office.get(f"/hoi-dong/hom-phieu/{box.pk}/").content.decode()


def test_a_second_vote_is_refused_on_its_page() -> None:
    session = Session(members=3, dossiers=1)
    _, box = _open_secret_box(session)
    member = _as_member(session, 0)
    member.post(f"/hoi-dong/hom-phieu/{box.pk}/bo-phieu/", _ballot(box, "agree"))
    page = member.post(f"/hoi-dong/hom-phieu/{box.pk}/bo-phieu/", _ballot(box, "disagree"))
    assert page.status_code == 422
    assert "Mỗi người chỉ bỏ một lần" in page.content.decode()
    assert Ballot.objects.count() == 1


def test_an_unfinished_ballot_keeps_what_was_chosen() -> None:
    session = Session(members=3, dossiers=2)
    _, box = _open_secret_box(session)
    first = box.lines.order_by("pk")[0]
    page = _as_member(session, 0).post(f"/hoi-dong/hom-phieu/{box.pk}/bo-phieu/", {f"choice_{first.pk}": "disagree"})
    assert page.status_code == 422
    assert page.content.decode().count("checked") == 1
    assert not Ballot.objects.exists()


def test_minutes_and_count_are_word_files() -> None:
    session = Session(members=3, dossiers=1)
    meeting, box = _open_secret_box(session)
    for place in range(3):
        session.cast(box, place, "agree")
    office = signed_in(session.office)
    office.post(f"/hoi-dong/hom-phieu/{box.pk}/kiem-phieu/")
    office.post(f"/hoi-dong/phien/{meeting.pk}/ket-thuc/")
    for address in (f"phien/{meeting.pk}/bien-ban.docx", f"hom-phieu/{box.pk}/kiem-phieu.docx"):
        assert office.get(f"/hoi-dong/{address}").content[:2] == b"PK"
    meeting.refresh_from_db()
    assert meeting.state == "closed"


@pytest.mark.parametrize("rows", [1, 3])
def test_a_meeting_asks_a_fixed_number_of_times(rows: int, django_assert_num_queries: Any) -> None:
    session = Session(members=4, dossiers=rows)
    meeting, _ = _open_secret_box(session)
    browser = signed_in(session.office)
    with django_assert_num_queries(QUERIES):
        browser.get(meeting.get_absolute_url())


QUERIES = (
    32  # session, account, person, roles, page frame, meeting, seats, presence, lines, boxes, meters, fairness, places
)


def test_an_outsider_gets_404() -> None:
    session = Session(members=3, dossiers=1)
    meeting, box = _open_secret_box(session)
    outsider = signed_in(make_actor(Role.OFFICE, unit=make_unit(), person=make_person()))
    for address in (
        f"phien/{meeting.pk}/",
        f"hom-phieu/{box.pk}/",
        f"dong/{box.lines.get().pk}/",
        f"{session.council.pk}/",
    ):
        assert outsider.get(f"/hoi-dong/{address}").status_code == 404
