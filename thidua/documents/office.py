"""DOCX to PDF by LibreOffice, where it is installed. Takes a second or two: call it from a job."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from thidua.base.refusal import Refused

PROGRAMS = ("soffice", "libreoffice")
PATIENCE = 120  # seconds; 3,000 awardees take 26


def is_installed() -> bool:
    """Say whether this machine can make PDF from DOCX."""
    return _program() is not None


def pdf_of(docx: bytes, *, patience: int = PATIENCE) -> bytes:
    """Convert; refuse where LibreOffice is missing, cannot read the file or takes too long.

    Each call has its own profile, so that calls at the same time do not wait for each other.
    """
    program = _program()
    if program is None:
        raise Refused(
            "Máy chủ chưa cài LibreOffice nên chưa tạo được bản PDF. Hãy tải bản Word (.docx) và tự lưu ra PDF."
        )
    with tempfile.TemporaryDirectory(prefix="thidua-office-") as folder:
        source = Path(folder, "paper.docx")
        source.write_bytes(docx)
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, str(source)]
        if not _ends(command, folder, patience):
            raise Refused(f"Tạo bản PDF quá {patience} giây nên đã dừng. Hãy tải bản Word (.docx) và tự lưu ra PDF.")
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise Refused("LibreOffice không đọc được tệp Word này. Hãy mở tệp bằng Word, lưu lại rồi thử lại.")
        return made.read_bytes()


def _ends(command: list[str], home: str, patience: int) -> bool:
    """Run; when the time is up end the whole family: LibreOffice works in a grandchild."""
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LANG": "C.UTF-8"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - no shell, our own words
        command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as running:
        try:
            running.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return False
    return True


def _program() -> str | None:
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)
