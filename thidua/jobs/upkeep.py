"""What the machine does by itself: clearing up after killed workers, and what recurs. No person acts here."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from thidua.jobs import registry, rules, runner
from thidua.jobs.kinds import JobState
from thidua.jobs.models import Job, Recurrence


def reap() -> int:
    """Put jobs whose worker died back into the queue; give how many were found. By the machine's clock."""
    dead = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=timezone.now()).order_by("pk")
    found = 0
    for job in dead:
        found += 1
        DBTaskResult.objects.filter(
            task_path="thidua.jobs.queue.run", args_kwargs__args=[job.pk], status="RUNNING"
        ).update(status="FAILED", finished_at=timezone.now())
        with transaction.atomic():
            runner.give_back(job, job.worker)
    return found


def tick(*, at: datetime) -> list[str]:
    """Do what recurs and is due; give one line for each. Two at once do each thing once."""
    registry.discover()
    lines = []
    for recurring in sorted(registry.recurrences.values(), key=lambda entry: entry.name):
        last = Recurrence.objects.filter(name=recurring.name).first()
        if not rules.is_due(last.last_at if last else None, recurring.every, at):
            continue
        if _claim(recurring.name, last, at):
            lines.append(f"{recurring.name}: {recurring.do(at)}")
    return lines


def _claim(name: str, last: Recurrence | None, at: datetime) -> bool:
    if last:
        return bool(Recurrence.objects.filter(pk=last.pk, last_at=last.last_at).update(last_at=at))
    return Recurrence.objects.get_or_create(name=name, defaults={"last_at": at})[1]
