"""Two people decide at the same moment, with real connections and real commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from tests.awards.rows import AT, SIGNING, make_case, make_dossier, make_meeting
from tests.factories import make_unit
from thidua.awards.actions import certifying, deciding, numbers
from thidua.awards.models import Certificate, Decision
from thidua.awards.queries import deciding as queries
from thidua.base.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: list[Callable[[], object]], *, meet: bool = True) -> list[object]:
    """Do every act in a thread of its own with its own connection; give what each gave or was refused with."""
    gate = Barrier(len(acts)) if meet else None

    def do(act: Callable[[], object]) -> object:
        try:
            if gate:
                gate.wait(timeout=30)
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts) if meet else 8) as pool:
        return list(pool.map(do, acts))


def make_rivals(count: int, *, quotas: list[dict[str, object]] | None = None) -> tuple[list[Decision], object]:
    """Drafted decisions about one collective each, in one round."""
    first, dossiers, officer = make_case(collectives=0, individuals=0, **({} if quotas is None else {"quotas": quotas}))
    unit = first.movement.unit
    dossiers = [make_dossier(first, make_unit(parent=unit)) for _ in range(count)]
    meeting = make_meeting(first, dossiers)
    drafts = [deciding.draft(first, [one], unit=unit, meeting=meeting, by=officer, at=AT) for one in dossiers]
    return drafts, officer


LAST_PLACE = [{"award": "Giấy khen", "authority": "Chủ tịch UBND huyện", "subject": "collective", "op": "max", "n": 1}]


def test_last_place_goes_to_exactly_one_of_two():
    drafts, officer = make_rivals(2, quotas=LAST_PLACE)
    acts = [
        lambda draft=draft, number=number: deciding.sign(draft, replace(SIGNING, number=number), by=officer, at=AT)
        for number, draft in enumerate(drafts, 1)
    ]
    ends = at_once(acts)
    refused = [end for end in ends if isinstance(end, Refused)]
    assert len(refused) == 1
    assert "kế hoạch cho tối đa 1 tập thể" in str(refused[0])
    assert Decision.objects.filter(state="signed").count() == 1
    assert sum(queries.used_places(drafts[0].round).values()) == 1


def test_one_decision_signed_twice_at_once_is_signed_once():
    (draft,), officer = make_rivals(1)
    copies = [Decision.objects.get(pk=draft.pk) for _ in range(2)]
    acts = [
        lambda copy=copy, number=number: deciding.sign(copy, replace(SIGNING, number=number), by=officer, at=AT)
        for number, copy in enumerate(copies, 1)
    ]
    assert sum(isinstance(end, Refused) for end in at_once(acts)) == 1


def test_fifty_decisions_signed_at_once_get_fifty_consecutive_numbers():
    drafts, officer = make_rivals(50, quotas=[])
    numbers.keep_register(
        drafts[0].unit, year=2022, symbol="QĐ-UBND", is_automatic=True, last_number=7, by=officer, at=AT
    )
    signing = replace(SIGNING, number=None)
    acts = [lambda draft=draft: deciding.sign(draft, signing, by=officer, at=AT) for draft in drafts]
    ends = at_once(acts, meet=connection.vendor == "postgresql")
    assert sorted(end.number for end in ends) == list(range(8, 58))


def test_book_of_awards_has_no_gap_and_no_double_when_written_at_once():
    drafts, officer = make_rivals(6, quotas=[])
    signed = [
        deciding.sign(draft, replace(SIGNING, number=number), by=officer, at=AT)
        for number, draft in enumerate(drafts, 1)
    ]
    at_once([lambda one=one: certifying.certify(one, by=officer, at=AT) for one in [*signed, *signed]])
    entered = Certificate.objects.order_by("book_number").values_list("book_number", flat=True)
    assert list(entered) == [1, 2, 3, 4, 5, 6]
