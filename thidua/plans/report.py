"""Tell on a terminal of 80 columns what was read from a plan: who, when, how many, which papers, what to mend."""

import textwrap
from collections.abc import Iterator

from thidua.base.days import written
from thidua.base.text import norm, shorten
from thidua.plans import wording
from thidua.plans.draft import Document, Paper, PlanDraft, Quote, Quotes
from thidua.plans.wording import UNSAID

COLUMNS = 80
_TASK = 200  # signs of a task that are told; the whole stands in the plan
_SEVERITIES = tuple(wording.SEVERITIES.items())


def told(draft: PlanDraft, notes: tuple[str, ...] = ()) -> str:
    """Give the whole report."""
    lines = [*_head(draft.document), *(_item(f"Ghi chú: {note}") for note in notes)]
    for title, items in (
        ("AI", _who(draft)),
        ("KHI NÀO", _when(draft)),
        ("BAO NHIÊU", _how_many(draft)),
        ("GIẤY TỜ GÌ", _papers(draft)),
        ("TIÊU CHÍ", _criteria(draft)),
        ("AI LÀM GÌ", _tasks(draft)),
        ("CĂN CỨ", _bases(draft)),
        ("ĐIỀU CẦN XEM LẠI", _findings(draft)),
    ):
        lines += ["", title, *(items or [_item(UNSAID)])]
    return "\n".join(lines)


def findings_told(draft: PlanDraft) -> str:
    """Give only what is to be looked at again."""
    counted = [(name, sum(each.severity == severity for each in draft.findings)) for severity, name in _SEVERITIES]
    total = ", ".join(f"{name.lower()}: {number}" for name, number in counted)
    return "\n".join([*_head(draft.document), "", "ĐIỀU CẦN XEM LẠI", *_findings(draft), "", f"Tổng cộng: {total}."])


def _item(text: str, source: Quote | None = None, *, depth: int = 1) -> str:
    return _folded(f"- {text}{_line(source)}", "  " * depth)


def _folded(text: str, indent: str) -> str:
    """Fold at blanks, never inside “(dòng 12)”."""
    lines = textwrap.fill(text, COLUMNS, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)
    return lines.replace("\u00a0", " ")


def _line(*sources: Quote | None) -> str:
    numbers = sorted({source.line for source in sources if source})
    said = f"(dòng {', '.join(map(str, numbers))})".replace(" ", "\u00a0")
    return f" {said}" if numbers else ""


def _at(sources: Quotes, key: str) -> Quote | None:
    return sources.get(key)


def _head(document: Document) -> Iterator[str]:
    number = f" số {document.number}" if document.number else ""
    yield from textwrap.wrap(f"{document.kind or 'Văn bản'}{number}: {document.title or UNSAID}", COLUMNS)
    if not document.launches_movement:
        yield _item("Đây không phải văn bản phát động phong trào thi đua.")


def _who(draft: PlanDraft) -> list[str]:
    document, signer = draft.document, draft.document.signer
    signed = " ".join(part for part in (signer.authority, signer.title, signer.name) if part)
    return [
        _item(f"Ban hành: {document.issuer or UNSAID}", _at(document.sources, "issuer")),
        _item(f"Ký: {signed or UNSAID}", _at(signer.sources, "name") or _at(signer.sources, "title")),
        *(
            _item(f"Đối tượng ({wording.subjects([each.subject])}): {each.text}", each.source)
            for each in draft.subjects
        ),
    ]


def _when(draft: PlanDraft) -> list[str]:
    document = draft.document
    month = f"tháng {'/'.join(reversed(document.month.split('-')))}, chưa ghi ngày" if document.month else UNSAID
    day = written(document.date) if document.date else month
    period = _at(draft.period.sources, "end") or _at(draft.period.sources, "start")
    lines = [
        _item(f"Ngày ban hành: {day}", _at(document.sources, "date") or _at(document.sources, "month")),
        _item(f"Thời gian thi đua: {wording.period(draft.period)}", period),
    ]
    for each in draft.deadlines:
        route = [each.who or "", f"gửi {each.to}" if each.to else "", f"qua {each.via}" if each.via else ""]
        way = ", ".join(part for part in route if part)
        act = wording.ACTS.get(each.act, each.act)
        lines.append(_item(f"{act}: {wording.deadline(each)}{'; ' + way if way else ''}", each.source))
    return lines


