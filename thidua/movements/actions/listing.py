"""The list of papers where the plan is silent or the law of the day asks for more: chosen, taken in, declined."""

from datetime import datetime, timedelta

from django.db import transaction

from thidua.base.days import ZONE
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.movements import rules
from thidua.movements.kinds import Paper, PaperOrigin
from thidua.movements.models import Movement, PaperRequirement
from thidua.movements.queries import law_demands, papers_of
from thidua.org import journal
from thidua.org.actor import Actor

AGAIN = "Danh mục giấy tờ vừa được người khác thay đổi. Hãy tải lại trang."


@transaction.atomic
def list_paper(
    movement: Movement, paper: str, *, source: str, by: Actor, at: datetime, text: str = ""
) -> PaperRequirement:
    """Put a paper on the list, with the source that asks for it; dossiers received from this day on need it.

    A paper that the law of the day asks for is marked as the law's, with its article.
    """
    day = at.astimezone(ZONE).date()
    _hold(movement, by)
    demand = next((one for one in law_demands(movement, day) if one.paper == paper), None)
    said = squeeze(demand.cite if demand else source)
    there = {(row.paper, row.text if row.paper == Paper.KHAC else "") for row in papers_of(movement, day)}
    is_there = (paper, squeeze(text) if paper == Paper.KHAC else "") in there
    name = squeeze(text) or Paper(paper).label
    if reason := rules.why_not_list_paper(name, is_there=is_there, is_named=bool(text) or paper != "khac", source=said):
        raise Refused(reason)
    origin = PaperOrigin.LAW if demand else PaperOrigin.OFFICE
    return _write(movement, paper, origin, said, squeeze(text), by, at, "movements.list_paper")


@transaction.atomic
def decline_paper(movement: Movement, paper: str, *, reason: str, by: Actor, at: datetime) -> PaperRequirement:
    """Say why a paper that the law asks for is not taken into the list; article and reason are kept."""
    day = at.astimezone(ZONE).date()
    _hold(movement, by)
    demand = next((one for one in law_demands(movement, day) if one.paper == paper), None)
    if demand is None:
        raise Refused(AGAIN)
    if len(reason.split()) < 2:
        raise Refused(f"Hãy ghi lý do không lấy {demand.name.lower()} ({demand.cite}).")
    said = f"{demand.cite}; lý do: {squeeze(reason)}"
    return _write(movement, paper, PaperOrigin.DECLINED, said, "", by, at, "movements.decline_paper")


@transaction.atomic
def unlist_paper(row: PaperRequirement, *, by: Actor, at: datetime) -> None:
    """Take back what the office itself chose, took in or declined; what the plan asks changes by an amendment only."""
    _hold(row.movement, by)
    if row.origin == PaperOrigin.PLAN:
        raise Refused("Giấy tờ này do kế hoạch yêu cầu. Muốn bỏ, hãy ban hành văn bản sửa đổi kế hoạch.")
    before = at.astimezone(ZONE).date() - timedelta(days=1)
    if not PaperRequirement.objects.filter(pk=row.pk, until_on=None).update(until_on=before):
        raise Refused(AGAIN)
    facts = {"paper": row.paper, "origin": row.origin, "reason": row.reason}
    journal.record("movements.unlist_paper", row.movement, by=by, at=at, facts=facts)


def _hold(movement: Movement, by: Actor) -> None:
    """Let one person at a time change the list of a movement that is running."""
    held = Movement.objects.select_for_update().get(pk=movement.pk)
    if reason := rules.why_not_office(by, movement.unit.path) or rules.why_not_run(held.state):
        raise Refused(reason)


def _write(
    movement: Movement, paper: str, origin: PaperOrigin, reason: str, text: str, by: Actor, at: datetime, act: str
) -> PaperRequirement:
    made = PaperRequirement.objects.create(
        movement=movement,
        plan=movement.plan,
        paper=paper,
        origin=origin,
        reason=reason[:300],
        text=text,
        position=movement.paperrequirements.count() + 1,
        from_on=at.astimezone(ZONE).date(),
    )
    journal.record(act, movement, by=by, at=at, facts={"paper": paper, "origin": origin, "reason": made.reason})
    return made
