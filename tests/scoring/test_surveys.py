"""Surveys: exact means, one answer for a code, nothing that leads from a person to an answer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from threading import Barrier

import pytest
from django.db import connection

from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT, cell_of, make_board, make_index_set, make_sheet
from thidua.base.refusal import Refused
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry
from thidua.scoring import (
    actions,
    actions_figures,
    actions_public,
    actions_surveys,
    figure_tables,
    invariants,
    queries,
    queries_public,
    queries_surveys,
    survey_rules,
)
from thidua.scoring.kinds import Formula, SheetState, Source
from thidua.scoring.models import Figure, IndexItem, Survey, SurveyCode, SurveyTally

DURING = datetime(2023, 11, 10, 2, 0, tzinfo=UTC)
QUESTIONS = ("Thái độ của công chức ở bộ phận Một cửa?", "Thời gian giải quyết hồ sơ?")


class Scene:
    """An index set with a survey item, one unit with a sheet, a survey with codes."""

    def __init__(self, each: int = 4, least: int = 3) -> None:
        self.set = make_index_set()
        field = IndexItem.objects.get(code="1")
        self.item = IndexItem.objects.create(
            index_set=self.set, parent=field, code="1.3", name="Mức độ hài lòng", position=4, maximum=10,
            source=Source.SURVEY, formula=Formula.SURVEY,
        )  # fmt: skip
        self.board = make_board(self.set)
        self.sheet = make_sheet(self.set, self.board)
        self.survey = make_survey(self.item, self.board, least=least)
        actions_surveys.give_codes(self.survey, [self.sheet.unit], each, by=self.board, at=AT)
        self.questions = list(self.survey.questions.order_by("position").values_list("pk", flat=True))

    @property
    def codes(self) -> list[str]:
        return list(SurveyCode.objects.order_by("pk").values_list("code", flat=True))

    def answer(self, code: str, *scores: int, at: datetime = DURING) -> None:
        actions_public.answer(code, dict(zip(self.questions, scores, strict=False)), at=at)

    def close(self):
        done = actions_surveys.close_survey(self.survey, by=self.board, at=DURING)
        self.survey.refresh_from_db()
        return done


def make_survey(item: IndexItem, board, **given) -> Survey:
    said = {
        "title": "Khảo sát hài lòng năm 2023", "questions": QUESTIONS, "opens_on": date(2023, 11, 1),
        "closes_on": date(2023, 11, 30), "least": 3,
    } | given  # fmt: skip
    return actions_surveys.open_survey(item, **said, by=board, at=AT)


@pytest.mark.parametrize(
    ("counts", "questions", "answers", "value"),
    [
        ({}, 2, 0, None),
        ({5: 2}, 2, 1, Fraction(5)),
        ({1: 1, 2: 1, 5: 1}, 1, 3, Fraction(8, 3)),
        ({4: 4, 3: 2}, 2, 3, Fraction(11, 3)),
    ],
)
def test_the_mean_is_exact_over_all_questions(counts, questions, answers, value):
    found = survey_rules.mean(counts, questions)
    assert (found.answers, found.value) == (answers, value)


@pytest.mark.parametrize("typed", ["k7qf3-m2x9a", " K7QF3 M2X9A ", "K7QF3M2X9A", "K7QF3–M2X9A"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert survey_rules.clean(typed) == "K7QF3M2X9A"
    assert survey_rules.shown("K7QF3M2X9A") == "K7QF3-M2X9A"


@pytest.mark.django_db
def test_a_survey_gives_the_exact_mean_as_the_figure_of_its_item():
    scene = Scene()
    for code, scores in zip(scene.codes, [(5, 4), (3, 4), (1, 2)], strict=False):
        scene.answer(code, *scores)
    assert queries_surveys.asked_units(scene.survey)[0].mean is None  # nothing shows while people answer
    done = scene.close()
    assert (done.reached, done.short) == (1, 0)
    (asked,) = queries_surveys.asked_units(scene.survey)
    assert (asked.given, asked.spent, asked.mean.value) == (4, 3, Fraction(19, 6))
    figure = Figure.objects.get(code="khao_sat_1_3", unit=scene.sheet.unit, year=2023)
    assert (figure.numerator, figure.denominator, figure.entered_by_id) == (19, 30, scene.board.person_id)
    assert list(invariants.faults()) == []


@pytest.mark.django_db
def test_the_result_becomes_points_claimed_or_verified():
    scene = Scene()
    for code in scene.codes[:3]:
        scene.answer(code, 4, 3)
    scene.close()
    clerk = make_actor(Role.CLERK, unit=scene.sheet.unit)
    assert actions.fill_from_figures(scene.sheet, by=clerk, at=DURING) == 1
    assert cell_of(scene.sheet, "1.3").claimed == Decimal(7)  # 21/30 of ten points
    actions.move(scene.sheet, SheetState.VERIFYING, by=scene.board, at=DURING)
    assert actions_surveys.score_survey(scene.survey, by=scene.board, at=DURING) == 1
    cell = cell_of(scene.sheet, "1.3")
    assert (cell.verified, cell.verified_reason) == (7, "Tính từ số liệu khảo sát: 21/30")
    assert actions_surveys.score_survey(scene.survey, by=scene.board, at=DURING) == 0


@pytest.mark.django_db
def test_too_few_answers_give_no_result():
    scene = Scene()
    for code in scene.codes[:2]:
        scene.answer(code, 1, 1)
    done = scene.close()
    assert (done.reached, done.short) == (0, 1)
    assert queries_surveys.asked_units(scene.survey)[0].mean is None
    assert not Figure.objects.exists()


@pytest.mark.django_db
def test_a_code_answers_once_and_no_row_leads_from_it_to_the_answer():
    scene = Scene()
    first, second = scene.codes[:2]
    scene.answer(survey_rules.shown(first).lower(), 5, 1)
    with pytest.raises(Refused, match="Mã này đã được dùng"):
        scene.answer(first, 5, 5)
    told = SurveyTally.objects.order_by("question__position", "score").values_list("score", "count")
    assert list(told) == [(1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (1, 1), (2, 0), (3, 0), (4, 0), (5, 0)]
    spent = SurveyCode.objects.filter(code=first).values().get()
    assert set(spent) == {"id", "survey_id", "unit_id", "code", "is_spent"}
    names = {field.name for field in SurveyTally._meta.get_fields()}
    assert names == {"id", "question", "unit", "score", "count"}
    (line,) = JournalEntry.objects.filter(verb="survey.answer")
    assert (line.facts, first in str(line.__dict__), str(scene.sheet.unit) in str(line.__dict__)) == ({}, False, False)
    assert not SurveyCode.objects.get(code=second).is_spent


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "scores", "at", "sentence"),
    [
        ("XXXXXXXXXX", (5, 5), DURING, "Không có mã này"),
        (None, (5,), DURING, "Còn câu chưa trả lời"),
        (None, (5, 6), DURING, "Còn câu chưa trả lời"),
        (None, (5, 5), datetime(2023, 10, 31, 16, 59, tzinfo=UTC), "Khảo sát mở từ ngày 01/11/2023"),
        (None, (5, 5), datetime(2023, 11, 30, 17, 0, tzinfo=UTC), "Khảo sát đã kết thúc ngày 30/11/2023"),
    ],
)
def test_an_answer_is_refused_in_words_and_the_code_stays(typed, scores, at, sentence):
    scene = Scene()
    with pytest.raises(Refused, match=sentence):
        scene.answer(typed or scene.codes[0], *scores, at=at)
    assert not SurveyCode.objects.filter(is_spent=True).exists()
    assert not SurveyTally.objects.filter(count__gt=0).exists()


@pytest.mark.django_db
def test_the_last_day_counts_to_midnight_here_and_a_closed_survey_takes_nothing():
    scene = Scene()
    scene.answer(scene.codes[0], 5, 5, at=datetime(2023, 11, 30, 16, 59, tzinfo=UTC))
    scene.close()
    with pytest.raises(Refused, match="Khảo sát đã kết thúc"):
        scene.answer(scene.codes[1], 5, 5)
    with pytest.raises(Refused, match="đã kết thúc và đã có kết quả"):
        scene.close()
    with pytest.raises(Refused, match="không phát thêm mã"):
        actions_surveys.give_codes(scene.survey, [scene.sheet.unit], 1, by=scene.board, at=DURING)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"questions": ["", " "]}, "Hãy ghi từ 1 đến 20 câu hỏi"),
        ({"closes_on": date(2023, 10, 1)}, "Ngày kết thúc lại trước ngày mở"),
        ({"least": 2}, "Mỗi đơn vị phải có ít nhất 3 phiếu"),
    ],
)
def test_a_survey_that_cannot_work_is_refused(given, sentence):
    scene = Scene()
    scene.survey.item = make_index_set(scene.set.unit, code="khac").items.get(code="1.1")
    IndexItem.objects.filter(pk=scene.survey.item.pk).update(source=Source.SURVEY)
    item = IndexItem.objects.get(pk=scene.survey.item.pk)
    with pytest.raises(Refused, match=sentence):
        make_survey(item, scene.board, **given)


@pytest.mark.django_db
def test_who_may_ask_and_what_may_be_asked():
    scene = Scene()
    stranger = replace(make_actor(Role.OFFICE, unit=make_unit()), person_id=scene.board.person_id)
    with pytest.raises(Refused, match="Chỉ cán bộ thường trực"):
        actions_surveys.give_codes(scene.survey, [scene.sheet.unit], 1, by=stranger, at=AT)
    with pytest.raises(Refused, match="Chỉ cán bộ thường trực"):
        actions_surveys.close_survey(scene.survey, by=stranger, at=AT)
    with pytest.raises(Refused, match=r"Tiêu chí 1\.3 đã có khảo sát"):
        make_survey(scene.item, scene.board)
    with pytest.raises(Refused, match="Chỉ lập khảo sát cho tiêu chí lấy điểm từ khảo sát"):
        make_survey(IndexItem.objects.get(code="1.1"), scene.board)
    with pytest.raises(Refused, match="không thuộc cơ quan chấm điểm"):
        actions_surveys.give_codes(scene.survey, [make_unit()], 1, by=scene.board, at=AT)
    with pytest.raises(Refused, match=r"6\.000 mã một lần là quá nhiều"):
        actions_surveys.give_codes(scene.survey, [scene.sheet.unit], 6_000, by=scene.board, at=AT)
    with pytest.raises(Refused, match="Khảo sát chưa kết thúc"):
        actions_surveys.score_survey(scene.survey, by=scene.board, at=AT)


@pytest.mark.django_db
def test_results_of_a_survey_held_elsewhere_come_from_a_table_and_never_from_the_unit_itself():
    scene = Scene()
    unit = scene.sheet.unit
    codes = queries.figure_codes(2023)
    assert codes == ["dung_han", "khao_sat_1_3"]
    content = figure_tables.template(codes, [(unit.code, unit.name)], {(unit.code, "khao_sat_1_3"): "4,2/5"})
    assert actions_figures.import_figures(content, scene.set.unit, 2023, by=scene.board, at=AT).count == 1
    assert Figure.objects.get(code="khao_sat_1_3").numerator == Decimal("4.2")
    own = make_actor(Role.CLERK, Role.OFFICE, unit=unit)
    with pytest.raises(Refused, match="đơn vị được khảo sát không tự nhập"):
        actions.put_figure(unit, "khao_sat_1_3", 2023, numerator=Decimal(5), denominator=Decimal(5), by=own, at=AT)
    with pytest.raises(Refused, match="đơn vị được khảo sát không tự nhập"):
        actions_figures.import_figures(content, unit, 2023, by=own, at=AT)


@pytest.mark.django_db(transaction=True)
def test_one_code_used_twice_at_once_counts_once():
    scene = Scene()
    code, gate = scene.codes[0], Barrier(4)

    def answer(score: int) -> str:
        try:
            gate.wait(timeout=30)
            scene.answer(code, score, score)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(answer, [1, 2, 4, 5]))
    assert sorted(ends) == ["", *["Mã này đã được dùng. Mỗi mã chỉ trả lời một lần."] * 3]
    assert sum(SurveyTally.objects.values_list("count", flat=True)) == 2
    assert list(invariants.faults()) == []


@pytest.mark.django_db
def test_a_tally_changed_behind_its_back_is_found():
    Scene()
    SurveyTally.objects.filter(score=5).update(count=3)
    assert len([one for one in invariants.faults() if "khác số mã đã dùng" in one]) == 2
    assert queries_public.asked_by("", DURING.date()) is None
