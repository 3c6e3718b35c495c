"""Danh sách: any list an office prints — nominees, participants, members, funds."""

from dataclasses import dataclass

from thidua.documents.layout import Align, Block, Column, Letterhead, Note, Paper, Signature, Table

WIDE = 6  # more columns than this turn the page


@dataclass(frozen=True)
class Group:
    """Rows under one bold line; without a title no line is drawn. Numbers are added by `paper_of`."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Roster:
    """A list with its columns (without the ordinal, which is added), groups, sum and notes."""

    letterhead: Letterhead
    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    total: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()


def paper_of(roster: Roster) -> Paper:
    """Write the list; each group counts from one."""
    rows: list[tuple[str, ...]] = []
    bands: list[tuple[int, str]] = []
    for group in roster.groups:
        if group.title and group.rows:
            bands.append((len(rows), group.title))
        rows += [(str(place), *row) for place, row in enumerate(group.rows, 1)]
    columns = (Column("TT", 10, Align.CENTER), *roster.columns)
    total = ("", *roster.total) if roster.total else ()
    blocks: list[Block] = [Table(columns, tuple(rows), tuple(bands), total)]
    blocks += [Note(note) for note in roster.notes]
    return Paper(
        roster.letterhead,
        "Danh sách",
        roster.title,
        blocks=tuple(blocks),
        recipients=roster.recipients,
        signatures=roster.signatures,
        landscape=len(columns) > WIDE,
    )