def _how_many(draft: PlanDraft) -> list[str]:
    lines = []
    for award in draft.awards:
        details = [wording.ROUTES.get(award.route or ""), wording.subjects(award.subjects)]
        details.append(wording.ROUNDS.get(award.when or ""))
        said = ", ".join(part for part in details if part)
        of = f" của {award.authority}" if award.authority else ""
        lines.append(_item(f"{award.form}{of}{': ' + said if said else ''}", award.source))
    for quota in draft.quotas:
        scope = f" ({quota.scope})" if quota.scope else ""
        lines.append(_item(f"Số lượng {quota.award or 'khen thưởng'}: {wording.quota(quota)}{scope}", quota.source))
    if draft.quotas_deferred_to:
        lines.append(_item(f"Số lượng: theo {draft.quotas_deferred_to}", _at(draft.sources, "quotas_deferred_to")))
    lines += [_item(f"Mức thưởng: {each.text}", each.source) for each in draft.reward_level]
    lines += [_item(f"Kinh phí: {each.text}", each.source) for each in draft.funding]
    return lines


def _papers(draft: PlanDraft) -> list[str]:
    dossier = draft.dossier
    lines = [_item(_paper(each), each.source) for each in dossier.items]
    if said := wording.copies(dossier.copies):
        lines.append(_item(f"Số bộ: {said}", _at(dossier.sources, "copies")))
    if dossier.deferred_to:
        lines.append(_item(f"Hồ sơ: theo {dossier.deferred_to}", _at(dossier.sources, "deferred_to")))
    lines += [_item(f"Mẫu kèm theo: {form.title}", form.source) for form in draft.forms]
    return lines


def _paper(paper: Paper) -> str:
    """Name the kind of paper where its own words do not begin with it."""
    kind = wording.PAPERS.get(paper.paper, "")
    return paper.text if norm(paper.text).startswith(norm(kind)) else f"{kind}: {paper.text}"


def _criteria(draft: PlanDraft) -> list[str]:
    lines = []
    for subject, name in (("collective", "Tập thể"), ("individual", "Cá nhân"), ("general", "Chung")):
        chosen = [each for each in draft.criteria if each.subject == subject]
        lines += [f"  {name}:"] if chosen else []
        for each in chosen:
            said = [wording.CRITERIA.get(each.kind, ""), wording.measured(each)]
            lines.append(_item(f"{each.text} [{': '.join(part for part in said if part)}]", each.source, depth=2))
    if draft.criteria_deferred_to:
        lines.append(_item(f"Theo {draft.criteria_deferred_to}", _at(draft.sources, "criteria_deferred_to")))
    return lines


def _tasks(draft: PlanDraft) -> list[str]:
    lines = []
    if draft.selection:
        lines.append(_item(f"Bình xét: {draft.selection.text}", draft.selection.source))
    for each in draft.responsibilities:
        lines.append(_item(each.unit))
        for task in each.tasks:
            due = f" (hạn {written(task.due)})" if task.due else ""
            lines.append(_item(f"{shorten(task.text, _TASK)}{due}", task.source, depth=2))
    return lines


def _bases(draft: PlanDraft) -> list[str]:
    lines = []
    for each in draft.bases:
        day = f" ngày {written(each.date)}" if each.date else ""
        issuer = f" của {each.issuer}" if each.issuer else ""
        number = f" số {each.number}" if each.number else ""
        role = wording.ROLES.get(each.role, each.role)
        lines.append(_item(f"{each.kind}{number}{day}{issuer} [{role}]", each.source))
    return lines


def _findings(draft: PlanDraft) -> list[str]:
    if not draft.findings:
        return [_item("Không có.")]
    return [
        _item(f"{name}: {each.message}{_line(*each.sources)}")
        for severity, name in _SEVERITIES
        for each in draft.findings
        if each.severity == severity
    ]
