"""Decisions, bonus, certificates, stories. A signed decision is never edited, only followed by another."""

from thidua.awards.models.certificates import Certificate, PrintRun, Stock
from thidua.awards.models.decisions import Decision, DecisionLine, Omission, QuotaBase, Register
from thidua.awards.models.money import Fund, FundEntry
from thidua.awards.models.stories import Replication, Story

__all__ = [
    "Certificate",
    "Decision",
    "DecisionLine",
    "Fund",
    "FundEntry",
    "Omission",
    "PrintRun",
    "QuotaBase",
    "Register",
    "Replication",
    "Stock",
    "Story",
]
