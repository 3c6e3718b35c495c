"""Read the text of a PDF that has text: columns apart, page numbers away, wrapped lines joined to paragraphs again."""

import re
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing

import pypdfium2 as pdfium

from thidua.base.refusal import Refused
from thidua.plans import encodings, pdf_layout, pdf_page
from thidua.plans.lines import Lines
from thidua.plans.pdf_page import Fragment, Page

MOST_PAGES = 200
SECONDS = 8.0
_LARGEST_STREAM = 48 * 1024 * 1024
_LARGEST_WHOLE = 200 * 1024 * 1024

_MOST_STREAMS = 20_000
_STREAM = re.compile(rb"stream\r?\n")
_PAGE_NUMBER = re.compile(r"(?:trang|page)?[\s\-–—|]*\d{1,4}(?:\s*[/|]\s*\d{1,4})?[\s\-–—|]*", re.IGNORECASE)

_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
_LETTERS = re.compile(r"[^\W\d_]+")

_BOMB = "Tệp PDF chứa lượng dữ liệu bất thường nên không mở. Hãy in lại tài liệu ra PDF rồi tải lên."
_BROKEN = "Tệp PDF bị hỏng nên không đọc được. Hãy xuất lại PDF từ bản Word hoặc gửi bản Word."
_LOCKED = "Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi tải lại."
_SCAN = (
    "Tệp PDF là bản quét (chỉ có ảnh, không có chữ) nên không đọc được. "
    "Hãy gửi bản Word hoặc PDF xuất từ Word, hoặc dán nội dung vào ô văn bản."
)
_NO_LETTERS = "Chữ trong tệp PDF không ghi bảng mã nên không đọc được. Hãy gửi bản Word hoặc dán nội dung."
_SLOW = "Tệp PDF quá phức tạp nên chưa đọc xong trong thời gian cho phép. Hãy gửi bản Word hoặc dán nội dung."


def read(content: bytes) -> tuple[Lines, tuple[str, ...]]:
    """Give the lines and tables of a PDF and notes for the user; Refused when it cannot be read."""
    _check_streams(content)
    pages = _without_edges(list(_pages(content)))
    if sum(len(fragment.text) for page in pages for fragment in page.fragments) < 20:
        raise Refused(_SCAN)
    lines = Lines()
    pdf_layout.arrange(pages, lines)
    text, notes = encodings.repaired(lines.text())
    lines.replace(text)
    if _is_gibberish(text):
        raise Refused(_NO_LETTERS)
    return lines, notes


def _check_streams(content: bytes) -> None:
    """Refuse a PDF that unpacks to far more than it weighs, before anything unpacks it whole."""
    whole = count = 0
    until = time.monotonic() + SECONDS / 2
    view = memoryview(content)
    for found in _STREAM.finditer(content):
        start = found.end()
        count += 1
        if count > _MOST_STREAMS or time.monotonic() > until:
            raise Refused(_BOMB)
        if content[start : start + 1] != b"\x78":  # only zlib data begins so
            continue
        try:
            whole += len(zlib.decompressobj().decompress(view[start:], _LARGEST_STREAM))
        except zlib.error:
            continue
        if whole >= _LARGEST_WHOLE or (whole >= _LARGEST_STREAM and whole > 100 * len(content)):
            raise Refused(_BOMB)


def _pages(content: bytes) -> Iterator[Page]:
    started = time.monotonic()
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise Refused(_LOCKED if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD else _BROKEN) from None
    with closing(document):
        count = len(document)
        if count > MOST_PAGES:
            raise Refused(f"Tệp có {count} trang, chỉ đọc được tới {MOST_PAGES} trang. Hãy tách riêng phần kế hoạch.")
        for number in range(count):
            if time.monotonic() - started > SECONDS:
                raise Refused(_SLOW)
            try:
                yield pdf_page.read(document, number)
            except pdfium.PdfiumError:
                raise Refused(_BROKEN) from None


def _without_edges(pages: Sequence[Page]) -> list[Page]:
    """Take away page numbers, and what runs along the edge of three pages or more."""
    running = Counter(text for page in pages for text in {fragment.text for fragment in _edge(page)})
    kept = []
    for page in pages:
        edge = _edge(page)
        gone = [one for one in edge if _PAGE_NUMBER.fullmatch(one.text) or (len(pages) > 3 and running[one.text] > 2)]
        kept.append(page.keeping([one for one in page.fragments if one not in gone]))
    return kept


def _edge(page: Page) -> list[Fragment]:
    """Fragments in the outer tenth of a page, as long as they stand alone in their row."""
    outer = [one for one in page.fragments if one.bottom > page.height * 0.92 or one.top < page.height * 0.08]
    rows = Counter(round(one.bottom / 4) for one in page.fragments)
    return [one for one in outer if rows[round(one.bottom / 4)] == 1]


def _is_gibberish(text: str) -> bool:
    """A font without a table of letters gives signs that make no words."""
    if len(_PRIVATE.findall(text)) * 5 > len(text):
        return True
    in_words = sum(len(run) - 1 for run in _LETTERS.findall(text))
    return len(text) > 200 and in_words * 8 < len(text)
