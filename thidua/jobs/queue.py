"""The way into the queue of the library; a job's row and its place in the queue are written in one transaction."""

from django_tasks import task

from thidua.jobs import runner


@task()
def run(job_id: int) -> None:
    """Run one job in a worker."""
    runner.run(job_id)
