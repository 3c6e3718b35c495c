"""Long work of this room, thin: read arguments, call one action."""

from django.urls import reverse
from django.utils.timezone import localdate

from thidua.base.refusal import Refused
from thidua.jobs.registry import Progress, work
from thidua.org.files import content_of
from thidua.org.models import Account, StoredFile, Unit
from thidua.org.queries import actor_of
from thidua.scoring import actions_figures

SHOWN = 5  # faults told of a table


@work("scoring.import_figures")
def import_figures(progress: Progress, file_id: int, unit_id: int, year: int) -> str:
    """Write the figures of a kept table as the person who uploaded it; its faults end the job in words."""
    office = Unit.objects.get(pk=unit_id)
    owner = Account.objects.get(person__pk=progress.owner_id or 0)
    told = 0

    def tell(done: int, whole: int) -> None:
        nonlocal told
        if not told:
            progress.of(whole)
        progress.step(done - told)
        told = done

    by = actor_of(owner, day=localdate(progress.at))
    content = content_of(StoredFile.objects.get(pk=file_id))
    taken = actions_figures.import_figures(content, office, year, by=by, at=progress.at, tell=tell)
    if taken.errors:
        more = f" và {len(taken.errors) - SHOWN} ô sai khác" if len(taken.errors) > SHOWN else ""
        raise Refused(f"Chưa số nào được ghi. {' '.join(map(str, taken.errors[:SHOWN]))}{more}")
    return reverse("scoring:figures", args=[unit_id, year])
