"""The list of papers of a movement, as steps that the journeys of the five plans share."""

from collections.abc import Sequence
from typing import Any

from tests.browser.journey import Stage


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
