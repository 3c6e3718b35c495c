"""Plain functions that make dull, valid rows. Rooms add their own here, in the order of the rooms."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from thidua.base.text import name_key, norm
from thidua.movements.actions import found
from thidua.movements.kinds import PlanState
from thidua.movements.models import Award, Movement, Plan, Quota, Round, Subject
from thidua.movements.subjects import subject_of_person, subject_of_unit
from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role
from thidua.org.models import Account, Assignment, Level, Person, Unit
from thidua.plans.draft import PlanDraft

DAY = date(2023, 6, 1)
AT = datetime(2023, 6, 1, 2, 0, tzinfo=UTC)
_next = count(1)


def make_level(code: str = "xa", name: str = "Xã, phường", rank: int = 5) -> Level:
    return Level.objects.get_or_create(code=code, defaults={"name": name, "rank": rank})[0]


def make_unit(*, name: str = "", parent: Unit | None = None, level: Level | None = None, **given: Any) -> Unit:
    number = next(_next)
    name = name or f"Đơn vị {number}"
    unit = Unit.objects.create(
        code=f"dv{number}",
        name=name,
        name_norm=norm(name),
        parent=parent,
        level=level or make_level(),
        **given,
    )
    unit.path = f"{parent.path if parent else ''}{unit.pk:07d}"
    unit.save(update_fields=["path"])
    return unit


def make_person(*, name: str = "", unit: Unit | None = None, **given: Any) -> Person:
    number = next(_next)
    name = name or f"Nguyễn Văn {number}"
    return Person.objects.create(
        code=f"ng{number}", name=name, name_norm=norm(name), name_key=name_key(name), unit=unit or make_unit(), **given
    )


def make_account(person: Person, *, username: str = "", password: str = "mat-khau-dai-10") -> Account:
    account = Account(username=username or person.code, person=person, opened_at=AT)
    account.set_password(password)
    account.save(force_insert=True)
    return account


def give_role(person: Person, role: Role, unit: Unit) -> Assignment:
    return Assignment.objects.create(person=person, role=role, unit=unit, from_on=date(2015, 1, 1))


def make_actor(*roles: Role, unit: Unit | None = None, person: Person | None = None) -> Actor:
    """An actor holding the roles at the unit, with their rows in the database."""
    unit = unit or make_unit()
    person = person or make_person(unit=unit)
    for role in roles:
        give_role(person, role, unit)
    grants = frozenset(Grant(role, unit.pk, unit.path) for role in roles)
    return Actor(person_id=person.pk, name=person.name, grants=grants, unit_id=unit.pk)


def make_draft(**given: Any) -> dict[str, Any]:
    """A draft of the contract with one of everything; parts are replaced by what is given."""
    empty = PlanDraft().to_json()
    document = empty["document"] | {
        "kind": "Kế hoạch",
        "launches_movement": True,
        "issuer": "UBND huyện Mẫu",
        "issuer_level": "huyen",
        "title": "Phát động phong trào thi đua cải cách hành chính năm 2023",
        "movement": "cải cách hành chính năm 2023",
    }
    award = {"form": "Giấy khen", "authority": "Chủ tịch UBND huyện", "subjects": ["collective", "individual"]}
    quota = {"award": "Giấy khen", "authority": "Chủ tịch UBND huyện", "op": "max"}
    parts: dict[str, Any] = {
        "document": document,
        "period": empty["period"] | {"end": "2023-12-31", "last_day": "2023-12-31", "rounds": ["once"]},
        "criteria": [
            {"subject": subject, "kind": "attestation", "text": "Hoàn thành nhiệm vụ.", "params": {}}
            for subject in ("collective", "individual")
        ],
        "awards": [award | {"route": "own", "when": "once"}],
        "quotas": [quota | {"subject": "collective", "n": 2}, quota | {"subject": "individual", "n": 5}],
        "dossier": empty["dossier"] | {"items": [{"paper": "bien_ban", "text": "Biên bản họp."}]},
        "deadlines": [
            {"act": "submit_dossier", "meaning": "before", "date": "2024-01-30", "last_day": "2024-01-29", "text": ""},
            {"act": "register", "meaning": "until", "date": "2023-06-30", "last_day": "2023-06-30", "text": ""},
        ],
    }
    return PlanDraft.from_json(empty | parts | given).to_json()


def make_plan(*, unit: Unit | None = None, draft: dict[str, Any] | None = None, text: str = "", **given: Any) -> Plan:
    number = next(_next)
    said = draft or make_draft()
    issued = {"state": PlanState.ISSUED, "number": f"{number}/KH-UBND", "issued_on": date(2023, 1, 5), "issued_at": AT}
    values = {"name": "ke-hoach.txt", "title": "Kế hoạch mẫu", "uploaded_at": AT} | issued | given
    return Plan.objects.create(unit=unit or make_unit(), text=text, read_draft=said, draft=said, **values)


def make_movement(*, unit: Unit | None = None, draft: dict[str, Any] | None = None, **given: Any) -> Movement:
    """A movement founded from a plan as the real action does it, with its rounds, rules and days."""
    plan = make_plan(unit=unit, draft=draft, **given)
    grants = frozenset({Grant(Role.OFFICE, plan.unit_id, plan.unit.path)})
    return found(plan, by=Actor(person_id=None, name="Hệ thống", grants=grants), at=AT)


def make_round(*, movement: Movement | None = None, is_open: bool = True) -> Round:
    """The first round of a movement, open unless told otherwise."""
    first = (movement or make_movement()).rounds.order_by("pk")[0]
    if is_open:
        Round.objects.filter(pk=first.pk).update(state="open", opened_at=AT)
        first.refresh_from_db()
    return first


def make_award(*, movement: Movement | None = None) -> Award:
    return (movement or make_movement()).awards.order_by("pk")[0]


def make_quota(award: Award, subject: str, most: int) -> Quota:
    return Quota.objects.create(
        movement=award.movement, plan=award.plan, award=award, subject=subject, op="max", n=most
    )


def make_subject(*, unit: Unit | None = None, person: Person | None = None) -> Subject:
    """A collective, or the individual a person is."""
    return subject_of_person(person) if person else subject_of_unit(unit or make_unit())
