"""A signed decision is never edited: another revokes or replaces it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.awards.actions.deciding import refuse_if, write_lines
from thidua.awards.kinds import DecisionKind, DecisionState
from thidua.awards.models import Decision, DecisionLine, Omission
from thidua.awards.queries import deciding
from thidua.awards.rules import deciding as rules
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.dossiers.models import Dossier
from thidua.org import journal
from thidua.org.actor import Actor


@transaction.atomic
def follow(
    signed: Decision, *, kind: DecisionKind, dossiers: Sequence[Dossier], reason: str, by: Actor, at: datetime
) -> Decision:
    """Prepare the decision that takes back lines of a signed one; it works once it is signed itself.

    A replacing one grants the same names anew under its own number and law; what is taken out of it is not granted.
    """
    refuse_if(rules.why_not_prepare(by, signed.unit.path))
    if kind not in {DecisionKind.REVOKE, DecisionKind.REPLACE}:
        raise ValueError(f"{kind} does not follow a decision")
    if signed.state != DecisionState.SIGNED:
        raise Refused("Quyết định này chưa ban hành; hãy sửa dự thảo thay vì lập quyết định thu hồi.")
    if not squeeze(reason):
        raise Refused("Hãy ghi lý do thu hồi hoặc thay thế, kèm căn cứ.")
    refuse_if(_why_gone(signed, dossiers))
    following = Decision.objects.create(
        round=signed.round, unit=signed.unit, kind=kind, follows=signed, reason=squeeze(reason), merit=signed.merit,
        drafted_at=at, drafted_by_id=by.person_id,
    )  # fmt: skip
    write_lines(following, dossiers, localdate(at), takes_back=True)
    if kind == DecisionKind.REPLACE:
        write_lines(following, dossiers, localdate(at))
    journal.record("awards.follow", following, by=by, at=at, facts={"follows": signed.pk, "kind": kind.value})
    return following


def _why_gone(signed: Decision, dossiers: Sequence[Dossier]) -> str | None:
    if not dossiers:
        return "Chưa chọn ai. Hãy chọn ít nhất một khen thưởng của quyết định này."
    standing = set(deciding.standing_lines().filter(decision=signed).values_list("dossier_id", flat=True))
    gone = [dossier.nominee.name for dossier in dossiers if dossier.pk not in standing]
    if gone:
        return f"{rules.named(gone)}: không còn khen thưởng nào để thu hồi ở quyết định này."
    pending = DecisionLine.objects.filter(
        decision__follows=signed,
        decision__state__in=[DecisionState.DRAFT, DecisionState.SUBMITTED],
        dossier__in=dossiers,
        takes_back=True,
    )
    names = sorted({line.subject_name for line in pending})
    return f"{rules.named(names)} đã có trong dự thảo thu hồi hoặc thay thế khác." if names else None


@transaction.atomic
def leave_out(dossier: Dossier, *, reason: str, by: Actor, at: datetime) -> Omission:
    """Write down why a dossier that could be decided was not chosen."""
    refuse_if(rules.why_not_prepare(by, dossier.round.movement.unit.path))
    if not squeeze(reason):
        raise Refused("Hãy ghi lý do không khen để đơn vị và cá nhân được biết.")
    if deciding.standing_lines().filter(dossier=dossier).exists():
        raise Refused(f"{dossier.nominee.name} đã được khen nên không ghi lý do không đạt.")
    said, _ = Omission.objects.update_or_create(
        dossier=dossier, defaults={"reason": squeeze(reason)[:500], "at": at, "by_id": by.person_id}
    )
    journal.record("awards.leave_out", said, by=by, at=at, facts={"dossier": dossier.pk})
    return said
