"""What every page knows: who, where, which day, what the navigation shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from thidua.org.models import Unit
from thidua.web import clock

NAVIGATION = (
    ("/", "Việc của tôi", "list-todo"),
    ("/phong-trao/", "Phong trào", "flag"),
    ("/cham-diem/", "Chấm điểm", "chart-column"),
    ("/ho-so/", "Hồ sơ", "folder-open"),
    ("/hoi-dong/", "Hội đồng", "users"),
    ("/khen-thuong/", "Khen thưởng", "award"),
    ("/to-chuc/", "Tổ chức", "building-2"),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the frame of the page; costs one query for a signed-in person."""
    actor = getattr(request, "actor", None)
    unit = Unit.objects.filter(pk=actor.unit_id).first() if actor and actor.unit_id else None
    places = [
        {"address": address, "name": name, "icon": icon, "here": _is_here(request.path, address)}
        for address, name, icon in NAVIGATION
    ]
    return {
        "actor": actor,
        "actor_unit": unit,
        "navigation": places if actor else [],
        "today": clock.today(),
        "practice_day": clock.practice_day(),
        "has_practice_clock": settings.PRACTICE_CLOCK,
    }


def _is_here(path: str, address: str) -> bool:
    return path == "/" if address == "/" else path.startswith(address)
