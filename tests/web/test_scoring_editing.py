"""Index sets made, copied, compared and changed in the browser."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT, make_board, make_index_set, make_sheet
from tests.web.signing import signed_in
from thidua.org.kinds import Role
from thidua.scoring import actions_sets
from thidua.scoring.models import Exemption, IndexItem, IndexSet

pytestmark = pytest.mark.django_db


def test_a_set_goes_out_as_excel_and_comes_back_as_a_new_one() -> None:
    index_set = make_index_set()
    browser = signed_in(make_board(index_set))
    content = browser.get(f"/cham-diem/bo/{index_set.pk}/excel/").content
    said = {"name": "Bộ mới", "unit": index_set.unit.code, "year": 2026}
    file = SimpleUploadedFile("bo.xlsx", content)
    assert browser.post("/cham-diem/bo/tai-len/", said | {"file": file}).status_code == 302
    made = IndexSet.objects.get(name="Bộ mới")
    assert list(made.items.order_by("position").values_list("code", "maximum")) == [("1", 5), ("1.1", 2), ("1.2", 3)]
    wrong = browser.post("/cham-diem/bo/tai-len/", said | {"file": SimpleUploadedFile("bo.xlsx", b"x")})
    assert (wrong.status_code, "không phải bảng tính Excel" in wrong.content.decode()) == (422, True)


def test_a_draft_is_edited_and_compared_with_what_it_was_copied_from() -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    browser = signed_in(board)
    copied = actions_sets.copy_set(index_set, unit=index_set.unit, year=2024, by=board, at=AT)
    item = copied.items.get(code="1.1")
    said = {"name": "Kế hoạch năm", "maximum": "2,5", "formula": "steps", "source": "self", "params": "mỗi bậc = 1"}
    refused = browser.post(f"/cham-diem/dong/{item.pk}/", said)
    assert (refused.status_code, "còn thiếu tham số" in refused.content.decode()) == (422, True)
    said["params"] = "mỗi bậc = 1; điểm mỗi bậc = 0,5"
    assert browser.post(f"/cham-diem/dong/{item.pk}/", said).status_code == 302
    page = browser.get(f"/cham-diem/bo/{copied.pk}/so-sanh/").content.decode()
    assert page.count('data-label="Khác ở"') == 4 + 1  # name, maximum, formula, numbers; the field's sum
    assert "mỗi bậc = 1; điểm mỗi bậc = 0,5" in page


def test_days_and_an_exemption_are_written_with_their_paper() -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    sheet = make_sheet(index_set, board)
    browser = signed_in(board)
    assert browser.post(f"/cham-diem/bo/{index_set.pk}/thoi-han/", {"claim_until": "2024-01-31"}).status_code == 302
    said = {"code": "1.2", "unit": sheet.unit.code, "reason": "không có một cửa", "kind": "Quyết định",
            "number": "5/QĐ-UBND", "dated_on": "2024-01-02", "issuer": "UBND huyện"}  # fmt: skip
    assert browser.post(f"/cham-diem/bo/{index_set.pk}/mien/", said).status_code == 302
    assert Exemption.objects.get().document is not None
    assert "Không áp dụng" in browser.get(sheet.get_absolute_url()).content.decode()
    assert browser.post(f"/cham-diem/bo/{index_set.pk}/mien/", said | {"code": "9"}).status_code == 422


def test_strangers_find_nothing_and_clerks_change_nothing() -> None:
    index_set = make_index_set()
    item = IndexItem.objects.get(code="1.1")
    stranger = signed_in(make_actor(Role.OFFICE, unit=make_unit()))
    ends = ("excel/", "chep/", "thay/", "so-sanh/", "thoi-han/", "mien/")
    addresses = [f"/cham-diem/bo/{index_set.pk}/{end}" for end in ends] + [f"/cham-diem/dong/{item.pk}/"]
    assert {stranger.get(address).status_code for address in addresses} == {404}
    clerk = signed_in(make_actor(Role.CLERK, unit=make_unit(parent=index_set.unit)))
    said = {"name": "Khác", "maximum": "1", "formula": "hand", "source": "self"}
    page: Any = clerk.post(f"/cham-diem/dong/{item.pk}/", said)
    assert (page.status_code, IndexItem.objects.get(pk=item.pk).name) == (422, "Kế hoạch")
