"""The grid of all units and items, and figures of many units from one table."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.base.refusal import Refused
from thidua.jobs import actions as jobs
from thidua.org import files
from thidua.org.models import Unit
from thidua.scoring import actions_figures, figure_tables, formulas, queries, queries_grid, rules
from thidua.scoring.kinds import Column
from thidua.scoring.models import Figure
from thidua.web.clock import now
from thidua.web.http import Request, page
from thidua.web.org.imports import XLSX
from thidua.web.scoring.editing import ask_file, refuse_all, set_of
from thidua.web.scoring.forms import FiguresForm
from thidua.web.scoring.outside import owner_of

AT_ONCE = 200_000  # bytes; a larger table takes more than two seconds and is a job


def grid(request: Request, pk: int) -> HttpResponse:
    """Units down and items across, or the other way round."""
    shown, column = set_of(request, pk), request.GET.get("cot", "final")
    column = column if column in Column.values else "final"
    found = queries_grid.grid_of(shown, column, request.actor, request.GET.get("trang", "1"))
    turned = request.GET.get("chieu") == "doc"
    context = {
        "set": shown,
        "columns": Column.choices,
        "column": column,
        "turned": turned,
        "grid": found,
        "across": [
            (item, [cells[place] for _, cells in found.rows]) for place, item in enumerate(found.items) if turned
        ],
        "cells": reverse("scoring:cell", args=[0]).removesuffix("0/"),
        "query": f"cot={column}&" + ("chieu=doc&" if turned else ""),
    }
    return page(request, "scoring/grid.html", context)


def load_figures(request: Request, unit: int, year: int) -> HttpResponse:
    """Take figures of the units under an office from XLSX or CSV."""
    owner = owner_of(request, unit)
    back = reverse("scoring:figures", args=[owner.pk, year])

    def act(said: dict[str, Any], errors: list[Any]) -> HttpResponse:
        if said["file"].size > AT_ONCE:
            return _import_later(request, owner, year, said["file"])
        taken = actions_figures.import_figures(said["file"].read(), owner, year, by=request.actor, at=now())
        refuse_all(taken.errors, errors)
        messages.success(request, f"Đã ghi {taken.count} số liệu năm {year}.")
        return redirect(back)

    form = FiguresForm(request.POST or None, request.FILES or None)
    return ask_file(request, form, act, f"Tải lên số liệu năm {year} của các đơn vị thuộc {owner}", back)


def _import_later(request: Request, owner: Unit, year: int, upload: UploadedFile[bytes]) -> HttpResponse:
    """Keep a large table and let a job write it, with progress; the same table again is the same job."""
    if reason := rules.why_not_board(request.actor, owner.path):
        raise Refused(reason)
    name = upload.name or "so-lieu.xlsx"
    kept = files.keep(name, upload.read(), by=request.actor, at=now(), media_type=XLSX)
    asked = {"file_id": kept.pk, "unit_id": owner.pk, "year": year}
    job = jobs.start(
        "scoring.import_figures", f"Ghi số liệu năm {year} từ “{name}”", asked, by=request.actor, at=now(),
        key=f"figures-{owner.pk}-{year}-{kept.pk}",
    )  # fmt: skip
    return redirect(job)


def figures_workbook(request: Request, unit: int, year: int) -> HttpResponse:
    """The table of figures as known so far, to be filled and uploaded back."""
    owner = owner_of(request, unit)
    units = list(queries.units_under(owner).values_list("code", "name"))
    rows = Figure.objects.filter(unit__in=queries.units_under(owner), year=year, period="").select_related("unit")
    known = {
        (row.unit.code, row.code): formulas.written_value(formulas.Value(row.numerator, row.denominator))
        for row in rows.order_by("pk")
    }
    content = figure_tables.template(queries.figure_codes(year), units, known)
    name = f'attachment; filename="so-lieu-{year}.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": name})
