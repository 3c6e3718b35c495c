"""Running a job under a lease. The lease is about machines, so it goes by the machine's clock, never the practice day.

The library has no retry and leaves the task of a killed worker running for ever. Here a running job renews its lease
every few seconds; when the lease has run out, ``upkeep.reap`` puts the job back into the queue.
"""

import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import OperationalError, connection
from django.db.models import F
from django.utils import timezone

from thidua.base.refusal import Refused
from thidua.jobs import registry
from thidua.jobs.kinds import JobState
from thidua.jobs.models import Job

LEASE = timedelta(seconds=60)
BEAT = 10.0  # seconds between two renewals
SHOW = timedelta(seconds=0.5)  # how often progress is written at most
log = logging.getLogger("thidua.jobs")


class LeaseLost(Exception):  # noqa: N818 - not an error of the work: another run has taken over
    """Stop: the job was reaped and given to another run."""


class Steps:
    """The progress of one run, written into the job's row."""

    def __init__(self, job: Job, run: str) -> None:
        self.at, self.owner_id = job.asked_at, job.owner_id
        self._mine = Job.objects.filter(pk=job.pk, worker=run, state=JobState.RUNNING)
        self._done = self._total = 0
        self._shown: datetime | None = None

    def of(self, total: int) -> None:
        """Say how many steps there are."""
        self._total = total
        self._show()

    def step(self, done: int = 1) -> None:
        """Say that some steps are done."""
        self._done = min(self._done + done, self._total) if self._total else self._done + done
        if self._done == self._total or self._shown is None or timezone.now() - self._shown > SHOW:
            self._show()

    def _show(self) -> None:
        self._shown = timezone.now()
        if not self._mine.update(done=self._done, total=self._total, lease_until=self._shown + LEASE):
            raise LeaseLost


def run(job_id: int, *, beats: bool = True) -> None:
    """Do a waiting job: take the lease, call its function, write how it ended. A job that does not wait is left."""
    name = uuid.uuid4().hex
    taken = Job.objects.filter(pk=job_id, state=JobState.WAITING).update(
        state=JobState.RUNNING,
        worker=name,
        lease_until=timezone.now() + LEASE,
        attempts=F("attempts") + 1,
        done=0,
        total=0,
        error="",
    )
    if not taken:
        return
    job = Job.objects.get(pk=job_id)
    registry.discover()
    try:
        with _heart(job_id, name, beats):
            result = registry.works[job.kind](Steps(job, name), **job.arguments)
    except LeaseLost:
        log.warning("job %s: lease lost", job_id)
    except Refused as refused:
        _end(job_id, name, state=JobState.FAILED, error=str(refused)[:500])
    except Exception:
        log.exception("job %s: attempt %s failed", job_id, job.attempts)
        give_back(job, name)
    else:
        _end(job_id, name, state=JobState.DONE, result_url=result)


def _end(job_id: int, name: str, **written: str) -> None:
    mine = Job.objects.filter(pk=job_id, worker=name, state=JobState.RUNNING)
    mine.update(lease_until=None, ended_at=timezone.now(), **written)


def give_back(job: Job, name: str) -> bool:
    """Put a run that broke off back into the queue, or end it when it was tried often enough; say whether it waits."""
    from thidua.jobs import queue  # the queue's function calls this module

    if job.attempts >= job.most_attempts:
        sentence = f"Hệ thống gặp lỗi khi làm việc này, đã thử {job.attempts} lần. Hãy báo người quản trị."
        _end(job.pk, name, state=JobState.FAILED, error=sentence)
        return False
    mine = Job.objects.filter(pk=job.pk, worker=name, state=JobState.RUNNING)
    if mine.update(state=JobState.WAITING, worker="", lease_until=None):
        queue.run.enqueue(job.pk)
    return True


@contextmanager
def _heart(job_id: int, name: str, beats: bool) -> Iterator[None]:
    """Renew the lease beside the work, so that a long silent step is not taken for death."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(BEAT):
            mine = Job.objects.filter(pk=job_id, worker=name, state=JobState.RUNNING)
            try:
                mine.update(lease_until=timezone.now() + LEASE)
            except OperationalError:  # the work itself holds SQLite's only write lock: it lives, the next beat will do
                log.info("job %s: a beat was missed", job_id)
        connection.close()

    thread = threading.Thread(target=beat, daemon=True) if beats else None
    if thread:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        if thread:
            thread.join()
