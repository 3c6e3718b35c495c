"""Long work of this room, thin: read arguments, call one action."""

from django.urls import reverse
from django.utils.timezone import localdate

from thidua.awards.actions import certifying
from thidua.awards.models import Decision, Stock
from thidua.jobs.registry import Progress, work
from thidua.org.models import Account
from thidua.org.queries import actor_of


@work("awards.print")
def print_certificates(progress: Progress, decision_id: int, stock_id: int | None, form: str) -> str:
    """Print all certificates of a decision as the person who asked for it."""
    decision = Decision.objects.select_related("unit__parent", "unit__level", "register", "round").get(pk=decision_id)
    stock = Stock.objects.get(pk=stock_id) if stock_id else None
    owner = Account.objects.get(person__pk=progress.owner_id or 0)
    told = 0

    def tell(done: int, whole: int) -> None:
        nonlocal told
        if not told:
            progress.of(whole)
        progress.step(done - told)
        told = done

    actor = actor_of(owner, day=localdate(progress.at))
    run = certifying.print_all(decision, None, tell, form=form, stock=stock, by=actor, at=progress.at)
    return reverse("awards:print-run", args=[decision.pk, run.pk])
