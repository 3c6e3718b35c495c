"""When a unit ends: its open dossiers pass to the successor; after a split a person says what goes where."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, Handling
from thidua.dossiers.queries_left import DOSSIERS, left_open, open_dossiers
from thidua.movements import actions as movements
from thidua.movements.kinds import RoundState
from thidua.movements.models import Award
from thidua.movements.rules import why_not_succeed
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Succession, Unit


@transaction.atomic
def succeed(
    succession: Succession,
    *,
    by: Actor,
    at: datetime,
    only: Collection[int] | None = None,
    decided: Collection[int] = (),
) -> int:
    """Move an ended unit's open dossiers to its successor, each with a line on its timeline; give how many.

    The nominee stays who did the work; a dossier with a conclusion keeps the old unit. ``only`` names the dossiers
    that go to this successor. Dossiers that ask an award of the ended unit's head ask the successor's from now on,
    verified ones too, but those ``decided`` (upper rooms know which) keep what was signed. Safe to run twice.
    """
    old, new = succession.predecessor, succession.successor
    if reason := why_not_succeed(by, old.path, *([new.path] if new else [])):
        raise Refused(reason)
    if new is None:
        raise Refused(f"{old} kết thúc mà không có đơn vị kế thừa; hãy chỉ định đơn vị nhận các hồ sơ còn mở.")
    open_ = open_dossiers(old) if only is None else open_dossiers(old).filter(pk__in=only)
    moved = list(open_.select_for_update(of=("self",)).order_by("pk"))
    for dossier in moved:
        _pass_to(dossier, succession, new, by=by, at=at)
        follow(dossier, by=by, at=at)
    asked = _pass_awards(succession, decided, by=by, at=at)
    facts = {"successor": new.pk, "document": succession.document_id, "dossiers": [one.pk for one in moved]}
    if asked:
        facts["awards"] = asked
    journal.record("dossiers.succeed", old, by=by, at=at, happened_on=succession.from_on, facts=facts)
    return len(moved)


def _pass_to(dossier: Dossier, succession: Succession, new: Unit, *, by: Actor, at: datetime) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(unit=new)
    dossier.unit = new
    said = f"Chuyển từ {succession.predecessor.name} sang {new.name} theo {succession.document}"
    _tell(dossier, said, by=by, at=at)


def _pass_awards(succession: Succession, decided: Collection[int], *, by: Actor, at: datetime) -> list[int]:
    """Let dossiers ask the successor for what they asked of the ended unit's head; give their keys."""
    rows = Dossier.objects.filter(award__authority_unit=succession.predecessor, award__until_on__isnull=False)
    rows = rows.exclude(state__in=[State.WITHDRAWN, State.REFUSED]).exclude(round__state=RoundState.CLOSED)
    open_ = rows.exclude(pk__in=decided).select_related("award", "nominee").order_by("pk")
    return [one.pk for one in open_ if _ask_successor(one, by=by, at=at)]


def _ask_successor(dossier: Dossier, *, by: Actor, at: datetime) -> bool:
    """Ask the award that goes on after the one asked for; False where none does, or it is asked already."""
    was = dossier.award
    if was.until_on is None:
        return False
    goes_on = Award.objects.filter(
        movement_id=was.movement_id,
        form=was.form,
        round_kind=was.round_kind,
        position=was.position,
        from_on=was.until_on + timedelta(days=1),
    )
    award = goes_on.filter(authority_unit__inheritances__predecessor=was.authority_unit_id).order_by("pk").first()
    same = Dossier.objects.filter(round=dossier.round_id, nominee=dossier.nominee_id, award=award)
    if award is None or same.exclude(state=State.WITHDRAWN).exists():
        return False
    Dossier.objects.filter(pk=dossier.pk).update(award=award)
    dossier.award = award
    _tell(dossier, f"Thẩm quyền khen chuyển từ {was.authority} sang {award.authority}", by=by, at=at)
    return True


def _tell(dossier: Dossier, reason: str, *, by: Actor, at: datetime) -> None:
    state = dossier.state
    Handling.objects.create(dossier=dossier, at=at, by_id=by.person_id, from_state=state, to_state=state, reason=reason)


def follow(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    """Pass an open dossier to whoever succeeded its unit, however far on, as part of the act that opened it.

    Where a unit was split the way is not known: it stays until the office says so (``share_out``).
    """
    day = at.astimezone(ZONE).date()
    begun = dossier.unit
    while dossier.unit.ends_on is not None and dossier.unit.ends_on < day:
        after = Succession.objects.filter(predecessor=dossier.unit, successor__isnull=False, from_on__lte=day)
        rows = list(after.select_related("predecessor", "successor", "document").order_by("pk"))
        if len(rows) != 1 or rows[0].successor is None:
            break
        _pass_to(dossier, rows[0], rows[0].successor, by=by, at=at)
    while _ask_successor(dossier, by=by, at=at):
        pass
    if dossier.unit != begun:
        facts = {"from": begun.pk, "successor": dossier.unit.pk, "dossiers": [dossier.pk]}
        journal.record("dossiers.succeed", begun, by=by, at=at, facts=facts)


@transaction.atomic
def share_out(unit: Unit, chosen: Mapping[str, int], *, by: Actor, at: datetime, decided: Collection[int] = ()) -> int:
    """After a split, give what is still open to the successors a person chose; give how many things moved.

    ``chosen`` holds for the name of each thing (``Left.name``) the key of the succession it goes with.
    """
    if reason := why_not_succeed(by, unit.path):
        raise Refused(reason)
    shares: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    heirs: dict[int, Succession] = {}
    for left in left_open(unit):
        for heir in left.heirs:
            if chosen.get(left.name) == heir.pk:
                heirs[heir.pk] = heir
                shares[heir.pk][left.part].append(left.pk)
    if not shares:
        raise Refused("Chưa chọn đơn vị nhận cho việc nào. Hãy chọn ở từng dòng rồi bấm Chuyển.")
    for key, parts in shares.items():
        movements.succeed(heirs[key], by=by, at=at, only=parts)
        succeed(heirs[key], by=by, at=at, only=parts.get(DOSSIERS, []), decided=decided)
    return sum(len(rows) for parts in shares.values() for rows in parts.values())
