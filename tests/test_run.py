"""`make run`: serves, says where, and ends everything on Ctrl-C; a busy port gives one sentence."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def env_of(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"THIDUA_VAR": str(folder), "PORT": str(port), "DEMO": "0", "PYTHONWARNINGS": "ignore"}


def children_of(pid: int) -> list[int]:
    said = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in said]


@pytest.mark.slow
def test_run_serves_and_ends_everything_on_interrupt(tmp_path: Path):
    port = free_port()
    run = subprocess.Popen(
        [sys.executable, "-m", "tools.run"],
        env=env_of(tmp_path, port),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        page, until = "", time.monotonic() + 90
        while not page and time.monotonic() < until and run.poll() is None:
            try:
                page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20).read().decode()
            except OSError:
                time.sleep(0.3)
        assert "<h1>Bắt đầu dùng</h1>" in page
        begun = children_of(run.pid)
        assert len(begun) == 2
        run.send_signal(signal.SIGINT)
        said = run.communicate(timeout=30)[0]
    finally:
        if run.poll() is None:
            run.kill()
    assert run.returncode == 0
    assert f"thidua chạy tại http://127.0.0.1:{port}/" in said
    assert [pid for pid in begun if Path(f"/proc/{pid}").exists()] == []


def test_busy_port_gives_one_sentence(tmp_path: Path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "tools.run"], env=env_of(tmp_path, port), cwd=ROOT, capture_output=True, text=True
        )
    sentence = f"Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ: PORT={port + 1} make run\n"
    assert (done.returncode, done.stderr) == (1, sentence)
