"""The five real plans, read and issued: each keeps its own rounds, quotas, days, duties and waiting points."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import make_actor, make_level, make_unit
from thidua.base.refusal import Refused
from thidua.movements import actions, queries
from thidua.movements.models import Movement, PlanDuty
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Document, Succession, Unit
from thidua.plans import reader
from thidua.plans.source import from_text, load

pytestmark = pytest.mark.django_db


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def issued(shared, name: str, unit: Unit, number: str, on: date) -> tuple[Movement, Actor]:
    content = (shared / "plans" / "docx" / f"{name}.docx").read_bytes()
    return launched(load(f"{name}.docx", content), unit, number, on)


def launched(source, unit: Unit, number: str, on: date, **given):
    office = make_actor(Role.OFFICE, unit=unit)
    plan = actions.take_in(unit, "ke-hoach.docx", source, reader.read(source), by=office, at=noon(on), **given)
    plan = actions.foresee(plan, number=number, issued_on=on, by=office, at=noon(on))
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã đối chiếu bản giấy", by=office, at=noon(on))
    signed = {"number": number, "issued_on": on, "signer": "Người ký"}
    return actions.issue_and_found(plan, **signed, by=office, at=noon(on)), office


def test_son_tay_has_one_round_two_quotas_and_communes_without_a_day(shared):
    town = make_unit(name="UBND huyện Sơn Tây", level=make_level("huyen", "Huyện", 4))
    office_unit = make_unit(name="Cơ quan Tổ chức - Nội vụ", parent=town, level=make_level("phong", "Phòng", 6))
    commune = make_unit(name="UBND xã Sơn Dung", parent=town)
    movement, office = issued(shared, "son-tay-2021", town, "15/KH-UBND", date(2021, 3, 1))

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
    assert movement.tasks.filter(unit=office_unit).count() == 1

    duty = movement.plan_duties.get()
    assert (duty.unit, duty.due_on) == (commune, None)
    actions.set_duty_day(duty, date(2021, 4, 30), by=office, at=noon(date(2021, 3, 2)))
    assert movement.plan_duties.get().due_on == date(2021, 4, 30)


def test_nguyen_binh_waits_for_an_announcement_and_asks_all_units_for_plans(shared):
    town = make_unit(name="UBND huyện Nguyên Bình", level=make_level("huyen", "Huyện", 4))
    offices = make_unit(name="Phòng Nội vụ", parent=town, level=make_level("phong", "Phòng", 6))
    commune = make_unit(name="UBND xã Thành Công", parent=town)
    movement, office = issued(shared, "nguyen-binh-2023", town, "12/KH-UBND", date(2023, 1, 16))

    round = movement.rounds.get()
    award = movement.awards.get()
    assert movement.ends_on == date(2023, 12, 30)
    limits = [queries.quota_for(round, award, kind, date(2024, 2, 1)) for kind in ("collective", "individual")]
    assert [each.n for each in limits] == [5, 10]
    duties = PlanDuty.objects.filter(movement=movement).order_by("unit")
    assert [(each.unit, each.due_on) for each in duties] == [(offices, date(2023, 1, 9)), (commune, date(2023, 1, 9))]

    waiting = queries.due_days(round, "submit_dossier")
    assert [(each.deadline.meaning, each.last_day) for each in waiting] == [("announced", None)]
    notice = Document(kind="Công văn", number="88/UBND-NV", entered_at=noon(date(2024, 1, 20)))
    actions.set_day(
        waiting[0], date(2024, 2, 28), reason="đã chấm xong", document=notice, by=office, at=noon(date(2024, 1, 20))
    )
    assert queries.due_day(round, "submit_dossier") == date(2024, 2, 28)


def test_ha_nam_repeats_its_day_each_year_and_waits_for_its_parent(shared):
    department = make_unit(name="Sở Tư pháp", level=make_level("so", "Sở", 3))
    movement, _ = issued(shared, "so-tu-phap-ha-nam-2023-2025", department, "40/KH-STP", date(2023, 5, 10))

    rounds = list(queries.rounds_of(movement))
    assert [each.year for each in rounds] == [2023, 2024, 2025]
    days = [queries.due_day(each, "submit_dossier") for each in rounds]
    assert days == [date(2024, 1, 4), date(2025, 1, 4), date(2026, 1, 4)]  # the last is a Sunday, unmoved
    own = movement.awards.get(route="own")
    asked = movement.awards.get(authority="Chủ tịch Ủy ban nhân dân tỉnh")
    limits = [queries.quota_for(rounds[0], own, kind, date(2024, 1, 4)) for kind in ("collective", "individual")]
    assert [(each.op, each.n) for each in limits] == [("exact", 4), ("max", 10)]
    assert queries.quota_for(rounds[0], asked, "individual", date(2024, 1, 4)).deferred_to == "800/KH-UBND"
    assert list(movement.deferrals.values_list("part", "number", "taken_from")) == [("quotas", "800/KH-UBND", None)]


PARENT_64 = """ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG
Số: 64/KH-UBND
Kiên Giang, ngày 22 tháng 3 năm 2022
KẾ HOẠCH
Phát động phong trào thi đua cải cách hành chính hằng năm và giai đoạn 2021-2025 trên địa bàn tỉnh Kiên Giang

