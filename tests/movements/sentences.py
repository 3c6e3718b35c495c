"""Two actors without a database."""

from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role

PATH = "00000010000002"
OFFICE = Actor(1, "Lan", frozenset({Grant(Role.OFFICE, 1, "0000001")}), 1)
OTHER = Actor(2, "Minh", frozenset({Grant(Role.MEDIA, 1, "0000001")}), 1)
