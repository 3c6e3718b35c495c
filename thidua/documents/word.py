"""Draws a `Paper` as DOCX by the measures of Decree 30/2020/NĐ-CP, annex I: the same data gives the same bytes."""

import io
import textwrap
import zipfile
from collections.abc import Iterable
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt

from thidua.base.days import written_long
from thidua.base.text import nfc
from thidua.documents.layout import (
    Align,
    Annex,
    Bases,
    Block,
    Heading,
    Letterhead,
    Listing,
    Note,
    Paper,
    Paragraph,
    Picture,
    Signature,
    Table,
)
from thidua.documents.word_parts import (
    BODY,
    HEADLINE,
    SMALL,
    Look,
    cells,
    paragraph,
    rule,
    ruled_table,
)

FONT = "Times New Roman"
BODIES = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "HỘI ĐỒNG")
PAGE_SHORT, PAGE_LONG = 210, 297
TOP = BOTTOM = 20
LEFT, RIGHT = 30, 20
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MOTTO_WIDTH = 56  # millimetres of the motto in bold 13: its line is as long as its words
NATION_WIDTH = 90.0  # holds the name of the state in bold 12 on one line
AGENCY_SIGNS = 24  # bold capitals of size 12 in the column beside it
GAP = "\u00a0" * 7  # to be filled by hand
NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark, not a moment: equal data, equal bytes
NO_ZIP_TIME = (2000, 1, 1, 0, 0, 0)


def docx_of(paper: Paper) -> bytes:
    """Draw the paper. 500 awardees take about a tenth of a second."""
    document = _blank(paper.kind, paper.landscape)
    body = document.element.body
    wide = _text_width(paper.landscape)
    _letterhead(body, paper.letterhead, wide, draft=paper.draft)
    _titles(body, paper)
    for block in paper.blocks:
        _block(document, block, wide)
    _close(body, paper, wide)
    for annex in paper.annexes:
        _annex(document, annex)
    return _bytes(document)


def _text_width(landscape: bool) -> float:
    return (PAGE_LONG if landscape else PAGE_SHORT) - LEFT - RIGHT


def _blank(title: str, landscape: bool) -> Document:
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(0)
    for told in document.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), "vi-VN")  # else Word underlines every word in red
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = ""
    core.title, core.language, core.created, core.modified = title, "vi-VN", NO_TIME, NO_TIME
    section = document.sections[0]
    _page(section, landscape)
    section.different_first_page_header_footer = True
    _number_pages(section)
    return document


def _page(section: Section, landscape: bool) -> None:
    short, long = Mm(PAGE_SHORT), Mm(PAGE_LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)


def _number_pages(section: Section) -> None:
    line = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run()
    run.font.size = Pt(13)
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            code = run._r.makeelement(qn("w:instrText"))
            code.text = " PAGE "
            run._r.append(code)
        run._r.append(run._r.makeelement(qn("w:fldChar"), {qn("w:fldCharType"): kind}))


def _letterhead(body: BaseOxmlElement, head: Letterhead, wide: float, *, draft: bool) -> None:
    left, right = wide - NATION_WIDTH, NATION_WIDTH
    row = cells(body, (left, right))
    if head.superior:
        paragraph(row[0], broken_agency(head.superior), Look(size=12, align=Align.CENTER))
    paragraph(row[0], broken_agency(head.agency), Look(size=12, bold=True, align=Align.CENTER))
    rule(row[0], left, left / 3)
    paragraph(row[1], NATION, Look(size=12, bold=True, align=Align.CENTER))
    paragraph(row[1], MOTTO, Look(size=13, bold=True, align=Align.CENTER))
    rule(row[1], right, MOTTO_WIDTH)
    row = cells(body, (left, right))
    if head.symbol:
        paragraph(row[0], numbered(head), Look(size=13, align=Align.CENTER, before=4))
    if draft:
        paragraph(row[0], "DỰ THẢO", Look(size=13, bold=True, align=Align.CENTER, before=4))
    if head.place:
        paragraph(row[1], dated(head), Look(size=13, italic=True, align=Align.CENTER, before=4))


def numbered(head: Letterhead) -> str:
    """Write “Số: 07/QĐ-UBND”, with a gap while there is no number; nothing without a symbol."""
    number = f"{int(head.number):02d}" if head.number.isdecimal() else head.number
    return f"Số: {number or GAP}/{head.symbol}" if head.symbol else ""


def dated(head: Letterhead) -> str:
    """Write the place and the day, with gaps while there is no day; nothing without a place."""
    day = written_long(head.day) if head.day else f"ngày {GAP} tháng {GAP} năm {GAP}"
    return f"{head.place}, {day}" if head.place else ""


