"""What the awards of a list are worth under the law of their days."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from thidua.awards.models import DecisionLine
from thidua.base.refusal import Refused
from thidua.dossiers.models import Dossier
from thidua.law import packs
from thidua.law.codes import level_of
from thidua.law.pack import Pack
from thidua.law.packs import Authority
from thidua.law.rows import Subject as LawSubject
from thidua.law.rulings import Bonus
from thidua.movements.kinds import Route
from thidua.org.models import Unit
from thidua.org.queries import SEGMENT

NO_CODE = "Chưa xác định được mức thưởng theo luật cho hình thức này."
Told = tuple[Decimal | None, dict[str, Any]]


def pack_of(unit: Unit, day: date) -> Pack:
    """Give the law of a day at a unit: local packs of the units above it over the national one. One query."""
    keys = [int(unit.path[at : at + SEGMENT]) for at in range(0, len(unit.path), SEGMENT)]
    codes = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "code"))
    return packs.on(day, Authority(unit.level.code, tuple(codes[key] for key in reversed(keys))))


def forecast(unit: Unit, lines: Iterable[DecisionLine | Dossier], day: date) -> dict[int, Told]:
    """Give the bonus of each line (or dossier), by its key, were it decided on a day. One query."""
    rows = list(lines)
    try:
        pack = pack_of(unit, day)
    except Refused as refused:
        return {row.pk: (None, {"reason": str(refused)}) for row in rows}

    @cache
    def told(code: str, kind: str, received_on: date | None) -> Told:
        try:
            return _told(pack.bonus(code, LawSubject(kind), received_on, day))
        except Refused as refused:
            return None, {"reason": str(refused)}

    found: dict[int, Told] = {}
    for row in rows:
        dossier = row.dossier if isinstance(row, DecisionLine) else row
        kind = row.subject.kind if isinstance(row, DecisionLine) else row.nominee.kind
        if row.award.route == Route.PROPOSE:
            found[row.pk] = (None, {"reason": "Cấp trên quyết định và chi tiền thưởng."})
        elif not row.award.law_code:
            found[row.pk] = (None, {"reason": NO_CODE})
        else:
            found[row.pk] = told(row.award.law_code, str(kind), dossier.received_on)
    return found


def _told(bonus: Bonus) -> Told:
    return bonus.amount, {
        "regime": bonus.regime.name,
        "cite": bonus.cite,
        "coefficient": str(bonus.coefficient),
        "factor": str(bonus.factor),
        "base_salary": str(bonus.base_salary),
        "is_ceiling": bonus.is_ceiling,
        "verified": bonus.verified,
        "marks": list(bonus.marks),
        "steps": [{"text": step.text, "cite": step.cite, "marks": list(step.marks)} for step in bonus.steps],
    }


def doubts(unit: Unit, lines: Iterable[DecisionLine], day: date) -> list[str]:
    """Say what the law of the day makes doubtful: a level that may not give the award, a change between two days.

    One query. Where there is no law for the day the bonus itself says so.
    """
    rows = [line for line in lines if not line.takes_back and line.award.route != Route.PROPOSE]
    try:
        pack = pack_of(unit, day)
    except Refused:
        return []
    found = []
    for award in {line.award_id: line.award for line in rows}.values():
        level = level_of(award.authority) if award.authority else None
        if level is None or not award.law_code:
            continue
        ruling = pack.may_award(level, award.law_code)
        if ruling.value is False:
            found.append(f"{ruling.note} ({ruling.cite_marked})" if ruling.cite else ruling.note)
    for received_on in sorted({line.dossier.received_on for line in rows if line.dossier.received_on}):
        if received_on <= day:
            found += [f"{notice.value} ({notice.cite_marked})" for notice in pack.notices(received_on, day)]
    return list(dict.fromkeys(found))
