"""All findings of a plan, with or without the plan of its superior at hand."""

from thidua.law import packs
from thidua.plans import findings
from thidua.plans.case import LawOf
from thidua.plans.draft import Finding, PlanDraft
from thidua.plans.findings_parent import against_parent
from thidua.plans.source import Source

_SETTLED_BY_PARENT = frozenset({"parent-not-loaded", "criteria-deferred", "quota-deferred", "dossier-deferred"})


def lint(
    draft: PlanDraft, source: Source, parent: PlanDraft | None = None, *, law: LawOf = packs.on
) -> tuple[Finding, ...]:
    """Check a plan; with its parent's draft, hold it against that too and drop what the parent settles."""
    found = findings.find(draft, source, law=law)
    if parent is None:
        return found
    compared = against_parent(draft, parent)
    if any(each.code == "parent-mismatch" for each in compared):
        return findings.ordered((*found, *(each for each in compared if each.code == "parent-mismatch")))
    return findings.ordered((*(each for each in found if each.code not in _SETTLED_BY_PARENT), *compared))
