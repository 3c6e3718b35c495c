"""Long work: progress, lease, retry, what recurs; and a worker that is really killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.factories import AT, make_actor, make_person
from thidua.base.refusal import Refused
from thidua.jobs import actions, invariants, queries, registry, rules, runner, upkeep
from thidua.jobs.kinds import JobState
from thidua.jobs.models import Job
from thidua.jobs.registry import Progress
from thidua.org.actor import HOUSE
from thidua.org.kinds import Role

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _works() -> Iterator[None]:
    registry.discover()
    kept, kept_recurrences = dict(registry.works), dict(registry.recurrences)

    @registry.work("test.count")
    def count(progress: Progress, *, to: int) -> str:
        progress.of(to)
        for _ in range(to):
            progress.step()
        return f"/ket-qua/{to}/"

    @registry.work("test.refuse")
    def refuse(progress: Progress) -> str:
        raise Refused("Chưa có mẫu giấy khen.")

    @registry.work("test.break")
    def break_off(progress: Progress) -> str:
        raise ZeroDivisionError

    yield
    registry.works.clear()
    registry.works.update(kept)
    registry.recurrences.clear()
    registry.recurrences.update(kept_recurrences)


def start(kind: str, key: str = "", **arguments: int) -> Job:
    return actions.start(kind, "Việc thử", arguments, by=HOUSE, at=AT, key=key)


@pytest.mark.django_db
def test_job_runs_once_and_shows_its_result():
    job = start("test.count", to=3)
    assert DBTaskResult.objects.count() == 1
    runner.run(job.pk, beats=False)
    runner.run(job.pk, beats=False)  # a second delivery does nothing
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.attempts) == (JobState.DONE, 3, 3, 1)
    assert (job.result_url, job.percent, job.lease_until) == ("/ket-qua/3/", 100, None)
    assert list(invariants.faults()) == []


@pytest.mark.django_db
def test_an_open_key_gives_the_same_job():
    assert start("test.count", key="a", to=1) == start("test.count", key="a", to=1)
    runner.run(Job.objects.get().pk, beats=False)
    start("test.count", key="a", to=1)
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_refusal_ends_the_job_with_its_sentence_and_it_can_run_again():
    job = start("test.refuse")
    runner.run(job.pk, beats=False)
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (JobState.FAILED, "Chưa có mẫu giấy khen.", 1)
    actions.again(job, by=HOUSE, at=AT)
    with pytest.raises(Refused, match="không chạy lại được"):
        actions.again(job, by=HOUSE, at=AT)
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db
def test_a_fault_is_tried_three_times():
    job = start("test.break")
    for _ in range(5):
        runner.run(job.pk, beats=False)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 3)
    assert job.error == "Hệ thống gặp lỗi khi làm việc này, đã thử 3 lần. Hãy báo người quản trị."


@pytest.mark.django_db
def test_reaper_takes_only_jobs_whose_lease_ran_out():
    dead, alive = start("test.count", to=1), start("test.count", to=1)
    Job.objects.filter(pk=dead.pk).update(
        state="running", worker="x", attempts=1, lease_until=timezone.now() - timedelta(seconds=1)
    )
    Job.objects.filter(pk=alive.pk).update(
        state="running", worker="y", attempts=1, lease_until=timezone.now() + timedelta(seconds=30)
    )
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
    assert (upkeep.reap(), upkeep.reap()) == (1, 0)
    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == ["waiting", "running"]
    assert list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True)) == [
        "FAILED",
        "RUNNING",
        "READY",
    ]


@pytest.mark.django_db
def test_a_run_that_lost_its_lease_changes_nothing():
    job = start("test.count", to=2)
    Job.objects.filter(pk=job.pk).update(state="running", worker="new", lease_until=timezone.now())
    steps = runner.Steps(job, "old")
    with pytest.raises(runner.LeaseLost):
        steps.of(2)
    job.refresh_from_db()
    assert (job.total, job.worker) == (0, "new")


@pytest.mark.django_db
def test_recurring_work_is_done_once_a_day():
    called: list[datetime] = []

    @registry.recurring("test.daily", every=timedelta(days=1))
    def daily(at: datetime) -> str:
        called.append(at)
        return "xong"

    lines = [upkeep.tick(at=AT + timedelta(hours=hours)) for hours in (0, 1, 14, 15, 16)]
    assert [("test.daily: xong" in line) for line in lines] == [True, False, False, True, False]
    assert len(called) == 2


@pytest.mark.parametrize(
    ("every", "later", "due"),
    [
        (timedelta(minutes=10), timedelta(minutes=9), False),
        (timedelta(minutes=10), timedelta(minutes=10), True),
        (timedelta(days=1), timedelta(hours=14, minutes=59), False),  # 9:00 to 23:59 of the same day
        (timedelta(days=1), timedelta(hours=15), True),
        (timedelta(days=1), timedelta(hours=-1), True),  # the clock went back
    ],
)
def test_is_due(every: timedelta, later: timedelta, due: bool):
    assert rules.is_due(AT, every, AT + later) is due


@pytest.mark.django_db
def test_people_see_their_own_jobs_and_administrators_all():
    person = make_person()
    clerk, admin = make_actor(Role.CLERK, person=person), make_actor(Role.ADMIN)
    mine = actions.start("test.count", "Của tôi", {"to": 1}, by=clerk, at=AT)
    start("test.count", to=1)
    assert list(queries.visible_to(clerk)) == [mine]
    assert queries.visible_to(admin).count() == 2


@pytest.mark.django_db
def test_unknown_work_is_a_programming_fault():
    with pytest.raises(ValueError, match=r"no work is entered under 'test\.nothing'"):
        start("test.nothing")


@pytest.mark.django_db
def test_tick_command_says_what_it_did(capsys: pytest.CaptureFixture[str]):
    for name in set(registry.recurrences) - {"jobs.forget_finished"}:
        del registry.recurrences[name]  # those of other rooms have their own tests
    call_command("tick")
    call_command("tick")
    assert capsys.readouterr().out == (
        "jobs.forget_finished: đã xóa 0 dòng hàng đợi cũ\nChưa có việc định kỳ nào đến lúc.\n"
    )


DRIVER = """
import os, pathlib, sys, time
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from datetime import timedelta
from thidua.jobs import actions, registry
from thidua.jobs.models import Job
from thidua.org.actor import HOUSE
folder = pathlib.Path(os.environ["THIDUA_VAR"])

