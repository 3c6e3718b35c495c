"""The parts of an official paper, as Decree 30/2020/NĐ-CP (annex I) lays them out; `word.docx` draws them.

Everything here is plain data: whoever writes a paper says what stands in it, never how it looks.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Align(StrEnum):
    """How the lines of a paragraph or a cell stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "both"


@dataclass(frozen=True)
class Letterhead:
    """The head of a paper: who issues it, under whom, its number, where and when.

    Without ``number`` a gap is left before the symbol; without ``day`` gaps are left in the date;
    without ``symbol`` no line for the number is drawn.
    """

    agency: str
    superior: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Signature:
    """Who signs: lines of authority (“TM. ỦY BAN NHÂN DÂN”, “CHỦ TỊCH”), a note in brackets, the name."""

    authority: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``lead`` is a bold beginning such as “Điều 1.”."""

    text: str
    lead: str = ""
    bold: bool = False
    italic: bool = False
    align: Align = Align.JUSTIFY
    indent: bool = True


@dataclass(frozen=True)
class Heading:
    """A bold line that never stands alone at the foot of a page; level 3 is bold and italic."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Bases:
    """The legal grounds, in italics, each closed by a semicolon and the last by a full stop."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """Short items, each behind a dash or another mark."""

    items: tuple[str, ...]
    mark: str = "-"


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, width in millimetres, how its cells stand."""

    heading: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Table:
    """A ruled table whose headings come again on each page. Widths are shrunk or stretched to the page.

    ``bands`` are lines over the whole width, drawn bold before the row of that number (“I. TẬP THỂ”);
    ``total`` is a bold last row.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    bands: tuple[tuple[int, str], ...] = ()
    total: tuple[str, ...] = ()
    caption: str = ""
    size: float = 12


@dataclass(frozen=True)
class Note:
    """A small line in italics: a source, a warning, what is missing."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A drawing (PNG bytes) in the middle of the line, with its words for those who cannot see it."""

    png: bytes
    width: float
    words: str


Block = Paragraph | Heading | Bases | Listing | Table | Note | Picture


@dataclass(frozen=True)
class Annex:
    """Pages after the signature: “Phụ lục”, “Danh sách”, with the line that ties them to the paper."""

    title: str
    tie: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole paper, from the letterhead to the annexes.

    ``to`` are the lines after “Kính gửi:”; with one signature the recipients stand at its left, several
    signatures stand side by side, two in a row. ``draft`` prints “DỰ THẢO”.
    """

    letterhead: Letterhead
    kind: str
    title: str = ""
    to: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    annexes: tuple[Annex, ...] = ()
    draft: bool = False
    landscape: bool = False
