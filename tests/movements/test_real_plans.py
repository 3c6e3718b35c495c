"""Real plans, issued: each keeps its own rounds, quotas, days, duties and waiting points."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import make_actor, make_level, make_unit
from tests.movements.golds import draft_of, text_of
from thidua.movements import actions, queries
from thidua.movements.models import PlanDuty
from thidua.org.kinds import Role
from thidua.plans.draft import PlanDraft
from thidua.plans.source import from_text

pytestmark = pytest.mark.django_db


def issued(shared, name, unit, number, on, **given):
    at = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    office = make_actor(Role.OFFICE, unit=unit)
    draft = PlanDraft.from_json(draft_of(shared, name))
    plan = actions.take_in(unit, f"{name}.txt", from_text(text_of(shared, name)), draft, by=office, at=at, **given)
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã đối chiếu bản giấy", by=office, at=at)
    actions.issue(plan, number=number, issued_on=on, signer="Người ký", by=office, at=at)
    return actions.found(plan, by=office, at=at), office


def test_son_tay_has_one_round_two_quotas_and_communes_without_a_day(shared):
    town = make_unit(name="UBND huyện Sơn Tây", level=make_level("huyen", "Huyện", 4))
    office_unit = make_unit(name="Cơ quan Tổ chức - Nội vụ", parent=town, level=make_level("phong", "Phòng", 6))
    commune = make_unit(name="UBND xã Sơn Dung", parent=town)
    movement, _ = issued(shared, "son-tay-2021", town, "15/KH-UBND", date(2021, 3, 1))

    round = movement.rounds.get()
    award = movement.awards.get()
    assert (movement.starts_on, movement.ends_on, round.kind) == (date(2021, 3, 1), date(2021, 12, 31), "once")
    assert (award.form, award.route, award.authority_unit, award.law_code) == ("Giấy khen", "own", town, "GK_HUYEN")
    assert queries.due_day(round, "submit_dossier") == date(2022, 1, 29)
    assert queries.due_day(round, "register") is None
    for kind, most, rules in (("collective", 2, 6), ("individual", 5, 6)):
        quota = queries.quota_for(round, award, kind, date(2022, 2, 15))
        assert (quota.op, quota.n) == ("max", most)
        assert queries.criteria_on(movement, kind, date(2021, 6, 1)).count() == rules
    assert [each.paper for each in queries.papers_of(movement, date(2021, 6, 1))] == ["bien_ban", "tom_tat"]
    assert list(movement.plan_duties.values_list("unit", "due_on")) == [(commune.pk, None)]
    assert movement.tasks.filter(unit=office_unit).count() == 1


def test_nguyen_binh_waits_for_an_announcement_and_asks_all_units_for_plans(shared):
    town = make_unit(name="UBND huyện Nguyên Bình", level=make_level("huyen", "Huyện", 4))
    offices = make_unit(name="Phòng Nội vụ", parent=town, level=make_level("phong", "Phòng", 6))
    commune = make_unit(name="UBND xã Thành Công", parent=town)
    movement, _ = issued(shared, "nguyen-binh-2023", town, "12/KH-UBND", date(2023, 1, 16))

    round = movement.rounds.get()
    award = movement.awards.get()
    assert queries.due_day(round, "submit_dossier") is None
    assert [each.deadline.meaning for each in queries.due_days(round, "submit_dossier")] == ["announced"]
    assert movement.ends_on == date(2023, 12, 30)
    assert [queries.quota_for(round, award, kind, date(2024, 2, 1)).n for kind in ("collective", "individual")] == [
        5,
        10,
    ]
    duties = PlanDuty.objects.filter(movement=movement).order_by("unit")
    assert [(each.unit, each.due_on) for each in duties] == [(offices, date(2023, 1, 9)), (commune, date(2023, 1, 9))]


def test_ha_nam_repeats_its_day_each_year_and_waits_for_its_parent(shared):
    department = make_unit(name="Sở Tư pháp", level=make_level("so", "Sở", 3))
    movement, _ = issued(shared, "so-tu-phap-ha-nam-2023-2025", department, "40/KH-STP", date(2023, 5, 10))

    rounds = list(queries.rounds_of(movement))
    assert [each.year for each in rounds] == [2023, 2024, 2025]
    days = [queries.due_day(each, "submit_dossier") for each in rounds]
    assert days == [date(2024, 1, 4), date(2025, 1, 4), date(2026, 1, 4)]
    own = movement.awards.get(route="own")
    asked = movement.awards.get(authority="Thủ tướng Chính phủ")
    limits = [queries.quota_for(rounds[0], own, kind, date(2024, 1, 4)) for kind in ("collective", "individual")]
    assert [(each.op, each.n) for each in limits] == [("exact", 4), ("max", 10)]
    assert queries.quota_for(rounds[0], asked, "individual", date(2024, 1, 4)).deferred_to == "800/KH-UBND"
    assert list(movement.deferrals.values_list("part", "number", "taken_from")) == [("quotas", "800/KH-UBND", None)]
