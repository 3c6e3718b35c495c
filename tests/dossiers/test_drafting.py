"""Papers drafted from facts: what they say, what has no evidence, what people worded, what a version changed."""

import io
from datetime import date

import docx
import pytest

from tests.dossiers.rows import make_criterion, make_dossier, make_file, make_requirement
from tests.factories import AT, make_actor, make_person, make_subject, make_unit
from thidua.base.refusal import Refused
from thidua.dossiers import actions_papers, comparing, facts, papers, wording
from thidua.dossiers.models import Dossier, DossierPaper, PaperDraft
from thidua.dossiers.wording import TOLD, Line, Part
from thidua.org.actor import Actor
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry, Position

pytestmark = pytest.mark.django_db
TODAY = date(2023, 12, 20)


def words_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


class Scene:
    def __init__(self) -> None:
        unit = make_unit(name="UBND xã Suối Trong")
        self.clerk = make_actor(Role.CLERK, unit=unit)
        self.person = make_person(name="Lò Thị Ẫn", unit=unit)
        Position.objects.create(person=self.person, unit=unit, title="Chủ tịch", is_head=True, from_on=date(2021, 1, 1))
        nominee = make_subject(person=self.person)
        told = "Giảm thời gian giải quyết 30 %.\nLuôn gần dân."
        self.dossier = make_dossier(unit=unit, nominee=nominee, achievements=told)
        movement = self.dossier.round.movement
        self.criterion = make_criterion(
            movement, "initiative", text="Có sáng kiến", clause="mục III.2", subject="individual"
        )
        proved = {
            "title": "Gọi điện mời dân",
            "recognised_by": "UBND tỉnh",
            "recognised_on": date(2023, 5, 2),
            "number": "15/QĐ-UBND",
        }
        facts.add(nominee, "initiative", proved, by=self.clerk, at=AT)
        facts.add(nominee, "initiative", {"title": "Sổ tay điện tử"}, by=self.clerk, at=AT)

    def text(self, paper: str = "bao_cao") -> papers.Text:
        return papers.text_of(self.dossier, paper, TODAY)

    def keep(self, *changes: tuple[str, Line], paper: str = "bao_cao", by: Actor | None = None) -> PaperDraft:
        """Keep today's text with some lines put in the place of those with these words."""
        text, swapped = self.text(paper), dict(changes)
        parts = [
            Part(one.key, one.title, tuple(swapped.get(line.text, line) for line in one.lines)) for one in text.parts
        ]
        return actions_papers.keep_text(self.dossier, paper, parts, version=text.version, by=by or self.clerk, at=AT)

    def words(self, paper: str = "bao_cao") -> str:
        return words_of(papers.docx_of(self.dossier, paper, TODAY))


@pytest.fixture
def scene() -> Scene:
    return Scene()


PROVED = "“Gọi điện mời dân”, UBND tỉnh công nhận ngày 02/05/2023"


def test_a_report_ties_what_it_says_to_evidence_or_says_that_there_is_none(scene):
    text = scene.words()
    assert "1. Có sáng kiến" in text
    assert "(Theo mục III.2)" in text
    assert f"- {PROVED} (minh chứng 1)." in text
    assert "- “Sổ tay điện tử”, chưa ghi cấp công nhận (chưa có minh chứng)." in text
    assert "- Giảm thời gian giải quyết 30 % (chưa có minh chứng)." in text
    assert "- Luôn gần dân.\n" in text
    assert "15/QĐ-UBND ngày 02/05/2023" in text
    assert "DỰ THẢO" in text


def test_a_summary_names_the_decision_behind_each_line(scene):
    text = scene.words("tom_tat")
    assert f"- {PROVED} (15/QĐ-UBND ngày 02/05/2023)." in text
    assert "- Giảm thời gian giải quyết 30 % (chưa có minh chứng)." in text


@pytest.mark.parametrize("paper", ["tom_tat", "to_trinh", "danh_sach"])
def test_each_drafted_paper_names_the_nominee(scene, paper):
    assert "Lò Thị Ẫn" in scene.words(paper)


def test_minutes_are_not_drafted_from_nothing(scene):
    with pytest.raises(Refused, match="Biên bản họp lấy từ phiên họp"):
        papers.docx_of(scene.dossier, "bien_ban", TODAY)


def test_a_report_is_told_by_the_contents_of_reform_when_the_plan_asks_so(scene):
    movement = scene.dossier.round.movement
    asked = "Báo cáo thành tích (nêu rõ kết quả đạt được theo các nội dung cải cách hành chính)."
    make_requirement(movement, "bao_cao", text=asked)
    contents = [{"text": "Cải cách thể chế."}, {"text": "Cải cách thủ tục hành chính."}]
    movement.plan.draft = {"contents": contents}
    titles = [part.title for part in scene.text().parts]
    assert titles == [
        "Cải cách thể chế.",
        "Cải cách thủ tục hành chính.",
        "Kết quả theo tiêu chuẩn xét khen",
        "Kết quả nổi bật",
    ]


def test_a_worded_line_keeps_its_proof_and_a_changed_figure_loses_it(scene):
    own = next(line for part in scene.text().parts for line in part.lines if line.text == PROVED)
    scene.keep((PROVED, Line(f"Năm 2023 có sáng kiến {PROVED}", own.proof, own.key)))
    assert "(chưa có minh chứng)" in next(line for line in scene.words().splitlines() if "có sáng kiến “Gọi" in line)
    scene.keep((f"Năm 2023 có sáng kiến {PROVED}", Line(f"Đã có sáng kiến {PROVED}", own.proof, own.key)))
    assert f"- Đã có sáng kiến {PROVED} (minh chứng 1)." in scene.words()


