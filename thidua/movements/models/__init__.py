"""Plans and the movements they launch: the frame that everything later hangs on."""

from thidua.movements.models.clauses import (
    Award,
    Clause,
    Criterion,
    Deadline,
    Deferral,
    DueDay,
    PaperRequirement,
    Quota,
    QuotaShare,
)
from thidua.movements.models.frame import Movement, MovementChange, Plan, Round, Subject
from thidua.movements.models.progress import InspectionNote, PlanDuty, Target, TargetFigure, Task, UnitReport
from thidua.movements.models.registrations import Registration, RegistrationLine

__all__ = [
    "Award",
    "Clause",
    "Criterion",
    "Deadline",
    "Deferral",
    "DueDay",
    "InspectionNote",
    "Movement",
    "MovementChange",
    "PaperRequirement",
    "Plan",
    "PlanDuty",
    "Quota",
    "QuotaShare",
    "Registration",
    "RegistrationLine",
    "Round",
    "Subject",
    "Target",
    "TargetFigure",
    "Task",
    "UnitReport",
]
