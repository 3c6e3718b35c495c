"""What happens around every page: the practice clock, signing in, refusals, messages for htmx."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from thidua.base.refusal import Refused
from thidua.org import queries
from thidua.web import clock, errors
from thidua.web.http import Request

GetResponse = Callable[[HttpRequest], HttpResponse]
OPEN_DOORS = (
    "/dang-nhap/",
    "/dang-xuat/",
    "/cong-khai/",
    "/static/",
    "/api/",
    "/loi-moi/",
    "/quen-mat-khau/",
    "/bat-dau/",
    "/lich/",
)


class Timed(HttpRequest):
    """A request that tells when it came in, on everybody's clock."""

    at: datetime


class PracticeClock:
    """Mark every answer that was given on a practice day."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast(Timed, request).at = clock.now()  # for the public door, which may not look at our clock itself
        response = self.get_response(request)
        if day := clock.practice_day():
            response.headers["X-Thidua-Practice-Day"] = day.isoformat()
        return response


class SignedIn:
    """Send everybody who is not signed in to the sign-in page, except at the open doors; tell who acts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):  # no text of ours holds it, and PostgreSQL refuses it
            return errors.bad_request(request)
        if request.user.is_authenticated:
            actor = queries.actor_of(request.user, day=clock.today(), address=request.META.get("REMOTE_ADDR", ""))
            cast(Request, request).actor = actor
        elif not request.path.startswith(OPEN_DOORS):
            return self._to_sign_in(request)
        return self.get_response(request)

    @staticmethod
    def _to_sign_in(request: HttpRequest) -> HttpResponse:
        wanted = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", "/")
        address = f"/dang-nhap/?{urlencode({'next': wanted})}"
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        if request.method == "POST":
            told = {"sign_in": address, "typed": _typed(request)}
            return render(request, "errors/expired.html", told, status=403)
        return redirect(address)


def _typed(request: HttpRequest) -> list[str]:
    """What somebody had typed into a form of ours when the session ended, to be copied; never a password."""
    if not url_has_allowed_host_and_scheme(request.META.get("HTTP_REFERER", ""), allowed_hosts={request.get_host()}):
        return []
    kept = [value for name, values in request.POST.lists() if _is_words(name) for value in values]
    return [value for value in kept if value.strip()]


def _is_words(name: str) -> bool:
    return name not in {"csrfmiddlewaretoken", "next", "version"} and "password" not in name


class Refusals:
    """A refusal no view caught becomes a page (422) with its sentence; so does an address opened in the wrong way."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_bare = response.status_code == 405 and not request.path.startswith("/api/")
        return errors.wrong_method(request, response) if is_bare else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave everything else to the error page."""
        if not isinstance(exception, Refused):
            return None
        template = "errors/refused.html#part" if getattr(request, "htmx", False) else "errors/refused.html"
        return render(request, template, {"refusal": str(exception)}, status=422)


class HtmxMessages:
    """Hand messages to htmx as an event, so that they show without a whole page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not getattr(request, "htmx", False) or 300 <= response.status_code < 400:
            return response
        told: list[dict[str, Any]] = [{"text": str(item), "tag": item.tags} for item in get_messages(request)]
        if told:
            response.headers["HX-Trigger"] = json.dumps({"messages": told})
        return response
