"""From a published total by clicks alone to the figure, the document, the person and the hour behind each line."""

import re

import pytest

from tests.browser.conftest import PHONE, WIDE, serious_faults
from tests.dossiers.rows import pdf
from tests.factories import make_account, make_actor
from tests.scoring.rows import AT, D, cell_of, make_board, make_index_set, make_paper, make_sheet
from thidua.org.files import keep
from thidua.org.kinds import Role
from thidua.org.models import Person
from thidua.scoring import actions, actions_evidence
from thidua.scoring.kinds import Column, Formula, SheetState, Source
from thidua.scoring.models import IndexItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Year:
    """One commune with a line by hand and proved, one from a figure, one from a survey; published by a decision."""

    def __init__(self) -> None:
        self.set = make_index_set()
        field = self.set.items.get(code="1")
        IndexItem.objects.create(
            index_set=self.set, parent=field, code="1.3", name="Hài lòng", position=4, maximum=D(4),
            source=Source.SURVEY, formula=Formula.SURVEY, figure_code="hai_long",
        )  # fmt: skip
        self.board = make_board(self.set)
        self.sheet = make_sheet(self.set, self.board)
        self.clerk = make_actor(Role.CLERK, unit=self.sheet.unit)
        for actor, name in ((self.clerk, "lan"), (self.board, "huyen")):
            make_account(Person.objects.get(pk=actor.person_id), username=name)
        self.claim()
        self.settle()

    def claim(self) -> None:
        paper, unit, by = make_paper("7/BC-UBND"), self.sheet.unit, self.clerk
        for code, top, whole, who in (("dung_han", 95, 100, by), ("hai_long", 45, 50, self.board)):
            actions.put_figure(
                unit, code, 2023, numerator=D(top), denominator=D(whole), document=paper, by=who, at=AT
            )  # fmt: skip
        actions.write(cell_of(self.sheet, "1.1"), Column.CLAIMED, D("1.5"), words="đã ban hành", seen=0, by=by, at=AT)
        actions.write(cell_of(self.sheet, "1.3"), Column.CLAIMED, D("3.6"), words="khảo sát", seen=0, by=by, at=AT)
        actions.fill_from_figures(self.sheet, by=by, at=AT)
        file = keep("ke-hoach.pdf", pdf(), by=by, at=AT, media_type="application/pdf")
        proof = actions_evidence.put_evidence(unit, file, title="Kế hoạch năm", number="12/KH-UBND", by=by, at=AT)
        actions_evidence.attach(proof, cell_of(self.sheet, "1.1"), by=by, at=AT)

    def settle(self) -> None:
        self.sheet = actions.move(self.sheet, SheetState.VERIFYING, by=self.clerk, at=AT)
        for code, points, words in (("1.1", "1.5", ""), ("1.2", "2.85", ""), ("1.3", "3.5", "thiếu 2 phiếu")):
            cell = cell_of(self.sheet, code)
            actions.write(cell, Column.VERIFIED, D(points), words=words, seen=cell.version, by=self.board, at=AT)
        for state in (SheetState.EXPLAINING, SheetState.FINALISING, SheetState.FINAL):
            self.sheet = actions.move(self.sheet, state, by=self.board, at=AT)
        actions.publish(self.set, document=make_paper(), by=self.board, at=AT)


def text(page) -> str:
    return re.sub(r"\s+", " ", page.inner_text("main"))


def follow(page, words: str) -> None:
    page.get_by_role("link", name=words).first.click()
    page.wait_for_load_state()
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize(("who", "viewport"), [("huyen", WIDE), ("lan", PHONE)], ids=["wide", "phone"])
def test_every_published_number_is_walked_back_by_clicking(visit, who, viewport):
    year = Year()
    window = visit(who, viewport=viewport)
    clerk, board = year.clerk.name, year.board.name

    # from the list of sets to the decision, and to the total with its fields and criteria
    page = window.open("/cham-diem/")
    for words in ("Chỉ số cải cách hành chính năm 2023", "Xếp hạng", "Xem kết quả đã công bố", "7,85 điểm của Xã Một"):
        follow(page, words)
    total = page.url
    assert f"Quyết định số 01/QĐ-UBND ngày 01/02/2024; {board}, 09:00 10/01/2024" in text(page)
    assert [text(page).count(points) for points in ("1,50", "2,85", "3,50")] == [1, 1, 1]

    # by hand: the reason, the four columns with their writers, and the document itself
    follow(page, "1,50 điểm, tiêu chí 1.1")
    assert "Công thức Chấm tay" in text(page)
    assert f"09:00 10/01/2024 Tự chấm: 1,5 – {clerk}: đã ban hành" in text(page)
    assert f"09:00 10/01/2024 Điểm cuối: 1,5 – {board}: Theo điểm thẩm định" in text(page)
    follow(page, "Kế hoạch năm")
    assert page.get_by_role("link", name="1.1 Kế hoạch, Chỉ số cải cách hành chính năm 2023").count() == 1
    assert "12/KH-UBND" in text(page)
    assert f"{clerk}, 09:00 10/01/2024" in text(page)
    with page.expect_request("**/tep/**") as asked:
        page.get_by_role("link", name="Mở tệp ke-hoach.pdf").click()
    assert asked.value.response().status == 200

    # a figure: the reckoning with its numbers, the table of figures, the paper they stand on
    page.goto(total)
    follow(page, "2,85 điểm, tiêu chí 1.2")
    assert "95/100 = 95 %; 3 × 95 : 100 → 2,85 điểm (tối đa 3)." in text(page)
    follow(page, "dung_han: 95/100")
    assert f"{clerk}, 09:00 10/01/2024 Quyết định số 7/BC-UBND" in text(page)
    follow(page, "1.2 Đúng hạn")

    # a survey: its share, what was claimed, and why the verifier wrote less; then back to what was published
    page.goto(total)
    follow(page, "3,50 điểm, tiêu chí 1.3")
    assert "45/50 = 90 %; 4 × 90 : 100 → 3,6 điểm (tối đa 4)." in text(page)
    assert f"Thẩm định: 3,5 – {board}: thiếu 2 phiếu" in text(page)
    follow(page, "Kết quả đã công bố")
    assert page.url == total
    assert window.complaints == []
