"""Reading units: overview, list, tree, one unit."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import urlencode

from thidua.dossiers import facts
from thidua.org import queries, rules
from thidua.org.kinds import Role
from thidua.org.models import Person, Unit
from thidua.web import clock
from thidua.web.http import Request, page
from thidua.web.org.asking import day_of


def home(request: Request) -> HttpResponse:
    """What stands in this part, and what this person may do here."""
    admin = request.actor.has(Role.ADMIN)
    return page(request, "org/home.html", {"is_admin": admin, "counts": queries.counts(clock.today())})


def units(request: Request) -> HttpResponse:
    """Units existing on a day, found in any spelling of marks."""
    text, day = request.GET.get("q", ""), day_of(request)
    found = Paginator(queries.found_units(text, day), 50)
    context = {
        "page": found.get_page(request.GET.get("trang")),
        "q": text,
        "day": day,
        "query": urlencode({"q": text, "ngay": day.isoformat()}) + "&",
        "is_admin": request.actor.has(Role.ADMIN),
    }
    return page(request, "org/units.html", context, part="list")


def tree(request: Request) -> HttpResponse:
    """The dated tree: who stood under whom on a day, under one unit."""
    day = day_of(request)
    root = Unit.objects.filter(pk=request.GET["goc"]).first() if request.GET.get("goc", "").isdigit() else None
    return page(request, "org/tree.html", {"day": day, "root": root, "branches": queries.tree_on(day, root)})


def unit(request: Request, pk: int) -> HttpResponse:
    """One unit: place, names, leaders, people, sub-units, who came before and after."""
    found = get_object_or_404(Unit.objects.select_related("level", "parent"), pk=pk)
    today = clock.today()
    context = {
        "unit": found,
        "names": found.names.order_by("from_on", "pk"),
        "children": queries.existing(today).filter(parent=found).select_related("level"),
        "positions": queries.positions_at(found, today),
        "people": Person.objects.filter(unit=found, left_on=None).order_by("name_key", "pk")[:200],
        "before": found.inheritances.select_related("predecessor", "document").order_by("from_on", "pk"),
        "after": found.successions.select_related("successor", "document").order_by("from_on", "pk"),
        "keeps_facts": facts.keeps(request.actor, found),
        "why_not_manage": rules.why_not_manage(request.actor, found, "sửa đơn vị này"),
    }
    return page(request, "org/unit.html", context)
