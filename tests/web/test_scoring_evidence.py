"""The evidence vault: one file once, several years, warnings, preview, outsiders."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.dossiers.rows import pdf
from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT, cell_of, make_board, make_index_set, make_sheet
from tests.web.signing import signed_in
from thidua.org.kinds import Role
from thidua.org.models import StoredFile, Unit
from thidua.scoring import actions, rules
from thidua.scoring.kinds import SheetState
from thidua.scoring.models import Evidence

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self) -> None:
        self.set = make_index_set()
        self.board = make_board(self.set)
        self.sheet = make_sheet(self.set, self.board)
        self.clerk = make_actor(Role.CLERK, unit=self.sheet.unit)
        self.vault = f"/cham-diem/minh-chung/{self.sheet.unit_id}/"

    def put(self, browser: Any, code: str = "1.1", content: bytes = b"", **said: str) -> Any:
        file = SimpleUploadedFile("quyet-dinh.pdf", content or pdf(2))
        cell = cell_of(self.sheet, code).pk
        return browser.post(f"{self.vault}them/?o={cell}", {"file": file, "title": "Kế hoạch năm"} | said)


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.mark.parametrize(
    ("number", "dated_on", "uses", "warnings"),
    [
        ("1/KH", date(2023, 5, 1), [], []),
        ("", date(2023, 5, 1), [], ["chưa có số"]),
        ("1/KH", date(2022, 5, 1), [], ["ngoài kỳ đánh giá (ngày 01/05/2022, kỳ năm 2023)"]),
        ("1/KH", None, ["1.2 – Chỉ số"], ["chưa có ngày", "đã dùng ở 1.2 – Chỉ số"]),
    ],
)
def test_doubts(number: str, dated_on: date | None, uses: list[str], warnings: list[str]) -> None:
    assert rules.doubts(number, dated_on, 2023, uses) == warnings


def test_the_same_file_is_kept_once_and_proves_two_items_with_a_warning(scene: Scene) -> None:
    browser = signed_in(scene.clerk)
    assert scene.put(browser).status_code == 302
    assert scene.put(browser, "1.2", number="7/KH", dated_on="2022-12-30").status_code == 302
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (1, 1)
    page = browser.get(f"/cham-diem/o/{cell_of(scene.sheet, '1.2').pk}/").content.decode()
    assert "ngoài kỳ đánh giá (ngày 30/12/2022, kỳ năm 2023)" in page
    assert "đã dùng ở 1.1 – Chỉ số cải cách hành chính năm 2023" in page
    off = browser.post(f"/cham-diem/o/{cell_of(scene.sheet, '1.2').pk}/minh-chung/", {"off": Evidence.objects.get().pk})
    assert (off.status_code, Evidence.objects.get().cells.count()) == (302, 1)


def test_a_pdf_is_shown_as_pictures_of_its_pages(scene: Scene) -> None:
    browser = signed_in(scene.clerk)
    scene.put(browser)
    pk = Evidence.objects.get().pk
    assert browser.get(f"/cham-diem/minh-chung/xem/{pk}/").content.decode().count('class="shown"') == 2
    drawn = browser.get(f"/cham-diem/minh-chung/trang/{pk}/2.png")
    assert (drawn.headers["Content-Type"], drawn.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert browser.get(f"/cham-diem/minh-chung/trang/{pk}/3.png").status_code == 404
    file = browser.get(f"/cham-diem/minh-chung/tep/{pk}/")
    assert (b"".join(file.streaming_content), file.headers["Content-Security-Policy"]) == (pdf(2), "sandbox")


def test_a_file_that_may_not_come_in_leaves_nothing(scene: Scene) -> None:
    page = scene.put(signed_in(scene.clerk), content=b"MZ program")
    assert (page.status_code, Evidence.objects.count()) == (422, 0)


def test_evidence_stands_still_while_others_verify_and_outsiders_find_nothing(scene: Scene) -> None:
    browser = signed_in(scene.clerk)
    scene.put(browser)
    actions.move(scene.sheet, SheetState.VERIFYING, by=scene.clerk, at=AT)
    pk, cell = Evidence.objects.get().pk, cell_of(scene.sheet, "1.1").pk
    late = browser.post(f"/cham-diem/o/{cell}/minh-chung/", {"off": pk})
    assert (late.status_code, "không gắn, gỡ minh chứng được" in late.content.decode()) == (422, True)
    board = signed_in(scene.board)
    assert (board.get(f"/cham-diem/minh-chung/xem/{pk}/").status_code, scene.put(board).status_code) == (200, 422)
    stranger = signed_in(make_actor(Role.CLERK, unit=make_unit()))
    ends = (f"xem/{pk}/", f"tep/{pk}/", f"trang/{pk}/1.png", f"{scene.sheet.unit_id}/")
    assert {stranger.get(f"/cham-diem/minh-chung/{end}").status_code for end in ends} == {404}


@pytest.mark.parametrize("rows", [1, 3])
def test_vault_asks_the_database_a_fixed_number_of_times(
    scene: Scene, rows: int, django_assert_num_queries: Any
) -> None:
    unit = Unit.objects.get(pk=scene.sheet.unit_id)
    for number in range(rows):
        file = StoredFile.objects.create(
            sha256=f"{number:064d}", size=1, media_type="text/plain", name="x", stored_at=AT
        )
        made = Evidence.objects.create(unit=unit, file=file, title=f"Tài liệu {number}", put_at=AT)
        made.cells.set(scene.sheet.cells.all())
    browser = signed_in(scene.clerk)
    with django_assert_num_queries(8):  # session, account, person, roles, unit, owner, documents, uses
        page = browser.get(scene.vault).content.decode()
    assert page.count('data-label="Tài liệu"') == rows
