"""Merging, splitting and abolishing units, by an act with its document."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.org import journal, queries, rules
from thidua.org.actor import Actor
from thidua.org.kinds import SuccessionKind
from thidua.org.models import ClusterMember, Document, Person, StoredFile, Succession, Unit
from thidua.org.planting import close, replant


@transaction.atomic
def enter_document(
    *,
    kind: str,
    number: str,
    dated_on: date | None,
    issuer: str,
    title: str = "",
    file: StoredFile | None = None,
    by: Actor,
    at: datetime,
) -> Document:
    """Enter a signed paper that an act rests on."""
    if not squeeze(kind):
        raise Refused("Hãy ghi loại văn bản, ví dụ “Nghị quyết”.")
    document = Document.objects.create(
        kind=squeeze(kind),
        number=squeeze(number),
        dated_on=dated_on,
        issuer=squeeze(issuer),
        title=squeeze(title)[:500],
        file=file,
        entered_at=at,
        entered_by_id=by.person_id,
    )
    journal.record("org.enter_document", document, by=by, at=at, happened_on=dated_on)
    return document


@transaction.atomic
def succeed(
    units: Sequence[Unit], successors: Sequence[Unit], *, on: date, document: Document, by: Actor, at: datetime
) -> list[Succession]:
    """End units with the day before ``on``; the successors stand in for them from that day.

    One successor takes over the people, the sub-units and the places in clusters. With several (a split) people
    stay where they are until they are transferred, and sub-units have to be moved first. What was judged keeps the
    old unit; open duties of other rooms follow ``queries.heirs``.
    """
    children = queries.existing(on).filter(parent__in=units)
    if reason := rules.why_not_succeed(by, units, successors, on, localdate(at), children.count()):
        raise Refused(reason)
    kind = SuccessionKind.MERGED if len(successors) == 1 else SuccessionKind.SPLIT
    rows = [
        Succession(predecessor=unit, successor=heir, kind=kind, from_on=on, document=document)
        for unit in units
        for heir in successors
    ]
    Succession.objects.bulk_create(rows)
    for unit in units:
        if len(successors) == 1:
            _pass_on(unit, successors[0], on)
        close(unit, on - timedelta(days=1))
        facts = {"successors": [heir.pk for heir in successors], "document": document.pk}
        journal.record("org.succeed", unit, by=by, at=at, happened_on=on, facts=facts)
    return rows


@transaction.atomic
def abolish(unit: Unit, *, on: date, document: Document, by: Actor, at: datetime) -> Succession:
    """End a unit without a successor: the day before ``on`` is its last."""
    children = queries.existing(on).filter(parent=unit).count()
    people = Person.objects.filter(unit=unit, left_on=None).count()
    if reason := rules.why_not_end(by, unit, on - timedelta(days=1), localdate(at), children, people):
        raise Refused(reason)
    row = Succession.objects.create(
        predecessor=unit, successor=None, kind=SuccessionKind.ABOLISHED, from_on=on, document=document
    )
    close(unit, on - timedelta(days=1))
    journal.record("org.abolish", unit, by=by, at=at, happened_on=on, facts={"document": document.pk})
    return row


def _pass_on(unit: Unit, heir: Unit, on: date) -> None:
    for child in queries.existing(on).filter(parent=unit):
        replant(child, heir, on)
        heir.refresh_from_db()
    Person.objects.filter(unit=unit, left_on=None).update(unit=heir)
    for member in ClusterMember.objects.filter(unit=unit, until_on=None).order_by("pk"):
        ClusterMember.objects.filter(pk=member.pk).update(until_on=max(member.from_on, on - timedelta(days=1)))
        ClusterMember.objects.get_or_create(
            cluster_id=member.cluster_id, unit=heir, until_on=None, defaults={"from_on": on}
        )


@transaction.atomic
def succeed_by(
    paper: Mapping[str, Any], units: Sequence[Unit], successors: Sequence[Unit], *, on: date, by: Actor, at: datetime
) -> list[Succession]:
    """Enter the document and let units be succeeded, or abolished where there is no successor, in one act."""
    document = enter_document(**paper, by=by, at=at)
    if successors:
        return succeed(units, successors, on=on, document=document, by=by, at=at)
    return [abolish(unit, on=on, document=document, by=by, at=at) for unit in units]
