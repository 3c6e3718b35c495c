"""A year of reminders, day by day: each duty by its rule, none twice, none after it is done, silence after the end."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from tests.dossiers.rows import make_dossier
from tests.factories import give_role, make_actor, make_draft, make_movement, make_person, make_round, make_unit
from thidua.base.refusal import Refused
from thidua.dossiers.models import Dossier
from thidua.movements import actions as movements
from thidua.movements.actions import Entry
from thidua.notices import actions, queries
from thidua.notices.models import Notice, NoticeTemplate, Preference
from thidua.org import journal
from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role
from thidua.org.models import Document

pytestmark = pytest.mark.django_db
REPORT = {"act": "report", "meaning": "until", "date": "2023-07-10", "last_day": "2023-07-10", "text": "báo cáo"}
OPEN = {"act": "issue_own_plan", "meaning": "none_stated", "text": ""}
DUTY = [{"unit": "UBND xã Sông Mây", "tasks": [{"text": "Tuyên truyền.", "due": "2023-09-01"}]}]


@pytest.fixture(autouse=True)
def mails_in_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def agency():
    return make_unit(name="UBND huyện Mẫu")


@pytest.fixture
def commune(agency):
    return make_unit(name="UBND xã Sông Mây", parent=agency)


@pytest.fixture
def clerk(commune):
    person = make_person(unit=commune, email="dau-moi@example.vn")
    give_role(person, Role.CLERK, commune)
    return person


@pytest.fixture
def movement(agency, clerk):
    draft = make_draft(deadlines=[*make_draft()["deadlines"], REPORT, OPEN], responsibilities=DUTY)
    return make_movement(unit=agency, draft=draft)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)  # 08:00 here


def live(first: date, last: date, act=None) -> None:
    """Let the days pass with two runs each; ``act`` may do something in the evening."""
    day = first
    while day <= last:
        for at in (morning(day), morning(day) + timedelta(hours=4)):
            actions.tell(today=day, at=at)
            actions.send(at=at)
        if act:
            act(day)
        day += timedelta(days=1)


def told(kind: str) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(duty__startswith=kind).order_by("pk")
    return [(f"{each.made_at:%d/%m}", each.key.rsplit(":", 1)[1]) for each in rows]


def test_a_year_of_reminders(movement, commune, clerk):
    grants = frozenset({Grant(Role.CLERK, commune.pk, commune.path)})
    actor = Actor(clerk.pk, clerk.name, grants, commune.pk)
    round = make_round(movement=movement)

    def act(day: date) -> None:
        if day == date(2023, 6, 28):
            movements.register(round, commune, entries=[Entry("individual", headcount=1)], by=actor, at=morning(day))
        if day == date(2023, 8, 26):
            movements.report_task(movement.tasks.get(), "Đã làm", by=actor, at=morning(day))

    live(date(2023, 6, 1), date(2023, 12, 31), act)

    assert told("register:") == [("23/06", "truoc-7"), ("27/06", "truoc-3")]  # registered on the 28th
    assert told("task:") == [("25/08", "truoc-7")]  # done on the 26th
    assert told("report:") == [
        ("03/07", "truoc-7"),
        ("07/07", "truoc-3"),
        ("09/07", "truoc-1"),
        ("10/07", "hom-nay"),
        ("11/07", "sau-1"),
        ("17/07", "sau-7"),
    ]
    assert told("plan:") == []  # the plan names no day, so it is never late
    twice = [key for key, count in Counter(Notice.objects.values_list("person", "key")).items() if count > 1]
    assert twice == []
    assert {tuple(each.to) for each in mail.outbox} == {("dau-moi@example.vn",)}
    assert len(mail.outbox) == len({each.sent_at.date() for each in Notice.objects.filter(mail="sent")})


def test_a_closed_movement_is_silent(movement, agency, clerk):
    office = make_actor(Role.OFFICE, unit=agency)
    paper = Document(kind="Quyết định", number="1/QĐ", entered_at=morning(date(2023, 7, 4)))

    def act(day: date) -> None:
        if day == date(2023, 7, 4):
            movements.change(movement, "closed", document=paper, by=office, at=morning(day))

    live(date(2023, 6, 30), date(2023, 7, 20), act)
    after = Notice.objects.filter(made_at__date__gt=date(2023, 7, 4)).exclude(topic="changed")
    assert list(after) == []
    assert Notice.objects.filter(topic="changed").count() == 1


def test_founding_and_reminding_are_told_once_to_others_only(movement, agency, commune, clerk):
    office = make_actor(Role.OFFICE, unit=agency)
    duty = movement.plan_duties.get()
    movements.remind(duty, by=office, at=morning(date(2023, 6, 2)))
    live(date(2023, 6, 2), date(2023, 6, 4))
    rows = Notice.objects.order_by("pk").values_list("topic", "person__unit")
    assert sorted(rows) == [("founded", agency.pk), ("founded", commune.pk), ("reminded", commune.pk)]


def test_a_failed_mail_is_tried_again_and_shown(movement, clerk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    at = morning(date(2023, 7, 3))
    actions.tell(today=date(2023, 7, 3), at=at)
    assert actions.send(at=at)[0] == 0
    waiting = Notice.objects.filter(attempts=1)
    assert {each.next_try_at - at for each in waiting} == {timedelta(minutes=15)}
    assert actions.send(at=at + timedelta(minutes=5)) == (0, 0)  # not before its time
    for _ in range(4):
        at += timedelta(days=1)
        actions.send(at=at)
    lost = queries.failed()
    assert [each.attempts for each in lost] == [5] * Notice.objects.exclude(mail="none").count()
    again = actions.try_again(lost[0], by=make_actor(), at=at)
    assert (again.mail, again.attempts) == ("waiting", 0)
    with pytest.raises(Refused):
        actions.try_again(again, by=make_actor(), at=at)


@pytest.mark.parametrize(("pace", "mails"), [("digest", 1), ("at_once", 1), ("never", 0)])
def test_people_choose_how_they_are_told(movement, clerk, pace, mails):
    Preference.objects.create(person=clerk, pace=pace)
    at = morning(date(2023, 7, 3))
    actions.tell(today=date(2023, 7, 3), at=at)
    actions.send(at=at)
    assert len(mail.outbox) == mails
    assert Notice.objects.filter(person=clerk).count() == 3  # founded, registration overdue, report soon


def test_nothing_is_mailed_in_quiet_hours_and_a_digest_only_in_the_morning(movement, clerk):
    evening = morning(date(2023, 7, 3)) + timedelta(hours=13)  # 21:00 here
    actions.tell(today=date(2023, 7, 3), at=evening)
    assert actions.send(at=evening) == (0, 0)
    assert actions.send(at=morning(date(2023, 7, 4)) - timedelta(minutes=45)) == (0, 0)  # 07:15
    assert actions.send(at=morning(date(2023, 7, 4)))[0] == 3
    assert len(mail.outbox) == 1


def test_an_office_words_a_topic_for_the_units_below_it(movement, agency, clerk):
    office = make_actor(Role.OFFICE, unit=agency)
    at = morning(date(2023, 7, 3))
    actions.word(agency, "soon", "Nhớ: {viec}", "Hạn {han}", by=office, at=at)
    with pytest.raises(Refused, match=r"^Mẫu có ô \{ten\}"):
        actions.word(agency, "soon", "{ten}", "", by=office, at=at)
    with pytest.raises(Refused, match=r"^Chỉ cán bộ thường trực"):
        actions.word(agency, "soon", "x", "", by=make_actor(Role.CLERK, unit=agency), at=at)
    assert NoticeTemplate.objects.count() == 1
    actions.tell(today=date(2023, 7, 3), at=at)
    assert Notice.objects.get(topic="soon").title == "Nhớ: Báo cáo"


def test_a_notice_is_seen_by_its_owner_only(movement, clerk):
    actions.tell(today=date(2023, 7, 3), at=morning(date(2023, 7, 3)))
    actor = make_actor(person=clerk)
    rows = list(queries.mine(actor))
    assert queries.unread(actor) == 3
    assert actions.look_at(rows, by=make_actor(), at=morning(date(2023, 7, 3))) == 0
    assert actions.look_at(rows, by=actor, at=morning(date(2023, 7, 3))) == 3
    assert queries.unread(actor) == 0


def test_a_dossier_begun_is_reminded_until_it_is_submitted_and_told_when_given_back(agency, clerk, commune):
    movement = make_movement(unit=agency)
    round = make_round(movement=movement)
    dossier = make_dossier(round=round, unit=commune)
    officer = make_person()

    def act(day: date) -> None:
        rows = Dossier.objects.filter(pk=dossier.pk)
        if day == date(2024, 1, 25):
            at = morning(day)
            rows.update(state="submitted", submitted_at=at, submitted_by=clerk, received_on=day)
        if day == date(2024, 1, 27):
            rows.update(state="given_back")
            by = Actor(officer.pk, officer.name)
            journal.record("dossiers.give_back", dossier, by=by, at=morning(day), facts={"reason": "thiếu biên bản"})

    live(date(2024, 1, 20), date(2024, 1, 28), act)
    assert told("dossier:") == [("22/01", "truoc-7"), ("28/01", "truoc-1")]
    back = Notice.objects.get(topic="given_back")
    words = f"Hồ sơ của {dossier.nominee} được trả lại: thiếu biên bản\n{movement.name}"
    assert (back.person, back.body) == (clerk, words)
    actor = Actor(clerk.pk, "", frozenset({Grant(Role.CLERK, commune.pk, commune.path)}))
    found = queries.work_of(actor, date(2024, 1, 28))
    assert [(each.what, each.button, each.due_on) for each in found if each.key.startswith("dossier")] == [
        (f"Bổ sung hồ sơ của {dossier.nominee}", "Bổ sung", date(2024, 1, 29))
    ]
