"""Writing short lines onto PDF pages by our own hand: ten thousand names need no ten thousand layouts.

The letters come from typst: it draws each sign that is needed once, and the font it embeds, with its widths,
serves every page. So the page looks the same on every machine and no font file is shipped.
"""

import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, PdfObject

from thidua.base.refusal import Refused
from thidua.base.text import nfc, squeeze

MM = 72 / 25.4  # points in a millimetre
LEADING = 1.17  # of the size: room for marks on marks (Ẫ) under letters that hang (g)
ASCENT = 0.9
STEP = 0.5  # points by which a text shrinks until it fits
BALANCING = 20  # halvings that find the narrowest even lines: far below a tenth of a point


class Face(Enum):
    """The faces of the font; the value is what typst is told."""

    REGULAR = ""
    BOLD = 'weight: "bold", '
    ITALIC = 'style: "italic", '


class Side(Enum):
    """Where lines stand in their slot."""

    LEFT = 0.0
    CENTER = 0.5
    RIGHT = 1.0


@dataclass(frozen=True)
class Slot:
    """A box on the page, in millimetres from the upper left corner, and how its text is written.

    Text shrinks from ``size`` to ``smallest`` points and breaks into even lines until it fits.
    """

    x: float
    y: float
    width: float
    height: float
    size: float
    smallest: float = 9
    face: Face = Face.REGULAR
    side: Side = Side.CENTER
    ink: tuple[float, float, float] = (0, 0, 0)


@dataclass(frozen=True)
class Line:
    """A line that has found its place: millimetres do not matter any more, points from the lower left do."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True)
class Letters:
    """One face with the signs that were asked for: their codes and widths (of a size of 1), and its PDF objects."""

    face: Face
    codes: dict[str, str]
    widths: dict[str, float]
    font: DictionaryObject

    def width(self, text: str) -> float:
        """Measure a text of size 1."""
        return sum(self.widths[sign] for sign in text)


def letters(face: Face, texts: Iterable[str]) -> Letters:
    """Have typst draw every sign of the texts once and take over its font.

    Refuses, naming them, signs the font does not have.
    """
    signs = sorted({sign for text in texts for sign in nfc(text)} | set(" …A"))
    spaced = json.dumps(" ".join(signs), ensure_ascii=False)
    source = f"""#set document(date: none)
#set page(width: 400pt, height: auto)
#set text(font: "Libertinus Serif", ligatures: false, kerning: false, fallback: false)
#text({face.value}{spaced})"""
    drawn = PdfReader(io.BytesIO(typst.compile(source.encode(), ignore_system_fonts=True)))
    (font,) = drawn.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    found = font.get_object()
    codes = _codes(found["/ToUnicode"].get_object().get_data().decode())
    if missing := [sign for sign in signs if sign not in codes]:
        raise Refused(
            f"Phông chữ in không có ký tự {', '.join(f'“{sign}”' for sign in missing)}. Hãy sửa lại tên hoặc nội dung."
        )
    widths = _widths(found["/DescendantFonts"][0].get_object()["/W"])
    return Letters(face, codes, {sign: widths[int(code, 16)] / 1000 for sign, code in codes.items()}, found)


def _codes(table: str) -> dict[str, str]:
    pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", table.partition("beginbfchar")[2])
    return {bytes.fromhex(sign).decode("utf-16-be"): code for code, sign in pairs}


def _widths(runs: list[float]) -> dict[int, float]:
    """Read the width table: “first last width” for a run, “first [widths]” for a list."""
    widths: dict[int, float] = {}
    rest = list(runs)
    while rest:
        first = int(rest.pop(0))
        second = rest.pop(0)
        if isinstance(second, list):
            widths |= {first + step: float(width) for step, width in enumerate(second)}
        else:
            width = float(rest.pop(0))
            widths |= dict.fromkeys(range(first, int(second) + 1), width)
    return widths


