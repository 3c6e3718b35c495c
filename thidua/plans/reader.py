"""Read a plan: text in, draft out. Never raises for what a text says, and takes time in proportion to its length."""

from collections.abc import Iterable
from dataclasses import replace

from thidua.plans import source as sources
from thidua.plans.awards import read_awards
from thidua.plans.bases import read_bases
from thidua.plans.criteria import read_criteria, read_criteria_deferral
from thidua.plans.deadlines import read_deadlines
from thidua.plans.dossier import read_dossier, read_funding, read_reward_level, read_selection
from thidua.plans.draft import Award, Criterion, Document, PlanDraft, Quota, Statement
from thidua.plans.ending import recipients
from thidua.plans.findings import find
from thidua.plans.forms import read_forms
from thidua.plans.head import read_document
from thidua.plans.launch import Chosen, choose
from thidua.plans.outline import outline
from thidua.plans.passage import Page, Passage
from thidua.plans.period import read_period
from thidua.plans.quotas import read_quotas
from thidua.plans.responsibilities import read_responsibilities
from thidua.plans.statements import read_statements
from thidua.plans.structure import Part, parts
from thidua.plans.subjects import read_subjects


def read(given: "sources.Source | str") -> PlanDraft:
    """Read a plan into a draft, every value with its quotation, and say what is to settle in it."""
    source = sources.from_text(given) if isinstance(given, str) else given
    wrapped = source.kind in {"txt", "md"}  # in all others a line is a paragraph already
    chosen = choose(parts(Page(source.text), wrapped=wrapped))
    document = read_document(chosen.letter, chosen.plan, chosen.root, launches=chosen.launches)
    draft = _launching(chosen, document) if chosen.launches else PlanDraft(document=document)
    return draft.with_findings(find(draft, source))


def _launching(chosen: Chosen, document: Document) -> PlanDraft:
    root, letter, plan = chosen.root, chosen.letter, chosen.plan
    title = plan.title or letter.title
    preamble = _words(letter, plan, "preamble")
    period = read_period(root, document, title, preamble)
    awards = read_awards(root, document, period)
    deferred = read_criteria_deferral(root)
    quotas = read_quotas(root, awards)
    return PlanDraft(
        document=document,
        bases=read_bases(preamble, _words(letter, plan, "body"), document),
        period=period,
        subjects=read_subjects(root),
        purposes=read_statements(root, "purpose"),
        requirements=read_statements(root, "requirement"),
        contents=read_statements(root, "content"),
        solutions=read_statements(root, "solution"),
        criteria=read_criteria(root) + _annexed(chosen.others),
        criteria_deferred_to=deferred[0] if deferred else None,
        awards=tuple(replace(each, subjects=_counted(each, quotas)) for each in awards),
        quotas=quotas,
        dossier=read_dossier(root),
        deadlines=read_deadlines(root),
        selection=read_selection(root),
        funding=read_funding(root),
        reward_level=read_reward_level(root),
        responsibilities=read_responsibilities(root),
        recipients=_recipients(letter, plan),
        forms=read_forms(chosen.others),
        sources={"criteria_deferred_to": deferred[1].quote} if deferred and deferred[1].quote else {},
    )


def _words(letter: Part, plan: Part, which: str) -> list[Passage]:
    """The paragraphs of preamble or body, of the decision too when the plan is attached to one."""
    chosen: Iterable[Part] = (letter,) if letter is plan else (letter, plan)
    if which == "preamble":
        return [each.words for part in chosen for each in part.preamble]
    return [each.words for part in chosen for each in part.body]


def _counted(award: Award, quotas: tuple[Quota, ...]) -> tuple[str, ...]:
    """Whom the award is for, as it says itself and as its quotas say."""
    named = {each.subject for each in quotas if each.award == award.form and each.authority == award.authority}
    return tuple(name for name in ("collective", "individual") if name in named or name in award.subjects)


def _annexed(others: tuple[Part, ...]) -> tuple[Criterion, ...]:
    """Criteria with points in the tables of an annex."""
    tables = [outline([*part.preamble, *part.body]) for part in others if _has_table(part)]
    return tuple(each for root in tables for each in read_criteria(root) if each.kind == "points")


def _has_table(part: Part) -> bool:
    return any(each.cells for each in [*part.preamble, *part.body])


def _recipients(letter: Part, plan: Part) -> tuple[Statement, ...]:
    return recipients(letter.ending) or recipients(plan.ending)
