"""Named reads of this room."""

from thidua.movements.queries.lists import (
    eligible_units,
    members,
    plans_visible_to,
    registrable_units,
    rounds_of,
    visible_to,
)
from thidua.movements.queries.rulebook import (
    awards_of,
    criteria_on,
    due_day,
    due_days,
    limit_of,
    papers_of,
    quota_for,
    rule_of,
    why_not_route,
)
from thidua.movements.queries.sheets import award_sheets, days_of, duties_of, round_sheets

__all__ = [
    "award_sheets",
    "awards_of",
    "criteria_on",
    "days_of",
    "due_day",
    "due_days",
    "duties_of",
    "eligible_units",
    "limit_of",
    "members",
    "papers_of",
    "plans_visible_to",
    "quota_for",
    "registrable_units",
    "round_sheets",
    "rounds_of",
    "rule_of",
    "visible_to",
    "why_not_route",
]
