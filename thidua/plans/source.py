"""Turn a file or a text into a Source: the one text that pages show and that every draft points into.

``load`` takes TXT, Markdown, DOCX, PDF with text, and DOC, ODT, RTF where LibreOffice or catdoc is installed.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.base.money import figure
from thidua.base.refusal import Refused
from thidua.base.text import nfc
from thidua.plans import docx_text, encodings, formats, marks, office, pdf_text
from thidua.plans.lines import Lines, Table, cells
from thidua.plans.marks import Span

__all__ = ["LARGEST", "Source", "Table", "from_text", "load", "stored"]

LARGEST = 25 * 1024 * 1024
LONGEST = 600_000  # letters: some two hundred pages
TOO_LONG = f"Văn bản dài hơn {figure(LONGEST)} ký tự nên không đọc. Hãy tách riêng phần kế hoạch."


@dataclass(frozen=True)
class Source:
    """What was read: text in Unicode NFC with "\\n" line ends, one paragraph a line (TXT keeps its own lines).

    ``text`` carries no Markdown and no invisible signs; all offsets of a draft point into it. ``original`` is the
    text as it stands in the file (NFC, "\\n"), with the same lines; ``in_original`` gives a place of ``text`` there.
    """

    text: str
    kind: str = "txt"  # txt | md | docx | pdf | doc | odt | rtf
    notes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    original: str = ""
    shifts: tuple[tuple[int, int], ...] = ()  # from this offset of text on, its place in original

    def in_original(self, start: int, end: int) -> Span:
        """Give where the words text[start:end] stand in the file's own text."""
        if not self.shifts or end <= start:
            return start, end
        return self._place(start), self._place(end - 1) + 1

    def _place(self, offset: int) -> int:
        here, there = self.shifts[bisect_right(self.shifts, (offset, len(self.original))) - 1]
        return there + offset - here


def from_text(text: str, *, kind: str = "txt", notes: Sequence[str] = ()) -> Source:
    """Take typed or pasted text, Markdown or not; lines stay those of the text. Refused when it is too long."""
    _check_length(text)
    original = nfc(text.replace("\r\n", "\n").replace("\r", "\n")).removeprefix("\ufeff")
    copy = marks.cleaned(original)
    copy = copy.edited(marks.table_edits(copy.text))
    return Source(copy.text, kind, tuple(notes), _tabbed(copy.text), original, _shifts(copy.places))


def stored(text: str) -> Source:
    """Take the text of a Source that was read and kept earlier, exactly as it is: offsets into it still hold."""
    return Source(text, tables=_tabbed(text), original=text)


def load(name: str, content: bytes) -> Source:
    """Read a file by what it contains; its name only decides between TXT and Markdown.

    Raises Refused with a sentence that says what to do next.
    """
    if len(content) > LARGEST:
        raise Refused("Tệp lớn hơn 25 MB. Hãy bỏ bớt hình ảnh hoặc phụ lục rồi tải lại.")
    if not content.strip():
        raise Refused("Tệp trống, không có gì để đọc. Hãy chọn đúng tệp kế hoạch.")
    kind = formats.of(name, content)
    if kind == "docx":
        return _built(kind, *docx_text.read(content))
    if kind == "pdf":
        return _built(kind, *pdf_text.read(content))
    if kind in {"doc", "odt", "rtf"}:
        return _converted(kind, content)
    if len(content) > 4 * LONGEST:
        raise Refused(TOO_LONG)
    text, notes = encodings.decoded(content)
    return from_text(text, kind=kind, notes=notes)


def _converted(kind: str, content: bytes) -> Source:
    made = office.to_docx(content, kind)
    if made is not None:
        return _built(kind, *docx_text.read(made))
    text = office.doc_text(content) if kind == "doc" else None
    if text is None:
        raise Refused(office.missing(kind))
    if not text.strip():
        raise Refused("Tệp DOC không có chữ nào để đọc. Hãy lưu lại thành DOCX rồi tải lên.")
    repaired, notes = encodings.repaired(text)
    return from_text(repaired, kind=kind, notes=notes)


def _built(kind: str, lines: Lines, notes: tuple[str, ...]) -> Source:
    text = lines.text()
    _check_length(text)
    return Source(text, kind, notes, lines.tables(), text)


def _check_length(text: str) -> None:
    if len(text) > LONGEST:
        raise Refused(TOO_LONG)


def _shifts(places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Keep of each letter's place only where a stretch begins."""
    found = [(at, place) for at, place in enumerate(places) if at == 0 or place != places[at - 1] + 1]
    return () if found == [(0, 0)] else tuple(found)


def _tabbed(text: str) -> tuple[Table, ...]:
    """Find runs of two or more lines that carry tabs: pasted tables."""
    tables: list[Table] = []
    rows: list[tuple[Span, ...]] = []
    start = 0
    for line in [*text.split("\n"), ""]:
        if "\t" in line.strip():
            rows.append(cells(line, start))
        elif rows and line.strip():
            if len(rows) > 1:
                tables.append(Table(tuple(rows)))
            rows = []
        start += len(line) + 1
    return (*tables, Table(tuple(rows))) if len(rows) > 1 else tuple(tables)
