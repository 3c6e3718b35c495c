"""Amendments, changes by document, children of a plan."""

from copy import deepcopy
from datetime import UTC, date, datetime

import pytest

from tests.factories import make_actor, make_draft, make_movement, make_round, make_unit
from thidua.base.refusal import Refused
from thidua.movements import actions, queries
from thidua.movements.actions.founding import lay_duties
from thidua.movements.models import Plan, Registration
from thidua.org.kinds import Role
from thidua.org.models import Document, JournalEntry, Succession, Unit
from thidua.plans.draft import PlanDraft
from thidua.plans.source import from_text

pytestmark = pytest.mark.django_db
LATER = datetime(2023, 9, 1, 3, tzinfo=UTC)
OFFICE_DAY = date(2023, 9, 1)


def paper(kind: str = "Quyết định") -> Document:
    return Document(kind=kind, number="7/QĐ-UBND", dated_on=OFFICE_DAY, entered_at=LATER)


def amended(movement, office, **changes):
    """Issue an amendment whose draft is the one in force with these parts changed."""
    read = PlanDraft.from_json(make_draft())
    plan = actions.begin_amendment(movement, "sua-doi.txt", from_text("Sửa đổi."), read, by=office, at=LATER)
    actions.correct(plan, deepcopy(plan.draft) | changes, seen=plan.version, by=office, at=LATER, what="quotas")
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã xem", by=office, at=LATER)
    signed = {"number": "99/KH-UBND", "issued_on": OFFICE_DAY, "signer": "Người ký"}
    return actions.issue_and_found(plan, **signed, by=office, at=LATER)


def test_an_amendment_changes_only_what_it_changes_and_only_from_its_day():
    movement = make_movement()
    office = make_actor(Role.OFFICE, unit=movement.unit)
    round, award = make_round(movement=movement), movement.awards.get()
    quotas = deepcopy(movement.plan.draft["quotas"])
    quotas[0]["n"] = 3
    assert amended(movement, office, quotas=quotas) == movement

    before, after = date(2023, 8, 31), OFFICE_DAY
    assert queries.quota_for(round, award, "collective", before).n == 2
    assert queries.quota_for(round, award, "collective", after).n == 3
    assert queries.quota_for(round, award, "individual", after).from_on is None
    assert movement.quotas.count() == 3
    assert (movement.criteria.count(), movement.awards.count(), movement.deadlines.count()) == (2, 1, 2)
    assert queries.due_day(round, "submit_dossier") == date(2024, 1, 29)


def test_an_amendment_may_move_a_day_and_the_end():
    movement = make_movement()
    office = make_actor(Role.OFFICE, unit=movement.unit)
    round = make_round(movement=movement)
    deadlines = deepcopy(movement.plan.draft["deadlines"])
    deadlines[0] |= {"date": "2024-03-01", "last_day": "2024-02-29"}
    period = movement.plan.draft["period"] | {"end": "2024-01-31", "last_day": "2024-01-31", "end_kind": "until"}
    amended(movement, office, deadlines=deadlines, period=period)
    movement.refresh_from_db()
    round.refresh_from_db()
    assert queries.due_day(round, "submit_dossier") == date(2024, 2, 29)
    assert (movement.ends_on, round.ends_on) == (date(2024, 1, 31), date(2024, 1, 31))


@pytest.mark.parametrize(("kind", "state"), [("closed", "closed"), ("cancelled", "cancelled")])
def test_a_document_ends_a_movement_and_nothing_is_received_any_more(kind, state):
    movement = make_movement()
    office = make_actor(Role.OFFICE, unit=movement.unit)
    made = actions.change(movement, kind, document=paper(), by=office, at=LATER, reason="hết việc")
    assert (movement.state, made.document.number) == (state, "7/QĐ-UBND")
    with pytest.raises(Refused, match=r"^Phong trào đã (tổng kết|dừng)"):
        actions.register(make_round(movement=movement), movement.unit, entries=[], by=office, at=LATER)
    assert not Registration.objects.exists()


def test_a_document_extends_a_movement_and_its_round():
    movement = make_movement()
    office = make_actor(Role.OFFICE, unit=movement.unit)
    with pytest.raises(Refused, match=r"^Gia hạn phải đến một ngày sau ngày 31/12/2023\.$"):
        actions.change(movement, "extended", document=paper(), ends_on=date(2023, 12, 1), by=office, at=LATER)
    actions.change(movement, "extended", document=paper(), ends_on=date(2024, 6, 30), by=office, at=LATER)
    assert (movement.ends_on, movement.rounds.get().ends_on) == (date(2024, 6, 30), date(2024, 6, 30))
    assert JournalEntry.objects.filter(verb="movements.change").count() == 1