def font_resources(writer: PdfWriter, faces: Iterable[Letters]) -> DictionaryObject:
    """Lay the fonts into a file once; give the resources by which pages name them."""
    fonts = DictionaryObject({NameObject(f"/{each.face.name}"): each.font.clone(writer) for each in faces})
    return DictionaryObject({NameObject("/Font"): fonts})


def add_page(writer: PdfWriter, resources: PdfObject, commands: bytes, size: tuple[float, float]) -> None:
    """Add a page of this size (in millimetres) that carries out the commands."""
    page = writer.add_blank_page(size[0] * MM, size[1] * MM)
    content = DecodedStreamObject()
    content.set_data(commands)
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())


class Pen:
    """Writes texts into slots of one page size, with the letters of a batch."""

    def __init__(self, height: float, faces: Iterable[Letters]) -> None:
        self._height = height * MM
        self._faces = {letters.face: letters for letters in faces}
        self.lines = lru_cache(maxsize=4096)(self._lines)  # merits and units repeat a thousandfold

    def write(self, text: str, slot: Slot) -> bytes:
        """Give the PDF commands that write the text."""
        if not text:
            return b""
        codes = self._faces[slot.face].codes
        name = slot.face.name
        out = [f"BT {slot.ink[0]:g} {slot.ink[1]:g} {slot.ink[2]:g} rg"]
        for line in self.lines(squeeze(text), slot):
            written = "".join(codes[sign] for sign in line.text)
            out.append(f"/{name} {line.size:g} Tf 1 0 0 1 {line.x:.2f} {line.y:.2f} Tm <{written}> Tj")
        out.append("ET")
        return "\n".join(out).encode()

    def _lines(self, text: str, slot: Slot) -> tuple[Line, ...]:
        """Find the largest size the text fits in, then even lines; refuse what does not fit at all."""
        face = self._faces[slot.face]
        words = [(word, face.width(word)) for word in text.split(" ")]
        blank = face.widths[" "]
        size = slot.size
        while size >= slot.smallest:
            wide = slot.width * MM / size
            room = max(1, int(slot.height * MM / (size * LEADING)))
            broken = _break(words, blank, wide)
            if broken is not None and len(broken) <= room:
                return self._place(_even(words, blank, wide, len(broken)), face, slot, size)
            size -= STEP
        raise Refused(f"“{text}” dài quá chỗ trống trên bản in. Hãy viết gọn lại hoặc in riêng trên phôi khác.")

    def _place(self, broken: list[str], face: Letters, slot: Slot, size: float) -> tuple[Line, ...]:
        tall = len(broken) * size * LEADING
        top = self._height - slot.y * MM - (slot.height * MM - tall) / 2
        lines = []
        for number, text in enumerate(broken):
            left = slot.x * MM + (slot.width * MM - face.width(text) * size) * slot.side.value
            lines.append(Line(left, top - size * (number * LEADING + ASCENT), size, text))
        return tuple(lines)


def _break(words: list[tuple[str, float]], blank: float, wide: float) -> list[str] | None:
    """Fill lines from the left; None when a single word is wider than the line."""
    lines: list[list[str]] = []
    at = wide
    for word, width in words:
        if width > wide:
            return None
        if at + blank + width > wide:
            lines.append([word])
            at = width
        else:
            lines[-1].append(word)
            at += blank + width
    return [" ".join(line) for line in lines]


def _even(words: list[tuple[str, float]], blank: float, wide: float, count: int) -> list[str]:
    """Break into ``count`` lines as even as can be, so that no word stands alone below a full line."""
    best = _break(words, blank, wide) or []
    narrow = 0.0
    for _ in range(BALANCING if count > 1 else 0):
        middle = (narrow + wide) / 2
        tried = _break(words, blank, middle)
        if tried is not None and len(tried) <= count:
            best, wide = tried, middle
        else:
            narrow = middle
    return best
