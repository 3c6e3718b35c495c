"""Give the subject row of a unit, a person or a household; made on first need."""

from thidua.base.text import norm, squeeze
from thidua.movements.kinds import SubjectKind
from thidua.movements.models import Subject
from thidua.org.models import Person, Unit


def subject_of_unit(unit: Unit) -> Subject:
    """Give the collective a unit is."""
    return Subject.objects.get_or_create(
        unit=unit,
        defaults={
            "kind": SubjectKind.COLLECTIVE,
            "name": unit.name,
            "name_norm": norm(unit.name),
            "home_id": unit.parent_id,
        },
    )[0]


def subject_of_person(person: Person) -> Subject:
    """Give the individual a person is."""
    return Subject.objects.get_or_create(
        person=person,
        defaults={
            "kind": SubjectKind.INDIVIDUAL,
            "name": person.name,
            "name_norm": norm(person.name),
            "home_id": person.unit_id,
        },
    )[0]


def subject_of_household(name: str, home: Unit) -> Subject:
    """Give a household by its name within the unit it lives in."""
    clean = squeeze(name)
    return Subject.objects.get_or_create(
        kind=SubjectKind.HOUSEHOLD, name=clean, home=home, defaults={"name_norm": norm(clean)}
    )[0]
