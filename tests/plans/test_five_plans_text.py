"""The five plans give the same paragraphs as TXT, DOCX and PDF."""

from pathlib import Path

import pytest

from thidua.base.text import norm
from thidua.plans.source import Source, load

NAMES = [
    "hoa-xuan-nam-2023-2025",
    "nguyen-binh-2023",
    "so-tai-chinh-kien-giang-2021-2025",
    "so-tu-phap-ha-nam-2023-2025",
    "son-tay-2021",
]


def read(path: Path) -> Source:
    return load(path.name, path.read_bytes())


def paragraphs(source: Source) -> list[str]:
    return [line for line in source.text.split("\n") if line.strip()]


def running(text: str) -> str:
    """All words in one row, so that where lines are cut makes no difference."""
    return norm(text.replace("-", " ").replace("–", " "))


@pytest.mark.parametrize("name", NAMES)
def test_docx_and_pdf_give_the_same_paragraphs(shared: Path, name: str) -> None:
    docx = read(shared / "plans/docx" / f"{name}.docx")
    pdf = read(shared / "plans/pdf" / f"{name}.pdf")
    assert paragraphs(pdf) == paragraphs(docx)
    assert (docx.kind, pdf.kind, docx.notes, pdf.notes) == ("docx", "pdf", (), ())


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_the_text_stands_in_the_docx(shared: Path, name: str) -> None:
    whole = running(read(shared / "plans/docx" / f"{name}.docx").text)
    text = read(shared / "plans" / f"{name}.txt").text
    assert [line for line in text.split("\n") if running(line) not in whole] == []


@pytest.mark.parametrize("name", NAMES)
def test_text_keeps_the_lines_of_the_file_and_loses_markdown(shared: Path, name: str) -> None:
    path = shared / "plans" / f"{name}.txt"
    source = read(path)
    raw = path.read_text(encoding="utf-8")
    assert source.original == raw
    assert len(source.text.split("\n")) == len(raw.split("\n"))
    assert not any(sign in source.text for sign in ("**", "##", "\\"))
