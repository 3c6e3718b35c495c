"""A page that asks one form and does one act: the same way everywhere."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from thidua.base.refusal import Refused
from thidua.web.http import page


def ask(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], HttpResponse],
    *,
    title: str,
    button: str,
    intro: str = "",
    back: str = "",
    template: str = "components/ask.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; when it comes back clean, act and give the act's answer.

    A refusal stands above the form as 422, and what was typed stays. ``back`` is where “Thôi” leads.
    """
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return act(form.cleaned_data)
        except Refused as refused:
            refusal = str(refused)
    context = {"form": form, "title": title, "button": button, "intro": intro, "back": back, **(more or {})}
    status = 422 if refusal or form.errors else 200
    return page(request, template, context, refusal=refusal, status=status)
