"""What must always be true of dossiers."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, DossierPaper, Handling
from thidua.org.files import path_of

HANDED_IN = (State.LATE, State.SUBMITTED, State.GIVEN_BACK, State.VERIFIED, State.REFUSED)


def faults() -> Iterator[str]:
    """Give one Vietnamese sentence for each thing that is not as it must be."""
    yield from _states()
    yield from _journeys()
    yield from _papers()


def _states() -> Iterator[str]:
    rows = Dossier.objects.filter(state__in=HANDED_IN, received_on=None).order_by("pk")
    yield from (f"Hồ sơ {row.pk} đã nộp nhưng không có ngày tiếp nhận." for row in rows)
    late = Dossier.objects.filter(state__in=(State.SUBMITTED, State.VERIFIED), late_days__gt=0, admitted_at=None)
    yield from (f"Hồ sơ {row.pk} nộp muộn mà đi tiếp khi chưa được chấp nhận." for row in late.order_by("pk"))
    unexplained = Dossier.objects.filter(admitted_at__isnull=False, admitted_because="").order_by("pk")
    yield from (f"Hồ sơ {row.pk} được chấp nhận nộp muộn mà không có lý do." for row in unexplained)


def _journeys() -> Iterator[str]:
    """The last step of the timeline is the state; each step begins where the one before ended."""
    last: dict[int, str] = {}
    for step in Handling.objects.order_by("dossier", "pk").iterator(chunk_size=2000):
        before = last.get(step.dossier_id, "")
        if step.from_state not in (before, step.to_state):
            yield f"Hành trình hồ sơ {step.dossier_id} đứt ở bước {step.pk}."
        last[step.dossier_id] = step.to_state
    for pk, state in Dossier.objects.order_by("pk").values_list("pk", "state").iterator(chunk_size=2000):
        if pk in last and last[pk] != state:
            yield f"Hồ sơ {pk} ở trạng thái “{State(state).label}” nhưng hành trình ghi “{State(last[pk]).label}”."


def _papers() -> Iterator[str]:
    twice = (
        DossierPaper.objects.filter(is_current=True)
        .values("dossier", "requirement", "paper", "title")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .order_by("dossier")
    )
    yield from (f"Hồ sơ {row['dossier']} có hai bản hiện hành của một giấy tờ." for row in twice)
    newer = DossierPaper.objects.filter(
        Q(put_at__gt=F("dossier__submitted_at")), dossier__state__in=(State.SUBMITTED, State.VERIFIED, State.REFUSED)
    )
    yield from (f"Giấy tờ {row.pk} thêm vào hồ sơ {row.dossier_id} sau khi nộp." for row in newer.order_by("pk"))
    for paper in (
        DossierPaper.objects.exclude(file=None).select_related("file").order_by("pk").iterator(chunk_size=2000)
    ):
        if paper.file and not path_of(paper.file.sha256).is_file():
            yield f"Hồ sơ {paper.dossier_id} thiếu tệp {paper.file.name} trên đĩa."
