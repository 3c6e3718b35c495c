"""Every act of this room."""

from thidua.council.actions.filing import file_minutes
from thidua.council.actions.meetings import (
    convene,
    discuss,
    end_meeting,
    recuse,
    settle_tie,
    take_presence,
    unrecuse,
)
from thidua.council.actions.seating import give_seat, lay_rules, leave_seat, set_up
from thidua.council.actions.voting import cancel_box, cast, close_box, key_paper, open_box

__all__ = [
    "cancel_box",
    "cast",
    "close_box",
    "convene",
    "discuss",
    "end_meeting",
    "file_minutes",
    "give_seat",
    "key_paper",
    "lay_rules",
    "leave_seat",
    "open_box",
    "recuse",
    "set_up",
    "settle_tie",
    "take_presence",
    "unrecuse",
]
