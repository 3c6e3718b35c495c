"""What an ended unit leaves open, here and among movements, and who may take it over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.base.text import shorten, words
from thidua.dossiers.models import Dossier
from thidua.dossiers.rules import UNJUDGED
from thidua.movements.kinds import MovementState, RoundState
from thidua.movements.models import Movement, Registration
from thidua.movements.queries import open_at
from thidua.org.kinds import SuccessionKind
from thidua.org.models import Succession, Unit

DOSSIERS = "dossiers"
NAMES = {
    DOSSIERS: "hồ sơ",
    "movements": "phong trào",
    "duties": "kế hoạch phải ban hành",
    "registrations": "đăng ký",
    "tasks": "nhiệm vụ",
    "awards": "hình thức khen theo thẩm quyền",
}


@dataclass(frozen=True)
class Left:
    """One open thing of a unit that was split, and the successors that may take it."""

    part: str
    pk: int
    what: str
    where: str
    heirs: tuple[Succession, ...]

    @property
    def name(self) -> str:
        """Tell it apart in a form."""
        return f"{self.part}-{self.pk}"


def open_dossiers(unit: Unit) -> QuerySet[Dossier]:
    """The dossiers of a unit without a conclusion, in rounds that are not closed."""
    return Dossier.objects.filter(unit=unit, state__in=UNJUDGED).exclude(round__state=RoundState.CLOSED)


def open_words(unit: Unit) -> str:
    """Say what is open at a unit: “02 hồ sơ và 01 đăng ký”; nothing where all is closed. Six queries."""
    counts = {DOSSIERS: open_dossiers(unit).count()} | {part: rows.count() for part, rows in open_at(unit).items()}
    return words([f"{counts[part]:02d} {name}" for part, name in NAMES.items() if counts[part]])


def heirs_of(unit: Unit) -> list[Succession]:
    """The successions of a unit that was split, in a fixed order."""
    rows = Succession.objects.filter(predecessor=unit, kind=SuccessionKind.SPLIT, successor__isnull=False)
    return list(rows.select_related("predecessor", "successor", "document").order_by("pk"))


def left_open(unit: Unit) -> list[Left]:
    """Everything still open at a unit that was split, dossiers first. Costs eight queries."""
    heirs = tuple(heirs_of(unit))
    open_ = open_at(unit)
    duties, tasks = open_["duties"].select_related("movement"), open_["tasks"].select_related("movement")
    dossiers = open_dossiers(unit).select_related("nominee", "award", "round__movement").order_by("pk")
    found = [
        *((DOSSIERS, one.pk, f"Hồ sơ của {one.nominee.name}, {one.award}", one.round.movement) for one in dossiers),
        *(("movements", one.pk, "Phong trào do đơn vị này phát động", one) for one in open_["movements"]),
        *(("duties", one.pk, "Kế hoạch đơn vị phải ban hành", one.movement) for one in duties),
        *(("tasks", one.pk, f"Nhiệm vụ: {shorten(one.text, 120)}", one.movement) for one in tasks),
        *(
            ("awards", one.pk, f"Thẩm quyền tặng {one}", one.movement)
            for one in open_["awards"].select_related("movement")
        ),
    ]
    left = [Left(part, pk, what, _of(movement), heirs) for part, pk, what, movement in found]
    return left + _registrations(open_["registrations"].select_related("round__movement"), heirs)


def _of(movement: Movement) -> str:
    return shorten(movement.name, 90)


def _registrations(rows: Iterable[Registration], heirs: Sequence[Succession]) -> list[Left]:
    """One unit registers once in a round: who has done so already takes no other registration there."""
    listed = list(rows)
    theirs = Registration.objects.filter(
        round__in=[one.round_id for one in listed], unit__in=[row.successor_id for row in heirs]
    )
    taken = set(theirs.values_list("round_id", "unit_id"))
    found = []
    for one in listed:
        free = tuple(row for row in heirs if (one.round_id, row.successor_id) not in taken)
        if free:
            what = f"Đăng ký thi đua, {one.round.name.lower()}"
            found.append(Left("registrations", one.pk, what, _of(one.round.movement), free))
    return found


def waiting_to_be_shared(chosen: Q) -> QuerySet[Unit]:
    """Split units among those chosen whose dossiers, registrations or movements still wait for somebody to say where.

    One query.
    """
    split = Succession.objects.filter(
        predecessor=OuterRef("pk"), kind=SuccessionKind.SPLIT, predecessor__ends_on__isnull=False
    )
    dossiers = Dossier.objects.filter(unit=OuterRef("pk"), state__in=UNJUDGED, round__state__in=_NOT_CLOSED)
    registered = Registration.objects.filter(unit=OuterRef("pk"), round__state__in=_NOT_CLOSED)
    running = Movement.objects.filter(unit=OuterRef("pk"), state=MovementState.RUNNING)
    waits = Exists(dossiers) | Exists(registered) | Exists(running)
    return Unit.objects.filter(chosen, Exists(split)).filter(waits).order_by("path", "pk")


_NOT_CLOSED = [state for state in RoundState if state != RoundState.CLOSED]
