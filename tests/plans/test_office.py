"""DOC, ODT and RTF come over by LibreOffice, .doc by catdoc where only that is there."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from tests.conftest import leave_out
from thidua.base.refusal import Refused
from thidua.plans import office
from thidua.plans.source import load


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same plan as DOC, ODT and RTF."""
    program = shutil.which("soffice")
    if program is None:
        leave_out("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    document = docx.Document()
    for line in ("UBND XÃ A", "KẾ HOẠCH", "Các thôn nộp hồ sơ trước ngày 05/12/2026."):
        document.add_paragraph(line)
    document.save(str(folder / "plan.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("doc", "odt", "rtf"):
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(folder / "plan.docx"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_foreign_formats_give_the_same_lines(converted: Path, kind: str) -> None:
    source = load("bat-ky.txt", (converted / f"plan.{kind}").read_bytes())
    assert (source.kind, source.text) == (kind, "UBND XÃ A\nKẾ HOẠCH\nCác thôn nộp hồ sơ trước ngày 05/12/2026.")


def test_without_libreoffice_catdoc_reads_doc(converted: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    catdoc = shutil.which("catdoc")
    if catdoc is None:
        leave_out("catdoc is not installed")
    (tmp_path / "catdoc").symlink_to(str(catdoc))
    monkeypatch.setenv("PATH", str(tmp_path))
    source = load("a.doc", (converted / "plan.doc").read_bytes())
    lines = [line for line in source.text.split("\n") if line.strip()]
    assert lines == ["UBND XÃ A", "KẾ HOẠCH", "Các thôn nộp hồ sơ trước ngày 05/12/2026."]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"{\\rtf1 a}", "RTF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "DOC")],
)
def test_without_any_program_the_user_is_told(
    content: bytes, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match=f"chưa cài LibreOffice nên không đọc được tệp {name}. Hãy lưu lại thành DOCX"):
        load("a", content)


def test_a_program_that_fails_or_hangs_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "soffice"
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    fake.write_text("#!/bin/sh\nexit 3\n")
    fake.chmod(0o755)
    with pytest.raises(Refused, match="Không mở được tệp ODT"):
        office.to_docx(b"x", "odt")
    fake.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(Refused, match="Không mở được tệp ODT"):
        office.to_docx(b"x", "odt")
    fake.write_text("#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr(office, "SECONDS", 0.2)
    with pytest.raises(Refused, match="quá lâu nên đã dừng"):
        office.to_docx(b"x", "odt")
