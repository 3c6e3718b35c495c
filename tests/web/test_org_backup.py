"""A backup waits while a secret ballot box is open."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.factories import AT, make_round, make_unit
from thidua.base.refusal import Refused
from thidua.council.models import Box, Council, Meeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("mode", "state", "waits"), [("secret", "open", True), ("secret", "closed", False), ("open", "open", False)]
)
def test_backup_waits_for_an_open_secret_box(tmp_path: Path, mode: str, state: str, waits: bool):
    unit = make_unit()
    meeting = Meeting.objects.create(
        council=Council.objects.create(unit=unit, name="Hội đồng"),
        round=make_round(),
        held_on=date(2022, 2, 1),
        convened_at=AT,
    )
    Box.objects.create(meeting=meeting, mode=mode, state=state)
    target = tmp_path / "a.tar"
    if waits:
        with pytest.raises(Refused, match="Đang có hòm phiếu kín mở"):
            call_command("backup", str(target))
    else:
        call_command("backup", str(target))
    assert target.exists() is not waits
