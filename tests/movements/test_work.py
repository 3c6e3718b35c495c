"""Tasks, reports, targets, notes, what waits for whom, boards and calendars."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.factories import make_account, make_actor, make_draft, make_movement, make_person, make_round, make_unit
from thidua.base.refusal import Refused
from thidua.movements import actions, queries
from thidua.movements.actions import Entry
from thidua.movements.kinds import NoteKind
from thidua.movements.models import Movement, PlanDuty
from thidua.movements.rules.feed import Event, ics
from thidua.movements.rules.targets import is_reached, targets_of
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db
AT = datetime(2023, 6, 20, 3, tzinfo=UTC)
TODAY = date(2023, 6, 20)


@pytest.fixture
def agency():
    return make_unit(name="UBND huyện Mẫu")


@pytest.fixture
def commune(agency):
    return make_unit(name="UBND xã Sông Mây", parent=agency)


def with_work():
    report = {"act": "report", "meaning": "until", "date": "2023-07-10", "last_day": "2023-07-10", "text": "báo cáo"}
    own = {
        "act": "issue_own_plan",
        "meaning": "until",
        "date": "2023-06-15",
        "last_day": "2023-06-15",
        "who": "",
        "text": "",
    }
    rank = {
        "subject": "general",
        "kind": "rank",
        "text": "Xếp thứ 4",
        "params": {"index": "PAR INDEX", "value": 4, "direction": "or_better", "by": "2025"},
    }
    duties = [{"unit": "UBND xã Sông Mây", "tasks": [{"text": "Tuyên truyền phong trào.", "due": "2023-06-25"}]}]
    return make_draft(deadlines=[*make_draft()["deadlines"], report, own], criteria=[rank], responsibilities=duties)


def test_what_waits_for_a_clerk_comes_by_day_with_its_button(agency, commune):
    movement = make_movement(unit=agency, draft=with_work())
    clerk = make_actor(Role.CLERK, unit=commune)
    found = queries.waiting_for(clerk, TODAY)
    assert [(each.what, each.due_on, each.button, each.is_late) for each in found] == [
        ("Ban hành kế hoạch của đơn vị", date(2023, 6, 15), "Lập kế hoạch", True),
        ("Tuyên truyền phong trào.", date(2023, 6, 25), "Báo cáo", False),
        ("Đăng ký thi đua, đợt xét", date(2023, 6, 30), "Đăng ký", False),
        ("Báo cáo", date(2023, 7, 10), "Gửi báo cáo", False),
    ]
    assert found[0].words == "quá hạn 05 ngày"
    round = make_round(movement=movement)
    actions.register(round, commune, entries=[Entry("individual", headcount=1)], by=clerk, at=AT)
    actions.report_task(movement.tasks.get(), "Đã làm 3 buổi.", by=clerk, at=AT)
    due = queries.due_days(round, "report")[0]
    assert actions.send_report(due, commune, "Kết quả sáu tháng", by=clerk, at=AT).late_days == 0
    assert [each.what for each in queries.waiting_for(clerk, TODAY)] == ["Ban hành kế hoạch của đơn vị"]


def test_nothing_waits_once_a_movement_is_closed_and_nothing_for_strangers(agency, commune):
    movement = make_movement(unit=agency, draft=with_work())
    assert queries.waiting_for(make_actor(Role.CLERK), TODAY) == []
    movement.state = "closed"
    movement.save(update_fields=["state"])
    assert queries.waiting_for(make_actor(Role.CLERK, unit=commune), TODAY) == []


def test_the_office_is_told_of_plans_to_confirm_events_to_record_and_parts_that_wait(agency):
    waiting = {"act": "submit_dossier", "meaning": "announced", "event": "chấm xong", "text": ""}
    draft = make_draft(deadlines=[waiting], criteria=[], criteria_deferred_to="64/KH-UBND")
    make_movement(unit=agency, draft=draft)
    found = queries.waiting_for(make_actor(Role.OFFICE, unit=agency), date(2024, 1, 10))
    assert [each.what for each in found] == [
        "Thông báo ngày: nộp hồ sơ đề nghị khen thưởng, đợt xét",
        "Tải Kế hoạch số 64/KH-UBND lên (tiêu chuẩn còn chờ)",
    ]


def test_a_task_is_assigned_reported_and_done(agency, commune):
    movement = make_movement(unit=agency, draft=with_work())
    task = movement.tasks.get()
    assert task.unit == commune
    office, clerk = make_actor(Role.OFFICE, unit=agency), make_actor(Role.CLERK, unit=commune)
    actions.assign_task(task, commune, date(2023, 8, 1), by=office, at=AT)
    assert actions.report_task(task, "Đang làm", is_done=False, by=clerk, at=AT).state == "reported"
    with pytest.raises(Refused, match=r"^Hãy ghi kết quả"):
        actions.report_task(task, " ", by=clerk, at=AT)
    assert actions.report_task(task, "Xong", by=clerk, at=AT).state == "done"
    with pytest.raises(Refused, match=r"^Chỉ đầu mối"):
        actions.report_task(task, "Xong", by=make_actor(Role.CLERK), at=AT)


def test_a_figure_is_held_against_its_target_and_a_correction_is_another_line(agency):
    movement = make_movement(unit=agency, draft=with_work())
    office = make_actor(Role.OFFICE, unit=agency)
    target = movement.targets.get()
    assert (target.op, target.value, target.by_year) == ("<=", 4, 2025)
    actions.enter_figure(target, agency, "2023", Decimal(6), by=office, at=AT)
    actions.enter_figure(target, agency, "2023", Decimal(3), by=office, at=AT)
    sheet = queries.targets_of(movement)[0]
    assert sheet.words == "không quá 4 đến năm 2025"
    assert [(figure.value, reached) for figure, reached in sheet.figures] == [(3, True)]
    assert target.figures.count() == 2


@pytest.mark.parametrize(
    ("op", "wanted", "value", "reached"),
    [(">", 95, 95, False), (">", 95, "95.1", True), ("=", 100, 100, True), ("<=", 4, 5, False), (">=", 95, 95, True)],
)
def test_reached_compares_exactly(op, wanted, value, reached):
    assert is_reached(op, Decimal(wanted), Decimal(value)) is reached


def test_a_rank_without_direction_is_met_only_exactly_and_words_without_a_number_are_no_target():
    said = [
        {"kind": "rank", "params": {"index": "PAR INDEX", "value": 4, "direction": None, "by": None}},
        {"kind": "threshold", "params": {"conditions": [{"measure": "m", "op": ">", "value": None, "unit": "%"}]}},
        {"kind": "attestation", "params": {}},
    ]
    assert [(each.op, each.value) for each in targets_of(said)] == [("=", 4)]


def test_an_inspection_is_noted_by_the_office_for_days_that_were(agency, commune):
    movement = make_movement(unit=agency)
    office = make_actor(Role.OFFICE, unit=agency)
    said = {"on": date(2023, 6, 19), "by": office, "at": AT}
    note = actions.note_inspection(movement, commune, NoteKind.SUPERVISION, "Mặt trận giám sát một cửa", **said)
    assert (note.unit, note.kind) == (commune, "supervision")
    with pytest.raises(Refused, match=r"^Ngày 01/07/2023 chưa đến"):
        actions.note_inspection(movement, commune, NoteKind.URGING, "x", **said | {"on": date(2023, 7, 1)})


def test_the_tree_tells_issued_late_started_and_not_started(agency, django_assert_num_queries):
    units = [make_unit(name=f"Xã {name}", parent=agency) for name in "ABCD"]
    movement = make_movement(unit=agency, draft=with_work())
    office = make_actor(Role.OFFICE, unit=agency)
    PlanDuty.objects.filter(unit__in=units[1:]).update(due_on=date(2023, 6, 30))
    actions.start_child(movement, units[1], by=make_actor(Role.OFFICE, unit=units[1]), at=AT)
    plan = actions.start_child(movement, units[2], by=make_actor(Role.OFFICE, unit=units[2]), at=AT)
    own = make_actor(Role.OFFICE, unit=units[2])
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã xem", by=own, at=AT)
    actions.issue_and_found(plan, number="2/KH-UBND", issued_on=TODAY, signer="A", by=own, at=AT)
    with django_assert_num_queries(3):
        found = queries.tree(movement, TODAY, queries.visible_to(office))
    assert [(each.duty.unit.name, each.words) for each in found] == [
        ("Xã A", "Quá hạn 05 ngày"),
        ("Xã B", "Đang soạn"),
        ("Xã C", "Đã ban hành"),
        ("Xã D", "Chưa bắt đầu"),
    ]
    actions.remind(found[0].duty, by=office, at=AT)
    assert PlanDuty.objects.get(pk=found[0].duty.pk).reminded_at == AT


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_says_one_word_for_each_unit_and_movement(agency, commune, count, django_assert_num_queries):
    movements = [make_movement(unit=agency) for _ in range(count)]
    clerk = make_actor(Role.CLERK, unit=commune)
    round = make_round(movement=movements[0])
    actions.register(round, commune, entries=[Entry("individual", headcount=1)], by=clerk, at=AT)
    asked = list(queries.with_register_day(Movement.objects.order_by("pk")))
    with django_assert_num_queries(2):
        rows = queries.board(asked, [commune], date(2023, 7, 5))
    assert [cell.words for cell in rows[0].cells] == ["Đã đăng ký"] + ["Đăng ký quá hạn"] * (count - 1)


def test_the_agenda_and_the_feed_hold_the_days_of_ones_movements(agency, commune):
    make_movement(unit=agency, draft=with_work())
    clerk = make_actor(Role.CLERK, unit=commune)
    found = queries.agenda(clerk, date(2023, 6, 1), date(2023, 6, 30))
    assert [(each.on, each.title) for each in found] == [
        (date(2023, 6, 15), "Ban hành kế hoạch của đơn vị"),
        (date(2023, 6, 15), "Ban hành kế hoạch: UBND xã Sông Mây"),
        (date(2023, 6, 25), "Tuyên truyền phong trào."),
        (date(2023, 6, 30), "Đăng ký thi đua (Đợt xét)"),
    ]
    assert queries.agenda(make_actor(Role.CLERK), date(2023, 6, 1), date(2023, 6, 30)) == []


def test_a_calendar_is_written_by_the_standard():
    text = ics(
        "Lịch", [Event("due-1", date(2023, 6, 30), "Nộp; hồ sơ, " + "á" * 60, "a\nb", "https://h/1")], made_at=AT
    )
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20230630" in lines
    assert "DTEND;VALUE=DATE:20230701" in lines
    assert "DESCRIPTION:a\\nb" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    assert "SUMMARY:Nộp\\; hồ sơ\\, " + "á" * 60 in text.replace("\r\n ", "")


def test_only_the_owner_renews_the_address_of_the_calendar(agency):
    person = make_person(unit=agency)
    account = make_account(person)
    with pytest.raises(Refused, match="Chỉ chủ tài khoản"):
        actions.renew_calendar(account, by=make_actor(), at=AT)
    first = actions.renew_calendar(account, by=make_actor(person=person), at=AT).calendar_key
    second = actions.renew_calendar(account, by=make_actor(person=person), at=AT).calendar_key
    assert len(first) > 20
    assert first != second


@pytest.mark.parametrize(
    ("ends_on", "today", "owed"),
    [
        (date(2023, 5, 31), date(2023, 6, 20), [(date(2023, 6, 30), False)]),  # registered after its period: still owed
        (date(2023, 5, 31), date(2023, 7, 3), [(date(2023, 6, 30), True)]),  # late until the round is closed
        (date(2023, 6, 30), date(2023, 7, 3), []),
        (date(2023, 12, 31), date(2023, 7, 3), [(date(2023, 6, 30), True)]),
        (None, date(2023, 7, 3), [(date(2023, 6, 30), True)]),
    ],
)
def test_a_registration_outlives_a_round_that_ends_before_its_last_day(agency, commune, ends_on, today, owed):
    movement = make_movement(unit=agency)
    movement.rounds.update(ends_on=ends_on)
    clerk = make_actor(Role.CLERK, unit=commune)
    found = [each for each in queries.waiting_for(clerk, today) if each.key.startswith("register:")]
    assert [(each.due_on, each.is_late) for each in found] == owed
    movement.rounds.update(state="closed", closed_at=AT, opened_at=AT)
    assert [each for each in queries.waiting_for(clerk, today) if each.key.startswith("register:")] == []
