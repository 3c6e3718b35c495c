"""Units and people from Excel: download the table, change it, upload it back."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.base.refusal import Refused
from thidua.org import rules, tables
from thidua.org.actions.tables import Loaded, load_people, load_units
from thidua.web import clock
from thidua.web.asking import ask
from thidua.web.http import Request, page
from thidua.web.org.forms import FileForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Table(NamedTuple):
    """A kind of table: its name, its action, its present contents."""

    name: str
    load: Callable[..., Loaded]
    sheet: Callable[[date], bytes]


TABLES = {
    "don-vi": Table("Đơn vị", load_units, tables.units_sheet),
    "nguoi": Table("Người và chức vụ", load_people, tables.people_sheet),
}


def home(request: Request) -> HttpResponse:
    """Which tables can be read in."""
    _check(request)
    return page(request, "org/imports.html", {"kinds": [(what, table.name) for what, table in TABLES.items()]})


def load(request: Request, what: str) -> HttpResponse:
    """Read one table in: all rows or none."""
    _check(request)
    table = _table(what)
    errors: list[Any] = []

    def act(said: dict[str, Any]) -> HttpResponse:
        loaded = table.load(said["file"].read(), by=request.actor, at=clock.now())
        if loaded.errors:
            errors.extend(loaded.errors)
            raise Refused("Bảng còn ô sai nên chưa dòng nào được ghi.")
        messages.success(request, f"Đã thêm {loaded.added} dòng, cập nhật {loaded.changed} dòng.")
        return redirect("org:units" if what == "don-vi" else "org:people")

    form = FileForm(request.POST or None, request.FILES or None)
    title, back = f"Tải lên bảng: {table.name}", reverse("org:imports")
    more = {"errors": errors}
    return ask(request, form, act, title=title, button="Tải lên", back=back, template="org/import.html", more=more)


def template(request: Request, what: str) -> HttpResponse:
    """The table as it is today, to be changed and uploaded back."""
    _check(request)
    content = _table(what).sheet(clock.today())
    name = {"don-vi": "don-vi.xlsx", "nguoi": "nguoi.xlsx"}[what]
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _table(what: str) -> Table:
    if what not in TABLES:
        raise Http404
    return TABLES[what]


def _check(request: Request) -> None:
    if reason := rules.why_not_manage(request.actor, None, "nhập bảng"):
        raise Refused(reason)
