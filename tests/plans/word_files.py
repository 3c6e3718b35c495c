"""Small DOCX files for tests, written part by part."""

import zipfile
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    """Zip a document of this body; other parts by name: styles, numbering, footnotes, header1, footer1."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
            archive.writestr(f"word/{name}.xml", f"<w:{root} {W}>{content}</w:{root}>")
    return stream.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a run is plain text or XML."""
    made = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{made}</w:p>"


def r(text: str, font: str = "") -> str:
    """A run of text, in a font of its own if one is given."""
    look = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: list[str], bordered: bool = False) -> str:
    """A table; a cell is text of one paragraph or XML."""
    border = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if bordered else ""
    made = "".join(f"<w:tr>{''.join(cell(each) for each in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{border}</w:tblPr>{made}</w:tbl>"


def cell(content: str) -> str:
    return f"<w:tc><w:tcPr/>{content if content.startswith('<') else p(content)}</w:tc>"


def listed(text: str, list_id: int, depth: int = 0) -> str:
    """A paragraph of an automatic list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(depth: int, form: str, pattern: str, start: int = 1) -> str:
    """How a list writes one depth."""
    made = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{depth}">{made}</w:lvl>'


def numbering(*levels: str, lists: int = 1) -> str:
    """One model with these levels and several lists that use it."""
    made = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="7"/></w:num>' for at in range(1, lists + 1))
    return f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{made}'
