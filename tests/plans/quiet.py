"""A small plan in which there is nothing to settle; tests change one thing and see what is found."""

from dataclasses import replace
from datetime import date
from typing import Any

from thidua.plans.draft import (
    Award,
    Basis,
    Criterion,
    Deadline,
    Document,
    DossierRule,
    Finding,
    Paper,
    Period,
    PlanDraft,
    Quota,
    Quote,
    Signer,
    Statement,
    Subject,
)
from thidua.plans.findings import find
from thidua.plans.source import from_text

TEXT = """UBND XÃ TÂN PHÚ
Số: 12/KH-UBND
Tân Phú, ngày 02 tháng 5 năm 2024
KẾ HOẠCH
Phát động phong trào thi đua “Sạch làng” năm 2024
Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ;
Thi đua từ ngày 06/5/2024 đến hết ngày 30/11/2024.
Đối tượng: các thôn.
Trên 95% hộ phân loại rác.
Chủ tịch UBND xã tặng Giấy khen cho không quá 03 tập thể.
Hồ sơ: tờ trình, biên bản họp, báo cáo thành tích.
Nộp hồ sơ về Văn phòng chậm nhất ngày 10/12/2024.
Hội đồng Thi đua - Khen thưởng xã họp chọn.
Kinh phí: quỹ thi đua, khen thưởng xã.
Nguyễn Thị Mai
"""


def q(words: str, text: str = TEXT) -> Quote:
    """Quote words of a text."""
    start = text.index(words)
    return Quote(text.count("\n", 0, start) + 1, start, start + len(words), words)


CRITERION = Criterion(
    "collective", "threshold", "Trên 95% hộ phân loại rác.",
    {"conditions": [{"measure": "hộ phân loại rác", "op": ">", "value": 95, "unit": "%"}]}, q("Trên 95%"),
)  # fmt: skip
AWARD = Award("Giấy khen", "Chủ tịch UBND xã", ("collective",), "own", "once", q("Giấy khen"))
QUOTA = Quota("Giấy khen", "Chủ tịch UBND xã", "collective", "max", 3, source=q("không quá 03 tập thể"))
SUBMIT = Deadline(
    "submit_dossier", "until", date(2024, 12, 10), date(2024, 12, 10), to="Văn phòng",
    text="chậm nhất ngày 10/12/2024", source=q("chậm nhất ngày 10/12/2024"),
)  # fmt: skip
DECREE = Basis("Nghị định", "98/2023/NĐ-CP", date(2023, 12, 31), "Chính phủ", "basis", q("Nghị định số 98/2023/NĐ-CP"))
LAW = Basis("Luật", None, date(2022, 6, 15), None, "basis", q("Luật Thi đua"))
DOCUMENT = Document(
    kind="Kế hoạch", launches_movement=True, issuer="UBND xã Tân Phú", issuer_level="xa", number="12/KH-UBND",
    symbol="KH-UBND", place="Tân Phú", date=date(2024, 5, 2), title="Phát động phong trào thi đua “Sạch làng” năm 2024",
    movement="Sạch làng", signer=Signer("Nguyễn Thị Mai", "CHỦ TỊCH", "TM."),
)  # fmt: skip
PERIOD = Period(
    date(2024, 5, 6), "date", date(2024, 11, 30), "until", date(2024, 11, 30), ("once",),
    {"start": q("06/5/2024"), "end": q("đến hết ngày 30/11/2024")},
)  # fmt: skip
PAPERS = DossierRule(
    tuple(
        Paper(kind, words, q(words))
        for kind, words in (
            ("to_trinh", "tờ trình"),
            ("bien_ban", "biên bản họp"),
            ("bao_cao", "báo cáo thành tích"),
        )
    )
)
QUIET = PlanDraft(
    document=DOCUMENT,
    bases=(LAW, DECREE),
    period=PERIOD,
    subjects=(Subject("collective", "các thôn", q("các thôn")),),
    criteria=(CRITERION,),
    awards=(AWARD,),
    quotas=(QUOTA,),
    dossier=PAPERS,
    deadlines=(SUBMIT,),
    selection=Statement("Hội đồng họp chọn", q("Hội đồng Thi đua")),
    funding=(Statement("quỹ thi đua, khen thưởng xã", q("quỹ thi đua, khen thưởng xã")),),
)


def found(draft: PlanDraft = QUIET, text: str = TEXT) -> tuple[Finding, ...]:
    """Give the findings of a draft."""
    return find(draft, from_text(text))


def codes(text: str = TEXT, **changes: Any) -> list[tuple[str, str]]:
    """Give code and severity of what is found once fields of the quiet plan are changed."""
    return [(finding.code, finding.severity) for finding in found(replace(QUIET, **changes), text)]
