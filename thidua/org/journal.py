"""The journal: one line for each act, in the same transaction, chained by hashes so that a change is found."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection, models

from thidua.org.actor import Actor
from thidua.org.models import JournalEntry

START = "0" * 64
_LOCK = 7_411_201  # any number of our own: the advisory lock that makes writers queue on PostgreSQL


def record(
    verb: str,
    target: models.Model,
    *,
    by: Actor,
    at: datetime,
    happened_on: date | None = None,
    facts: dict[str, Any] | None = None,
) -> JournalEntry:
    """Write one line; call inside the transaction of the act it tells of.

    ``verb`` is “room.verb”. ``happened_on`` is given when the act was entered afterwards. ``facts`` holds plain
    JSON values and never what a secret ballot must hide. Costs two queries (three on PostgreSQL).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = JournalEntry.objects.order_by("-pk").values_list("digest", flat=True).first()
    entry = JournalEntry(
        at=at,
        happened_on=happened_on,
        person_id=by.person_id,
        person_name=by.name,
        address=by.address,
        verb=verb,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        target_name=str(target)[:300],
        facts=facts or {},
        previous=last or START,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry


def digest_of(entry: JournalEntry) -> str:
    """Hash everything the line says together with the hash of the line before it."""
    said = [
        entry.previous,
        entry.at.timestamp().hex(),
        entry.happened_on.isoformat() if entry.happened_on else "",
        str(entry.person_id or ""),
        entry.person_name,
        entry.address,
        entry.verb,
        entry.target_kind,
        entry.target_id,
        entry.target_name,
        json.dumps(entry.facts, sort_keys=True, ensure_ascii=False),
    ]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def faults() -> Iterator[str]:
    """Walk the whole journal; give one Vietnamese sentence for each line that is missing or altered."""
    previous = START
    for entry in JournalEntry.objects.order_by("pk").iterator(chunk_size=2000):
        if entry.previous != previous:
            yield f"Trước dòng {entry.pk} ({entry.at:%d/%m/%Y %H:%M}) có dòng bị xóa hoặc chen vào."
        if digest_of(entry) != entry.digest:
            yield f"Dòng {entry.pk} ({entry.verb}) đã bị sửa."
        previous = entry.digest
