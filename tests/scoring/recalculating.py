"""Let LibreOffice reckon a workbook anew: every value that was written beside a formula is taken away first."""

import csv
import io
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tests.conftest import leave_out

AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,-1"


def without_values(book: bytes) -> bytes:
    """The workbook with its formulas, and nothing of what they gave when it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(part, content)
    return made.getvalue()


def recalculated(book: bytes) -> dict[str, list[list[str]]]:
    """Each sheet as LibreOffice shows it after reckoning, in Vietnamese writing of numbers."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        leave_out("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "book.xlsx")
        source.write_bytes(without_values(book))
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore"]
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8"}
        subprocess.run(
            [*command, "--convert-to", AS_SHOWN, "--outdir", folder, source],
            env=environment, check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        made = {path.stem.removeprefix("book-"): path.read_text("utf-8") for path in Path(folder).glob("book-*.csv")}
    return {name: [list(map(_vietnamese, row)) for row in csv.reader(io.StringIO(text))] for name, text in made.items()}


def _vietnamese(said: str) -> str:
    """“1,234.50” is “1.234,50”; what is no number stays."""
    if re.fullmatch(r"-?[\d,]+(\.\d*)?( %)?", said):
        return said.translate(str.maketrans(",.", ".,"))
    return said
