"""Boards, trees and the confirmation page: a province of 125 units and 12 movements, the longest plan."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from bench import Row

UNITS, MOVEMENTS = 125, 12
TODAY = date(2023, 7, 5)
AT = datetime(2023, 6, 1, 2, tzinfo=UTC)


def measurements() -> Iterator[Row]:
    """Lay a database in a folder of its own, ask each page once to warm up, then take the quickest of five."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder:
        os.environ |= {"THIDUA_VAR": folder, "DJANGO_SETTINGS_MODULE": "thidua.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield from _pages()


def _pages() -> Iterator[Row]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    office, addresses = _laid()
    browser = Client()
    browser.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(address)
        if page.status_code != 200:
            raise RuntimeError(f"{address} answered {page.status_code}")
        yield Row(f"{name}, queries", len(asked), "", 9 if "125" in name else None)
        yield Row(f"{name}, time", _quickest(lambda address=address: browser.get(address)), "ms", 300)


def _quickest(ask: Callable[[], object]) -> float:
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - started) * 1000)
    return min(taken)


def _laid() -> tuple[object, dict[str, str]]:
    """Lay units, movements with duties, registrations and tasks, and one very long plan still to be confirmed."""
    from bench.plans import plan as long_plan
    from tests.factories import give_role, make_account, make_draft, make_movement, make_person, make_unit
    from thidua.movements import actions
    from thidua.movements.models import Registration, Task
    from thidua.org.actor import Actor, Grant
    from thidua.org.kinds import Role
    from thidua.plans import reader
    from thidua.plans.source import from_text

    province = make_unit(name="UBND tỉnh Mẫu")
    person = make_person(unit=province)
    give_role(person, Role.OFFICE, province)
    units = [make_unit(name=f"Đơn vị trực thuộc số {place}", parent=province) for place in range(UNITS)]
    own = {"act": "issue_own_plan", "meaning": "until", "date": "2023-06-30", "last_day": "2023-06-30", "text": ""}
    draft = make_draft(deadlines=[*make_draft()["deadlines"], own])
    movements = [make_movement(unit=province, draft=draft) for _ in range(MOVEMENTS)]
    for movement in movements:
        round = movement.rounds.get()
        Registration.objects.bulk_create(
            Registration(round=round, unit=unit, state="sent", sent_at=AT) for unit in units[::2]
        )
        Task.objects.bulk_create(
            Task(movement=movement, unit=unit, unit_text="", text="Tuyên truyền") for unit in units
        )
    grants = frozenset({Grant(Role.OFFICE, province.pk, province.path)})
    actor = Actor(person.pk, person.name, grants, province.pk)
    source = from_text("\n".join(long_plan(175)))  # fifteen pages, longer than any plan we were given
    confirm = actions.take_in(province, "dai.txt", source, reader.read(source), by=actor, at=AT)
    return make_account(person), {
        "board 125 x 12": "/phong-trao/bang/",
        "tree 125": f"/phong-trao/{movements[0].pk}/cay/",
        "movement": f"/phong-trao/{movements[0].pk}/",
        "confirmation": confirm.get_absolute_url(),
        "my work": "/",
    }
