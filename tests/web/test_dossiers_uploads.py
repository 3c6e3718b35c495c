"""What may not come into a dossier: one sentence each on the page, nothing kept half, nothing a browser would run."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.documents.test_signatures import PASSPHRASE, SIGNER, office
from tests.documents.test_signatures import signed as signed_pdf
from tests.dossiers.rows import pdf
from tests.factories import make_actor
from tests.web.signing import signed_in
from tests.web.test_dossiers_dossier import Scene
from thidua.documents.signatures import sign
from thidua.dossiers.models import DossierPaper
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry, StoredFile

pytestmark = pytest.mark.django_db
MB = 2**20
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOUNDARY = "ranh-gioi"


@pytest.fixture
def scene() -> Scene:
    return Scene()


def word(**links: str) -> bytes:
    """A Word file; each keyword is a kind of relation and the address it points to outside the file."""
    document = docx.Document()
    document.add_paragraph("Báo cáo thành tích")
    for kind, target in links.items():
        document.part.relate_to(target, f"{RELATIONS}/{kind}", is_external=True)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as packed:
        packed.writestr(name, part)
    return made.getvalue()


def scripted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    said = TextStringObject("app.alert(1)")
    act = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): said})
    writer.root_object[NameObject("/OpenAction")] = act
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def index_of(entries: int) -> bytes:
    """A ZIP whose list names so many parts, all of them the same one: 47 bytes for each."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("a", b"")
    content = made.getvalue()
    at = content.index(b"PK\x01\x02")
    entry, end = content[at : content.index(b"PK\x05\x06")], bytearray(content[content.index(b"PK\x05\x06") :])
    told = min(entries, 0xFFFF).to_bytes(2, "little")
    end[8:12] = told + told
    end[12:16] = (len(entry) * entries).to_bytes(4, "little")
    return content[:at] + entry * entries + bytes(end)


WRONG = {
    "a program named .pdf": ("bao-cao.pdf", lambda: b"MZ\x90\x00\x03" + b"\x00" * 500, "chương trình Windows (.exe)"),
    "a PDF with a script": ("bao-cao.pdf", scripted, "lệnh JavaScript"),
    "a list of 500,000 parts": ("bao-cao.docx", lambda: index_of(500_000), "Tệp nén bất thường"),
    "an outside template": (
        "bao-cao.docx",
        lambda: word(attachedTemplate="https://noi-khac.example/mau.dotm"),
        "gắn với một mẫu (template) ở nơi khác",
    ),
    "an OLE object": (
        "bao-cao.docx",
        lambda: with_part(word(), "word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0"),
        "đối tượng nhúng (OLE)",
    ),
    "a linked picture": ("bao-cao.docx", lambda: word(image="https://noi-khac.example/anh.png"), "ảnh liên kết"),
    "a broken Word file": ("bao-cao.docx", lambda: word()[:-600], "Tệp bị hỏng, không mở được"),
    "an empty file": ("bao-cao.docx", lambda: b"", "không có nội dung"),
    "a page of the web": ("bao-cao.pdf", lambda: b"<html><script>alert(1)</script>", "trang web hoặc XML"),
}


