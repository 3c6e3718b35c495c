"""When something recurring is due. Pure."""

from datetime import datetime, timedelta

from thidua.base.days import ZONE


def is_due(last_at: datetime | None, every: timedelta, at: datetime) -> bool:
    """Say whether it is time again; a clock that went back makes everything due."""
    if last_at is None or at < last_at:
        return True
    if every.days:
        return (at.astimezone(ZONE).date() - last_at.astimezone(ZONE).date()).days >= every.days
    return at - last_at >= every
