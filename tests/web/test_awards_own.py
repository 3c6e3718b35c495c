"""“Khen thưởng của tôi”: one's own results, certificates and money, and nobody else's."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.awards.rows import AT, SIGNING, make_decision, make_dossier, make_signed
from tests.awards.test_money import make_fund
from tests.factories import make_actor, make_unit
from tests.web.signing import signed_in
from thidua.awards.actions import certifying, deciding, following
from thidua.awards.actions import money as paying
from thidua.awards.kinds import DecisionKind
from thidua.awards.models import Certificate, Decision, DecisionLine
from thidua.awards.queries import deciding as queries
from thidua.awards.rules import codes
from thidua.dossiers.models import Dossier, Honour
from thidua.movements.models import Award
from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role
from thidua.org.models import Document, Person
from thidua.web import clock

pytestmark = pytest.mark.django_db
ADDRESS = "/khen-thuong/cua-toi/"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 3, 3, 0, tzinfo=UTC))


def somebody(decision: Decision) -> Actor:
    """The one person in a decision, with no role at all."""
    line = next(line for line in queries.lines_of(decision) if line.subject.person_id)
    return make_actor_of(Person.objects.get(pk=line.subject.person_id))


def make_actor_of(person: Person, *grants: Grant) -> Actor:
    return Actor(person_id=person.pk, name=person.name, grants=frozenset(grants), unit_id=person.unit_id)


def test_award_stands_there_with_certificate_and_bonus():
    decision, officer = make_signed(collectives=1, individuals=1)
    certifying.certify(decision, by=officer, at=AT)
    page = signed_in(somebody(decision)).get(ADDRESS).content.decode()
    own = Certificate.objects.get(line__subject__person__isnull=False)
    other = Certificate.objects.get(line__subject__person=None)
    assert f'href="/cong-khai/kiem-tra/{codes.shown(own.code)}"' in page
    assert codes.shown(other.code) not in page
    assert "450.000 đồng" in page and "chưa chi" in page
    assert '<span class="badge ok">Đạt</span>' in page


def test_revoked_award_says_so_with_the_day_to_hand_back():
    decision, officer = make_signed(collectives=0, individuals=1)
    fund, keeper = make_fund(decision)
    line = queries.lines_of(decision)[0]
    paying.pay(fund, line, on=date(2022, 2, 16), voucher="", by=keeper, at=AT)
    at = AT.replace(year=2026, month=3, day=2)
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=[line.dossier], reason="Hồ sơ giả", by=officer, at=at
    )
    deciding.sign(after, replace(SIGNING, signed_on=date(2026, 3, 2), number=9), by=officer, at=at)
    browser = signed_in(somebody(decision))
    page = browser.get(ADDRESS).content.decode()
    assert '<span class="badge bad">Đã thu hồi</span>' in page
    assert "nộp lại chậm nhất 23/03/2026" in page
    assert f"Nộp lại 450.000 đồng tiền thưởng của {line.subject_name}" in browser.get("/").content.decode()


def test_who_was_not_chosen_reads_why():
    decision, officer = make_decision(collectives=1, individuals=0)
    dossier = make_dossier(decision.round, make_unit(parent=decision.unit), person=True)
    following.leave_out(dossier, reason="Hết chỉ tiêu của kế hoạch", by=officer, at=AT)
    person = dossier.nominee.person
    paper = Document.objects.create(kind="Quyết định", number="9/QĐ-BTC", entered_at=AT)
    honour = {"subject": dossier.nominee, "name": "Bằng khen của Bộ Tài chính", "decided_on": date(2020, 5, 1)}
    Honour.objects.create(document=paper, **honour)
    page = signed_in(make_actor_of(person)).get(ADDRESS).content.decode()
    assert "Hết chỉ tiêu của kế hoạch" in page
    assert 'Bằng khen của Bộ Tài chính, 01/05/2020 <span class="hint">Quyết định số 9/QĐ-BTC</span>' in page
    assert "Chưa có khen thưởng nào được quyết định ở đây." in page


def test_page_of_another_person_is_empty_and_a_stranger_signs_in():
    make_signed(collectives=0, individuals=1)
    page = signed_in(make_actor(Role.OFFICE)).get(ADDRESS).content.decode()
    assert "Bạn chưa được đề nghị khen thưởng lần nào ở đây." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_a_fixed_number_of_times(rows, django_assert_num_queries):
    decision, officer = make_decision(collectives=0, individuals=1)
    line = queries.lines_of(decision)[0]
    for place in range(1, rows):  # the same person under further forms
        award = Award.objects.get(pk=line.award_id)
        award.pk, award.form = None, f"Giấy khen đợt {place}"
        award.save()
        dossier, other = Dossier.objects.get(pk=line.dossier_id), DecisionLine.objects.get(pk=line.pk)
        dossier.pk, dossier.award = None, award
        dossier.save()
        other.pk, other.award, other.dossier = None, award, dossier
        other.save()
    signed = deciding.sign(decision, SIGNING, by=officer, at=AT)
    certifying.certify(signed, by=officer, at=AT)
    browser = signed_in(somebody(signed))
    browser.get(ADDRESS)
    with django_assert_num_queries(20):
        page = browser.get(ADDRESS).content.decode()
    assert page.count('data-label="Quyết định"') == page.count('data-label="Kết quả"') == rows
