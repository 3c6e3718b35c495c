"""What the journal says that people have to know: one telling for each entry that concerns somebody else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.urls import reverse

from thidua.awards.models import Decision, DecisionLine, Omission
from thidua.base.text import shorten
from thidua.dossiers.models import Dossier
from thidua.movements.kinds import ChangeKind, Route
from thidua.movements.models import Movement, PlanDuty, Round
from thidua.notices.kinds import Topic
from thidua.notices.queries import members_of
from thidua.org.models import JournalEntry


@dataclass(frozen=True)
class Telling:
    """Something that happened, for the people who speak for some units."""

    key: str
    topic: Topic
    units: tuple[int, ...]
    unit_id: int | None  # whose template is used
    by: int | None
    address: str = ""
    movement_id: int | None = None
    values: dict[str, str] = field(default_factory=dict)


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
    """Tell each unit what a signed decision says of its own nominees."""
    decision = Decision.objects.select_related("round__movement", "register").filter(pk=entry.target_id).first()
    if decision is None:
        return
    named: dict[int, list[str]] = {}
    for line in decision.lines.select_related("dossier", "award").order_by("takes_back", "position", "pk"):
        said = f"{line.subject_name} bị thu hồi" if line.takes_back else f"{line.subject_name} được {_verb(line)}"
        named.setdefault(line.dossier.unit_id, []).append(f"{said} {line.award}")
    for unit_id, said_of in named.items():
        yield _result(entry, unit_id, decision.round, f"{decision}: {'; '.join(said_of)}.")


def _verb(line: DecisionLine) -> str:
    return "đề nghị tặng" if line.award.route == Route.PROPOSE else "tặng"


def _left_out(entry: JournalEntry) -> Iterator[Telling]:
    said = Omission.objects.select_related("dossier__nominee", "dossier__round__movement").filter(pk=entry.target_id)
    for omission in said:
        dossier = omission.dossier
        words = f"{dossier.nominee} không được khen trong đợt này: {omission.reason}."
        yield _result(entry, dossier.unit_id, dossier.round, words)


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
}
