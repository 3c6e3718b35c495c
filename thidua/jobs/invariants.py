"""What must always be true of jobs."""

from collections.abc import Iterator

from thidua.jobs.models import Job


def faults() -> Iterator[str]:
    """Give one Vietnamese sentence for each thing that is not as it must be."""
    for job in Job.objects.filter(state="done", worker="").order_by("pk"):
        yield f"Việc “{job.title}” (số {job.pk}) ghi là đã xong nhưng không có tiến trình nào làm."
