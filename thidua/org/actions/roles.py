"""Giving roles, ending them, handing them over."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from thidua.base.refusal import Refused
from thidua.org import journal, queries, rules
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Assignment, Person, Unit


@transaction.atomic
def assign(person: Person, role: Role, unit: Unit, *, from_on: date, by: Actor, at: datetime) -> Assignment:
    """Give a role within a unit and everything under it from a day on."""
    if reason := rules.why_not_assign(by, person, unit, from_on):
        raise Refused(reason)
    try:
        with transaction.atomic():
            held = Assignment.objects.create(person=person, role=role, unit=unit, from_on=from_on)
    except IntegrityError:
        raise Refused(f"{person.name} đang giữ vai trò “{role.label}” tại “{unit.short}” rồi.") from None
    facts = {"person": person.pk, "role": role.value, "unit": unit.pk}
    journal.record("org.assign", person, by=by, at=at, happened_on=from_on, facts=facts)
    return held


@transaction.atomic
def end_assignment(held: Assignment, *, until_on: date, by: Actor, at: datetime) -> Assignment:
    """Write the last day of a role."""
    others = queries.admins(until_on + timedelta(days=1)).select_for_update().exclude(pk=held.pk)
    if reason := rules.why_not_unassign(by, held, until_on, len(others)):
        raise Refused(reason)
    if not Assignment.objects.filter(pk=held.pk, until_on=None).update(until_on=until_on):
        raise Refused("Phân quyền vừa được người khác thay đổi. Hãy tải lại trang.")
    held.refresh_from_db()
    facts = {"role": held.role, "unit": held.unit_id}
    journal.record("org.end_assignment", held.person, by=by, at=at, happened_on=until_on, facts=facts)
    return held


@transaction.atomic
def hand_over(person: Person, to: Person | None, *, on: date, by: Actor, at: datetime) -> list[Assignment]:
    """Pass every role of a person to another from a day on, in one act; give the roles as the other holds them."""
    if (reason := rules.why_not_hand_over(by, person, to, on, localdate(at))) or to is None:
        raise Refused(reason or "Hãy chọn người nhận bàn giao.")
    passed = []
    open_roles = Assignment.objects.filter(queries.open_from(on), person=person).select_related("unit")
    for held in open_roles.order_by("pk"):
        if reason := rules.why_not_manage(by, held.unit, "bàn giao vai trò tại đây"):
            raise Refused(reason)
        last_day = max(held.from_on, on - timedelta(days=1))
        Assignment.objects.filter(pk=held.pk).update(until_on=last_day)
        passed.append(
            Assignment.objects.get_or_create(
                person=to, role=held.role, unit=held.unit, until_on=None, defaults={"from_on": on}
            )[0]
        )
    facts = {"to": to.pk, "roles": [[held.role, held.unit_id] for held in passed]}
    journal.record("org.hand_over", person, by=by, at=at, happened_on=on, facts=facts)
    return passed
