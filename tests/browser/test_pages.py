"""Every main page over the demo, wide and on a phone: it opens, fits, reads as Vietnamese, and axe is content."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.browser.conftest import Visitor, faults_at_both_sizes
from thidua.web.demo.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, reset_sequences=True)]
STORED = re.compile(
    r"\b(draft|submitted|verified|received|given_back|late|open|closed|planned|running|max|min|exact|collective|"
    r"individual|household|criterion|quota|none|true|false|null|not_met|office|clerk|verifier|registry|signed|"
    r"pending|object|required|this field|error)\b",
    re.IGNORECASE,
)
PAGES = (
    ("", "2022-02-20", ("/dang-nhap/", "/cong-khai/", "/cong-khai/quyet-dinh/", "/cong-khai/kiem-tra/")),
    (
        "sontay.thuongtruc",
        "2022-01-28",
        (
            "/", "/phong-trao/", "/phong-trao/ke-hoach/1/", "/phong-trao/1/", "/phong-trao/bang/", "/phong-trao/1/cay/",
            "/phong-trao/lich/", "/ho-so/", "/cham-diem/", "/hoi-dong/1/", "/hoi-dong/phien/1/", "/khen-thuong/",
            "/khen-thuong/1/", "/khen-thuong/so-van-ban/", "/thong-bao/", "/thiet-ke/",
        ),
    ),
    (
        "sontay.sonmua",
        "2022-01-20",
        (
            "/phong-trao/dot/1/dang-ky/", "/ho-so/1/", "/ho-so/1/dieu-kien/", "/ho-so/de-nghi/1/nhieu/",
            "/ho-so/de-nghi/1/dang-soan/",
        ),
    ),
    (
        "nguyenbinh.thuongtruc",
        "2025-01-16",
        (
            "/cham-diem/", "/cham-diem/bo/6/", "/cham-diem/bo/6/so-sanh/", "/cham-diem/bo/6/xep-hang/",
            "/cham-diem/bo/6/luoi/", "/cham-diem/bo/6/luoi/?chieu=doc&cot=claimed", "/cham-diem/bo/7/tien-do/",
            "/cham-diem/phieu/9/", "/cham-diem/phieu/9/ket-qua/", "/cham-diem/cong-bo/2/",
            "/cham-diem/cong-bo/don-vi/9/", "/cham-diem/o/177/",
        ),
    ),
    (
        "nguyenbinh.tinhtuc",
        "2025-01-16",
        (
            "/cham-diem/phieu/17/", "/cham-diem/minh-chung/14/", "/cham-diem/minh-chung/xem/2/",
            "/cham-diem/so-lieu/14/2023/", "/cham-diem/ngoai/14/", "/ho-so/7/dieu-kien/",
        ),
    ),
    ("nguyenbinh.thamdinh", "2025-01-16", ("/cham-diem/phieu/18/", "/cham-diem/bo/7/luoi/nhap/?cot=verified")),
    ("nguyenbinh.cathanh", "2025-01-16", ("/cham-diem/phieu/19/",)),
    ("hanam.uyvien1", "2024-01-16", ("/", "/hoi-dong/hom-phieu/2/")),
    ("quantri", "2022-02-20", ("/to-chuc/don-vi/", "/to-chuc/nguoi/2/", "/to-chuc/nhat-ky/", "/to-chuc/phan-quyen/")),
)  # fmt: skip


def faults_of(window: Visitor, address: str) -> list[str]:
    """What is wrong with one page, one line each."""
    found = faults_at_both_sizes(window, address)
    words = sorted(set(STORED.findall(window.page.inner_text("body"))))
    status = window.page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")
    return [*found, *(f"{address}: says “{word}”" for word in words), *([f"{address}: {status}"] * (status != 200))]


def test_every_main_page_is_whole_at_both_sizes(visit, settings):
    settings.PRACTICE_CLOCK = True
    call_command("demo", verbosity=0)
    found = []
    for username, day, addresses in PAGES:
        Path(settings.VAR, "practice_day").write_text(day)
        window = visit()
        if username:
            window.sign_in(username, PASSWORD)
        for address in addresses:
            found += faults_of(window, address)
    assert found == []
