"""Giấy khen and Bằng khen as PDF: one or ten thousand, on white paper or over pre-printed stock.

What all pages share is drawn by typst once and placed on each page by reference; names, merits and QR codes are
stamped over it. 10,000 pages take seconds and one hundred-odd megabytes.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

import segno
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from thidua.base.days import written_long
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.documents.stamping import MM, Face, Letters, Pen, Side, Slot, add_page, font_resources, letters

A4 = (297.0, 210.0)
A3 = (420.0, 297.0)
CHUNK = 250  # pages between two calls of the progress
QR_MASK = 2  # fixed: choosing the prettiest mask costs five times the whole code
QUIET = 4  # white modules round a QR code
BACKGROUND = Path(__file__).with_name("certificate.typ")
RED = (0.64, 0.09, 0.11)


@dataclass(frozen=True)
class Certificate:
    """What differs from page to page. ``code`` is the short check code, ``register`` the number in the register."""

    name: str
    merit: str
    code: str
    unit: str = ""
    register: str = ""


@dataclass(frozen=True)
class Shared:
    """What all certificates of a decision have in common. ``address`` is what the check code is appended to."""

    form: str
    authority: str
    decision: str
    place: str
    day: date
    signing: tuple[str, ...]
    signer: str
    address: str
    size: tuple[float, float] = A4

    @property
    def dated(self) -> str:
        """The place and the day as written above the signature."""
        return f"{self.place}, {written_long(self.day)}"


@dataclass(frozen=True)
class Stock:
    """Pre-printed paper: where each text goes, in millimetres; what has no slot is not printed.

    The keys are those of ``SLOT_NAMES`` but “qr”. ``offset`` moves everything right and down, to answer a
    printer that feeds a little aside.
    """

    size: tuple[float, float]
    slots: Mapping[str, Slot] = field(default_factory=dict)
    qr: tuple[float, float, float] | None = None  # x, y, width
    offset: tuple[float, float] = (0, 0)


SLOT_NAMES = {
    "name": "tên người, tập thể",
    "unit": "chức vụ, đơn vị",
    "merit": "thành tích",
    "register": "số vào sổ",
    "code": "mã tra cứu",
    "decision": "số quyết định",
    "dated": "nơi, ngày ký",
    "signing": "chức vụ người ký",
    "signer": "người ký",
    "qr": "mã QR",
}
PRINTED = {
    "name": Slot(28, 82, 241, 19, 30, 13, Face.BOLD),
    "unit": Slot(28, 101, 241, 13, 16, 9),
    "merit": Slot(32, 114, 233, 21, 17, 9, Face.ITALIC),
    "register": Slot(26, 146, 90, 6, 14, 8, side=Side.LEFT),
    "code": Slot(51, 164, 60, 7, 12, 8, side=Side.LEFT),
}
PRINTED_QR = (24.0, 155.0, 26.0)

Progress = Callable[[int, int], None]


def pages(shared: Shared, certificates: Sequence[Certificate], stock: Stock | None = None) -> bytes:
    """Draw a few certificates into one file."""
    made = io.BytesIO()
    _writer(shared, certificates, stock, lambda done, whole: None).write(made)
    return made.getvalue()


def batch(
    shared: Shared, certificates: Sequence[Certificate], path: Path, progress: Progress, stock: Stock | None = None
) -> Path:
    """Draw all certificates into one file at ``path``; tells ``progress`` how many are done of how many."""
    writer = _writer(shared, certificates, stock, progress)
    with path.open("wb") as file:
        writer.write(file)
    return path


def _writer(shared: Shared, certificates: Sequence[Certificate], stock: Stock | None, progress: Progress) -> PdfWriter:
    if not certificates:
        raise Refused("Chưa có ai trong danh sách in.")
    sheet = _sheet(shared, stock)
    faces = _faces(shared, certificates, sheet)
    writer = PdfWriter()
    resources = _resources(writer, faces, None if stock else _background(shared))
    pen = Pen(sheet.size[1], faces)
    whole = len(certificates)
    for done, certificate in enumerate(certificates, 1):
        commands = _stamp(pen, sheet, shared, certificate, ground=stock is None)
        add_page(writer, resources, commands, shared.size if stock is None else stock.size)
        if done % CHUNK == 0 or done == whole:
            progress(done, whole)
    writer.add_metadata({"/Title": shared.form, "/Subject": shared.decision})
    return writer


def _sheet(shared: Shared, stock: Stock | None) -> Stock:
    """Give the slots in use; on white paper they are those of A4, larger paper is the same page magnified."""
    if stock is None:
        return Stock(A4, PRINTED, PRINTED_QR)
    if unknown := [key for key in stock.slots if key not in SLOT_NAMES]:
        raise ValueError(f"unknown slots {unknown}")
    return stock


def _texts(shared: Shared, certificate: Certificate) -> dict[str, str]:
    return {
        "name": certificate.name,
        "unit": certificate.unit,
        "merit": certificate.merit,
        "register": f"Vào sổ khen thưởng số: {certificate.register}" if certificate.register else "",
        "code": f"Mã tra cứu: {certificate.code}",
        "decision": shared.decision,
        "dated": shared.dated,
        "signing": " ".join(shared.signing),
        "signer": shared.signer,
    }


def _faces(shared: Shared, certificates: Sequence[Certificate], sheet: Stock) -> list[Letters]:
    used: dict[Face, set[str]] = {slot.face: set() for slot in sheet.slots.values()}
    for certificate in certificates:
        for key, text in _texts(shared, certificate).items():
            if slot := sheet.slots.get(key):
                used[slot.face].update(squeeze(text))
    return [letters(face, signs) for face, signs in used.items()]


def _background(shared: Shared) -> bytes:
    said = {
        "form": shared.form.upper(),
        "authority": shared.authority.upper(),
        "decision": shared.decision,
        "day": shared.dated,
        "signing": "\n".join(line.upper() for line in shared.signing),
        "signer": shared.signer,
    }
    return typst.compile(BACKGROUND.read_bytes(), ignore_system_fonts=True, sys_inputs=said)


def _resources(writer: PdfWriter, faces: Sequence[Letters], background: bytes | None) -> PdfObject:
    """Lay fonts and background into the file once; pages only name them."""
    resources = font_resources(writer, faces)
    if background:
        page = PdfReader(io.BytesIO(background)).pages[0]
        drawn = DecodedStreamObject()
        drawn.set_data(cast(StreamObject, page["/Contents"]).get_data())
        ground = drawn.flate_encode()
        ground[NameObject("/Type")] = NameObject("/XObject")
        ground[NameObject("/Subtype")] = NameObject("/Form")
        ground[NameObject("/BBox")] = ArrayObject(page.mediabox)
        ground[NameObject("/Resources")] = page["/Resources"].clone(writer)
        name = NameObject("/Ground")
        resources[NameObject("/XObject")] = DictionaryObject({name: writer._add_object(ground)})
    return writer._add_object(resources)


def _stamp(pen: Pen, sheet: Stock, shared: Shared, certificate: Certificate, *, ground: bool) -> bytes:
    texts = _texts(shared, certificate)
    right, down = sheet.offset
    scale = shared.size[0] / A4[0] if ground else 1
    parts = [f"q {scale:.5f} 0 0 {scale:.5f} {right * MM:.2f} {-down * MM:.2f} cm".encode()]
    if ground:
        parts.append(b"/Ground Do")
    parts += [pen.write(texts[key], slot) for key, slot in sheet.slots.items()]
    if sheet.qr:
        parts.append(_qr(f"{shared.address}{certificate.code}", sheet.size[1], *sheet.qr))
    return b"\n".join([*parts, b"Q"])


def _qr(text: str, page_height: float, x: float, y: float, width: float) -> bytes:
    """Draw the code as rectangles, each run of dark modules one."""
    matrix = segno.make(text, error="m", micro=False, boost_error=False, mask=QR_MASK).matrix
    module = width * MM / (len(matrix) + 2 * QUIET)
    left, top = x * MM, (page_height - y) * MM
    runs = (f"{column} {-row - 1} {length} 1 re" for row, column, length in _runs(matrix))
    first = f"q 0 0 0 rg {module:.4f} 0 0 {module:.4f} {left + QUIET * module:.2f} {top - QUIET * module:.2f} cm"
    return "\n".join([first, *runs, "f Q"]).encode()


def _runs(matrix: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    for number, row in enumerate(matrix):
        column = 0
        dark = bytes(row)
        while (start := dark.find(1, column)) >= 0:
            column = (dark + b"\0").find(0, start)
            yield number, start, column - start


def trial_sheet(stock: Stock) -> bytes:
    """Draw a page with rulers every 10 mm and the box of each slot, to be laid over the stock against the light."""
    width, height = stock.size
    names = letters(Face.REGULAR, [*SLOT_NAMES.values(), "0123456789 x y . -"])
    pen = Pen(height, [names])
    right, down = stock.offset
    parts = list(_rulers(pen, width, height))
    parts.append(f"q 1 0 0 1 {right * MM:.2f} {-down * MM:.2f} cm 0.1 0.3 0.7 RG 0.1 0.3 0.7 rg".encode())
    boxes = {key: (slot.x, slot.y, slot.width, slot.height) for key, slot in stock.slots.items()}
    if stock.qr:
        boxes["qr"] = (*stock.qr, stock.qr[2])
    for key, (x, y, wide, tall) in boxes.items():
        parts.append(f"0.8 w {x * MM:.2f} {(height - y - tall) * MM:.2f} {wide * MM:.2f} {tall * MM:.2f} re S".encode())
        label = Slot(x + 1, y + 0.5, max(wide - 2, 30), 5, 9, 4, side=Side.LEFT, ink=(0.1, 0.3, 0.7))
        parts.append(pen.write(f"{SLOT_NAMES[key]} x {x:g} y {y:g}", label))
    writer = PdfWriter()
    add_page(writer, _resources(writer, [names], None), b"\n".join([*parts, b"Q"]), stock.size)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _rulers(pen: Pen, width: float, height: float) -> Iterator[bytes]:
    for at in range(0, int(width) + 1, 5):
        thick, grey = (0.4, 0.6) if at % 10 == 0 else (0.2, 0.85)
        yield f"{thick} w {grey} G {at * MM:.2f} 0 m {at * MM:.2f} {height * MM:.2f} l S".encode()
        if at % 10 == 0 and at > 0:
            yield pen.write(str(at), Slot(at - 5, 1, 10, 4, 7, 4))
    for at in range(0, int(height) + 1, 5):
        thick, grey = (0.4, 0.6) if at % 10 == 0 else (0.2, 0.85)
        line = (height - at) * MM
        yield f"{thick} w {grey} G 0 {line:.2f} m {width * MM:.2f} {line:.2f} l S".encode()
        if at % 10 == 0 and at > 0:
            yield pen.write(str(at), Slot(1, at - 2.5, 8, 5, 7, 4, side=Side.LEFT))
