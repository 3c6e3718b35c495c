"""Run in the house of the higher level: lay its units, its movement with an open round, and an officer."""

import json
import sys

import django

django.setup()

from tests.browser.conftest import PASSWORD  # noqa: E402
from tests.dossiers.rows import make_award, make_movement, make_round  # noqa: E402
from tests.factories import make_account, make_actor, make_unit  # noqa: E402
from thidua.org.kinds import Role  # noqa: E402
from thidua.org.models import Person, Unit  # noqa: E402


def lay(units: list[list[str]]) -> None:
    """Lay units, each (code, name) under the one before it; the first gives the award and has the officer."""
    above: Unit | None = None
    laid = []
    for code, name in units:
        above = make_unit(name=name, parent=above)
        Unit.objects.filter(pk=above.pk).update(code=code)
        laid.append(above)
    round = make_round(movement=make_movement(unit=laid[0]))
    make_award(round.movement, form="Bằng khen", authority=f"Chủ tịch {laid[0].name}")
    office = make_actor(Role.OFFICE, unit=laid[0])
    make_account(Person.objects.get(pk=office.person_id), username="tinh", password=PASSWORD)


if __name__ == "__main__":
    lay(json.loads(sys.argv[1]))
