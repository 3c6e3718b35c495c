"""`thidua check` finds what must not be among dossiers."""

import pytest

from tests.dossiers.rows import make_dossier, make_file
from tests.factories import AT
from thidua.dossiers import invariants
from thidua.dossiers.models import Dossier, DossierPaper, Handling
from thidua.org.files import path_of

pytestmark = pytest.mark.django_db


def _dossier() -> Dossier:
    dossier = make_dossier(state="submitted")
    Handling.objects.create(dossier=dossier, at=AT, to_state="draft")
    Handling.objects.create(dossier=dossier, at=AT, from_state="draft", to_state="submitted")
    DossierPaper.objects.create(dossier=dossier, paper="bao_cao", file=make_file(), put_at=AT)
    return dossier


def test_a_dossier_in_order_has_no_fault():
    _dossier()
    assert list(invariants.faults()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"received_on": None}, "Hồ sơ {} đã nộp nhưng không có ngày tiếp nhận."),
        ({"late_days": 1}, "Hồ sơ {} nộp muộn mà đi tiếp khi chưa được chấp nhận."),
        (
            {"state": "verified"},
            "Hồ sơ {} ở trạng thái “Đã thẩm định, đủ điều kiện trình” nhưng hành trình ghi “Đã nộp”.",
        ),
    ],
)
def test_a_state_without_its_reason_is_found(change, said):
    dossier = _dossier()
    Dossier.objects.update(**change)
    assert list(invariants.faults()) == [said.format(dossier.pk)]


def test_a_lost_file_is_found():
    dossier = _dossier()
    paper = dossier.papers.get()
    path_of(paper.file.sha256).unlink()
    assert list(invariants.faults()) == [f"Hồ sơ {dossier.pk} thiếu tệp {paper.file.name} trên đĩa."]
