"""What this room does again and again."""

from datetime import datetime, timedelta

from thidua.jobs.registry import recurring
from thidua.notices import actions


@recurring("notices.tell", every=timedelta(minutes=30))
def tell(at: datetime) -> str:
    """Write the notices of the day and send the mails that may go out now."""
    dispatch = actions.tell(today=actions.local_day(at), at=at)
    gone, missed = actions.send(at=at)
    words = f"đã viết {dispatch.made} thông báo, gửi {gone} thư"
    return f"{words}, {missed} thư chưa gửi được" if missed else words
