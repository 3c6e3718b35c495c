"""When a unit ends, its open dossiers go to the successor; what was concluded keeps the old name."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.dossiers.rows import make_award, make_dossier, make_movement, make_round
from tests.factories import AT, make_actor, make_subject, make_unit
from tests.web.signing import signed_in
from thidua.base.refusal import Refused
from thidua.dossiers import actions, actions_succession, invariants, queries
from thidua.dossiers.kinds import State
from thidua.dossiers.models import Dossier, Handling
from thidua.movements import actions as movements
from thidua.movements.models import Registration
from thidua.org.kinds import Role
from thidua.org.models import Document, JournalEntry, Succession, Unit

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
    assert actions_succession.succeed(scene.succession(scene.new), by=scene.admin, at=AT) == int(moves)
    dossier.refresh_from_db()
    assert (dossier.unit, dossier.state, dossier.nominee.name) == (scene.new if moves else scene.old, state, name)


def test_a_move_stands_on_the_timeline_and_in_the_journal_and_is_done_once(scene):
    dossier, past = scene.dossier(), scene.dossier(round=scene.closed)
    other = scene.dossier(unit=make_unit(parent=scene.top))
    Handling.objects.create(dossier=dossier, at=AT, to_state="draft")
    row = scene.succession(scene.new)
    assert [actions_succession.succeed(row, by=scene.admin, at=AT) for _ in range(2)] == [1, 0]
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
        actions_succession.succeed(scene.succession(scene.new), by=make_actor(Role.CLERK, unit=scene.old), at=AT)
    with pytest.raises(Refused, match="hãy chỉ định đơn vị nhận các hồ sơ còn mở"):
        actions_succession.succeed(scene.succession(None), by=scene.admin, at=AT)
    dossier.refresh_from_db()
    assert (dossier.unit, JournalEntry.objects.count()) == (scene.old, 0)


def test_the_page_that_merges_units_moves_their_dossiers(scene):
    dossier = scene.dossier()
    form = {"endings": scene.old.code, "heirs": scene.new.code, "on": "2023-02-01"}
    paper = {"kind": "Nghị quyết", "number": "1/NQ", "dated_on": "2023-01-01", "issuer": "UBTVQH"}
    assert signed_in(scene.admin).post("/to-chuc/ke-thua/", form | paper).status_code == 302
    dossier.refresh_from_db()
    assert dossier.unit == scene.new


FORM = {"on": "2023-02-01", "kind": "Nghị quyết", "number": "1/NQ", "dated_on": "2023-01-01", "issuer": "UBTVQH"}
LATER = datetime(2023, 7, 3, 2, 0, tzinfo=UTC)


def _ended(old: Unit, new: Unit, *, number: str, on: date) -> Succession:
    act = Document.objects.create(kind="Nghị quyết", number=number, entered_at=AT)
    row = Succession.objects.create(predecessor=old, successor=new, kind="merged", from_on=on, document=act)
    Unit.objects.filter(pk=old.pk).update(ends_on=on - timedelta(days=1))
    return row


def test_a_verified_dossier_taken_up_again_goes_to_whoever_succeeded_however_far_on(scene):
    office, last = make_actor(Role.OFFICE, unit=scene.top), make_unit(name="UBND phường Sau", parent=scene.top)
    dossier = scene.dossier(State.VERIFIED)
    Handling.objects.create(dossier=dossier, at=AT, to_state="verified")
    first = _ended(scene.old, scene.new, number="12/NQ", on=date(2023, 6, 10))
    actions_succession.succeed(first, by=scene.admin, at=AT)
    _ended(scene.new, last, number="13/NQ", on=date(2023, 7, 1))
    dossier = queries.with_names().get(pk=dossier.pk)
    assert dossier.unit == scene.old
    actions.reopen(dossier, reason="Có minh chứng mới", by=office, at=LATER)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.unit) == (State.SUBMITTED, last)
    assert [step.reason for step in queries.timeline(dossier)][1:] == [
        "Có minh chứng mới",
        "Chuyển từ UBND xã Cũ sang UBND xã Mới theo Nghị quyết số 12/NQ",
        "Chuyển từ UBND xã Mới sang UBND phường Sau theo Nghị quyết số 13/NQ",
    ]
    entry = JournalEntry.objects.latest("pk")
    assert (entry.verb, entry.facts["successor"]) == ("dossiers.succeed", last.pk)
    assert list(invariants.faults()) == []


def test_a_dossier_given_back_after_the_reform_waits_with_the_clerk_of_the_new_unit(scene):
    verifier = make_actor(Role.VERIFIER, unit=scene.top)
    dossier = scene.dossier(State.SUBMITTED)
    actions_succession.succeed(
        _ended(scene.old, scene.new, number="12/NQ", on=date(2023, 6, 10)), by=scene.admin, at=AT
    )
    dossier = queries.with_names().get(pk=dossier.pk)
    actions.give_back(dossier, reason="Thiếu số liệu năm trước", by=verifier, at=LATER)
    old, new = make_actor(Role.CLERK, unit=scene.old), make_actor(Role.CLERK, unit=scene.new)
    with pytest.raises(Refused, match="Chỉ đầu mối đơn vị của UBND xã Mới"):
        actions.write(dossier, achievements="Bổ sung", by=old, at=LATER)
    assert actions.write(dossier, achievements="Bổ sung", by=new, at=LATER).achievements == "Bổ sung"


def test_what_was_asked_of_an_ended_head_is_asked_of_the_successor(scene):
    movement = scene.round.movement
    award = make_award(movement, authority="Chủ tịch UBND huyện", authority_unit=scene.top)
    verified, refused, drafted = (scene.dossier(state, award=award) for state in ("verified", "refused", "draft"))
    decided = scene.dossier("verified", award=award)
    heir = make_unit(name="UBND phường Mới")
    row = _ended(scene.top, heir, number="14/NQ", on=date(2023, 6, 10))
    movements.succeed(row, by=scene.admin, at=AT)
    actions_succession.succeed(row, by=scene.admin, at=AT, decided={decided.pk})
    asked = {
        one.pk: one.award.authority for one in Dossier.objects.select_related("award").filter(award__form="Giấy khen")
    }
    new, old = "Chủ tịch UBND phường Mới", "Chủ tịch UBND huyện"
    assert [asked[one.pk] for one in (verified, refused, drafted, decided)] == [new, old, new, old]
    assert queries.timeline(verified).last().reason == f"Thẩm quyền khen chuyển từ {old} sang {new}"
    assert JournalEntry.objects.latest("pk").facts["awards"] == [verified.pk, drafted.pk]
    office = make_actor(Role.OFFICE, unit=heir)
    again = actions.reopen(queries.with_names().get(pk=refused.pk), reason="Có minh chứng mới", by=office, at=LATER)
    assert again.award.authority == new


class Split:
    """One commune split into two, with a dossier, a registration and a verified dossier left behind."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.other = scene, make_unit(name="UBND xã Bên", parent=scene.top)
        self.dossier, self.verified = scene.dossier(State.SUBMITTED), scene.dossier(State.VERIFIED)
        self.registration = Registration.objects.create(round=scene.round, unit=scene.old, state="sent", sent_at=AT)
        Unit.objects.filter(parent=scene.old).update(parent=scene.top)  # a split unit has no units under it
        self.browser = signed_in(scene.admin)
        codes = f"{scene.new.code}\n{self.other.code}"
        self.answer = self.browser.post(
            "/to-chuc/ke-thua/", FORM | {"endings": scene.old.code, "heirs": codes}, follow=True
        )
        self.address = f"/to-chuc/ke-thua/{scene.old.pk}/chia/"

    def key(self, heir: Unit) -> int:
        return Succession.objects.get(successor=heir).pk


def test_after_a_split_the_office_is_asked_who_takes_each_open_thing(scene):
    split = Split(scene)
    assert split.answer.redirect_chain[-1][0] == split.address
    page = split.answer.content.decode()
    assert "UBND xã Cũ còn 01 hồ sơ và 01 đăng ký đang mở: hãy chọn đơn vị nhận" in page
    assert (f"Hồ sơ của {split.dossier.nominee.name}" in page, split.verified.nominee.name in page) == (True, False)
    office = signed_in(make_actor(Role.OFFICE, unit=scene.top))
    assert "Chọn đơn vị nhận hồ sơ, đăng ký còn mở của UBND xã Cũ" in office.get("/").content.decode()

    split.browser.post(split.address, {f"dossiers-{split.dossier.pk}": split.key(split.other)})
    split.dossier.refresh_from_db()
    split.registration.refresh_from_db()
    assert (split.dossier.unit, split.registration.unit) == (split.other, scene.old)
    split.browser.post(split.address, {f"registrations-{split.registration.pk}": split.key(scene.new)})
    split.registration.refresh_from_db()
    assert split.registration.unit == scene.new
    assert "Không còn việc nào đang mở ở UBND xã Cũ" in split.browser.get(split.address).content.decode()
    assert "Chọn đơn vị nhận" not in office.get("/").content.decode()


def test_who_registered_already_is_not_offered_a_second_registration(scene):
    Registration.objects.create(round=scene.round, unit=scene.new, state="sent", sent_at=AT)
    split = Split(scene)
    page = split.browser.get(split.address).content.decode()
    ask = page[page.index(f'name="registrations-{split.registration.pk}"') :].split("</select>")[0]
    assert ("UBND xã Bên" in ask, "UBND xã Mới" in ask) == (True, False)


def test_sharing_out_is_refused_to_strangers_and_with_nothing_chosen(scene):
    split = Split(scene)
    empty = split.browser.post(split.address, {})
    assert (empty.status_code, "Chưa chọn đơn vị nhận cho việc nào" in empty.content.decode()) == (422, True)
    chosen = {f"dossiers-{split.dossier.pk}": split.key(split.other)}
    stranger = signed_in(make_actor(Role.CLERK, unit=scene.new)).post(split.address, chosen)
    assert "Chỉ cán bộ thường trực hoặc người quản trị" in stranger.content.decode()
    split.dossier.refresh_from_db()
    assert split.dossier.unit == scene.old
    assert split.browser.get(f"/to-chuc/ke-thua/{scene.top.pk}/chia/").status_code == 404


@pytest.mark.parametrize("door", ["/to-chuc/ke-thua/", "/to-chuc/don-vi/{}/ket-thuc/"])
def test_a_unit_with_open_dossiers_does_not_end_without_a_successor(scene, door):
    scene.dossier()
    form = FORM | {"endings": scene.old.code, "heirs": "", "last_day": "2023-02-01"}
    Unit.objects.filter(parent=scene.old).update(parent=scene.top)
    page = signed_in(scene.admin).post(door.format(scene.old.pk), form)
    assert (page.status_code, "còn 01 hồ sơ đang mở" in page.content.decode()) == (422, True)
    scene.old.refresh_from_db()
    assert (scene.old.ends_on, Succession.objects.count()) == (None, 0)
