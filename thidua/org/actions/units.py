"""Opening, renaming, moving and ending units."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from thidua.base.refusal import Refused
from thidua.base.text import nfc, norm, slug, squeeze
from thidua.org import journal, queries, rules
from thidua.org.actor import Actor
from thidua.org.models import Level, Person, Placement, Unit, UnitName
from thidua.org.planting import close, replant, segment


@dataclass(frozen=True)
class UnitFacts:
    """What is said of a unit besides its place."""

    name: str
    level: Level
    short_name: str = ""
    code: str = ""
    address: str = ""
    is_remote: bool = False
    begins_on: date | None = None


@transaction.atomic
def open_unit(facts: UnitFacts, parent: Unit | None, *, by: Actor, at: datetime) -> Unit:
    """Open a unit under a parent (or at the top) with its first name and place."""
    if reason := rules.why_not_open(by, parent, facts.name, facts.begins_on, localdate(at)):
        raise Refused(reason)
    name = squeeze(facts.name)
    if facts.code and Unit.objects.filter(code=facts.code).exists():
        raise Refused(f"Mã đơn vị “{facts.code}” đã có. Hãy dùng mã khác.")
    unit = Unit.objects.create(
        code=facts.code or _free_code(name),
        name=name,
        short_name=squeeze(facts.short_name),
        name_norm=norm(name),
        level=facts.level,
        parent=parent,
        begins_on=facts.begins_on,
        is_remote=facts.is_remote,
        address=squeeze(facts.address),
    )
    unit.path = (parent.path if parent else "") + segment(unit.pk)
    unit.save(update_fields=["path"])
    UnitName.objects.create(unit=unit, name=name, from_on=facts.begins_on)
    Placement.objects.create(unit=unit, parent=parent, from_on=facts.begins_on)
    journal.record("org.open_unit", unit, by=by, at=at, happened_on=facts.begins_on)
    return unit


def _free_code(name: str) -> str:
    base = slug(name)[:34] or "don-vi"
    taken = set(Unit.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for turn in range(1, 100_000) if (code := base if turn == 1 else f"{base}-{turn}") not in taken)


@transaction.atomic
def describe_unit(
    unit: Unit, *, short_name: str, address: str, is_remote: bool, level: Level, by: Actor, at: datetime
) -> Unit:
    """Correct what is said of a unit besides its name and place."""
    if reason := rules.why_not_manage(by, unit, "sửa đơn vị"):
        raise Refused(reason)
    before = {"short_name": unit.short_name, "address": unit.address, "level": unit.level.code}
    unit.short_name, unit.address, unit.is_remote, unit.level = nfc(short_name), nfc(address), is_remote, level
    unit.save(update_fields=["short_name", "address", "is_remote", "level"])
    journal.record("org.describe_unit", unit, by=by, at=at, facts={"before": before})
    return unit


@transaction.atomic
def rename_unit(unit: Unit, name: str, *, on: date, by: Actor, at: datetime) -> Unit:
    """Give the unit another name from a day on; the old name stays with its days."""
    name = squeeze(name)
    if reason := rules.why_not_change(by, unit, on, localdate(at), "đổi tên đơn vị"):
        raise Refused(reason)
    if not name or name == unit.name:
        raise Refused("Hãy nhập tên mới, khác với tên đang dùng.")
    old = unit.name
    if not Unit.objects.filter(pk=unit.pk, name=old).update(name=name, name_norm=norm(name), short_name=""):
        raise Refused("Đơn vị vừa được người khác thay đổi. Hãy tải lại trang.")
    past = UnitName.objects.filter(unit=unit, until_on=None)
    if past.filter(from_on__gte=on).exists():
        raise Refused("Tên đang dùng bắt đầu từ ngày này hoặc muộn hơn. Hãy chọn ngày sau đó.")
    if not past.update(until_on=on - timedelta(days=1)):
        UnitName.objects.create(unit=unit, name=old, from_on=unit.begins_on, until_on=on - timedelta(days=1))
    UnitName.objects.create(unit=unit, name=name, from_on=on)
    unit.refresh_from_db()
    journal.record("org.rename_unit", unit, by=by, at=at, happened_on=on, facts={"from": old, "to": name})
    return unit


@transaction.atomic
def move_unit(unit: Unit, parent: Unit | None, *, on: date, by: Actor, at: datetime) -> Unit:
    """Put the unit, with all under it, under another parent from a day on."""
    if reason := rules.why_not_move(by, unit, parent, on, localdate(at)):
        raise Refused(reason)
    if unit.parent_id == (parent.pk if parent else None):
        raise Refused("Đơn vị đang ở đúng vị trí này rồi.")
    _lock_tree()
    fresh = Unit.objects.get(pk=unit.pk)
    target = Unit.objects.get(pk=parent.pk) if parent else None
    if fresh.path != unit.path or (target and parent and target.path != parent.path):
        raise Refused("Cây tổ chức vừa được người khác thay đổi. Hãy tải lại trang.")
    replant(unit, parent, on)
    facts = {"from": unit.parent_id, "to": parent.pk if parent else None}
    unit.refresh_from_db()
    journal.record("org.move_unit", unit, by=by, at=at, happened_on=on, facts=facts)
    return unit


def _lock_tree() -> None:
    """Queue with other movers: two moves at once could make a circle."""
    list(Unit.objects.select_for_update().filter(parent=None).order_by("pk").values_list("pk")[:1])


@transaction.atomic
def end_unit(unit: Unit, *, last_day: date, by: Actor, at: datetime) -> Unit:
    """End an empty unit with a day; its positions and roles end with it."""
    children = queries.existing(last_day).filter(parent=unit).count()
    people = Person.objects.filter(unit=unit, left_on=None).count()
    if reason := rules.why_not_end(by, unit, last_day, localdate(at), children, people):
        raise Refused(reason)
    close(unit, last_day)
    journal.record("org.end_unit", unit, by=by, at=at, happened_on=last_day)
    return unit
