"""Last year's plan as the beginning of this year's."""

from datetime import date

import pytest

from thidua.plans.draft import (
    Basis,
    Criterion,
    Deadline,
    Document,
    Finding,
    Period,
    PlanDraft,
    Quota,
    Quote,
    Statement,
)
from thidua.plans.renewal import renewed, text_moved

HERE = Quote(1, 0, 3, "năm")


def test_years_and_days_move_and_the_old_papers_own_marks_go() -> None:
    old = PlanDraft(
        document=Document(
            kind="Kế hoạch",
            launches_movement=True,
            number="12/KH-UBND",
            symbol="KH-UBND",
            date=date(2025, 1, 5),
            title="Phát động phong trào thi đua năm 2025",
            sources={"title": HERE},
        ),
        bases=(Basis("Quyết định", "2038/QĐ-UBND", date(2024, 12, 28), "UBND huyện", source=HERE),),
        period=Period(date(2025, 1, 1), "date", date(2025, 12, 31), "until", date(2025, 12, 31), ("once",)),
        purposes=(Statement("Nâng cao kết quả so với năm 2024.", HERE),),
        criteria=(Criterion("collective", "rank", "Hạng 4 năm 2025", {"value": 4, "by": "2025", "index": ["PAR"]}),),
        quotas=(Quota("Giấy khen", None, "collective", "max", 2),),
        deadlines=(
            Deadline("submit_dossier", "before", date(2026, 1, 30), date(2026, 1, 29), text="trước ngày 30/01/2026"),
        ),
        findings=(Finding("number-missing", "error", "…", (HERE,)),),
    )
    assert renewed(old, 2025, 2026) == PlanDraft(
        document=Document(
            kind="Kế hoạch",
            launches_movement=True,
            symbol="KH-UBND",
            title="Phát động phong trào thi đua năm 2026",
        ),
        bases=(Basis("Quyết định", "2038/QĐ-UBND", date(2024, 12, 28), "UBND huyện"),),
        period=Period(date(2026, 1, 1), "date", date(2026, 12, 31), "until", date(2026, 12, 31), ("once",)),
        purposes=(Statement("Nâng cao kết quả so với năm 2025."),),
        criteria=(Criterion("collective", "rank", "Hạng 4 năm 2026", {"value": 4, "by": "2026", "index": ["PAR"]}),),
        quotas=(Quota("Giấy khen", None, "collective", "max", 2),),
        deadlines=(
            Deadline("submit_dossier", "before", date(2027, 1, 30), date(2027, 1, 29), text="trước ngày 30/01/2027"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("năm 2025 và năm 2026", "năm 2026 và năm 2027"),
        ("giai đoạn 2021-2025", "giai đoạn 2021-2025"),
        ("Kế hoạch số 64/KH-UBND ngày 22/3/2025 của UBND tỉnh", "Kế hoạch số 64/KH-UBND ngày 22/3/2025 của UBND tỉnh"),
        ("Nghị định 152/2025/NĐ-CP", "Nghị định 152/2025/NĐ-CP"),
        ("đến năm 2030", "đến năm 2030"),
        ("gồm 20251 hồ sơ", "gồm 20251 hồ sơ"),
    ],
)
def test_only_years_of_the_round_move(text: str, moved: str) -> None:
    assert text_moved(text, 2025, 1) == moved


def test_the_leap_day_moves_to_the_last_of_february() -> None:
    old = PlanDraft(deadlines=(Deadline("report", "until", date(2024, 2, 29)),))
    assert renewed(old, 2024, 2025).deadlines[0].date == date(2025, 2, 28)


def test_a_plan_is_not_renewed_for_a_year_before_it() -> None:
    with pytest.raises(ValueError, match="2025 renewed for 2024"):
        renewed(PlanDraft(document=Document(date=date(2025, 1, 5))), 2025, 2024)
