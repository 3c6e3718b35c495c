"""Papers of a dossier drafted from facts: each line with its proof, what has none says so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.base.days import written
from thidua.base.refusal import Refused
from thidua.base.text import norm, shorten, words
from thidua.documents import proposal, report, roster, summary
from thidua.documents.decision import Awarded, AwardLine
from thidua.documents.layout import Column, Letterhead, Paper, Signature
from thidua.documents.phrases import full_name, is_committee, letters_of, place_of, superior_of
from thidua.documents.report import Claim, Evidence, Section
from thidua.dossiers import gathering, wording
from thidua.dossiers.facts import documents_of
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries import criteria_for, current_papers, with_names
from thidua.dossiers.wording import TOLD, Line, Part
from thidua.movements import queries as rulebook
from thidua.movements.kinds import Paper as PaperKind
from thidua.movements.kinds import SubjectKind
from thidua.movements.models import Criterion
from thidua.org.models import Document, Position
from thidua.org.queries import in_force
from thidua.scoring.verdicts import Verdict

KINDS = {
    SubjectKind.COLLECTIVE: Awarded.COLLECTIVE,
    SubjectKind.INDIVIDUAL: Awarded.INDIVIDUAL,
    SubjectKind.HOUSEHOLD: Awarded.HOUSEHOLD,
}
SYMBOLS = {
    PaperKind.BAO_CAO: "BC",
    PaperKind.TOM_TAT: "TTTT",
    PaperKind.TO_TRINH: "TTr",
    PaperKind.DANH_SACH: "DS",
}
TITLE_SIGNS = 200  # of a heading taken from the plan
NOT_DRAFTED = "Giấy tờ này không soạn sẵn được. Biên bản họp lấy từ phiên họp của Hội đồng đơn vị."


def why_not_draft(paper: str) -> str | None:
    """Say why a kind of paper is not drafted from facts."""
    return None if paper in DRAFTED else NOT_DRAFTED


@dataclass(frozen=True)
class Known:
    """What a dossier's papers may stand on: every proof by its key."""

    proofs: Mapping[str, Evidence]
    results: Mapping[int, Verdict]  # what published results say, by criterion


def known(dossier: Dossier, today: date) -> Known:
    """Gather the proofs: documents of the nominee's facts, published results, papers laid in the dossier."""
    results = gathering.results(dossier, today)
    proofs = {
        f"van-ban-{one.pk}": _evidence(one)
        for one in documents_of(dossier.nominee, personal=False).select_related("file").order_by("pk")
    }
    proofs |= {f"ket-qua-{key}": Evidence(words(one.sources)) for key, one in results.items() if one.sources}
    proofs |= {
        f"giay-to-{one.pk}": Evidence(str(one), "", one.file.sha256)
        for one in current_papers(dossier)
        if one.file and one.paper not in DRAFTED
    }
    return Known(proofs, results)


def _evidence(document: Document) -> Evidence:
    day = f" ngày {written(document.dated_on)}" if document.dated_on else ""
    number = f"{document.number}{day}".strip()
    return Evidence(document.title or document.kind, number, document.file.sha256 if document.file else "")


def fresh(dossier: Dossier, paper: str, today: date, found: Known) -> tuple[Part, ...]:
    """Draft the text of a paper from the facts of today."""
    if reason := why_not_draft(paper):
        raise Refused(reason)
    return _TEXTS[paper](dossier, today, found)


def paper_of(dossier: Dossier, paper: str, parts: Sequence[Part], today: date, found: Known) -> Paper:
    """Lay a text out as the paper it is, with names, lists and signatures from the data."""
    if reason := why_not_draft(paper):
        raise Refused(reason)
    return _PAPERS[paper](dossier, parts, today, found)


