"""One function for each verb a person would use in a movement."""

from thidua.movements.actions.amending import amend, begin_amendment, change
from thidua.movements.actions.cascade import remind, set_duty_day, start_again, start_child
from thidua.movements.actions.deferring import take_deferred
from thidua.movements.actions.drafting import (
    accept,
    choose_parent,
    correct,
    drop,
    foresee,
    open_errors,
    settle,
    take_in,
)
from thidua.movements.actions.feeds import renew_calendar
from thidua.movements.actions.founding import found, issue, issue_and_found
from thidua.movements.actions.listing import decline_paper, list_paper, unlist_paper
from thidua.movements.actions.pacing import close_round, open_due_rounds, open_round, record_event, set_day
from thidua.movements.actions.progress import assign_task, enter_figure, note_inspection, report_task, send_report
from thidua.movements.actions.registering import Entry, register, withdraw
from thidua.movements.actions.sharing import share_quota
from thidua.movements.actions.succeeding import succeed

__all__ = [
    "Entry",
    "accept",
    "amend",
    "assign_task",
    "begin_amendment",
    "change",
    "choose_parent",
    "close_round",
    "correct",
    "decline_paper",
    "drop",
    "enter_figure",
    "foresee",
    "found",
    "issue",
    "issue_and_found",
    "list_paper",
    "note_inspection",
    "open_due_rounds",
    "open_errors",
    "open_round",
    "record_event",
    "register",
    "remind",
    "renew_calendar",
    "report_task",
    "send_report",
    "set_day",
    "set_duty_day",
    "settle",
    "share_quota",
    "start_again",
    "start_child",
    "succeed",
    "take_deferred",
    "take_in",
    "unlist_paper",
    "withdraw",
]
