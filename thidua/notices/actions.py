"""Tell people what waits for them and what has changed; nobody twice; nothing of a movement that is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Max

from thidua.base.days import ZONE, written
from thidua.base.refusal import Refused
from thidua.movements import rules as movement_rules
from thidua.movements.kinds import MovementState
from thidua.notices import queries, rules
from thidua.notices.events import Telling, tellings_of
from thidua.notices.kinds import MailState, Pace, Topic
from thidua.notices.models import Dispatch, Notice, NoticeTemplate, Preference
from thidua.org import journal
from thidua.org.actor import HOUSE, Actor
from thidua.org.models import JournalEntry, Unit


@dataclass(frozen=True)
class Words:
    """Templates of offices, to be looked up from a unit upwards."""

    own: dict[tuple[int, str], NoticeTemplate]
    above: dict[int, int | None]

    def of(self, topic: str, unit_id: int | None) -> tuple[str, str]:
        """Give title and body of a topic: the unit's own, else of a unit above, else the house's."""
        while unit_id is not None:
            if found := self.own.get((unit_id, topic)):
                return found.title, found.body
            unit_id = self.above.get(unit_id)
        return rules.DEFAULTS[topic]


@transaction.atomic
def tell(*, today: date, at: datetime) -> Dispatch:
    """Write the notices of a day: reminders of open duties, and what the journal says happened since the last run.

    Safe to run as often as wanted: a duty's stage and a journal entry are told to a person once.
    """
    last = Dispatch.objects.aggregate(entry=Max("read_up_to"))["entry"] or 0
    newest = JournalEntry.objects.aggregate(entry=Max("pk"))["entry"] or 0
    words = Words(queries.templates(), queries.units_above())
    speakers = queries.speakers(today)
    made = _remind(today, at, words, speakers)
    entries = JournalEntry.objects.filter(pk__gt=last, pk__lte=newest).order_by("pk")
    made += _report(tellings_of(entries), at, words, speakers)
    written_rows = Notice.objects.bulk_create(made, ignore_conflicts=True)
    dispatch = Dispatch.objects.create(on=today, made_at=at, read_up_to=newest, made=len(written_rows))
    journal.record("notices.tell", dispatch, by=HOUSE, at=at, facts={"made": len(made)})
    return dispatch


def _remind(today: date, at: datetime, words: Words, speakers: dict[int, list[int]]) -> list[Notice]:
    made: list[Notice] = []
    for duty in queries.duties_on(today, speakers):
        found = rules.stage(duty.due_on, today)
        if found is None or duty.unit_id is None or duty.due_on is None:
            continue
        name, topic = found
        values = {"viec": duty.what, "noi": duty.where, "han": written(duty.due_on), "con": duty.words}
        key = f"{duty.key}:{duty.due_on:%Y%m%d}:{name}"
        title, body = words.of(topic, duty.unit_id)
        said = {"topic": topic, "title": rules.worded(title, values)[:250], "body": rules.worded(body, values)}
        about = {"address": duty.address, "movement_id": duty.movement_id, "duty": duty.key, "made_at": at}
        people = speakers.get(duty.unit_id, [])
        made += [Notice(person_id=person, key=key, **said, **about) for person in people]
    return _not_told(made)


def _not_told(made: list[Notice]) -> list[Notice]:
    keys = {each.key for each in made}
    told = set(Notice.objects.filter(key__in=keys).values_list("person_id", "key"))
    return [each for each in made if (each.person_id, each.key) not in told]


def _report(tellings: Iterable[Telling], at: datetime, words: Words, speakers: dict[int, list[int]]) -> list[Notice]:
    made: dict[tuple[int, str], Notice] = {}
    for telling in tellings:
        title, body = words.of(telling.topic, telling.unit_id)
        speaking = (person for unit in telling.units for person in speakers.get(unit, []))
        people = dict.fromkeys([*telling.people, *speaking])
        for person in people:
            if person == telling.by:
                continue  # who did it knows it
            made[person, telling.key] = Notice(
                person_id=person,
                key=telling.key,
                topic=telling.topic,
                title=rules.worded(title, telling.values)[:250],
                body=rules.worded(body, telling.values),
                address=telling.address,
                movement_id=telling.movement_id,
                made_at=at,
            )
    return _not_told(list(made.values()))


def send(*, at: datetime) -> tuple[int, int]:
    """Send the mails that may go out now; give how many notices went out and how many failed.

    Each person's mails are written down as sent right after they left, so that a killed run repeats one at most.
    A reminder of something done meanwhile is put away.
    """
    _put_away_done(at)
    by_person: dict[int, list[Notice]] = {}
    for notice in queries.waiting_mails():
        by_person.setdefault(notice.person_id, []).append(notice)
    wishes, mails = queries.preferences(by_person), queries.mails(by_person)
    gone = missed = 0
    for person, notices in by_person.items():
        ready = _ready(notices, wishes.get(person) or Preference(person_id=person), mails.get(person, ""), at)
        if not ready:
            continue
        if _mail(ready, mails[person], at):
            gone += len(ready)
        else:
            missed += len(ready)
    return gone, missed


def _ready(notices: list[Notice], wish: Preference, address: str, at: datetime) -> list[Notice]:
    """Choose what may be mailed now; put away what never will be."""
    over = [each for each in notices if each.movement and each.movement.state != MovementState.RUNNING]
    _put_away([each for each in over if each.topic != Topic.CHANGED], MailState.SILENT)
    left = [each for each in notices if each not in over or each.topic == Topic.CHANGED]
    if wish.pace == Pace.NEVER or not address:
        _put_away(left, MailState.NONE)
        return []
    if rules.is_quiet(at, wish.quiet_from, wish.quiet_until):
        return []
    if wish.pace == Pace.DIGEST and not rules.is_digest_time(at, _last_digest(wish.person_id)):
        return []
    return [each for each in left if each.next_try_at is None or each.next_try_at <= at]


def _put_away_done(at: datetime) -> None:
    """Put away reminders whose duty is no longer open."""
    today = local_day(at)
    open_ = {duty.key for duty in queries.duties_on(today, queries.speakers(today))}
    waiting = Notice.objects.filter(mail=MailState.WAITING).exclude(duty="")
    done = [each for each in waiting.order_by("pk") if each.duty not in open_]
    _put_away(done, MailState.SILENT)


def _put_away(notices: list[Notice], state: MailState) -> None:
    Notice.objects.filter(pk__in=[each.pk for each in notices]).update(mail=state)


def _last_digest(person_id: int) -> datetime | None:
    last: datetime | None = Notice.objects.filter(person=person_id).aggregate(last=Max("sent_at"))["last"]
    return last


def _mail(notices: list[Notice], address: str, at: datetime) -> bool:
    lines = [(each.title, f"{each.body}\n{urljoin(settings.BASE_URL, each.address)}") for each in notices]
    title, body = rules.digest(lines)
    rows = Notice.objects.filter(pk__in=[each.pk for each in notices])
    try:
        EmailMessage(title.replace("\n", " "), body, settings.DEFAULT_FROM_EMAIL, [address]).send()
    except OSError as error:  # the mail server is away or says no; SMTP errors are OSErrors
        attempts = max(each.attempts for each in notices) + 1
        state = MailState.FAILED if attempts >= rules.MOST_ATTEMPTS else MailState.WAITING
        when = rules.next_try(at, attempts)
        rows.update(mail=state, attempts=attempts, next_try_at=when, error=str(error)[:300])
        return False
    rows.update(mail=MailState.SENT, sent_at=at, error="")
    return True


@transaction.atomic
def try_again(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """Put a failed mail back in the queue."""
    still = Notice.objects.filter(pk=notice.pk, mail=MailState.FAILED)
    if not still.update(mail=MailState.WAITING, attempts=0, next_try_at=None):
        raise Refused("Thư này không ở trạng thái gửi không được. Hãy tải lại trang.")
    notice.refresh_from_db()
    journal.record("notices.try_again", notice, by=by, at=at)
    return notice


@transaction.atomic
def look_at(notices: Iterable[Notice], *, by: Actor, at: datetime) -> int:
    """Mark a person's notices as seen."""
    own = Notice.objects.filter(pk__in=[each.pk for each in notices], person=by.person_id, read_at=None)
    first = own.first()
    count = own.update(read_at=at)
    if first is not None:
        journal.record("notices.look_at", first, by=by, at=at, facts={"count": count})
    return count


