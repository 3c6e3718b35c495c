"""Backup and restore: nothing lost, nothing slipped in, one sentence for each error."""

import io
import tarfile
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.conftest import GUARDS
from tests.factories import AT, make_account, make_person, make_unit
from thidua.__main__ import main
from thidua.base.refusal import Refused
from thidua.jobs.models import Recurrence
from thidua.org import anchor, archive, files, journal
from thidua.org.actions.people import PersonFacts, add_person
from thidua.org.actor import HOUSE
from thidua.org.models import JournalEntry, Person, StoredFile, Unit

pytestmark = pytest.mark.django_db(transaction=True)


def fill() -> StoredFile:
    unit = make_unit(name="UBND xã Thử")
    person = add_person(PersonFacts("Lê Thị Ánh"), unit, by=HOUSE, at=AT)
    make_account(person, username="anh")
    Recurrence.objects.create(name="x", last_at=AT.replace(microsecond=123456))
    return files.keep("minh chứng.pdf", b"noi dung", by=HOUSE, at=AT, media_type="application/pdf")


def empty(folder: Path, settings) -> None:
    call_command("flush", interactive=False, verbosity=0)
    settings.VAR = folder
    settings.FILES = folder / "files"


@pytest.fixture
def flushable() -> None:
    with connection.schema_editor() as editor:
        for name in GUARDS:
            import_module(name).lift(None, editor)


@pytest.mark.usefixtures("flushable")
def test_everything_comes_back(tmp_path: Path, settings, capsys: pytest.CaptureFixture[str]):
    stored = fill()
    head = journal.head()
    target = tmp_path / "sao-luu.tar"
    call_command("backup", str(target))
    empty(tmp_path / "other", settings)
    call_command("restore", str(target))
    assert capsys.readouterr().out == (
        f"Đã sao lưu 7 dòng và 1 tệp vào {target}.\nĐã khôi phục 7 dòng và 1 tệp; nhật ký nguyên vẹn.\n"
    )
    assert (journal.head(), anchor.read(), list(journal.faults())) == (head, head, [])
    assert files.content_of(StoredFile.objects.get(sha256=stored.sha256)) == b"noi dung"
    assert Person.objects.get().account.check_password("mat-khau-dai-10")
    assert Recurrence.objects.get().last_at.microsecond == 123456
    make_unit()  # the counters stand behind the restored rows
    assert Unit.objects.count() == 2


def test_restore_refuses_a_database_with_rows(tmp_path: Path):
    fill()
    archive.write(tmp_path / "a.tar", at=AT)
    with pytest.raises(Refused, match="Cơ sở dữ liệu đích đã có dữ liệu"):
        call_command("restore", str(tmp_path / "a.tar"))
    assert Person.objects.count() == 1


@pytest.mark.usefixtures("flushable")
@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("rows/org.person.jsonl", "Lê Thị Ánh", "Lê Thị Anh", "Bảng org.person trong bản sao lưu đã bị sửa"),
        ("files/", "noi dung", "noi dong", "trong bản sao lưu đã bị sửa"),
        ("manifest.json", '"number": 1', '"number": 2', "Cuối nhật ký bị cắt"),
    ],
)
def test_tampered_backup_is_refused_and_nothing_stays(
    tmp_path: Path, settings, name: str, old: str, new: str, sentence: str
):
    fill()
    archive.write(tmp_path / "a.tar", at=AT)
    with tarfile.open(tmp_path / "a.tar") as tar, tarfile.open(tmp_path / "b.tar", "w") as changed:
        for entry in tar:
            content = tar.extractfile(entry).read()
            if entry.name.startswith(name):
                content = content.replace(old.encode(), new.encode())
            entry.size = len(content)
            changed.addfile(entry, io.BytesIO(content))
    empty(tmp_path / "other", settings)
    with pytest.raises(Refused, match=sentence):
        archive.read(tmp_path / "b.tar")
    assert (Person.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_errors_are_one_sentence(tmp_path: Path):
    (tmp_path / "a.tar").write_text("not a tar")
    with pytest.raises(Refused, match="không phải bản sao lưu của thidua, hoặc đã hỏng"):
        call_command("restore", str(tmp_path / "a.tar"))
    with pytest.raises(Refused, match="Không có tệp"):
        call_command("restore", str(tmp_path / "none.tar"))
    with pytest.raises(Refused, match="đã có"):
        call_command("backup", str(tmp_path / "a.tar"))
    with pytest.raises(Refused, match="Không có thư mục"):
        call_command("backup", str(tmp_path / "none" / "a.tar"))


def test_command_line_says_the_sentence_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    target = tmp_path / "none.tar"
    monkeypatch.setattr("sys.argv", ["thidua", "restore", str(target)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == f"Không có tệp {target}. Hãy kiểm tra lại đường dẫn."
    assert capsys.readouterr().out == ""


def test_backup_refuses_to_leave_a_lost_file_out(tmp_path: Path):
    stored = fill()
    files.path_of(stored.sha256).unlink()
    with pytest.raises(Refused, match="Mất tệp"):
        archive.write(tmp_path / "a.tar", at=AT)
    assert not (tmp_path / "a.tar").exists()
    assert make_person().pk
