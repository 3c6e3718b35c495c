"""What the tests of papers read back: text, measures and pages of a DOCX or a PDF."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import docx
import pypdfium2
from docx.document import Document
from docx.oxml.ns import qn

from tests.conftest import leave_out
from thidua.base.text import nfc
from thidua.documents import office


def word(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def lines(made: bytes) -> list[str]:
    """Every paragraph of the file in order, those in tables too, without the empty ones."""
    body = word(made).element.body
    texts = ("".join(piece.text or "" for piece in line.iter(qn("w:t"))) for line in body.iter(qn("w:p")))
    return [nfc(text) for text in texts if text.strip()]


@cache
def rendered(made: bytes) -> pypdfium2.PdfDocument:
    """The PDF LibreOffice makes of the file, once; leaves the test out where there is none."""
    if not office.is_installed():
        leave_out("LibreOffice is not installed")
    return pypdfium2.PdfDocument(office.pdf_of(made))


@dataclass(frozen=True)
class Place:
    """Where words stand on a page, in millimetres from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


def places(pdf: pypdfium2.PdfDocument, page: int, words: str) -> Iterator[Place]:
    """Every place of the words on the page."""
    sheet = pdf[page]
    text = sheet.get_textpage()
    found = text.search(words, match_case=True)
    while hit := found.get_next():
        boxes = [text.get_charbox(hit[0] + step) for step in range(hit[1])]
        left, low = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, high = max(box[2] for box in boxes), max(box[3] for box in boxes)
        tall = sheet.get_height()
        yield Place(*(round(point * 25.4 / 72, 1) for point in (left, tall - high, right, tall - low)))


def place(pdf: pypdfium2.PdfDocument, page: int, words: str) -> Place:
    return next(places(pdf, page, words))