@transaction.atomic
def prefer(wish: Preference, *, by: Actor, at: datetime) -> Preference:
    """Write how a person wants to be told."""
    if by.person_id is None:
        raise Refused("Chỉ người có tài khoản mới chọn được cách nhận tin.")
    said = {"pace": wish.pace, "quiet_from": wish.quiet_from, "quiet_until": wish.quiet_until}
    kept, _ = Preference.objects.update_or_create(person_id=by.person_id, defaults=said)
    journal.record("notices.prefer", kept, by=by, at=at, facts={"pace": wish.pace})
    return kept


@transaction.atomic
def word(unit: Unit, topic: str, title: str, body: str, *, by: Actor, at: datetime) -> NoticeTemplate:
    """Word a topic anew for an office and all units below it."""
    reason = movement_rules.why_not_office(by, unit.path) or rules.why_not_template(title, body)
    if reason:
        raise Refused(reason)
    kept, _ = NoticeTemplate.objects.update_or_create(
        unit=unit, topic=topic, defaults={"title": title.strip()[:200], "body": body.strip()}
    )
    journal.record("notices.word", kept, by=by, at=at, facts={"topic": topic})
    return kept


def local_day(at: datetime) -> date:
    """Give the day of a moment here."""
    return at.astimezone(ZONE).date()
