"""The journal as people read it."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import AT, give_role, make_person, make_unit
from thidua.org import journal
from thidua.org.actor import HOUSE
from thidua.org.kinds import Role
from thidua.org.models import Person

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]


@pytest.mark.parametrize("rows", [1, 3])
def test_lines_are_told_in_vietnamese_with_a_fixed_number_of_queries(
    rows: int, signed_in: SignedIn, django_assert_num_queries
):
    top = make_unit(name="Sở X")
    person = make_person(unit=top)
    give_role(person, Role.ADMIN, top)
    for verb in ["org.rename_unit", "org.unheard_of", "org.move_unit"][:rows]:
        journal.record(verb, top, by=HOUSE, at=AT)
    client = signed_in(person)
    with django_assert_num_queries(7):  # session, account, person, roles, count, lines, office
        page = client.get("/to-chuc/nhat-ky/")
    shown = page.content.decode()
    assert [word in shown for word in ("Đổi tên đơn vị", "Việc khác", "Chuyển đơn vị")] == [True, rows > 1, rows > 2]
    assert "org." not in shown.split("<main")[1]


def test_only_the_administrator_at_the_top_reads_it(signed_in: SignedIn):
    part = make_unit(parent=make_unit())
    person = make_person(unit=part)
    give_role(person, Role.ADMIN, part)
    answer = signed_in(person).get("/to-chuc/nhat-ky/")
    assert (answer.status_code, "đơn vị đứng ở gốc" in answer.content.decode()) == (422, True)
