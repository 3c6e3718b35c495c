"""A meeting called: every member is invited by name, who called it is not."""

from datetime import date

import pytest

from tests.council.rows import Session, actor_of
from tests.factories import AT
from thidua.council import actions
from thidua.council.waiting import waiting_for
from thidua.notices.actions import tell
from thidua.notices.models import Notice
from thidua.org import files

pytestmark = pytest.mark.django_db
TODAY = date(2023, 6, 12)


def test_members_are_invited_by_name_and_who_called_is_not():
    session = Session(members=3, dossiers=1)
    secretary = actor_of(session.members[1])
    given = {"held_on": date(2023, 6, 20), "begins_at": "08:30", "place": "Phòng họp số 2."}
    meeting = actions.convene(session.council, session.round, session.dossiers, by=secretary, at=AT, **given)
    tell(today=TODAY, at=AT)
    told = Notice.objects.filter(topic="convened").order_by("pk")
    assert {notice.person_id for notice in told} == {session.members[0].pk, session.members[2].pk}
    assert {notice.title for notice in told} == {"Mời họp: phiên họp 08:30 ngày 20/06/2023, tại Phòng họp số 2"}
    assert {notice.address for notice in told} == {meeting.get_absolute_url()}
    tell(today=TODAY, at=AT)
    assert told.count() == 2


def test_minutes_wait_for_the_secretary_until_they_are_signed():
    session = Session(members=3, dossiers=1)
    meeting = actions.end_meeting(session.meet(), by=session.office, at=AT)
    secretary, member = actor_of(session.members[1]), actor_of(session.members[2])
    day = date(2023, 7, 1)
    assert [one.what for one in waiting_for(secretary, day)] == ["Lưu, in biên bản phiên họp ngày 20/06/2023"]
    assert waiting_for(member, day) == []
    meeting = actions.file_minutes(meeting, by=secretary, at=AT)
    assert [one.what for one in waiting_for(secretary, day)] == ["Nhập biên bản đã ký của phiên họp ngày 20/06/2023"]
    scan = files.keep("ky.pdf", b"%PDF ky", by=secretary, at=AT, media_type="application/pdf")
    signed = actions.filing.SignedMinutes(date(2023, 6, 21), "", scan)
    actions.sign_minutes(meeting, signed, by=secretary, at=AT.replace(day=30))
    assert waiting_for(secretary, day) == []
