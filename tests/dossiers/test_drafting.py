"""Papers drafted from facts: what stands in them, what says that it has no evidence, what a new version changed."""

import io
from datetime import date

import docx
import pytest

from tests.dossiers.rows import make_criterion, make_dossier, make_file
from tests.factories import AT, make_actor, make_person, make_subject, make_unit
from thidua.base.refusal import Refused
from thidua.dossiers import drafting, facts
from thidua.dossiers.models import DossierPaper
from thidua.org.kinds import Role
from thidua.org.models import Document

pytestmark = pytest.mark.django_db
TODAY = date(2023, 12, 20)


def _text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _dossier():
    unit = make_unit(name="UBND xã Suối Trong")
    clerk = make_actor(Role.CLERK, unit=unit)
    nominee = make_subject(person=make_person(name="Lò Thị Ẫn", unit=unit))
    dossier = make_dossier(unit=unit, nominee=nominee, achievements="Giảm thời gian giải quyết 30 %.\nMở hai lớp.")
    make_criterion(dossier.round.movement, "initiative", text="Có sáng kiến", clause="mục III.2", subject="individual")
    document = Document.objects.create(
        kind="Quyết định", number="15/QĐ-UBND", title="Công nhận sáng kiến", entered_at=AT
    )
    proved = {"title": "Gọi điện mời dân", "recognised_by": "UBND tỉnh", "document": document}
    facts.add(nominee, "initiative", proved, by=clerk, at=AT)
    facts.add(nominee, "initiative", {"title": "Sổ tay điện tử"}, by=clerk, at=AT)
    return dossier


def test_a_report_ties_what_it_says_to_evidence_or_says_that_there_is_none():
    text = _text(drafting.docx_of(_dossier(), "bao_cao", TODAY))
    assert "1. Có sáng kiến" in text
    assert "(Theo mục III.2)" in text
    assert "- “Gọi điện mời dân”, UBND tỉnh công nhận (minh chứng 1)." in text
    assert "- “Sổ tay điện tử”, chưa ghi cấp công nhận (chưa có minh chứng)." in text
    assert "- Giảm thời gian giải quyết 30 % (chưa có minh chứng)." in text
    assert "15/QĐ-UBND" in text


@pytest.mark.parametrize("paper", ["tom_tat", "to_trinh", "danh_sach"])
def test_each_drafted_paper_names_the_nominee(paper):
    assert "Lò Thị Ẫn" in _text(drafting.docx_of(_dossier(), paper, TODAY))


def test_minutes_are_not_drafted_from_nothing():
    with pytest.raises(Refused, match="Biên bản họp lấy từ phiên họp"):
        drafting.docx_of(_dossier(), "bien_ban", TODAY)


def test_a_new_version_shows_what_it_changed():
    dossier = make_dossier()
    texts = (b"Dong mot\nDong hai\nDong ba\n", b"Dong mot\nDong hai sua\nDong ba\n")
    versions = [
        DossierPaper.objects.create(
            dossier=dossier,
            paper="bao_cao",
            file=make_file(text, name="bao-cao.txt"),
            version=number,
            is_current=number == 2,
            put_at=AT,
        )
        for number, text in enumerate(texts, 1)
    ]
    assert [(one.is_added, one.text) for one in drafting.changes(versions[1])] == [
        (False, "Dong hai"),
        (True, "Dong hai sua"),
    ]
    with pytest.raises(Refused, match="bản đầu tiên"):
        drafting.changes(versions[0])
