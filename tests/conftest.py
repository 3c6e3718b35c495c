"""What every test stands on: the shared folder, a data folder of its own, and a word about what was left out."""

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

SHARED = Path(__file__).parents[2] / "shared"
EVERYTHING = bool(os.environ.get("THIDUA_EVERYTHING"))  # .ci/run: missing things fail instead of being left out


def leave_out(reason: str) -> None:
    """Skip with a reason; where everything must run, fail."""
    if EVERYTHING:
        pytest.fail(reason)
    pytest.skip(reason)


GUARDS = (
    "thidua.org.migrations.0002_journal_append_only",
    "thidua.movements.migrations.0002_issued_plans_are_frozen",
    "thidua.awards.migrations.0002_signed_rows_are_frozen",
    "thidua.scoring.migrations.0003_published_results_are_frozen",
)


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        leave_out("the folder ../shared is missing")
    return SHARED


@pytest.fixture(autouse=True)
def _quick_passwords(settings: LazySettings) -> None:
    """Argon2 is slow on purpose: a fifth of a second for each of a thousand accounts of the tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    """Files, journal anchor and practice day of a test never reach another test."""
    settings.VAR = tmp_path / "var"
    settings.FILES = settings.VAR / "files"


@pytest.fixture(autouse=True)
def _journal_may_be_emptied_after(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that really commit end by emptying all tables, which the guards of signed rows refuse: lift them."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction")) or "live_server" in request.fixturenames
    if not commits and "transactional_db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    request.getfixturevalue("django_db_blocker").unblock()
    guards = [import_module(name) for name in GUARDS]
    with connection.schema_editor() as editor:
        for triggers in guards:
            triggers.lay(None, editor)
    yield
    with connection.schema_editor() as editor:
        for triggers in guards:
            triggers.lift(None, editor)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Play in the browser last: its driver keeps a loop running in this thread, which others must not meet."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
