"""Papers of a dossier drafted from facts: each figure with its evidence, what has none says so."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.base.days import written
from thidua.base.refusal import Refused
from thidua.documents import proposal, report, roster, summary, word
from thidua.documents.decision import Awarded, AwardLine
from thidua.documents.layout import Column, Letterhead, Paper, Signature
from thidua.documents.report import Claim, Evidence, Section
from thidua.dossiers import gathering
from thidua.dossiers.models import Dossier, DossierPaper
from thidua.dossiers.queries import criteria_for, current_papers, with_names
from thidua.movements.kinds import Paper as PaperKind
from thidua.movements.kinds import SubjectKind
from thidua.movements.models import Criterion
from thidua.org.files import content_of
from thidua.org.models import Document, Position
from thidua.org.queries import in_force
from thidua.plans import source

KINDS = {
    SubjectKind.COLLECTIVE: Awarded.COLLECTIVE,
    SubjectKind.INDIVIDUAL: Awarded.INDIVIDUAL,
    SubjectKind.HOUSEHOLD: Awarded.HOUSEHOLD,
}


def docx_of(dossier: Dossier, paper: str, today: date) -> bytes:
    """Draft one paper of a dossier as DOCX; the minutes come from the unit's own meeting instead."""
    drafted = _DRAFTS.get(paper)
    if drafted is None:
        raise Refused("Giấy tờ này không soạn sẵn được. Biên bản họp lấy từ phiên họp của Hội đồng đơn vị.")
    return word.docx_of(drafted(dossier, today))


def _letterhead(dossier: Dossier, symbol: str, today: date) -> Letterhead:
    unit = dossier.unit
    above = unit.parent.name if unit.parent else ""
    return Letterhead(unit.name, above, symbol=symbol, place=unit.address, day=today)


def _signature(dossier: Dossier, today: date) -> Signature:
    held = Position.objects.filter(in_force(today), unit=dossier.unit, is_head=True).select_related("person").first()
    if held is None:
        return Signature(("Thủ trưởng đơn vị",))
    return Signature((held.title,), held.person.name)


def _title(dossier: Dossier) -> str:
    return f"Đề nghị {dossier.award} – {dossier.round.movement.name} ({dossier.round.name})"


def _report(dossier: Dossier, today: date) -> Paper:
    """One section for each criterion of the plan; the summary's lines stand where no criterion takes them."""
    criteria = criteria_for(dossier, dossier.received_on or today)
    judged = {one.criterion_id: one for one in gathering.judged(dossier, today) if one.criterion_id}
    sections = [Section(one.text, _claims(dossier, one, judged[one.pk].reason), one.clause) for one in criteria]
    told = tuple(Claim(line.strip()) for line in dossier.achievements.splitlines() if line.strip())
    if told or not sections:
        sections.append(Section("Kết quả nổi bật", told))
    honours = dossier.nominee.honours.filter(revoked_by=None).select_related("document").order_by("decided_on", "pk")
    return report.paper_of(
        report.Report(
            letterhead=_letterhead(dossier, "BC", today),
            title=_title(dossier),
            profile=_profile(dossier, today),
            sections=tuple(sections),
            signatures=(_signature(dossier, today),),
            past=tuple(f"{one.name}{f' ({one.document})' if one.document else ''}" for one in honours),
            draft=True,
        )
    )


def _profile(dossier: Dossier, today: date) -> tuple[tuple[str, str], ...]:
    nominee = dossier.nominee
    rows = [("Tên", nominee.name), ("Đơn vị", dossier.unit.name)]
    if nominee.person_id is not None:
        held = Position.objects.filter(in_force(today), person_id=nominee.person_id).order_by("-is_head", "pk").first()
        rows.append(("Chức vụ", held.title if held else ""))
    return tuple(rows)


def _claims(dossier: Dossier, criterion: Criterion, reason: str) -> tuple[Claim, ...]:
    """What the facts say to one criterion, each with its document."""
    nominee = dossier.nominee
    if criterion.kind == "rating":
        rated = nominee.ratings.select_related("document").order_by("year")
        return tuple(Claim(f"Năm {one.year}: {one.grade}", _proof(one.document)) for one in rated)
    if criterion.kind == "initiative":
        found = nominee.initiatives.select_related("document").order_by("recognised_on", "pk")
        return tuple(
            Claim(
                f"“{one.title}”, {f'{one.recognised_by} công nhận' if one.recognised_by else 'chưa ghi cấp công nhận'}"
                f"{f' ngày {written(one.recognised_on)}' if one.recognised_on else ''}"
                f"{f'; phạm vi: {one.spread}' if one.spread else ''}",
                _proof(one.document),
            )
            for one in found
        )
    if criterion.kind in ("improvement", "rank"):
        return (Claim(reason),)
    return ()


