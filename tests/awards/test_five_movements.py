"""The five real movements end in decisions, each under its own plan and the law of its days."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from tests.awards.rows import make_dossier, make_meeting
from tests.factories import make_actor, make_level, make_unit
from tests.movements.test_real_plans import PARENT_64, issued, launched, noon
from tests.web.signing import signed_in
from thidua.awards.actions import deciding
from thidua.awards.actions.deciding import Signing
from thidua.awards.kinds import DecisionState
from thidua.awards.models import Decision
from thidua.awards.queries import deciding as queries
from thidua.base.refusal import Refused
from thidua.movements import actions
from thidua.movements.models import Award, Movement, Round
from thidua.movements.queries import awards_of
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.plans import reader
from thidua.plans.source import from_text, load

pytestmark = pytest.mark.django_db


def drafted(
    round: Round, award: Award, office: Actor, *, collectives: int, individuals: int, received: date, met: date
) -> Decision:
    unit = round.movement.unit
    given = {"award": award, "received_on": received}
    dossiers = [make_dossier(round, make_unit(parent=unit), **given) for _ in range(collectives)]
    dossiers += [make_dossier(round, make_unit(parent=unit), person=True, **given) for _ in range(individuals)]
    meeting = make_meeting(round, dossiers)
    type(meeting).objects.filter(pk=meeting.pk).update(held_on=met)
    meeting.refresh_from_db()
    return deciding.draft(round, dossiers, unit=unit, meeting=meeting, by=office, at=noon(met))


def signed(decision: Decision, office: Actor, on: date, number: int = 100, symbol: str = "QĐ-UBND") -> Decision:
    signing = Signing(on, "Người ký", "Chủ tịch", symbol, number=number)
    return deciding.sign(decision, signing, by=office, at=noon(on))


def bonuses(decision: Decision) -> dict[str, tuple[Decimal | None, str]]:
    return {line.subject.kind: (line.bonus, line.bonus_steps.get("regime", "")) for line in queries.lines_of(decision)}


def district(name: str) -> Unit:
    return make_unit(name=name, level=make_level("huyen", "Huyện", 4))


def test_son_tay_gives_two_and_five_and_refuses_a_third(shared):
    movement, office = issued(shared, "son-tay-2021", district("UBND huyện Sơn Tây"), "15/KH-UBND", date(2021, 3, 1))
    round, award = movement.rounds.get(), movement.awards.get()
    days = {"received": date(2022, 1, 20), "met": date(2022, 2, 10)}
    three = drafted(round, award, office, collectives=3, individuals=5, **days)
    with pytest.raises(Refused) as refused:
        signed(three, office, date(2022, 2, 15))
    clause = queries.rooms_of(three, queries.lines_of(three), date(2022, 2, 15))[0].place.clause
    assert str(refused.value) == (
        f"Quyết định có 03 tập thể được tặng Giấy khen; kế hoạch cho tối đa 2 tập thể ({clause}). "
        "Hãy bỏ bớt, hoặc ban hành văn bản sửa đổi kế hoạch."
    )
    assert clause.startswith("kế hoạch, ")
    deciding.drop_line(queries.lines_of(three)[0], by=office, at=noon(date(2022, 2, 14)))
    decree = "Nghị định số 91/2017/NĐ-CP"
    assert bonuses(signed(three, office, date(2022, 2, 15))) == {
        "collective": (Decimal(900_000), decree),
        "individual": (Decimal(450_000), decree),
    }


def test_nguyen_binh_falls_under_the_later_decree_although_its_plan_names_the_earlier(shared):
    unit = district("UBND huyện Nguyên Bình")
    movement, office = issued(shared, "nguyen-binh-2023", unit, "12/KH-UBND", date(2023, 1, 16))
    round, award = movement.rounds.get(), movement.awards.get()
    days = {"received": date(2024, 2, 20), "met": date(2024, 3, 8)}
    over = drafted(round, award, office, collectives=6, individuals=1, **days)
    with pytest.raises(Refused, match="06 tập thể được tặng Giấy khen; kế hoạch cho tối đa 5 tập thể"):
        signed(over, office, date(2024, 3, 15))
    deciding.step(over, DecisionState.DROPPED, by=office, at=noon(date(2024, 3, 8)))
    decision = signed(drafted(round, award, office, collectives=5, individuals=10, **days), office, date(2024, 3, 15))
    decree = "Nghị định số 98/2023/NĐ-CP"
    assert bonuses(decision) == {
        "collective": (Decimal(1_080_000), decree),
        "individual": (Decimal(540_000), decree),
    }
    page = signed_in(office).get(decision.get_absolute_url()).content.decode()
    assert found_beside(page) == [
        "Kế hoạch nêu Nghị định số 91/2017/NĐ-CP. Nghị định số 91/2017/NĐ-CP hết hiệu lực từ 01/01/2024, được thay "
        "bằng Nghị định số 98/2023/NĐ-CP. Tiền thưởng của quyết định này tính theo khoản 1 Điều 58 Nghị định số "
        "98/2023/NĐ-CP.",
        "Tiền thưởng theo khoản 1 Điều 58 Nghị định số 98/2023/NĐ-CP: chưa xác minh.",
    ]


def found_beside(page: str) -> list[str]:
    """The findings the page of a decision shows beside it."""
    card = page.partition('id="luu-y"')[2].partition("</section>")[0]
    return [unescape(each) for each in re.findall(r'<p class="warning">(.*?)</p>', card)]


def test_dossier_received_before_and_decided_after_the_change_is_marked_unverified(shared):
    unit = district("UBND huyện Nguyên Bình")
    movement, office = issued(shared, "nguyen-binh-2023", unit, "12/KH-UBND", date(2023, 1, 16))
    days = {"received": date(2023, 12, 20), "met": date(2024, 3, 8)}
    draft = drafted(movement.rounds.get(), movement.awards.get(), office, collectives=1, individuals=0, **days)
    decision = signed(draft, office, date(2024, 3, 15))
    steps = queries.lines_of(decision)[0].bonus_steps
    assert steps["verified"] is False
    assert "chưa xác minh" in steps["marks"]
    found = found_beside(signed_in(office).get(decision.get_absolute_url()).content.decode())
    assert [each for each in found if "chưa xác minh" in each] != []


def test_ha_nam_warns_of_three_takes_four_refuses_five_and_eleven(shared):
    department = make_unit(name="Sở Tư pháp", level=make_level("so", "Sở", 3))
    movement, office = issued(shared, "so-tu-phap-ha-nam-2023-2025", department, "40/KH-STP", date(2023, 5, 10))
    award = movement.awards.get(route="own")
    rounds = list(movement.rounds.order_by("year"))
    days = {"received": date(2024, 1, 3), "met": date(2024, 1, 20)}
    on = date(2024, 1, 25)
    for round, collectives, individuals, said in (
        (rounds[0], 5, 10, "Quyết định có 05 tập thể"),
        (rounds[1], 4, 11, "Quyết định có 11 cá nhân"),
    ):
        with pytest.raises(Refused, match=said):
            made = drafted(round, award, office, collectives=collectives, individuals=individuals, **days)
            signed(made, office, on, symbol="QĐ-STP")
    three = drafted(rounds[2], award, office, collectives=3, individuals=0, **days)
    (short,) = [
        room.short for room in queries.rooms_of(three, queries.lines_of(three), on) if room.short and room.adding
    ]
    assert short.startswith("Mới có 03 tập thể được tặng Giấy khen; kế hoạch ghi 4 tập thể (")
    assert signed(three, office, on, 7, "QĐ-STP").state == "signed"
    four = drafted(rounds[1], award, office, collectives=4, individuals=10, **days)
    assert signed(four, office, on, 8, "QĐ-STP").lines.count() == 14


OWN = {
    "form": "Giấy khen",
    "authority": "Chủ tịch UBND xã",
    "subjects": ["collective", "individual"],
    "route": "own",
    "when": "stage",
    "text": "xét khen thưởng theo thẩm quyền",
}


def issued_with_own_award(shared, unit: Unit) -> tuple[Movement, Actor]:
    """The plan says “khen thưởng theo thẩm quyền” without naming a form; a person adds it before issuing."""
    source = load("ke-hoach.docx", (shared / "plans" / "docx" / "hoa-xuan-nam-2023-2025.docx").read_bytes())
    office, on = make_actor(Role.OFFICE, unit=unit), date(2023, 9, 20)
    plan = actions.take_in(unit, "ke-hoach.docx", source, reader.read(source), by=office, at=noon(on))
    draft = {**plan.draft, "awards": [*plan.draft["awards"], OWN]}
    plan = actions.correct(plan, draft, seen=plan.version, by=office, at=noon(on), what="awards")
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã đối chiếu bản giấy", by=office, at=noon(on))
    given = {"number": "130/KH-UBND", "issued_on": on, "signer": "Người ký"}
    return actions.issue_and_found(plan, **given, by=office, at=noon(on)), office


def test_hoa_xuan_nam_proposes_each_year_and_gives_at_the_end_without_a_number(shared):
    province = make_unit(name="UBND tỉnh Phú Yên", level=make_level("tinh", "Tỉnh", 2))
    town = make_unit(name="UBND thị xã Đông Hòa", parent=province, level=make_level("huyen", "Huyện", 4))
    commune = make_unit(name="UBND xã Hòa Xuân Nam", parent=town)
    movement, office = issued_with_own_award(shared, commune)
    days = {"received": date(2023, 12, 20), "met": date(2023, 12, 25)}
    yearly = movement.rounds.get(year=2023)
    assert queries.quotas_of(yearly, date(2023, 12, 28)) == []
    asked = awards_of(yearly, "collective", date(2023, 12, 28))
    sent = []
    for number, award in enumerate(asked, 1):
        made = drafted(yearly, award, office, collectives=7, individuals=3, **days)
        sent.append(str(signed(made, office, date(2023, 12, 28), number, "TTr-UBND")))
    assert {award.route for award in asked} == {"propose"}
    assert {award.form for award in asked} == {"Giấy khen", "Bằng khen"}
    assert sent == [f"Tờ trình số {number:02d}/TTr-UBND" for number in range(1, len(sent) + 1)]
    final = movement.rounds.get(kind="stage")
    own = awards_of(final, "individual", date(2025, 6, 20)).get(route="own")
    late = {"received": date(2025, 6, 2), "met": date(2025, 6, 10)}
    decision = signed(drafted(final, own, office, collectives=1, individuals=8, **late), office, date(2025, 6, 20))
    assert decision.kind == "grant"
    assert bonuses(decision)["individual"] == (Decimal(360_000), "Nghị định số 98/2023/NĐ-CP")


def test_kien_giang_is_limited_by_the_plan_of_its_province(shared):
    department = make_unit(name="Sở Tài chính", level=make_level("so", "Sở", 3))
    movement, office = issued(shared, "so-tai-chinh-kien-giang-2021-2025", department, "20/KH-STC", date(2022, 3, 25))
    launched(from_text(PARENT_64), department, "64/KH-UBND", date(2022, 3, 22), is_outside=True)
    round = Movement.objects.get().rounds.get(year=2023)
    award = awards_of(round, "collective", date(2024, 3, 1)).get()
    days = {"received": date(2024, 2, 10), "met": date(2024, 2, 20)}
    six = drafted(round, award, office, collectives=6, individuals=0, **days)
    with pytest.raises(Refused, match="06 tập thể được tặng Bằng khen"):
        signed(six, office, date(2024, 3, 1), symbol="TTr-STC")
    deciding.drop_line(queries.lines_of(six)[0], by=office, at=noon(date(2024, 2, 21)))
    assert str(signed(six, office, date(2024, 3, 1), 9, "TTr-STC")) == "Tờ trình số 09/TTr-STC"
    assert movement.deferrals.filter(taken_from__number="64/KH-UBND").count() == 3
