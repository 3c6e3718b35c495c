"""The journal: one line for each act, in the same transaction, chained by hashes so that a change is found.

The chain alone does not show that lines at its end were cut off. So after each commit the newest line is noted
outside the database (the anchor, a small file in the data folder), and each backup carries its own.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection, models, transaction

from thidua.base.days import ZONE
from thidua.org import anchor
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
    """Write one line; call inside the transaction of the act it tells of, after its other writes.

    ``verb`` is “room.verb”. ``happened_on`` is given when the act was entered afterwards. ``facts`` holds plain
    JSON values without floats and never what a secret ballot must hide. Costs two queries (three on PostgreSQL,
    where writers queue here until commit: an act that goes on locking rows after it could meet another half way).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = JournalEntry.objects.order_by("-number").values_list("number", "digest").first()
    number, previous = last or (0, START)
    entry = JournalEntry(
        number=number + 1,
        at=at,
        happened_on=happened_on,
        person_id=by.person_id,
        person_name=by.name,
        address=by.address,
        verb=verb,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        target_name=_named(target)[:300],
        facts=_plain(facts or {}),
        previous=previous,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    head = anchor.Head(entry.number, entry.digest)
    transaction.on_commit(lambda: anchor.advance(head))
    return entry


def _named(target: models.Model) -> str:
    """Name the row in words; a model without words of its own goes by its Vietnamese first word and its key."""
    if type(target).__str__ is not models.Model.__str__:
        return str(target)
    return f"{(type(target).__doc__ or '').partition(':')[0]} số {target.pk}"


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Refuse floats: a database may write 1e2 back as 100, and the hash would no longer fit."""

    def look(value: Any) -> None:
        if isinstance(value, float):
            raise ValueError(f"a float in the journal: {value!r}")
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
            look(inner)

    look(facts)
    return facts


def digest_of(entry: JournalEntry) -> str:
    """Hash everything the line says together with the hash of the line before it."""
    said = [
        entry.previous,
        str(entry.number),
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


def head() -> anchor.Head | None:
    """Give the newest line as the database has it."""
    last = JournalEntry.objects.order_by("-number").values_list("number", "digest").first()
    return anchor.Head(*last) if last else None


def faults(noted: anchor.Head | None = None) -> Iterator[str]:
    """Walk the whole journal; give one Vietnamese sentence for each line that is missing or altered.

    ``noted`` is a head written down earlier (a backup's); without it the anchor of the data folder is used.
    """
    noted = noted if noted is not None else anchor.read()
    previous, number, noted_digest = START, 0, ""
    for entry in JournalEntry.objects.order_by("number").iterator(chunk_size=2000):
        when = f"{entry.at.astimezone(ZONE):%d/%m/%Y %H:%M}"
        if entry.number != number + 1:
            yield f"Thiếu {_lines(number + 1, entry.number - 1)} (trước dòng ghi lúc {when})."
        elif entry.previous != previous:
            yield f"Dòng {entry.number} ({entry.verb}, {when}) không nối dòng trước: có dòng bị thay hoặc chen vào."
        if digest_of(entry) != entry.digest:
            yield f"Dòng {entry.number} ({entry.verb}, {when}) đã bị sửa."
        if noted and entry.number == noted.number:
            noted_digest = entry.digest
        previous, number = entry.digest, entry.number
    if noted and number < noted.number:
        yield f"Cuối nhật ký bị cắt: mốc đã ghi là dòng {noted.number}, nay chỉ còn đến dòng {number}."
    elif noted and noted_digest != noted.digest:
        yield f"Dòng {noted.number} khác với mốc đã ghi: nhật ký đã bị viết lại."


def _lines(first: int, last: int) -> str:
    return f"dòng {first}" if first == last else f"các dòng từ {first} đến {last}"
