"""Named reads of stories."""

from django.db.models import Count, QuerySet

from thidua.awards.models import Story
from thidua.movements.models import Subject
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import Unit
from thidua.org.queries import subtrees

ROLES = (Role.CLERK, Role.OFFICE, Role.MEDIA, Role.AUTHORITY)


def visible_to(actor: Actor) -> QuerySet[Story]:
    """Stories of the units under this person's roles, newest first."""
    mine = subtrees(actor.paths(*ROLES), field="unit__path")
    found = Story.objects.filter(mine).select_related("unit", "subject", "movement")
    return found.annotate(copies=Count("replications")).order_by("-proposed_at", "-pk")


def subjects_for(actor: Actor) -> QuerySet[Subject]:
    """Whom this person may tell of: subjects of the own units."""
    paths = actor.paths(*ROLES)
    return Subject.objects.filter(subtrees(paths, field="home__path") | subtrees(paths, field="unit__path")).order_by(
        "name_norm", "pk"
    )


def units_for(actor: Actor) -> QuerySet[Unit]:
    """Units that may be entered as having taken a story over."""
    return Unit.objects.filter(subtrees(actor.paths(*ROLES))).order_by("path", "pk")
