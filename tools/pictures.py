"""Take pictures of the main pages from the demo data: the README's into docs/pictures, all into build/pictures."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALL = ROOT / "build" / "pictures"
SHOWN = ROOT / "docs" / "pictures"
PASSWORD = "thidua-demo-2026"
SIZES = {"1280": {"width": 1280, "height": 860}, "390": {"width": 390, "height": 844}}
README = {"home", "plan", "movement", "dossier", "council", "decision", "check"}
PAGES = (
    ("home", "nguyenbinh.tinhtuc", "2023-03-01", "/"),
    ("movements", "sontay.thuongtruc", "2022-01-20", "/phong-trao/"),
    ("plan", "sontay.thuongtruc", "2021-03-01", "/phong-trao/ke-hoach/1/"),
    ("movement", "sontay.thuongtruc", "2022-01-20", "/phong-trao/1/"),
    ("board", "sontay.thuongtruc", "2022-01-20", "/phong-trao/bang/"),
    ("dossiers", "sontay.thuongtruc", "2022-01-20", "/ho-so/"),
    ("dossier", "sontay.sonmua", "2022-01-20", "/ho-so/1/"),
    ("scoring", "sontay.thuongtruc", "2022-01-20", "/cham-diem/"),
    ("council", "hanam.uyvien1", "2024-01-16", "/hoi-dong/hom-phieu/2/"),
    ("meeting", "sontay.thuongtruc", "2022-02-10", "/hoi-dong/phien/1/"),
    ("decision", "sontay.thuongtruc", "2022-02-20", "/khen-thuong/1/"),
    ("units", "quantri", "2022-02-20", "/to-chuc/"),
    ("check", "", "2022-02-20", "/cong-khai/quyet-dinh/"),
)


def free_port() -> int:
    """Ask the machine for a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Serve the demo from a folder of its own; give its address."""
    port = free_port()
    env = os.environ | {
        "THIDUA_VAR": str(folder),
        "THIDUA_PRACTICE_CLOCK": "1",
        "DATABASE_URL": "",
        "PYTHONWARNINGS": "ignore",
    }
    for words in (["migrate", "--skip-checks", "-v", "0"], ["demo"]):
        subprocess.run(
            [sys.executable, "-m", "thidua", *words], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
    serve = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen([sys.executable, "-m", *serve, "thidua.wsgi:application"], env=env, cwd=ROOT)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(15)


def main() -> int:
    """Take every picture at both sizes; say which page did not answer 200."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("Chưa có Chromium trên máy này nên không chụp được trang.", file=sys.stderr)
        return 1
    ALL.mkdir(parents=True, exist_ok=True)
    SHOWN.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, username, day, address in PAGES:
            (Path(folder) / "practice_day").write_text(day)
            for size, viewport in SIZES.items():
                page = browser.new_context(viewport=viewport, locale="vi-VN").new_page()
                if username:
                    page.goto(f"{base}/dang-nhap/")
                    page.fill("#id_username", username)
                    page.fill("#id_password", PASSWORD)
                    page.click("main button")
                answer = page.goto(base + address)
                if answer is None or answer.status != 200:
                    print(f"{name}: {address} answered {answer.status if answer else 'nothing'}", file=sys.stderr)
                    wrong += 1
                page.screenshot(path=str(ALL / f"{name}-{size}.png"))
                if name in README and size == "1280":
                    shutil.copy(ALL / f"{name}-{size}.png", SHOWN / f"{name}.png")
    print(f"Đã chụp {len(PAGES) * len(SIZES)} ảnh vào {ALL.relative_to(ROOT)}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
