"""Tờ trình: a unit or a council proposes a list to whoever decides."""

from dataclasses import dataclass

from thidua.documents.decision import Awarded, AwardLine, award_table
from thidua.documents.layout import Bases, Block, Heading, Letterhead, Listing, Note, Paper, Paragraph, Signature
from thidua.documents.phrases import counts


@dataclass(frozen=True)
class Proposal:
    """What is proposed, to whom, on which grounds; ``results`` are sentences on how the list came about.

    ``attached`` are the papers of the dossier; ``missing`` are those still owed, printed as a warning.
    """

    letterhead: Letterhead
    title: str
    to: tuple[str, ...]
    bases: tuple[str, ...]
    awards: tuple[AwardLine, ...]
    signature: Signature
    results: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT")
    draft: bool = False


def paper_of(proposal: Proposal) -> Paper:
    """Write the letter; the list stands inside it."""
    if not proposal.awards:
        raise ValueError("a proposal without names")
    blocks: list[Block] = [Bases(proposal.bases)] if proposal.bases else []
    blocks += [Paragraph(sentence) for sentence in proposal.results]
    blocks += [
        Paragraph(
            f"{proposal.letterhead.agency} kính trình xem xét, khen thưởng cho {_whom(proposal)}, cụ thể như sau:"
        ),
        award_table(proposal.awards, bonus=False),
    ]
    if proposal.attached:
        blocks += [
            Heading("Hồ sơ kèm theo:"),
            Listing(tuple(f"{line}" for line in _numbered(proposal.attached)), mark=""),
        ]
    if proposal.missing:
        blocks.append(Note(f"Còn thiếu: {'; '.join(proposal.missing)}."))
    blocks.append(Paragraph("Kính đề nghị xem xét, quyết định./."))
    return Paper(
        proposal.letterhead,
        "Tờ trình",
        proposal.title,
        proposal.to,
        tuple(blocks),
        proposal.recipients,
        (proposal.signature,),
        draft=proposal.draft,
    )


def _whom(proposal: Proposal) -> str:
    kinds = [line.kind for line in proposal.awards]
    return counts(*((kinds.count(kind), kind.value) for kind in Awarded))


def _numbered(lines: tuple[str, ...]) -> list[str]:
    ends = [";"] * (len(lines) - 1) + ["."]
    return [f"{place}. {line}{end}" for place, (line, end) in enumerate(zip(lines, ends, strict=True), 1)]
