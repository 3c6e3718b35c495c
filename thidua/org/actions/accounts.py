"""Accounts by invitation, forgotten passwords, the first administrator."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from thidua.base.refusal import Refused
from thidua.org import journal, rules
from thidua.org.actions.people import PersonFacts, add_person
from thidua.org.actions.roles import assign
from thidua.org.actions.units import UnitFacts, open_unit
from thidua.org.actor import HOUSE, Actor
from thidua.org.kinds import Role
from thidua.org.models import Account, Invitation, Person

INVITED_FOR = timedelta(days=7)
RESET_FOR = timedelta(hours=2)
_WEAK = {
    "password_too_short": "Mật khẩu phải có ít nhất 10 ký tự.",
    "password_too_common": "Mật khẩu này quá thông dụng, dễ đoán. Hãy chọn mật khẩu khác.",
    "password_entirely_numeric": "Mật khẩu không được chỉ gồm chữ số.",
}


@dataclass(frozen=True)
class Sent:
    """An invitation with its key, which exists only here and in the link."""

    invitation: Invitation
    key: str


def hash_of(key: str) -> str:
    """Give what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def why_not_password(password: str, account: Account | None = None) -> str | None:
    """Say why a password is too weak."""
    try:
        validate_password(password, account)
    except ValidationError as weak:
        return " ".join(_WEAK.get(str(error.code), "Mật khẩu chưa đủ mạnh.") for error in weak.error_list)
    return None


@transaction.atomic
def invite(person: Person, username: str, *, by: Actor, at: datetime) -> Sent:
    """Make the link by which a person sets the first password; earlier unused links of the person end."""
    username = username.strip().lower()
    taken = Account.objects.filter(username=username).exclude(person=person).exists()
    if reason := rules.why_not_invite(by, person, username, taken):
        raise Refused(reason)
    sent = _make(person, username, at, INVITED_FOR)
    journal.record("org.invite", person, by=by, at=at, facts={"username": username})
    return sent


@transaction.atomic
def ask_reset(who: str, *, at: datetime, address: str = "") -> Sent | None:
    """Make a link for a new password when the name or mail belongs to an open account with a mail address.

    The caller gives everybody the same answer.
    """
    given = who.strip()
    account = (
        Account.objects.filter(Q(username__iexact=given) | Q(person__email__iexact=given), is_active=True)
        .exclude(person__email="")
        .select_related("person")
        .order_by("pk")
        .first()
    )
    if account is None or not given:
        return None
    sent = _make(account.person, account.username, at, RESET_FOR)
    actor = Actor(person_id=None, name="Người quên mật khẩu", address=address)
    journal.record("org.ask_reset", account.person, by=actor, at=at)
    return sent


def _make(person: Person, username: str, at: datetime, lasts: timedelta) -> Sent:
    Invitation.objects.filter(person=person, used_at=None, expires_at__gt=at).update(expires_at=at)
    key = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        person=person, key_hash=hash_of(key), username=username, made_at=at, expires_at=at + lasts
    )
    return Sent(made, key)


@transaction.atomic
def accept(key: str, password: str, *, at: datetime, address: str = "") -> Account:
    """Use a link once: open the account when there is none, set the password."""
    invitation = Invitation.objects.filter(key_hash=hash_of(key)).select_related("person").first()
    if (reason := rules.why_not_accept(invitation, at)) or invitation is None:
        raise Refused(reason or "Liên kết không đúng.")
    if reason := why_not_password(password):
        raise Refused(reason)
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None, expires_at__gt=at).update(used_at=at):
        raise Refused("Liên kết này vừa được dùng. Hãy đăng nhập, hoặc xin liên kết mới.")
    person = invitation.person
    if person.left_on:
        raise Refused(f"{person.name} đã thôi công tác nên không đặt mật khẩu được.")
    account = Account.objects.filter(person=person).first()
    if account is None:
        if Account.objects.filter(username=invitation.username).exists():
            raise Refused(f"Tên đăng nhập “{invitation.username}” đã có người dùng. Hãy xin người quản trị mời lại.")
        account = Account(person=person, username=invitation.username, opened_at=at)
    account.is_active = True
    account.set_password(password)
    account.save()
    actor = Actor(person_id=person.pk, name=person.name, unit_id=person.unit_id, address=address)
    journal.record("org.accept_invitation", person, by=actor, at=at)
    return account


@transaction.atomic
def change_password(account: Account, old: str, new: str, *, by: Actor, at: datetime) -> Account:
    """Set one's own password, knowing the old one."""
    if not account.check_password(old):
        raise Refused("Mật khẩu đang dùng không đúng.")
    if reason := why_not_password(new, account):
        raise Refused(reason)
    account.set_password(new)
    account.save(update_fields=["password"])
    journal.record("org.change_password", account.person, by=by, at=at)
    return account


@transaction.atomic
def set_open(account: Account, is_open: bool, *, by: Actor, at: datetime) -> Account:
    """Close an account (its sessions end at once) or open it again."""
    if reason := rules.why_not_manage(by, account.person.unit, "khóa, mở tài khoản"):
        raise Refused(reason)
    if account.person_id == by.person_id:
        raise Refused("Không tự khóa tài khoản đang dùng được. Hãy nhờ người quản trị khác.")
    if not Account.objects.filter(pk=account.pk, is_active=not is_open).update(is_active=is_open):
        raise Refused("Tài khoản vừa được người khác thay đổi. Hãy tải lại trang.")
    account.refresh_from_db()
    journal.record("org.open_account" if is_open else "org.close_account", account.person, by=by, at=at)
    return account


@transaction.atomic
def unlock(account: Account, *, by: Actor, at: datetime) -> int:
    """Forget the failed sign-ins of an account, so that its owner need not wait; give how many there were."""
    if reason := rules.why_not_manage(by, account.person.unit, "mở khóa đăng nhập"):
        raise Refused(reason)
    failures: int = reset(username=account.username)
    journal.record("org.unlock_account", account.person, by=by, at=at)
    return failures


@transaction.atomic
def begin(office: UnitFacts, admin: PersonFacts, username: str, password: str, *, at: datetime) -> Account:
    """Make the first office and its administrator; only while there is no account, also under two requests at once."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [7_411_202])
    if Account.objects.exists():
        raise Refused("Hệ thống đã có người quản trị. Hãy đăng nhập.")
    username = username.strip().lower()
    if reason := why_not_password(password):
        raise Refused(reason)
    unit = open_unit(office, None, by=HOUSE, at=at)
    person = add_person(admin, unit, by=HOUSE, at=at)
    if reason := rules.why_not_invite(HOUSE, person, username, taken=False):
        raise Refused(reason)
    account = Account(username=username, person=person, opened_at=at)
    account.set_password(password)
    account.save(force_insert=True)
    assign(person, Role.ADMIN, unit, from_on=localdate(at), by=HOUSE, at=at)
    journal.record("org.begin", unit, by=HOUSE, at=at, facts={"admin": person.pk})
    return account
