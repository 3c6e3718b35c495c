"""`thidua check` finds ballots that were altered after the count."""

import pytest

from tests.council.rows import Session
from tests.factories import AT
from thidua.council import actions, invariants, sealing
from thidua.council.kinds import Choice
from thidua.council.models import Ballot, Box

pytestmark = pytest.mark.django_db
A, D = Choice.AGREE, Choice.DISAGREE


def _closed() -> Box:
    session = Session(members=4, dossiers=1)
    box = session.box(session.meet())
    for member, choice in enumerate((A, A, A, D)):
        session.cast(box, member, choice)
    return actions.close_box(box, by=session.office, at=AT)


def test_a_closed_box_is_in_order():
    _closed()
    assert list(invariants.faults()) == []


def test_a_changed_ballot_is_found_by_seal_and_recount():
    box = _closed()
    Ballot.objects.filter(choice=D).update(choice=A)
    assert list(invariants.faults()) == [
        f"Phiếu hoặc kết quả trong Hòm phiếu lần 1 (mã {box.pk}) đã bị sửa sau khi kiểm phiếu.",
        f"Đếm lại Hòm phiếu lần 1 (mã {box.pk}) không ra kết quả đã ghi.",
    ]


def test_a_lost_key_of_an_open_box_is_found():
    session = Session(members=3, dossiers=1)
    box = session.box(session.meet())
    assert list(invariants.faults()) == []
    sealing.destroy_key(box.key_name)
    assert [fault.endswith("hãy hủy và bỏ phiếu lại.") for fault in invariants.faults()] == [True]
