"""What must always be true of units, people, roles, files and the journal's guard."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Q

from thidua.base.text import norm
from thidua.org import lengths
from thidua.org.files import path_of
from thidua.org.models import Account, Assignment, Position, StoredFile, Unit

GUARDS = {
    "sqlite": ("SELECT name FROM sqlite_master WHERE type = 'trigger'", 3),
    "postgresql": ("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'", 2),
}


def faults() -> Iterator[str]:
    """Give one Vietnamese sentence for each thing that is not as it must be."""
    yield from _tree()
    yield from _people()
    yield from _files()
    yield from _guard()
    yield from lengths.faults()


def _tree() -> Iterator[str]:
    units = {unit.pk: unit for unit in Unit.objects.order_by("pk").iterator(chunk_size=2000)}
    for unit in units.values():
        above = units[unit.parent_id].path if unit.parent_id else ""
        if unit.path != f"{above}{unit.pk:07d}":
            yield f"Đơn vị “{unit.name}” (số {unit.pk}) đứng sai chỗ trong cây tổ chức."
        if unit.name_norm != norm(unit.name):
            yield f"Đơn vị “{unit.name}” (số {unit.pk}) không tìm được theo tên."
    for model, word in ((Position, "chức vụ"), (Assignment, "vai trò")):
        held = model._default_manager.filter(until_on=None, unit__ends_on__isnull=False).select_related("unit")
        for row in held.order_by("pk"):
            yield f"Đơn vị “{row.unit.name}” đã kết thúc mà còn {word} đang giữ (dòng {row.pk})."


def _people() -> Iterator[str]:
    gone = Q(person__left_on__isnull=False)
    for account in Account.objects.filter(gone, is_active=True).select_related("person").order_by("pk"):
        yield f"{account.person.name} đã thôi công tác mà tài khoản “{account.username}” còn mở."
    late = Assignment.objects.filter(gone, until_on=None).select_related("person").order_by("pk")
    for held in late:
        yield f"{held.person.name} đã thôi công tác mà còn giữ vai trò “{held.get_role_display()}”."


def _files() -> Iterator[str]:
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=2000):
        place = path_of(stored.sha256)
        if not place.exists():
            yield f"Mất tệp “{stored.name}” ({stored.sha256[:12]}…) trên đĩa."
        elif place.stat().st_size != stored.size:
            yield f"Tệp “{stored.name}” ({stored.sha256[:12]}…) không còn đúng dung lượng."


def _guard() -> Iterator[str]:
    statement, wanted = GUARDS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement)
        names = {name for (name,) in cursor.fetchall() if name.startswith("journal_no_")}
    if len(names) < wanted:
        yield "Cơ sở dữ liệu không còn chặn việc sửa, xóa nhật ký (thiếu trigger). Hãy báo người quản trị hệ thống."
