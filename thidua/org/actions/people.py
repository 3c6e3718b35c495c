"""People, their positions, and where they work."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from thidua.base.refusal import Refused
from thidua.base.text import name_key, norm, slug, squeeze
from thidua.org import journal, queries, rules
from thidua.org.actor import Actor
from thidua.org.kinds import Employment, Gender
from thidua.org.models import Account, Assignment, Person, Position, Unit


@dataclass(frozen=True)
class PersonFacts:
    """What is said of a person besides where they work."""

    name: str
    code: str = ""
    gender: str = Gender.UNSAID
    born_on: date | None = None
    email: str = ""
    phone: str = ""
    employment: str = Employment.CIVIL_SERVANT
    is_direct_worker: bool = True


@transaction.atomic
def add_person(facts: PersonFacts, unit: Unit | None, *, by: Actor, at: datetime) -> Person:
    """Enter a person who works in a unit."""
    if reason := rules.why_not_manage(by, unit, "thêm người") or rules.why_not_under(unit, localdate(at)):
        raise Refused(reason)
    said = _cleaned(facts)
    if said["code"] and Person.objects.filter(code=said["code"]).exists():
        raise Refused(f"Mã người “{said['code']}” đã có. Hãy dùng mã khác.")
    said["code"] = said["code"] or _free_code(said["name"])
    person = Person.objects.create(
        **said, name_norm=norm(said["name"]), name_key=name_key(said["name"])[:400], unit=unit
    )
    journal.record("org.add_person", person, by=by, at=at)
    return person


def _cleaned(facts: PersonFacts) -> dict[str, Any]:
    said = asdict(facts) | {"name": squeeze(facts.name), "code": squeeze(facts.code), "phone": squeeze(facts.phone)}
    if not said["name"]:
        raise Refused("Hãy nhập họ và tên.")
    return said


def _free_code(name: str) -> str:
    base = slug(name)[:34] or "nguoi"
    taken = set(Person.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for turn in range(1, 100_000) if (code := base if turn == 1 else f"{base}-{turn}") not in taken)


@transaction.atomic
def describe_person(person: Person, facts: PersonFacts, *, by: Actor, at: datetime) -> Person:
    """Correct what is said of a person; the journal names the fields, not the old contents of private ones."""
    if reason := rules.why_not_manage(by, person.unit, "sửa thông tin người"):
        raise Refused(reason)
    said = _cleaned(facts)
    said["code"] = said["code"] or person.code
    changed = sorted(field for field, value in said.items() if getattr(person, field) != value)
    for field in changed:
        setattr(person, field, said[field])
    person.name_norm, person.name_key = norm(person.name), name_key(person.name)[:400]
    try:
        with transaction.atomic():
            person.save(update_fields=[*changed, "name_norm", "name_key"])
    except IntegrityError:
        raise Refused(f"Mã người “{said['code']}” đã có. Hãy dùng mã khác.") from None
    journal.record("org.describe_person", person, by=by, at=at, facts={"changed": changed})
    return person


@transaction.atomic
def transfer(person: Person, unit: Unit, *, on: date, by: Actor, at: datetime) -> Person:
    """Move a person to another unit; positions and roles stay until they are ended or handed over."""
    if reason := (
        rules.why_not_manage(by, person.unit, "chuyển người")
        or rules.why_not_on(on, localdate(at))
        or rules.why_not_under(unit, on)
    ):
        raise Refused(reason)
    before = person.unit_id
    if not Person.objects.filter(pk=person.pk, unit=person.unit, left_on=None).update(unit=unit):
        raise Refused("Người này vừa được người khác thay đổi hoặc đã thôi công tác. Hãy tải lại trang.")
    person.refresh_from_db()
    journal.record("org.transfer", person, by=by, at=at, happened_on=on, facts={"from": before, "to": unit.pk})
    return person


@transaction.atomic
def appoint(
    person: Person,
    unit: Unit,
    title: str,
    *,
    from_on: date,
    is_head: bool = False,
    is_leader: bool = False,
    by: Actor,
    at: datetime,
) -> Position:
    """Enter a position from a day on; a unit has one head at a time."""
    head = Position.objects.filter(unit=unit, is_head=True, until_on=None).select_related("person").first()
    if reason := rules.why_not_appoint(by, unit, from_on, head if is_head else None):
        raise Refused(reason)
    if not squeeze(title):
        raise Refused("Hãy nhập tên chức vụ.")
    try:
        with transaction.atomic():
            position = Position.objects.create(
                person=person,
                unit=unit,
                title=squeeze(title),
                from_on=from_on,
                is_head=is_head,
                is_leader=is_leader or is_head,
            )
    except IntegrityError:
        raise Refused(f"“{unit.short}” vừa có người đứng đầu khác. Hãy tải lại trang.") from None
    facts = {"person": person.pk, "unit": unit.pk, "head": is_head}
    journal.record("org.appoint", position, by=by, at=at, happened_on=from_on, facts=facts)
    return position


@transaction.atomic
def end_position(position: Position, *, until_on: date, by: Actor, at: datetime) -> Position:
    """Write the last day of a position."""
    if reason := rules.why_not_manage(by, position.unit, "ghi thôi chức vụ") or rules.why_not_until(
        position.from_on, until_on, position.until_on
    ):
        raise Refused(reason)
    if not Position.objects.filter(pk=position.pk, until_on=None).update(until_on=until_on):
        raise Refused("Chức vụ vừa được người khác thay đổi. Hãy tải lại trang.")
    position.refresh_from_db()
    journal.record("org.end_position", position, by=by, at=at, happened_on=until_on)
    return position


@transaction.atomic
def leave(person: Person, *, on: date, by: Actor, at: datetime) -> Person:
    """Enter that a person no longer works here from a day on; positions end, the account is closed."""
    open_roles = Assignment.objects.filter(queries.open_from(on), person=person).select_related("unit")
    roles = [f"{held.get_role_display()} ({held.unit.short})" for held in open_roles.order_by("pk")]
    if reason := rules.why_not_leave(by, person, on, localdate(at), roles):
        raise Refused(reason)
    if not Person.objects.filter(pk=person.pk, left_on=None).update(left_on=on):
        raise Refused("Người này vừa được người khác thay đổi. Hãy tải lại trang.")
    for position in Position.objects.filter(person=person, until_on=None).order_by("pk"):
        Position.objects.filter(pk=position.pk).update(until_on=max(position.from_on, on))
    Account.objects.filter(person=person).update(is_active=False)
    person.refresh_from_db()
    journal.record("org.leave", person, by=by, at=at, happened_on=on)
    return person
