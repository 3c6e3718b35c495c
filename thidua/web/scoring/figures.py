"""Page of a unit's figures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.base.refusal import Refused
from thidua.org.models import Unit
from thidua.org.queries import subtrees
from thidua.scoring import actions, queries, rules
from thidua.scoring.catalogue import figure_name
from thidua.web.clock import now
from thidua.web.http import Request, page
from thidua.web.scoring.forms import FigureForm


def figures(request: Request, unit: int, year: int) -> HttpResponse:
    """See the figures of a unit and year, enter or correct one."""
    owner = get_object_or_404(Unit.objects.filter(subtrees(request.actor.paths(*queries.READERS))), pk=unit)
    form, refusal = FigureForm(request.POST or None, codes=queries.figure_codes(year)), ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.put_figure(
                owner, said["code"], year, numerator=said["numerator"], denominator=said["denominator"],
                by=request.actor, at=now(),
            )  # fmt: skip
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, "Đã ghi số liệu.")
            return redirect("scoring:figures", unit=unit, year=year)
    known, uses = queries.figures_of(owner, year).values(), queries.figure_uses(request.actor, owner, year)
    context = {
        "unit": owner,
        "year": year,
        "form": form,
        "figures": [{"row": row, "name": figure_name(row.code), "cells": uses.get(row.code, [])} for row in known],
        "may_load": rules.why_not_board(request.actor, owner.path) is None,
    }
    return page(request, "scoring/figures.html", context, refusal=refusal)
