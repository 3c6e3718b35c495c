"""What goes wrong is told in one Vietnamese sentence with the next step, and nothing falls over."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, include, path

from tests.factories import make_person
from thidua.org.models import Account

pytestmark = pytest.mark.django_db
FILLED = {"int": "1", "slug": "x", "str": "x", "path": "x"}


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


urlpatterns = [path("hong/", breaks), path("", include("thidua.urls"))]
handler500 = "thidua.web.errors.broken"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/khong-co/", "Địa chỉ này không có, hoặc không mở cho bạn. Hãy quay về trang “Việc của tôi”."),
        ("/cong-khai/khong-co/", "Địa chỉ này không có, hoặc không mở cho bạn. Hãy quay về trang công khai."),
        ("/ho-so/999999999999999999999/", "Địa chỉ này không có, hoặc không mở cho bạn."),
    ],
)
def test_unknown_address_says_where_to_go(signed_in, address, said):
    answer = signed_in(make_person()).get(address)
    assert answer.status_code == 404
    assert said in answer.content.decode()


def test_old_page_says_how_to_keep_what_was_typed():
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "lan"})
    assert answer.status_code == 403
    assert "Hãy bấm Quay lại của trình duyệt, sao chép phần đã nhập" in answer.content.decode()


@pytest.mark.parametrize("address", ["/dong-ho/", "/dang-xuat/", "/ho-so/1/nop/", "/khen-thuong/1/buoc/"])
def test_address_of_a_form_opened_as_a_page_says_so(signed_in, address):
    answer = signed_in(make_person()).get(address)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Địa chỉ này chỉ nhận biểu mẫu gửi từ một trang khác." in answer.content.decode()


def test_request_that_is_too_large_says_the_limit(signed_in, settings):
    browser = signed_in(make_person())
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = browser.post("/dong-ho/", "x" * 200, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "Hãy quay lại trang trước và thử lại. Tệp tải lên không được quá 25 MB." in answer.content.decode()


def test_fault_of_ours_is_told_without_its_trace(signed_in, settings):
    settings.ROOT_URLCONF = "tests.web.test_errors"
    browser = signed_in(make_person())
    browser.raise_request_exception = False
    answer = browser.get("/hong/")
    assert answer.status_code == 500
    assert "Đây là lỗi của hệ thống, không phải của bạn." in answer.content.decode()
    assert "RuntimeError" not in answer.content.decode()


def test_expired_session_leads_back_to_the_page_of_the_form():
    here = {"HTTP_REFERER": "http://testserver/ho-so/7/"}
    sent = Client().post("/ho-so/7/tom-tat/", {"achievements": "Đã nhập dở", "new_password": "x"}, **here)
    assert sent.status_code == 403
    assert "/dang-nhap/?next=http%3A%2F%2Ftestserver%2Fho-so%2F7%2F" in sent.content.decode()
    assert "chép phần đã nhập từ đây sang và gửi lại" in sent.content.decode()
    assert re.findall(r"readonly>([^<]*)<", sent.content.decode()) == ["Đã nhập dở"]
    strange = {"HTTP_REFERER": "https://noi-khac.example/"}
    other = Client().post("/ho-so/7/tom-tat/", {"achievements": "Lời lạ"}, **strange)
    assert "Lời lạ" not in other.content.decode()
    part = Client().post("/ho-so/7/tom-tat/", {}, HTTP_HX_REQUEST="true", **here)
    assert (part.status_code, part["HX-Redirect"]) == (
        204,
        "/dang-nhap/?next=http%3A%2F%2Ftestserver%2Fho-so%2F7%2F",
    )


@pytest.mark.parametrize("number", ["999", "0", "-1", "x"])
def test_unknown_page_number_shows_a_page_that_exists(signed_in, number):
    browser = signed_in(make_person())
    for address in ("/phong-trao/", "/ho-so/", "/thong-bao/", "/khen-thuong/", "/to-chuc/don-vi/"):
        assert browser.get(address, {"trang": number}).status_code == 200


def addresses(patterns: list[Any], before: str = "") -> Iterator[str]:
    """Every address of the house, numbers filled with 1."""
    for each in patterns:
        here = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from addresses(each.url_patterns, here)
        else:
            yield "/" + re.sub(r"<(\w+):\w+>", lambda found: FILLED[found.group(1)], here)


JUNK = {"pk": "x", "unit": "9999999", "day": "x", "amount": "-x", "version": "x", "kind": "x", "key": "\x00"}
ASKED = "?trang=x&q=%00&nam=x&ngay=x&don-vi=x&dot=x&goc=x&cha=x&theo=x&thang=x&cot=x"


def test_no_hand_made_request_breaks_any_address():
    call_command("demo", verbosity=0)
    browser = Client(raise_request_exception=False)
    account = Account.objects.get(username="sontay.thuongtruc")
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    broken, tried = [], 0
    for address in addresses(get_resolver("thidua.urls").url_patterns):
        for sent in (lambda a: browser.get(a + ASKED), lambda a: browser.post(a, {}), lambda a: browser.post(a, JUNK)):
            answer = sent(address)
            tried += 1
            if answer.streaming:
                b"".join(answer.streaming_content)  # the client closes the file at its end
            elif answer.status_code >= 500 or (answer.status_code >= 400 and not answer.content):
                broken.append((address, answer.status_code, getattr(answer, "exc_info", None)))
            if address == "/dang-xuat/":
                browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert broken == []
    assert tried > 400
