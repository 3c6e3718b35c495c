"""A superior's places shared among its units: given, taken back, and kept to by the plans that follow."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from thidua.base.refusal import Refused
from thidua.base.text import norm
from thidua.movements import rules
from thidua.movements.models import Movement, Plan, Quota, QuotaShare
from thidua.movements.queries import limit_of
from thidua.movements.rules.quotas import Limit, why_not_beyond_share, why_not_share
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Unit


@transaction.atomic
def share_quota(quota: Quota, unit: Unit, n: int, *, by: Actor, at: datetime) -> QuotaShare | None:
    """Give a unit its part of a quota; nought takes it back. Never more than the plan allows all units together."""
    movement = Movement.objects.select_for_update().select_related("unit").get(pk=quota.movement_id)
    if reason := rules.why_not_office(by, movement.unit.path) or rules.why_not_run(movement.state):
        raise Refused(reason)
    if not unit.path.startswith(movement.unit.path) or unit.pk == movement.unit_id:
        raise Refused("Đơn vị này không trực thuộc cơ quan phát động phong trào.")
    others = QuotaShare.objects.filter(quota=quota).exclude(unit=unit)
    given = others.aggregate(all=Sum("n"))["all"] or 0
    if reason := why_not_share(limit_of(quota) or Limit(""), given=given, n=n, clause=clause_of(quota)):
        raise Refused(reason)
    facts = {"quota": quota.pk, "unit": unit.pk, "n": n}
    journal.record("movements.share_quota", movement, by=by, at=at, facts=facts)
    if not n:
        QuotaShare.objects.filter(quota=quota, unit=unit).delete()
        return None
    values = {"n": n, "given_at": at, "given_by_id": by.person_id}
    return QuotaShare.objects.update_or_create(quota=quota, unit=unit, defaults=values)[0]


def clause_of(quota: Quota) -> str:
    """Name the place of a quota in its plan."""
    return quota.clause or f"Kế hoạch số {quota.plan.number}"


def shares_of(unit: Unit, parent: Plan) -> list[QuotaShare]:
    """Give what a unit was given of the quotas of its superior's plan. One query."""
    rows = QuotaShare.objects.filter(unit=unit, quota__movement__plan=parent, quota__until_on=None)
    return list(rows.select_related("quota__award", "quota__plan").order_by("quota__position", "pk"))


def drafted(share: QuotaShare) -> dict[str, Any]:
    """Word a share as a quota of the unit's own plan."""
    award = share.quota.award
    named = {"award": award.form if award else None, "authority": (award.authority or None) if award else None}
    empty = {"n_max": None, "percent": None, "per": None, "deferred_to": None, "scope": None, "source": None}
    return {**named, "subject": share.quota.subject or None, "op": "max", "n": share.n, **empty}


def why_not_beyond(plan: Plan, draft: dict[str, Any]) -> str | None:
    """Say why a plan asks for more of its superior's awards than the unit was given; its own awards are its own."""
    for share in shares_of(plan.unit, plan.parent) if plan.parent else []:
        given = drafted(share)
        alike = [
            each
            for each in draft["quotas"]
            if all(_same(each, given, key) for key in ("award", "authority", "subject"))
        ]
        asked = max((each.get("n_max") or each.get("n") or 0 for each in alike if each["op"] in COUNTED), default=None)
        name = f"{given['award'] or 'khen thưởng'} {SUBJECTS.get(given['subject'] or '', '')}".strip()
        if reason := why_not_beyond_share(share.n, asked, name=name, clause=clause_of(share.quota)):
            return reason
    return None


COUNTED = frozenset({"max", "exact", "range"})
SUBJECTS = {"collective": "cho tập thể", "individual": "cho cá nhân"}


def _same(one: dict[str, Any], other: dict[str, Any], key: str) -> bool:
    return norm(one.get(key) or "") == norm(other.get(key) or "")
