"""The only place that looks at the clock. A practice clock may move the day (never in production)."""

from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from thidua.base.days import ZONE
from thidua.base.refusal import Refused


def _practice_file() -> Path:
    return Path(settings.VAR) / "practice_day"


def practice_day() -> date | None:
    """The day everybody is practising on, None when the real clock runs."""
    if not settings.PRACTICE_CLOCK:
        return None
    try:
        return date.fromisoformat(_practice_file().read_text().strip())
    except (FileNotFoundError, ValueError):
        return None


def set_practice_day(day: date | None) -> None:
    """Move everybody to a day, or back to the real clock."""
    if not settings.PRACTICE_CLOCK:
        raise Refused("Đồng hồ thực hành không được bật ở đây.")
    if day is None:
        _practice_file().unlink(missing_ok=True)
    else:
        settings.VAR.mkdir(parents=True, exist_ok=True)
        _practice_file().write_text(day.isoformat())


def now() -> datetime:
    """The moment, aware; on a practice day its present time of day."""
    real = timezone.now().astimezone(ZONE)
    day = practice_day()
    return real if day is None else datetime.combine(day, real.timetz().replace(tzinfo=None) or time(), tzinfo=ZONE)


def today() -> date:
    """The day in Asia/Ho_Chi_Minh."""
    return now().date()
