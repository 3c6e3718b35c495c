"""The table of steps, the list of papers, the days late."""

from datetime import date
from types import SimpleNamespace

import pytest

from thidua.dossiers import rules
from thidua.dossiers.eligibility import Judgement
from thidua.dossiers.kinds import State, Verdict
from thidua.dossiers.models import Dossier, DossierPaper
from thidua.movements.models import Criterion, Movement, PaperRequirement, Round
from thidua.movements.rules import quotas
from thidua.org.actor import Actor, Grant
from thidua.org.kinds import Role
from thidua.org.models import Unit

OFFICE_UNIT = Unit(pk=1, name="UBND huyện", path="0000001")
UNIT = Unit(pk=2, name="UBND xã", path="00000010000002")
OTHER = Unit(pk=3, name="UBND xã khác", path="00000010000003")


def _dossier(state: str = State.DRAFT, round_state: str = "open", *, is_paper: bool = False) -> Dossier:
    round = Round(pk=1, name="Đợt 2023", state=round_state, movement=Movement(pk=1, unit=OFFICE_UNIT))
    return Dossier(pk=1, state=state, unit=UNIT, round=round, is_paper=is_paper)


def _actor(role: Role, unit: Unit) -> Actor:
    return Actor(1, "Người", frozenset([Grant(role, unit.pk, unit.path)]), unit.pk)


CLERK, OFFICE, VERIFIER = _actor(Role.CLERK, UNIT), _actor(Role.OFFICE, OFFICE_UNIT), _actor(Role.VERIFIER, OFFICE_UNIT)
FREE = {
    ("clerk", State.DRAFT): {"write", "attest", "submit", "withdraw"},
    ("clerk", State.GIVEN_BACK): {"write", "attest", "submit", "withdraw"},
    ("clerk", State.LATE): {"withdraw"},
    ("clerk", State.SUBMITTED): {"withdraw"},
    ("clerk", State.VERIFIED): set(),
    ("clerk", State.REFUSED): set(),
    ("clerk", State.WITHDRAWN): set(),
    ("office", State.DRAFT): {"settle"},
    ("office", State.GIVEN_BACK): {"settle"},
    ("office", State.LATE): {"settle", "admit", "decline", "hand_to", "give_back"},
    ("office", State.SUBMITTED): {"settle", "hand_to", "give_back", "verify", "refuse"},
    ("office", State.VERIFIED): {"hand_to", "reopen"},
    ("office", State.REFUSED): {"reopen"},
    ("office", State.WITHDRAWN): set(),
    ("verifier", State.DRAFT): {"settle"},
    ("verifier", State.GIVEN_BACK): {"settle"},
    ("verifier", State.LATE): {"settle", "give_back"},
    ("verifier", State.SUBMITTED): {"settle", "give_back", "verify", "refuse"},
    ("verifier", State.VERIFIED): set(),
    ("verifier", State.REFUSED): set(),
    ("verifier", State.WITHDRAWN): set(),
}


@pytest.mark.parametrize(("who", "state"), list(FREE))
def test_steps_open_to_each_role_in_each_state(who, state):
    actor = {"clerk": CLERK, "office": OFFICE, "verifier": VERIFIER}[who]
    assert rules.steps_open(actor, _dossier(state)) == FREE[who, state]


@pytest.mark.parametrize("state", list(State))
def test_the_office_keys_only_paper_dossiers_and_only_while_they_are_open(state):
    keyed = {"key_paper", "receive_paper"} if state in rules.OPEN else set()
    assert rules.steps_open(OFFICE, _dossier(state, is_paper=True)) == FREE["office", state] | keyed
    assert rules.steps_open(CLERK, _dossier(state, is_paper=True)) == FREE["clerk", state]


@pytest.mark.parametrize("state", list(State))
def test_nobody_from_another_unit_may_take_any_step(state):
    assert rules.steps_open(_actor(Role.CLERK, OTHER), _dossier(state)) == frozenset()
    assert rules.steps_open(_actor(Role.OFFICE, UNIT), _dossier(state)) == frozenset()


@pytest.mark.parametrize("state", list(State))
def test_a_closed_round_stops_every_step(state):
    assert rules.steps_open(OFFICE, _dossier(state, "closed")) == frozenset()


def test_refusals_say_who_and_where():
    assert rules.why_not_step(OFFICE, _dossier(), "submit") == "Chỉ đầu mối đơn vị của UBND xã được nộp hồ sơ này."
    assert rules.why_not_step(CLERK, _dossier(State.VERIFIED), "submit") == (
        "Hồ sơ đang ở bước “Đã thẩm định, đủ điều kiện trình” nên không nộp hồ sơ được."
    )


@pytest.mark.parametrize(
    ("last", "day", "late"),
    [
        (date(2022, 1, 29), date(2022, 1, 29), 0),
        (date(2022, 1, 29), date(2022, 1, 30), 1),
        (date(2022, 1, 29), date(2022, 2, 10), 12),
        (None, date(2022, 2, 10), 0),
    ],
)
def test_days_late_count_after_the_last_day(last, day, late):
    assert rules.late_days(last, day) == late


def test_late_is_written_with_two_digits():
    assert [rules.late_words(days) for days in (0, 1, 12)] == ["", "muộn 01 ngày", "muộn 12 ngày"]


