"""Seats a person fills: shown when they hand over; a seat is given by decision, so it never passes by itself."""

from thidua.council.models import Seat


def duties_of_person(person_id: int) -> list[tuple[str, str]]:
    """Give (what, address) of each open seat. One query."""
    seats = Seat.objects.filter(person_id=person_id, until_on=None).select_related("council").order_by("pk")
    return [(f"{_office(seat)} (thay người bằng quyết định)", seat.council.get_absolute_url()) for seat in seats]


def _office(seat: Seat) -> str:
    return f"{seat.get_office_display()} {seat.council.name}"
