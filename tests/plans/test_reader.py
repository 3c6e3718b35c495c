"""Reading whole plans: against the golds, in every form; and what must hold for any text at all."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SHARED
from tests.plans.golds import OWN, forms_of, load_gold
from tests.plans.reading import read_file
from tests.plans.scoring import score
from thidua.plans import reader
from thidua.plans.draft import PlanDraft

FIVE = sorted((SHARED / "plans" / "gold").glob("*.yaml"))
OURS = sorted(OWN.glob("*.yaml"))


@pytest.mark.parametrize("gold", FIVE, ids=lambda gold: gold.stem)
def test_real_plans_are_read_right_in_every_form(gold: Path):
    for name, content in forms_of(gold):
        judged = score(*_against(name, content, gold))
        assert (name, judged.inventions, judged.unproven, judged.missing) == (name, (), (), ())
        assert (name, judged.mean > 98) == (name, True), judged.sections


@pytest.mark.parametrize("gold", OURS, ids=lambda gold: gold.stem)
def test_other_plans_are_read_without_invention(gold: Path):
    for name, content in forms_of(gold):
        judged = score(*_against(name, content, gold))
        assert (name, judged.inventions, judged.unproven) == (name, (), ())


def test_other_plans_are_read_well_on_the_whole():
    means = [score(*_against(name, content, gold)).mean for gold in OURS for name, content in forms_of(gold)]
    assert sum(means) / len(means) > 85


def _against(name: str, content: bytes, gold: Path):
    read, text = read_file(name, content)
    return read, load_gold(gold), text


PIECES = re.findall(
    r"[^|]+",
    "I.|II.|1.|a)|-|+|*|Điều 1.|Phần|KẾ HOẠCH|QUYẾT ĐỊNH|Số: |/KH-UBND|12/KH-UBND|ngày|tháng|năm 2024|30/02/2024|trước|"
    "không quá|02 tập thể|cá nhân|%|Giấy khen|của|Chủ tịch UBND huyện|Nơi nhận:|TM.|CHỦ TỊCH|Căn cứ|theo|“|”|(|;|:|.|,|"
    "/|//|phong trào thi đua|hồ sơ|đăng ký|báo cáo|MỤC ĐÍCH|TIÊU CHÍ|KHEN THƯỞNG|mỗi khối|20|ngày làm việc|kể từ|"
    "\n|\n\n|\t|\nKẾ HOẠCH\n|\nNơi nhận:\n|\nI. NỘI DUNG\n|\n1. Tiêu chí thi đua\n|\n- ",
)
WORDS = st.sampled_from(PIECES)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_any_text_gives_a_draft_whose_quotes_are_verbatim(text: str):
    draft = reader.read(text)
    data = draft.to_json()
    assert PlanDraft.from_json(data) == draft
    assert [found for found in _quotes(data) if text[found["start"] : found["end"]] != found["quote"]] == []


def _quotes(value):
    if isinstance(value, dict):
        if set(value) == {"line", "start", "end", "quote"}:
            yield value
        for each in value.values():
            yield from _quotes(each)
    elif isinstance(value, list):
        for each in value:
            yield from _quotes(each)


@pytest.mark.parametrize("gold", OURS[:3], ids=lambda gold: gold.stem)
def test_reading_takes_time_in_proportion_to_the_text(gold: Path):
    text = gold.with_suffix(".txt").read_text(encoding="utf-8")
    long = text + "\n".join([text.split("Nơi nhận")[0]] * 20)
    started = time.process_time()
    reader.read(long)
    assert time.process_time() - started < 5
