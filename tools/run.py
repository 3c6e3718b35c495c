"""`make run`: migrate, fill with demo data unless DEMO=0, start the web server and the worker; Ctrl-C ends both."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THIDUA = [sys.executable, "-m", "thidua"]


def main() -> int:
    """Start everything, wait, end everything."""
    try:
        port = int(os.environ.get("PORT", "8000"))
    except ValueError:
        return _say("PORT phải là một số, ví dụ: PORT=8765 make run")
    if not _is_free(port):
        return _say(f"Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ: PORT={port + 1} make run")
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "thidua.settings", "THIDUA_BASE_URL": f"http://127.0.0.1:{port}"}
    env["PYTHONWARNINGS"] = "ignore"
    with_demo = os.environ.get("DEMO", "1") != "0"
    if with_demo:
        env.setdefault("THIDUA_PRACTICE_CLOCK", "1")
    if code := subprocess.call([*THIDUA, "migrate", "--skip-checks", "--verbosity", "0"], env=env, cwd=ROOT):
        return code
    if with_demo and _has_command("demo", env) and (code := subprocess.call([*THIDUA, "demo"], env=env, cwd=ROOT)):
        return code
    return _serve(port, env)


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def _has_command(name: str, env: dict[str, str]) -> bool:
    listed = "import django; django.setup(); from django.core.management import get_commands; print(*get_commands())"
    said = subprocess.run([sys.executable, "-c", listed], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    return name in said.stdout.split()


def _serve(port: int, env: dict[str, str]) -> int:
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    granian += ["--blocking-threads", "4", "--log-level", "warning", "thidua.wsgi:application"]
    worker = subprocess.Popen([*THIDUA, "worker"], env=env, cwd=ROOT, start_new_session=True)
    server = subprocess.Popen(granian, env=env, cwd=ROOT, start_new_session=True)
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell has told its children to ignore Ctrl-C
        signal.signal(number, signal.default_int_handler)
    print(f"\nthidua chạy tại http://127.0.0.1:{port}/  (Ctrl-C để dừng)\n", flush=True)
    try:
        code = server.wait()
    except KeyboardInterrupt:
        print("\nĐang dừng ...", flush=True)
        code = 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        for process in (server, worker):
            _end(process)
    return code


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
