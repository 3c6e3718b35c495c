"""Asking for long work, asking again, and clearing up after killed workers."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from thidua.base.refusal import Refused
from thidua.jobs import queue, registry, rules, runner
from thidua.jobs.kinds import JobState
from thidua.jobs.models import Job, Recurrence
from thidua.org import journal
from thidua.org.actor import Actor


@transaction.atomic
def start(
    kind: str, title: str, arguments: dict[str, Any], *, by: Actor, at: datetime, key: str = "", most_attempts: int = 3
) -> Job:
    """Put work into the queue, in the transaction of the caller; the same open ``key`` gives the same job."""
    registry.discover()
    if kind not in registry.works:
        raise ValueError(f"no work is entered under {kind!r}")
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                title=title,
                arguments=arguments,
                key=key,
                most_attempts=most_attempts,
                owner_id=by.person_id,
                asked_at=at,
            )
    except IntegrityError:
        return Job.objects.get(key=key, state__in=[JobState.WAITING, JobState.RUNNING])
    queue.run.enqueue(job.pk)
    journal.record("jobs.start", job, by=by, at=at, facts={"kind": kind})
    return job


@transaction.atomic
def again(job: Job, *, by: Actor, at: datetime) -> Job:
    """Put a failed job back into the queue, with a fresh count of attempts."""
    failed = Job.objects.filter(pk=job.pk, state=JobState.FAILED)
    if not failed.update(state=JobState.WAITING, attempts=0, error="", ended_at=None, worker="", done=0, total=0):
        raise Refused("Việc này không ở trạng thái “Không xong” nên không chạy lại được. Hãy tải lại trang.")
    queue.run.enqueue(job.pk)
    job.refresh_from_db()
    journal.record("jobs.again", job, by=by, at=at)
    return job


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
