"""The office's own Word templates: checked when uploaded, tried, used for papers, taken out of use."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import make_actor
from tests.web.signing import signed_in
from tests.web.test_dossiers_dossier import Scene
from thidua.dossiers import paper_templates
from thidua.dossiers.models import PaperTemplate
from thidua.org.kinds import Role
from thidua.org.models import StoredFile

pytestmark = pytest.mark.django_db


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def read(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


OURS = ("MẪU RIÊNG", "{{ doi_tuong }} – {{ hinh_thuc }}", "{% for d in dong %}* {{ d.noi_dung }} {% endfor %}")


class Office(Scene):
    def __init__(self) -> None:
        super().__init__()
        self.officer = make_actor(Role.OFFICE, unit=self.office_unit)
        self.browser = signed_in(self.officer)

    def put(self, content: bytes, *, paper: str = "bao_cao", browser: Client | None = None) -> Any:
        file = SimpleUploadedFile("mau-cua-huyen.docx", content)
        typed = {"unit": self.office_unit.pk, "paper": paper, "file": file}
        return (browser or self.browser).post("/ho-so/mau/", typed)

    def drafted(self) -> str:
        dossier = self.round.dossiers.first() or self.dossier(achievements="Giảm 30 % thời gian.")
        return read(signed_in_once(self).get(f"/ho-so/{dossier.pk}/soan/bao_cao.docx").content)


def signed_in_once(office: Office) -> Client:
    if not hasattr(office, "clerk_browser"):
        office.clerk_browser = signed_in(office.clerk)
    return office.clerk_browser


@pytest.fixture
def office() -> Office:
    return Office()


def test_papers_of_units_below_are_drafted_from_the_office_s_template_until_it_is_taken_away(office: Office) -> None:
    before = office.drafted()
    answer = office.put(word(*OURS))
    assert answer.url == "/ho-so/mau/"
    drafted = office.drafted()
    assert drafted.startswith("MẪU RIÊNG\n")
    assert "* Giảm 30 % thời gian (chưa có minh chứng)." in drafted
    office.put(word("MẪU MỚI", *OURS[1:]))
    assert office.drafted().startswith("MẪU MỚI")
    kept = PaperTemplate.objects.get(ended_at=None)
    assert PaperTemplate.objects.count() == 2
    office.browser.post(f"/ho-so/mau/{kept.pk}/go/")
    assert office.drafted() == before


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("{{ doi_tuong }}", "{{ dong }}", "{{ ten_don_vi }}"), "có chỗ điền không dùng được: “{{ ten_don_vi }}”"),
        (("{{ doi_tuong }}",), "thiếu chỗ điền “{{ dong }}” (bảng các dòng thành tích"),
        (
            ("{{ doi_tuong }}", "{% for d in dong %}{{ d.noidung }}{% endfor %}"),
            "Mẫu có chỗ điền không có số liệu (“{{ noidung }}”)",
        ),
        (("{{ doi_tuong", "{{ dong }}"), "Mẫu có chỗ điền viết sai"),
        (("{{ doi_tuong }}", "{{ dong }}", "{{ ''.__class__ }}"), "Mẫu có"),
    ],
)
def test_wrong_places_are_named_and_nothing_is_kept(office: Office, settings: Any, lines: Any, said: str) -> None:
    answer = office.put(word(*lines))
    assert answer.status_code == 422
    assert said in answer.context["refusal"]
    assert "Hãy sửa mẫu trong Word rồi tải lại" in answer.context["refusal"]
    assert (PaperTemplate.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert not [path for path in Path(settings.FILES).rglob("*") if path.is_file()]


def test_what_is_no_word_file_is_refused(office: Office) -> None:
    answer = office.put(b"%PDF-1.7")
    assert answer.status_code == 422
    assert answer.context["refusal"] == "Mẫu phải là tệp Word (.docx). Hãy lưu mẫu thành .docx rồi tải lại."


def test_the_page_lists_places_and_tries_the_template(office: Office) -> None:
    office.put(word(*OURS))
    kept = PaperTemplate.objects.get()
    page = office.browser.get("/ho-so/mau/").content.decode()
    assert "Chỗ điền trong mẫu: <code>doi_tuong</code>, <code>dong</code>, <code>hinh_thuc</code>." in page
    tried = read(office.browser.get(f"/ho-so/mau/{kept.pk}/thu.docx").content)
    assert "[tên tập thể, cá nhân được đề nghị] – [hình thức khen đề nghị]" in tried
    assert "* [noi_dung 1] * [noi_dung 2]" in tried
    answer = office.browser.get(f"/ho-so/mau/{kept.pk}/tep/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()


@pytest.mark.parametrize("paper", sorted(paper_templates.PLACES))
def test_the_file_to_begin_from_is_itself_a_good_template(office: Office, paper: str) -> None:
    begun = office.browser.get(f"/ho-so/mau/{paper}.docx").content
    assert paper_templates.why_not_use(paper, begun) is None
    assert office.put(begun, paper=paper).status_code == 302
    dossier = office.dossier(achievements="Giảm 30 % thời gian.")
    drafted = read(signed_in_once(office).get(f"/ho-so/{dossier.pk}/soan/{paper}.docx").content)
    assert "{" not in drafted
    assert dossier.nominee.name in drafted


def test_only_the_office_keeps_templates(office: Office) -> None:
    clerk = signed_in_once(office)
    assert clerk.get("/ho-so/mau/").status_code == 404
    assert office.put(word(*OURS), browser=clerk).status_code == 404
    office.put(word(*OURS))
    kept = PaperTemplate.objects.get()
    stranger = signed_in(make_actor(Role.OFFICE))
    assert stranger.post(f"/ho-so/mau/{kept.pk}/go/").status_code == 404
    assert stranger.get(f"/ho-so/mau/{kept.pk}/thu.docx").status_code == 404
    assert PaperTemplate.objects.get().ended_at is None
    assert "Mẫu giấy tờ</a>" in office.browser.get("/ho-so/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_a_fixed_number_of_times(office: Office, rows: int, django_assert_num_queries: Any) -> None:
    for paper in list(paper_templates.PLACES)[:rows]:
        office.put(paper_templates.starter(paper), paper=paper)
    with django_assert_num_queries(7):
        office.browser.get("/ho-so/mau/")
