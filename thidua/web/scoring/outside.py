"""Pages of results published elsewhere and of components a unit answers for."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from thidua.org.actions import succession
from thidua.org.models import Document, Unit
from thidua.org.queries import subtrees
from thidua.scoring import actions_outside, queries, queries_walk, rules
from thidua.web.clock import now
from thidua.web.http import Request, page
from thidua.web.org.asking import ask
from thidua.web.scoring.forms import DutyForm, OutsideForm


def owner_of(request: Request, pk: int) -> Unit:
    """The unit, when a role of this person covers it; else 404."""
    return get_object_or_404(Unit.objects.filter(subtrees(request.actor.paths(*queries.READERS))), pk=pk)


def outside(request: Request, unit: int) -> HttpResponse:
    """Results of a unit published elsewhere, and the components it answers for."""
    owner = owner_of(request, unit)
    context = {
        "unit": owner,
        "results": queries.outside_results(owner),
        "published": queries_walk.newest_of(owner, request.actor),
        "years": queries.figure_years(owner),
        "duties": queries.component_duties(owner),
        "may_give": rules.why_not_board(request.actor, owner.path) is None,
    }
    return page(request, "scoring/outside.html", context)


def _paper(said: dict[str, Any], title: str, request: Request) -> Document:
    return succession.enter_document(
        kind=said["kind"], number=said["number"], dated_on=said["dated_on"], issuer=said["issuer"], title=title,
        by=request.actor, at=now(),
    )  # fmt: skip


def enter(request: Request, unit: int) -> HttpResponse:
    """Enter a published score or rank with the paper that proves it."""
    owner = owner_of(request, unit)
    back = reverse("scoring:outside", args=[owner.pk])

    def act(said: dict[str, Any]) -> HttpResponse:
        document = _paper(said, f"Kết quả {said['index_name']} năm {said['year']}", request)
        actions_outside.enter_result(
            owner, said["index_name"], said["year"], component=said["component"], score=said["score"],
            rank=said["rank"], document=document, by=request.actor, at=now(),
        )  # fmt: skip
        messages.success(request, "Đã ghi kết quả.")
        return redirect(back)

    reason = rules.why_not_claim(request.actor, owner.path) and rules.why_not_board(request.actor, owner.path)
    title, form = f"Nhập kết quả đã công bố: {owner}", OutsideForm(request.POST or None)
    return ask(request, form, act, title=title, button="Ghi kết quả", back=back, reason=reason)


def give(request: Request, unit: int) -> HttpResponse:
    """Make a unit answer for a component, by a paper."""
    owner = owner_of(request, unit)
    back = reverse("scoring:outside", args=[owner.pk])

    def act(said: dict[str, Any]) -> HttpResponse:
        document = _paper(said, f"Giao chỉ số thành phần {said['index_name']}", request)
        actions_outside.give_component(
            owner, said["index_name"], said["component"], subject=said["subject"], from_year=said["from_year"],
            until_year=said["until_year"], document=document, by=request.actor, at=now(),
        )  # fmt: skip
        messages.success(request, "Đã ghi chỉ số thành phần được giao.")
        return redirect(back)

    title, form = f"Giao chỉ số thành phần cho {owner}", DutyForm(request.POST or None)
    reason = rules.why_not_board(request.actor, owner.path)
    return ask(request, form, act, title=title, button="Ghi việc giao", back=back, reason=reason)
