"""The page of a job: its bar, its end, who sees it."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import AT, make_person
from thidua.jobs.models import Job
from thidua.org.models import Person

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]


def make_job(owner: Person, **given: object) -> Job:
    return Job.objects.create(kind="test.x", title="In giấy khen", owner=owner, asked_at=AT, **given)


def test_open_job_shows_its_bar_and_asks_again(signed_in: SignedIn):
    person = make_person()
    job = make_job(person, state="running", done=1, total=4, lease_until=AT)
    whole = signed_in(person).get(f"/viec-chay-lau/{job.pk}/").content.decode()
    part = signed_in(person).get(f"/viec-chay-lau/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert 'value="25"' in whole
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in whole
    assert part.strip().startswith('<section class="job" aria-live="polite"')
    assert "<html" not in part


def test_failed_job_says_why_and_runs_again(signed_in: SignedIn):
    person = make_person()
    job = make_job(person, state="failed", error="Chưa có mẫu giấy khen.", ended_at=AT)
    assert "Chưa có mẫu giấy khen." in signed_in(person).get(f"/viec-chay-lau/{job.pk}/").content.decode()
    signed_in(person).post(f"/viec-chay-lau/{job.pk}/chay-lai/")
    assert Job.objects.get().state == "waiting"


def test_job_of_another_is_not_found(signed_in: SignedIn):
    job = make_job(make_person())
    assert signed_in(make_person()).get(f"/viec-chay-lau/{job.pk}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_a_fixed_number_of_times(rows: int, signed_in: SignedIn, django_assert_num_queries):
    person = make_person()
    for _ in range(rows):
        make_job(person)
    client = signed_in(person)
    with django_assert_num_queries(7):  # session, account, person, roles, count, jobs, office
        page = client.get("/viec-chay-lau/")
    assert page.content.decode().count("In giấy khen") == rows
