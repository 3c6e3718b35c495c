"""What has to be settled before a plan is issued and before a round opens; what the office is asked in time."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import make_actor, make_draft, make_movement, make_unit
from thidua.base.refusal import Refused
from thidua.movements import actions, queries, rules
from thidua.movements.models import DueDay, PaperRequirement, Round
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry
from thidua.plans import reader
from thidua.plans.source import from_text

pytestmark = pytest.mark.django_db
AT = datetime(2023, 6, 20, 3, tzinfo=UTC)
TODAY = date(2023, 6, 20)
TEXT = """UBND XÃ SÔNG MÂY
Số:     /KH-UBND
Sông Mây, ngày     tháng     năm 2023

KẾ HOẠCH
Phát động phong trào thi đua “Công sở sạch” năm 2023

UBND xã Sông Mây ban hành Kế hoạch như sau:

I. NỘI DUNG
1. Thi đua dọn dẹp.
II. TIÊU CHÍ
1. Tập thể: nơi làm việc gọn gàng, không có rác.
III. THỜI GIAN
Từ ngày ban hành đến hết ngày 31/12/2023.
IV. KHEN THƯỞNG
1. Chủ tịch UBND xã tặng Giấy khen cho không quá 02 tập thể.
V. HỒ SƠ
1. Hồ sơ gồm biên bản họp, báo cáo thành tích, gửi UBND xã trước ngày 10/01/2024.
VI. TỔ CHỨC THỰC HIỆN
1. Các thôn đăng ký thi đua với UBND xã trước ngày 15/3/2023.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Lò Văn Bình
"""


@pytest.fixture
def commune():
    return make_unit(name="UBND xã Sông Mây")


@pytest.fixture
def office(commune):
    return make_actor(Role.OFFICE, unit=commune)


def taken_in(unit, by):
    return actions.take_in(unit, "kh.txt", from_text(TEXT), reader.read(TEXT), by=by, at=AT)


def test_findings_are_reckoned_with_the_number_and_day_typed_at_issuing(commune, office):
    plan = taken_in(commune, office)
    signed = {"number": "15/KH-UBND", "issued_on": date(2023, 4, 3), "by": office, "at": AT}
    assert actions.open_errors(plan) == []  # without a day nothing lies behind it
    with pytest.raises(Refused, match=r"^Còn 1 điểm phải giải quyết trước khi ban hành: Hạn đăng ký thi đua"):
        actions.issue(plan, signer="Lò Văn Bình", **signed)
    plan.refresh_from_db()
    assert (plan.state, plan.draft["document"]["date"]) == ("read", None)

    actions.foresee(plan, **signed)
    assert plan.draft["document"]["number"] == "15/KH-UBND"
    error = actions.open_errors(plan)[0]
    assert error.code == "deadline-before-issue"
    version = plan.version
    assert actions.foresee(plan, **signed).version == version  # nothing new, nothing written
    actions.settle(plan, error.key, "các thôn đã đăng ký từ đầu năm", by=office, at=AT)
    assert actions.issue(plan, signer="Lò Văn Bình", **signed).state == "issued"
    with pytest.raises(Refused, match=r"^Kế hoạch đã ban hành"):
        actions.foresee(plan, **signed)
    assert JournalEntry.objects.filter(verb="movements.foresee").count() == 1


def test_an_earlier_day_needs_no_reason(commune, office):
    plan = taken_in(commune, office)
    signed = {"number": "15/KH-UBND", "issued_on": date(2023, 2, 1), "signer": "Lò Văn Bình"}
    assert actions.issue(plan, **signed, by=office, at=AT).state == "issued"


def without_papers(unit):
    movement = make_movement(unit=unit)
    PaperRequirement.objects.filter(movement=movement).delete()
    Round.objects.filter(movement=movement).update(state="planned", starts_on=TODAY)
    return movement


def test_a_round_waits_for_its_list_of_papers_and_the_office_is_asked_for_it(commune, office):
    movement = without_papers(commune)
    round = movement.rounds.get()
    assert actions.open_due_rounds(today=TODAY, by=office, at=AT) == []
    with pytest.raises(Refused) as refused:
        actions.open_round(round, by=office, at=AT)
    assert str(refused.value) == rules.NO_PAPERS
    asked = [each for each in queries.waiting_for(office, TODAY) if each.key == f"papers:{round.pk}"]
    assert [(each.what, each.button, each.address, each.due_on) for each in asked] == [
        (
            "Chọn danh mục giấy tờ của hồ sơ để mở đợt xét",
            "Chọn",
            f"/phong-trao/{movement.pk}/giay-to/",
            TODAY,
        )
    ]
    actions.list_paper(movement, "bao_cao", source="quy chế của xã", by=office, at=AT)
    assert not [each for each in queries.waiting_for(office, TODAY) if each.key.startswith("papers:")]
    assert actions.open_due_rounds(today=TODAY, by=office, at=AT) == [round]


def announced(unit, ends_on):
    later = {"act": "submit_dossier", "meaning": "announced", "text": "sẽ thông báo sau"}
    movement = make_movement(unit=unit, draft=make_draft(deadlines=[later]))
    Round.objects.filter(movement=movement).update(ends_on=ends_on)
    return DueDay.objects.get(deadline__movement=movement)


@pytest.mark.parametrize(
    ("ends_on", "asked"),
    [
        (date(2023, 7, 31), [("còn 29 ngày làm việc", False)]),
        (date(2023, 12, 31), []),  # in good time, not half a year before
        (date(2023, 6, 10), [("quá hạn 10 ngày", True)]),
    ],
)
def test_an_announced_day_is_asked_of_the_office_before_the_round_ends(commune, office, ends_on, asked):
    due = announced(commune, ends_on)
    found = [each for each in queries.waiting_for(office, TODAY) if each.key == f"event:{due.pk}"]
    assert [(each.words, each.is_late) for each in found] == asked
    assert [each.due_on for each in found] == [ends_on] * len(asked)
