"""A superior's places shared among its units, and kept to by their plans."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import make_actor, make_level, make_movement, make_unit
from thidua.base.refusal import Refused
from thidua.movements import actions
from thidua.movements.models import QuotaShare
from thidua.movements.rules.quotas import Limit, why_not_beyond_share, why_not_share
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db
AT = datetime(2023, 6, 20, 3, tzinfo=UTC)


@pytest.fixture
def district():
    return make_unit(name="UBND huyện Mẫu", level=make_level("huyen", "Huyện", 4))


@pytest.fixture
def communes(district):
    level = make_level("xa", "Xã, phường", 5)
    return [make_unit(name=f"UBND xã {name}", parent=district, level=level) for name in ("Sông Mây", "Suối Mơ")]


@pytest.fixture
def office(district):
    return make_actor(Role.OFFICE, unit=district)


def quota_of(movement, subject):
    return movement.quotas.get(subject=subject)


@pytest.mark.parametrize(
    ("limit", "given", "n", "reason"),
    [
        (Limit("max", 5), 3, 2, None),
        (Limit("max", 5), 3, 3, "Kế hoạch cho tối đa 5 (mục V.1), đã giao 3, thêm 3 là vượt 1."),
        (Limit("range", 2, 4), 0, 4, None),
        (Limit("deferred"), 0, 1, "Kế hoạch không nêu số lượng cụ thể (mục V.1) nên chưa giao phần"),
    ],
)
def test_units_together_get_no_more_than_the_plan_allows(limit, given, n, reason):
    said = why_not_share(limit, given=given, n=n, clause="mục V.1")
    assert (said or "").startswith(reason or "") and (said is None) == (reason is None)


def test_a_plan_that_names_no_number_asks_for_nothing_too_much():
    assert why_not_beyond_share(2, None, name="Giấy khen", clause="mục V.1") is None


def test_a_child_begins_with_its_share_and_may_not_go_beyond_it(district, communes, office):
    movement = make_movement(unit=district, text="")
    quota = quota_of(movement, "collective")
    share = actions.share_quota(quota, communes[0], 1, by=office, at=AT)
    assert (share.n, actions.share_quota(quota, communes[0], 2, by=office, at=AT).n) == (1, 2)
    with pytest.raises(Refused, match=r"^Kế hoạch cho tối đa 2 \(.+\), đã giao 2, thêm 1 là vượt 1\."):
        actions.share_quota(quota, communes[1], 1, by=office, at=AT)
    with pytest.raises(Refused, match="không trực thuộc"):
        actions.share_quota(quota, district, 1, by=office, at=AT)
    with pytest.raises(Refused, match=r"^Chỉ cán bộ thường trực"):
        actions.share_quota(quota, communes[1], 1, by=make_actor(Role.OFFICE, unit=communes[1]), at=AT)

    clerk = make_actor(Role.OFFICE, unit=communes[0])
    plan = actions.start_child(movement, communes[0], by=clerk, at=AT)
    drafted = [(each["award"], each["subject"], each["op"], each["n"]) for each in plan.draft["quotas"]]
    assert drafted == [("Giấy khen", "collective", "max", 2)]
    assert "- Số lượng Giấy khen: tối đa 2 tập thể." in plan.text

    greedy = {**plan.draft, "quotas": [{**plan.draft["quotas"][0], "n": 3}]}
    plan = actions.correct(plan, greedy, seen=plan.version, by=clerk, at=AT, what="số lượng")
    signed = {"number": "3/KH-UBND", "issued_on": date(2023, 6, 20), "by": clerk, "at": AT}
    actions.foresee(plan, **signed)
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã đối chiếu bản giấy", by=clerk, at=AT)
    with pytest.raises(Refused, match=r"^Cấp trên giao đơn vị tối đa 2 Giấy khen cho tập thể \(.+\), bản này ghi 3\."):
        actions.issue(plan, signer="Lò Văn Bình", **signed)
    actions.share_quota(quota, communes[0], 0, by=office, at=AT)
    assert not QuotaShare.objects.exists()
    assert actions.issue(plan, signer="Lò Văn Bình", **signed).state == "issued"


def test_a_unit_without_a_share_begins_without_numbers(district, communes, office):
    movement = make_movement(unit=district)
    clerk = make_actor(Role.OFFICE, unit=communes[1])
    assert actions.start_child(movement, communes[1], by=clerk, at=AT).draft["quotas"] == []


def test_the_childs_own_awards_are_its_own(district, communes, office):
    movement = make_movement(unit=district)
    actions.share_quota(quota_of(movement, "collective"), communes[0], 1, by=office, at=AT)
    clerk = make_actor(Role.OFFICE, unit=communes[0])
    plan = actions.start_child(movement, communes[0], by=clerk, at=AT)
    own = {**plan.draft["quotas"][0], "authority": "Chủ tịch UBND xã", "n": 9}
    plan = actions.correct(
        plan, {**plan.draft, "quotas": [*plan.draft["quotas"], own]}, seen=plan.version, by=clerk, at=AT, what="thêm"
    )
    signed = {"number": "4/KH-UBND", "issued_on": date(2023, 6, 20), "by": clerk, "at": AT}
    actions.foresee(plan, **signed)
    for finding in actions.open_errors(plan):
        actions.settle(plan, finding.key, "đã đối chiếu bản giấy", by=clerk, at=AT)
    assert actions.issue(plan, signer="Lò Văn Bình", **signed).state == "issued"
