"""The secret address of a person's calendar."""

import secrets
from datetime import datetime

from django.db import transaction

from thidua.base.refusal import Refused
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import Account


@transaction.atomic
def renew_calendar(account: Account, *, by: Actor, at: datetime) -> Account:
    """Give the person's calendar a new secret address; the old one shows nothing from now on."""
    if by.person_id != account.person_id:
        raise Refused("Chỉ chủ tài khoản được tạo địa chỉ lịch của mình.")
    Account.objects.filter(pk=account.pk).update(calendar_key=secrets.token_urlsafe(32))
    account.refresh_from_db()
    journal.record("movements.renew_calendar", account, by=by, at=at)
    return account
