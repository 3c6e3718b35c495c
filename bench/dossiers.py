"""How fast the list of 12,000 dossiers answers, and one report is compared with 20,000, on a database of its own."""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import Row
from tests.houses import own_database

DOSSIERS, REPORTS, WORDS = 12_000, 20_000, 300
AT = datetime(2025, 1, 2, tzinfo=UTC)


def measurements() -> Iterator[Row]:
    """Measure on SQLite, or on the PostgreSQL server that DATABASE_URL names."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder, own_database(Path(folder), "bench") as inside:
        told = subprocess.run([sys.executable, "-m", "bench.dossiers"], env=inside, check=True, capture_output=True)
    for line in told.stdout.decode().splitlines():
        name, value, unit, limit = line.split("|")
        yield Row(name, float(value), unit, float(limit) if limit else None)


def _fill() -> Any:
    from tests.dossiers.rows import make_award, make_movement, make_round
    from tests.factories import make_account, make_actor, make_unit
    from thidua.base.text import norm
    from thidua.dossiers.models import Dossier
    from thidua.movements.models import Subject
    from thidua.org.kinds import Role
    from thidua.org.models import Person

    office = make_unit(name="UBND tỉnh")
    round = make_round(movement=make_movement(unit=office))
    award = make_award(round.movement)
    units = [make_unit(name=f"UBND xã Suối Đục {place}", parent=office) for place in range(200)]
    names = [f"Nguyễn Thị Đào {place}" for place in range(DOSSIERS)]
    subjects = Subject.objects.bulk_create(
        [Subject(kind="household", name=name, name_norm=norm(name), home=units[0]) for name in names], 500
    )
    Dossier.objects.bulk_create(
        [
            Dossier(round=round, unit=units[place % 200], nominee=one, award=award, opened_at=AT)
            for place, one in enumerate(subjects)
        ],
        500,
    )
    actor = make_actor(Role.OFFICE, unit=office)
    make_account(Person.objects.get(pk=actor.person_id))
    return actor, round


def _reports(round: Any) -> Any:
    from tests.dossiers.rows import make_award
    from thidua.dossiers import copying
    from thidua.dossiers.models import Dossier, ReportMark

    chance = random.Random(7)
    syllables = [
        f"{one}{two}" for one in "bcdđghklmnpqrstvx" for two in ("an", "ên", "ong", "uyết", "ành", "ươi", "ấp", "ổ")
    ]
    award = make_award(round.movement)
    nominees = list(Dossier.objects.filter(round=round).order_by("pk").values_list("nominee", "unit"))
    rows = [
        Dossier(
            round=round,
            unit_id=unit,
            nominee_id=nominee,
            award=award,
            opened_at=AT,
            achievements=" ".join(chance.choices(syllables, k=WORDS)),
        )
        for nominee, unit in nominees
    ]
    more = make_award(round.movement)
    rows += [
        Dossier(
            round=round,
            unit_id=unit,
            nominee_id=nominee,
            award=more,
            opened_at=AT,
            achievements=" ".join(chance.choices(syllables, k=WORDS)),
        )
        for nominee, unit in nominees[: REPORTS - DOSSIERS]
    ]
    made = Dossier.objects.bulk_create(rows, 500)
    marks = [ReportMark(dossier=one, value=value) for one in made for value in copying.sketch(one.achievements)]
    ReportMark.objects.bulk_create(marks, 5000)
    half = " ".join(made[77].achievements.split()[:150] + chance.choices(syllables, k=150))
    Dossier.objects.filter(pk=made[0].pk).update(achievements=half)
    made[0].achievements = half
    return made[0], made[77].pk


def _median(work: Callable[[], object], times: int = 5) -> float:
    spans = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        spans.append(time.perf_counter() - begin)
    return sorted(spans)[times // 2]


def main() -> None:
    import django

    django.setup()
    from django.test import Client

    from thidua.dossiers import likeness
    from thidua.org.models import Account

    _, round = _fill()
    browser = Client()
    browser.force_login(Account.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
    for name, given in (
        ("list of 12,000", {}),
        ("search without marks", {"tim": "suoi duc 17"}),
        ("filter by state", {"trang_thai": "draft", "dot": str(round.pk)}),
        ("last page", {"trang": "240"}),
    ):
        browser.get("/ho-so/", given)
        print(f"{name}|{1000 * _median(lambda given=given: browser.get('/ho-so/', given)):.1f}|ms|150")
    report, copied_from = _reports(round)
    found = [hint.dossier.pk for hint in likeness.hints(report)]
    if found[:1] != [copied_from]:
        raise SystemExit(f"the copied report was not found: {found}")
    print(f"copy check against 20,000|{_median(lambda: likeness.hints(report), 3):.3f}|s|1")


if __name__ == "__main__":
    main()
