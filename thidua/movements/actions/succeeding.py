"""When a unit ends, what is open in this room moves to its successor; what was judged keeps the old name."""

from datetime import datetime, timedelta

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.law.codes import award_code
from thidua.movements import rules
from thidua.movements.kinds import MovementState, RoundState, TaskState
from thidua.movements.models import Award, Movement, PlanDuty, Quota, Registration, Task
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Succession, Unit


@transaction.atomic
def succeed(succession: Succession, *, by: Actor, at: datetime) -> dict[str, int]:
    """Move movements, duties, registrations and tasks that are open to the successor; safe to run twice.

    Awards the ended unit's head gives in running movements end with its last day and go on under the successor's
    head. Doors and upper rooms move what is theirs (dossiers) with the same succession. Gives how many moved.
    """
    old, new = succession.predecessor, succession.successor
    if reason := rules.why_not_succeed(by, old.path, *([new.path] if new else [])):
        raise Refused(reason)
    if new is None:
        raise Refused(f"{old} kết thúc mà không có đơn vị kế thừa; hãy chỉ định đơn vị nhận các việc còn mở.")
    moved = {
        "movements": Movement.objects.filter(unit=old, state=MovementState.RUNNING).update(unit=new),
        "duties": _move_duties(old, new),
        "registrations": _move_registrations(old, new),
        "tasks": Task.objects.filter(unit=old, state=TaskState.OPEN).update(unit=new),
        "awards": _move_awards(succession, old, new),
    }
    facts = {"successor": new.pk, "document": succession.document_id, **moved}
    journal.record("movements.succeed", old, by=by, at=at, happened_on=succession.from_on, facts=facts)
    return moved


def _move_duties(old: Unit, new: Unit) -> int:
    """Move open duties; where the successor has the same duty already, the old one falls away into it."""
    open_ = PlanDuty.objects.filter(unit=old, child=None)
    doubled = open_.filter(movement__in=PlanDuty.objects.filter(unit=new).values("movement"))
    count = open_.count()
    doubled.delete()
    PlanDuty.objects.filter(unit=old, child=None, movement__unit=new).delete()  # nobody owes himself a plan
    PlanDuty.objects.filter(unit=old, child=None).update(unit=new)
    return count


def _move_registrations(old: Unit, new: Unit) -> int:
    """Move registrations of rounds that are not closed, unless the successor registered there itself."""
    open_ = Registration.objects.filter(unit=old).exclude(round__state=RoundState.CLOSED)
    there = Registration.objects.filter(unit=new).values("round")
    return open_.exclude(round__in=there).update(unit=new)


def _move_awards(succession: Succession, old: Unit, new: Unit) -> int:
    """End the awards of the old authority and begin the same of the new one, with the same quotas."""
    last = succession.from_on - timedelta(days=1)
    rows = Award.objects.filter(authority_unit=old, movement__state=MovementState.RUNNING, until_on=None)
    moved = list(rows.order_by("pk"))
    for award in moved:
        quotas = list(award.quotas.filter(until_on=None).order_by("pk"))
        Award.objects.filter(pk=award.pk).update(until_on=last)
        Quota.objects.filter(pk__in=[each.pk for each in quotas]).update(until_on=last)
        heir = _heir_of(award, new, succession)
        for quota in quotas:
            quota.pk, quota.award, quota.from_on = None, heir, succession.from_on
            quota.save(force_insert=True)
    return len(moved)


def _heir_of(award: Award, new: Unit, succession: Succession) -> Award:
    authority = head_of(award.authority, new)
    heir = Award.objects.get(pk=award.pk)
    heir.pk = None
    heir.authority, heir.authority_unit = authority, new
    heir.law_code = award_code(award.form, authority) or ""
    heir.from_on, heir.until_on = succession.from_on, None
    heir.save(force_insert=True)
    return heir


def head_of(authority: str, unit: Unit) -> str:
    """Word the same office at another unit: “Chủ tịch UBND phường …”."""
    return f"{_office(authority)} {unit.name}".strip()


def _office(authority: str) -> str:
    """Give the office of the person in “Chủ tịch UBND thị xã”."""
    return next((word for word in ("Chủ tịch", "Giám đốc", "Bí thư", "Thủ trưởng") if authority.startswith(word)), "")
