"""The places of a movement's quotas, given to the units below."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.base.refusal import Refused
from thidua.movements import actions, queries, rules
from thidua.movements.models import Movement, Quota, QuotaShare
from thidua.movements.rules.quotas import limit_words, most
from thidua.org.models import Unit
from thidua.web import clock
from thidua.web.http import Request, page

UNITS_SHOWN = 200


def shares(request: Request, pk: int) -> HttpResponse:
    """Show and change how many places each unit was given of each quota that sets a number."""
    movement = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    quotas = [each for each in _quotas(movement) if (limit := queries.limit_of(each)) and most(limit) is not None]
    units: list[Unit] = list(queries.asked_units(movement, clock.today())[:UNITS_SHOWN])
    refusal = ""
    if request.method == "POST":
        try:
            _give(request, quotas, units)
            messages.success(request, "Đã ghi phần chỉ tiêu của các đơn vị.")
            return redirect(request.path)
        except Refused as refused:
            refusal = str(refused)
    context = {
        "movement": movement,
        "sheets": [_sheet(each, units, request.POST) for each in quotas],
        "may_run": rules.why_not_office(request.actor, movement.unit.path) is None,
    }
    return page(request, "movements/shares.html", context, refusal=refusal)


def _quotas(movement: Movement) -> list[Quota]:
    rows = movement.quotas.filter(until_on=None).select_related("award", "plan").prefetch_related("shares")
    return list(rows.order_by("position", "pk"))


def _name(quota: Quota, unit: Unit) -> str:
    return f"q{quota.pk}-u{unit.pk}"


def _sheet(quota: Quota, units: list[Unit], typed: Any) -> dict[str, Any]:
    given = {each.unit_id: each.n for each in quota.shares.all()}
    limit = queries.limit_of(quota)
    rows = [(unit, _name(quota, unit), typed.get(_name(quota, unit), given.get(unit.pk, ""))) for unit in units]
    return {"quota": quota, "words": limit_words(limit) if limit else "", "given": sum(given.values()), "rows": rows}


@transaction.atomic
def _give(request: Request, quotas: list[Quota], units: list[Unit]) -> None:
    """Write what changed; less is given before more, so that places may move between units in one go."""
    now = clock.now()
    known = {(each.quota_id, each.unit_id): each.n for each in QuotaShare.objects.filter(quota__in=quotas)}
    changed: list[tuple[int, Quota, Unit]] = []
    for quota in quotas:
        for unit in units:
            said = request.POST.get(_name(quota, unit), "").strip() or "0"
            if not said.isdecimal() or len(said) > 4:
                raise Refused(f"Số lượng giao {unit.name} phải là số nguyên. Hãy sửa “{said[:20]}”.")
            before = known.get((quota.pk, unit.pk), 0)
            if int(said) != before:
                changed.append((int(said) - before, quota, unit))
    for step, quota, unit in sorted(changed, key=lambda each: each[0]):
        n = known.get((quota.pk, unit.pk), 0) + step
        actions.share_quota(quota, unit, n, by=request.actor, at=now)
