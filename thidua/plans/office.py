"""Have LibreOffice, or catdoc for .doc, turn other formats into what we read; they run apart, on a time limit."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from thidua.base.refusal import Refused

SECONDS = 40
_CATDOC_SECONDS = 8
_NAMES = {"doc": "DOC", "odt": "ODT", "rtf": "RTF"}


def to_docx(content: bytes, kind: str) -> bytes | None:
    """Convert to DOCX; None where LibreOffice is not installed; Refused when it cannot read the file."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        given = Path(folder) / f"plan.{kind}"
        given.write_bytes(content)
        profile = (Path(folder) / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx"]
        _run([*command, "--outdir", folder, str(given)], kind, SECONDS, home=folder)
        made = Path(folder) / "plan.docx"
        if not made.is_file():
            raise Refused(_unreadable(kind))
        return made.read_bytes()


def doc_text(content: bytes) -> str | None:
    """Give the text of a .doc by catdoc, one paragraph a line; None where it is not installed."""
    program = shutil.which("catdoc")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        given = Path(folder) / "plan.doc"
        given.write_bytes(content)
        return _run([program, "-w", "-d", "utf-8", str(given)], "doc", _CATDOC_SECONDS, home=folder)


def _run(command: list[str], kind: str, seconds: int, *, home: str) -> str:
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell, our own file name
            command, capture_output=True, timeout=seconds, check=True, env=environment, cwd=home
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"Chuyển tệp {_NAMES[kind]} quá lâu nên đã dừng. Hãy lưu lại thành DOCX rồi tải lên.") from None
    except (subprocess.CalledProcessError, OSError):
        raise Refused(_unreadable(kind)) from None
    return done.stdout.decode("utf-8", "replace")


def _unreadable(kind: str) -> str:
    return f"Không mở được tệp {_NAMES[kind]}. Hãy mở bằng Word hoặc LibreOffice, lưu thành DOCX rồi tải lên."


def missing(kind: str) -> str:
    """Say that nothing here reads this format, and what to do."""
    return (
        f"Máy này chưa cài LibreOffice nên không đọc được tệp {_NAMES[kind]}. "
        "Hãy lưu lại thành DOCX hoặc PDF rồi tải lên."
    )
