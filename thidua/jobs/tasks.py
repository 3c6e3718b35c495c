"""What this room itself does again and again."""

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from thidua.jobs.registry import recurring


@recurring("jobs.forget_finished", every=timedelta(days=1))
def forget_finished(at: datetime) -> str:
    """Drop the library's own rows of finished tasks after 14 days; the jobs stay."""
    gone, _ = DBTaskResult.objects.finished().filter(finished_at__lt=at - timedelta(days=14)).delete()
    return f"đã xóa {gone} dòng hàng đợi cũ"