def kept_on_disk(settings: Any) -> list[str]:
    folder = Path(settings.FILES)
    return [path.name for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_gets_one_sentence_and_leaves_nothing(scene: Scene, settings: Any, what: str) -> None:
    name, make, said = WRONG[what]
    dossier = scene.dossier()
    before = JournalEntry.objects.count()
    file = SimpleUploadedFile(name, make())
    answer = signed_in(scene.clerk).post(f"/ho-so/{dossier.pk}/giay-to/", {"place": scene.need.pk, "file": file})
    refusal = answer.context["refusal"]
    assert answer.status_code == 422
    assert said in refusal
    assert refusal.count(". Hãy ") == 1  # what stands in the way, and what to do
    assert f'role="alert">{refusal}' in answer.content.decode()
    assert (StoredFile.objects.count(), DossierPaper.objects.count()) == (0, 0)
    assert (kept_on_disk(settings), JournalEntry.objects.count()) == ([], before)


class Pouring(io.RawIOBase):
    """A form with one huge file, made while it is read: never a piece of it more than asked for."""

    def __init__(self, place: int, size: int) -> None:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="place"\r\n\r\n{place}\r\n'
        head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="quet.pdf"\r\n'
        self.head = f"{head}Content-Type: application/pdf\r\n\r\n%PDF-1.4\n".encode()
        self.tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        self.length = len(self.head) + size + len(self.tail)
        self.pieces = self.pour(size)
        self.left = b""

    def pour(self, size: int) -> Iterator[bytes]:
        yield self.head
        for start in range(0, size, MB):
            yield b"\x00" * min(MB, size - start)
        yield self.tail

    def read(self, size: int = -1) -> bytes:
        while len(self.left) < size and (piece := next(self.pieces, b"")):
            self.left += piece
        given, self.left = self.left[:size], self.left[size:]
        return given


def test_300_mb_are_refused_as_they_come_and_memory_stays_flat(scene: Scene, settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    browser, dossier = signed_in(scene.clerk), scene.dossier()
    stream: Any = Pouring(scene.need.pk, 300 * MB)
    told = {"CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}", "CONTENT_LENGTH": str(stream.length)}
    address = {"PATH_INFO": f"/ho-so/{dossier.pk}/giay-to/", "REQUEST_METHOD": "POST"}
    environ = browser._base_environ(**address, **told, **{"wsgi.input": stream})
    browser.get(f"/ho-so/{dossier.pk}/")  # load what every page loads, before memory is measured
    tracemalloc.start()
    answer = browser.handler(environ)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 422
    assert "Tệp “quet.pdf” quá giới hạn 25 MB. Hãy nén ảnh quét hoặc tách tệp" in answer.content.decode()
    assert peak < 20 * MB
    assert (StoredFile.objects.count(), kept_on_disk(settings)) == (0, [])
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) == 0


def test_a_million_parts_are_too_large_before_anything_is_looked_into(scene: Scene, settings: Any) -> None:
    dossier = scene.dossier()
    file = SimpleUploadedFile("bao-cao.docx", index_of(10**6))
    answer = signed_in(scene.clerk).post(f"/ho-so/{dossier.pk}/giay-to/", {"place": scene.need.pk, "file": file})
    assert answer.status_code == 422
    assert answer.context["refusal"].startswith("Tệp “bao-cao.docx” quá giới hạn 25 MB.")
    assert (StoredFile.objects.count(), kept_on_disk(settings)) == (0, [])


def test_the_whole_dossier_has_a_limit_and_what_is_over_it_is_not_on_disk(scene: Scene, settings: Any) -> None:
    browser, dossier = signed_in(scene.clerk), scene.dossier()
    settings.MAX_DOSSIER_BYTES = 3 * MB
    text = b"minh chung \n" * 100_000  # 1.2 MB each, no two alike
    for number in range(3):
        file = SimpleUploadedFile(f"so-lieu-{number}.txt", str(number).encode() + text)
        typed = {"place": "", "kind": "khac", "title": f"Số liệu {number}", "file": file}
        answer = browser.post(f"/ho-so/{dossier.pk}/giay-to/", typed)
    assert answer.status_code == 422
    assert answer.context["refusal"] == (
        "Hồ sơ đã có 2 MB; thêm tệp “so-lieu-2.txt” sẽ quá giới hạn 3 MB của một hồ sơ. Hãy nén tệp."
    )
    assert (StoredFile.objects.count(), len(kept_on_disk(settings))) == (2, 2)


@pytest.mark.parametrize(
    ("name", "content", "shown", "kind"),
    [
        ("quet.pdf", pdf(), "inline", "application/pdf"),  # a scan: pages without any text
        ("bao-cao.docx", word(hyperlink="https://dichvucong.gov.vn"), "attachment", "wordprocessingml.document"),
        ("ghi-chu.txt", b"<b>khong phai trang web</b>", "attachment", "text/plain"),
    ],
)
def test_what_is_allowed_is_handed_out_so_that_no_browser_runs_it(
    scene: Scene, name: str, content: bytes, shown: str, kind: str
) -> None:
    browser, dossier = signed_in(scene.clerk), scene.dossier()
    browser.post(f"/ho-so/{dossier.pk}/giay-to/", {"place": scene.need.pk, "file": SimpleUploadedFile(name, content)})
    answer = browser.get(f"/ho-so/{dossier.pk}/giay-to/{DossierPaper.objects.get().pk}/")
    assert answer.headers["Content-Disposition"].startswith(f"{shown}; filename")
    assert answer.headers["Content-Type"].endswith(kind)
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()


def put(scene: Scene, content: bytes, settings: Any, *roots: bytes) -> str:
    """Upload a PDF and give the sentence and badge its paper shows."""
    folder = Path(settings.VAR) / "roots"
    folder.mkdir(parents=True, exist_ok=True)
    for number, root in enumerate(roots):
        (folder / f"{number}.der").write_bytes(root)
    browser, dossier = signed_in(scene.clerk), scene.dossier()
    file = SimpleUploadedFile("ban-ky.pdf", content)
    browser.post(f"/ho-so/{dossier.pk}/giay-to/", {"place": scene.need.pk, "file": file})
    paper = DossierPaper.objects.get()
    shown = browser.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert paper.signature_words in shown
    return paper.signature_words


def test_a_signature_under_a_trusted_root_is_shown_as_valid(scene: Scene, settings: Any) -> None:
    said = put(scene, signed_pdf(), settings, office()[0])
    assert said.startswith(f"Chữ ký hợp lệ: {SIGNER}, lúc ")
    assert DossierPaper.objects.get().signature == "valid"


def test_a_signer_nobody_here_knows_is_told_with_what_to_do(scene: Scene, settings: Any) -> None:
    said = put(scene, signed_pdf(), settings)
    assert said.startswith(f"Chữ ký toàn vẹn nhưng chưa xác định được người ký: {SIGNER}, lúc ")
    assert said.endswith("; hãy đối chiếu người ký với bản giấy hoặc nhờ quản trị thêm chứng thư gốc tin cậy.")


def test_a_file_altered_after_signing_is_told_so(scene: Scene, settings: Any) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.add_metadata({"/Title": "Bao cao 98"})
    made = io.BytesIO()
    writer.write(made)
    signed = sign(made.getvalue(), office()[1], PASSPHRASE)
    said = put(scene, signed.replace(b"Bao cao 98", b"Bao cao 99"), settings, office()[0])
    assert said == f"Tệp đã bị sửa sau khi ký: {SIGNER}{said[said.index(', lúc') :]}"
    assert said.endswith("; hãy xin lại tệp gốc đã ký.")
    assert DossierPaper.objects.get().signature == "altered"


def test_a_scan_without_signature_is_said_to_have_none(scene: Scene, settings: Any) -> None:
    assert put(scene, pdf(), settings) == "Tệp không có chữ ký số."


def test_nothing_changes_after_handing_in_but_by_giving_back(scene: Scene) -> None:
    browser, dossier = signed_in(scene.clerk), scene.dossier()
    scene.upload(browser, dossier)
    browser.post(f"/ho-so/{dossier.pk}/nop/")
    paper = DossierPaper.objects.get()
    said = [
        scene.upload(browser, dossier, pdf(2)),
        browser.post(f"/ho-so/{dossier.pk}/giay-to/{paper.pk}/bo/"),
        browser.post(f"/ho-so/{dossier.pk}/tom-tat/", {"achievements": "Thêm"}),
    ]
    assert [answer.status_code for answer in said] == [422, 422, 422]
    assert {answer.context["refusal"] for answer in said} == {"Hồ sơ đang ở bước “Đã nộp” nên không sửa hồ sơ được."}
    assert list(DossierPaper.objects.filter(is_current=True)) == [paper]
    verifier = signed_in(make_actor(Role.VERIFIER, unit=scene.office_unit))
    verifier.post(f"/ho-so/{dossier.pk}/tra-lai/", {f"paper_{scene.need.pk}": "Chưa ký"})
    scene.upload(browser, dossier, pdf(2))
    assert [one.version for one in DossierPaper.objects.filter(is_current=True)] == [2]
