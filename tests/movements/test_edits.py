"""Correcting a draft: what controls hold, what a value becomes, what follows from it."""

import pytest

from tests.factories import make_draft
from thidua.base.refusal import Refused
from thidua.movements.rules import edits, writing
from thidua.movements.rules.fields import BY_KEY, Field, fields_of, split

TEXT = "Một câu.\nTặng  cho 03 tập thể\ntrước ngày 30/02/2024, trước ngày 05/01/2024."


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", "  a   b ", "a b"),
        ("text", "", None),
        ("day", "5/1/2024", "2024-01-05"),
        ("day", "2024-01-05", "2024-01-05"),
        ("month_day", "5/1", "01-05"),
        ("number", "1,5", 1.5),
        ("number", "12", 12),
        ("list", "a; b ;", ["a", "b"]),
        ("choices", ["once"], ["once"]),
        ("flag", "on", True),
        ("conditions", "đúng hạn | > | 95 | %", [{"measure": "đúng hạn", "op": ">", "value": 95, "unit": "%"}]),
        ("tasks", "mới", [{"text": "mới", "due": None, "source": None}]),
    ],
)
def test_controls_become_values(kind, raw, value):
    assert edits.read_value(Field("x", "X", kind), raw, {}) == value


@pytest.mark.parametrize(
    ("kind", "raw", "begins"),
    [
        ("day", "30/02/2024", "Ngày phải ghi như"),
        ("day", "hôm nay", "Ngày phải ghi như"),
        ("month_day", "31/02", "Ngày, tháng phải ghi như"),
        ("month_day", "x", "Ngày, tháng phải ghi như"),
        ("number", "ba", "Ô này chỉ nhận số."),
        ("conditions", "đúng hạn 95", "Mỗi dòng ghi"),
        ("conditions", "đúng hạn | ~ | 95 | %", "Mỗi dòng ghi"),
    ],
)
def test_what_cannot_be_read_is_said(kind, raw, begins):
    with pytest.raises(ValueError, match=f"^{begins}"):
        edits.read_value(Field("x", "X", kind), raw, {})


def test_a_task_kept_keeps_its_day_and_place():
    before = {"x": [{"text": "cũ", "due": "2023-01-01", "source": {"line": 1}}]}
    assert edits.read_value(Field("x", "X", "tasks"), "cũ\nmới", before)[0]["due"] == "2023-01-01"


@pytest.mark.parametrize(
    ("kind", "value", "words", "control"),
    [
        ("text", None, "", ""),
        ("day", "2024-01-05", "05/01/2024", "2024-01-05"),
        ("month_day", "01-05", "05/01", "01-05"),
        ("flag", True, "Có", True),
        ("flag", False, "", False),
        ("choices", ["a"], "A", ["a"]),
        ("choice", "a", "A", "a"),
        ("number", 1.5, "1,5", 1.5),
        ("list", ["x", "y"], "x; y", "x; y"),
        ("list", "x", "x", "x"),
        ("tasks", [{"text": "x"}, {"text": "y"}], "x; y", "x\ny"),
        ("conditions", [{"measure": "m", "op": ">", "value": 5, "unit": None}], "m | > | 5 | ", "m | > | 5 | "),
    ],
)
def test_values_are_shown_and_put_into_controls(kind, value, words, control):
    field = Field("x", "X", kind, (("a", "A"),))
    assert (edits.shown(field, {"x": value}), edits.written(field, {"x": value})) == (words, control)


def test_a_criterion_has_the_fields_of_its_kind_and_loses_them_with_it():
    draft = make_draft()
    draft["criteria"][0] |= {"kind": "rank", "params": {"value": 4}}
    paths = [field.path for field in fields_of(BY_KEY["criteria"], draft["criteria"][0])]
    assert "params.value" in paths
    changed = edits.corrected(draft, "criteria-0", {"kind": "rating"})
    assert changed["criteria"][0]["params"] == {}
    same = edits.corrected(draft, "criteria-0", {"params__value": 3})
    assert same["criteria"][0]["params"] == {"value": 3}
    assert draft["criteria"][0]["params"] == {"value": 4}  # the old draft is never touched


