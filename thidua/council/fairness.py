"""The fairness panel: what the list of candidates is made of, from facts; it judges nobody."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q

from thidua.council import queries
from thidua.council.models import Line, Meeting
from thidua.dossiers.models import Honour
from thidua.law import packs
from thidua.org.kinds import Gender
from thidua.org.models import Person, Position, Unit
from thidua.org.queries import in_force


@dataclass(frozen=True)
class Share:
    """One line of the panel: so many of so many; ``cite`` is the article that asks to look at it."""

    name: str
    part: int
    whole: int
    cite: str = ""


@dataclass(frozen=True)
class Staff:
    """How many people a unit has, and how many of them are women."""

    people: int
    women: int


def panel(meeting: Meeting) -> list[Share]:
    """Leaders and direct workers, women, units by size, remote units, repeat winners. A fixed number of queries."""
    lines = list(queries.lines_of(meeting).select_related("dossier__nominee__person"))
    day = meeting.held_on
    law = packs.on(day)
    women, direct = law.principle("women_first"), law.principle("direct_workers")
    share = women.value.share if women.value is not None and women.value.share is not None else Fraction(7, 10)
    collectives = [line.dossier.nominee.unit_id for line in lines if line.dossier.nominee.unit_id is not None]
    staff = _staff(meeting, lines)
    mostly = sum(_is_mostly_women(staff.get(unit), share) for unit in collectives)
    units = {line.dossier.unit_id for line in lines}
    below = Unit.objects.filter(parent=meeting.round.movement.unit_id, ends_on=None).count()
    sizes = sorted(one.people for one in staff.values())
    middle = sizes[len(sizes) // 2] if sizes else 0
    small = sum(staff[unit].people < middle for unit in units if unit in staff)
    found = [
        *_people(lines, day, women.cite if women.value else "", direct.cite if direct.value else ""),
        Share(f"Tập thể có từ {share.numerator * 100 // share.denominator} % nữ", mostly, len(collectives)),
        Share("Đơn vị có đề nghị trên số đơn vị trực thuộc", len(units), max(below, len(units))),
        Share(
            f"Đơn vị có đề nghị có dưới {middle} người (mức giữa của các đơn vị)",
            small,
            len(units) if middle > 1 else 0,
        ),
        Share("Thuộc đơn vị vùng sâu, vùng xa, biên giới, biển đảo", _remote(lines), len(lines)),
        Share("Đã được khen thưởng trước đây", _again(lines, day), len(lines)),
    ]
    return [one for one in found if one.whole]


def _people(lines: list[Line], day: date, women: str, direct: str) -> list[Share]:
    people = [line.dossier.nominee.person for line in lines if line.dossier.nominee.person is not None]
    leaders = Position.objects.filter(in_force(day), person__in=people, is_leader=True).values("person").distinct()
    return [
        Share("Cá nhân trực tiếp lao động, công tác", sum(one.is_direct_worker for one in people), len(people), direct),
        Share("Cá nhân là lãnh đạo, quản lý", leaders.count(), len(people)),
        Share("Cá nhân là nữ", sum(one.gender == Gender.FEMALE for one in people), len(people), women),
    ]


def _remote(lines: list[Line]) -> int:
    return sum(line.dossier.unit.is_remote for line in lines)


def _again(lines: list[Line], day: date) -> int:
    nominees = [line.dossier.nominee_id for line in lines]
    return Honour.objects.filter(subject__in=nominees, decided_on__lt=day).values("subject").distinct().count()


def _staff(meeting: Meeting, lines: list[Line]) -> dict[int, Staff]:
    """Count people of the units directly under the movement's, and of those that propose. One query."""
    asked = Q(unit__parent=meeting.round.movement.unit_id) | Q(unit__in={line.dossier.unit_id for line in lines})
    rows = (
        Person.objects.filter(asked, left_on=None).values_list("unit_id", "gender").annotate(n=Count("pk")).order_by()
    )
    people, women = Counter[int](), Counter[int]()
    for unit, gender, number in rows:
        people[unit] += number
        women[unit] += number if gender == Gender.FEMALE else 0
    return {unit: Staff(people[unit], women[unit]) for unit in people}


def _is_mostly_women(staff: Staff | None, share: Fraction) -> bool:
    return staff is not None and staff.people > 0 and Fraction(staff.women, staff.people) >= share
