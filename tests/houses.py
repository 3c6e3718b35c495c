"""A house of its own for a test or a measurement: an empty database, and a real server over it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import requests

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


class House:
    """The server in a process group of its own, with its own folder and database."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *words: str) -> str:
        done = subprocess.run([sys.executable, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def start(self) -> None:
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(self.port), "--no-access-log"]
        self.process = subprocess.Popen(
            [*command, "thidua.wsgi:application"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(300):
            try:
                requests.get(self.address("/dang-nhap/"), timeout=1)
                return
            except requests.RequestException:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"