def letterhead_of(dossier: Dossier, paper: str) -> Letterhead:
    """Give the head of a paper; number and day are left open: whoever signs and registers it writes them.

    The report of a person bears no number.
    """
    unit, over = dossier.unit, dossier.unit.parent.name if dossier.unit.parent else ""
    name = unit.name.removesuffix(over).strip() or unit.name  # a bureau often bears the name of its department
    is_own = paper == PaperKind.BAO_CAO and dossier.nominee.person_id is not None
    symbol = "" if is_own else f"{SYMBOLS[PaperKind(paper)]}-{letters_of(name)}"
    place = unit.address or place_of(unit.name)
    return Letterhead(full_name(name), superior_of(unit.name, over), symbol=symbol, place=place)


def signature_of(dossier: Dossier, today: date) -> Signature:
    """Who signs for the unit: its head on that day, for the committee where it is one."""
    found = Position.objects.filter(in_force(today), unit=dossier.unit, is_head=True).select_related("person")
    held = found.order_by("pk").first()
    title, name = (held.title, held.person.name) if held else ("Thủ trưởng đơn vị", "")
    return Signature(("TM. Ủy ban nhân dân", title) if held and is_committee(dossier.unit.name) else (title,), name)


def _title(dossier: Dossier) -> str:
    return f"Đề nghị tặng {dossier.award}\ntrong phong trào “{dossier.round.movement.name}”"


def _told(dossier: Dossier) -> tuple[Line, ...]:
    lines = (wording.clean(line) for line in dossier.achievements.splitlines())
    return tuple(Line(line, "" if wording.figures(line) else TOLD) for line in lines if line)


def _by_content(dossier: Dossier, today: date) -> list[str]:
    """Give the contents of the movement when the plan wants the report told by them, else nothing."""
    needs = rulebook.papers_of(dossier.round.movement, today)
    asked = any(one.paper == PaperKind.BAO_CAO and "noi dung cai cach" in norm(one.text) for one in needs)
    contents = dossier.round.movement.plan.draft.get("contents") or []
    return [str(one["text"]) for one in contents] if asked else []


def _report_text(dossier: Dossier, today: date, found: Known) -> tuple[Part, ...]:
    """One part for each criterion of the plan, or for each content it names; then what the summary tells."""
    criteria = criteria_for(dossier, dossier.received_on or today)
    lines = {one.pk: _lines(dossier, one, found) for one in criteria}
    if contents := _by_content(dossier, dossier.received_on or today):
        parts = [Part(f"noi-dung-{n}", shorten(text, TITLE_SIGNS), ()) for n, text in enumerate(contents, 1)]
        every = tuple(dict.fromkeys(line for one in criteria for line in lines[one.pk]))
        parts.append(Part("tieu-chuan", "Kết quả theo tiêu chuẩn xét khen", every))
    else:
        parts = [Part(f"tieu-chi-{one.pk}", one.text, lines[one.pk], one.clause) for one in criteria]
    used = {line.key for part in parts for line in part.lines}
    further = tuple(line for line in (*_ratings(dossier), *_initiatives(dossier)) if line.key not in used)
    return (*parts, Part("noi-bat", "Kết quả nổi bật", (*further, *_told(dossier))))


def _lines(dossier: Dossier, criterion: Criterion, found: Known) -> tuple[Line, ...]:
    """What the facts say to one criterion, each with its document."""
    if criterion.kind == "rating":
        return _ratings(dossier)
    if criterion.kind == "initiative":
        return _initiatives(dossier)
    if (read := found.results.get(criterion.pk)) and read.sources:
        own = f"ket-qua-{criterion.pk}"
        return (Line(read.sentence, own, own, read.sentence, own),)
    return ()


def _ratings(dossier: Dossier) -> tuple[Line, ...]:
    rated = dossier.nominee.ratings.order_by("year")
    return tuple(_fact(f"xep-loai-{one.pk}", f"Năm {one.year}: {one.grade}", one.document_id) for one in rated)


def _initiatives(dossier: Dossier) -> tuple[Line, ...]:
    return tuple(
        _fact(
            f"sang-kien-{one.pk}",
            f"“{one.title}”, {f'{one.recognised_by} công nhận' if one.recognised_by else 'chưa ghi cấp công nhận'}"
            f"{f' ngày {written(one.recognised_on)}' if one.recognised_on else ''}"
            f"{f'; phạm vi: {one.spread}' if one.spread else ''}",
            one.document_id,
        )
        for one in dossier.nominee.initiatives.order_by("recognised_on", "pk")
    )


