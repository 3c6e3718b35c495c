"""Books of numbers, and the book of awards."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards.actions import numbers
from thidua.awards.actions.numbers import BOOK
from thidua.awards.models import Register
from thidua.awards.queries import certificates
from thidua.base.refusal import Refused
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.org.queries import subtrees
from thidua.web import clock
from thidua.web.awards import forms
from thidua.web.http import Request, page

KEEPERS = (Role.OFFICE, Role.REGISTRY, Role.AUTHORITY)


@require_http_methods(["GET", "POST"])
def registers(request: Request) -> HttpResponse:
    """The books of numbers of the offices this person works for."""
    paths = request.actor.paths(*KEEPERS)
    unit = Unit.objects.filter(path__in=paths).order_by("path", "pk").first()
    if unit is None:
        raise Http404
    form = forms.RegisterForm(request.POST or None, initial={"year": clock.today().year})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            numbers.keep_register(unit, **form.cleaned_data, by=request.actor, at=clock.now())
            return redirect("awards:registers")
        except Refused as refused:
            refusal = str(refused)
    books = Register.objects.filter(subtrees(paths, field="unit__path")).exclude(symbol=BOOK).select_related("unit")
    context = {"books": books.order_by("-year", "symbol", "pk"), "form": form, "unit": unit}
    return page(request, "awards/registers.html", context, refusal=refusal)


@require_GET
def book(request: Request) -> HttpResponse:
    """The book of awards: every certificate with its number, found by name or code."""
    form = forms.BookForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = certificates.book(request.actor, words=wanted.get("tim", ""), year=wanted.get("nam"))
    kept = [(name, str(value)) for name, value in request.GET.items() if name != "trang" and value]
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("trang")),
        "form": form,
        "query": f"{urlencode(kept)}&" if kept else "",
    }
    return page(request, "awards/book.html", context)
