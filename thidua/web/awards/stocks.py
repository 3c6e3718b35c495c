"""Pre-printed paper: a picture of the stock, boxes to move, a test sheet."""

from decimal import Decimal
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards import papers
from thidua.awards.actions import stocks as actions
from thidua.awards.models import Stock
from thidua.base.refusal import Refused
from thidua.documents.certificates import SLOT_NAMES, trial_sheet
from thidua.documents.inspection import inspect
from thidua.org import files
from thidua.org.kinds import Role
from thidua.org.models import StoredFile, Unit
from thidua.org.queries import subtrees
from thidua.web import clock, uploads
from thidua.web.awards import forms
from thidua.web.http import Request, handed_out, page

KEEPERS = (Role.OFFICE, Role.REGISTRY)


def _mine(request: Request) -> list[str]:
    paths = request.actor.paths(*KEEPERS)
    if not paths:
        raise Http404
    return paths


@require_http_methods(["GET", "POST"])
def stocks(request: Request) -> HttpResponse:
    """The pre-printed papers of this person's offices."""
    paths = _mine(request)
    unit = Unit.objects.filter(path__in=paths).order_by("path", "pk")[0]
    form = forms.StockForm(request.POST or None, request.FILES or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            given["picture"] = _picture(request) if given["picture"] else None
            return redirect("awards:stock", actions.keep_stock(unit, **given, by=request.actor, at=clock.now()).pk)
        except Refused as refused:
            refusal = str(refused)
    found = Stock.objects.filter(subtrees(paths, field="unit__path")).select_related("unit")
    context = {"stocks": found.order_by("unit__path", "name", "pk"), "form": form, "unit": unit}
    return page(request, "awards/stocks.html", context, refusal=refusal)


def _picture(request: Request) -> StoredFile:
    upload = uploads.given(request, "picture")
    name, content = upload.name or "phoi.png", upload.read()
    seen = inspect(name, content)
    if not seen.media_type.startswith("image/"):
        raise Refused("Ảnh phôi phải là tệp PNG hoặc JPG. Hãy quét hoặc chụp tờ phôi rồi tải lên.")
    return files.keep(name, content, by=request.actor, at=clock.now(), media_type=seen.media_type, may_show_inline=True)


def _found(request: Request, pk: int) -> Stock:
    mine = subtrees(_mine(request), field="unit__path")
    return get_object_or_404(Stock.objects.filter(mine).select_related("unit", "picture"), pk=pk)


@require_http_methods(["GET", "POST"])
def stock(request: Request, pk: int) -> HttpResponse:
    """Move the boxes on a picture of the stock, or type their millimetres."""
    stock, refusal = _found(request, pk), ""
    if request.method == "POST":
        try:
            slots, (right, down) = _typed(request)
            actions.place(stock, slots, right=right, down=down, by=request.actor, at=clock.now())
            return redirect("awards:stock", pk)
        except Refused as refused:
            refusal = str(refused)
    boxes = [{"key": key, "name": name, "said": stock.slots.get(key)} for key, name in SLOT_NAMES.items()]
    context = {"stock": stock, "boxes": boxes, "width": f"{stock.width}", "height": f"{stock.height}"}
    return page(request, "awards/stock.html", context, refusal=refusal)


def _typed(request: Request) -> tuple[actions.Slots, tuple[Decimal, Decimal]]:
    """Read the table of boxes; a box without its tick is not printed."""
    slots: actions.Slots = {}
    for key in SLOT_NAMES:
        if request.POST.get(f"{key}-on"):
            names = ("x", "y", "width") if key == "qr" else ("x", "y", "width", "height", "size")
            slots[key] = {name: f"{_number(request, f'{key}-{name}'):.1f}" for name in names}
            slots[key] |= {
                name: request.POST[f"{key}-{name}"] for name in ("face", "side") if _chosen(request, key, name)
            }
    return slots, (_number(request, "right"), _number(request, "down"))


CHOICES = {"face": {"REGULAR", "BOLD", "ITALIC"}, "side": {"LEFT", "CENTER", "RIGHT"}}


def _chosen(request: Request, key: str, name: str) -> bool:
    return request.POST.get(f"{key}-{name}", "") in CHOICES[name]


def _number(request: Request, name: str) -> Decimal:
    typed = request.POST.get(name, "").strip().replace(",", ".")
    plain = typed.removeprefix("-")
    if not plain.replace(".", "", 1).isdecimal() or len(plain) > 6:
        raise Refused(f"“{typed}” không phải là số mi-li-mét. Hãy nhập như 28 hoặc 28,5.")
    return Decimal(typed)


@require_GET
def trial(request: Request, pk: int) -> HttpResponse:
    """A sheet with rulers and boxes, to be laid over the stock against the light."""
    drawn: Any = papers.stock_of(_found(request, pk))
    return HttpResponse(trial_sheet(drawn), content_type="application/pdf")


@require_GET
def picture(request: Request, pk: int) -> FileResponse:
    """The picture of the stock."""
    found = _found(request, pk)
    if found.picture is None:
        raise Http404
    return handed_out(found.picture)
