"""What this room does again and again."""

from datetime import datetime, timedelta

from thidua.base.days import ZONE
from thidua.jobs.registry import recurring
from thidua.movements import actions
from thidua.org.actor import HOUSE


@recurring("movements.open_due_rounds", every=timedelta(days=1))
def open_due_rounds(at: datetime) -> str:
    """Open the rounds whose first day has come."""
    opened = actions.open_due_rounds(today=at.astimezone(ZONE).date(), by=HOUSE, at=at)
    return f"đã mở {len(opened)} đợt xét"
