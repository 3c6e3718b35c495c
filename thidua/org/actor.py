"""Who acts: a person with the roles of that day, and from where. No database here."""

from dataclasses import dataclass
from typing import NamedTuple

from thidua.org.kinds import Role


class Grant(NamedTuple):
    """A role within a unit and everything under it; ``path`` is the unit's place in the tree."""

    role: str
    unit_id: int
    path: str


@dataclass(frozen=True)
class Actor:
    """A signed-in person (or the house itself: person_id None) with the roles in force that day."""

    person_id: int | None
    name: str
    grants: frozenset[Grant] = frozenset()
    unit_id: int | None = None  # where the person works
    address: str = ""  # IP address, empty for commands

    def holds(self, role: Role, unit_id: int) -> bool:
        """Say whether the role was given at exactly this unit."""
        return any(grant.role == role and grant.unit_id == unit_id for grant in self.grants)

    def covers(self, role: Role, path: str) -> bool:
        """Say whether the role was given at the unit with this path or at one above it."""
        return any(grant.role == role and path.startswith(grant.path) for grant in self.grants)

    def has(self, role: Role) -> bool:
        """Say whether the role was given anywhere."""
        return any(grant.role == role for grant in self.grants)

    def paths(self, *roles: Role) -> list[str]:
        """Give the paths of the units where one of the roles was given."""
        return sorted({grant.path for grant in self.grants if grant.role in roles})


HOUSE = Actor(person_id=None, name="Hệ thống")
