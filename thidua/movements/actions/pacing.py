"""Days and rounds: lay them, let events bring them to life, announce, postpone; open and close rounds."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from thidua.base.days import ZONE, written
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.movements import rules
from thidua.movements.kinds import RoundState
from thidua.movements.models import Deadline, DueDay, Movement, PlanDuty, Round
from thidua.movements.queries import papers_of, rounds_to_open, rule_of
from thidua.movements.rules.days import Frame, last_day
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Document
from thidua.org.queries import calendar_of

PER_ROUND = frozenset({"register", "submit_dossier", "report", "review", "other"})


def lay_days(
    movement: Movement, deadlines: Iterable[Deadline], rounds: Sequence[Round], *, rounds_only: bool = False
) -> None:
    """Make the due day of each deadline in each round it is for; own plans are due once, outside the rounds."""
    made: list[DueDay] = []
    for deadline in deadlines:
        rule = rule_of(deadline)
        if deadline.act not in PER_ROUND and rounds_only:
            continue
        if deadline.act not in PER_ROUND:
            frame = Frame("once", movement.starts_on.year, movement.ends_on)
            made.append(DueDay(deadline=deadline, round=None, last_day=last_day(rule, frame)))
            continue
        for each in rounds:
            if deadline.round_kind in {"", each.kind}:
                frame = Frame(each.kind, each.year, each.ends_on)
                made.append(DueDay(deadline=deadline, round=each, last_day=last_day(rule, frame)))
    DueDay.objects.bulk_create(made)


def days_of(movement: Movement) -> dict[int, date | None]:
    """Give the day of each deadline that stands outside the rounds."""
    rows = DueDay.objects.filter(deadline__movement=movement, round=None)
    return dict(rows.values_list("deadline_id", "last_day"))


@transaction.atomic
def record_event(
    due: DueDay, *, happened_on: date, document: Document | None, by: Actor, at: datetime, note: str = ""
) -> DueDay:
    """Record the event a deadline waits for; the period counts from the day it happened, not from today."""
    deadline = due.deadline
    unit = deadline.movement.unit
    reason = rules.why_not_record_event(
        by,
        unit.path,
        meaning=deadline.meaning,
        happened_on=happened_on,
        today=at.astimezone(ZONE).date(),
        has_paper=document is not None,
    )
    if reason:
        raise Refused(reason)
    frame = Frame(due.round.kind, due.round.year, due.round.ends_on) if due.round else Frame("once")
    day = last_day(rule_of(deadline), frame, happened_on=happened_on, calendar=calendar_of(unit))
    if day is None:
        raise Refused("Kế hoạch không nêu số ngày kể từ sự kiện. Hãy ấn định ngày cuối và ghi lý do.")
    _write(due, by, at, last_day=day, happened_on=happened_on, document=document, reason=squeeze(note))
    journal.record(
        "movements.record_event",
        deadline.movement,
        by=by,
        at=at,
        happened_on=happened_on,
        facts={"due": due.pk, "last_day": str(day), "event": deadline.event},
    )
    return due


@transaction.atomic
def set_day(
    due: DueDay, day: date, *, reason: str, by: Actor, at: datetime, document: Document | None = None
) -> DueDay:
    """Announce a day the plan left open, or postpone one with a reason."""
    deadline = due.deadline
    movement = deadline.movement
    refusal = rules.why_not_set_day(
        by, movement.unit.path, movement.state, reason=reason, has_day=due.last_day is not None
    )
    if refusal:
        raise Refused(refusal)
    before = due.last_day
    _write(due, by, at, last_day=day, document=document, reason=squeeze(reason))
    PlanDuty.objects.filter(deadline=deadline, child=None).filter(Q(due_on=before)).update(due_on=day)
    facts = {"due": due.pk, "from": before and written(before), "to": written(day), "reason": squeeze(reason)}
    journal.record("movements.set_day", movement, by=by, at=at, facts=facts)
    return due


def _write(
    due: DueDay,
    by: Actor,
    at: datetime,
    *,
    last_day: date,
    document: Document | None,
    reason: str,
    happened_on: date | None = None,
) -> None:
    if document is not None and document.pk is None:
        document.save(force_insert=True)
    still = DueDay.objects.filter(pk=due.pk, last_day=due.last_day)
    written_rows = still.update(
        last_day=last_day,
        document=document,
        reason=reason[:300],
        happened_on=happened_on,
        set_at=at,
        set_by_id=by.person_id,
    )
    if not written_rows:
        raise Refused("Hạn này vừa được người khác thay đổi. Hãy tải lại trang.")
    due.refresh_from_db()


@transaction.atomic
def open_round(round: Round, *, by: Actor, at: datetime) -> Round:
    """Open a round by hand; units may now nominate in it."""
    movement = round.movement
    has_papers = papers_of(movement, at.astimezone(ZONE).date()).exists()
    reason = rules.why_not_open_round(by, movement.unit.path, movement.state, round.state, has_papers=has_papers)
    if reason:
        raise Refused(reason)
    _turn(round, RoundState.OPEN, opened_at=at)
    journal.record("movements.open_round", round, by=by, at=at)
    return round


@transaction.atomic
def close_round(round: Round, *, by: Actor, at: datetime) -> Round:
    """Close a round: nothing new is received in it."""
    if reason := rules.why_not_close_round(by, round.movement.unit.path, round.state):
        raise Refused(reason)
    _turn(round, RoundState.CLOSED, closed_at=at)
    journal.record("movements.close_round", round, by=by, at=at)
    return round


@transaction.atomic
def open_due_rounds(*, today: date, by: Actor, at: datetime) -> list[Round]:
    """Open every planned round whose first day has come and whose papers are chosen; safe to run twice.

    A round without a list of papers waits; “Việc của tôi” asks the office for the list.
    """
    waiting = Round.objects.filter(rounds_to_open(today)).select_related("movement").order_by("pk")
    opened = [each for each in waiting if papers_of(each.movement, today).exists()]
    for each in opened:
        _turn(each, RoundState.OPEN, opened_at=at)
        journal.record("movements.open_round", each, by=by, at=at, facts={"by_day": True})
    return opened


def _turn(round: Round, state: RoundState, **when: datetime) -> None:
    if not Round.objects.filter(pk=round.pk, state=round.state).update(state=state, **when):
        raise Refused("Đợt này vừa được người khác thay đổi. Hãy tải lại trang.")
    round.refresh_from_db()
