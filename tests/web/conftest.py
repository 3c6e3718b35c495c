"""Signed-in browsers without a browser."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import make_account
from thidua.org.models import Account, Person


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """Give a client in which the person is signed in; an account is made when there is none."""

    def enter(person: Person) -> Client:
        account = Account.objects.filter(person=person).first() or make_account(person)
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter
