"""Kế hoạch: an agency launches a movement."""

from dataclasses import dataclass

from thidua.documents.layout import Bases, Block, Heading, Letterhead, Paper, Paragraph, Signature


@dataclass(frozen=True)
class Part:
    """Lines under a numbered heading such as “1. Đối với tập thể”; each line carries its own dash or none."""

    heading: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A chapter under a heading in capitals such as “I. MỤC ĐÍCH, YÊU CẦU”: lines of its own, then its parts."""

    heading: str
    lines: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A plan from its letterhead to who signs it. What is left empty is not drawn; gaps stay for number and day."""

    letterhead: Letterhead
    title: str
    opening: str
    sections: tuple[Section, ...]
    signature: Signature
    kind: str = "Kế hoạch"
    bases: tuple[str, ...] = ()
    closing: str = ""
    recipients: tuple[str, ...] = ()
    draft: bool = False


def paper_of(plan: Plan) -> Paper:
    """Write the plan in the layout of Decree 30/2020/NĐ-CP."""
    blocks: list[Block] = [Bases(plan.bases)] if plan.bases else []
    blocks.append(Paragraph(plan.opening))
    for section in plan.sections:
        blocks += _section(section)
    if plan.closing:
        blocks.append(Paragraph(plan.closing))
    return Paper(
        plan.letterhead,
        plan.kind,
        plan.title,
        blocks=tuple(blocks),
        recipients=plan.recipients,
        signatures=(plan.signature,),
        draft=plan.draft,
    )


def _section(section: Section) -> list[Block]:
    blocks: list[Block] = [Heading(section.heading), *map(Paragraph, section.lines)]
    for part in section.parts:
        blocks += [Heading(part.heading, level=2), *map(Paragraph, part.lines)]
    return blocks
