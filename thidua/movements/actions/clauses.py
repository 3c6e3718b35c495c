"""Turn the lists of a draft into rows of rules. The rows are not saved here."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from thidua.base.text import norm
from thidua.law.codes import award_code, level_of
from thidua.movements.kinds import Paper, PaperOrigin, RoundKind, Route, SubjectKind
from thidua.movements.models import Award, Criterion, Deadline, Movement, PaperRequirement, Plan, Quota
from thidua.movements.rules import founding
from thidua.movements.rules.days import round_kind_of
from thidua.org.models import Unit

Item = Mapping[str, Any]


class Common(TypedDict):
    """What every rule carries."""

    movement: Movement
    plan: Plan
    clause: str
    text: str
    source: dict[str, Any]
    position: int
    from_on: date | None


def common(movement: Movement, plan: Plan, item: Item, position: int, from_on: date | None) -> Common:
    """Give the words, the place and the days of one rule."""
    source = dict(item.get("source") or {})
    return {
        "movement": movement,
        "plan": plan,
        "clause": founding.clause_at(plan.text, source),
        "text": item.get("text") or source.get("quote", ""),
        "source": source,
        "position": position,
        "from_on": from_on,
    }


def criteria(movement: Movement, plan: Plan, from_on: date | None) -> list[Criterion]:
    """Give the criteria of a plan."""
    return [
        Criterion(
            **common(movement, plan, item, place, from_on),
            subject=item["subject"],
            kind=item["kind"],
            params=item.get("params") or {},
        )
        for place, item in enumerate(plan.draft["criteria"], 1)
    ]


def awards(movement: Movement, plan: Plan, from_on: date | None) -> list[Award]:
    """Give the awards of a plan; one taken from a parent is asked of the parent, not given by oneself."""
    foreign = plan.pk != movement.plan_id and plan.amends_id is None
    kinds = set(founding.round_kinds(movement.plan.draft))
    return [
        _award(movement, plan, item, place, from_on, foreign, kinds)
        for place, item in enumerate(plan.draft["awards"], 1)
    ]


def _award(
    movement: Movement, plan: Plan, item: Item, place: int, from_on: date | None, foreign: bool, kinds: set[str]
) -> Award:
    authority = item.get("authority") or ""
    said = item.get("route") or (Route.OWN if not authority else Route.PROPOSE)
    route = Route.PROPOSE if foreign else said
    subjects = item.get("subjects") or []
    when = item.get("when") or ("once" if "once" in kinds else sorted(kinds)[-1])
    return Award(
        **common(movement, plan, item, place, from_on),
        form=item["form"],
        authority=authority,
        authority_unit=authority_unit(movement.unit, authority, route),
        law_code=award_code(item["form"], authority or None) or "",
        for_collectives=not subjects or "collective" in subjects,
        for_individuals=not subjects or "individual" in subjects,
        route=route,
        round_kind=RoundKind(when),
    )


def authority_unit(unit: Unit, authority: str, route: str) -> Unit | None:
    """Find the unit whose head grants an award: the issuer itself, or the unit above it of the level named."""
    if route == Route.OWN:
        return unit
    level = level_of(authority) if authority else None
    above = unit.parent
    while above is not None:
        if level is not None and above.level.code == level.value:
            return above
        above = above.parent
    return None


def quotas(movement: Movement, plan: Plan, from_on: date | None, granted: list[Award]) -> list[Quota]:
    """Give the quotas of a plan, each tied to its award; unnamed ones to the only award there is.

    A number that stands for an award of each year and of the stage alike counts for each.
    """
    return [
        Quota(
            **common(movement, plan, item, place, from_on),
            scope=(item.get("scope") or "")[:200],
            award=award,
            subject=item.get("subject") or "",
            op=item["op"],
            n=item.get("n"),
            n_max=item.get("n_max"),
            percent=None if item.get("percent") is None else Decimal(str(item["percent"])),
            per=(item.get("per") or "")[:60],
            deferred_to=(item.get("deferred_to") or "")[:80],
        )
        for place, item in enumerate(plan.draft["quotas"], 1)
        for award in awards_for(item, granted, plan)
    ]


def awards_for(quota: Item, granted: list[Award], plan: Plan) -> Sequence[Award | None]:
    """Find the awards a quota counts: by form and authority, by form alone, or the only own award."""
    form, authority = norm(quota.get("award") or ""), norm(quota.get("authority") or "")
    alike = [award for award in granted if form and norm(award.form) == form]
    exact = [award for award in alike if authority and norm(award.authority) == authority]
    if exact or len(alike) == 1:
        return _nearest(quota, exact or alike, plan)
    own = [award for award in alike or granted if award.route == Route.OWN]
    return own if len(own) == 1 and quota["op"] != "set_by_unit" and not authority else [None]


def _nearest(quota: Item, alike: list[Award], plan: Plan) -> list[Award]:
    """Of awards alike, given each year or for the stage, take what the text names last before the number."""
    if any(award.plan_id != plan.pk for award in alike) and plan.amends_id is None:
        return alike[:1]  # words of two texts have no order
    at = _line(quota.get("source"))
    begins = max((_line(award.source) for award in alike if _line(award.source) <= at), default=_line(alike[0].source))
    named = [award for award in alike if _line(award.source) == begins]
    return list({award.round_kind: award for award in reversed(named)}.values())[::-1]


def _line(source: Mapping[str, Any] | None) -> int:
    return int((source or {}).get("line") or 0)


def papers(movement: Movement, plan: Plan, from_on: date | None) -> list[PaperRequirement]:
    """Give the papers the plan asks of a dossier."""
    return [
        PaperRequirement(
            **common(movement, plan, item, place, from_on), paper=Paper(item["paper"]), origin=PaperOrigin.PLAN
        )
        for place, item in enumerate(plan.draft["dossier"]["items"], 1)
    ]


def deadlines(movement: Movement, plan: Plan, from_on: date | None, kinds: frozenset[str]) -> list[Deadline]:
    """Give the deadlines of a plan, each with the kind of round it is for."""
    return [
        _deadline(movement, plan, item, place, from_on, kinds) for place, item in enumerate(plan.draft["deadlines"])
    ]


def _deadline(
    movement: Movement, plan: Plan, item: Item, place: int, from_on: date | None, kinds: frozenset[str]
) -> Deadline:
    around = founding.line_around(plan.text, item.get("source")) or f"{item.get('text')} {item.get('event')}"
    words = f"{around} {item.get('event') or ''}"
    return Deadline(
        **common(movement, plan, item, place, from_on),
        act=item["act"],
        meaning=item["meaning"],
        last_day=founding.day_of(item.get("last_day")),
        month_day=item.get("month_day") or "",
        days=item.get("days"),
        day_kind=item.get("day_kind") or "",
        event=(item.get("event") or "")[:500],
        who=(item.get("who") or "")[:300],
        to=(item.get("to") or "")[:300],
        via=(item.get("via") or "")[:300],
        round_kind=round_kind_of(words, item["meaning"], kinds),
    )


def subject_fits(kind: str, subject: str) -> bool:
    """Say whether a rule for one kind of subject speaks to another; “general” speaks to all."""
    return kind in {subject, SubjectKind.GENERAL, ""}
