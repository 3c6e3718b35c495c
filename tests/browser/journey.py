"""What people do between a plan's file and a certificate, as steps that the journeys of the five plans share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.browser.conftest import PASSWORD, Visitor
from tests.factories import give_role, make_account, make_level, make_person, make_unit
from thidua.base.days import written
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.web import clock

OFFICE, CLERK = "thuongtruc", "daumoi"


class Stage:
    """An office with its units and people, and a window for each person; who needs none is never signed in.

    The standing office does what nobody else was named for, as in a small agency. ``below`` are units under the
    first unit, ``people`` those who work there.
    """

    def __init__(
        self,
        visit: Callable[..., Visitor],
        name: str,
        *,
        level: tuple[str, str, int],
        units: Sequence[str],
        members: Sequence[str],
        parent: Unit | None = None,
        below: Sequence[str] = (),
        people: Sequence[str] = (),
    ) -> None:
        self.visit = visit
        self.windows: dict[str, Visitor] = {}
        self.office = make_unit(name=name, parent=parent, level=make_level(*level))
        self.units = [make_unit(name=each, parent=self.office) for each in units]
        self.members = members
        self.council = ""
        for each in below:
            make_unit(name=each, parent=self.units[0])
        for each in people:
            make_person(name=each, unit=self.units[0])
        self.verifier = self.registry = OFFICE
        self.person(OFFICE, "Đinh Thị Hạnh", Role.OFFICE, Role.ADMIN)
        for place, unit in enumerate(self.units):
            self.person(
                f"{CLERK}{place}", f"Đinh Văn {chr(ord('A') + place % 26)}{place // 26 or ''}", Role.CLERK, unit=unit
            )
        for place, member in enumerate(members):
            self.person(f"uyvien{place}", member)

    def person(self, username: str, name: str, *roles: Role, unit: Unit | None = None) -> str:
        person = make_person(name=name, unit=unit or self.office)
        make_account(person, username=username, password=PASSWORD)
        for role in roles:
            give_role(person, role, unit or self.office)
        return username

    def window(self, username: str = OFFICE) -> Visitor:
        if username not in self.windows:
            self.windows[username] = self.visit(username)
        return self.windows[username]

    def clerk(self, place: int) -> Visitor:
        return self.window(f"{CLERK}{place}")

    def on(self, day: date) -> None:
        clock.set_practice_day(day)


def press(page: Any, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()


def unfold(page: Any) -> None:
    """Open what is folded on the page, as a person looking for a button would."""
    folded = page.locator("main details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def said(page: Any) -> str:
    return str(page.inner_text("main"))


@dataclass(frozen=True)
class Signed:
    """What stands on the signed plan and not in its file."""

    number: str
    on: date
    signer: str


def read_plan(stage: Stage, given: Path | str, *, is_outside: bool = False) -> Any:
    """The standing office uploads the plan's file, or pastes its text; gives the page that shows what was read."""
    page = stage.window().open("/phong-trao/tai-len/")
    if isinstance(given, Path):
        page.set_input_files("input[type=file]", str(given))
    else:
        page.fill("[name=text]", given)
    if is_outside:
        page.check("[name=is_outside]")
    press(page, "Đọc kế hoạch")
    return page


def settle(page: Any, about: str, reason: str) -> None:
    """Give a reason to a finding that contains these words."""
    finding = page.locator("#diem li").filter(has_text=about).first
    if not finding.is_visible():
        page.locator("#diem > details").filter(has_text=about).locator("> summary").click()
    finding.locator("details > summary").click()
    finding.locator("[name=reason]").fill(reason)
    finding.get_by_role("button", name="Ghi", exact=True).click()
    page.wait_for_load_state()


def add_award(page: Any, quote: str, values: dict[str, str]) -> None:
    """Make an award from words of the plan and fill in what they leave open."""
    page.fill("#them-quote", quote)
    page.select_option("#them-section", "awards")
    page.locator("#them").get_by_role("button", name="Thêm").click()
    page.wait_for_load_state()
    form = page.locator("li.item form[hx-post]")
    for label, value in values.items():
        field = form.get_by_label(label)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    for box in form.locator("input[type=checkbox]").all():
        box.check()
    form.get_by_role("button", name="Lưu, đóng").click()
    page.wait_for_selector("li.item form[hx-post]", state="detached")


def issue(page: Any, signed: Signed, *, settles: tuple[str, str] | None = None) -> str:
    """Type number, day and signer and issue what is read; gives the address it leads to: the movement's.

    ``settles``: words of the finding that this day brings up and stops the issuing, and the reason it is settled with.
    """
    _type_signed(page, signed)
    if settles is not None:
        assert "phải giải quyết trước khi ban hành" in page.inner_text("[role=alert]")
        settle(page, *settles)
        _type_signed(page, signed)
    assert f"Đã ban hành kế hoạch số {signed.number}" in page.inner_text("body")
    return str(page.url)


def _type_signed(page: Any, signed: Signed) -> None:
    page.fill("[name=issue-number]", signed.number)
    page.fill("[name=issue-issued_on]", written(signed.on))
    page.fill("[name=issue-signer]", signed.signer)
    press(page, "Ban hành")


def round_of(page: Any, name: str) -> Any:
    """The part of a movement's page about one round."""
    return page.locator("section.card").filter(has=page.get_by_role("heading", name=name, exact=True))


def open_round(stage: Stage, movement: str, name: str = "Đợt xét") -> Any:
    """The standing office opens a round if its day has not done so; gives the movement's page."""
    page = stage.window().page
    page.goto(movement)
    button = round_of(page, name).get_by_role("button", name="Mở đợt")
    if button.count():
        button.click()
        page.wait_for_load_state()
    return page


def set_due(stage: Stage, movement: str, name: str, link: str, values: dict[str, str], button: str) -> Any:
    """The standing office gives a waiting day of a round its date; gives the movement's page."""
    page = stage.window().page
    page.goto(movement)
    round_of(page, name).get_by_role("link", name=link).first.click()
    page.wait_for_load_state()
    for field, value in values.items():
        page.fill(f"main [name={field}]", value)
    press(page, button)
    return page


def register(stage: Stage, movement: str, place: int, *, name: str = "Đợt xét", headcount: int = 0) -> str:
    """A unit's clerk registers the unit, or so many individuals without names."""
    page = stage.clerk(place).page
    page.goto(movement)
    round_of(page, name).get_by_role("link", name="Đăng ký", exact=True).click()
    page.wait_for_load_state()
    page.fill("textarea[name=content]", "Hoàn thành nhiệm vụ cải cách hành chính trong năm")
    page.select_option("[name=dong0-kind]", "unit")
    page.locator("[name=dong0-unit]").select_option(index=1)
    if headcount:
        page.select_option("[name=dong1-kind]", "headcount")
        page.fill("[name=dong1-headcount]", str(headcount))
    press(page, "Gửi đăng ký")
    assert "Đã nhận đăng ký" in said(page)
    return said(page)


def fetched(window: Visitor, address: str) -> bytes:
    answer = window.page.request.get(window.base + address if address.startswith("/") else address)
    assert answer.status == 200, answer.text()[:400]
    return bytes(answer.body())
