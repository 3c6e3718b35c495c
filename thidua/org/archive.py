"""Backup and restore: one tar file with every row, every stored file and the journal's head; for both databases.

Rows are written as plain values, so that a backup of SQLite can be restored into PostgreSQL and the other way.
"""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from thidua.base.refusal import Refused
from thidua.org import anchor, journal
from thidua.org.files import path_of, put
from thidua.org.models import StoredFile

FORMAT = 1
BATCH = 500
PIECE = 1024 * 1024


def kept_models() -> list[type[models.Model]]:
    """The tables of our rooms and of the queue, with those between two tables; sessions and locks are not kept."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("thidua.") or config.label == "django_tasks_db"
        for model in config.get_models(include_auto_created=True)
        if not model._meta.proxy
    ]


def write(target: Path, *, at: datetime) -> tuple[int, int]:
    """Write everything into a new file, as it stood at one moment; give how many rows and files."""
    if target.exists():
        raise Refused(f"Tệp {target} đã có. Hãy chọn tên khác để không ghi đè bản sao lưu cũ.")
    if not target.parent.is_dir():
        raise Refused(f"Không có thư mục {target.parent}. Hãy tạo thư mục rồi chạy lại.")
    draft = target.with_name(f"{target.name}.part")
    try:
        with tarfile.open(draft, "w") as tar:
            draft.chmod(0o600)
            manifest = _write_rows(tar, at)
            files = _write_files(tar)
            _add(tar, "manifest.json", json.dumps(manifest | {"files": files}, ensure_ascii=False, indent=1).encode())
        draft.replace(target)
    except OSError as fault:
        draft.unlink(missing_ok=True)
        raise Refused(f"Không ghi được {target}: {fault.strerror}. Hãy kiểm tra quyền và chỗ trống trên đĩa.") from None
    return sum(table["rows"] for table in manifest["tables"].values()), files


def _write_rows(tar: tarfile.TarFile, at: datetime) -> dict[str, Any]:
    tables = {}
    with transaction.atomic():
        if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        head = journal.head()
        for model in kept_models():
            with tempfile.NamedTemporaryFile() as lines:
                count, digest = 0, hashlib.sha256()
                for line in _lines(model):
                    lines.write(line)
                    digest.update(line)
                    count += 1
                lines.flush()
                tar.add(lines.name, f"rows/{model._meta.label_lower}.jsonl")
            tables[model._meta.label_lower] = {"rows": count, "sha256": digest.hexdigest()}
    return {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "migrations": _migrations(),
        "journal": head._asdict() if head else None,
        "tables": tables,
    }


def _lines(model: type[models.Model]) -> Iterator[bytes]:
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    for values in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=2000):
        row = dict(zip(names, values, strict=True))
        yield json.dumps(row, ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()  # with microseconds: the journal's hashes cover them
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"no plain form for {type(value)}")


def _write_files(tar: tarfile.TarFile) -> int:
    count = 0
    for digest in StoredFile.objects.order_by("pk").values_list("sha256", flat=True).iterator(chunk_size=2000):
        place = path_of(digest)
        if not place.exists():
            raise Refused(f"Mất tệp {digest[:12]}… trên đĩa nên không sao lưu trọn vẹn được. Hãy chạy `thidua check`.")
        tar.add(place, f"files/{digest}")
        count += 1
    return count


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def _migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    labels = {model._meta.app_label for model in kept_models()}
    return sorted(f"{app}.{name}" for app, name in applied if app in labels)


def read(source: Path) -> tuple[int, int]:
    """Restore a backup into an empty database, verify files and journal; give how many rows and files.

    Refuses, and leaves the database empty, when anything does not fit.
    """
    try:
        with tarfile.open(source, "r:") as tar:
            manifest = json.loads(_member(tar, "manifest.json"))
            _check_target(manifest)
            files = _read_files(tar, manifest)
            with transaction.atomic():
                rows = _read_rows(tar, manifest)
                _check_journal(manifest)
    except FileNotFoundError:
        raise Refused(f"Không có tệp {source}. Hãy kiểm tra lại đường dẫn.") from None
    except DatabaseError as fault:
        said = str(fault).splitlines()[0]
        raise Refused(f"Cơ sở dữ liệu không nhận một dòng của bản sao lưu ({said}). Chưa khôi phục gì.") from None
    except (tarfile.TarError, KeyError, ValueError, UnicodeDecodeError):
        raise Refused(f"Tệp {source} không phải bản sao lưu của thidua, hoặc đã hỏng.") from None
    if head := journal.head():
        anchor.replace(head)
    return rows, files


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    opened = tar.extractfile(name)
    if opened is None:
        raise KeyError(name)
    return opened.read()


def _check_target(manifest: dict[str, Any]) -> None:
    call_command("migrate", verbosity=0, skip_checks=True)
    if manifest["format"] != FORMAT or manifest["migrations"] != _migrations():
        raise Refused("Bản sao lưu thuộc một phiên bản khác của thidua. Hãy dùng đúng phiên bản đã sao lưu.")
    for model in kept_models():
        if model._base_manager.exists():
            raise Refused("Cơ sở dữ liệu đích đã có dữ liệu. Hãy khôi phục vào một cơ sở dữ liệu trống.")


def _read_rows(tar: tarfile.TarFile, manifest: dict[str, Any]) -> int:
    total = 0
    for model in reversed(kept_models()):  # lines before what they belong to: signed papers take no more lines
        said = manifest["tables"][model._meta.label_lower]
        content = tar.extractfile(f"rows/{model._meta.label_lower}.jsonl")
        digest, batch, count = hashlib.sha256(), [], 0
        for line in content or ():
            digest.update(line)
            batch.append(_row(model, json.loads(line)))
            count += 1
            if len(batch) == BATCH:
                model._base_manager.bulk_create(batch)
                batch = []
        model._base_manager.bulk_create(batch)
        if (count, digest.hexdigest()) != (said["rows"], said["sha256"]):
            raise Refused(f"Bảng {model._meta.label_lower} trong bản sao lưu đã bị sửa hoặc thiếu dòng.")
        total += count
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)
    return total


def _row(model: type[models.Model], said: dict[str, Any]) -> models.Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in said.items()})


def _read_files(tar: tarfile.TarFile, manifest: dict[str, Any]) -> int:
    count = 0
    for entry in tar:
        if not entry.name.startswith("files/"):
            continue
        digest = entry.name.removeprefix("files/")
        opened = tar.extractfile(entry)
        found, _ = put(iter(partial(opened.read, PIECE), b"")) if opened else (None, 0)
        if found != digest:
            raise Refused(f"Tệp {digest[:12]}… trong bản sao lưu đã bị sửa.")
        count += 1
    if count != manifest["files"]:
        raise Refused("Bản sao lưu thiếu tệp đính kèm.")
    return count


def _check_journal(manifest: dict[str, Any]) -> None:
    head = anchor.Head(**manifest["journal"]) if manifest["journal"] else anchor.Head(0, "")
    if fault := next(journal.faults(head), None):
        raise Refused(f"Nhật ký trong bản sao lưu không nguyên vẹn: {fault}")
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    if lost := [digest for digest in known if not path_of(digest).exists()]:
        raise Refused(f"Bản sao lưu thiếu tệp {sorted(lost)[0][:12]}…")