def _need(pk: int, paper: str, text: str = "") -> PaperRequirement:
    return PaperRequirement(pk=pk, paper=paper, text=text, clause=f"mục {pk}", origin="plan")


def test_a_paper_fills_its_requirement_then_the_first_of_its_kind():
    needs = [_need(1, "bao_cao"), _need(2, "bao_cao"), _need(3, "khac", "Phiếu khảo sát")]
    put = [
        DossierPaper(pk=1, paper="bao_cao", requirement_id=2),
        DossierPaper(pk=2, paper="bao_cao"),
        DossierPaper(pk=3, paper="khac"),
    ]
    laid = rules.slots(needs, put)
    assert [slot.paper.pk if slot.paper else None for slot in laid] == [2, 1, None]
    assert rules.why_incomplete(laid) == (
        "Hồ sơ còn thiếu phiếu khảo sát (kế hoạch yêu cầu: mục 3). Hãy bổ sung rồi nộp."
    )


@pytest.mark.parametrize(
    ("size", "kept", "refused"),
    [
        (25 * 1024 * 1024, 0, False),
        (25 * 1024 * 1024 + 1, 0, True),
        (1024, 200 * 1024 * 1024, True),
        (1024, 200 * 1024 * 1024 - 1024, False),
    ],
)
def test_sizes_are_limited_by_file_and_dossier(size, kept, refused):
    limits = rules.Limits(25 * 1024 * 1024, 200 * 1024 * 1024)
    assert (rules.why_not_size("a.pdf", size, kept, limits) is not None) is refused


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ({}, "Chưa có kết luận về tiêu chí 1 (mục 1). Hãy kết luận từng tiêu chí rồi chuyển hội đồng."),
        (
            {1: Verdict.MET, 2: Verdict.UNKNOWN},
            "Tiêu chí 2 còn thiếu dữ liệu. Hãy bổ sung minh chứng hoặc trả lại đơn vị.",
        ),
        (
            {1: Verdict.NOT_MET, 2: Verdict.MET},
            "Tiêu chí 1 (mục 1) chưa đạt. Hãy trả lại, hoặc kết luận không đủ điều kiện.",
        ),
        ({1: Verdict.MET, 2: Verdict.MET}, None),
    ],
)
def test_verification_needs_each_criterion_met(verdicts, said):
    criteria = [Criterion(pk=1, clause="mục 1"), Criterion(pk=2)]
    found = [rules.Found(pk, verdict) for pk, verdict in verdicts.items()]
    assert rules.why_not_verify(VERIFIER, _dossier(State.SUBMITTED), criteria, found) == said


@pytest.mark.parametrize(
    ("verdict", "reason", "by_facts", "refused"),
    [
        (Verdict.MET, "", Verdict.NOT_MET, True),
        (Verdict.MET, "đạt", Verdict.NOT_MET, True),
        (Verdict.MET, "Biên bản kiểm tra ngày 02/6/2023", Verdict.NOT_MET, False),
        (Verdict.MET, "", Verdict.MET, False),
        (Verdict.MET, "", Verdict.UNKNOWN, False),
        (Verdict.NOT_MET, "", Verdict.NOT_MET, False),
    ],
)
def test_met_against_the_facts_needs_its_ground(verdict, reason, by_facts, refused):
    criteria = [Criterion(pk=4), Criterion(pk=5, clause="mục 2")]
    judged = [
        Judgement("Khác", Verdict.NOT_MET, "Cửa của luật."),
        Judgement("Xếp loại", by_facts, "Năm 2022 không có xếp loại.", criterion_id=5),
    ]
    said = rules.why_not_against(criteria, [rules.Found(5, verdict, reason)], judged)
    sentence = (
        "Tiêu chí 2 (mục 2) chưa đạt theo số liệu đang có: Năm 2022 không có xếp loại. "
        "Nếu vẫn kết luận đạt, hãy ghi căn cứ ở dòng này."
    )
    assert said == (sentence if refused else None)


def test_nominating_over_the_quota_is_only_shown():
    over = rules.Meter("Giấy khen, tập thể", quotas.meter(quotas.Limit("max", 2), 3))
    assert over.sentence == "Giấy khen, tập thể: 03 đề nghị / 02 chỉ tiêu, vượt 01 (Hội đồng sẽ chọn)"
    under = rules.Meter("Giấy khen, tập thể", quotas.meter(quotas.Limit("max", 2), 1))
    assert under.sentence == "Giấy khen, tập thể: 01 đề nghị / 02 chỉ tiêu, còn 01"
    free = rules.Meter("Giấy khen, tập thể", quotas.meter(None, 3))
    assert free.sentence == "Giấy khen, tập thể: 3 – kế hoạch không nêu số lượng"


def test_the_nominee_puts_only_the_own_report():
    nominee = SimpleNamespace(person_id=7)
    dossier = _dossier()
    dossier.__dict__["nominee"] = nominee
    dossier._state.fields_cache["nominee"] = nominee
    writer = Actor(7, "Người được đề nghị")
    assert rules.why_not_write_paper(writer, dossier, "bao_cao") is None
    assert rules.why_not_write_paper(writer, dossier, "bien_ban") == (
        "Chỉ đầu mối đơn vị của UBND xã được sửa hồ sơ này."
    )
