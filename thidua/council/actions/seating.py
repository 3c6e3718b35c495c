"""Setting up a council: who sits in it, and the rules it laid down for itself."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.base.days import written
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.council import queries, rules
from thidua.council.kinds import CouncilKind, Office
from thidua.council.models import Council, Seat
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Person, Unit

RULES = (
    "quorum_numerator",
    "quorum_denominator",
    "share_numerator",
    "share_denominator",
    "share_is_strict",
    "base",
    "abstain_in_base",
    "invalid_in_base",
    "recused_in_base",
    "rules_from",
    "default_mode",
    "least_voters",
    "takes_written",
    "has_casting_vote",
    "over",
)


FEWEST = 3  # of two voters each knows the other's vote


def refuse_unless_runs(actor: Actor, council: Council) -> None:
    """Refuse who may not run this council."""
    if reason := rules.why_not_run(actor, council, queries.secretaries(council)):
        raise Refused(reason)


@transaction.atomic
def set_up(unit: Unit, *, kind: CouncilKind, name: str, by: Actor, at: datetime, **laid: Any) -> Council:
    """Set up a council of a unit with the rules it laid down."""
    council = Council(unit=unit, kind=kind, name=squeeze(name), **_known(laid))
    if reason := rules.why_not_run(by, council, ()):
        raise Refused(reason)
    _refuse_unless_sound(council)
    council.save(force_insert=True)
    journal.record("council.set_up", council, by=by, at=at, facts={"kind": kind, "rules": _plain(laid)})
    return council


@transaction.atomic
def lay_rules(council: Council, *, by: Actor, at: datetime, **laid: Any) -> Council:
    """Change the rules of a council; meetings already closed keep theirs in their boxes."""
    refuse_unless_runs(by, council)
    known = _known(laid)
    for name, value in known.items():
        setattr(council, name, value)
    _refuse_unless_sound(council)
    council.save(update_fields=list(known))
    journal.record("council.lay_rules", council, by=by, at=at, facts={"rules": _plain(laid)})
    return council


def _known(laid: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(laid) - set(RULES):
        raise ValueError(f"no rules of a council: {unknown}")
    return laid


def _plain(laid: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in laid.items()}


def _refuse_unless_sound(council: Council) -> None:
    pairs = (
        (council.quorum_numerator, council.quorum_denominator),
        (council.share_numerator, council.share_denominator),
    )
    if any(not 0 < low <= high for low, high in pairs):
        raise Refused("Tỷ lệ phải ghi bằng phân số không lớn hơn 1, ví dụ 2/3. Hãy sửa tử số, mẫu số.")
    if council.least_voters < FEWEST:
        raise Refused(
            f"Phiếu kín cần ít nhất {FEWEST:02d} người bỏ phiếu: hai người thì ai cũng biết phiếu của người kia. "
            "Hãy ghi số lớn hơn, hoặc biểu quyết công khai."
        )


@transaction.atomic
def give_seat(
    council: Council,
    person: Person,
    *,
    office: Office = Office.MEMBER,
    has_voice: bool = True,
    from_on: date,
    by: Actor,
    at: datetime,
) -> Seat:
    """Seat a person from a day on; a council has one chair at a time."""
    refuse_unless_runs(by, council)
    held = council.seats.filter(until_on=None)
    if held.filter(person=person).exists():
        raise Refused(f"{person.name} đã là thành viên của {council.name}.")
    if office == Office.CHAIR and (chair := held.filter(office=Office.CHAIR).select_related("person").first()):
        raise Refused(f"{council.name} đã có Chủ tịch là {chair.person.name}. Hãy cho thôi trước khi ghi người khác.")
    seat = Seat.objects.create(council=council, person=person, office=office, has_voice=has_voice, from_on=from_on)
    facts = {"person": person.name, "office": office, "from": from_on.isoformat()}
    journal.record("council.give_seat", council, by=by, at=at, facts=facts)
    return seat


@transaction.atomic
def leave_seat(seat: Seat, *, until_on: date, by: Actor, at: datetime) -> Seat:
    """End a seat with its last day."""
    refuse_unless_runs(by, seat.council)
    if until_on < seat.from_on:
        raise Refused(f"Ngày thôi {written(until_on)} trước ngày bắt đầu {written(seat.from_on)}. Hãy ghi lại.")
    seat.until_on = until_on
    seat.save(update_fields=["until_on"])
    facts = {"person": seat.person.name, "until": until_on.isoformat()}
    journal.record("council.leave_seat", seat.council, by=by, at=at, facts=facts)
    return seat