def test_single_parts_are_written_where_they_stand():
    draft = make_draft()
    period = edits.corrected(draft, "period", {"end": "2024-02-01", "end_kind": "before"})
    assert period["period"]["last_day"] == "2024-01-31"
    assert edits.corrected(draft, "period", {"end_kind": "vague"})["period"]["last_day"] is None
    assert edits.corrected(draft, "elsewhere", {"criteria_deferred_to": "64/KH"})["criteria_deferred_to"] == "64/KH"
    assert edits.corrected(draft, "selection", {"text": "Họp xét"})["selection"]["text"] == "Họp xét"
    assert edits.corrected(draft, "selection", {"text": None})["selection"] is None
    copies = edits.corrected(draft, "dossier", {"copies__paper": 2})
    assert copies["dossier"]["copies"]["paper"] == 2
    assert edits.corrected(copies, "dossier", {"copies__paper": None})["dossier"]["copies"] is None
    signed = edits.corrected(draft, "document", {"signer__name": "Lê Văn An"})
    assert signed["document"]["signer"]["name"] == "Lê Văn An"


def test_places_are_found_with_any_blanks_and_only_if_they_are_there():
    found = edits.find_source(TEXT, "Tặng cho\n03 tập thể", 0)
    assert (found["line"], found["quote"]) == (2, "Tặng  cho 03 tập thể")
    assert edits.find_source(TEXT, "trước ngày", TEXT.rindex("trước ngày"))["start"] == TEXT.rindex("trước ngày")
    with pytest.raises(Refused, match=r"^Hãy chọn hoặc dán"):
        edits.find_source(TEXT, "  ")


def test_new_items_take_what_their_words_tell():
    draft = make_draft()
    made, address = edits.added(draft, "deadlines", edits.find_source(TEXT, "trước ngày 05/01/2024"))
    assert (address, made["deadlines"][2]["date"]) == ("deadlines-2", "2024-01-05")
    made, _ = edits.added(draft, "deadlines", edits.find_source(TEXT, "trước ngày 30/02/2024"))
    assert made["deadlines"][2]["date"] is None
    made, _ = edits.added(draft, "purposes", None)
    assert made["purposes"][0]["source"] is None


def test_removed_items_and_wrong_addresses():
    draft = make_draft()
    with pytest.raises(Refused, match="không bỏ được"):
        edits.removed(draft, "period")
    with pytest.raises(Refused, match="vừa được người khác bỏ đi"):
        edits.item_at(draft, "criteria-9")
    for address in ("period-1", "criteria", "la-0"):
        with pytest.raises(ValueError, match="no such part"):
            split(address)


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        ({"meaning": "yearly_before", "month_day": "01-05"}, "trước ngày 05/01 hằng năm."),
        (
            {"meaning": "relative", "days": 5, "day_kind": "working", "event": "ký"},
            "chậm nhất 5 ngày làm việc kể từ ngày ký.",
        ),
        ({"meaning": "relative", "days": 5, "event": "ký"}, "chậm nhất 5 ngày kể từ ngày ký."),
        ({"meaning": "announced"}, "sẽ có thông báo."),
        ({"meaning": "vague", "text": "cuối năm"}, "cuối năm."),
        ({"meaning": "none_stated"}, "theo yêu cầu."),
    ],
)
def test_every_kind_of_day_is_worded(deadline, words):
    draft = make_draft(deadlines=[{"act": "report", "text": ""} | deadline])
    text, placed = writing.worded(draft)
    assert placed["deadlines"][0]["source"]["quote"] == f"- Gửi báo cáo: {words}"
    assert placed["deadlines"][0]["source"]["quote"] in text


@pytest.mark.parametrize(
    ("quota", "words"),
    [
        ({"op": "range", "n": 2, "n_max": 4, "subject": "collective"}, "từ 2 đến 4 tập thể"),
        ({"op": "share", "percent": 20}, "không quá 20% tập thể và cá nhân"),
        ({"op": "per_group", "n": 2, "per": "khối"}, "mỗi khối 2 tập thể và cá nhân"),
        ({"op": "deferred", "deferred_to": "64/KH"}, "theo Kế hoạch số 64/KH"),
        ({"op": "set_by_unit"}, "do đơn vị tự quyết định"),
    ],
)
def test_every_kind_of_quota_is_worded(quota, words):
    _, placed = writing.worded(make_draft(quotas=[quota]))
    assert placed["quotas"][0]["source"]["quote"] == f"- Số lượng: {words}."


def test_tasks_money_and_choosing_are_worded_too():
    duty = [{"unit": "Phòng Nội vụ", "tasks": [{"text": "Theo dõi."}]}]
    draft = make_draft(
        responsibilities=duty,
        funding=[{"text": "Quỹ thi đua."}],
        selection={"text": "Hội đồng họp xét."},
        period=make_draft()["period"] | {"end": None, "last_day": None},
    )
    text, placed = writing.worded(draft)
    assert text.endswith("Phòng Nội vụ:\n- Theo dõi.\nHội đồng họp xét.")
    assert "THỜI GIAN" not in text
    assert placed["funding"][0]["source"]["quote"] == "- Quỹ thi đua."