@registry.work("test.slow")
def slow(progress):
    progress.of(4)
    progress.step(2)
    (folder / "half").touch()
    while not (folder / "go").exists():
        time.sleep(0.05)
    progress.step(2)
    return "/xong/"

what = sys.argv[1]
if what == "start":
    call_command("migrate", verbosity=0)
    actions.start("test.slow", "Việc dài", {}, by=HOUSE, at=timezone.now())
if what == "expire":
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
if what in {"work", "expire"}:
    call_command("worker", batch=True)
job = Job.objects.get()
print(job.state, job.attempts, job.result_url)
"""


@pytest.mark.slow
def test_work_of_a_killed_worker_is_done_by_the_next(tmp_path: Path):
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"THIDUA_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "thidua.settings", "PYTHONWARNINGS": "ignore"}

    def drive(what: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", DRIVER, what], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    assert drive("start") == "waiting 0"
    worker = subprocess.Popen([sys.executable, "-c", DRIVER, "work"], env=env, cwd=ROOT, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not (tmp_path / "half").exists() and time.monotonic() < until:
        time.sleep(0.05)
    worker.send_signal(signal.SIGKILL)
    assert worker.wait(10) == -signal.SIGKILL
    (tmp_path / "go").touch()
    assert drive("look") == "running 1"
    assert drive("expire") == "done 2 /xong/"