def test_a_child_begins_with_its_parents_words_and_every_sentence_stands_in_its_text():
    movement = make_movement()
    unit = make_unit(name="UBND xã Sông Mây", parent=movement.unit)
    clerk = make_actor(Role.OFFICE, unit=unit)
    plan = actions.start_child(movement, unit, by=clerk, at=LATER)
    assert [each["text"] for each in plan.draft["criteria"]] == ["Hoàn thành nhiệm vụ."] * 2
    assert (plan.draft["quotas"], plan.draft["awards"][0]["route"], plan.parent) == ([], "propose", movement.plan)
    for item in [*plan.draft["criteria"], *plan.draft["awards"], *plan.draft["deadlines"], *plan.draft["bases"]]:
        source = item["source"]
        assert plan.text[source["start"] : source["end"]] == source["quote"]
    with pytest.raises(Refused, match=r"^Đơn vị đã bắt đầu kế hoạch"):
        actions.start_child(movement, unit, by=clerk, at=LATER)


STRICT = {
    "subject": "collective",
    "kind": "threshold",
    "text": "Tỷ lệ hồ sơ đúng hạn trên 95%.",
    "params": {"conditions": [{"measure": "tỷ lệ hồ sơ đúng hạn", "op": ">", "value": 95, "unit": "%"}]},
}


def test_a_weaker_criterion_and_a_later_day_than_the_parents_are_flagged_with_both_sentences():
    days = make_draft()["deadlines"]
    days[0]["text"] = "trước ngày 30/01/2024"
    movement = make_movement(draft=make_draft(criteria=[STRICT], deadlines=days))
    unit = make_unit(name="UBND xã Sông Mây", parent=movement.unit)
    clerk = make_actor(Role.OFFICE, unit=unit)
    plan = actions.start_child(movement, unit, by=clerk, at=LATER)
    draft = deepcopy(plan.draft)
    draft["criteria"][0]["text"] = "Tỷ lệ hồ sơ đúng hạn trên 80%."
    draft["criteria"][0]["params"]["conditions"][0]["value"] = 80
    draft["deadlines"][0] |= {"date": "2024-03-01", "last_day": "2024-02-29", "text": "trước ngày 01/3/2024"}
    actions.correct(plan, draft, seen=0, by=clerk, at=LATER, what="criteria-0")
    codes = {"weaker-than-parent", "deadline-later-than-parent"}
    found = [each["message"] for each in plan.draft["findings"] if each["code"] in codes]
    assert len(found) == 2
    assert "trên 80%" in found[0]
    assert "trên 95%" in found[0]
    assert "01/3/2024" in found[1]
    assert "30/01/2024" in found[1]


def test_an_issued_child_fulfils_the_duty_and_its_awards_do_not_count_above():
    movement = make_movement(
        draft=make_draft(
            deadlines=[
                {
                    "act": "issue_own_plan",
                    "meaning": "until",
                    "date": "2023-09-30",
                    "last_day": "2023-09-30",
                    "text": "",
                    "who": "",
                }
            ]
        )
    )
    unit = make_unit(name="UBND xã Sông Mây", parent=movement.unit)
    lay_duties(movement)
    duty = movement.plan_duties.get()
    assert (duty.unit, duty.due_on) == (unit, date(2023, 9, 30))
    clerk = make_actor(Role.OFFICE, unit=unit)
    plan = actions.start_child(movement, unit, by=clerk, at=LATER)
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã xem", by=clerk, at=LATER)
    child = actions.issue_and_found(plan, number="5/KH-UBND", issued_on=OFFICE_DAY, signer="A", by=clerk, at=LATER)
    duty.refresh_from_db()
    assert (duty.child, child.parent) == (child, movement)
    with pytest.raises(Refused, match="đã ban hành kế hoạch nên không cần nhắc"):
        actions.remind(duty, by=make_actor(Role.OFFICE, unit=movement.unit), at=LATER)


def test_a_new_plan_from_an_old_one_moves_days_and_years_on():
    plan = make_movement().plan
    office = make_actor(Role.OFFICE, unit=plan.unit)
    again = actions.start_again(plan, by=office, at=LATER)
    assert again.draft["period"]["last_day"] == "2024-12-31"
    assert again.draft["document"]["title"] == "Phát động phong trào thi đua cải cách hành chính năm 2024"
    assert again.draft["document"]["number"] is None
    assert Plan.objects.count() == 2


def test_an_amendment_after_a_succession_keeps_the_successors_authority():
    movement = make_movement()
    old, new = movement.unit, make_unit(name="UBND phường Mới")
    act = paper("Nghị quyết")
    act.save()
    row = Succession.objects.create(
        predecessor=old, successor=new, kind="merged", from_on=date(2023, 7, 1), document=act
    )
    Unit.objects.filter(pk=old.pk).update(ends_on=date(2023, 6, 30))
    heir = make_actor(Role.OFFICE, unit=new)
    actions.succeed(row, by=heir, at=LATER)
    movement.refresh_from_db()
    quotas = deepcopy(movement.plan.draft["quotas"])
    quotas[0]["n"] = 3
    amended(movement, heir, quotas=quotas)
    award = movement.awards.get(until_on=None)
    assert (award.authority, award.authority_unit, award.from_on) == (
        "Chủ tịch UBND phường Mới",
        new,
        date(2023, 7, 1),
    )
    limits = {each.subject: (each.n, each.award) for each in movement.quotas.filter(until_on=None)}
    assert limits == {"collective": (3, award), "individual": (5, award)}
