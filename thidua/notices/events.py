"""What the journal says that people have to know: one telling for each entry that concerns somebody else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.urls import reverse

from thidua.awards.models import Decision, DecisionLine, Omission
from thidua.awards.queries.deciding import outcomes
from thidua.base.days import written
from thidua.base.text import shorten
from thidua.council.models import Meeting
from thidua.council.queries import seats_of
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier
from thidua.movements.kinds import ChangeKind, Route
from thidua.movements.models import Movement, PlanDuty, Round
from thidua.notices.kinds import Topic
from thidua.notices.queries import members_of
from thidua.org.models import JournalEntry


@dataclass(frozen=True)
class Telling:
    """Something that happened, for the people who speak for some units, or for somebody personally."""

    key: str
    topic: Topic
    units: tuple[int, ...]
    unit_id: int | None  # whose template is used
    by: int | None
    address: str = ""
    movement_id: int | None = None
    values: dict[str, str] = field(default_factory=dict)
    people: tuple[int, ...] = ()  # told for themselves, whoever speaks for their unit


def tellings_of(entries: Iterable[JournalEntry]) -> Iterator[Telling]:
    """Read journal entries in their order; most concern nobody else."""
    for entry in entries:
        if tell := _TELLS.get(entry.verb):
            yield from tell(entry)


def _movement(entry: JournalEntry) -> Movement | None:
    return Movement.objects.select_related("unit").filter(pk=entry.target_id).first()


def _of_movement(topic: Topic) -> Callable[[JournalEntry], Iterator[Telling]]:
    def tell(entry: JournalEntry) -> Iterator[Telling]:
        movement = _movement(entry)
        if movement is None:
            return
        facts = entry.facts
        values = {"noi": shorten(movement.name, 120), "don_vi": movement.unit.name, "viec": _what(topic, facts)}
        yield Telling(
            key=f"journal:{entry.pk}",
            topic=topic,
            units=tuple(members_of(movement, entry.at.date())),
            unit_id=movement.unit_id,
            by=entry.person_id,
            address=movement.get_absolute_url(),
            movement_id=movement.pk,
            values=values,
        )

    return tell


def _what(topic: Topic, facts: dict[str, object]) -> str:
    if topic == Topic.CHANGED:
        return str(dict(ChangeKind.choices).get(str(facts.get("kind")), ""))
    if topic == Topic.DAY_SET:
        return str(facts.get("to") or facts.get("last_day") or "")
    return ""


def _reminded(entry: JournalEntry) -> Iterator[Telling]:
    duty = PlanDuty.objects.select_related("movement", "unit").filter(pk=entry.target_id).first()
    if duty is None or duty.child_id:
        return
    values = {"viec": "ban hành kế hoạch của đơn vị", "noi": duty.movement.name, "don_vi": duty.unit.name}
    yield Telling(
        key=f"journal:{entry.pk}",
        topic=Topic.REMINDED,
        units=(duty.unit_id,),
        unit_id=duty.unit_id,
        by=entry.person_id,
        address=duty.movement.get_absolute_url(),
        movement_id=duty.movement_id,
        values=values,
    )


def _given_back(entry: JournalEntry) -> Iterator[Telling]:
    dossier = Dossier.objects.select_related("nominee", "round__movement").filter(pk=entry.target_id).first()
    if dossier is None:
        return
    movement = dossier.round.movement
    reason = str(entry.facts.get("reason") or "xem lý do ở từng giấy tờ.")
    values = {"viec": f"Hồ sơ của {dossier.nominee} được trả lại: {reason}", "noi": shorten(movement.name, 120)}
    yield Telling(
        key=f"journal:{entry.pk}",
        topic=Topic.GIVEN_BACK,
        units=(dossier.unit_id,),
        unit_id=dossier.unit_id,
        by=entry.person_id,
        address=dossier.get_absolute_url(),
        movement_id=movement.pk,
        values=values,
    )


def _decided(entry: JournalEntry) -> Iterator[Telling]:
    """Tell each unit what a signed decision says of its own nominees, the named what it says of them.

    Whom the council did not choose in the decision's meeting learn it with the first decision that rests on it.
    """
    found = Decision.objects.select_related("round__movement", "register", "meeting").filter(pk=entry.target_id)
    for decision in found:
        named: dict[int, list[str]] = {}
        for line in decision.lines.select_related("dossier", "award", "subject").order_by(*LISTED):
            said = f"{line.subject_name} {_verb(line)} {line.award}"
            for unit_id in dict.fromkeys(filter(None, (line.dossier.unit_id, line.subject.unit_id))):
                named.setdefault(unit_id, []).append(said)
            if person_id := line.subject.person_id:
                yield _personal(entry, f"{entry.pk}:{line.pk}", person_id, decision.round, f"{decision}: {said}.")
        for unit_id, said_of in named.items():
            yield _result(entry, unit_id, decision.round, f"{decision}: {'; '.join(said_of)}.")
        if decision.meeting:
            yield from _not_passed(entry, decision.meeting)


LISTED = ("takes_back", "position", "pk")


def _verb(line: DecisionLine) -> str:
    if line.takes_back:
        return "bị thu hồi"
    return "được đề nghị tặng" if line.award.route == Route.PROPOSE else "được tặng"


def _not_passed(entry: JournalEntry, meeting: Meeting) -> Iterator[Telling]:
    for outcome in outcomes(meeting):
        if outcome.passed is False:
            words = f"{outcome.dossier.nominee} không được chọn: Hội đồng không thông qua ({outcome.count})."
            yield from _told_of(entry, f"meeting:{meeting.pk}:{outcome.dossier.pk}", outcome.dossier, words)


def _left_out(entry: JournalEntry) -> Iterator[Telling]:
    said = Omission.objects.select_related("dossier__nominee", "dossier__round__movement").filter(pk=entry.target_id)
    for omission in said:
        words = f"{omission.dossier.nominee} không được khen trong đợt này: {omission.reason}."
        yield from _told_of(entry, f"journal:{entry.pk}", omission.dossier, words)


def _refused(entry: JournalEntry) -> Iterator[Telling]:
    """Tell of a dossier that the verifier found not to meet what the plan or the law asks."""
    found = Dossier.objects.select_related("nominee", "round__movement").filter(pk=entry.target_id, state=State.REFUSED)
    for dossier in found:
        step = dossier.handlings.filter(to_state=State.REFUSED).order_by("-at", "-pk").first()
        reason = step.reason.rstrip(".") if step and step.reason else "không đủ điều kiện"
        yield from _told_of(entry, f"journal:{entry.pk}", dossier, f"{dossier.nominee} không đạt: {reason}.")


def _told_of(entry: JournalEntry, key: str, dossier: Dossier, words: str) -> Iterator[Telling]:
    """Tell the unit of a dossier, and its nominee where that is a person."""
    yield replace(_result(entry, dossier.unit_id, dossier.round, words), key=f"{key}:{dossier.unit_id}")
    if dossier.nominee.person_id:
        yield replace(_personal(entry, "", dossier.nominee.person_id, dossier.round, words), key=f"{key}:own")


def _result(entry: JournalEntry, unit_id: int, round: Round, words: str) -> Telling:
    return Telling(
        key=f"journal:{entry.pk}:{unit_id}",
        topic=Topic.DECIDED,
        units=(unit_id,),
        unit_id=unit_id,
        by=entry.person_id,
        address=reverse("awards:results", args=[round.pk]),
        movement_id=round.movement_id,
        values={"viec": words, "noi": shorten(round.movement.name, 120)},
    )


def _personal(entry: JournalEntry, key: str, person_id: int, round: Round, words: str) -> Telling:
    """What concerns one person, told to that person, with the way to the own page."""
    return Telling(
        key=f"own:{key}",
        topic=Topic.DECIDED,
        units=(),
        unit_id=round.movement.unit_id,
        by=None,
        address=reverse("awards:own"),
        movement_id=round.movement_id,
        values={"viec": words, "noi": shorten(round.movement.name, 120)},
        people=(person_id,),
    )


def _convened(entry: JournalEntry) -> Iterator[Telling]:
    """Invite each member of a council by name; the paper itself is on the meeting's page."""
    meeting = Meeting.objects.select_related("council", "round__movement").filter(pk=entry.target_id).first()
    if meeting is None:
        return
    hour = f" {meeting.begins_at}" if meeting.begins_at else ""
    place = f", tại {meeting.place.rstrip(' .')}" if meeting.place else ""
    what = f"phiên họp{hour} ngày {written(meeting.held_on)}{place}"
    yield Telling(
        key=f"journal:{entry.pk}",
        topic=Topic.CONVENED,
        units=(),
        unit_id=meeting.council.unit_id,
        by=entry.person_id,
        address=meeting.get_absolute_url(),
        movement_id=meeting.round.movement_id,
        values={"viec": what, "noi": shorten(meeting.round.movement.name, 120), "don_vi": meeting.council.name},
        people=tuple(seat.person_id for seat in seats_of(meeting)),
    )


_TELLS: dict[str, Callable[[JournalEntry], Iterator[Telling]]] = {
    "movements.found": _of_movement(Topic.FOUNDED),
    "movements.amend": _of_movement(Topic.AMENDED),
    "movements.change": _of_movement(Topic.CHANGED),
    "movements.set_day": _of_movement(Topic.DAY_SET),
    "movements.record_event": _of_movement(Topic.DAY_SET),
    "movements.remind": _reminded,
    "dossiers.give_back": _given_back,
    "awards.sign": _decided,
    "awards.leave_out": _left_out,
    "council.convene": _convened,
    "dossiers.decline": _refused,
    "dossiers.refuse": _refused,
}
