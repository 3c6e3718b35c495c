"""What waits for a person in this room, in the words of “Việc của tôi”."""

from django.urls import reverse

from thidua.awards.kinds import DecisionState
from thidua.awards.models import Decision
from thidua.awards.queries.deciding import meetings_to_decide
from thidua.movements.queries import Waiting
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.queries import subtrees


def waiting_for(actor: Actor) -> list[Waiting]:
    """Give meetings without a decision and decisions sent to be signed. Two queries."""
    found = [
        Waiting(
            key=f"decide:{meeting.pk}:{meeting.council.unit_id}",
            what="Lập dự thảo quyết định khen thưởng",
            where=f"{meeting.round.movement.name}, phiên họp ngày {meeting.held_on:%d/%m/%Y}",
            button="Lập dự thảo",
            address=reverse("awards:draft-meeting", args=[meeting.pk]),
            unit_id=meeting.council.unit_id,
            movement_id=meeting.round.movement_id,
        )
        for meeting in meetings_to_decide(actor)
    ]
    mine = subtrees(actor.paths(Role.AUTHORITY, Role.REGISTRY), field="unit__path")
    sent = Decision.objects.filter(mine, state=DecisionState.SUBMITTED).select_related("round__movement")
    found += [
        Waiting(
            key=f"sign:{decision.pk}:{decision.unit_id}",
            what="Ký hoặc nhập quyết định đã ký",
            where=decision.round.movement.name,
            button="Mở dự thảo",
            address=decision.get_absolute_url(),
            unit_id=decision.unit_id,
            movement_id=decision.round.movement_id,
        )
        for decision in sent.order_by("pk")
    ]
    return found
