"""Bản tóm tắt thành tích: of one subject as a short paper, of many as a table for the council."""

from dataclasses import dataclass

from thidua.documents.layout import Align, Block, Column, Heading, Letterhead, Paper, Paragraph, Signature, Table


@dataclass(frozen=True)
class Summary:
    """One subject in short. ``points`` are the achievements, one sentence each."""

    name: str
    unit: str
    award: str
    points: tuple[str, ...]
    position: str = ""
    verdict: str = ""


def paper_of(
    letterhead: Letterhead, title: str, summaries: tuple[Summary, ...], signatures: tuple[Signature, ...]
) -> Paper:
    """Write one subject as text, several as a table on a wide page."""
    if not summaries:
        raise ValueError("a summary of nobody")
    single = len(summaries) == 1
    blocks = _single(summaries[0]) if single else (_table(summaries),)
    return Paper(letterhead, "Tóm tắt thành tích", title, blocks=blocks, signatures=signatures, landscape=not single)


def _single(summary: Summary) -> tuple[Block, ...]:
    rows = (
        ("Tên tập thể, cá nhân", summary.name),
        ("Chức vụ", summary.position),
        ("Đơn vị", summary.unit),
        ("Đề nghị khen thưởng", summary.award),
        ("Ý kiến thẩm định", summary.verdict),
    )
    profile = [Paragraph(value, lead=f"{label}:", align=Align.LEFT) for label, value in rows if value]
    return (*profile, Heading("Thành tích:"), *(Paragraph(f"- {point}") for point in summary.points))


def _table(summaries: tuple[Summary, ...]) -> Table:
    columns = (
        Column("TT", 10, Align.CENTER),
        Column("Tên tập thể, cá nhân", 48),
        Column("Chức vụ, đơn vị", 48),
        Column("Tóm tắt thành tích", 95, Align.JUSTIFY),
        Column("Đề nghị", 26, Align.CENTER),
        Column("Ý kiến thẩm định", 30),
    )
    rows = (
        (
            str(place),
            each.name,
            ", ".join(filter(None, (each.position, each.unit))),
            "\n".join(f"- {point}" for point in each.points),
            each.award,
            each.verdict,
        )
        for place, each in enumerate(summaries, 1)
    )
    return Table(columns, tuple(rows))
