"""What waits for a person among the dossiers, one line for each round and step."""

from collections.abc import Iterator, Mapping

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.http import urlencode

from thidua.base.text import shorten
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries_left import waiting_to_be_shared
from thidua.movements.kinds import RoundState
from thidua.movements.queries import Waiting
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.queries import subtrees

VERIFIER: Mapping[State, tuple[str, str]] = {State.SUBMITTED: ("Thẩm định {n} hồ sơ", "Thẩm định")}
OFFICE: Mapping[State, tuple[str, str]] = {
    State.LATE: ("Chấp nhận hay từ chối {n} hồ sơ nộp muộn", "Xem xét"),
    **VERIFIER,
}


def waiting_for(actor: Actor) -> list[Waiting]:
    """Give what a verifier and the standing office are the next to do. At most three queries.

    What units owe, dossier by dossier with its last day, is ``notices.queries.dossiers_owed``.
    """
    running = "round__movement__unit__path"
    found: list[Waiting] = []
    office = actor.paths(Role.OFFICE)
    if office:
        found += _lines("office", subtrees(office, field=running), OFFICE)
        found += _to_share(office)
    if paths := actor.paths(Role.VERIFIER):
        theirs = Q(officer=None) | Q(officer=actor.person_id)
        if office:
            theirs &= ~subtrees(office, field=running)  # said already
        found += _lines("verify", subtrees(paths, field=running) & theirs, VERIFIER)
    return found


def _to_share(paths: list[str]) -> Iterator[Waiting]:
    """Split units whose open dossiers and registrations wait for somebody to say who takes them."""
    for unit in waiting_to_be_shared(subtrees(paths)):
        what = f"Chọn đơn vị nhận hồ sơ, đăng ký còn mở của {unit.short}"
        address = reverse("org:share-out", args=[unit.pk])
        yield Waiting(f"split:{unit.pk}", what, "Đơn vị đã chia tách", "Chọn", address, unit_id=unit.pk)


def _lines(who: str, chosen: Q, steps: Mapping[State, tuple[str, str]]) -> Iterator[Waiting]:
    """Count by round and state; one dossier is opened itself, several as the filtered list."""
    rows = (
        Dossier.objects.filter(chosen, state__in=list(steps), round__state=RoundState.OPEN)
        .values("round_id", "round__name", "round__movement_id", "round__movement__name", "state")
        .annotate(n=Count("pk"), first=Min("pk"))
        .order_by("round_id", "state")
    )
    for row in rows:
        what, button = steps[State(row["state"])]
        yield Waiting(
            f"{who}-{row['state']}:{row['round_id']}",
            what.format(n=row["n"]),
            f"{shorten(row['round__movement__name'], 90)} – {row['round__name']}",
            button,
            _address(row["n"], row["first"], row["round_id"], row["state"]),
            movement_id=row["round__movement_id"],
        )


def _address(count: int, first: int, round_id: int, state: str) -> str:
    if count == 1:
        return reverse("dossiers:dossier", args=[first])
    return f"{reverse('dossiers:dossiers')}?{urlencode({'dot': str(round_id), 'trang_thai': state})}"
