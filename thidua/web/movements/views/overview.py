"""Who has not moved, what falls due: board, tree, calendar, feed."""

from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.db.models import F, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.dossiers.queries import visible_to as visible_dossiers
from thidua.movements import actions, queries, rules
from thidua.movements.kinds import MovementState
from thidua.movements.rules.feed import Event, ics
from thidua.org.kinds import Role
from thidua.org.models import Account, Unit
from thidua.org.queries import actor_of, existing, subtrees
from thidua.web import clock
from thidua.web.http import Request, page

MOVEMENTS_SHOWN = 12
UNITS_SHOWN = 200


def board(request: Request) -> HttpResponse:
    """Units against running movements, in words and colours."""
    paths = request.actor.paths(Role.OFFICE, Role.SUPERIOR)
    today = clock.today()
    running = queries.visible_to(request.actor).filter(subtrees(paths, field="unit__path"), state=MovementState.RUNNING)
    movements = list(queries.with_register_day(running).order_by("-starts_on", "pk")[:MOVEMENTS_SHOWN])
    units: list[Unit] = list(existing(today).filter(parent__in={each.unit_id for each in movements})[:UNITS_SHOWN])
    context = {"movements": movements, "rows": queries.board(movements, units, today)}
    return page(request, "movements/board.html", context)


def steps(request: Request, pk: int) -> HttpResponse:
    """Units against the steps of one movement, for its standing office and the offices above."""
    today = clock.today()
    paths = request.actor.paths(Role.OFFICE, Role.SUPERIOR)
    run = queries.visible_to(request.actor).filter(subtrees(paths, field="unit__path"))
    movement = get_object_or_404(run, pk=pk)
    units: list[Unit] = list(queries.asked_units(movement, today)[:UNITS_SHOWN])
    filed = visible_dossiers(request.actor).filter(round__movement=movement, unit__in=units)
    dossiers = queries.as_steps(filed, Value("dossier"), F("pk"), queries.one_when(submitted_at__isnull=False))
    listed = f"{reverse('dossiers:dossiers')}?tim="
    context = {"movement": movement, "board": queries.step_board(movement, units, today, dossiers, listed)}
    return page(request, "movements/steps.html", context)


def tree(request: Request, pk: int) -> HttpResponse:
    """Plans of the units below: issued, late, not started; one click reminds."""
    visible = queries.visible_to(request.actor)
    movement = get_object_or_404(visible, pk=pk)
    branches = queries.tree(movement, clock.today(), visible)
    spoken = [grant.unit_id for grant in request.actor.grants if grant.role == Role.OFFICE]
    context = {
        "movement": movement,
        "branches": branches,
        "issued": sum(each.duty.child_id is not None for each in branches),
        "late": sum(each.state == "late" for each in branches),
        "may_run": rules.why_not_office(request.actor, movement.unit.path) is None,
        "own": spoken,
    }
    return page(request, "movements/tree.html", context)


def calendar(request: Request) -> HttpResponse:
    """What falls due in a month, and the secret address of the feed."""
    today = clock.today()
    first = _month(request.GET.get("thang", "")) or today.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    events = queries.agenda(request.actor, first, after - timedelta(days=1))
    account = Account.objects.filter(person=request.actor.person_id).first()
    context = {
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": after,
        "days": [(day, list(group)) for day, group in groupby(events, key=lambda event: event.on)],
        "feed": _feed_address(account) if account and account.calendar_key else "",
    }
    return page(request, "movements/calendar.html", context)


def _month(given: str) -> date | None:
    try:
        return date.fromisoformat(f"{given}-01")
    except ValueError:
        return None


def _feed_address(account: Account) -> str:
    return urljoin(settings.BASE_URL, reverse("calendar-feed", args=[account.calendar_key]))


@require_POST
def renew_feed(request: Request) -> HttpResponse:
    """Give the feed a new secret address."""
    account = get_object_or_404(Account, person=request.actor.person_id)
    actions.renew_calendar(account, by=request.actor, at=clock.now())
    messages.success(request, "Đã tạo địa chỉ lịch mới. Địa chỉ cũ (nếu có) không dùng được nữa.")
    return redirect("movements:calendar")


def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Give the calendar behind a secret address; no sign-in, so no names of people in it."""
    account = Account.objects.filter(calendar_key=key, is_active=True).first() if len(key) > 20 else None
    if account is None:
        raise Http404
    today = clock.today()
    actor = actor_of(account, day=today)
    found = queries.agenda(actor, today - timedelta(days=60), today + timedelta(days=400))
    events = [
        Event(each.key, each.on, each.title, each.text, urljoin(settings.BASE_URL, each.address)) for each in found
    ]
    text = ics("Thi đua, khen thưởng", events, made_at=clock.now())
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
