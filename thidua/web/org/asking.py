"""The form page of this room: with the lists of suggestions its fields name."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse

from thidua.base.text import shorten
from thidua.org.models import Person
from thidua.web import clock
from thidua.web.asking import ask as ask_plain
from thidua.web.http import Request
from thidua.web.org.forms import PersonField, UnitField, suggestions


def ask(
    request: Request,
    form: forms.Form,
    act: Callable[[dict[str, Any]], HttpResponse],
    *,
    title: str,
    button: str,
    intro: str = "",
    back: str = "",
    reason: str | None = None,
) -> HttpResponse:
    """Ask one form; ``reason`` (why it would be refused anyway) stands above it from the start."""
    more: dict[str, Any] = {"hint": reason or ""}
    if any(isinstance(field, UnitField) for field in form.fields.values()):
        more["units"] = suggestions(clock.today())
    if any(isinstance(field, PersonField) for field in form.fields.values()):
        more["people"] = Person.objects.filter(left_on=None).order_by("name_key", "pk")[:500]
    return ask_plain(
        request,
        form,
        act,
        title=shorten(title, 120),
        button=button,
        intro=intro,
        back=back,
        template="org/ask.html",
        more=more,
    )


def day_of(request: Request) -> date:
    """The day a page is asked for (“?ngay=2022-01-29”), today when none or a wrong one is given."""
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return clock.today()
