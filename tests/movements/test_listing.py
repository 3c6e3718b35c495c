"""The list of papers beyond the plan: chosen with a source, taken from the law with its article, declined."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import make_actor, make_draft, make_movement
from thidua.base.refusal import Refused
from thidua.movements import actions, queries
from thidua.movements.rules import why_not_list_paper
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 4)
NOON = datetime(2024, 1, 4, 5, tzinfo=UTC)
ARTICLE = "khoản 2 Điều 84 Luật Thi đua, khen thưởng số 06/2022/QH15"


def asking(*papers: str):
    items = [{"paper": paper, "text": paper} for paper in papers]
    movement = make_movement(draft=make_draft(dossier=make_draft()["dossier"] | {"items": items}))
    return movement, make_actor(Role.OFFICE, unit=movement.unit)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, None),
        ({"is_named": False}, "Hãy ghi tên giấy tờ."),
        ({"is_there": True}, "Tờ trình đã có trong danh mục."),
        ({"source": "ừ"}, "Hãy ghi căn cứ chọn tờ trình: văn bản, điều khoản hoặc thông lệ của cơ quan."),
    ],
)
def test_a_paper_is_listed_with_a_name_and_a_source(given, said):
    usual = {"is_there": False, "is_named": True, "source": "Công văn số 5"}
    assert why_not_list_paper("Tờ trình", **usual | given) == said


def test_the_law_of_the_day_asks_for_minutes_from_2024_on():
    movement, _ = asking("to_trinh", "bao_cao")
    assert queries.law_demands(movement, date(2023, 12, 30)) == []
    (demand,) = queries.law_demands(movement, DAY)
    assert (demand.paper, demand.cite) == ("bien_ban", ARTICLE)


def test_a_paper_of_the_law_is_taken_in_with_its_article():
    movement, office = asking("to_trinh", "bao_cao")
    made = actions.list_paper(movement, "bien_ban", source="", by=office, at=NOON)
    assert (made.origin, made.reason, made.from_on) == ("law", ARTICLE, DAY)
    assert queries.law_demands(movement, DAY) == []
    assert [row.paper for row in queries.papers_of(movement, DAY)] == ["to_trinh", "bao_cao", "bien_ban"]
    assert [row.paper for row in queries.papers_of(movement, date(2024, 1, 3))] == ["to_trinh", "bao_cao"]
    assert JournalEntry.objects.filter(verb="movements.list_paper").count() == 1


def test_a_paper_of_the_law_is_declined_with_a_reason_and_looked_at_again():
    movement, office = asking("to_trinh", "bao_cao")
    with pytest.raises(Refused, match="Hãy ghi lý do không lấy biên bản họp"):
        actions.decline_paper(movement, "bien_ban", reason="", by=office, at=NOON)
    row = actions.decline_paper(movement, "bien_ban", reason="Hội đồng lập riêng", by=office, at=NOON)
    assert row.reason == f"{ARTICLE}; lý do: Hội đồng lập riêng"
    assert queries.law_demands(movement, DAY) == []
    assert [one.paper for one in queries.papers_of(movement, DAY)] == ["to_trinh", "bao_cao"]
    with pytest.raises(Refused, match="vừa được người khác thay đổi"):
        actions.decline_paper(movement, "bien_ban", reason="Hội đồng lập riêng", by=office, at=NOON)
    actions.unlist_paper(row, by=office, at=NOON)
    assert [one.paper for one in queries.law_demands(movement, DAY)] == ["bien_ban"]


def test_what_the_plan_asks_is_not_taken_off_and_nothing_is_listed_twice():
    movement, office = asking("to_trinh")
    row = queries.papers_of(movement, DAY).get()
    with pytest.raises(Refused, match="do kế hoạch yêu cầu"):
        actions.unlist_paper(row, by=office, at=NOON)
    with pytest.raises(Refused, match="Tờ trình đã có trong danh mục"):
        actions.list_paper(movement, "to_trinh", source="Công văn số 5", by=office, at=NOON)


def test_only_the_standing_office_lists():
    movement, _ = asking()
    with pytest.raises(Refused, match="Chỉ cán bộ thường trực"):
        actions.list_paper(movement, "to_trinh", source="Công văn số 5", by=make_actor(Role.CLERK), at=NOON)
    assert queries.papers_of(movement, DAY).count() == 0
