"""The list of dossiers: search without marks, filters, a fixed number of queries."""

from typing import Any

import pytest

from tests.dossiers.rows import make_dossier, make_movement, make_round
from tests.factories import make_actor, make_subject, make_unit
from tests.web.signing import signed_in
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_a_fixed_number_of_times(rows: int, django_assert_num_queries: Any) -> None:
    office = make_unit()
    round = make_round(movement=make_movement(unit=office))
    for _ in range(rows):
        make_dossier(round=round)
    browser = signed_in(make_actor(Role.OFFICE, unit=office))
    with django_assert_num_queries(
        10
    ):  # session, account, person, roles, rounds, may nominate, count, keys, rows, unit
        page = browser.get("/ho-so/")
    assert page.content.decode().count('data-label="Đề nghị cho"') == rows


def test_search_finds_without_marks_and_case() -> None:
    office = make_unit()
    round = make_round(movement=make_movement(unit=office))
    found = make_unit(name="UBND xã Suối Đục", parent=office)
    make_dossier(round=round, unit=found, nominee=make_subject(unit=found))
    make_dossier(round=round)
    browser = signed_in(make_actor(Role.OFFICE, unit=office))
    page = browser.get("/ho-so/", {"tim": "suoi duc"}).content.decode()
    assert page.count('data-label="Đề nghị cho"') == 1
    assert "UBND xã Suối Đục" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_searching_asks_the_database_a_fixed_number_of_times(rows: int, django_assert_num_queries: Any) -> None:
    office = make_unit()
    round = make_round(movement=make_movement(unit=office))
    for place in range(rows):
        make_dossier(round=round, unit=make_unit(name=f"UBND xã Suối Đục {place}", parent=office))
    browser = signed_in(make_actor(Role.OFFICE, unit=office))
    with django_assert_num_queries(12):  # as the list, and the names of nominees and of units
        page = browser.get("/ho-so/", {"tim": "suoi duc"})
    assert page.content.decode().count('data-label="Đề nghị cho"') == rows


def test_filter_by_state_and_only_the_part_for_htmx() -> None:
    office = make_unit()
    round = make_round(movement=make_movement(unit=office))
    make_dossier(round=round)
    make_dossier(round=round, state="submitted")
    browser = signed_in(make_actor(Role.OFFICE, unit=office))
    page = browser.get("/ho-so/", {"trang_thai": "submitted", "dot": round.pk}, headers={"HX-Request": "true"})
    assert page.content.decode().count('data-label="Đề nghị cho"') == 1
    assert "<html" not in page.content.decode()


def test_a_stranger_sees_an_empty_list() -> None:
    make_dossier()
    page = signed_in(make_actor(Role.CLERK, unit=make_unit())).get("/ho-so/")
    assert "Không có hồ sơ nào khớp" in page.content.decode()
