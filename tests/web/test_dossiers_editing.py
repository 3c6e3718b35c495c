"""A drafted paper in the browser: worded line by line, kept, laid into the dossier, compared with Word."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.dossiers.rows import make_criterion, pdf
from tests.factories import AT, make_actor, make_unit
from tests.web.signing import signed_in
from tests.web.test_dossiers_dossier import Scene
from thidua.dossiers import facts
from thidua.dossiers.models import DossierPaper, PaperDraft
from thidua.org.kinds import Role

pytestmark = pytest.mark.django_db


class Writing(Scene):
    def __init__(self) -> None:
        super().__init__()
        self.rating = make_criterion(self.round.movement, "rating", text="Được xếp loại", clause="mục III.2")
        self.one = self.dossier(achievements="Giảm thời gian giải quyết 30 %.")
        rated = {"year": 2022, "grade": "Hoàn thành tốt nhiệm vụ", "number": "9/TB-UBND"}
        facts.add(self.one.nominee, "rating", rated, by=self.clerk, at=AT)
        self.address = f"/ho-so/{self.one.pk}/soan/bao_cao/"

    def typed(self, browser, **swapped: str) -> dict[str, object]:
        """What the form sends when some words are typed over: ``first=`` the rated line, ``told=`` the last part."""
        text = browser.get(self.address).context["text"]
        line = text.parts[1].lines[0]
        return {
            "version": text.version,
            f"text-{text.parts[1].key}": [swapped.get("first", line.text), ""],
            f"proof-{text.parts[1].key}": [line.proof, ""],
            f"key-{text.parts[1].key}": [line.key, ""],
            "text-noi-bat": [swapped.get("told", "Giảm thời gian giải quyết 30 %.")],
            "proof-noi-bat": [swapped.get("proof", "")],
            "key-noi-bat": [""],
        }


@pytest.fixture
def writing() -> Writing:
    return Writing()


def test_each_line_shows_its_proof_or_that_it_has_none(writing):
    page = signed_in(writing.clerk).get(writing.address).content.decode()
    assert "Năm 2022: Hoàn thành tốt nhiệm vụ" in page
    assert "Đánh giá, xếp loại chất lượng năm 2022 9/TB-UBND</option>" in page
    assert page.count('<span class="badge warn">chưa có minh chứng</span>') == 1
    assert "Còn 01 dòng chưa có minh chứng" in page


def test_words_are_kept_with_their_proof_and_a_changed_figure_is_marked(writing):
    browser = signed_in(writing.clerk)
    browser.post(writing.address, writing.typed(browser, first="Năm 2022 được xếp loại hoàn thành tốt nhiệm vụ"))
    page = browser.get(writing.address).content.decode()
    assert "Bản soạn lưu lúc" in page
    assert page.count("badge warn") == 1
    browser.post(writing.address, writing.typed(browser, first="Hai năm 2022, 2023 được xếp loại tốt"))
    page = browser.get(writing.address).content.decode()
    assert "Số liệu 2023 khác dữ liệu đã nhập nên chưa có minh chứng." in page
    assert "Còn 02 dòng chưa có minh chứng" in page


def test_what_was_typed_comes_back_with_the_refusal(writing):
    browser = signed_in(writing.clerk)
    answer = browser.post(writing.address, writing.typed(browser, told="Tiếp 300 lượt dân", proof="-"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert">Dòng “Tiếp 300 lượt dân” có số liệu nên không để là lời dẫn.' in page
    assert ">Tiếp 300 lượt dân</textarea>" in page
    assert not PaperDraft.objects.exists()


def test_a_text_is_laid_into_its_place_in_the_list(writing):
    browser = signed_in(writing.clerk)
    answer = browser.post(writing.address, writing.typed(browser) | {"lay": "1"})
    assert answer.url == f"/ho-so/{writing.one.pk}/#giay-to"
    laid = DossierPaper.objects.get()
    assert (laid.paper, laid.requirement, laid.version) == ("bao_cao", writing.need, 1)
    assert "Đủ giấy tờ theo danh mục." in browser.get(f"/ho-so/{writing.one.pk}/").content.decode()


def test_a_file_edited_in_word_is_set_beside_what_was_drafted_here(writing):
    browser = signed_in(writing.clerk)
    document = docx.Document(io.BytesIO(browser.get(f"/ho-so/{writing.one.pk}/soan/bao_cao.docx").content))
    line = next(one for one in document.paragraphs if "30 %" in one.text)
    line.text = line.text.replace("30 %", "45 %")
    made = io.BytesIO()
    document.save(made)
    file = SimpleUploadedFile("bao-cao-sua.docx", made.getvalue())
    browser.post(f"/ho-so/{writing.one.pk}/giay-to/", {"place": writing.need.pk, "file": file})
    paper = DossierPaper.objects.get()
    page = browser.get(f"/ho-so/{writing.one.pk}/giay-to/{paper.pk}/thay-doi/").content.decode()
    assert "<del>30</del>" in page
    assert "<ins>45</ins>" in page
    assert "số mới: 45 – chưa có minh chứng" in page


def test_two_scans_cannot_be_compared_and_the_page_says_so(writing):
    browser = signed_in(writing.clerk)
    writing.upload(browser, writing.one)
    writing.upload(browser, writing.one, pdf(2))
    paper = DossierPaper.objects.get(is_current=True)
    answer = browser.get(f"/ho-so/{writing.one.pk}/giay-to/{paper.pk}/thay-doi/")
    assert answer.status_code == 422
    assert answer.context["refusal"]


def test_after_handing_in_the_text_is_closed_until_it_is_given_back(writing):
    browser = signed_in(writing.clerk)
    typed = writing.typed(browser)
    browser.post(writing.address, typed | {"lay": "1"})
    browser.post(f"/ho-so/{writing.one.pk}/nop/")
    page = browser.get(writing.address).content.decode()
    assert "Hồ sơ đang ở bước “Đã nộp” nên không sửa hồ sơ được." in page
    assert "Lưu bản soạn</button>" not in page
    answers = [browser.post(writing.address, typed | {"version": 1, name: "1"}) for name in ("keep", "lay", "anew")]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert (PaperDraft.objects.get().version, DossierPaper.objects.count()) == (1, 1)
    verifier = signed_in(make_actor(Role.VERIFIER, unit=writing.office_unit))
    verifier.post(f"/ho-so/{writing.one.pk}/tra-lai/", {f"paper_{writing.need.pk}": "Thiếu số liệu"})
    browser.post(writing.address, writing.typed(browser, told="Giảm 40 % thời gian") | {"lay": "1"})
    assert [one.version for one in DossierPaper.objects.filter(is_current=True)] == [2]


def test_outsiders_and_kinds_that_are_not_drafted_get_404(writing):
    outsider = signed_in(make_actor(Role.CLERK, Role.OFFICE, unit=make_unit()))
    assert outsider.get(writing.address).status_code == 404
    assert outsider.post(writing.address, {}).status_code == 404
    assert signed_in(writing.clerk).get(f"/ho-so/{writing.one.pk}/soan/bien_ban/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_editor_asks_a_fixed_number_of_times(writing, rows, django_assert_num_queries):
    for year in range(2010, 2010 + rows):
        rated = {"year": year, "grade": "Hoàn thành tốt nhiệm vụ", "number": f"{year}/TB"}
        facts.add(writing.one.nominee, "rating", rated, by=writing.clerk, at=AT)
    browser = signed_in(writing.clerk)
    with django_assert_num_queries(15):
        page = browser.get(writing.address).content.decode()
    assert page.count("/TB</option>") == rows * page.count('name="text-')
