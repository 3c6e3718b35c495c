"""Named reads of this room."""

from thidua.movements.queries.lists import eligible_units, members, plans_visible_to, rounds_of, visible_to
from thidua.movements.queries.rulebook import (
    awards_of,
    criteria_on,
    due_day,
    due_days,
    limit_of,
    papers_of,
    quota_for,
    rule_of,
)

__all__ = [
    "awards_of",
    "criteria_on",
    "due_day",
    "due_days",
    "eligible_units",
    "limit_of",
    "members",
    "papers_of",
    "plans_visible_to",
    "quota_for",
    "rounds_of",
    "rule_of",
    "visible_to",
]
