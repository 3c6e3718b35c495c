"""What a signed decision leaves in the record of those it names: an honour each, marked when it is taken back."""

from collections.abc import Sequence
from datetime import datetime

from thidua.awards.kinds import DecisionKind
from thidua.awards.models import Decision, DecisionLine
from thidua.dossiers import actions as dossiers
from thidua.dossiers.models import Honour
from thidua.law import packs
from thidua.law.rows import Kind
from thidua.org.actor import Actor
from thidua.org.models import Document


def remember(decision: Decision, lines: Sequence[DecisionLine], *, by: Actor, at: datetime) -> None:
    """Enter the decision as a document and its awards as honours; mark those it takes back.

    Part of signing, in its transaction: whoever asks what somebody has received finds it at once.
    """
    if decision.kind == DecisionKind.PROPOSE:
        return
    paper = _document(decision, by, at)
    Decision.objects.filter(pk=decision.pk).update(document=paper)
    if decision.follows and decision.follows.document_id:
        gone = {(line.subject_id, _name(line)) for line in lines if line.takes_back}
        kept = Honour.objects.filter(document=decision.follows.document_id, revoked_by=None)
        taken = [one for one in kept.select_related("subject").order_by("pk") if (one.subject_id, one.name) in gone]
        dossiers.revoke_honours(taken, paper=paper, by=by, at=at)
    given = [line for line in lines if not line.takes_back]
    titles = _titles(decision, given)
    Honour.objects.bulk_create([_honour(decision, line, paper, titles) for line in given], batch_size=500)


def _titles(decision: Decision, lines: Sequence[DecisionLine]) -> set[str]:
    """Give the codes among the awards that are titles, not forms."""
    if decision.signed_on is None or not packs.covers(decision.signed_on):
        return set()
    pack = packs.on(decision.signed_on)
    codes = {line.award.law_code for line in lines if line.award.law_code}
    return {code for code in codes if pack.award(code).kind is Kind.TITLE}


def _document(decision: Decision, by: Actor, at: datetime) -> Document:
    symbol = decision.register.symbol if decision.register else ""
    return Document.objects.create(
        kind="Quyết định",
        number=f"{decision.number:02d}/{symbol}",
        dated_on=decision.signed_on,
        issuer=decision.unit.name,
        unit=decision.unit,
        title=f"Khen thưởng: {decision.round.movement.name}"[:500],
        file=decision.signed_file,
        entered_at=at,
        entered_by_id=by.person_id,
    )


def _honour(decision: Decision, line: DecisionLine, paper: Document, titles: set[str]) -> Honour:
    code = line.award.law_code
    return Honour(
        subject_id=line.subject_id,
        earned_by_id=line.dossier_id,
        name=_name(line),
        law_code=code,
        is_title=code in titles,
        is_thematic=code not in titles,
        from_on=decision.round.starts_on,
        until_on=decision.round.ends_on,
        document=paper,
        decided_on=decision.signed_on,
    )


def _name(line: DecisionLine) -> str:
    return str(line.award)[:200]
