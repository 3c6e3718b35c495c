"""The scorer itself: what it counts, what it forgives, what it calls an invention."""

from copy import deepcopy
from typing import Any

import pytest

from tests.plans.scoring import score

TEXT = "KẾ HOẠCH\nTặng Giấy khen của Chủ tịch UBND xã cho không quá 03 tập thể.\nHoàn thành 100% nhiệm vụ.\n"


def quote(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"line": TEXT.count("\n", 0, start) + 1, "start": start, "end": start + len(words), "quote": words}


def a_draft() -> dict[str, Any]:
    signer = {"name": None, "title": None, "authority": None, "sources": {}}
    document = dict.fromkeys(
        ("kind", "issuer", "issuer_level", "number", "symbol", "place", "date", "month", "title", "movement", "theme")
    )
    document |= {"launches_movement": True, "signer": signer, "sources": {}}
    period = {
        "start": None,
        "start_kind": "unknown",
        "end": None,
        "end_kind": "unknown",
        "last_day": None,
        "rounds": [],
    }
    lists = ("bases", "subjects", "purposes", "deadlines", "responsibilities", "recipients", "forms", "findings")
    share = quote("100% nhiệm vụ")
    return {
        "document": document, "period": period, **{name: [] for name in lists},
        "criteria": [{
            "subject": "collective", "kind": "threshold", "text": "Hoàn thành 100% nhiệm vụ.", "source": share,
            "params": {"conditions": [{"measure": "nhiệm vụ", "op": "=", "value": 100, "unit": "%"}]},
        }],
        "awards": [{"form": "Giấy khen", "authority": "Chủ tịch UBND xã", "subjects": ["collective"], "route": "own",
                    "when": "once", "source": quote("Giấy khen của Chủ tịch UBND xã")}],
        "quotas": [{"award": "Giấy khen", "authority": "Chủ tịch UBND xã", "subject": "collective", "op": "max", "n": 3,
                    "percent": None, "per": None, "deferred_to": None, "source": quote("không quá 03 tập thể")}],
        "dossier": {"items": [], "copies": None, "deferred_to": None, "sources": {}},
    }  # fmt: skip


def a_gold() -> dict[str, Any]:
    gold = deepcopy(a_draft())
    gold["findings"] = [{"code": "number-missing", "must": True}, {"code": "basis-missing", "must": False}]
    return gold


def a_reading(**changes: Any) -> dict[str, Any]:
    return {**a_draft(), "findings": [{"code": "number-missing", "sources": []}], **changes}


def test_a_right_reading_has_everything():
    result = score(a_reading(), a_gold(), TEXT)
    assert dict(result.sections) == {
        "document": 1, "period": 1, "criteria": 1, "awards": 1, "quotas": 1, "findings": 1
    }  # fmt: skip
    assert (result.mean, result.inventions, result.provenance, result.missing) == (100, (), 100, ())


def test_a_missed_must_finding_is_named():
    result = score(a_reading(findings=[]), a_gold(), TEXT)
    assert (result.missing, result.sections["findings"]) == (("number-missing",), 0)


@pytest.mark.parametrize(
    ("change", "worth"),
    [
        ({"subject": "individual"}, 0.8),
        ({"kind": "attestation", "params": {}}, 0.6),
        ({"params": {"conditions": [{"measure": "x", "op": ">=", "value": 100, "unit": "%"}]}}, 1.0),
        ({"params": {"conditions": [{"measure": "x", "op": ">", "value": 95, "unit": "%"}]}}, 0.8),
        ({"text": "HOÀN THÀNH 100 % NHIỆM VỤ"}, 1.0),
        ({"text": "Thực hiện tốt công tác tuyên truyền."}, 0.0),
    ],
)
def test_a_criterion_earns_its_parts(change, worth):
    criterion = a_draft()["criteria"][0] | change
    assert score(a_reading(criteria=[criterion]), a_gold(), TEXT).sections["criteria"] == pytest.approx(worth)


@pytest.mark.parametrize(("change", "worth"), [({"n": 4}, 0), ({"op": "exact"}, 0), ({"authority": "khác"}, 1)])
def test_a_quota_is_right_or_wrong(change, worth):
    quota = a_draft()["quotas"][0] | change
    assert score(a_reading(quotas=[quota]), a_gold(), TEXT).sections["quotas"] == worth


def test_half_of_a_list_too_many_costs_precision():
    quota = a_draft()["quotas"][0]
    result = score(a_reading(quotas=[quota, quota | {"n": 9}]), a_gold(), TEXT)
    assert result.sections["quotas"] == pytest.approx(2 / 3)


def test_another_value_that_the_gold_allows_is_right():
    gold = a_gold()
    gold["awards"][0]["also"] = {"when": ["yearly"]}
    award = a_draft()["awards"][0] | {"when": "yearly"}
    assert score(a_reading(awards=[award]), gold, TEXT).sections["awards"] == 1


def test_an_optional_item_neither_helps_nor_hurts():
    gold = a_gold()
    extra = gold["quotas"][0] | {"op": "set_by_unit", "n": None, "optional": True}
    gold["quotas"].append(extra)
    quota = a_draft()["quotas"][0]
    read = quota | {"op": "set_by_unit", "n": None}
    assert score(a_reading(), gold, TEXT).sections["quotas"] == 1
    assert score(a_reading(quotas=[quota, read]), gold, TEXT).sections["quotas"] == 1


def test_what_the_gold_leaves_empty_is_an_invention():
    document = a_draft()["document"] | {"number": "12/KH-UBND"}
    papers = {"items": [{"paper": "to_trinh", "text": "Tờ trình", "source": quote("KẾ HOẠCH")}], "copies": None}
    result = score(a_reading(document=document, dossier=papers), a_gold(), TEXT)
    assert [line.split(" = ")[0] for line in result.inventions] == ["document.number", "dossier.items"]
    assert result.sections["dossier"] == 0


def test_an_open_section_may_be_read_or_not():
    gold = a_gold() | {"selection": None, "funding": [], "open": ["selection", "funding"]}
    read = {"text": "KẾ HOẠCH", "source": quote("KẾ HOẠCH")}
    result = score(a_reading(selection=read, funding=[read]), gold, TEXT)
    assert (result.inventions, "funding" in result.sections) == ((), False)


@pytest.mark.parametrize("change", [{"quote": "Hoàn"}, {"start": 3}, {"line": 1}])
def test_a_quote_must_stand_verbatim_at_its_place(change):
    criterion = a_draft()["criteria"][0]
    wrong = criterion | {"source": criterion["source"] | change}
    result = score(a_reading(criteria=[wrong]), a_gold(), TEXT)
    assert (result.unproven, result.facts) == (("criteria[0]",), 3)


def test_a_value_without_a_source_is_unproven():
    document = a_draft()["document"] | {"place": "Phú Yên"}
    assert score(a_reading(document=document), a_gold(), TEXT).unproven == ("document.place",)
