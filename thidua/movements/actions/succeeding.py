"""When a unit ends, what is open in this room moves to its successor; what was judged keeps the old name."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from thidua.base.refusal import Refused
from thidua.law.codes import award_code
from thidua.movements import rules
from thidua.movements.models import Award, PlanDuty, Quota, Registration
from thidua.movements.queries import left
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Succession, Unit


@transaction.atomic
def succeed(
    succession: Succession, *, by: Actor, at: datetime, only: Mapping[str, Collection[int]] | None = None
) -> dict[str, int]:
    """Move movements, duties, registrations, tasks and awards that are open to the successor; safe to run twice.

    Awards the ended unit's head gives in running movements end with its last day and go on under the successor's
    head. ``only`` names the keys of each part that go to this successor: after a split a person chooses. Doors and
    upper rooms move what is theirs (dossiers) with the same succession. Gives how many moved.
    """
    old, new = succession.predecessor, succession.successor
    if reason := rules.why_not_succeed(by, old.path, *([new.path] if new else [])):
        raise Refused(reason)
    if new is None:
        raise Refused(f"{old} kết thúc mà không có đơn vị kế thừa; hãy chỉ định đơn vị nhận các việc còn mở.")
    open_ = left.open_at(old)
    if only is not None:
        open_ = {part: rows.filter(pk__in=only.get(part, ())) for part, rows in open_.items()}
    moved = {
        "movements": open_[left.MOVEMENTS].update(unit=new),
        "duties": _move_duties(list(open_[left.DUTIES]), new),
        "registrations": _move_registrations(open_[left.REGISTRATIONS], new),
        "tasks": open_[left.TASKS].update(unit=new),
        "awards": _move_awards(succession, list(open_[left.AWARDS]), new),
    }
    facts = {"successor": new.pk, "document": succession.document_id, **moved}
    journal.record("movements.succeed", old, by=by, at=at, happened_on=succession.from_on, facts=facts)
    return moved


def _move_duties(open_: Sequence[PlanDuty], new: Unit) -> int:
    """Move open duties; where the successor has the same duty already, the old one falls away into it."""
    rows = PlanDuty.objects.filter(pk__in=[duty.pk for duty in open_])
    rows.filter(movement__in=PlanDuty.objects.filter(unit=new).values("movement")).delete()
    rows.filter(movement__unit=new).delete()  # nobody owes himself a plan
    rows.update(unit=new)
    return len(open_)


def _move_registrations(open_: QuerySet[Registration], new: Unit) -> int:
    """Move registrations, unless the successor registered in the same round itself."""
    return open_.exclude(round__in=Registration.objects.filter(unit=new).values("round")).update(unit=new)


def _move_awards(succession: Succession, moved: Sequence[Award], new: Unit) -> int:
    """End the awards of the old authority and begin the same of the new one, with the same quotas."""
    last = succession.from_on - timedelta(days=1)
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
