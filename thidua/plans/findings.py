"""What a careful officer would settle before a plan is issued: all checks of one plan by itself.

Checks against the plan of the superior stand in ``findings_parent``, both together in ``lint``.
"""

from collections.abc import Callable, Iterable, Iterator

from thidua.law import packs
from thidua.plans import findings_awards, findings_criteria, findings_days, findings_document, findings_law
from thidua.plans.case import Case, LawOf, error, quotes
from thidua.plans.draft import Finding, PlanDraft, Quote
from thidua.plans.source import Source

Check = Callable[[Case], Iterator[Finding]]

OF_ANY_DOCUMENT: tuple[Check, ...] = findings_document.CHECKS
OF_A_PLAN: tuple[Check, ...] = (
    *findings_days.CHECKS,
    *findings_criteria.CHECKS,
    *findings_awards.CHECKS,
    *findings_law.CHECKS,
)
_WEIGHT = {"error": 0, "warning": 1, "note": 2}


def find(draft: PlanDraft, source: Source, *, law: LawOf = packs.on) -> tuple[Finding, ...]:
    """Give everything to settle, what must be settled first; the same words twice only once."""
    case = Case(draft, source.text, law)
    found = [finding for check in OF_ANY_DOCUMENT for finding in check(case)]
    if draft.document.launches_movement:
        found += [finding for check in OF_A_PLAN for finding in check(case)]
    else:
        found.append(_no_plan(draft))
    return ordered(_merged(found))


def ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put what must be settled first and keep the order else."""
    return tuple(sorted(found, key=lambda each: _WEIGHT[each.severity]))


def _merged(found: list[Finding]) -> list[Finding]:
    """Say the same thing once, with every place it is true of."""
    places: dict[tuple[str, str, str], dict[Quote, None]] = {}
    for each in found:
        places.setdefault((each.code, each.severity, each.message), {}).update(dict.fromkeys(each.sources))
    return [Finding(*said, tuple(quoted)) for said, quoted in places.items()]


def _no_plan(draft: PlanDraft) -> Finding:
    kind = draft.document.kind or "Văn bản"
    message = (
        f"{kind} này không phát động phong trào thi đua nên không có gì để lập phong trào. "
        "Hãy chọn đúng kế hoạch (hoặc quyết định, hướng dẫn) phát động."
    )
    return error("not-a-launching-plan", message, *quotes(*draft.document.sources.values())[:1])
