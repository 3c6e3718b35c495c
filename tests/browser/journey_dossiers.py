"""Nominating, verifying and sending up, as steps that the journeys of the five plans share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.journey import Stage, press, said
from thidua.base.text import slug
from thidua.dossiers.models import Dossier, Package

MERITS = "Giải quyết đúng hạn toàn bộ hồ sơ, công khai đủ thủ tục. " * 8
REPORT = "Báo cáo thành tích"


@dataclass(frozen=True)
class Handed:
    """What was handed in: its address, the papers asked for, what the receipt and the page of choice said."""

    address: str
    papers: tuple[str, ...]
    receipt: str
    meters: str


def choose_round(page: Any, round: str, way: str) -> str:
    """From the list of open rounds into one; gives what its page says."""
    card = page.locator("li.card").filter(has_text=f"{round} –").last
    card.get_by_role("link", name=way).click()
    page.wait_for_load_state()
    return said(page)


def choose_award(page: Any, field: str, words: str) -> None:
    option = page.locator(f"select[name={field}] option").filter(has_text=words).first
    page.select_option(f"select[name={field}]", value=option.get_attribute("value"))


def nominate(stage: Stage, place: int, kind: str, paper: Path, *, award: str = "", round: str = "Đợt xét") -> Handed:
    """A clerk opens a dossier for the unit or a person, lays every paper in and hands it over."""
    page = stage.clerk(place).open("/ho-so/de-nghi/")
    meters = choose_round(page, round, "Lập một hồ sơ")
    if award:
        choose_award(page, "award", award)
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
        with page.expect_navigation():
            card.get_by_role("button", name="Tải lên").click()
    assert page.locator("#giay-to").inner_text().count("Đã nhận, SHA-256") == len(asked) > 0
    press(page, "Nộp hồ sơ")
    return Handed(address, asked, said(page), meters)


def nominate_many(
    stage: Stage,
    clerk: str,
    names: Sequence[str],
    paper: Path,
    *,
    awards: Mapping[str, str] | None = None,
    round: str = "Đợt xét",
) -> Handed:
    """A clerk ticks many, lays the common papers into all and each report into its own, hands all in at once."""
    page = stage.window(clerk).open("/ho-so/de-nghi/")
    meters = choose_round(page, round, "Lập nhiều hồ sơ")
    for field, words in (awards or {}).items():
        choose_award(page, field, words)
    for box in page.locator("[name=who]:checked").all():  # the registered
        box.uncheck()
    for name in names:
        page.get_by_label(name, exact=True).check()
    press(page, "Lập các hồ sơ đã chọn")
    asked = tuple(page.locator("#place option").all_inner_texts())
    for kind in asked:
        page.select_option("#place", label=kind)
        page.set_input_files("#file", own_files(paper, names) if kind == REPORT else [str(paper)])
        press(page, "Đưa vào hồ sơ")
        assert f"vào {len(names):02d} hồ sơ." in page.inner_text("body")
    press(page, "Nộp các hồ sơ đã chọn")
    receipt = page.inner_text("body")
    assert f"Đã nhận {len(names):02d} hồ sơ" in receipt
    return Handed(str(page.url), asked, receipt, meters)


def own_files(paper: Path, names: Sequence[str]) -> list[str]:
    """A report for each, named after whom it is about."""
    made = [paper.with_name(f"bao-cao-{slug(name)}.txt") for name in names]
    for name, file in zip(names, made, strict=True):
        file.write_text(f"Báo cáo thành tích của {name}. {MERITS}", encoding="utf-8")
    return [str(file) for file in made]


def verify_all(stage: Stage) -> None:
    """The verifier finds every criterion met, going from one dossier to the next."""
    waiting = Dossier.objects.filter(state="submitted").order_by("pk")
    page = stage.window(stage.verifier).open(f"/ho-so/{waiting[0].pk}/tham-dinh/")
    further = page.get_by_role("button", name="sang hồ sơ tiếp theo")
    while True:
        page.eval_on_selector_all("select[name^=verdict_]", "all => all.forEach((one) => { one.value = 'met'; })")
        reason = "all => all.forEach((one) => { one.value = 'Theo báo cáo và biên bản kèm hồ sơ'; })"
        page.eval_on_selector_all("[name^=reason_]", reason)
        if not further.count():
            break
        with page.expect_navigation():
            further.click()
    press(page, "Đủ điều kiện, chuyển Hội đồng")
    assert not waiting.exists()


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
