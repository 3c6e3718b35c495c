"""Results published elsewhere and components given, in the browser."""

from typing import Any

import pytest

from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT, make_paper
from tests.web.signing import signed_in
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.scoring import actions_outside
from thidua.scoring.models import ComponentDuty, OutsideResult

pytestmark = pytest.mark.django_db
PAPER = {"kind": "Quyết định", "number": "12/QĐ-UBND", "dated_on": "2024-01-20", "issuer": "UBND tỉnh"}


def test_a_result_is_entered_with_its_paper() -> None:
    clerk = make_actor(Role.CLERK)
    browser, address = signed_in(clerk), f"/cham-diem/ngoai/{clerk.unit_id}/ket-qua/"
    said = PAPER | {"index_name": "PAR INDEX", "year": 2023, "rank": 4}
    assert browser.post(address, said).status_code == 302
    page = browser.get(f"/cham-diem/ngoai/{clerk.unit_id}/").content.decode()
    assert "Quyết định số 12/QĐ-UBND ngày 20/01/2024" in page
    assert OutsideResult.objects.get().rank == 4


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"rank": ""}, "Hãy nhập điểm hoặc thứ hạng."),
        ({"rank": 4, "dated_on": "2022-12-31"}, "Văn bản ngày 31/12/2022 có trước năm 2023"),
    ],
)
def test_a_result_that_cannot_be_is_refused_and_leaves_nothing(said: dict[str, Any], sentence: str) -> None:
    clerk = make_actor(Role.CLERK)
    given = PAPER | {"index_name": "PAR INDEX", "year": 2023} | said
    page = signed_in(clerk).post(f"/cham-diem/ngoai/{clerk.unit_id}/ket-qua/", given)
    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert not OutsideResult.objects.exists()


def test_only_the_office_gives_components() -> None:
    clerk = make_actor(Role.CLERK)
    stranger = make_actor(Role.OFFICE)
    unit = make_unit()
    board = make_actor(Role.OFFICE, unit=unit)
    said = PAPER | {"index_name": "DDCI", "component": "Tính minh bạch", "subject": unit.code, "from_year": 2023}
    own = signed_in(clerk).post(f"/cham-diem/ngoai/{clerk.unit_id}/giao/", said)
    assert (own.status_code, ComponentDuty.objects.count()) == (422, 0)
    assert signed_in(board).post(f"/cham-diem/ngoai/{unit.pk}/giao/", said).status_code == 302
    assert ComponentDuty.objects.get().component == "Tính minh bạch"
    assert signed_in(stranger).get(f"/cham-diem/ngoai/{unit.pk}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_a_fixed_number_of_times(rows: int, django_assert_num_queries: Any) -> None:
    clerk = make_actor(Role.CLERK)
    unit = Unit.objects.get(pk=clerk.unit_id)
    for number in range(rows):
        actions_outside.enter_result(unit, "PCI", 2020 + number, rank=1, document=make_paper(), by=clerk, at=AT)
    browser = signed_in(clerk)
    with django_assert_num_queries(
        10
    ):  # session, account, person, roles, unit, owner, results, published, years, duties
        page = browser.get(f"/cham-diem/ngoai/{clerk.unit_id}/").content.decode()
    assert page.count('data-label="Văn bản"') == rows
