"""Named reads of this room."""

from thidua.movements.queries.agenda import agenda
from thidua.movements.queries.boards import board, tree, with_register_day
from thidua.movements.queries.demands import Demand, declined_papers, law_demands
from thidua.movements.queries.left import open_at
from thidua.movements.queries.lists import (
    asked_units,
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
from thidua.movements.queries.sheets import (
    award_sheets,
    days_of,
    duties_of,
    registration_summary,
    reports_of,
    round_sheets,
    targets_of,
)
from thidua.movements.queries.steps import StepBoard, as_steps, one_when, step_board
from thidua.movements.queries.work import Waiting, open_duties, rounds_to_open, waiting_for

__all__ = [
    "Demand",
    "StepBoard",
    "Waiting",
    "agenda",
    "as_steps",
    "asked_units",
    "award_sheets",
    "awards_of",
    "board",
    "criteria_on",
    "days_of",
    "declined_papers",
    "due_day",
    "due_days",
    "duties_of",
    "eligible_units",
    "law_demands",
    "limit_of",
    "members",
    "one_when",
    "open_at",
    "open_duties",
    "papers_of",
    "plans_visible_to",
    "quota_for",
    "registrable_units",
    "registration_summary",
    "reports_of",
    "round_sheets",
    "rounds_of",
    "rounds_to_open",
    "rule_of",
    "step_board",
    "targets_of",
    "tree",
    "visible_to",
    "waiting_for",
    "why_not_route",
    "with_register_day",
]
