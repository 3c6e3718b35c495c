"""The contract: what goes out as JSON comes back as the same draft."""

import json
from datetime import date
from decimal import Decimal

import pytest

from thidua.plans.draft import (
    Basis,
    Copies,
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
    Responsibility,
    Signer,
    Statement,
    Task,
)

HERE = Quote(line=3, start=10, end=18, quote="02 tập thể")


def full_draft() -> PlanDraft:
    conditions = ({"measure": "hồ sơ đúng hạn", "op": ">", "value": Decimal("99.5"), "unit": "%"},)
    return PlanDraft(
        document=Document(
            kind="Kế hoạch",
            launches_movement=True,
            date=date(2025, 3, 1),
            signer=Signer(name="Lê Văn Dũng", sources={"name": HERE}),
            sources={"date": HERE},
        ),
        bases=(Basis(kind="Luật", number="06/2022/QH15", date=date(2022, 6, 15)),),
        period=Period(start=date(2025, 1, 1), start_kind="date", rounds=("yearly", "stage")),
        purposes=(Statement("Nâng cao chất lượng.", HERE),),
        criteria=(Criterion("collective", "threshold", "Trên 99,5%.", {"conditions": conditions}, HERE),),
        quotas=(Quota(award="Giấy khen", op="range", n=3, n_max=5), Quota(op="max", n=2)),
        dossier=DossierRule(items=(Paper("to_trinh", "Tờ trình"),), copies=Copies(paper=1)),
        deadlines=(Deadline(act="report", meaning="yearly_before", month_day="12-15"),),
        responsibilities=(Responsibility("Phòng Nội vụ", (Task("Theo dõi.", date(2025, 6, 30)),)),),
        findings=(Finding("number-missing", "error", "Kế hoạch chưa có số.", (HERE,)),),
    )


def test_draft_comes_back_from_json_unchanged():
    draft = full_draft()
    assert PlanDraft.from_json(json.loads(json.dumps(draft.to_json()))) == draft


def test_json_has_the_keys_of_the_contract_in_its_order():
    assert list(PlanDraft().to_json()) == [
        "schema", "document", "bases", "period", "subjects", "purposes", "requirements", "contents", "solutions",
        "criteria", "criteria_deferred_to", "awards", "quotas", "dossier", "deadlines", "selection", "funding",
        "reward_level", "responsibilities", "recipients", "forms", "findings", "sources",
    ]  # fmt: skip


def test_json_writes_days_numbers_and_quotes_plainly():
    data = full_draft().to_json()
    assert data["document"]["date"] == "2025-03-01"
    assert data["criteria"][0]["params"]["conditions"][0]["value"] == 99.5
    assert data["purposes"][0]["source"] == {"line": 3, "start": 10, "end": 18, "quote": "02 tập thể"}
    assert [quota.get("n_max", "left out") for quota in data["quotas"]] == [5, "left out"]


def test_another_schema_is_refused():
    with pytest.raises(ValueError, match="schema 2"):
        PlanDraft.from_json({"schema": 2})


def test_findings_are_put_in_without_touching_the_rest():
    draft = full_draft()
    assert draft.with_findings(()).findings == ()
    assert draft.with_findings(()).with_findings(draft.findings) == draft
