"""Báo cáo thành tích of a collective or a person: each figure stands with its evidence, or says that it has none."""

from dataclasses import dataclass

from thidua.documents.layout import (
    Align,
    Block,
    Column,
    Heading,
    Letterhead,
    Listing,
    Note,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from thidua.documents.phrases import count

NO_EVIDENCE = "chưa có minh chứng"


@dataclass(frozen=True)
class Evidence:
    """A paper that proves: what it is, its number and day, the SHA-256 of the file when one was uploaded."""

    name: str
    number: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Claim:
    """A sentence of the report. ``needs_evidence`` is False for mere narration without a figure."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    needs_evidence: bool = True


@dataclass(frozen=True)
class Section:
    """What is said to one criterion or one content; ``clause`` is where the plan asks for it."""

    title: str
    claims: tuple[Claim, ...]
    clause: str = ""


@dataclass(frozen=True)
class Report:
    """The whole report. ``profile`` are rows of label and value, ``past`` awards already held."""

    letterhead: Letterhead
    title: str
    profile: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    signatures: tuple[Signature, ...]
    past: tuple[str, ...] = ()
    discipline: str = ""
    draft: bool = False


def paper_of(report: Report) -> Paper:
    """Write the report, and behind it the list of evidence in the order it is first named."""
    known = evidence_of(report)
    blocks: list[Block] = [Heading("I. SƠ LƯỢC")]
    blocks += [Paragraph(value or "…………", lead=f"- {label}:") for label, value in report.profile]
    blocks.append(Heading("II. THÀNH TÍCH ĐẠT ĐƯỢC"))
    for place, section in enumerate(report.sections, 1):
        blocks += _section(place, section, known)
    blocks.append(Heading("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG; KỶ LUẬT"))
    blocks.append(
        Listing(report.past) if report.past else Paragraph("Chưa có hình thức khen thưởng nào được ghi nhận.")
    )
    if report.discipline:
        blocks.append(Paragraph(report.discipline))
    if known:
        blocks += [Heading("DANH MỤC MINH CHỨNG"), _evidence_table(known)]
    if bare := unproven(report):
        blocks.append(Note(f"Còn {count(len(bare), 'nội dung')} {NO_EVIDENCE}."))
    signatures = report.signatures
    return Paper(
        report.letterhead,
        "Báo cáo thành tích",
        report.title,
        blocks=tuple(blocks),
        signatures=signatures,
        draft=report.draft,
    )


def evidence_of(report: Report) -> tuple[Evidence, ...]:
    """Give every piece of evidence once, in the order of the text."""
    named = (proof for section in report.sections for claim in section.claims for proof in claim.evidence)
    return tuple(dict.fromkeys(named))


def unproven(report: Report) -> tuple[Claim, ...]:
    """Give the claims that need evidence and have none."""
    claims = (claim for section in report.sections for claim in section.claims)
    return tuple(claim for claim in claims if claim.needs_evidence and not claim.evidence)


def _section(place: int, section: Section, known: tuple[Evidence, ...]) -> list[Block]:
    blocks: list[Block] = [Heading(f"{place}. {section.title}", level=2)]
    if section.clause:
        blocks.append(Paragraph(f"(Theo {section.clause})", italic=True))
    if not section.claims:
        blocks.append(Paragraph("Chưa có nội dung.", italic=True))
    return blocks + [Paragraph(f"- {claimed(claim, known)}") for claim in section.claims]


def claimed(claim: Claim, known: tuple[Evidence, ...]) -> str:
    """Write a claim with the numbers of its evidence, or that it has none."""
    text = claim.text.rstrip(" .;")
    if claim.evidence:
        numbers = ", ".join(str(known.index(proof) + 1) for proof in claim.evidence)
        return f"{text} (minh chứng {numbers})."
    return f"{text} ({NO_EVIDENCE})." if claim.needs_evidence else f"{text}."


def _evidence_table(known: tuple[Evidence, ...]) -> Table:
    columns = (
        Column("Số", 10, Align.CENTER),
        Column("Tên minh chứng", 62),
        Column("Số, ngày văn bản", 34),
        Column("SHA-256 của tệp", 54),
    )
    rows = (
        (str(place), one.name, one.number, halves(one.sha256) or "chưa có tệp") for place, one in enumerate(known, 1)
    )
    return Table(columns, tuple(rows))


def halves(digest: str) -> str:
    """Break a SHA-256 into lines of sixteen signs: it has no blank where a cell could break it."""
    return "\n".join(digest[start : start + 16] for start in range(0, len(digest), 16))
