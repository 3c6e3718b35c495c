"""The door for everyone: a code confirmed or not, decisions to read, data to take; never more than is meant for all."""

import csv
import io
from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils.html import escape
from lxml import etree

from tests.awards.rows import AT, SIGNING, make_decision, make_signed
from thidua.awards.actions import certifying, deciding, following
from thidua.awards.kinds import DecisionKind
from thidua.awards.queries import deciding as queries
from thidua.awards.rules import codes
from thidua.public import views

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _patience():
    cache.clear()


def get(address: str) -> str:
    return Client().get(address).content.decode()


def revoke(decision, officer, line) -> None:
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=[line.dossier], reason="Kê khai gian dối", by=officer, at=AT
    )
    deciding.sign(after, replace(SIGNING, number=140), by=officer, at=AT)


def test_code_confirms_name_award_and_decision_and_nothing_more():
    decision, officer = make_signed(collectives=0, individuals=1)
    (certificate,) = certifying.certify(decision, by=officer, at=AT)
    page = get(f"/cong-khai/kiem-tra/{codes.shown(certificate.code)}")
    line = certificate.line
    assert "Còn giá trị." in page
    assert f"<dd>{line.subject_name}</dd>" in page
    assert "<dd>Giấy khen</dd>" in page
    assert "Quyết định số 123/QĐ-UBND ngày 15/02/2022" in page
    assert page.count("<dt>") == 4
    assert line.unit_name not in page
    assert "đồng</" not in page


def test_revoked_award_says_so_at_once():
    decision, officer = make_signed(collectives=2, individuals=0)
    first, second = certifying.certify(decision, by=officer, at=AT)
    revoke(decision, officer, first.line)
    page = get(f"/cong-khai/kiem-tra/{first.code}")
    assert "đã bị thu hồi hoặc thay thế theo Quyết định số 140/QĐ-UBND ngày 15/02/2022" in page
    assert "Còn giá trị." not in page
    assert "Còn giá trị." in get(f"/cong-khai/kiem-tra/{second.code}")


def test_reissued_certificate_says_that_another_is_in_its_place():
    decision, officer = make_signed(collectives=1, individuals=0)
    (first,) = certifying.certify(decision, by=officer, at=AT)
    again = certifying.reissue(first, reason="Bị hỏng", by=officer, at=AT)
    assert "đã được cấp lại bằng bản khác" in get(f"/cong-khai/kiem-tra/{first.code}")
    assert "Còn giá trị." in get(f"/cong-khai/kiem-tra/{again.code}")


@pytest.mark.parametrize(("typed", "sentence"), [("7K2M-9QXA", codes.MISTYPED), ("0000-0000-0000", views.UNKNOWN)])
def test_unknown_code_gets_one_sentence(typed, sentence):
    answer = Client().get(f"/cong-khai/kiem-tra/{typed}")
    assert answer.status_code == 404
    assert answer.content.decode().count(f'<p class="refusal" role="alert">{sentence}</p>') == 1


def test_typed_code_goes_to_the_address_of_its_qr_code():
    decision, officer = make_signed(collectives=1, individuals=0)
    (certificate,) = certifying.certify(decision, by=officer, at=AT)
    answer = Client().get("/cong-khai/kiem-tra/", {"ma": certificate.code.lower()})
    assert answer.headers["Location"] == f"/cong-khai/kiem-tra/{codes.shown(certificate.code)}"


def test_guessing_is_stopped_after_twenty_wrong_codes():
    client = Client()
    ends = [client.get(f"/cong-khai/kiem-tra/0000-0000-{number:04d}").status_code for number in range(22)]
    assert ends == [404] * 20 + [429] * 2
    assert Client(REMOTE_ADDR="10.0.0.9").get("/cong-khai/kiem-tra/0000-0000-0000").status_code == 404


