"""Asking for long work, and asking again."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from thidua.base.refusal import Refused
from thidua.jobs import queue, registry
from thidua.jobs.kinds import JobState
from thidua.jobs.models import Job
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
