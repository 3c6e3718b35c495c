"""A backup waits while a secret ballot box is open, and never holds a key of one."""

import hashlib
import tarfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.factories import AT, make_round, make_unit
from thidua.base.refusal import Refused
from thidua.council import sealing
from thidua.council.models import Box, Council, Meeting
from thidua.org import archive
from thidua.org.actor import HOUSE
from thidua.org.files import keep

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


def test_a_backup_is_dropped_when_a_secret_box_opened_while_it_was_written(tmp_path: Path, monkeypatch: Any):
    meeting = Meeting.objects.create(
        council=Council.objects.create(unit=make_unit(), name="Hội đồng"),
        round=make_round(),
        held_on=date(2022, 2, 1),
        convened_at=AT,
    )
    write = archive.write

    def slow(target: Path, **given: Any) -> tuple[int, int]:
        written = write(target, **given)
        Box.objects.create(meeting=meeting, mode="secret")
        return written

    monkeypatch.setattr(archive, "write", slow)  # stands for a vote opened by somebody else meanwhile
    target = tmp_path / "a.tar"
    with pytest.raises(Refused, match="vừa mở trong lúc sao lưu"):
        call_command("backup", str(target))
    assert not target.exists()


def test_a_backup_holds_no_key_of_a_ballot_box(tmp_path: Path, settings: Any):
    settings.VAR = tmp_path / "var"
    name = sealing.make_key()
    key = (settings.VAR / "urns" / name).read_bytes()
    keep("bao-cao.pdf", b"noi dung", by=HOUSE, at=AT, media_type="application/pdf")
    target = tmp_path / "a.tar"
    call_command("backup", str(target))
    with tarfile.open(target) as tar:
        files = [entry.name for entry in tar if not entry.name.startswith("rows/")]
    assert files == [f"files/{hashlib.sha256(b'noi dung').hexdigest()}", "manifest.json"]
    assert (key in target.read_bytes(), name in target.read_text("latin-1")) == (False, False)