def test_only_signed_decisions_are_published():
    signed, _ = make_signed(collectives=1, individuals=1)
    draft, _ = make_decision()
    page = get("/cong-khai/quyet-dinh/")
    assert f"/cong-khai/quyet-dinh/{signed.pk}/" in page
    assert f"/cong-khai/quyet-dinh/{draft.pk}/" not in page
    assert Client().get(f"/cong-khai/quyet-dinh/{draft.pk}/").status_code == 404


def test_published_decision_names_the_praised_without_money():
    decision, _ = make_signed(collectives=1, individuals=1)
    page = get(f"/cong-khai/quyet-dinh/{decision.pk}/")
    for line in queries.lines_of(decision):
        assert escape(line.subject_name) in page
    assert "450.000" not in page


def test_open_data_names_collectives_and_only_counts_people():
    decision, _ = make_signed(collectives=1, individuals=2)
    rows = list(csv.reader(io.StringIO(get("/cong-khai/du-lieu/khen-thuong.csv").removeprefix("\ufeff"))))
    collective = queries.lines_of(decision)[0].subject_name
    assert [row[4:] for row in rows[1:]] == [
        ["Tập thể", collective, "Giấy khen", "1", "có"],
        ["Cá nhân", "", "Giấy khen", "2", "có"],
    ]
    told = Client().get("/cong-khai/du-lieu/khen-thuong.json").json()["khen_thuong"]
    assert [(row["so_luong"], row["con_hieu_luc"]) for row in told] == [(1, True), (2, True)]


def test_feed_tells_the_newest_decisions():
    decision, _ = make_signed()
    feed = get("/cong-khai/rss.xml")
    assert "Quyết định số 123/QĐ-UBND ngày 15/02/2022" in feed
    assert f"/cong-khai/quyet-dinh/{decision.pk}/</link>" in feed


def test_feed_is_the_rss_readers_expect():
    """What the RSS 2.0 specification asks of a channel and its items, and what readers need to know an item again."""
    make_signed()
    make_signed()
    answer = Client().get("/cong-khai/rss.xml")
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    (channel,) = root
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert [channel.findtext(name) for name in ("title", "link", "description", "language")] == [
        "Quyết định khen thưởng",
        f"{settings.BASE_URL}/cong-khai/quyet-dinh/",
        "Các quyết định khen thưởng mới ban hành",
        "vi",
    ]
    own = channel.find("{http://www.w3.org/2005/Atom}link")
    assert (own.get("rel"), own.get("href")) == ("self", f"{settings.BASE_URL}/cong-khai/rss.xml")
    items = channel.findall("item")
    assert [parsedate_to_datetime(item.findtext("pubDate")).date() for item in items] == [SIGNING.signed_on] * 2
    assert len({item.findtext("guid") for item in items}) == 2
    assert [item.findtext("guid") for item in items] == [item.findtext("link") for item in items]


def test_list_counts_whom_a_revocation_takes_back():
    decision, officer = make_signed(collectives=2, individuals=0)
    dossiers = [line.dossier for line in queries.lines_of(decision)]
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=dossiers, reason="Hồ sơ giả", by=officer, at=AT
    )
    deciding.sign(after, replace(SIGNING, number=140), by=officer, at=AT)
    assert get("/cong-khai/quyet-dinh/").count('<td data-label="Số trường hợp" class="number">2</td>') == 2


def test_address_that_is_not_there_sends_back_to_the_public_home():
    answer = Client().get("/cong-khai/khong-co/")
    assert answer.status_code == 404
    assert "Hãy quay về trang công khai" in answer.content.decode()


def test_home_of_the_public_is_open():
    assert "Kiểm tra bằng, giấy khen" in get("/cong-khai/")


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_a_fixed_number_of_times(rows, django_assert_num_queries):
    for _ in range(rows):
        make_signed(collectives=1, individuals=0)
    with django_assert_num_queries(2):  # count, decisions
        page = get("/cong-khai/quyet-dinh/")
    assert page.count('data-label="Ngày ký"') == rows