def _fact(key: str, text: str, document_id: int | None) -> Line:
    own = f"van-ban-{document_id}" if document_id else ""
    return Line(text, own, key, text, own)


def report_of(dossier: Dossier, parts: Sequence[Part], today: date, found: Known) -> report.Report:
    """Give the report as data: who, sections with their claims, earlier awards, who signs."""
    honours = dossier.nominee.honours.filter(revoked_by=None).select_related("document").order_by("decided_on", "pk")
    head = signature_of(dossier, today)
    signatures: tuple[Signature, ...] = (head,)
    if dossier.nominee.person_id is not None:
        own = Signature(("Người báo cáo thành tích",), dossier.nominee.name)
        signatures = (Signature(("Xác nhận của đơn vị", *head.authority), head.name), own)
    return report.Report(
        letterhead=letterhead_of(dossier, PaperKind.BAO_CAO),
        title=_title(dossier),
        profile=_profile(dossier, today),
        sections=tuple(_section(one, found) for one in parts if one.lines or one.key != "noi-bat"),
        signatures=signatures,
        past=tuple(f"{one.name}{f' ({one.document})' if one.document else ''}" for one in honours),
        draft=bool(wording.bare(parts, found.proofs)),
    )


def _report(dossier: Dossier, parts: Sequence[Part], today: date, found: Known) -> Paper:
    return report.paper_of(report_of(dossier, parts, today, found))


def _section(part: Part, found: Known) -> Section:
    return Section(part.title, tuple(_claim(line, found) for line in part.lines), part.clause)


def _claim(line: Line, found: Known) -> Claim:
    proof = wording.proof_of(line, found.proofs)
    return Claim(line.text, (found.proofs[proof],) if proof else (), needs_evidence=line.proof != TOLD)


def _profile(dossier: Dossier, today: date) -> tuple[tuple[str, str], ...]:
    nominee = dossier.nominee
    if nominee.person_id is None:
        return (("Tên", nominee.name), ("Đơn vị", full_name(dossier.unit.name)))
    held = _positions([nominee.person_id], today).get(nominee.person_id, "")
    return (("Họ và tên", nominee.name), ("Chức vụ", held), ("Đơn vị", full_name(dossier.unit.name)))


def _positions(people: Sequence[int], today: date) -> dict[int, str]:
    """The position each person holds on a day, that of a head before others."""
    held = Position.objects.filter(in_force(today), person__in=people).order_by("is_head", "-pk")
    return {one.person_id: one.title for one in held}


def _summary_text(dossier: Dossier, today: date, found: Known) -> tuple[Part, ...]:
    """Results, ratings, initiatives and what the summary tells, under one heading."""
    criteria = criteria_for(dossier, dossier.received_on or today)
    lines = [line for one in criteria for line in _lines(dossier, one, found)]
    every = dict.fromkeys((*lines, *_ratings(dossier), *_initiatives(dossier), *_told(dossier)))
    return (Part("thanh-tich", "Thành tích", tuple(every)),)


def _summary(dossier: Dossier, parts: Sequence[Part], today: date, found: Known) -> Paper:
    points = tuple(_point(line, found) for part in parts for line in part.lines)
    short = summary.Summary(
        name=dossier.nominee.name,
        position=dict(_profile(dossier, today)).get("Chức vụ", ""),
        unit=full_name(dossier.unit.name),
        award=str(dossier.award),
        points=points or ("Chưa có tóm tắt thành tích.",),
    )
    head = letterhead_of(dossier, PaperKind.TOM_TAT)
    return summary.paper_of(head, _title(dossier), (short,), (signature_of(dossier, today),))


def _point(line: Line, found: Known) -> str:
    text, proof = line.text.rstrip(" .;"), wording.proof_of(line, found.proofs)
    if proof:
        one = found.proofs[proof]
        return f"{text} ({one.number or one.name})."
    return f"{text}." if line.proof == TOLD else f"{text} ({report.NO_EVIDENCE})."


