"""Read the text of a Word document: numbers as shown, tracked changes as accepted, letterheads column by column."""

import re
from collections.abc import Iterator

from thidua.base.refusal import Refused
from thidua.plans import encodings, word_lists, word_styles, word_xml
from thidua.plans.archive import Archive
from thidua.plans.lines import Lines
from thidua.plans.word_xml import Element, child, child_value, descendants, is_on, name, value

_SKIPPED = frozenset(
    {"pPr", "rPr", "del", "moveFrom", "delText", "instrText", "Fallback", "sdtPr", "tbl", "footnoteReference"}
)
_SIGNS = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n", "br": "\n", "ptab": "\t"}
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_NEW_LINE = re.compile(r"\W*(?:[-+*–•]\s|\d+[.)]\s|[a-zđ][.)]\s)")
_COUNTRY = re.compile(r"CỘNG\s+HÒA\s+XÃ\s+HỘI|CỘNG\s+HOÀ\s+XÃ\s+HỘI|Độc\s+lập\s*[-–]\s*Tự\s+do", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^\s*Nơi\s+nhận", re.IGNORECASE | re.MULTILINE)
_PAGE_NUMBER = re.compile(r"(?:trang|page)?[\s\d/|\-–.]*", re.IGNORECASE)
_HEAD_OR_FOOT = re.compile(r"word/(?:header|footer)\d*\.xml")
_LAYOUT_ROWS = 6

_NO_TEXT = "Tài liệu Word không có chữ nào để đọc (có thể chỉ có ảnh quét). Hãy gửi bản có chữ hoặc dán nội dung."


def read(content: bytes) -> tuple[Lines, tuple[str, ...]]:
    """Give the lines and tables of a DOCX and notes for the user; Refused when it cannot be read."""
    document = _Document(Archive(content))
    lines = document.read()
    if not lines.text().strip():
        raise Refused(_NO_TEXT)
    notes = tuple(f"Tài liệu dùng phông {font}, đã chuyển sang Unicode." for font in sorted(document.old_fonts))
    if not notes:
        text, notes = encodings.repaired(lines.text())
        lines.replace(text)
    return lines, notes


def _main_part(archive: Archive) -> str:
    relations = word_xml.parsed(archive.part("_rels/.rels"))
    for relation in () if relations is None else relations:
        if value(relation, "Type").endswith("/officeDocument"):
            return value(relation, "Target").lstrip("/")
    return "word/document.xml"


class _Document:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._body = child(word_xml.parsed(archive.part(_main_part(archive))), "body")
        if self._body is None:
            raise Refused(word_xml.BROKEN)
        self._styles = word_styles.read(word_xml.parsed(archive.part("word/styles.xml")))
        self._lists = word_lists.read(word_xml.parsed(archive.part("word/numbering.xml")))
        self._boxes: list[Element] = []
        self.old_fonts: set[str] = set()

    def read(self) -> Lines:
        lines = Lines()
        edges = [text for text in map(self._part_text, sorted(self._archive.names)) if text]
        for text in edges:
            if _COUNTRY.search(text):
                lines.add(text)
        self._add_blocks(self._body, lines)
        for text in [*(text for text in edges if not _COUNTRY.search(text)), *self._notes()]:
            lines.add(text)
        return lines

    def _part_text(self, part: str) -> str:
        """Text of a header or footer, "" when it is a page number only."""
        if not _HEAD_OR_FOOT.fullmatch(part):
            return ""
        root = word_xml.parsed(self._archive.part(part))
        lines = Lines()
        self._add_blocks(root, lines)
        return "\n".join(line for line in lines.text().split("\n") if not _PAGE_NUMBER.fullmatch(line))

    def _notes(self) -> Iterator[str]:
        for part in ("word/footnotes.xml", "word/endnotes.xml"):
            root = word_xml.parsed(self._archive.part(part))
            for note in () if root is None else root:
                if value(note, "type") in {"", "normal"}:
                    yield " ".join(self._paragraphs(note))

    def _add_blocks(self, container: Element, lines: Lines) -> None:
        carried = ""
        for block in _blocks(container):
            if name(block) == "tbl":
                self._add_table(block, lines)
                continue
            text = carried + self._paragraph(block)
            mark_deleted = child(block, "pPr", "rPr", "del") is not None
            carried = f"{text} " if mark_deleted and text else ""
            if not mark_deleted:
                lines.add(text)
            self._add_boxes(lines)
        if carried:
            lines.add(carried)

    def _add_boxes(self, lines: Lines) -> None:
        while self._boxes:
            waiting, self._boxes = self._boxes, []
            for box in waiting:
                for text in self._paragraphs(box):
                    lines.add(text)

    def _paragraphs(self, container: Element) -> list[str]:
        """Texts of all paragraphs below, tables flattened, empty ones left out."""
        texts = (self._paragraph(found) for found in _own_paragraphs(container))
        return [text for text in texts if text.strip()]

    def _paragraph(self, paragraph: Element) -> str:
        text = _broken_sensibly("".join(self._pieces(paragraph)))
        list_id, depth = self._styles.list_of(paragraph)
        label = self._lists.label(list_id, word_lists.whole(depth)) if list_id else ""
        return f"{label} {text}" if label and text.strip() else text

    def _pieces(self, paragraph: Element) -> Iterator[str]:
        """Walk the runs without recursion: a hostile file nests deeply."""
        style = child_value(paragraph, "pPr", "pStyle")
        stack = [(element, "") for element in reversed(paragraph)]
        while stack:
            element, font = stack.pop()
            local = name(element)
            if local in _SKIPPED:
                continue
            if local == "r":
                if is_on(element, "rPr", "vanish"):
                    continue
                font = self._styles.font(element, style)
            if local == "t":
                yield self._letters(element.text or "", font)
            elif local in _SIGNS:
                yield _SIGNS[local]
            elif local == "sym":
                yield _symbol(value(element, "char"))
            elif local == "txbxContent":
                self._boxes.append(element)
            else:
                stack += [(below, font) for below in reversed(element)]

    def _letters(self, text: str, font: str) -> str:
        """Turn the letters of an old Vietnamese font into Unicode, unless they already are."""
        convert = encodings.of_font(font)
        if convert is None or not encodings.has_marks(text) or encodings.is_unicode(text):
            return convert(text) if convert and encodings.is_capital_font(font) else text
        self.old_fonts.add(font)
        return convert(text)

    def _add_table(self, table: Element, lines: Lines) -> None:
        rows = [self._row(row) for row in _rows(table)]
        width = max((len(row) for row in rows), default=0)
        if width <= 1 or self._is_layout(table, rows, width):
            for column in range(width):
                for row in rows:
                    for text in row[column] if column < len(row) else ():
                        lines.add(text)
                lines.add("")
        else:
            lines.add_table([[" ".join(cell) for cell in row] for row in rows])
        self._add_boxes(lines)

    def _row(self, row: Element) -> list[list[str]]:
        found = []
        for cell in _cells(row):
            merged = child(cell, "tcPr", "vMerge")
            continues = merged is not None and value(merged) != "restart"
            found.append([] if continues else self._paragraphs(cell))
        return found

    def _is_layout(self, table: Element, rows: list[list[list[str]]], width: int) -> bool:
        """A table without lines that only puts things side by side, as letterhead and signature do."""
        text = "\n".join("\n".join(cell) for row in rows for cell in row)
        small = width <= 3 and len(rows) <= _LAYOUT_ROWS
        if small and (_COUNTRY.search(text) or _RECIPIENTS.search(text)):
            return True
        framed = [word_styles.framed(cell) for cell in descendants(table, "tc")]
        return small and not self._styles.bordered(table) and sum(framed) * 2 < len(framed)


def _blocks(container: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, out of content controls and insertions."""
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        local = name(element)
        if local in {"p", "tbl"}:
            yield element
        elif local in _WRAPPERS:
            stack += list(reversed(element))


def _own_paragraphs(container: Element) -> Iterator[Element]:
    """All paragraphs below but those in text boxes: a box has its own turn, else each level would be read twice."""
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        if name(element) == "p":
            yield element
        if name(element) != "txbxContent":
            stack += list(reversed(element))


def _inside(container: Element, local: str) -> Iterator[Element]:
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        if name(element) == local:
            yield element
        elif name(element) in _WRAPPERS:
            stack += list(reversed(element))


def _rows(table: Element) -> Iterator[Element]:
    return (row for row in _inside(table, "tr") if child(row, "trPr", "del") is None)


def _cells(row: Element) -> Iterator[Element]:
    return _inside(row, "tc")


def _symbol(code: str) -> str:
    """A sign from a symbol font: what is no plain letter stands for a bullet."""
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "-" if "\uf000" <= sign <= "\uf0ff" else sign


def _broken_sensibly(text: str) -> str:
    """Keep a line break where a new line of thought begins, else take it for a blank."""
    first, *rest = text.strip("\n").split("\n")
    joined = first
    for piece in rest:
        ends = joined.rstrip()[-1:] in {"", ".", ";", ":"}
        begins = _NEW_LINE.match(piece) or next(filter(str.isalpha, piece), "a").isupper()
        joined += ("\n" if ends or begins else " ") + piece
    return joined
