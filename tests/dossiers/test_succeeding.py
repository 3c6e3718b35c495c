"""When a unit ends, its open dossiers go to the successor; what was concluded keeps the old name."""

from datetime import date

import pytest

from tests.dossiers.rows import make_award, make_dossier, make_movement, make_round
from tests.factories import AT, make_actor, make_subject, make_unit
from tests.web.signing import signed_in
from thidua.base.refusal import Refused
from thidua.dossiers import actions, invariants, queries
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Handling
from thidua.org.kinds import Role
from thidua.org.models import Document, JournalEntry, Succession

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self) -> None:
        self.top = make_unit(name="UBND huyện")
        self.old = make_unit(name="UBND xã Cũ", parent=self.top)
        self.new = make_unit(name="UBND xã Mới", parent=self.top)
        movement = make_movement(unit=self.top)
        self.round, self.award = make_round(movement=movement), make_award(movement)
        self.closed = make_round(
            movement=movement, kind="yearly", year=2022, name="Năm 2022", state="closed", closed_at=AT
        )
        self.admin = make_actor(Role.ADMIN, unit=self.top)

    def dossier(self, state: str = "draft", **given):
        return make_dossier(
            **{"round": self.round, "unit": self.old, "award": self.award, "state": state}
            | {"nominee": make_subject(unit=make_unit(parent=self.old))}
            | given
        )

    def succession(self, new) -> Succession:
        act = Document.objects.create(kind="Nghị quyết", number="12/NQ", entered_at=AT)
        return Succession.objects.create(
            predecessor=self.old,
            successor=new,
            kind="merged" if new else "abolished",
            from_on=date(2023, 6, 1),
            document=act,
        )


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.mark.parametrize(
    ("state", "moves"),
    [
        (State.DRAFT, True),
        (State.GIVEN_BACK, True),
        (State.LATE, True),
        (State.SUBMITTED, True),
        (State.VERIFIED, False),
        (State.REFUSED, False),
        (State.WITHDRAWN, False),
    ],
)
def test_only_dossiers_without_a_conclusion_move(scene, state, moves):
    dossier = scene.dossier(state)
    name = dossier.nominee.name
    assert actions.succeed(scene.succession(scene.new), by=scene.admin, at=AT) == int(moves)
    dossier.refresh_from_db()
    assert (dossier.unit, dossier.state, dossier.nominee.name) == (scene.new if moves else scene.old, state, name)


def test_a_move_stands_on_the_timeline_and_in_the_journal_and_is_done_once(scene):
    dossier, past = scene.dossier(), scene.dossier(round=scene.closed)
    other = scene.dossier(unit=make_unit(parent=scene.top))
    Handling.objects.create(dossier=dossier, at=AT, to_state="draft")
    row = scene.succession(scene.new)
    assert [actions.succeed(row, by=scene.admin, at=AT) for _ in range(2)] == [1, 0]
    for one in (dossier, past, other):
        one.refresh_from_db()
    assert (dossier.unit, past.unit, other.unit == scene.new) == (scene.new, scene.old, False)
    assert queries.timeline(dossier).last().reason == ("Chuyển từ UBND xã Cũ sang UBND xã Mới theo Nghị quyết số 12/NQ")
    entry = JournalEntry.objects.filter(verb="dossiers.succeed").earliest("pk")
    assert (entry.facts["dossiers"], entry.happened_on) == ([dossier.pk], date(2023, 6, 1))
    assert list(invariants.faults()) == []


def test_strangers_and_an_ending_without_a_successor_are_refused(scene):
    dossier = scene.dossier()
    with pytest.raises(Refused, match="Chỉ cán bộ thường trực hoặc người quản trị"):
        actions.succeed(scene.succession(scene.new), by=make_actor(Role.CLERK, unit=scene.old), at=AT)
    with pytest.raises(Refused, match="hãy chỉ định đơn vị nhận các hồ sơ còn mở"):
        actions.succeed(scene.succession(None), by=scene.admin, at=AT)
    dossier.refresh_from_db()
    assert (dossier.unit, JournalEntry.objects.count()) == (scene.old, 0)


def test_the_page_that_merges_units_moves_their_dossiers(scene):
    dossier = scene.dossier()
    form = {"endings": scene.old.code, "heirs": scene.new.code, "on": "2023-02-01"}
    paper = {"kind": "Nghị quyết", "number": "1/NQ", "dated_on": "2023-01-01", "issuer": "UBTVQH"}
    assert signed_in(scene.admin).post("/to-chuc/ke-thua/", form | paper).status_code == 302
    dossier.refresh_from_db()
    assert dossier.unit == scene.new
