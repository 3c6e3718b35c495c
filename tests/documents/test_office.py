import pypdfium2
import pytest

from tests.conftest import leave_out
from tests.documents import samples
from tests.documents.reading import place, rendered
from thidua.base.refusal import Refused
from thidua.documents import office
from thidua.documents.word import docx_of


def test_without_libreoffice_the_refusal_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert office.is_installed() is False
    with pytest.raises(Refused, match=r"chưa cài LibreOffice.*Hãy tải bản Word"):
        office.pdf_of(docx_of(samples.PAPERS["receipt"]))


def program(folder, script):
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("script", "said"), [("exit 1", "không đọc được tệp Word"), ("exec /bin/sleep 20", "quá 1 giây")]
)
def test_a_converter_that_fails_or_hangs_is_told(monkeypatch, tmp_path, script, said):
    program(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match=said):
        office.pdf_of(b"PK", patience=1)


def test_every_letter_of_a_long_name_arrives_in_the_pdf():
    if not office.is_installed():
        leave_out("LibreOffice is not installed")
    pdf = pypdfium2.PdfDocument(office.pdf_of(docx_of(samples.PAPERS["registration"])))
    said = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert said.count(samples.SCHOOL) >= 2


def test_signature_of_a_decision_stands_right_of_the_recipients():
    pdf = rendered(docx_of(samples.PAPERS["decision"]))
    left, right = place(pdf, 0, "Nơi nhận"), place(pdf, 0, "PHÓ CHỦ TỊCH")
    assert left.right < 105 < right.left
    assert abs(left.top - place(pdf, 0, "TM. ỦY BAN NHÂN DÂN").top) < 2
    total = place(pdf, 1, "2.808.000")
    assert 180 < total.right <= 190
