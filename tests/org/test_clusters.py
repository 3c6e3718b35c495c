"""Clusters, their agreement, and office days."""

from datetime import date

import pytest

from tests.factories import AT, DAY, make_actor, make_unit
from thidua.base.refusal import Refused
from thidua.org import queries
from thidua.org.actions import clusters
from thidua.org.actor import HOUSE
from thidua.org.kinds import Role
from thidua.org.models import Cluster, ClusterMember, JournalEntry, OfficeDay

pytestmark = pytest.mark.django_db
START = date(2022, 1, 1)


def cluster_with(count: int) -> tuple[Cluster, list[ClusterMember]]:
    cluster = clusters.found_cluster("Cụm số 1", make_unit(), from_on=START, by=HOUSE, at=AT)
    members = [clusters.join_cluster(cluster, make_unit(), from_on=START, by=HOUSE, at=AT) for _ in range(count)]
    return cluster, members


def test_head_and_deputy_are_two_members():
    cluster, (one, two) = cluster_with(2)
    with pytest.raises(Refused, match="Cụm trưởng phải là thành viên"):
        clusters.lead_cluster(cluster, make_unit(), None, by=HOUSE, at=AT)
    with pytest.raises(Refused, match="hai đơn vị khác nhau"):
        clusters.lead_cluster(cluster, one.unit, one.unit, by=HOUSE, at=AT)
    clusters.lead_cluster(cluster, one.unit, two.unit, by=HOUSE, at=AT)
    with pytest.raises(Refused, match="đang là cụm trưởng hoặc cụm phó"):
        clusters.quit_cluster(one, until_on=DAY, by=HOUSE, at=AT)


def test_membership_is_once_and_ends_with_the_cluster():
    cluster, (one,) = cluster_with(1)
    with pytest.raises(Refused, match="đang là thành viên"):
        clusters.join_cluster(cluster, one.unit, from_on=START, by=HOUSE, at=AT)
    clusters.end_cluster(cluster, until_on=DAY, by=HOUSE, at=AT)
    one.refresh_from_db()
    assert one.until_on == DAY


def test_a_unit_signs_the_agreement_once_by_its_own_office():
    _, (member,) = cluster_with(1)
    with pytest.raises(Refused, match="Chỉ cán bộ thường trực"):
        clusters.pledge(member, on=DAY, by=make_actor(Role.OFFICE, unit=make_unit()), at=AT)
    clusters.pledge(member, on=DAY, by=make_actor(Role.OFFICE, unit=member.unit), at=AT)
    with pytest.raises(Refused, match="đã ký giao ước rồi"):
        clusters.pledge(member, on=DAY, by=HOUSE, at=AT)
    assert JournalEntry.objects.order_by("-number")[0].verb == "org.pledge"


def test_own_office_days_lie_over_those_from_above():
    top = make_unit()
    unit = make_unit(parent=top)
    saturday = date(2023, 4, 29)
    assert not queries.calendar_of(unit).is_working(saturday)
    clusters.set_office_day(top, saturday, is_working=True, reason="Hoán đổi ngày nghỉ", by=HOUSE, at=AT)
    assert queries.calendar_of(unit).is_working(saturday)
    clusters.set_office_day(unit, saturday, is_working=False, reason="Nghỉ riêng", by=HOUSE, at=AT)
    assert not queries.calendar_of(unit).is_working(saturday)
    clusters.drop_office_day(OfficeDay.objects.get(unit=unit), by=HOUSE, at=AT)
    assert queries.calendar_of(unit).is_working(saturday)
