"""A good example on its way: proposed, verified, published, taken over by others."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.awards.kinds import StoryState
from thidua.awards.models import Replication, Story
from thidua.awards.rules import telling as rules
from thidua.base.refusal import Refused
from thidua.base.text import nfc, squeeze
from thidua.movements.kinds import SubjectKind
from thidua.movements.models import Movement, Subject
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Unit


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


@transaction.atomic
def propose(
    unit: Unit,
    subject: Subject,
    *,
    title: str,
    lead: str,
    text: str,
    source: str = "",
    consents: bool = False,
    movement: Movement | None = None,
    by: Actor,
    at: datetime,
) -> Story:
    """Propose a good example of the unit."""
    _refuse_if(rules.why_not_propose(by, unit.path))
    if not squeeze(title) or not squeeze(text):
        raise Refused("Hãy đặt tên và viết nội dung của điển hình.")
    story = Story.objects.create(
        unit=unit, movement=movement, subject=subject, title=squeeze(title), lead=squeeze(lead)[:500],
        text=nfc(text.strip()), source=squeeze(source), consents=consents, proposed_at=at, proposed_by_id=by.person_id,
    )  # fmt: skip
    journal.record("awards.propose_story", story, by=by, at=at)
    return story


@transaction.atomic
def step(story: Story, wanted: StoryState, *, reason: str = "", by: Actor, at: datetime) -> Story:
    """Verify, publish or take down a story; taking down needs its reason."""
    _refuse_if(rules.why_not_step(by, story.unit.path, story.state, wanted))
    changed: dict[str, object] = {"state": wanted}
    if wanted == StoryState.VERIFIED:
        changed |= {"verified_at": at, "verified_by_id": by.person_id}
    elif wanted == StoryState.PUBLISHED:
        is_person = story.subject.kind != SubjectKind.COLLECTIVE
        _refuse_if(rules.why_not_publish(is_person=is_person, consents=story.consents, source=story.source))
        changed |= {"published_at": at, "published_by_id": by.person_id}
    elif not squeeze(reason):
        raise Refused("Hãy ghi lý do không công bố.")
    else:
        changed["reason"] = squeeze(reason)[:500]
    if not Story.objects.filter(pk=story.pk, state=story.state).update(**changed):
        raise Refused("Điển hình vừa được người khác thay đổi. Hãy tải lại trang.")
    story.refresh_from_db()
    journal.record(f"awards.story_{wanted.value}", story, by=by, at=at)
    return story


@transaction.atomic
def replicate(story: Story, unit: Unit, *, on: date, result: str, by: Actor, at: datetime) -> Replication:
    """Enter that a unit took a published story over."""
    _refuse_if(rules.why_not_propose(by, unit.path))
    if story.state != StoryState.PUBLISHED:
        raise Refused("Chỉ ghi nhân rộng cho điển hình đã công bố.")
    if on > localdate(at):
        raise Refused("Ngày bắt đầu làm theo không được sau hôm nay.")
    if unit.pk == story.unit_id or story.replications.filter(unit=unit).exists():
        raise Refused(f"{unit.short} là nơi có điển hình này hoặc đã được ghi là làm theo.")
    row = Replication.objects.create(
        story=story, unit=unit, on=on, result=squeeze(result)[:500], entered_at=at, entered_by_id=by.person_id
    )
    journal.record("awards.replicate", row, by=by, at=at, happened_on=on, facts={"story": story.pk})
    return row