def broken_agency(agency: str) -> str:
    """Write in capitals; a long name breaks where offices break it, before the place, or into even lines."""
    name = nfc(agency).upper()
    body = next((body for body in BODIES if name.startswith(f"{body} ")), "")
    rest = name[len(body) :].strip() if body and len(name) > AGENCY_SIGNS else name
    wanted = -(-len(rest) // AGENCY_SIGNS) or 1
    evenly = (
        textwrap.wrap(rest, width, break_on_hyphens=False) for width in range(len(rest) // wanted or 1, len(rest) + 2)
    )
    lines = next(lines for lines in evenly if len(lines) <= wanted)
    return "\n".join(lines if rest is name else [body, *lines])


def _titles(body: BaseOxmlElement, paper: Paper) -> None:
    paragraph(body, paper.kind.upper(), HEADLINE.but(before=14))
    if paper.title:
        paragraph(body, paper.title, HEADLINE)
        wide = _text_width(paper.landscape)
        rule(body, wide, wide / 3)
    if len(paper.to) == 1:
        paragraph(body, f"Kính gửi: {paper.to[0]}", BODY.but(align=Align.CENTER, indent=0, before=10, after=6))
    elif paper.to:
        paragraph(body, "Kính gửi:", BODY.but(align=Align.LEFT, indent=30, before=10))
        for place, line in enumerate(paper.to, 1):
            end = "." if place == len(paper.to) else ";"
            paragraph(body, f"- {line}{end}", BODY.but(align=Align.LEFT, indent=0, left=48, before=2))


def _block(document: Document, block: Block, wide: float) -> None:
    body = document.element.body
    match block:
        case Table():
            if block.caption:
                paragraph(body, block.caption, BODY.but(bold=True, align=Align.CENTER, indent=0, keep=True))
            ruled_table(body, block, wide)
        case Picture():
            _picture(document, block)
        case Bases() | Listing():
            _lines(body, block)
        case _:
            _text(body, block)


def _text(body: BaseOxmlElement, block: Paragraph | Heading | Note) -> None:
    match block:
        case Paragraph():
            look = BODY.but(bold=block.bold, italic=block.italic, align=block.align)
            paragraph(body, block.text, look if block.indent else look.but(indent=0), lead=block.lead)
        case Heading():
            paragraph(body, block.text, BODY.but(bold=True, italic=block.level > 2, keep=True, outline=block.level - 1))
        case _:
            paragraph(body, block.text, SMALL.but(italic=True, before=3))


def _lines(body: BaseOxmlElement, block: Bases | Listing) -> None:
    for place, item in enumerate(block.items, 1):
        if isinstance(block, Listing):
            paragraph(body, f"{block.mark} {item}".strip(), BODY)
        else:
            end = "." if place == len(block.items) else ";"
            paragraph(body, item.rstrip(" .;") + end, BODY.but(italic=True))


def _picture(document: Document, picture: Picture) -> None:
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    drawn = line.add_run().add_picture(io.BytesIO(picture.png), width=Mm(picture.width))
    drawn._inline.docPr.set("descr", picture.words)


def _close(body: BaseOxmlElement, paper: Paper, wide: float) -> None:
    if not paper.signatures and not paper.recipients:
        return
    _hold_last_line(body)
    paragraph(body, "", Look(size=12, keep=True))
    if len(paper.signatures) < 2:
        row = cells(body, (wide * 0.48, wide * 0.52))
        _recipients(row[0], paper.recipients)
        for signature in paper.signatures:
            _signature(row[1], signature)
        return
    pairs = [paper.signatures[start : start + 2] for start in range(0, len(paper.signatures), 2)]
    for place, pair in enumerate(pairs):
        if place:
            paragraph(body, "", Look(size=8))
        row = cells(body, (wide / len(pair),) * len(pair))
        for cell, signature in zip(row, pair, strict=True):
            _signature(cell, signature, tallest=max(_height(each) for each in pair))
    if paper.recipients:
        paragraph(body, "", Look(size=8))
        _recipients(body, paper.recipients)


def _recipients(cell: BaseOxmlElement, lines: Iterable[str]) -> None:
    if not (lines := tuple(lines)):
        return
    paragraph(cell, "Nơi nhận:", Look(size=12, bold=True, italic=True))
    for place, line in enumerate(lines, 1):
        end = "." if place == len(lines) else ";"
        paragraph(cell, f"- {line.rstrip(' .;')}{end}", Look(size=11))


def _hold_last_line(body: BaseOxmlElement) -> None:
    """Let the last line go along when the signatures need another page: they never stand there alone."""
    body[-2].get_or_add_pPr().get_or_add_keepNext()  # behind it stands only the section; tables end with a line


def _height(signature: Signature) -> int:
    return len(signature.authority) + bool(signature.note)


def _signature(cell: BaseOxmlElement, signature: Signature, tallest: int = 0) -> None:
    for line in signature.authority:
        paragraph(cell, line.upper(), Look(size=14, bold=True, align=Align.CENTER, keep=True))
    if signature.note:
        paragraph(cell, signature.note, Look(size=13, italic=True, align=Align.CENTER, keep=True))
    for _ in range(4 + max(0, tallest - _height(signature))):
        paragraph(cell, "", Look(size=13, keep=True))
    paragraph(cell, signature.name, Look(size=14, bold=True, align=Align.CENTER))


def _annex(document: Document, annex: Annex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _shrink_break(document)
    _page(section, annex.landscape)
    section.different_first_page_header_footer = False
    body = document.element.body
    for line in annex.title.split("\n"):
        paragraph(body, line, HEADLINE)
    if annex.tie:
        paragraph(body, f"({annex.tie})", HEADLINE.but(bold=False, italic=True, size=13, after=6))
    wide = _text_width(annex.landscape)
    for block in annex.blocks:
        _block(document, block, wide)


def _shrink_break(document: Document) -> None:
    """Make the empty line that ends a section tiny: on a full page it would open a blank one."""
    line = document.paragraphs[-1]
    line.paragraph_format.line_spacing = Pt(1)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)


def _bytes(document: Document) -> bytes:
    """Save without the present time, which python-docx stamps into the ZIP."""
    for cell in document.element.body.iter(qn("w:tc")):
        if not len(cell.findall(qn("w:p"))):  # Word calls a file with an empty cell broken
            paragraph(cell, "", Look(size=12))
    stamped = io.BytesIO()
    document.save(stamped)
    return timeless(stamped.getvalue())


def timeless(content: bytes) -> bytes:
    """Pack the parts of a file again, each with one fixed time."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, NO_ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return fixed.getvalue()
