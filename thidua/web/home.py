"""The first page, the page of components and the practice clock."""

from datetime import date

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from thidua.base.refusal import Refused
from thidua.movements.queries import agenda
from thidua.movements.rules.feed import Event
from thidua.notices import queries
from thidua.org.actor import Actor
from thidua.web import clock
from thidua.web.http import Request, back, page


def home(request: Request) -> HttpResponse:
    """“Việc của tôi”: what waits for this person."""
    waiting = queries.work_of(request.actor, clock.today())
    told = queries.unread(request.actor)
    context = {"waiting": waiting, "late": sum(each.is_late for each in waiting), "unread": told}
    if not waiting and settings.PRACTICE_CLOCK:
        context["worth_trying"] = _worth_trying(request.actor)
    return page(request, "home/home.html", context)


def _worth_trying(actor: Actor) -> list[Event]:
    """Give the last three days before today on which something of this person fell due: days worth practising on."""
    past = {event.on: event for event in agenda(actor, date.min, clock.today())}
    return list(past.values())[-3:]


class SampleForm(forms.Form):
    """Shown on the page of components only."""

    name = forms.CharField(label="Tên tập thể", help_text="Ghi đúng như trên con dấu.")
    year = forms.IntegerField(label="Năm", error_messages={"invalid": "Năm phải là số, ví dụ 2026."})
    kind = forms.ChoiceField(
        label="Đối tượng", choices=[("", "Chọn"), ("t", "Tập thể"), ("c", "Cá nhân")], required=False
    )
    achievements = forms.CharField(label="Tóm tắt thành tích", widget=forms.Textarea, required=False)
    takes_part = forms.BooleanField(label="Tham gia phong trào", required=False)


def design(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return page(request, "home/design.html", {"sample": SampleForm({"name": "Phòng Nội vụ", "year": "hai nghìn"})})


@require_POST
def practice_clock(request: HttpRequest) -> HttpResponse:
    """Move the practice clock, or give it back."""
    given = "" if "real" in request.POST else request.POST.get("day", "")
    try:
        clock.set_practice_day(date.fromisoformat(given) if given else None)
    except ValueError:
        raise Refused("Ngày thực hành phải ghi theo dạng năm-tháng-ngày, ví dụ 2022-01-29.") from None
    return back(request, "/")
