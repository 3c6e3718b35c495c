"""What waits for a person in other rooms is listed, and passes with the roles in one act."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.factories import AT, give_role, make_award, make_movement, make_person, make_round, make_subject, make_unit
from thidua.council.models import Council, Seat
from thidua.dossiers.models import Dossier, Handling
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry, Person

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]


def test_dossiers_pass_to_the_taker_and_seats_are_only_shown(signed_in: SignedIn):
    top = make_unit(name="UBND huyện Sơn Hà")
    admin, giver, taker = (make_person(name=name, unit=top) for name in ("Lê Quản Trị", "Lê Giao", "Lê Nhận"))
    give_role(admin, Role.ADMIN, top)
    give_role(giver, Role.VERIFIER, top)
    movement = make_movement(unit=top)
    nominee = make_unit(name="Phòng Thuế", parent=top)
    dossier = Dossier.objects.create(
        round=make_round(movement=movement),
        unit=nominee,
        nominee=make_subject(unit=nominee),
        award=make_award(movement=movement),
        state="submitted",
        opened_at=AT,
        submitted_at=AT,
        submitted_by=giver,
        officer=giver,
    )
    council = Council.objects.create(unit=top, name="Hội đồng huyện")
    seat = Seat.objects.create(council=council, person=giver, from_on=date(2020, 1, 1))
    client = signed_in(admin)
    here = f"/to-chuc/nguoi/{giver.pk}/"
    listed = (
        "Sẽ bàn giao: Người thẩm định (UBND huyện Sơn Hà); Thụ lý hồ sơ của Phòng Thuế; "
        "Thành viên Hội đồng huyện (thay người bằng quyết định)."
    )
    assert listed in client.get(f"{here}ban-giao/").content.decode()
    assert "Thụ lý hồ sơ của Phòng Thuế" in client.get(here).content.decode()
    assert client.post(f"{here}ban-giao/", {"to": taker.code, "on": "2023-05-01"}).status_code == 302
    dossier.refresh_from_db()
    seat.refresh_from_db()
    assert (dossier.officer, seat.person, seat.until_on) == (taker, giver, None)
    assert Handling.objects.get().reason == "Bàn giao cho Lê Nhận thụ lý"
    verbs = list(JournalEntry.objects.order_by("-number").values_list("verb", flat=True)[:2])
    assert verbs == ["dossiers.hand_to", "org.hand_over"]
