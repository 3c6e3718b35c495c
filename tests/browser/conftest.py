"""A real Chromium against a real server: one browser for the session, one context for each signed-in person."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.conftest import leave_out

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
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
        self.open("/dang-nhap/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", password)
        self.page.click("main button")
        self.page.wait_for_url(lambda address: "/dang-nhap/" not in address)
        return self


@pytest.fixture
def visit(chromium: Any, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    """Open a window of one's own: ``visit()`` for a stranger, ``visit("name")`` for somebody who signs in."""
    contexts = []

    def open_window(username: str = "", *, viewport: dict[str, int] = WIDE, script: bool = True) -> Visitor:
        context = chromium.new_context(viewport=viewport, locale="vi-VN", java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        visitor = Visitor(page, live_server.url, complaints)
        return visitor.sign_in(username) if username else visitor

    yield open_window
    for context in contexts:
        context.close()


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
