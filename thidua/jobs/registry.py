"""What can be done as a job, and what recurs. Rooms enter their own in their ``tasks.py``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from django.apps import apps


class Progress(Protocol):
    """What a work function is given: who asked and when, and a place to say how far it is."""

    at: datetime
    owner_id: int | None

    def of(self, total: int) -> None:
        """Say how many steps there are."""

    def step(self, done: int = 1) -> None:
        """Say that some steps are done; also shows that the worker lives."""


Work = Callable[..., str]  # (progress, **arguments) -> address of the result, "" when there is none


@dataclass(frozen=True)
class Recurring:
    """A function done again and again: (at) -> a line for the log."""

    name: str
    every: timedelta
    do: Callable[[datetime], str]


works: dict[str, Work] = {}
recurrences: dict[str, Recurring] = {}


def work(kind: str) -> Callable[[Work], Work]:
    """Enter a function under “room.verb”. It must be safe to run again after it was killed half way."""

    def enter(function: Work) -> Work:
        works[kind] = function
        return function

    return enter


def recurring(name: str, *, every: timedelta) -> Callable[[Callable[[datetime], str]], Callable[[datetime], str]]:
    """Enter a function that ``thidua tick`` calls; ``every`` of whole days means once on each such day."""

    def enter(function: Callable[[datetime], str]) -> Callable[[datetime], str]:
        recurrences[name] = Recurring(name, every, function)
        return function

    return enter


def discover() -> None:
    """Load the ``tasks`` of every room of this house, so that their functions are entered."""
    for config in apps.get_app_configs():
        if config.name.startswith("thidua.") and find_spec(f"{config.name}.tasks"):
            import_module(f"{config.name}.tasks")