I. THỜI GIAN
Từ ngày 01/01/2021 đến hết ngày 31/12/2025.

II. TIÊU CHUẨN KHEN THƯỞNG
1. Đối với tập thể
- Tỷ lệ hồ sơ giải quyết đúng hạn đạt trên 97%.
- Hoàn thành xuất sắc nhiệm vụ cải cách hành chính được giao.
2. Đối với cá nhân
- Được xếp loại hoàn thành tốt nhiệm vụ trở lên.

III. HÌNH THỨC, SỐ LƯỢNG KHEN THƯỞNG
Hằng năm, Chủ tịch Ủy ban nhân dân tỉnh tặng Bằng khen cho không quá 05 tập thể và không quá 10 cá nhân.

IV. HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG
- Tờ trình đề nghị khen thưởng.
- Báo cáo thành tích của tập thể, cá nhân.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


def test_kien_giang_counts_from_the_day_of_the_event_and_takes_its_standards_from_plan_64(shared):
    department = make_unit(name="Sở Tài chính", level=make_level("so", "Sở", 3))
    movement, office = issued(shared, "so-tai-chinh-kien-giang-2021-2025", department, "20/KH-STC", date(2022, 3, 25))

    assert (movement.starts_on, movement.ends_on) == (date(2021, 1, 1), date(2025, 12, 30))
    rounds = {each.year or "stage": each for each in queries.rounds_of(movement)}
    assert list(rounds) == [2021, 2022, 2023, 2024, 2025, "stage"] or set(rounds) == {
        2021,
        2022,
        2023,
        2024,
        2025,
        "stage",
    }
    assert queries.due_day(rounds[2022], "register") == date(2022, 3, 30)
    parts = sorted(movement.deferrals.values_list("part", "number"))
    assert parts == [("criteria", "64/KH-UBND"), ("papers", "64/KH-UBND"), ("quotas", "64/KH-UBND")]
    assert queries.criteria_on(movement, "collective", date(2024, 1, 1)).count() == 0

    yearly = queries.due_days(rounds[2023], "submit_dossier")
    stage = queries.due_days(rounds["stage"], "submit_dossier")
    assert [len(yearly), len(stage), yearly[0].deadline_id == stage[0].deadline_id] == [1, 1, False]
    paper = Document(
        kind="Quyết định", number="301/QĐ-UBND", dated_on=date(2024, 1, 26), entered_at=noon(date(2024, 1, 29))
    )
    entered = noon(date(2024, 1, 29))
    actions.record_event(yearly[0], happened_on=date(2024, 1, 26), document=paper, by=office, at=entered)
    assert queries.due_day(rounds[2023], "submit_dossier") == date(2024, 2, 15)
    assert queries.due_day(rounds["stage"], "submit_dossier") is None

    launched(from_text(PARENT_64), department, "64/KH-UBND", date(2022, 3, 22), is_outside=True)
    criteria = queries.criteria_on(movement, "collective", date(2024, 1, 1))
    assert [(each.kind, each.plan.number) for each in criteria] == [
        ("threshold", "64/KH-UBND"),
        ("attestation", "64/KH-UBND"),
    ]
    assert [each.paper for each in queries.papers_of(movement, date(2024, 1, 1))] == ["to_trinh", "bao_cao"]
    award = queries.awards_of(rounds[2023], "collective", date(2024, 1, 1)).get()
    assert (award.form, award.route) == ("Bằng khen", "propose")
    assert queries.quota_for(rounds[2023], award, "individual", date(2024, 1, 1)).n == 10
    assert Movement.objects.count() == 1  # a plan of an outside office launches nothing here


