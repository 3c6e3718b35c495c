"""Pages of a PDF as pictures, so that a document is seen in the page and nothing in it can run."""

import struct
import zlib

import pypdfium2 as pdfium

from thidua.base.refusal import Refused

SCALE = 1.4  # of 72 dots per inch
WIDEST = 1600.0  # dots


def page_count(content: bytes) -> int:
    """Say how many pages a PDF has; 0 when it cannot be opened."""
    try:
        with pdfium.PdfDocument(content) as document:
            return len(document)
    except pdfium.PdfiumError:
        return 0


def page_png(content: bytes, number: int) -> bytes:
    """Draw one page, counted from 1, as PNG."""
    try:
        with pdfium.PdfDocument(content) as document:
            page = document[number - 1]
            scale = min(SCALE, WIDEST / max(*page.get_size(), 1.0))
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            return _png(bitmap.width, bitmap.height, bitmap.n_channels, bitmap.stride, bytes(bitmap.buffer))
    except (pdfium.PdfiumError, IndexError):
        raise Refused("Không vẽ được trang này. Hãy mở tệp để xem.") from None


def _png(width: int, height: int, channels: int, stride: int, pixels: bytes) -> bytes:
    kind = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + width * channels] for row in range(height))
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 6))]
    made = b"\x89PNG\r\n\x1a\n"
    for name, body in [*parts, (b"IEND", b"")]:
        made += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return made
