"""The table role × state × scope, played: every combination it does not allow is refused and leaves nothing behind."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from tests.dossiers.rows import make_award, make_dossier, make_movement, make_round
from tests.factories import AT, DAY, make_actor, make_person, make_subject, make_unit
from tests.web.signing import signed_in
from thidua.base.refusal import Refused
from thidua.dossiers import actions, queries
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier
from thidua.dossiers.rules import STEPS, Step
from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry, Unit

pytestmark = pytest.mark.django_db
WHY = "Lý do thử của bước này"
ACTS: dict[str, Callable[..., Any]] = {
    "write": lambda scene, one, who: actions.write(one, achievements="Thành tích", **who),
    "submit": lambda scene, one, who: actions.submit(one, **who),
    "attest": lambda scene, one, who: actions.attest(one, **who),
    "withdraw": lambda scene, one, who: actions.withdraw(one, reason=WHY, **who),
    "key_paper": lambda scene, one, who: actions.put_paper(one, "bao_cao", None, **who),
    "receive_paper": lambda scene, one, who: actions.receive_paper(one, received_on=DAY, **who),
    "admit": lambda scene, one, who: actions.admit(one, reason=WHY, **who),
    "decline": lambda scene, one, who: actions.decline(one, reason=WHY, **who),
    "hand_to": lambda scene, one, who: actions.hand_to(one, scene.officer, **who),
    "give_back": lambda scene, one, who: actions.give_back(one, reason=WHY, **who),
    "verify": lambda scene, one, who: actions.verify(one, [], **who),
    "refuse": lambda scene, one, who: actions.refuse(one, [], reason=WHY, **who),
    "settle": lambda scene, one, who: actions.settle(one, scene.honour, is_same=False, reason=WHY, **who),
    "reopen": lambda scene, one, who: actions.reopen(one, reason=WHY, **who),
}
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "write": ("tom-tat/", {"achievements": "Thành tích"}),
    "submit": ("nop/", {}),
    "attest": ("dieu-kien/xac-nhan/", {}),
    "withdraw": ("buoc/rut/", {"reason": WHY}),
    "receive_paper": ("nhan-ho-so-giay/", {"received_on": DAY.isoformat()}),
    "admit": ("buoc/chap-nhan/", {"reason": WHY}),
    "decline": ("buoc/tu-choi/", {"reason": WHY}),
    "hand_to": ("giao/", {"officer": "{officer}"}),
    "give_back": ("tra-lai/", {"reason": WHY}),
    "verify": ("tham-dinh/", {"conclusion": "pass"}),
    "refuse": ("tham-dinh/", {"conclusion": "refuse", "reason": WHY}),
    "settle": ("dieu-kien/trung/{honour}/", {"same": "no", "reason": WHY}),
    "reopen": ("buoc/mo-lai/", {"reason": WHY}),
}
SCOPES = ("province", "office", "unit", "beside")


class Scene:
    """A dossier of a commune in a district's movement, with units above and beside it."""

    def __init__(self) -> None:
        self.province = make_unit(name="UBND tỉnh")
        self.office = make_unit(name="UBND huyện", parent=self.province)
        self.unit = make_unit(name="UBND xã", parent=self.office)
        self.beside = make_unit(name="UBND xã bên", parent=self.office)
        self.officer = make_person(unit=self.office)
        movement = make_movement(unit=self.office)
        make_award(movement)
        nominee = make_subject(unit=self.unit)
        self.honour = nominee.honours.create(name="Giấy khen", decided_on=DAY)
        round = make_round(movement=movement)
        self.dossier = make_dossier(round=round, unit=self.unit, nominee=nominee, state="submitted", is_paper=True)

    def at(self, scope: str) -> Unit:
        return getattr(self, scope)

    def in_state(self, state: State) -> Dossier:
        Dossier.objects.filter(pk=self.dossier.pk).update(state=state)
        return queries.with_names().get(pk=self.dossier.pk)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def allowed(step: Step, role: Role, scope: str, state: State) -> bool:
    """What the table says: the role, held at the place or above it, in a state the step begins from."""
    covering = ("province", "office", "unit") if step.at_unit else ("province", "office")
    return role in step.roles and scope in covering and state in step.before


def combinations(step: Step) -> Iterator[tuple[Role, str, State, bool]]:
    for role, scope, state in product(Role, SCOPES, State):
        yield role, scope, state, allowed(step, role, scope, state)


def test_every_step_of_the_table_is_played():
    assert set(ACTS) == set(STEPS)
    assert set(PAGES) == set(STEPS) - {"key_paper"}  # which is the summary's and the papers' page


class UndoError(Exception):
    """Takes back what an allowed step did."""


@pytest.mark.slow
@pytest.mark.parametrize("verb", list(STEPS))
def test_what_the_table_does_not_allow_is_refused_with_a_sentence(scene, verb):
    step, done = STEPS[verb], []
    for role, scope, state, may in combinations(step):
        unit = scene.at(scope)
        who = {"by": Actor(scene.officer.pk, "Người thử", frozenset([Grant(role, unit.pk, unit.path)])), "at": AT}
        dossier = scene.in_state(state)
        if verb == "write" and allowed(STEPS["key_paper"], role, scope, state):
            continue  # the office writes in a paper dossier
        if verb == "key_paper" and allowed(STEPS["write"], role, scope, state):
            continue  # the clerk may lay papers there too
        if may:
            with pytest.raises(UndoError), transaction.atomic():
                ACTS[verb](scene, dossier, who)
                done.append(Dossier.objects.get(pk=dossier.pk).state == (step.after or state))
                raise UndoError
            continue
        with pytest.raises(Refused) as refused, transaction.atomic():
            ACTS[verb](scene, dossier, who)
        assert str(refused.value).endswith((".", "!")) and str(refused.value)[0].isupper()
        assert Dossier.objects.get(pk=dossier.pk).state == state
    assert done and all(done)
    assert JournalEntry.objects.count() == 0


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_every_page_of_a_step_refuses_what_the_table_does_not_allow(scene, role):
    """Another role or place is tried in a state the step begins from, the right one in a state it does not."""
    names = {"officer": scene.officer.pk, "honour": scene.honour.pk}
    for scope in SCOPES[1:]:
        actor = make_actor(role, unit=scene.at(scope))
        browser = signed_in(actor)
        for verb, (path, form) in PAGES.items():
            step = STEPS[verb]
            here = step.before[0]
            writes = verb == "write" and allowed(STEPS["key_paper"], role, scope, here)
            if writes or allowed(step, role, scope, here):
                here = next(one for one in State if one not in step.before)
            dossier = scene.in_state(here)
            sees = queries.visible_to(actor).filter(pk=dossier.pk).exists()
            typed = {name: str(value).format(**names) for name, value in form.items()}
            page = browser.post(f"/ho-so/{dossier.pk}/{path.format(**names)}", typed)
            assert page.status_code == (422 if sees else 404), (verb, scope)
            assert not sees or 'class="refusal"' in page.content.decode()
            assert Dossier.objects.get(pk=dossier.pk).state == here
    assert JournalEntry.objects.filter(verb__startswith="dossiers.").count() == 0