YEARLY = "cho không quá 05 tập thể và không quá 10 cá nhân."
FINAL = (
    "Kết thúc giai đoạn 2021-2025, Chủ tịch Ủy ban nhân dân tỉnh tặng Bằng khen cho không quá 03 tập thể "
    "và không quá 05 cá nhân."
)
PARENT_64_FINAL = PARENT_64.replace(YEARLY, f"{YEARLY}\n{FINAL}")


def test_each_number_counts_for_the_award_named_before_it(shared):
    department = make_unit(name="Sở Tài chính", level=make_level("so", "Sở", 3))
    movement, _ = issued(shared, "so-tai-chinh-kien-giang-2021-2025", department, "20/KH-STC", date(2022, 3, 25))
    launched(from_text(PARENT_64_FINAL), department, "64/KH-UBND", date(2022, 3, 22), is_outside=True)
    for round in queries.rounds_of(movement):
        award = queries.awards_of(round, "collective", date(2024, 1, 1)).get()
        places = [queries.quota_for(round, award, kind, date(2024, 1, 1)).n for kind in ("collective", "individual")]
        assert places == ([5, 10] if round.year else [3, 5])


def test_hoa_xuan_nam_outlives_its_town(shared):
    province = make_unit(name="UBND tỉnh Phú Yên", level=make_level("tinh", "Tỉnh", 2))
    town = make_unit(name="UBND thị xã Đông Hòa", parent=province, level=make_level("huyen", "Huyện", 4))
    commune = make_unit(name="UBND xã Hòa Xuân Nam", parent=town)
    movement, _ = issued(shared, "hoa-xuan-nam-2023-2025", commune, "130/KH-UBND", date(2023, 9, 20))

    kinds = [(each.kind, each.year) for each in queries.rounds_of(movement)]
    assert kinds == [("yearly", 2023), ("yearly", 2024), ("yearly", 2025), ("stage", None)]
    asked = movement.awards.get(authority="Chủ tịch UBND thị xã")
    assert (asked.authority_unit, asked.round_kind) == (town, "yearly")
    assert movement.targets.filter(op="=", value=4, by_year=2025).count() == 1
    review = queries.due_days(movement.rounds.get(kind="stage"), "review")
    assert [(each.deadline.meaning, each.last_day) for each in review] == [("vague", None)]

    ward = make_unit(name="UBND phường Hòa Xuân", parent=province)
    act = Document.objects.create(kind="Nghị quyết", number="1676/NQ-UBTVQH15", entered_at=noon(date(2025, 7, 1)))
    Unit.objects.filter(pk__in=[town.pk, commune.pk]).update(ends_on=date(2025, 6, 30))
    rows = [
        Succession.objects.create(
            predecessor=old, successor=ward, kind="merged", from_on=date(2025, 7, 1), document=act
        )
        for old in (town, commune)
    ]
    asked = movement.awards.get(authority="Chủ tịch UBND thị xã")
    assert queries.why_not_route(asked, date(2025, 6, 30)) is None
    assert queries.why_not_route(asked, date(2025, 7, 1)) == (
        "UBND thị xã Đông Hòa đã kết thúc hoạt động sau ngày 30/06/2025; từ 01/07/2025 là UBND phường Hòa Xuân "
        "(Nghị quyết số 1676/NQ-UBTVQH15). Hãy chuyển việc sang đơn vị kế thừa."
    )
    heir = make_actor(Role.OFFICE, unit=ward)
    moved = [actions.succeed(row, by=heir, at=noon(date(2025, 7, 2))) for row in rows]
    assert [(each["movements"], each["awards"]) for each in moved] == [(0, 1), (1, 0)]
    movement.refresh_from_db()
    assert (movement.unit, movement.issuer_name) == (ward, "UBND xã Hòa Xuân Nam")
    round = movement.rounds.get(year=2025)
    before = queries.awards_of(round, "individual", date(2025, 6, 30)).get(form="Giấy khen")
    after = queries.awards_of(round, "individual", date(2025, 7, 1)).get(form="Giấy khen")
    assert (before.authority, after.authority) == ("Chủ tịch UBND thị xã", "Chủ tịch UBND phường Hòa Xuân")
    assert queries.why_not_route(after, date(2025, 12, 1)) is None
    with pytest.raises(Refused, match=r"^Danh mục giấy tờ của hồ sơ còn trống"):
        actions.open_round(round, by=heir, at=noon(date(2025, 12, 1)))
    source = "thông lệ của Hội đồng Thi đua - Khen thưởng xã"
    actions.list_paper(movement, "bao_cao", source=source, by=heir, at=noon(date(2025, 12, 1)))
    actions.open_round(round, by=heir, at=noon(date(2025, 12, 1)))
    assert round.state == "open"
