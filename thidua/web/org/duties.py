"""Open duties of a person in all rooms, and passing them on.

A room that gives duties to people has a module ``duties`` with ``duties_of_person(person_id)``, which gives
(what, address) pairs, and, where they can pass to another, ``hand_over_duties(giver_id, taker_id, *, by, at)``.
"""

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from django.apps import apps

from thidua.org.actor import Actor


class Duty(NamedTuple):
    """Something that waits for a person: what, and where."""

    what: str
    address: str


def _asked(function: str) -> Iterable[Any]:
    for config in apps.get_app_configs():
        if config.name.startswith("thidua.") and find_spec(f"{config.name}.duties"):
            found = getattr(import_module(f"{config.name}.duties"), function, None)
            if found:
                yield found


def duties_of(person_id: int) -> list[Duty]:
    """What waits for this person, room by room."""
    return [Duty(*pair) for ask in _asked("duties_of_person") for pair in ask(person_id)]


def hand_over_duties(giver_id: int, taker_id: int, *, by: Actor, at: datetime) -> None:
    """Pass the duties on, room by room; call inside the transaction that passes the roles."""
    for act in _asked("hand_over_duties"):
        act(giver_id, taker_id, by=by, at=at)
