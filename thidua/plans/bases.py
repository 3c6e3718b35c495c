"""Căn cứ: every act the plan names with a number or a day, once, and what it is to the plan."""

import re
from collections.abc import Iterable, Iterator

from thidua.base.text import norm
from thidua.plans.draft import Basis, Document
from thidua.plans.grammar.acts import Act, acts
from thidua.plans.grammar.bodies import same_body
from thidua.plans.passage import Passage

_BY_PROPOSAL = re.compile(r"(?:theo đề nghị|xét đề nghị)[^;]*$")
_OWN = re.compile(r"(?:kèm theo|ban hành theo)\s*$")
_NAMES_MOVEMENT = re.compile(r"thi đua")
_ISSUING = {"Quyết định", "Kế hoạch", "Công văn", "Tờ trình", "Hướng dẫn"}
_PARENT_KINDS = {"Kế hoạch", "Kế hoạch liên tịch"}
_LESS_LIKELY = {"Quyết định", "Hướng dẫn", "Chỉ thị", "Công văn", "Nghị quyết", "Chương trình"}


def read_bases(preamble: Iterable[Passage], body: Iterable[Passage], document: Document) -> tuple[Basis, ...]:
    """Read the preamble first (bases), then the body (mentioned); each act counts once."""
    found: dict[str, Basis] = {}
    parent: str | None = None
    likely: str | None = None
    for words in preamble:
        for act, after in _named(words, document):
            key = _key(act)
            found.setdefault(key, _basis(act, "basis"))
            if act.number is None or not _NAMES_MOVEMENT.search(after) or _own_issue(act, document):
                continue
            if act.kind in _PARENT_KINDS:
                parent = parent or key
            elif act.kind in _LESS_LIKELY:
                likely = likely or key
    for words in body:
        for act, _ in _named(words, document):
            key = _key(act)
            found[key] = _completed(found[key], act) if key in found else _basis(act, "mentioned")
    chosen = parent or likely
    return tuple(_with_role(basis, "parent_plan") if key == chosen else basis for key, basis in found.items())


def _named(words: Passage, document: Document) -> Iterator[tuple[Act, str]]:
    """Give the acts of a passage, each with what is said of it; the document's own number is none of them."""
    every = list(acts(words))
    for place, act in enumerate(every):
        before = words.low[max(0, act.start - 80) : act.start]
        if act.kind == "Tờ trình" and _BY_PROPOSAL.search(words.low[: act.start]):
            continue
        if document.number and act.number:
            if norm(act.number) == norm(document.number):
                continue
        elif _OWN.search(before) and act.kind in _ISSUING:
            continue  # “Kèm theo Quyết định số     /QĐ-UBND”: the document's own
        end = every[place + 1].start if place + 1 < len(every) else len(words)
        yield act, words.low[act.end : min(end, act.end + 250)].split(";")[0]


def _key(act: Act) -> str:
    return norm(re.sub(r"[-–/\s]", "", act.number)) if act.number else f"{act.kind} {act.day}"


def _basis(act: Act, role: str) -> Basis:
    issuer = " ".join(act.issuer.text.split()) if act.issuer else None
    return Basis(act.kind, act.number, act.day, issuer, role, act.words.quote)


def _with_role(basis: Basis, role: str) -> Basis:
    return Basis(basis.kind, basis.number, basis.date, basis.issuer, role, basis.source)


def _completed(basis: Basis, act: Act) -> Basis:
    """Take the day and the issuer from a later mention that prints them."""
    issuer = basis.issuer or (" ".join(act.issuer.text.split()) if act.issuer else None)
    return Basis(basis.kind, basis.number, basis.date or act.day, issuer, basis.role, basis.source)


def _own_issue(act: Act, document: Document) -> bool:
    return bool(act.issuer and document.issuer and same_body(act.issuer.text, document.issuer))
