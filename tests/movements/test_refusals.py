"""Acts that are refused leave nothing behind; acts of every day are safe to repeat."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.factories import AT, make_actor, make_draft, make_movement, make_plan, make_unit
from thidua.base.refusal import Refused
from thidua.movements import actions, queries, tasks
from thidua.movements.kinds import NoteKind
from thidua.movements.models import Movement, Plan, Round
from thidua.notices import tasks as notices
from thidua.org.kinds import Role
from thidua.org.models import Document, JournalEntry, Succession
from thidua.plans.draft import PlanDraft
from thidua.plans.source import from_text

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)


@pytest.fixture
def unit():
    return make_unit(name="UBND huyện Mẫu")


@pytest.fixture
def office(unit):
    return make_actor(Role.OFFICE, unit=unit)


def take_in(unit, by, **given):
    return actions.take_in(unit, "a.txt", from_text("A"), PlanDraft.from_json(make_draft(**given)), by=by, at=AT)


def signed(number: str = "1/KH-UBND") -> dict[str, object]:
    return {"number": number, "issued_on": DAY, "signer": "A"}


def settled(plan, by):
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã xem", by=by, at=AT)
    return plan


def test_strangers_do_nothing_with_a_plan(unit, office):
    stranger = make_actor(Role.CLERK, unit=unit)
    plan = settled(take_in(unit, office), office)
    tries = [
        lambda: take_in(unit, stranger),
        lambda: actions.correct(plan, plan.draft, seen=plan.version, by=stranger, at=AT, what="x"),
        lambda: actions.accept(plan, "who", accepted=True, by=stranger, at=AT),
        lambda: actions.settle(plan, "x", "y", by=stranger, at=AT),
        lambda: actions.choose_parent(plan, None, by=stranger, at=AT),
        lambda: actions.drop(plan, by=stranger, at=AT),
        lambda: actions.issue(plan, **signed(), by=stranger, at=AT),
        lambda: actions.start_again(plan, by=stranger, at=AT),
    ]
    before = JournalEntry.objects.count()
    for act in tries:
        with pytest.raises(Refused, match=r"^Chỉ cán bộ thường trực"):
            act()
    assert (Plan.objects.count(), JournalEntry.objects.count()) == (1, before)


def test_groups_are_accepted_and_taken_back_and_findings_opened_again(unit, office):
    plan = take_in(unit, office)
    assert actions.accept(plan, "who", accepted=True, by=office, at=AT).accepted == ["who"]
    assert actions.accept(plan, "who", accepted=False, by=office, at=AT).accepted == []
    actions.settle(plan, "x-1", "vì", by=office, at=AT)
    assert actions.settle(plan, "x-1", " ", by=office, at=AT).settled == {}
    assert actions.drop(plan, by=office, at=AT).state == "dropped"


def test_a_colleague_who_was_faster_is_noticed(unit, office):
    plan = settled(take_in(unit, office), office)
    Plan.objects.filter(pk=plan.pk).update(version=99)
    with pytest.raises(Refused, match="vừa được người khác thay đổi"):
        actions.accept(plan, "who", accepted=True, by=office, at=AT)
    with pytest.raises(Refused, match="vừa được người khác thay đổi"):
        actions.issue(plan, **signed(), by=office, at=AT)


def test_a_number_is_used_once_and_a_draft_is_no_parent(unit, office):
    first, second = settled(take_in(unit, office), office), settled(take_in(unit, office), office)
    with pytest.raises(Refused, match="chưa ban hành nên chưa làm căn cứ được"):
        actions.choose_parent(second, first, by=office, at=AT)
    actions.issue(first, **signed(), by=office, at=AT)
    with pytest.raises(Refused, match=r"^Đã có kế hoạch số 1/KH-UBND cùng ngày này"):
        actions.issue(second, **signed(), by=office, at=AT)


def test_the_parent_the_text_names_is_found_with_its_day(unit, office):
    make_plan(unit=unit, number="5/KH", issued_on=date(2022, 1, 1))
    parent = make_plan(unit=unit, number="5/KH", issued_on=date(2023, 1, 1))
    child = make_unit(parent=unit)
    basis = {"kind": "Kế hoạch", "number": "5/KH", "date": "2023-01-01", "role": "parent_plan"}
    others = [{"kind": "Luật", "number": "5/KH", "role": "basis"}, basis | {"number": "9/KH"}]
    plan = take_in(child, make_actor(Role.OFFICE, unit=child), bases=[*others, basis])
    assert plan.parent == parent


def test_only_an_issued_plan_of_ones_own_founds_and_only_once(unit, office):
    plan = settled(take_in(unit, office), office)
    with pytest.raises(Refused, match=r"^Chỉ kế hoạch đã ban hành"):
        actions.found(plan, by=office, at=AT)
    actions.issue(plan, **signed(), by=office, at=AT)
    with pytest.raises(Refused, match=r"^Chỉ cán bộ thường trực"):
        actions.found(plan, by=make_actor(), at=AT)
    actions.found(plan, by=office, at=AT)
    with pytest.raises(Refused, match="đã phát động phong trào rồi"):
        actions.found(plan, by=office, at=AT)
    with pytest.raises(Refused, match="không phát động phong trào mới"):
        actions.found(make_plan(unit=unit, is_outside=True), by=office, at=AT)
    with pytest.raises(Refused, match="không phải kế hoạch sửa đổi"):
        actions.amend(plan, by=office, at=AT)
    assert Movement.objects.count() == 1


def test_what_was_left_is_taken_once_by_the_office_from_an_issued_plan(unit, office):
    movement = make_movement(unit=unit, draft=make_draft(criteria=[], criteria_deferred_to="64/KH"))
    left = movement.deferrals.get()
    source = make_plan(unit=unit)
    with pytest.raises(Refused, match=r"^Chỉ cán bộ thường trực"):
        actions.take_deferred(left, source, by=make_actor(), at=AT)
    with pytest.raises(Refused, match="chưa ban hành"):
        actions.take_deferred(left, take_in(unit, office), by=office, at=AT)
    actions.take_deferred(left, source, by=office, at=AT)
    with pytest.raises(Refused, match="đã lấy từ kế hoạch được dẫn chiếu rồi"):
        actions.take_deferred(left, source, by=office, at=AT)


def test_a_plan_of_the_same_number_but_another_day_is_not_taken(unit, office):
    basis = {"kind": "Kế hoạch", "number": "64/KH", "date": "2023-01-05", "role": "parent_plan"}
    make_plan(unit=unit, number="64/KH", issued_on=date(2022, 1, 5))
    movement = make_movement(unit=unit, draft=make_draft(criteria=[], criteria_deferred_to="64/KH", bases=[basis]))
    assert movement.deferrals.get().taken_from is None


def test_work_of_strangers_and_of_days_to_come_is_refused(unit, office):
    duty = [{"unit": "Phòng", "tasks": [{"text": "Việc.", "due": None}]}]
    report = {"act": "report", "meaning": "until", "date": "2023-07-01", "last_day": "2023-07-01", "text": ""}
    movement = make_movement(unit=unit, draft=make_draft(responsibilities=duty, deadlines=[report]))
    task, stranger = movement.tasks.get(), make_actor(Role.MEDIA, unit=unit)
    due = queries.due_days(movement.rounds.get(), "report")[0]
    tries = [
        lambda: actions.assign_task(task, unit, None, by=stranger, at=AT),
        lambda: actions.send_report(due, unit, "x", by=stranger, at=AT),
        lambda: actions.send_report(due, unit, " ", by=office, at=AT),
        lambda: actions.note_inspection(movement, unit, NoteKind.URGING, "x", on=DAY, by=stranger, at=AT),
        lambda: actions.note_inspection(movement, unit, NoteKind.URGING, " ", on=DAY, by=office, at=AT),
        lambda: actions.change(movement, "closed", document=Document(kind="QĐ"), by=stranger, at=AT),
        lambda: actions.begin_amendment(
            movement, "x", from_text("x"), PlanDraft.from_json(make_draft()), by=stranger, at=AT
        ),
        lambda: actions.start_child(movement, unit, by=office, at=AT),
    ]
    for act in tries:
        with pytest.raises(Refused):
            act()
    assert (task.movement.inspection_notes.count(), movement.changes.count()) == (0, 0)
    actions.report_task(task, "xong", by=office, at=AT)
    with pytest.raises(Refused, match="đã xong"):
        actions.assign_task(task, unit, None, by=office, at=AT)


def test_figures_need_a_period_and_keep_their_paper(unit, office):
    rank = {"subject": "general", "kind": "rank", "text": "x", "params": {"index": ["A"], "value": 4}}
    target = make_movement(unit=unit, draft=make_draft(criteria=[rank])).targets.get()
    with pytest.raises(Refused, match=r"^Hãy ghi kỳ"):
        actions.enter_figure(target, unit, " ", Decimal(1), by=office, at=AT)
    with pytest.raises(Refused, match=r"^Chỉ đầu mối"):
        actions.enter_figure(target, unit, "2023", Decimal(1), by=make_actor(), at=AT)
    paper = Document(kind="Quyết định", number="1/QĐ", entered_at=AT)
    assert actions.enter_figure(target, unit, "2023", Decimal(1), document=paper, by=office, at=AT).document == paper


def test_a_unit_that_ends_without_heir_keeps_its_work_until_one_is_named(unit, office):
    act = Document.objects.create(kind="Nghị quyết", entered_at=AT)
    row = Succession.objects.create(predecessor=unit, kind="abolished", from_on=DAY, document=act)
    with pytest.raises(Refused, match="không có đơn vị kế thừa"):
        actions.succeed(row, by=office, at=AT)
    with pytest.raises(Refused, match=r"^Chỉ cán bộ thường trực hoặc"):
        actions.succeed(row, by=make_actor(), at=AT)


def test_rounds_open_by_day_once_and_the_daily_work_says_what_it_did(unit):
    make_movement(unit=unit)
    at = datetime(2023, 6, 1, 1, tzinfo=UTC)
    assert tasks.open_due_rounds(at) == "đã mở 1 đợt xét"
    assert tasks.open_due_rounds(at) == "đã mở 0 đợt xét"
    assert Round.objects.get().opened_at == at
    assert notices.tell(at) == "đã viết 0 thông báo, gửi 0 thư"
