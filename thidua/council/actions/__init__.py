"""Every act of this room."""

from thidua.council.actions.boxes import cancel_box, close_box, open_box
from thidua.council.actions.filing import file_minutes, sign_minutes
from thidua.council.actions.meetings import (
    arrange,
    convene,
    discuss,
    end_meeting,
    lay_paper,
    recuse,
    settle_tie,
    take_paper_away,
    take_presence,
    unrecuse,
)
from thidua.council.actions.seating import give_seat, lay_rules, leave_seat, set_up
from thidua.council.actions.voting import cast, cast_written, key_paper

__all__ = [
    "arrange",
    "cancel_box",
    "cast",
    "cast_written",
    "close_box",
    "convene",
    "discuss",
    "end_meeting",
    "file_minutes",
    "give_seat",
    "key_paper",
    "lay_paper",
    "lay_rules",
    "leave_seat",
    "open_box",
    "recuse",
    "set_up",
    "settle_tie",
    "sign_minutes",
    "take_paper_away",
    "take_presence",
    "unrecuse",
]