def _proof(document: Document | None) -> tuple[Evidence, ...]:
    if document is None:
        return ()
    day = f" ngày {written(document.dated_on)}" if document.dated_on else ""
    number = f"{document.number}{day}".strip()
    return (Evidence(document.title or document.kind, number, document.file.sha256 if document.file else ""),)


def _summary(dossier: Dossier, today: date) -> Paper:
    points = tuple(line.strip() for line in dossier.achievements.splitlines() if line.strip())
    short = summary.Summary(
        name=dossier.nominee.name,
        unit=dossier.unit.name,
        award=str(dossier.award),
        points=points or ("Chưa có tóm tắt thành tích.",),
    )
    return summary.paper_of(
        _letterhead(dossier, "TTTT", today), _title(dossier), (short,), (_signature(dossier, today),)
    )


def _siblings(dossier: Dossier) -> list[Dossier]:
    """Everybody the unit proposes in the round: letter and list speak of all at once."""
    found = with_names().filter(round=dossier.round, unit=dossier.unit).exclude(state__in=("withdrawn", "refused"))
    return list(found.order_by("nominee__kind", "nominee__name_norm", "pk"))


def _proposal(dossier: Dossier, today: date) -> Paper:
    lines = tuple(
        AwardLine(KINDS[SubjectKind(one.nominee.kind)], one.nominee.name, str(one.award), one.unit.name)
        for one in _siblings(dossier)
    )
    movement = dossier.round.movement
    number = movement.plan.number
    return proposal.paper_of(
        proposal.Proposal(
            letterhead=_letterhead(dossier, "TTr", today),
            title=f"Về việc đề nghị khen thưởng {movement.name}",
            to=(movement.issuer_name,),
            bases=(f"Căn cứ Kế hoạch số {number} của {movement.issuer_name}",) if number else (),
            awards=lines,
            signature=_signature(dossier, today),
            attached=tuple(str(paper) for paper in current_papers(dossier)),
            draft=True,
        )
    )


def _list(dossier: Dossier, today: date) -> Paper:
    groups: dict[str, list[tuple[str, ...]]] = {}
    for one in _siblings(dossier):
        groups.setdefault(one.nominee.get_kind_display(), []).append((one.nominee.name, one.unit.name, str(one.award)))
    return roster.paper_of(
        roster.Roster(
            letterhead=_letterhead(dossier, "DS", today),
            title=_title(dossier),
            columns=(Column("Tập thể, cá nhân", 60), Column("Đơn vị", 50), Column("Đề nghị", 40)),
            groups=tuple(roster.Group(name.upper(), tuple(rows)) for name, rows in groups.items()),
            signatures=(_signature(dossier, today),),
        )
    )


_DRAFTS: Mapping[str, Callable[[Dossier, date], Paper]] = {
    PaperKind.BAO_CAO: _report,
    PaperKind.TOM_TAT: _summary,
    PaperKind.TO_TRINH: _proposal,
    PaperKind.DANH_SACH: _list,
}
DRAFTED = frozenset(_DRAFTS)


@dataclass(frozen=True)
class Change:
    """One paragraph that a new version of a paper adds or takes away."""

    is_added: bool
    text: str


def changes(paper: DossierPaper) -> list[Change]:
    """Compare a version with the one before it, paragraph by paragraph; refuse what no program reads."""
    before = DossierPaper.objects.filter(
        dossier=paper.dossier_id, requirement=paper.requirement_id, paper=paper.paper, title=paper.title
    )
    earlier = before.filter(version__lt=paper.version).select_related("file").order_by("-version").first()
    if earlier is None:
        raise Refused("Đây là bản đầu tiên nên chưa có gì để so sánh.")
    lines = difflib.ndiff(_paragraphs(earlier), _paragraphs(paper))
    return [Change(line[0] == "+", line[2:]) for line in lines if line[:2] in ("+ ", "- ")]


def _paragraphs(paper: DossierPaper) -> list[str]:
    if paper.file is None:
        raise Refused("Bản giấy không có tệp nên không so sánh được.")
    text = source.load(paper.file.name, content_of(paper.file)).text
    return [line.strip() for line in text.splitlines() if line.strip()]
