"""The few words templates need beyond `if` and `for`."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from thidua.base import days, money
from thidua.base.days import ZONE

register = template.Library()


@cache
def _drawn(name: str) -> SafeString:
    return mark_safe(lucide(name, size=20, aria_hidden="true", focusable="false"))  # noqa: S308 - the package's own SVG


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon inside the page; it is decoration, the words stand beside it."""
    return _drawn(name)


@register.filter
def ngay(value: date | datetime | None) -> str:
    """Write a day: 30/11/2026; a moment with its time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(ZONE):%H:%M %d/%m/%Y}"
    return days.written(value)


@register.filter
def dong(value: Decimal | int | None) -> str:
    """Write money: 2.340.000 đồng."""
    return "" if value is None else money.dong(value)


@register.filter
def so(value: Decimal | int | None) -> str:
    """Write a number the Vietnamese way."""
    return "" if value is None else money.figure(value)


@register.filter
def get(mapping: dict[Any, Any], key: object) -> object:
    """Look a key up; empty when it is not there."""
    return mapping.get(key, "")
