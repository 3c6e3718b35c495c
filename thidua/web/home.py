"""The first page, the page of components and the practice clock."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from thidua.base.refusal import Refused
from thidua.web import clock
from thidua.web.http import Request, page


def home(request: Request) -> HttpResponse:
    """“Việc của tôi”: what waits for this person."""
    return page(request, "home/home.html", {})


def design(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return page(request, "home/design.html", {})


@require_POST
def practice_clock(request: HttpRequest) -> HttpResponse:
    """Move the practice clock, or give it back."""
    given = request.POST.get("day", "")
    try:
        clock.set_practice_day(date.fromisoformat(given) if given else None)
    except ValueError:
        raise Refused("Ngày thực hành phải ghi theo dạng năm-tháng-ngày, ví dụ 2022-01-29.") from None
    return redirect(request.META.get("HTTP_REFERER", "/"))
