"""A real Chromium against a real server: one browser for the session, one context for each signed-in person."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.conftest import leave_out
from thidua.org.models import Account

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BACKEND = "django.contrib.auth.backends.ModelBackend"
PASSWORD = "mat-khau-dai-10"
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        leave_out("no Chromium on this machine: browser tests are left out")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver keeps a loop in this thread
    with sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Visitor:
    """A person's window: opens addresses of the live server and keeps what went wrong in the console."""

    page: Any
    base: str
    complaints: list[str]

    def open(self, address: str) -> Any:
        self.page.goto(self.base + address)
        return self.page

    def sign_in(self, username: str, password: str = PASSWORD) -> "Visitor":
        """Type name and password, as people do."""
        self.open("/dang-nhap/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", password)
        self.page.click("main button")
        self.page.wait_for_url(lambda address: "/dang-nhap/" not in address)
        return self

    def signed_in(self, username: str) -> "Visitor":
        """Be signed in already: three pages less than typing."""
        client = Client()
        client.force_login(Account.objects.get(username=username), backend=BACKEND)
        kept = client.cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.add_cookies([{"name": kept.key, "value": kept.value, "url": self.base}])
        return self


class Windows:
    """Windows of the browser that every test uses again: a new one costs most of a second."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.free: dict[bool, list[Any]] = {True: [], False: []}

    def take(self, *, script: bool) -> Any:
        """Give an empty page with nobody signed in."""
        if self.free[script]:
            return self.free[script].pop()
        context = self.browser.new_context(locale="vi-VN", java_script_enabled=script)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    def give_back(self, page: Any, *, script: bool) -> None:
        """Leave the page and forget who was there."""
        page.goto("about:blank")
        page.context.clear_cookies()
        self.free[script].append(page)


@pytest.fixture(scope="session")
def windows(chromium: Any) -> Windows:
    return Windows(chromium)


@pytest.fixture
def visit(windows: Windows, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    """Open a window of one's own: ``visit()`` for a stranger, ``visit("name")`` for somebody signed in."""
    taken: list[tuple[Any, bool, dict[str, Any]]] = []

    def open_window(username: str = "", *, viewport: dict[str, int] = WIDE, script: bool = True) -> Visitor:
        page = windows.take(script=script)
        complaints: list[str] = []
        heard = {
            "pageerror": lambda error: complaints.append(str(error)),
            "console": lambda message: complaints.append(message.text) if message.type == "error" else None,
        }
        taken.append((page, script, heard))
        for event, told in heard.items():
            page.on(event, told)
        page.set_viewport_size(viewport)
        visitor = Visitor(page, live_server.url, complaints)
        return visitor.signed_in(username) if username else visitor

    yield open_window
    for page, script, heard in taken:
        for event, told in heard.items():
            page.remove_listener(event, told)
        windows.give_back(page, script=script)


def serious_faults(page: Any) -> list[str]:
    """What axe finds serious or critical on the page, one line each."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


def faults_at_both_sizes(window: Visitor, address: str) -> list[str]:
    """What is wrong with a page, wide and on a phone: its width, what axe finds, what the console said."""
    window.complaints.clear()
    page, found = window.open(address), []
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
            found.append(f"{wide} wide")
        found += serious_faults(page)
    return [f"{address}: {fault}" for fault in [*found, *window.complaints]]
