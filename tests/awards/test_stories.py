"""A good example from the proposal to those who took it over, inside and at the public door."""

from datetime import date

import pytest
from django.test import Client

from tests.awards.rows import AT
from tests.factories import make_actor, make_person, make_subject, make_unit
from tests.web.signing import signed_in
from thidua.awards.actions import stories as actions
from thidua.awards.kinds import StoryState
from thidua.awards.models import Story
from thidua.base.refusal import Refused
from thidua.org.actor import Actor
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db
TOLD = {"title": "Một cửa không giấy", "lead": "Hồ sơ trả trong ngày.", "text": "Cách làm: …"}


def make_story(*, person: bool = False, **given: object) -> tuple[Story, Actor]:
    unit = make_unit()
    office = make_actor(Role.OFFICE, unit=unit)
    subject = make_subject(person=make_person(unit=unit)) if person else make_subject(unit=unit)
    told = TOLD | {"source": "Báo cáo số 12/BC-UBND"} | given
    return actions.propose(unit, subject, **told, by=office, at=AT), office


def publish(story: Story, office: Actor) -> Story:
    actions.step(story, StoryState.VERIFIED, by=office, at=AT)
    return actions.step(story, StoryState.PUBLISHED, by=office, at=AT)


def test_story_is_public_only_once_published():
    story, office = make_story()
    assert Client().get(f"/cong-khai/dien-hinh/{story.pk}/").status_code == 404
    publish(story, office)
    assert "Một cửa không giấy" in Client().get(f"/cong-khai/dien-hinh/{story.pk}/").content.decode()
    actions.step(story, StoryState.DECLINED, reason="Số liệu sai", by=office, at=AT)
    assert Client().get(f"/cong-khai/dien-hinh/{story.pk}/").status_code == 404


def test_story_is_not_published_unverified():
    story, office = make_story()
    with pytest.raises(Refused, match="đang ở bước “Đề xuất” nên không công bố được"):
        actions.step(story, StoryState.PUBLISHED, by=office, at=AT)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"person": True}, "phải có đồng ý của người được nêu"), ({"source": ""}, "Hãy ghi căn cứ của số liệu")],
)
def test_story_lacks_what_publishing_needs(given, sentence):
    story, office = make_story(**given)
    actions.step(story, StoryState.VERIFIED, by=office, at=AT)
    with pytest.raises(Refused, match=sentence):
        actions.step(story, StoryState.PUBLISHED, by=office, at=AT)


def test_clerk_proposes_but_does_not_verify():
    story, _ = make_story()
    clerk = make_actor(Role.CLERK, unit=story.unit)
    assert actions.propose(story.unit, story.subject, **TOLD, by=clerk, at=AT).state == StoryState.PROPOSED
    with pytest.raises(Refused, match="Chỉ cán bộ thường trực"):
        actions.step(story, StoryState.VERIFIED, by=clerk, at=AT)


def test_who_took_it_over_is_entered_once_and_shown_to_everybody():
    story, office = make_story()
    other = make_unit(name="Xã bên cạnh", parent=story.unit)
    with pytest.raises(Refused, match="Chỉ ghi nhân rộng cho điển hình đã công bố"):
        actions.replicate(story, other, on=date(2022, 2, 1), result="", by=office, at=AT)
    publish(story, office)
    actions.replicate(story, other, on=date(2022, 2, 1), result="trả trong ngày", by=office, at=AT)
    with pytest.raises(Refused, match="đã được ghi là làm theo"):
        actions.replicate(story, other, on=date(2022, 2, 1), result="", by=office, at=AT)
    page = Client().get(f"/cong-khai/dien-hinh/{story.pk}/").content.decode()
    assert "Xã bên cạnh, từ 01/02/2022: trả trong ngày" in page


def test_pages_propose_and_publish():
    unit = make_unit()
    subject, office = make_subject(unit=unit), make_actor(Role.OFFICE, unit=unit)
    client = signed_in(office)
    client.post("/khen-thuong/dien-hinh/", TOLD | {"subject": subject.pk, "source": "Báo cáo"})
    story = Story.objects.get()
    for step in ("verified", "published"):
        client.post(f"{story.get_absolute_url()}buoc/", {"step": step})
    story.refresh_from_db()
    assert story.state == StoryState.PUBLISHED
    assert signed_in(make_actor(Role.OFFICE)).get(story.get_absolute_url()).status_code == 404
