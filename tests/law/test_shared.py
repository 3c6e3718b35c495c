"""The shared rule pack and ours say the same: every vector, every rate, every salary."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.law import packs


@pytest.fixture(scope="module")
def rulepack(shared: Path) -> Any:
    return yaml.safe_load((shared / "law" / "rulepack.yaml").read_text(encoding="utf-8"))


def test_every_vector_of_the_shared_pack_is_met(rulepack: Any) -> None:
    vectors = rulepack["test_vectors"]
    got = []
    for vector in vectors:
        bonus = packs.on(vector["decision"]).bonus(vector["award"], vector["subject"])
        got.append((bonus.base_salary, bonus.exact, bonus.amount))
    assert got == [(vector["base"], vector["raw"], vector["expect"]) for vector in vectors]
    assert len(got) == 14


def test_every_base_salary_of_the_shared_pack_is_ours(rulepack: Any) -> None:
    theirs = [(row["amount"], row["from"], row["until"], row["verified"]) for row in rulepack["base_salaries"]]
    ours = packs.shelf()["vn"].rows["base_salaries"]
    assert [(row.amount, row.start, row.until, row.verified) for row in ours] == theirs


def test_every_rate_of_the_shared_pack_is_ours(rulepack: Any) -> None:
    theirs = {
        (award["code"], rate["from"], rate["until"], Decimal(str(rate["x"])), rate["verified"], award.get("max", False))
        for award in rulepack["awards"]
        for rate in award["rates"]
    }
    ours = packs.shelf()["vn"].rows["rates"]
    assert {(row.award, row.start, row.until, row.coefficient, row.verified, row.at_most) for row in ours} == theirs
    assert len(ours) == sum(len(award["rates"]) for award in rulepack["awards"])


def test_every_ballot_share_of_the_shared_pack_is_ours(rulepack: Any) -> None:
    for row in rulepack["voting"]:
        share = row.get("min_yes_pct")
        if not isinstance(share, int):
            continue
        for code in row["award"]:
            ballot = packs.on(row["from"]).ballot(code)
            assert (ballot.value.share * 100, ballot.verified) == (share, row["verified"]), code


def test_every_act_of_the_shared_pack_is_ours(rulepack: Any) -> None:
    ours = {act.id: act for act in packs.shelf()["vn"].rows["acts"]}
    for key, source in rulepack["sources"].items():
        act = ours[key]
        assert (act.number, act.start, act.until) == (source["number"], source["from"], source["until"])


def test_nguyen_binh_is_paid_under_decree_98_at_the_salary_of_the_decision() -> None:
    bonus = packs.on(date(2024, 3, 15)).bonus("GK_HUYEN", "collective", date(2024, 2, 20), date(2024, 3, 15))
    assert (bonus.regime.id, bonus.base_salary, bonus.amount) == ("nd_98_2023", 1_800_000, 1_080_000)
    assert bonus.marks == ("chưa xác minh",)
