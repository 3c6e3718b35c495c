"""The public is asked for so many working days; comments come in; the conclusion stands in the minutes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from tests.council.rows import Session
from tests.factories import AT, make_actor, make_unit
from tests.web.signing import signed_in
from thidua.base.refusal import Refused
from thidua.council import minutes
from thidua.dossiers import actions_public, consulting, queries_public
from thidua.dossiers.models import Comment, Consultation
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db
SOURCE = "khoản 2 Điều 44 Nghị định số 152/2025/NĐ-CP"
LAST = date(2023, 6, 15)  # ten working days after Thursday 01/06/2023
AFTER = datetime(2023, 6, 16, 2, 0, tzinfo=UTC)


def _ask(session: Session) -> Consultation:
    return consulting.ask(session.round, session.dossiers, working_days=10, source=SOURCE, by=session.office, at=AT)


def test_a_list_is_open_for_its_working_days_and_shows_names_only():
    session = Session(members=3, dossiers=2)
    asked = _ask(session)
    assert asked.closes_on == LAST
    shown = queries_public.open_list(asked.pk, LAST)
    assert [one.name for one in shown.candidates] == sorted(one.nominee.name for one in session.dossiers)
    assert queries_public.open_list(asked.pk, LAST + timedelta(days=1)) is None
    assert [one.key for one in queries_public.open_lists(LAST)] == [asked.pk]


def test_comments_are_taken_while_open_and_the_conclusion_stands_in_the_minutes():
    session = Session(members=3, dossiers=1)
    asked = _ask(session)
    actions_public.comment(asked.pk, text="Đơn vị này phục vụ rất tốt", dossier=session.dossiers[0].pk, at=AT)
    with pytest.raises(Refused, match="vài từ"):
        actions_public.comment(asked.pk, text="Tốt", at=AT)
    with pytest.raises(Refused, match="đã kết thúc"):
        actions_public.comment(asked.pk, text="Đến muộn mất rồi", at=AFTER)
    with pytest.raises(Refused, match="Còn đang lấy ý kiến đến hết ngày 15/06/2023"):
        consulting.conclude(asked, conclusion="Nhân dân đồng tình", by=session.office, at=AT)
    consulting.conclude(asked, conclusion="Nhân dân đồng tình với danh sách.", by=session.office, at=AFTER)
    said = (
        f"Kết quả lấy ý kiến từ 01/06/2023 đến hết 15/06/2023 ({SOURCE}): 01 ý kiến. Nhân dân đồng tình với danh sách."
    )
    assert said in minutes.minutes_of(session.meet()).proceedings


def test_only_the_office_asks_and_says_on_what_ground():
    session = Session(members=3, dossiers=1)
    stranger = make_actor(Role.OFFICE, unit=make_unit())
    with pytest.raises(Refused, match="Chỉ cơ quan thường trực"):
        consulting.ask(session.round, session.dossiers, working_days=10, source=SOURCE, by=stranger, at=AT)
    with pytest.raises(Refused, match="căn cứ"):
        consulting.ask(session.round, session.dossiers, working_days=10, source="", by=session.office, at=AT)


def test_anybody_comments_from_the_public_page():
    session = Session(members=3, dossiers=1)
    office = signed_in(session.office)
    office.post(f"/ho-so/lay-y-kien/{session.round.pk}/", {"working_days": 10, "source": SOURCE})
    asked = Consultation.objects.get()
    everyone = Client()
    page = everyone.post(f"/cong-khai/lay-y-kien/{asked.pk}/", {"text": "Tôi đồng ý với danh sách"})
    assert "Đã nhận ý kiến" in page.content.decode()
    assert Comment.objects.get().text == "Tôi đồng ý với danh sách"
    assert session.dossiers[0].nominee.name in everyone.get(f"/cong-khai/lay-y-kien/{asked.pk}/").content.decode()
    assert "Tôi đồng ý với danh sách" in office.get(f"/ho-so/lay-y-kien/{session.round.pk}/").content.decode()
    assert everyone.get("/cong-khai/lay-y-kien/").status_code == 200