def _siblings(dossier: Dossier) -> list[Dossier]:
    """Everybody the unit proposes in the round: letter and list speak of all at once."""
    found = with_names().filter(round=dossier.round, unit=dossier.unit).exclude(state__in=("withdrawn", "refused"))
    return list(found.order_by("nominee__kind", "nominee__name_norm", "pk"))


def proposed(dossier: Dossier, today: date) -> tuple[AwardLine, ...]:
    """Give everybody the unit proposes in the round, as lines of a list."""
    rows = _siblings(dossier)
    held = _positions([one.nominee.person_id for one in rows if one.nominee.person_id], today)
    return tuple(
        AwardLine(
            KINDS[SubjectKind(one.nominee.kind)],
            one.nominee.name,
            str(one.award),
            full_name(one.unit.name),
            held.get(one.nominee.person_id or 0, ""),
        )
        for one in rows
    )


def _proposal_text(dossier: Dossier, today: date, found: Known) -> tuple[Part, ...]:
    plan = dossier.round.movement.plan
    day = f" ngày {written(plan.issued_on)}" if plan.issued_on else ""
    issuer = full_name(dossier.round.movement.issuer_name)
    basis = (Line(f"Căn cứ Kế hoạch số {plan.number}{day} của {issuer}", "", "ke-hoach"),) if plan.number else ()
    return (Part("can-cu", "Căn cứ", basis), Part("ket-qua", "Quá trình xét chọn", ()))


def _proposal(dossier: Dossier, parts: Sequence[Part], today: date, found: Known) -> Paper:
    text = {part.key: [line.text for line in part.lines] for part in parts}
    movement = dossier.round.movement
    return proposal.paper_of(
        proposal.Proposal(
            letterhead=letterhead_of(dossier, PaperKind.TO_TRINH),
            title=f"Về việc đề nghị khen thưởng\ntrong phong trào “{movement.name}”",
            to=(full_name(movement.issuer_name),),
            bases=tuple(text.get("can-cu", ())),
            results=tuple(text.get("ket-qua", ())),
            awards=proposed(dossier, today),
            signature=signature_of(dossier, today),
            attached=tuple(str(one) for one in current_papers(dossier) if one.paper != PaperKind.TO_TRINH),
        )
    )


def _list_text(dossier: Dossier, today: date, found: Known) -> tuple[Part, ...]:
    return (Part("ghi-chu", "Ghi chú dưới danh sách", ()),)


def _list(dossier: Dossier, parts: Sequence[Part], today: date, found: Known) -> Paper:
    groups: dict[str, list[tuple[str, ...]]] = {}
    for one in _siblings(dossier):
        row = (one.nominee.name, full_name(one.unit.name), str(one.award))
        groups.setdefault(one.nominee.get_kind_display(), []).append(row)
    return roster.paper_of(
        roster.Roster(
            letterhead=letterhead_of(dossier, PaperKind.DANH_SACH),
            title=_title(dossier),
            columns=(Column("Tập thể, cá nhân", 60), Column("Đơn vị", 50), Column("Đề nghị", 40)),
            groups=tuple(roster.Group(name.upper(), tuple(rows)) for name, rows in groups.items()),
            notes=tuple(line.text for part in parts for line in part.lines),
            signatures=(signature_of(dossier, today),),
        )
    )


_TEXTS: Mapping[str, Callable[[Dossier, date, Known], tuple[Part, ...]]] = {
    PaperKind.BAO_CAO: _report_text,
    PaperKind.TOM_TAT: _summary_text,
    PaperKind.TO_TRINH: _proposal_text,
    PaperKind.DANH_SACH: _list_text,
}
_PAPERS: Mapping[str, Callable[[Dossier, Sequence[Part], date, Known], Paper]] = {
    PaperKind.BAO_CAO: _report,
    PaperKind.TOM_TAT: _summary,
    PaperKind.TO_TRINH: _proposal,
    PaperKind.DANH_SACH: _list,
}
DRAFTED = frozenset(_PAPERS)
PROVED = frozenset({PaperKind.BAO_CAO, PaperKind.TOM_TAT})  # their lines stand on proofs; a letter only leads on
