"""What people do between a plan's file and a certificate, as steps that the journeys of the five plans share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.browser.conftest import PASSWORD, Visitor
from tests.factories import give_role, make_account, make_level, make_person, make_unit
from thidua.base.days import written
from thidua.dossiers.models import Dossier, Package
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.web import clock

OFFICE, CLERK = "thuongtruc", "daumoi"
MERITS = "Giải quyết đúng hạn toàn bộ hồ sơ, công khai đủ thủ tục. " * 8


class Stage:
    """An office with its units and people, and a window for each person; who needs none is never signed in.

    The standing office does what nobody else was named for, as in a small agency.
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
    ) -> None:
        self.visit = visit
        self.windows: dict[str, Visitor] = {}
        self.office = make_unit(name=name, parent=parent, level=make_level(*level))
        self.units = [make_unit(name=each, parent=self.office) for each in units]
        self.members = members
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


def issue(page: Any, signed: Signed) -> str:
    """Type number, day and signer and issue what is read; gives the address it leads to: the movement's."""
    page.fill("[name=issue-number]", signed.number)
    page.fill("[name=issue-issued_on]", written(signed.on))
    page.fill("[name=issue-signer]", signed.signer)
    press(page, "Ban hành")
    assert f"Đã ban hành kế hoạch số {signed.number}" in page.inner_text("body")
    return str(page.url)


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


def choose_papers(stage: Stage, movement: str, papers: Sequence[str], source: str) -> Any:
    """The standing office puts papers on the list, with their source; gives the page of the list."""
    page = stage.window().open(f"/phong-trao/{movement.rstrip('/').split('/')[-1]}/giay-to/")
    for paper in papers:
        page.select_option("#id_paper", label=paper)
        page.fill("#id_source", source)
        page.locator("section.sheet").get_by_role("button", name="Đưa vào danh mục").click()
        page.wait_for_load_state()
    return page


def take_paper(stage: Stage, movement: str, paper: str) -> Any:
    """The standing office takes a paper of the law into the list; gives the page of the list."""
    page = choose_papers(stage, movement, (), "")
    demand = page.locator("li.card").filter(has=page.get_by_role("heading", name=paper, exact=True))
    demand.get_by_role("button", name="Đưa vào danh mục").click()
    page.wait_for_load_state()
    return page


def decline_paper(stage: Stage, movement: str, paper: str, reason: str) -> Any:
    """The standing office says why a paper of the law is not taken in; gives the page of the list."""
    page = choose_papers(stage, movement, (), "")
    demand = page.locator("li.card").filter(has=page.get_by_role("heading", name=paper, exact=True))
    demand.locator("[name=reason]").fill(reason)
    demand.get_by_role("button", name="Không lấy").click()
    page.wait_for_load_state()
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


@dataclass(frozen=True)
class Handed:
    """A dossier as it was handed in: its address, the papers asked for, what the receipt and its page said."""

    address: str
    papers: tuple[str, ...]
    receipt: str
    meters: str


def nominate(stage: Stage, place: int, kind: str, paper: Path, *, award: str = "", name: str = "") -> Handed:
    """A clerk opens a dossier for the unit or a person in a round, lays every paper in and hands it over."""
    page = stage.clerk(place).open("/ho-so/de-nghi/")
    page.locator("li.card").filter(has_text=name).get_by_role("link", name="Lập một hồ sơ").last.click()
    page.wait_for_load_state()
    meters = said(page)
    if award:
        option = page.locator("select[name=award] option").filter(has_text=award).first
        page.select_option("select[name=award]", value=option.get_attribute("value"))
    page.locator(f"select[name={kind}]").select_option(index=1)
    press(page, "Lập hồ sơ")
    address = str(page.url)
    page.fill("textarea[name=achievements]", MERITS)
    press(page, "Lưu tóm tắt")
    asked = tuple(
        words.removesuffix(" còn thiếu").strip()
        for words in page.locator("#giay-to li.card").filter(has_text="còn thiếu").locator("h3").all_inner_texts()
    )
    while page.locator("#giay-to .badge.warn").count():
        card = page.locator("#giay-to li.card").filter(has_text="còn thiếu").first
        card.locator("input[type=file]").set_input_files(str(paper))
        card.get_by_role("button", name="Tải lên").click()
        page.wait_for_load_state()
    assert page.locator("#giay-to").inner_text().count("Đã nhận, SHA-256") == len(asked) > 0
    press(page, "Nộp hồ sơ")
    return Handed(address, asked, said(page), meters)


def verify(stage: Stage, dossier: Dossier) -> None:
    """The verifier finds every criterion met."""
    page = stage.window(stage.verifier).open(f"/ho-so/{dossier.pk}/tham-dinh/")
    for select in page.locator("select[name^=verdict_]").all():
        select.select_option("met")
    for reason in page.locator("[name^=reason_]").all():
        reason.fill("Theo báo cáo và biên bản kèm hồ sơ")
    press(page, "Đủ điều kiện, chuyển Hội đồng")


