"""What waits for a person in this room, in the words of “Việc của tôi”."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from thidua.awards.kinds import DecisionState
from thidua.awards.models import Certificate, Decision
from thidua.awards.queries.deciding import GIVING, meetings_to_decide, standing_lines
from thidua.awards.queries.owing import to_collect
from thidua.movements.queries import Waiting
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.queries import subtrees


def waiting_for(actor: Actor, today: date) -> list[Waiting]:
    """Give meetings without a decision, drafts, decisions sent to be signed, certificates to print, money to collect.

    Five queries at most.
    """
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
    found += _drafts(actor)
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
    found += _bare(actor)
    found += to_collect(actor, today)
    return found


def _drafts(actor: Actor) -> Iterator[Waiting]:
    mine = subtrees(actor.paths(Role.OFFICE), field="unit__path")
    rows = Decision.objects.filter(mine, state=DecisionState.DRAFT).select_related("round__movement")
    for row in rows.order_by("pk"):
        yield _line("draft", "Hoàn thiện và trình ký dự thảo quyết định", "Mở dự thảo", row)


def _bare(actor: Actor) -> Iterator[Waiting]:
    """Signed decisions with a standing line that has no certificate yet."""
    mine = subtrees(actor.paths(Role.OFFICE, Role.REGISTRY), field="unit__path")
    bare = standing_lines().filter(~Exists(Certificate.objects.filter(line=OuterRef("pk"))), decision=OuterRef("pk"))
    rows = Decision.objects.filter(mine, Exists(bare), state=DecisionState.SIGNED, kind__in=GIVING)
    for row in rows.select_related("register", "round__movement").order_by("pk"):
        yield _line("certify", f"Vào sổ và in bằng, giấy khen: {row}", "Mở quyết định", row)


def _line(key: str, what: str, button: str, row: Decision) -> Waiting:
    return Waiting(
        key=f"{key}:{row.pk}:{row.unit_id}",
        what=what,
        where=row.round.movement.name,
        button=button,
        address=row.get_absolute_url(),
        unit_id=row.unit_id,
        movement_id=row.round.movement_id,
    )
