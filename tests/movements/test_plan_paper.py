"""A draft printed as DOCX and read again is the same draft, and so is its PDF."""

from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import leave_out
from tests.plans.test_writing import bare
from thidua.documents import office
from thidua.movements.plan_paper import plan_docx
from thidua.plans import reader, source, writing
from thidua.plans.draft import (
    Award,
    Basis,
    Copies,
    Criterion,
    Deadline,
    Document,
    DossierRule,
    Paper,
    Period,
    PlanDraft,
    Quota,
    Responsibility,
    Signer,
    Statement,
    Subject,
    Task,
)

CHIEF = "Chủ tịch UBND xã An Hòa"
DUE = Deadline(
    "submit_dossier",
    "before",
    date(2026, 12, 10),
    date(2026, 12, 9),
    who="Các cơ quan, đơn vị",
    to="UBND xã An Hòa",
    via="Văn phòng",
)
DRAFT = PlanDraft(
    document=Document(
        kind="Kế hoạch",
        launches_movement=True,
        issuer="UBND xã An Hòa",
        issuer_level="xa",
        number="12/KH-UBND",
        symbol="KH-UBND",
        place="An Hòa",
        date=date(2026, 1, 5),
        title="Phát động phong trào thi đua “Vì nhân dân phục vụ” năm 2026",
        movement="Vì nhân dân phục vụ",
        signer=Signer("Lê Thị Bình", "CHỦ TỊCH", "TM."),
    ),
    bases=(Basis("Kế hoạch", "64/KH-UBND", date(2025, 12, 22), "UBND tỉnh", "parent_plan"),),
    period=Period(None, "on_issue", date(2026, 11, 30), "until", date(2026, 11, 30), ("once",)),
    subjects=(Subject("collective", "Các ban, ngành của xã."), Subject("individual", "Cán bộ, công chức của xã.")),
    purposes=(
        Statement("Nâng cao chất lượng phục vụ người dân, để mỗi lần đến trụ sở là một lần hài lòng với cán bộ."),
    ),
    requirements=(Statement("Thiết thực, không hình thức."),),
    contents=(Statement("Rút ngắn thời gian giải quyết hồ sơ."),),
    criteria=(
        Criterion("collective", "attestation", "Giữ gìn vệ sinh, trật tự nơi làm việc."),
        Criterion("individual", "attestation", "Tận tụy, hòa nhã khi tiếp công dân."),
    ),
    awards=(Award("Giấy khen", CHIEF, ("collective", "individual"), "own", "once"),),
    quotas=(Quota("Giấy khen", CHIEF, "collective", "max", 2), Quota("Giấy khen", CHIEF, "individual", "max", 5)),
    dossier=DossierRule((Paper("bien_ban", "Biên bản họp xét khen thưởng."),), Copies(1, None)),
    deadlines=(replace(DUE, text=writing.by(DUE)),),
    funding=(Statement("Trích từ quỹ thi đua, khen thưởng của xã."),),
    responsibilities=(Responsibility("Văn phòng", (Task("Phối hợp chặt chẽ giữa các bộ phận."),)),),
    recipients=(Statement("UBND tỉnh"), Statement("Lưu: VT")),
)


@pytest.mark.parametrize("draft", [DRAFT, replace(DRAFT, document=replace(DRAFT.document, number=None))])
def test_a_printed_draft_reads_as_itself(draft: PlanDraft) -> None:
    read = reader.read(source.load("ke-hoach.docx", plan_docx(draft.to_json())))
    assert bare(read) == draft


def test_its_pdf_reads_as_itself() -> None:
    if not office.is_installed():
        leave_out("LibreOffice is not installed")
    read = reader.read(source.load("ke-hoach.pdf", office.pdf_of(plan_docx(DRAFT.to_json()))))
    assert bare(read) == DRAFT
