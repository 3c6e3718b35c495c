"""The request as our pages see it, and the few answers they share."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from thidua.org.actor import Actor
from thidua.org.files import path_of
from thidua.org.models import StoredFile


class Request(HttpRequest):
    """A signed-in request: ``actor`` is who acts, ``htmx`` tells whether only a part is wanted."""

    actor: Actor
    htmx: HtmxDetails


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    part: str = "",
    refusal: str = "",
    status: int | None = None,
) -> HttpResponse:
    """Render a page, or only its named part when htmx asks; a refusal makes it 422 and stands in the context."""
    name = f"{template}#{part}" if part and getattr(request, "htmx", False) else template
    return render(request, name, {**context, "refusal": refusal}, status=status or (422 if refusal else 200))


def handed_out(stored: StoredFile) -> FileResponse:
    """Hand a kept file out under its name, as a stream; never in a way a browser would run."""
    return FileResponse(
        path_of(stored.sha256).open("rb"),
        as_attachment=not stored.may_show_inline,
        filename=stored.name,
        content_type=stored.media_type,
        headers={"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"},
    )


def asked(request: HttpRequest, name: str) -> int:
    """Give the row an address asks for (``?name=12``); 0, which no row has, when it names none."""
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 16 else 0


def back(request: HttpRequest, default: str) -> HttpResponse:
    """Go where the form's field “next” says, when that is an address of ours, else to ``default``."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if wanted and safe else default)
