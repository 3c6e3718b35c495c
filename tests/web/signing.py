"""Sign a person in without the sign-in page."""

from django.test import Client

from tests.factories import make_account
from thidua.org.actor import Actor
from thidua.org.models import Person


def signed_in(actor: Actor) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    account = make_account(Person.objects.get(pk=actor.person_id))
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client
