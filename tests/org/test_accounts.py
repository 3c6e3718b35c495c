"""Accounts: invitations used once, forgotten passwords, the first administrator."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from tests.factories import AT, make_account, make_actor, make_level, make_person, make_unit
from thidua.base.refusal import Refused
from thidua.org import journal
from thidua.org.actions import accounts
from thidua.org.actions.people import PersonFacts
from thidua.org.actions.units import UnitFacts
from thidua.org.actor import HOUSE
from thidua.org.kinds import Role
from thidua.org.models import Account, Assignment, Invitation, Person, Unit

GOOD = "tam-quat-bo-doi"


@pytest.mark.django_db
def test_invitation_opens_the_account_once():
    unit = make_unit()
    person = make_person(unit=unit)
    sent = accounts.invite(person, "An.NV", by=make_actor(Role.ADMIN, unit=unit), at=AT)
    assert sent.key not in str(Invitation.objects.values())
    account = accounts.accept(sent.key, GOOD, at=AT + timedelta(days=1))
    assert (account.username, account.check_password(GOOD)) == ("an.nv", True)
    with pytest.raises(Refused, match="đã dùng rồi"):
        accounts.accept(sent.key, GOOD, at=AT + timedelta(days=1))
    assert list(journal.faults()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("after", "password", "sentence"),
    [
        (timedelta(days=7), GOOD, "hết hạn"),
        (timedelta(), "ngan", "ít nhất 10 ký tự"),
        (timedelta(), "1234567890", "không được chỉ gồm chữ số"),
    ],
)
def test_invitation_is_refused(after: timedelta, password: str, sentence: str):
    sent = accounts.invite(make_person(), "an", by=HOUSE, at=AT)
    with pytest.raises(Refused, match=sentence):
        accounts.accept(sent.key, password, at=AT + after)
    assert (Account.objects.count(), Invitation.objects.get().used_at) == (0, None)


@pytest.mark.django_db
def test_a_newer_invitation_ends_the_older():
    person = make_person()
    older = accounts.invite(person, "an", by=HOUSE, at=AT)
    accounts.invite(person, "an", by=HOUSE, at=AT + timedelta(minutes=1))
    with pytest.raises(Refused, match="hết hạn"):
        accounts.accept(older.key, GOOD, at=AT + timedelta(minutes=2))


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "found"), [("AN", True), ("an@so.gov.vn", True), ("ai-do", False), ("", False)])
def test_reset_is_made_only_for_an_open_account(who: str, found: bool):
    make_account(make_person(email="an@so.gov.vn"), username="an")
    make_account(make_person(), username="")
    assert bool(accounts.ask_reset(who, at=AT)) is found


@pytest.mark.django_db
def test_reset_sets_a_new_password():
    account = make_account(make_person(email="an@so.gov.vn"), username="an")
    sent = accounts.ask_reset("an", at=AT)
    assert sent
    accounts.accept(sent.key, GOOD, at=AT + timedelta(hours=1))
    account.refresh_from_db()
    assert account.check_password(GOOD)
    with pytest.raises(Refused, match="Mật khẩu đang dùng không đúng"):
        accounts.change_password(account, "khac", GOOD, by=HOUSE, at=AT)


def begin(name: str) -> bool:
    office, admin = UnitFacts("UBND xã Thử", make_level()), PersonFacts(f"Lê {name}")
    try:
        accounts.begin(office, admin, name, GOOD, at=AT)
    except Refused:
        return False
    finally:
        if connection.vendor == "postgresql" and not connection.in_atomic_block:
            connection.close()
    return True


@pytest.mark.django_db
def test_begin_makes_office_and_administrator_only_once():
    assert [begin("quantri"), begin("khac")] == [True, False]
    held = Assignment.objects.select_related("person", "unit").get()
    assert (held.role, held.person.name, held.unit.name) == ("admin", "Lê quantri", "UBND xã Thử")
    assert (Unit.objects.count(), Person.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_begin_and_invitation_hold_under_two_requests_at_once():
    make_level()
    at_once = 4 if connection.vendor == "postgresql" else 1
    with ThreadPoolExecutor(at_once) as pool:
        made = list(pool.map(begin, ["mot", "hai", "ba", "bon"]))
    assert sorted(made) == [False, False, False, True]
    assert Account.objects.count() == 1
    sent = accounts.invite(make_person(), "nguoi-moi", by=HOUSE, at=AT)

    def use(_: int) -> bool:
        try:
            accounts.accept(sent.key, GOOD, at=AT)
        except Refused:
            return False
        finally:
            if connection.vendor == "postgresql":
                connection.close()
        return True

    with ThreadPoolExecutor(at_once) as pool:
        used = list(pool.map(use, range(4)))
    assert sorted(used) == [False, False, False, True]
