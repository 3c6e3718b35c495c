"""What became of each candidate, with the reason; what stays in the record of the praised."""

from dataclasses import replace

import pytest

from tests.awards.rows import AT, SIGNING, make_case, make_meeting, make_signed
from thidua.awards.actions import deciding, following
from thidua.awards.kinds import DecisionKind
from thidua.awards.queries import deciding as queries
from thidua.awards.queries.results import candidates
from thidua.dossiers.models import Dossier, Handling, Honour

pytestmark = pytest.mark.django_db


def test_every_candidate_has_a_class_and_a_reason():
    first, dossiers, officer = make_case(collectives=4, individuals=1)
    meeting = make_meeting(first, dossiers[:4], failed=(1,))
    unit = first.movement.unit
    chosen = deciding.draft(first, [dossiers[0]], unit=unit, meeting=meeting, by=officer, at=AT)
    deciding.sign(chosen, SIGNING, by=officer, at=AT)
    following.leave_out(dossiers[2], reason="Hết chỉ tiêu", by=officer, at=AT)
    Dossier.objects.filter(pk=dossiers[4].pk).update(state="refused")
    Handling.objects.create(dossier=dossiers[4], at=AT, to_state="refused", reason="còn hồ sơ trễ hạn")
    rows = Dossier.objects.order_by("pk").select_related("nominee", "unit", "award")
    assert [(one.result.label, one.reason) for one in candidates(first, rows)] == [
        ("Đạt", "Quyết định số 123/QĐ-UBND ngày 15/02/2022."),
        ("Không đạt", "Hội đồng không thông qua (03/09 phiếu đồng ý, cần 05)."),
        ("Không đạt", "Hết chỉ tiêu"),
        ("Chưa có kết quả", "Hội đồng đã thông qua (08/09 phiếu đồng ý, cần 05), chưa có quyết định."),
        ("Không đạt", "Thẩm định: còn hồ sơ trễ hạn."),
    ]


def test_revoked_and_proposed_are_told_apart():
    decision, officer = make_signed(collectives=1, individuals=0)
    dossier = queries.lines_of(decision)[0].dossier
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=[dossier], reason="Kê khai gian dối", by=officer, at=AT
    )
    deciding.sign(after, replace(SIGNING, number=200), by=officer, at=AT)
    (one,) = candidates(decision.round, [dossier])
    assert (one.result.label, one.reason) == (
        "Đã thu hồi",
        "Quyết định số 200/QĐ-UBND ngày 15/02/2022: Kê khai gian dối",
    )


def test_award_enters_the_record_and_stays_there_marked_when_revoked():
    decision, officer = make_signed(collectives=1, individuals=1)
    collective, individual = queries.lines_of(decision)
    assert sorted(Honour.objects.values_list("subject", "name", "law_code", "is_thematic", "decided_on")) == sorted(
        (line.subject_id, "Giấy khen của Chủ tịch UBND huyện", "GK_HUYEN", True, SIGNING.signed_on)
        for line in (collective, individual)
    )
    after = following.follow(
        decision, kind=DecisionKind.REVOKE, dossiers=[individual.dossier], reason="Hồ sơ giả", by=officer, at=AT
    )
    deciding.sign(after, replace(SIGNING, number=201), by=officer, at=AT)
    kept = Honour.objects.order_by("subject").values_list("subject", "revoked_by__number")
    assert list(kept) == [(collective.subject_id, None), (individual.subject_id, "201/QĐ-UBND")]