def set_up_council(stage: Stage) -> str:
    """The office sets up the council, its last member in the chair; gives its address."""
    page = stage.window().open("/hoi-dong/moi/")
    unfold(page)
    page.select_option("#id_unit", label=stage.office.name)
    page.fill("#id_name", "Hội đồng Thi đua – Khen thưởng")
    page.fill("#id_rules_from", "Quy chế của Hội đồng")
    press(page, "Lập hội đồng")
    last = len(stage.members) - 1
    for place, name in enumerate(stage.members):
        unfold(page)
        person = page.locator("#id_person option").filter(has_text=name).first
        page.select_option("#id_person", value=person.get_attribute("value"))
        page.select_option("#id_office", "chair" if place == last else "secretary" if place == 0 else "member")
        page.fill("#id_from_on", "2021-01-01")
        press(page, "Thêm thành viên")
    return str(page.url)


def hold_the_meeting(stage: Stage, held_on: date, *, mode: str = "secret") -> str:
    """The office convenes its council about everything verified, all members vote yes; gives the meeting's address."""
    council = set_up_council(stage)
    page = stage.window().page
    page.goto(council)
    page.locator("a[href$='/trieu-tap/']").first.click()
    page.wait_for_load_state()
    if page.locator("#id_held_on").count() == 0:
        press(page, "Chọn đợt")
    page.fill("#id_held_on", held_on.isoformat())
    for box in page.locator("input[name=dossiers]").all():
        box.check()
    press(page, "Triệu tập")
    meeting = str(page.url)
    unfold(page)
    press(page, "Ghi có mặt")
    unfold(page)
    for box in page.locator("input[name=lines]").all():
        box.check()
    page.select_option("#id_mode", mode)
    press(page, "Mở hòm phiếu")
    ballot = page.url
    for place in range(len(stage.members)):
        voter = stage.window(f"uyvien{place}").page
        voter.goto(ballot)
        for choice in voter.locator("input[type=radio][value=agree]").all():
            choice.check()
        press(voter, "Bỏ phiếu")
        assert mode == "open" or "Mã biên nhận" in said(voter)
    page.goto(ballot)
    press(page, "Đóng hòm phiếu và kiểm phiếu")
    page.goto(meeting)
    press(page, "Kết thúc phiên họp")
    return meeting


def draft_decision(stage: Stage, meeting: str, *, award: str = "") -> str:
    """The office drafts a decision from what the council passed, of one award where one is named; gives its address."""
    number = meeting.rstrip("/").split("/")[-1]
    page = stage.window().open(f"/khen-thuong/phien-hop/{number}/")
    for row in page.locator("main tbody tr").all():
        row.locator("input[name=dossier]").set_checked(award in row.inner_text())
    press(page, "Lập dự thảo")
    return str(page.url)


def draft_from_round(stage: Stage, name: str, grounds: str) -> str:
    """The office drafts a decision from verified dossiers by the minutes of a meeting on paper; gives its address."""
    page = stage.window().open("/khen-thuong/")
    page.get_by_role("link", name=f"Lập dự thảo theo biên bản giấy: {name}").click()
    page.wait_for_load_state()
    page.fill("[name=grounds]", grounds)
    for box in page.locator("input[name=dossier]").all():
        box.check()
    press(page, "Lập dự thảo")
    return str(page.url)


def sign(stage: Stage, decision: str, number: str, signed: Signed, *, symbol: str = "QĐ-UBND") -> str:
    """Whoever keeps the registry enters the signed paper; gives what the page then says."""
    page = stage.window(stage.registry).page
    page.goto(decision)
    unfold(page)
    page.fill("#id_symbol", symbol)
    page.fill("#id_number", number)
    page.fill("#id_signed_on", signed.on.isoformat())
    page.fill("#id_signer", signed.signer)
    page.fill("#id_signer_title", "Chủ tịch")
    press(page, "Ghi nhận đã ban hành")
    unfold(page)
    return said(page)


def send_up(stage: Stage, name: str, *, to: str, via: str) -> Package:
    """The office packs what a round proposes to one authority; gives the package as it was kept."""
    page = stage.window().open("/ho-so/cap-tren/")
    page.get_by_role("link", name=f"Lập gói: {name}", exact=True).click()
    page.wait_for_load_state()
    form = page.locator("form.sheet").filter(has=page.locator(f"input[name=to][value='{to}']"))
    form.locator("[name=via]").fill(via)
    form.get_by_role("button", name="Lập gói").click()
    page.wait_for_load_state()
    sent = Package.objects.filter(is_incoming=False).latest("pk")
    assert (sent.to, sent.via) == (to, via)
    assert f"{stage.office.name} trình {to}{f' (qua {via})' if via else ''}" in said(page)
    return sent


def fetched(window: Visitor, address: str) -> bytes:
    answer = window.page.request.get(window.base + address if address.startswith("/") else address)
    assert answer.status == 200, answer.text()[:400]
    return bytes(answer.body())