def test_every_line_with_a_proof_ends_the_draft(scene):
    proof = next(iter(scene.text().known.proofs))
    scene.keep(
        ("“Sổ tay điện tử”, chưa ghi cấp công nhận", Line("Có sổ tay điện tử", proof)),
        ("Giảm thời gian giải quyết 30 %.", Line("Giảm thời gian giải quyết 30 %", proof)),
    )
    text = scene.words()
    assert ("DỰ THẢO" in text, "chưa có minh chứng" in text) == (False, False)


def test_the_document_of_a_discipline_is_offered_for_no_line(scene):
    warned = {"grade": "warning", "decided_on": date(2023, 5, 2), "number": "3/QĐ-KL"}
    facts.add(scene.dossier.nominee, "discipline", warned, by=scene.clerk, at=AT)
    assert [one.number for one in scene.text().known.proofs.values()] == ["15/QĐ-UBND ngày 02/05/2023"]


def test_narration_with_a_figure_is_refused_and_nothing_is_kept(scene):
    with pytest.raises(Refused, match="có số liệu nên không để là lời dẫn"):
        scene.keep(("Luôn gần dân.", Line("Tiếp 300 lượt dân", TOLD)))
    assert not PaperDraft.objects.exists()


def test_a_colleague_who_read_an_older_text_overwrites_nothing(scene):
    scene.keep()
    with pytest.raises(Refused, match="vừa được người khác lưu"):
        actions_papers.keep_text(scene.dossier, "bao_cao", scene.text().parts, version=0, by=scene.clerk, at=AT)
    scene.keep(("Luôn gần dân.", Line("Gần dân", TOLD)))
    assert (PaperDraft.objects.get().version, "- Gần dân." in scene.words()) == (2, True)


def test_what_the_facts_say_since_is_shown_and_the_text_begins_anew_on_wish(scene):
    scene.keep()
    facts.add(scene.dossier.nominee, "initiative", {"title": "Tổ số hóa"}, by=scene.clerk, at=AT)
    assert [line.text for line in scene.text().unused] == ["“Tổ số hóa”, chưa ghi cấp công nhận"]
    actions_papers.draft_anew(scene.dossier, "bao_cao", by=scene.clerk, at=AT)
    assert "Tổ số hóa" in scene.words()
    assert JournalEntry.objects.latest("pk").verb == "dossiers.draft_anew"


def test_a_text_is_laid_into_the_dossier_as_word_and_then_closed_by_handing_in(scene):
    scene.keep()
    laid = actions_papers.lay_draft(scene.dossier, "bao_cao", requirement=None, by=scene.clerk, at=AT)
    assert (laid.version, laid.file.name) == (1, "bao-cao-thanh-tich-lo-thi-an.docx")
    Dossier.objects.filter(pk=scene.dossier.pk).update(
        state="submitted", submitted_at=AT, submitted_by=scene.person, received_on=TODAY
    )
    scene.dossier.refresh_from_db()
    with pytest.raises(Refused, match="đang ở bước “Đã nộp”"):
        scene.keep()
    with pytest.raises(Refused, match="đang ở bước “Đã nộp”"):
        actions_papers.lay_draft(scene.dossier, "bao_cao", requirement=None, by=scene.clerk, at=AT)


def versions_of(*texts: bytes) -> list[DossierPaper]:
    dossier = make_dossier()
    return [
        DossierPaper.objects.create(
            dossier=dossier,
            paper="khac",
            file=make_file(text, name="bao-cao.txt"),
            version=number,
            is_current=number == len(texts),
            put_at=AT,
        )
        for number, text in enumerate(texts, 1)
    ]


def test_a_new_version_stands_beside_the_one_before_with_its_new_figures():
    versions = versions_of(b"Dong mot\nDat 95%\nDong ba\n", b"Dong mot\nDat 98%\nDong ba\n")
    row = papers.changes(versions[1], TODAY)[0]
    assert [piece.text for piece in row.before if piece.is_changed] == ["95%"]
    assert [piece.text for piece in row.after if piece.is_changed] == ["98%"]
    assert row.strange == ("98",)
    with pytest.raises(Refused, match="bản đầu tiên"):
        papers.changes(versions[0], TODAY)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (["một"], ["một"], []),
        (["một"], ["một", "hai 2"], [("", "hai 2", ("2",))]),
        (["một", "hai"], ["một"], [("hai", "", ())]),
        ([], ["một"], [("", "một", ())]),
        (["năm 7 (minh chứng 1)"], ["năm 7 (minh chứng 2)"], [("năm 7 (minh chứng 1)", "năm 7 (minh chứng 2)", ())]),
    ],
)
def test_paragraphs_are_set_side_by_side(before, after, found):
    def told(pieces):
        return "".join(piece.text for piece in pieces)

    assert [(told(row.before), told(row.after), row.strange) for row in comparing.rows(before, after)] == found


def test_a_text_may_be_long_but_not_endless():
    assert wording.why_not_keep([Part("a", "", tuple([Line("x")] * 400))]) is None
    assert "401 dòng" in (wording.why_not_keep([Part("a", "", tuple([Line("x")] * 401))]) or "")
    assert "dài quá 4000 ký tự" in (wording.why_not_keep([Part("a", "", (Line("x" * 4001),))]) or "")
