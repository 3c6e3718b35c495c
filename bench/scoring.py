"""National size: 3,321 communes, 100 items, two years; ranking, sheet, grid, import. In a database of its own.

SQLite when nothing is said, PostgreSQL with DATABASE_URL; the numbers are measured, nothing is kept afterwards.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import django

from bench import Row

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
COMMUNES, ITEMS, CLUSTERS = 3_321, 100, 34
SIZES = (100, 316, 1_000, COMMUNES)
GRID = 125
AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
_CELLS = """
INSERT INTO scoring_cell (sheet_id, item_id, claimed, verified, explained, final, claimed_note, verified_reason,
                          explained_note, final_reason, applies, version)
SELECT sheet.id, item.id, points, points, NULL, points, '', '', '', '', {true}, 3
FROM (SELECT sheet.id AS s, item.id AS i, ((sheet.id * 7919 + item.id * 104729) % 10001) / 10000.0 AS points
      FROM scoring_sheet sheet JOIN scoring_indexitem item ON item.index_set_id = sheet.index_set_id
      WHERE item.is_leaf) AS reckoned
JOIN scoring_sheet sheet ON sheet.id = s JOIN scoring_indexitem item ON item.id = i
"""


def measurements() -> Iterator[Row]:
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment

    on_postgres = connection.vendor == "postgresql"
    with tempfile.TemporaryDirectory() as folder:
        name = f"bench_scoring_{os.getpid()}" if on_postgres else f"{folder}/bench.sqlite3"
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
        connection.settings_dict["TEST"]["NAME"] = name
        setup_test_environment(debug=False)
        made = setup_databases(verbosity=0, interactive=False)
        try:
            yield from _measured(1.0 if on_postgres else 2.5)
        finally:
            teardown_databases(made, verbosity=0)
            teardown_test_environment()


def _measured(ranking_limit: float) -> Iterator[Row]:
    from django.db import connection

    office, units = _units()
    started = time.perf_counter()
    sets = {size: _set(office, units[:size], 2026, f"b{size}") for size in {*SIZES, GRID}}
    _set(office, units, 2025, f"b{COMMUNES}")
    with connection.cursor() as cursor:
        cursor.execute(_CELLS.format(true="true" if connection.vendor == "postgresql" else "1"))
        cursor.execute("ANALYZE")
    yield Row("two years stored", time.perf_counter() - started, "s")
    yield from _rankings(sets, ranking_limit)
    yield from _pages(office, sets)
    yield _import(office, units)


def _units() -> tuple[Any, list[Any]]:
    from thidua.base.text import norm
    from thidua.org.levels import ensure_levels
    from thidua.org.models import Cluster, ClusterMember, Unit

    level = ensure_levels()["xa"]
    office = Unit.objects.create(code="goc", name="Cơ quan chấm điểm", name_norm="co quan", level=level)
    office.path = f"{office.pk:07d}"
    office.save(update_fields=["path"])
    names = [f"Xã số {number}" for number in range(COMMUNES)]
    units = Unit.objects.bulk_create(
        Unit(code=f"x{n}", name=name, name_norm=norm(name), level=level, parent=office) for n, name in enumerate(names)
    )
    for unit in units:
        unit.path = f"{office.path}{unit.pk:07d}"
    Unit.objects.bulk_update(units, ["path"], batch_size=500)
    clusters = [
        Cluster.objects.create(name=f"Cụm {number}", unit=office, from_on=date(2025, 1, 1))
        for number in range(CLUSTERS)
    ]
    ClusterMember.objects.bulk_create(
        ClusterMember(cluster=clusters[n % CLUSTERS], unit=unit, from_on=date(2025, 1, 1))
        for n, unit in enumerate(units)
    )
    return office, units


def _set(office: Any, units: list[Any], year: int, code: str) -> Any:
    from thidua.scoring.models import IndexItem, IndexSet, Sheet

    made = IndexSet.objects.create(code=code, name="Chỉ số đo", year=year, unit=office, state="in_use")
    field = IndexItem.objects.create(
        index_set=made, code="1", name="Lĩnh vực", position=0, is_leaf=False, maximum=ITEMS
    )
    IndexItem.objects.bulk_create(
        IndexItem(
            index_set=made, parent=field, code=f"1.{n}", name=f"Tiêu chí {n}", position=n, maximum=Decimal(1),
            figure_code=f"so_{n}",
        )
        for n in range(1, ITEMS + 1)
    )  # fmt: skip
    Sheet.objects.bulk_create(Sheet(index_set=made, unit=unit, state="final") for unit in units)
    return made


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _rankings(sets: dict[int, Any], limit: float) -> Iterator[Row]:
    from thidua.scoring.queries import standings

    for size in SIZES:
        seconds = statistics.median(_timed(lambda one=sets[size]: standings(one)) for _ in range(3))
        yield Row(f"ranking of {size} units", seconds, "s", limit if size == COMMUNES else None)


def _pages(office: Any, sets: dict[int, Any]) -> Iterator[Row]:
    from django.test import Client

    from thidua.org.models import Account, Assignment, Person

    person = Person.objects.create(code="ng", name="Người đo", name_norm="nguoi do", name_key="do nguoi", unit=office)
    Assignment.objects.create(person=person, role="office", unit=office, from_on=date(2015, 1, 1))
    account = Account.objects.create(username="do", person=person, opened_at=AT, password="!")
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    sheet = sets[COMMUNES].sheets.order_by("pk")[0]
    for name, address, unit, factor, limit in (
        ("sheet of a unit", f"/cham-diem/phieu/{sheet.pk}/", "ms", 1_000, 150),
        (f"grid of {GRID} units", f"/cham-diem/bo/{sets[GRID].pk}/luoi/", "s", 1, 1.5),
    ):
        if browser.get(address).status_code != 200:
            raise ValueError(f"{address} is not there")
        seconds = statistics.median(_timed(lambda where=address: browser.get(where)) for _ in range(5))
        yield Row(name, seconds * factor, unit, limit)


def _import(office: Any, units: list[Any]) -> Row:
    from thidua.documents.sheets import Leaf, write
    from thidua.org.actor import Actor, Grant
    from thidua.scoring.actions_figures import import_figures
    from thidua.scoring.models import Figure

    headings = (("Mã đơn vị", 12.0), *((f"so_{n}", 10.0) for n in range(1, ITEMS + 1)))
    rows = [(unit.code, *(f"{(unit.pk * n) % 97}/97" for n in range(1, ITEMS + 1))) for unit in units]
    content = write(Leaf("Số liệu", headings, rows))
    by = Actor(None, "Người đo", frozenset({Grant("office", office.pk, office.path)}))
    seconds = _timed(lambda: import_figures(content, office, 2026, by=by, at=AT))
    if Figure.objects.count() != COMMUNES * ITEMS:
        raise ValueError("figures are missing")
    return Row(f"import of {COMMUNES * ITEMS:,} figures", seconds, "s", 20)
