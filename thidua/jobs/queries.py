"""Named reads of jobs."""

from django.db.models import QuerySet

from thidua.jobs.models import Job
from thidua.org.actor import Actor
from thidua.org.kinds import Role


def visible_to(actor: Actor) -> QuerySet[Job]:
    """A person's own jobs, newest first; an administrator sees all."""
    jobs = Job.objects.order_by("-asked_at", "-pk")
    return jobs if actor.has(Role.ADMIN) else jobs.filter(owner_id=actor.person_id, owner__isnull=False)
