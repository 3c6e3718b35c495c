"""How often a machine may be wrong about codes: twenty times in ten minutes, counted in each server process.

A code has 35 random and 20 signed bits, so guessing is hopeless anyway; this only spares the machine.
"""

from django.core.cache import cache

MOST = 20
SECONDS = 600


def is_over(asker: str) -> bool:
    """Say whether this address has been wrong too often."""
    return int(cache.get(_key(asker), 0)) >= MOST


def count_wrong(asker: str) -> None:
    """Remember one wrong code."""
    cache.add(_key(asker), 0, SECONDS)
    cache.incr(_key(asker))


def _key(asker: str) -> str:
    return f"thidua-wrong-code-{asker}"
