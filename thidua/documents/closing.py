"""Báo cáo sơ kết, tổng kết of a movement: text, tables and charts, section by section."""

from dataclasses import dataclass

from thidua.documents.decision import ROMAN
from thidua.documents.layout import (
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


@dataclass(frozen=True)
class Part:
    """A section: its heading, sentences, tables and charts; ``gap`` says which figures are not there yet."""

    title: str
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    gap: str = ""


@dataclass(frozen=True)
class Closing:
    """The whole report; ``interim`` turns tổng kết into sơ kết."""

    letterhead: Letterhead
    title: str
    parts: tuple[Part, ...]
    signature: Signature
    to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ("Lưu: VT",)
    interim: bool = False
    draft: bool = False


def paper_of(closing: Closing) -> Paper:
    """Write the report; parts are numbered in Roman figures."""
    blocks: list[Block] = []
    for place, part in enumerate(closing.parts):
        blocks.append(Heading(f"{ROMAN[place]}. {part.title.upper()}"))
        blocks += [Paragraph(sentence) for sentence in part.sentences]
        blocks += [Listing(part.items)] if part.items else []
        blocks += [*part.tables, *part.pictures]
        blocks += [Note(part.gap)] if part.gap else []
    return Paper(
        closing.letterhead,
        "Báo cáo sơ kết" if closing.interim else "Báo cáo tổng kết",
        closing.title,
        closing.to,
        tuple(blocks),
        closing.recipients,
        (closing.signature,),
        draft=closing.draft,
    )
