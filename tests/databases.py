"""A database of its own for a program that a test or a measurement starts: a new file, or a new one on PostgreSQL."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).parents[1]


@contextmanager
def own_database(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Give the environment of a migrated, empty house in ``folder``; on PostgreSQL where DATABASE_URL names a server.

    The PostgreSQL database is dropped at the end; who still uses it is put out.
    """
    url = os.environ.get("DATABASE_URL", "")
    made = f"thidua_{name}_{os.getpid()}"
    environment = {
        **{key: value for key, value in os.environ.items() if key != "DATABASE_URL"},
        "THIDUA_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "thidua.settings",
        "PYTHONPATH": str(ROOT),
    }
    if url:
        environment["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{made}"))
        _on_server(url, f'CREATE DATABASE "{made}"')
    try:
        migrate = [sys.executable, "-m", "thidua", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        yield environment
    finally:
        if url:
            _on_server(url, f'DROP DATABASE "{made}" WITH (FORCE)')


def _on_server(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]
