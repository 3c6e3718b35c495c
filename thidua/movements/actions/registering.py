"""Register for a round, change it until the last day, withdraw it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.movements import queries, rules
from thidua.movements.kinds import RegistrationState, SubjectKind
from thidua.movements.models import Award, Registration, RegistrationLine, Round, Subject
from thidua.movements.rules.days import late_by
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Unit


@dataclass(frozen=True)
class Entry:
    """One line of a registration: a subject by name, or so many individuals without names."""

    kind: str
    subject: Subject | None = None
    headcount: int | None = None
    award: Award | None = None
    content: str = ""


@transaction.atomic
def register(
    round: Round,
    unit: Unit,
    *,
    entries: Sequence[Entry],
    content: str = "",
    target: str = "",
    takes_part: bool = True,
    by: Actor,
    at: datetime,
) -> Registration:
    """Send or change the one registration of a unit in a round; after the last day it is received and marked late."""
    movement = round.movement
    today = at.astimezone(ZONE).date()
    last = queries.due_day(round, "register")
    there = Registration.objects.filter(round=round, unit=unit).first()
    reason = rules.why_not_register(
        by,
        unit.path,
        movement_path=movement.unit.path,
        movement_state=movement.state,
        round_state=round.state,
        state=there.state if there else "",
        last_day=last,
        on=today,
    ) or why_not_entries(entries, takes_part)
    if reason:
        raise Refused(reason)
    late = there.late_days if there and there.state == RegistrationState.SENT else late_by(last, today)
    sent, _ = Registration.objects.update_or_create(
        round=round,
        unit=unit,
        defaults={
            "state": RegistrationState.SENT,
            "takes_part": takes_part,
            "content": squeeze(content),
            "target": squeeze(target),
            "sent_at": at,
            "sent_by_id": by.person_id,
            "late_days": late,
        },
    )
    _write_lines(sent, entries if takes_part else ())
    facts = {"round": round.pk, "lines": len(entries), "late_days": late, "takes_part": takes_part}
    journal.record("movements.register", sent, by=by, at=at, facts=facts)
    return sent


def _write_lines(sent: Registration, entries: Sequence[Entry]) -> None:
    sent.lines.all().delete()
    RegistrationLine.objects.bulk_create(
        RegistrationLine(
            registration=sent,
            kind=each.kind,
            subject=each.subject,
            headcount=each.headcount,
            award=each.award,
            content=squeeze(each.content),
        )
        for each in entries
    )


def why_not_entries(entries: Sequence[Entry], takes_part: bool) -> str | None:
    """Say what is wrong with the lines themselves."""
    named = [each.subject.pk for each in entries if each.subject]
    if len(named) != len(set(named)):
        twice = next(each.subject for each in entries if each.subject and named.count(each.subject.pk) > 1)
        return f"{twice} được ghi hai lần. Hãy bỏ bớt một dòng."
    for each in entries:
        if (each.subject is None) == (each.headcount is None):
            return "Mỗi dòng ghi tên một tập thể, cá nhân, hoặc ghi số lượng cá nhân."
        if each.headcount is not None and each.kind != SubjectKind.INDIVIDUAL:
            return "Chỉ cá nhân mới đăng ký theo số lượng; tập thể phải ghi tên."
    if takes_part and not entries:
        return "Hãy ghi ít nhất một tập thể hoặc cá nhân, hoặc chọn không tham gia."
    return None


@transaction.atomic
def withdraw(registration: Registration, *, by: Actor, at: datetime) -> Registration:
    """Take a registration back before the last day; its lines stay to be read."""
    round = registration.round
    reason = rules.why_not_withdraw(
        by,
        registration.unit.path,
        round_state=round.state,
        state=registration.state,
        last_day=queries.due_day(round, "register"),
        on=at.astimezone(ZONE).date(),
    )
    if reason:
        raise Refused(reason)
    still = Registration.objects.filter(pk=registration.pk, state=registration.state)
    if not still.update(state=RegistrationState.WITHDRAWN):
        raise Refused("Đăng ký vừa được người khác thay đổi. Hãy tải lại trang.")
    registration.refresh_from_db()
    journal.record("movements.withdraw", registration, by=by, at=at)
    return registration
