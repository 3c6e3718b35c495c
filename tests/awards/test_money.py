"""The fund: its ceiling, what is owed, paid once and never beyond what is there, taken back after a revocation."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import pytest
import python_calamine

from tests.awards.rows import AT, SIGNED_ON, SIGNING, lift_guards, make_dossier, make_signed
from tests.factories import make_actor, make_unit
from tests.scoring.recalculating import recalculated
from tests.web.signing import signed_in
from thidua.awards import fund_papers
from thidua.awards.actions import deciding, following
from thidua.awards.actions import money as actions
from thidua.awards.kinds import DecisionKind, EntryKind, FundKind
from thidua.awards.models import Decision, DecisionLine, Fund, FundEntry
from thidua.awards.queries import deciding as decisions
from thidua.awards.queries import money as queries
from thidua.awards.queries.owing import to_hand_back
from thidua.awards.queries.waiting import waiting_for
from thidua.awards.rules import money as rules
from thidua.base.refusal import Refused
from thidua.documents import word
from thidua.dossiers.models import Dossier
from thidua.movements.models import Award
from thidua.org.actor import Actor
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db
DAY = date(2022, 2, 16)


def make_fund(decision: Decision, amount: int = 5_000_000) -> tuple[Fund, Actor]:
    keeper = make_actor(Role.ACCOUNTANT, unit=decision.unit)
    fund = actions.open_fund(decision.unit, year=2022, kind=FundKind.OTHER, base=None, by=keeper, at=AT)
    if amount:
        given = {"on": SIGNED_ON, "voucher": "", "note": "", "by": keeper, "at": AT}
        actions.enter(fund, kind=EntryKind.ALLOTTED, amount=Decimal(amount), **given)
    return fund, keeper


def test_signed_decision_binds_the_fund_until_it_is_paid():
    decision, _ = make_signed(collectives=1, individuals=1)
    fund, keeper = make_fund(decision)
    collective, individual = queries.payable(fund)
    actions.pay(fund, collective, on=DAY, voucher="PC 12", by=keeper, at=AT)
    assert queries.payable(fund) == [individual]
    balance = rules.balance(queries.sums(fund), individual.bonus)
    assert (balance.formed, balance.paid, balance.left) == (5_000_000, 900_000, 3_650_000)
    with pytest.raises(Refused, match="đã chi rồi"):
        actions.pay(fund, collective, on=DAY, voucher="", by=keeper, at=AT)


def test_fund_never_pays_more_than_is_there():
    decision, _ = make_signed(collectives=1, individuals=0)
    fund, keeper = make_fund(decision, 800_000)
    (line,) = queries.payable(fund)
    with pytest.raises(Refused, match=r"Quỹ chỉ còn 800\.000 đồng, không đủ chi 900\.000 đồng"):
        actions.pay(fund, line, on=DAY, voucher="", by=keeper, at=AT)
    assert FundEntry.objects.filter(kind=EntryKind.BONUS).count() == 0


@pytest.mark.parametrize("on", [date(2022, 2, 14), date(2022, 2, 17)])
def test_bonus_is_paid_between_signing_and_today(on):
    decision, _ = make_signed(collectives=1, individuals=0)
    fund, keeper = make_fund(decision)
    with pytest.raises(Refused, match="Ngày chi"):
        actions.pay(fund, queries.payable(fund)[0], on=on, voucher="", by=keeper, at=AT)


def test_only_the_accountant_writes():
    decision, officer = make_signed(collectives=1, individuals=0)
    fund, _ = make_fund(decision)
    with pytest.raises(Refused, match="Chỉ kế toán"):
        actions.pay(fund, queries.payable(fund)[0], on=DAY, voucher="", by=officer, at=AT)


def test_revoked_bonus_is_owed_back_and_comes_back_once():
    decision, officer = make_signed(collectives=2, individuals=0)
    fund, keeper = make_fund(decision)
    first, second = queries.payable(fund)
    actions.pay(fund, first, on=DAY, voucher="", by=keeper, at=AT)
    with pytest.raises(Refused, match="chưa bị thu hồi"):
        actions.take_back(fund, first, on=DAY, voucher="", by=keeper, at=AT)
    dossiers = [first.dossier, second.dossier]
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=dossiers, reason="Hồ sơ giả", by=officer, at=AT
    )
    deciding.sign(after, replace(SIGNING, number=150), by=officer, at=AT)
    assert (queries.payable(fund), [one.line for one in queries.owed_back(fund)]) == ([], [first])
    actions.take_back(fund, first, on=DAY, voucher="PT 3", by=keeper, at=AT)
    assert queries.owed_back(fund) == []
    assert rules.balance(queries.sums(fund), Decimal(0)).left == 5_000_000
    with pytest.raises(Refused, match="đã thu lại rồi"):
        actions.take_back(fund, first, on=DAY, voucher="", by=keeper, at=AT)
    with pytest.raises(Refused, match="đã bị thu hồi nên không chi"):
        actions.pay(fund, second, on=DAY, voucher="", by=keeper, at=AT)


def test_money_back_is_due_within_fifteen_working_days_where_the_law_of_the_day_says_so():
    decision, officer = make_signed(collectives=1, individuals=0)
    dossier = decisions.lines_of(decision)[0].dossier
    at = AT.replace(year=2026, month=3, day=2)
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=[dossier], reason="Hồ sơ giả", by=officer, at=at
    )
    signed = deciding.sign(after, replace(SIGNING, signed_on=date(2026, 3, 2), number=9), by=officer, at=at)
    assert signed.return_by == date(2026, 3, 23)


CEILINGS = [
    (FundKind.LOWLAND, 100_000_000_000, 1_000_000_000, "điểm b khoản 3 Điều 46 Nghị định số 152/2025/NĐ-CP"),
    (FundKind.HIGHLAND, 100_000_000_000, 1_500_000_000, "điểm b khoản 3 Điều 46 Nghị định số 152/2025/NĐ-CP"),
    (FundKind.DEPARTMENT, 3_333_333_333, 666_666_666, "điểm a khoản 3 Điều 46 Nghị định số 152/2025/NĐ-CP"),
]


@pytest.mark.parametrize(("kind", "base", "most", "cite"), CEILINGS)
def test_ceiling_follows_from_kind_and_base_with_its_article(kind, base, most, cite):
    decision, _ = make_signed(collectives=1, individuals=0)
    keeper = make_actor(Role.ACCOUNTANT, unit=decision.unit)
    fund = actions.open_fund(decision.unit, year=2026, kind=kind, base=Decimal(base), by=keeper, at=AT)
    ceiling = queries.ceiling_of(fund, date(2026, 3, 1))
    assert ceiling.most == most
    assert ceiling.cite.startswith(cite)
    assert rules.over_ceiling(Decimal(most), ceiling.most, cite) is None
    assert "vượt mức tối đa" in (rules.over_ceiling(Decimal(most + 1), ceiling.most, cite) or "")


def test_of_two_titles_for_one_time_only_the_higher_is_paid():
    decision, _ = make_signed(collectives=0, individuals=1)
    fund, keeper = make_fund(decision, 50_000_000)
    line = queries.payable(fund)[0]
    lift_guards()
    Decision.objects.update(signed_on=date(2026, 3, 2))
    Fund.objects.update(year=2026)
    fund.refresh_from_db()
    Award.objects.filter(pk=line.award_id).update(law_code="CSTD_CS", form="Chiến sĩ thi đua cơ sở")
    lower = Award.objects.get(pk=line.award_id)
    lower.pk, lower.law_code, lower.form = None, "LDTT", "Lao động tiên tiến"
    lower.save()
    dossier = Dossier.objects.get(pk=line.dossier_id)
    dossier.pk, dossier.award = None, lower
    dossier.save()
    DecisionLine.objects.create(
        decision=decision, dossier=dossier, award=lower, subject=line.subject, subject_name=line.subject_name,
        bonus=Decimal(100_000),
    )  # fmt: skip
    low, higher = sorted(queries.payable(fund), key=lambda one: one.bonus)
    told = queries.stacked([higher, low])
    assert (told[higher.pk].value, told[low.pk].value) == (True, False)
    at = AT.replace(year=2026, month=3, day=3)
    with pytest.raises(Refused, match="Điều 49"):
        actions.pay(fund, low, on=date(2026, 3, 3), voucher="", by=keeper, at=at)
    assert actions.pay(fund, higher, on=date(2026, 3, 3), voucher="", by=keeper, at=at).amount == higher.bonus


def test_entry_below_zero_needs_its_reason():
    decision, _ = make_signed(collectives=1, individuals=0)
    fund, keeper = make_fund(decision)
    given = {"kind": EntryKind.ALLOTTED, "on": DAY, "voucher": "", "by": keeper, "at": AT}
    with pytest.raises(Refused, match="Bút toán âm"):
        actions.enter(fund, amount=Decimal(-1000), note="", **given)
    actions.enter(fund, amount=Decimal(-1000), note="Ghi thừa ở bút toán 1", **given)
    assert queries.sums(fund)[EntryKind.ALLOTTED] == 4_999_000


def test_page_pays_and_hands_out_the_sheet():
    decision, _ = make_signed(collectives=1, individuals=0)
    fund, keeper = make_fund(decision)
    client = signed_in(keeper)
    page = client.get(fund.get_absolute_url()).content.decode()
    assert "900.000 đồng" in page
    line = queries.payable(fund)[0]
    answer = client.post(f"{fund.get_absolute_url()}chi/", {"line": line.pk, "on": "2022-02-16", "voucher": "PC 1"})
    assert (answer.status_code, queries.payable(fund)) == (302, [])
    assert client.get(f"{fund.get_absolute_url()}danh-sach.xlsx").content[:2] == b"PK"


def test_fund_of_another_office_is_not_found():
    decision, _ = make_signed(collectives=1, individuals=0)
    fund, _ = make_fund(decision)
    assert signed_in(make_actor(Role.ACCOUNTANT)).get(fund.get_absolute_url()).status_code == 404


def test_accountant_and_unit_have_the_day_of_the_money_among_their_work():
    decision, officer = make_signed(collectives=1, individuals=0)
    fund, keeper = make_fund(decision)
    line = queries.payable(fund)[0]
    actions.pay(fund, line, on=DAY, voucher="", by=keeper, at=AT)
    at = AT.replace(year=2026, month=3, day=2)
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=[line.dossier], reason="Hồ sơ giả", by=officer, at=at
    )
    signed = deciding.sign(after, replace(SIGNING, signed_on=date(2026, 3, 2), number=9), by=officer, at=at)
    (collect,) = waiting_for(keeper, date(2026, 3, 24))
    assert (collect.what, collect.due_on, collect.words, collect.is_late) == (
        "Thu lại 900.000 đồng tiền thưởng của 01 trường hợp bị thu hồi", date(2026, 3, 23), "quá hạn 01 ngày", True,
    )  # fmt: skip
    (back,) = to_hand_back([line.dossier.unit_id], date(2026, 3, 20))
    assert (back.address, back.words) == (signed.get_absolute_url(), "còn 1 ngày làm việc")
    page = signed_in(keeper).get(fund.get_absolute_url()).content.decode()
    assert "chậm nhất 23/03/2026" in page
    actions.take_back(fund, line, on=date(2026, 3, 5), voucher="PT 3", by=keeper, at=at.replace(day=6))
    assert waiting_for(keeper, date(2026, 3, 24)) == to_hand_back([line.dossier.unit_id], date(2026, 3, 20)) == []


def kept(content: bytes, name: str) -> list[list[object]]:
    """The cells of a sheet with the values written beside its formulas."""
    book = python_calamine.load_workbook(io.BytesIO(content))
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def spent_fund() -> tuple[Fund, Actor]:
    """A fund with money from two sources, one bonus paid, one owed, printing paid, one award in a draft."""
    decision, officer = make_signed(collectives=1, individuals=1)
    fund, keeper = make_fund(decision)
    given = {"on": DAY, "by": keeper, "at": AT}
    actions.enter(fund, kind=EntryKind.GIVEN, amount=Decimal(700_000), voucher="PT 1", note="Doanh nghiệp", **given)
    actions.enter(fund, kind=EntryKind.PRINTING, amount=Decimal(150_000), voucher="PC 2", note="In khung", **given)
    actions.pay(fund, queries.payable(fund)[0], on=DAY, voucher="PC 3", by=keeper, at=AT)
    more = make_dossier(decision.round, make_unit(parent=decision.unit), person=True)
    deciding.draft(decision.round, [more], unit=decision.unit, grounds="Biên bản số 6", by=officer, at=AT)
    return fund, keeper


@pytest.mark.slow
def test_workbook_reckons_and_shows_the_same_without_reckoning():
    fund, _ = spent_fund()
    content = fund_papers.workbook_of(fund, DAY)
    names = ("Danh sách chi", "Hình thành và sử dụng", "Sổ quỹ")
    owed, use, book = (kept(content, name) for name in names)
    assert (owed[-1][1], owed[-1][6]) == ("Cộng", 450_000)
    assert (book[-1][1], book[-1][4:6]) == ("Cộng", [5_700_000, 1_050_000])
    there = {row[0]: row[2] for row in use[3:]}
    assert (there["Ngân sách cấp"], there["Chi in bằng, khung, hiện vật"]) == (5_000_000, 150_000)
    assert (there["Còn trong quỹ"], there["Phải chi theo quyết định đã ký"], there["Còn lại sau khi chi đủ"]) == (
        4_650_000, 450_000, 4_200_000,
    )  # fmt: skip
    anew = recalculated(content)
    for name, column, first, rows in zip(names, (6, 2, 4), (3, 3, 2), (owed, use, book), strict=True):
        shown = [row[column].replace(".", "") for row in anew[name][first:]]
        assert shown == [str(int(row[column])) if row[column] != "" else "" for row in rows[first:]]


def test_report_tells_forming_use_and_what_is_left():
    fund, _ = spent_fund()
    told = texts_of(fund_papers.report_of(fund, DAY))
    for said in (
        "Tổng hình thành|5.700.000", "Chi tiền thưởng|900.000", "Tổng chi|1.050.000",
        "Giấy khen|Cá nhân|01|450.000|0", "Giấy khen|Tập thể|01|900.000|900.000", "Còn lại sau khi chi đủ|4.200.000",
        "Phải chi theo quyết định đã ký mà chưa chi: 450.000 đồng cho 01 trường hợp.",
        "Mức tối đa của quỹ: Quỹ này không tính theo trần của pháp luật.",
    ):  # fmt: skip
        assert said in told


def texts_of(paper) -> str:
    read = docx.Document(io.BytesIO(word.docx_of(paper)))
    rows = ["|".join(cell.text for cell in row.cells) for table in read.tables for row in table.rows]
    return "\n".join([*(each.text for each in read.paragraphs), *rows])


def test_empty_fund_has_papers_too():
    decision, _ = make_signed(collectives=1, individuals=0)
    keeper = make_actor(Role.ACCOUNTANT, unit=decision.unit)
    fund = actions.open_fund(decision.unit, year=2026, kind=FundKind.LOWLAND, base=None, by=keeper, at=AT)
    assert "Chưa nhập tổng chi làm căn cứ nên chưa tính được." in texts_of(
        fund_papers.report_of(fund, date(2026, 3, 1))
    )
    assert kept(fund_papers.workbook_of(fund, DAY), "Danh sách chi")[-1][6] == 0


def test_page_forecasts_the_drafts_and_hands_out_the_report():
    fund, keeper = spent_fund()
    client = signed_in(keeper)
    page = client.get(fund.get_absolute_url()).content.decode()
    assert "Dự kiến theo dự thảo chưa ký" in page
    assert queries.expected(fund, DAY) == (1, Decimal(450_000))
    assert client.get(f"{fund.get_absolute_url()}bao-cao.docx").content[:2] == b"PK"
